import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../store/port.ts';
import type { Column, ColumnType } from './columns.ts';
import { csv } from './csv.ts';
import { writeChunks } from './file-sink.ts';
import { COLUMN_TYPES, FISCAL_MODEL, openFiscal } from './fiscal.ts';
import { type ExportTable, type Filters, openTable, reports, type TableSource } from './source.ts';

interface PackageOptions {
  readonly version: string;
  readonly now: Date;
  /** Leave text that a spreadsheet would run as it is. */
  readonly exact: boolean;
  readonly titles: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const FIELD: Readonly<Record<ColumnType, { readonly type: string; readonly format?: string }>> = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  amount: { type: 'number' },
  json: { type: 'string' },
  datetime: { type: 'datetime', format: 'any' },
};

/** What tells one row from all others. */
const KEYS: Partial<Readonly<Record<ExportTable, readonly string[]>>> = {
  facts: ['sha256', 'statement_index', 'amount_index'],
  documents: ['sha256'],
  checks: ['sha256', 'check_index'],
  review_queue: ['sha256', 'item'],
  corrections: ['id'],
};

/**
 * Writes a Tabular (Frictionless) Data Package into `folder`: one CSV per table, and a descriptor that is a Fiscal
 * Data Package as well when the facts are among them. The descriptor comes last: a folder that has one is whole.
 */
export async function writeDataPackage(
  db: Database,
  tables: readonly ExportTable[],
  filters: Filters,
  folder: string,
  options: PackageOptions,
): Promise<void> {
  mkdirSync(join(folder, 'data'), { recursive: true });
  const resources: object[] = [];
  for (const table of tables) {
    const source = table === 'facts' ? openFiscal(db, filters) : openTable(db, table, filters);
    resources.push(await writeResource(source, folder, options));
  }
  const descriptor = {
    profile: 'tabular-data-package',
    name: 'yusuan',
    title: '部门预算决算公开数据',
    description: DESCRIPTION,
    created: options.now.toISOString(),
    version: options.version,
    countryCode: 'CN',
    keywords: ['预算', '决算', 'budget', 'fiscal'],
    ...fiscalPeriod(db, filters),
    resources,
    ...(tables.includes('facts') ? { model: FISCAL_MODEL } : {}),
  };
  writeFileSync(join(folder, 'datapackage.json'), `${JSON.stringify(descriptor, null, 2)}\n`);
}

const DESCRIPTION =
  '由 yusuan 从各部门公布的预算、决算 PDF 读出，金额为元。facts 每行是某张报表里印出的一个金额，' +
  '同一笔钱会在几张报表里重复出现，合计行与明细行并存：求和前请选定 statement、measure 和 line_role。' +
  '以 = + - @ 开头的文字前面加了一个单引号，以免被电子表格当作公式。';

async function writeResource(source: TableSource, folder: string, options: PackageOptions): Promise<object> {
  const path = `data/${source.table}.csv`;
  const hash = createHash('sha256');
  async function* hashed() {
    for await (const chunk of csv(source, { bom: false, exact: options.exact }, options.signal)) {
      hash.update(chunk);
      yield chunk;
    }
  }
  const bytes = await writeChunks(join(folder, path), hashed());
  const primaryKey = KEYS[source.table];
  return {
    profile: 'tabular-data-resource',
    name: source.table,
    title: options.titles[source.table] ?? source.table,
    path,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: { delimiter: ',', quoteChar: '"', doubleQuote: true, lineTerminator: '\r\n', header: true },
    bytes,
    hash: `sha256:${hash.digest('hex')}`,
    schema: {
      fields: source.columns.map((column) => field(column, source.table)),
      missingValues: [''],
      ...(primaryKey === undefined ? {} : { primaryKey }),
    },
  };
}

function field({ name, type, title }: Column, table: ExportTable): object {
  const columnType = table === 'facts' ? COLUMN_TYPES[name] : undefined;
  return { name, title, ...FIELD[type], ...(columnType === undefined ? {} : { columnType }) };
}

function fiscalPeriod(db: Database, filters: Filters): object {
  const years = reports(db, filters).flatMap(({ fiscal_year }) => (fiscal_year === null ? [] : [fiscal_year]));
  if (years.length === 0) return {};
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return { fiscalPeriod: { start: `${first}-01-01`, end: `${last}-12-31` } };
}
