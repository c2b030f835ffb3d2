import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { EXPORT_TABLES, openTable } from '../../src/export/index.ts';
import { NO_FILTERS } from '../../src/export/source.ts';
import { openStore } from '../../src/store/open.ts';
import { VIEWS } from '../../src/store/views.ts';
import { yusuan } from '../cli/run.ts';
import { exported, importSamples, NASTY, nastyDatabase, scratch } from './database.ts';
import { duckdb } from './duckdb.ts';

const folder = scratch();
let samples = '';
let nasty = '';
beforeAll(async () => {
  samples = await importSamples(folder, ['shanxi-budget', 'publisher-errors', 'final-accounts']);
  nasty = nastyDatabase(folder);
});

/** What the database itself says, asked without the exporter. */
function stored(db: string, sql: string): Record<string, string | null>[] {
  const store = openStore(db, { mode: 'read' });
  try {
    return store.db
      .prepare<[], Record<string, unknown>>(sql)
      .all()
      .map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)])),
      );
  } finally {
    store.close();
  }
}

const IN_ORDER = 'ORDER BY sha256, statement_index, amount_index';

test('every view can be exported, and every column of every view has a type and a title', () => {
  expect([...EXPORT_TABLES].sort()).toEqual(Object.keys(VIEWS).sort());
  const store = openStore(':memory:');
  for (const table of EXPORT_TABLES) {
    for (const { title } of openTable(store.db, table, NO_FILTERS).columns) expect(title).toMatch(/\p{Script=Han}/u);
  }
  store.close();
});

describe('Parquet, read by DuckDB', () => {
  test('facts are the rows of the database, amounts exact decimals', async () => {
    const path = join(folder, 'facts.parquet');
    await exported(samples, 'parquet', path);
    const types = await duckdb(`DESCRIBE SELECT * FROM '${path}'`);
    const typeOf = new Map(types.map((row) => [row.column_name, row.column_type]));
    expect(typeOf.get('amount')).toBe('DECIMAL(18,2)');
    expect(typeOf.get('page')).toBe('INTEGER');
    expect(typeOf.get('confidence')).toBe('DOUBLE');
    expect(await duckdb(`SELECT * FROM '${path}' ${IN_ORDER}`)).toEqual(
      stored(samples, `SELECT * FROM facts ${IN_ORDER}`),
    );
    expect(await duckdb(`SELECT sum(amount) AS total FROM '${path}'`)).toEqual([{ total: exactSum(samples) }]);
  });

  test('the smallest and largest amounts survive to the 分', async () => {
    const path = join(folder, 'nasty.parquet');
    await exported(nasty, 'parquet', path);
    const read = await duckdb(`SELECT line_name, amount FROM '${path}' ORDER BY amount_index`);
    expect(read).toEqual(stored(nasty, 'SELECT line_name, amount FROM facts ORDER BY amount_index'));
    expect(read.map(({ amount }) => amount)).toContain('123456789012345.67');
  });

  test('every other table has its rows', async () => {
    const out = join(folder, 'parquet');
    await exported(samples, 'parquet', out, { tables: EXPORT_TABLES });
    for (const table of EXPORT_TABLES) {
      const [read] = await duckdb(`SELECT count(*) AS n FROM '${join(out, `${table}.parquet`)}'`);
      expect([table, read]).toEqual([table, ...stored(samples, `SELECT count(*) AS n FROM ${table}`)]);
    }
    const [form] = await duckdb(`SELECT sum(total_funds) AS n FROM '${join(out, 'projects.parquet')}'`);
    expect(Number(form?.n)).toBeGreaterThan(0);
    const [when] = await duckdb(`SELECT typeof(imported_at) AS type FROM '${join(out, 'documents.parquet')}' LIMIT 1`);
    expect(when?.type).toBe('TIMESTAMP');
  });
});

function exactSum(db: string): string {
  const fen = stored(db, 'SELECT amount FROM facts').reduce(
    (sum, { amount }) => sum + BigInt(String(amount).replace('.', '')),
    0n,
  );
  return `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
}

describe('CSV', () => {
  test('is read by DuckDB with the same rows and the exact sum', async () => {
    const path = join(folder, 'facts.csv');
    await exported(samples, 'csv', path);
    const source = `read_csv('${path}', all_varchar = true)`;
    const stringly = await duckdb(`SELECT * FROM ${source} ORDER BY sha256, statement_index::INT, amount_index::INT`);
    expect(stringly).toEqual(stored(samples, `SELECT * FROM facts ${IN_ORDER}`));
    const sum = `SELECT sum(amount) AS total FROM read_csv('${path}', types = {'amount': 'DECIMAL(18,2)'})`;
    expect(await duckdb(sum)).toEqual([{ total: exactSum(samples) }]);
  });

  test('begins with a BOM in a file, not on a pipe, unless asked', async () => {
    const path = join(folder, 'bom.csv');
    await exported(nasty, 'csv', path);
    expect(readFileSync(path, 'utf8').startsWith('\uFEFFfile,sha256')).toBe(true);
    await exported(nasty, 'csv', path, { bom: false });
    expect(readFileSync(path, 'utf8').startsWith('file,sha256')).toBe(true);
    expect((await yusuan(['export', '--db', nasty])).out.startsWith('file,sha256')).toBe(true);
  });

  test('holds nothing that a spreadsheet would run; dropping one quote gives the text back', async () => {
    const path = join(folder, 'harmless.csv');
    await exported(nasty, 'csv', path);
    const rows = await duckdb(`SELECT * FROM read_csv('${path}', all_varchar = true) ORDER BY amount_index::INT`);
    for (const row of rows) {
      for (const value of Object.values(row)) {
        if (value !== null && !/^-?[\d,]+(\.\d+)?$/.test(value)) expect(value).not.toMatch(/^[=+\-@＝＋－＠\t\r]/);
      }
    }
    expect(rows.map(({ line_name }) => line_name?.replace(/^'/, ''))).toEqual(NASTY.map(({ name }) => name));
    expect(rows[1]?.amount).toBe('-0.05');
  });

  test('is exact on request', async () => {
    const path = join(folder, 'exact.csv');
    await exported(nasty, 'csv', path, { exact: true });
    const rows = await duckdb(`SELECT * FROM read_csv('${path}', all_varchar = true) ORDER BY amount_index::INT`);
    expect(rows).toEqual(stored(nasty, `SELECT * FROM facts ${IN_ORDER}`));
  });
});

describe('JSON Lines', () => {
  test('holds the rows, amounts as text, flags as lists', async () => {
    const path = join(folder, 'facts.jsonl');
    await exported(nasty, 'jsonl', path);
    const rows = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((text): Record<string, unknown> => JSON.parse(text));
    expect(rows.map((row) => row.line_name)).toEqual(NASTY.map(({ name }) => name));
    expect(rows[0]).toMatchObject({ amount: '45573600.00', flags: ['contradicted'], page: 6, side: null });
  });

  test('is read by DuckDB', async () => {
    const path = join(folder, 'checks.jsonl');
    await exported(samples, 'jsonl', path, { tables: ['checks'] });
    const [read] = await duckdb(
      `SELECT count(*) AS n, sum(len(cells)) AS cells FROM read_json('${path}', format = 'newline_delimited')`,
    );
    const [own] = stored(samples, 'SELECT count(*) AS n, sum(json_array_length(cells)) AS cells FROM checks');
    expect(read).toEqual(own);
  });
});
