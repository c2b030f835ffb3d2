import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS } from '../src/store/migrations/index.ts';
import { openStore } from '../src/store/open.ts';
import type { Database } from '../src/store/port.ts';
import { VIEWS } from '../src/store/views.ts';

const DOCS = join(import.meta.dirname, '..', 'docs');

/** The schema page (docs/schema.md) of a database that has just been migrated. */
export function schemaPage(): string {
  const store = openStore(':memory:');
  try {
    return [
      ...INTRODUCTION,
      '## 迁移',
      '',
      '| 版本 | 名称 |',
      '|---|---|',
      ...MIGRATIONS.map(({ number, name }) => `| ${number} | \`${name}\` |`),
      '',
      '## 视图',
      '',
      ...Object.keys(VIEWS).map((name) => viewLine(store.db, name)),
      '',
      '## 表',
      '',
      ...objects(store.db, 'table').flatMap(({ name }) => tableSection(store.db, name)),
      '## 触发器',
      '',
      ...objects(store.db, 'trigger').map(({ name, on }) => `- \`${name}\`（表 \`${on}\`）`),
      '',
    ].join('\n');
  } finally {
    store.close();
  }
}

const INTRODUCTION = [
  '# 数据库结构',
  '',
  '本页由 `scripts/write-schema-page.ts` 从迁移生成，测试核对它是最新的。**查询请用视图**（[contract.md](contract.md) 有每列的含义，',
  '[queries.md](queries.md) 有例子）；表是内部的，会随版本改变，列在这里供开发者参考。',
  '',
];

function viewLine(db: Database, name: string): string {
  return `- \`${name}\`（${columns(db, name)
    .map((column) => column.name)
    .join(', ')}）`;
}

interface SchemaObject {
  readonly name: string;
  readonly on: string;
}

function objects(db: Database, type: 'table' | 'trigger' | 'index'): SchemaObject[] {
  return db
    .prepare<[string], SchemaObject>(
      `SELECT name, tbl_name AS "on" FROM sqlite_schema
       WHERE type = ? AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%' AND name NOT LIKE 'search_gram%' ORDER BY rowid`,
    )
    .all(type);
}

interface TableColumn {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}

function columns(db: Database, table: string): TableColumn[] {
  return db.prepare<[string], TableColumn>('SELECT name, type, "notnull", pk FROM pragma_table_info(?)').all(table);
}

function tableSection(db: Database, table: string): string[] {
  const references = db
    .prepare<[string], { from: string; table: string; to: string }>(
      'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq',
    )
    .all(table);
  const indexes = objects(db, 'index').filter(({ on }) => on === table);
  return [
    `### ${table}`,
    '',
    '| 列 | 类型 | 主键 | 可空 | 引用 |',
    '|---|---|---|---|---|',
    ...columns(db, table).map(({ name, type, notnull, pk }) => {
      const to = references.find((reference) => reference.from === name);
      return `| \`${name}\` | ${type} | ${pk > 0 ? pk : ''} | ${notnull || pk > 0 ? '' : '是'} | ${to === undefined ? '' : `\`${to.table}.${to.to}\``} |`;
    }),
    '',
    ...(indexes.length > 0 ? [`索引：${indexes.map(({ name }) => `\`${name}\``).join('、')}`, ''] : []),
  ];
}

export interface Query {
  readonly title: string;
  readonly sql: string;
}

/** The queries of docs/queries.md, each under its heading. */
export function documentedQueries(): Query[] {
  const page = readFileSync(join(DOCS, 'queries.md'), 'utf8');
  return [...page.matchAll(/^## (.+)\n(?:(?!## |```).*\n)*```sql\n([\s\S]*?)```/gm)].map(
    ([, title = '', sql = '']) => ({
      title,
      sql: sql.trim(),
    }),
  );
}

/** Columns of the contract with their meaning, by view. */
function documentedColumns(): Map<string, Record<string, string>> {
  const page = readFileSync(join(DOCS, 'contract.md'), 'utf8');
  const views = page.split(/^## /m).slice(1);
  return new Map(
    views.map((section) => {
      const rows = [...section.matchAll(/^\| `(\w+)` \| \w+ \| (.+) \|$/gm)];
      return [section.slice(0, section.indexOf('\n')), Object.fromEntries(rows.map(([, name, text]) => [name, text]))];
    }),
  );
}

/** Functions that Datasette does not have, in the words of plain SQLite. */
function plainSql(sql: string): string {
  const fen = (amount: string) => `CAST(replace(${amount}, '.', '') AS INTEGER)`;
  return sql
    .replaceAll(
      /sum_yuan\(([\w.]+)\)( FILTER \([^)]*\))?/g,
      (_, amount: string, filter = '') => `printf('%.2f', sum(${fen(amount)})${filter} / 100.0)`,
    )
    .replaceAll(/\byuan\(([^()]+)\)/g, (_, fens: string) => `printf('%.2f', (${fens}) / 100.0)`)
    .replaceAll(/\bfen\(([^()]+)\)/g, (_, amount: string) => fen(amount));
}

/** Metadata for Datasette (docs/datasette.json): what the views mean, and the example queries one click away. */
export function datasetteMetadata(): string {
  const store = openStore(':memory:');
  const meanings = documentedColumns();
  const views = Object.keys(VIEWS).map((view) => [view, { columns: meanings.get(view) ?? {} }] as const);
  const hidden = objects(store.db, 'table').map(({ name }) => [name, { hidden: true }] as const);
  store.close();
  const queries = documentedQueries().map(({ title, sql }, index) => [
    `q${String(index + 1).padStart(2, '0')}`,
    { title, sql: plainSql(sql).replace(/;$/, '') },
  ]);
  const metadata = {
    title: '部门预算决算',
    description: '由 yusuan 从各部门公布的 PDF 读出；金额为元，精确文本',
    databases: { yusuan: { tables: Object.fromEntries([...views, ...hidden]), queries: Object.fromEntries(queries) } },
  };
  return `${JSON.stringify(metadata, null, 2)}\n`;
}
