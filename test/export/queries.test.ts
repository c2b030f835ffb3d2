import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { datasetteMetadata, documentedQueries, schemaPage } from '../../scripts/schema-page.ts';
import { addMoney } from '../../src/export/money.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { yusuan } from '../cli/run.ts';
import { importSamples, nastyDatabase, scratch } from './database.ts';

const doc = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const folder = scratch();
let store: Store;
beforeAll(async () => {
  const names = ['shanxi-budget', 'publisher-errors', 'final-accounts', 'every-fund'];
  store = openStore(await importSamples(folder, names), { mode: 'read' });
  addMoney(store.db);
});

test('the schema page and the Datasette metadata are current (npm run docs)', () => {
  expect(doc('schema.md')).toBe(schemaPage());
  expect(doc('datasette.json')).toBe(datasetteMetadata());
});

/** Not in the current versions of these samples; what they find is in the test of the ten questions. */
const NOTHING_HERE = new Set([
  ...['人均人员经费', '预算与决算', '哪些部门的报表自己对不上', '全部勾稽问题和它在第几页'],
  ...['没有证明的金额', '应当先看的地方'],
]);

describe('the example queries', () => {
  test.each(documentedQueries().filter(({ title }) => !NOTHING_HERE.has(title)))('$title', ({ sql }) => {
    expect(store.db.prepare(sql).all().length).toBeGreaterThan(0);
  });

  test('give the same in Datasette, which has none of our functions', () => {
    const plain = openStore(store.path, { mode: 'read' });
    const { queries }: { queries: Record<string, { sql: string }> } = JSON.parse(datasetteMetadata()).databases.yusuan;
    for (const [index, { sql }] of Object.values(queries).entries()) {
      const own = store.db
        .prepare(documentedQueries()[index]?.sql ?? '')
        .raw(true)
        .all();
      expect(plain.db.prepare(sql).raw(true).all()).toEqual(own);
    }
    plain.close();
  });
});

describe('exact money in SQL', () => {
  const one = (sql: string) => store.db.prepare(sql).pluck().safeIntegers(true).get();

  test('sums are exact where floats are not', () => {
    const cents = "SELECT '0.10' AS a UNION ALL SELECT '0.20' UNION ALL SELECT '90071992547409.93'";
    expect(one(`SELECT sum_yuan(a) FROM (${cents})`)).toBe('90071992547410.23');
    expect(one("SELECT sum_yuan(a) FROM (SELECT '-0.05' AS a UNION ALL SELECT '0.02')")).toBe('-0.03');
    expect(one("SELECT sum_yuan(amount) FROM facts WHERE file = '-'")).toBeNull();
  });

  test('fen and yuan are each other’s inverse, and refuse what is no amount', () => {
    expect(one("SELECT fen('-1433.90')")).toBe(-143_390n);
    expect(one("SELECT yuan(fen('-0.07'))")).toBe('-0.07');
    expect(one('SELECT fen(NULL)')).toBeNull();
    expect(() => one("SELECT fen('1,433.90')")).toThrow('not an amount');
  });
});

describe('yusuan sql', () => {
  const db = nastyDatabase(folder);

  test('prints a table, CSV or JSON', async () => {
    const query =
      "SELECT line_name AS name, amount FROM facts WHERE amount LIKE '45%' OR amount = '-0.05' ORDER BY row";
    const table = await yusuan(['sql', '--db', db, query]);
    expect(table.out).toContain('45573600.00\n+1+cmd|calc                -0.05\n（2 行）');
    const csv = await yusuan(['sql', '--db', db, '--format', 'csv', query]);
    expect(csv.out).toBe(`name,amount\r\n"'=HYPERLINK(""x"",""y"")",45573600.00\r\n'+1+cmd|calc,-0.05\r\n`);
    const json = await yusuan(['sql', '--db', db, '--format', 'json', query]);
    expect(JSON.parse(json.out)[1]).toEqual({ name: '+1+cmd|calc', amount: '-0.05' });
  });

  test.each([
    ['DELETE FROM document', '只能查询'],
    ['PRAGMA user_version = 99', '只能查询'],
    ["ATTACH 'other.sqlite' AS other", '只能查询'],
    ["INSERT INTO document_name VALUES ('a', 'b') RETURNING *", '只能查询'],
    ['SELECT 1; SELECT 2', 'more than one statement'],
    ['SELECT * FROM nowhere', 'no such table: nowhere'],
    ["SELECT fen('x')", 'not an amount'],
  ])('%s is refused in one sentence and changes nothing', async (query, sentence) => {
    const before = readFileSync(db);
    const run = await yusuan(['sql', '--db', db, query]);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain(sentence);
    expect(run.err).not.toMatch(/at .*:\d+:\d+/);
    expect(readFileSync(db).equals(before)).toBe(true);
  });
});
