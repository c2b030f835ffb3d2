import { cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stageVersions } from '../../src/batch/versions.ts';
import { scratch } from '../batch/files.ts';
import { yusuan } from './run.ts';

const SAMPLE = new URL('../../samples/shanghai-budget/shanghai-budget.pdf', import.meta.url).pathname;
const UNITS = new URL('../../samples/by-unit/by-unit.pdf', import.meta.url).pathname;
const WRONG = new URL('../../samples/publisher-errors/publisher-errors.pdf', import.meta.url).pathname;
let folder: string;
let imported: string;
let db: string;

beforeAll(async () => {
  folder = scratch();
  imported = join(folder, 'imported.sqlite');
  for (const [from, to] of [
    [SAMPLE, '预算.pdf'],
    [WRONG, '有错.pdf'],
  ] as const)
    cpSync(from, join(folder, to));
  const run = await yusuan(['import', join(folder, '预算.pdf'), join(folder, '有错.pdf'), '--db', imported, '-q']);
  if (run.code !== 0) throw new Error(run.err);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  db = join(folder, 'work.sqlite');
  for (const end of ['', '-wal', '-shm']) rmSync(db + end, { force: true });
  cpSync(imported, db);
});

function sql<T>(text: string, ...parameters: unknown[]): T[] {
  const open = new Sqlite(db);
  try {
    const statement = open.prepare<unknown[], T>(text);
    if (statement.reader) return statement.all(...parameters);
    statement.run(...parameters);
    return [];
  } finally {
    open.close();
  }
}

interface Fact {
  readonly line_code: string;
  readonly amount: string;
}

const facts = () =>
  sql(`SELECT file, statement, side, row, line_code, line_name, measure, amount, raw, source, confidence, proof,
       needs_review, flags FROM facts ORDER BY file, statement_index, amount_index`);
const someFact = (): Fact => {
  const [fact] = sql<Fact>(
    `SELECT line_code, amount FROM facts WHERE file = '预算.pdf' AND statement = 'expenditure'
     AND measure = 'total' AND length(line_code) = 7 LIMIT 1`,
  );
  if (fact === undefined) throw new Error('the sample has no such fact');
  return fact;
};
const correct = (...args: string[]) => yusuan(['correct', '--db', db, '--reviewer', '复核人', ...args]);

describe('doctor', () => {
  test('finds nothing wrong with a fresh database', async () => {
    const run = await yusuan(['doctor', '--db', db]);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).not.toMatch(/^✗/m);
    expect(run.out).toContain('没有发现问题');
    expect(run.out).toContain('✓ 扫描页由两个识别引擎读取');
  });

  test('names a missing view, broken references and wrong counts', async () => {
    sql('DROP VIEW catalog');
    sql('PRAGMA foreign_keys = OFF');
    sql("UPDATE document SET facts = 1 WHERE file = '预算.pdf'");
    const run = await yusuan(['doctor', '--db', db]);
    expect(run.code).toBe(1);
    expect(run.out).toMatch(/✗ 视图被改动过.*\n +catalog/);
    expect(run.out).toMatch(/✗ 数目对不上.*\n +预算\.pdf/);
  });

  test('a damaged file, a stranger’s and none at all are one sentence each', async () => {
    const bytes = readFileSync(db);
    bytes.fill(0xff, 8192, 8192 * 6);
    writeFileSync(db, bytes);
    const damaged = await yusuan(['doctor', '--db', db]);
    expect(damaged.code).toBe(1);
    expect(damaged.out + damaged.err).toContain('已损坏');
    expect(damaged.err).not.toMatch(/at .*:\d+:\d+/);
    expect((await yusuan(['doctor', '--db', SAMPLE])).err).toContain('不是 yusuan 的数据库');
    const none = join(folder, 'none.sqlite');
    expect((await yusuan(['doctor', '--db', none])).err).toContain('找不到数据库');
    expect(existsSync(none)).toBe(false);
  });
});

describe('rerun', () => {
  // Someone may be working on the sources while the tests run.
  const nowCurrent = () => sql('UPDATE document SET stage_versions = ?', JSON.stringify(stageVersions([])));

  test('does nothing when everything is current, and gives the same facts when forced', async () => {
    nowCurrent();
    const before = facts();
    const current = await yusuan(['rerun', '--db', db, '-v']);
    expect(current.out.match(/已是最新/g)).toHaveLength(2);
    expect((await yusuan(['rerun', '--db', db])).err).toContain('2 份都已是最新，没有要重算的');
    for (const stage of ['reconcile', 'read']) {
      const run = await yusuan(['rerun', '--db', db, '--stage', stage]);
      expect(run.code).toBe(0);
      expect(run.out.match(/没有变化/g), stage).toHaveLength(2);
      expect(facts()).toEqual(before);
    }
  }, 120_000);

  test('starts again where something is stale', async () => {
    nowCurrent();
    sql("UPDATE document SET stage_versions = json_set(stage_versions, '$.identities', 'old') WHERE file = '预算.pdf'");
    sql("UPDATE document SET stage_versions = json_set(stage_versions, '$.map', 'old') WHERE file = '有错.pdf'");
    sql("UPDATE amount SET amount = '1.00', proof = 'unproven' WHERE idx = 0 AND statement = 0");
    const rehearsal = await yusuan(['rerun', '--db', db, '--dry-run']);
    expect(rehearsal.out).toMatch(/预算\.pdf：重新勾稽，新增 0，删去 0，改变 1，新证明 1，失去证明 0/);
    expect(rehearsal.out).toMatch(/有错\.pdf：重新读取，新增 0，删去 0，改变 1/);
    expect(sql("SELECT 1 FROM amount WHERE amount = '1.00'")).toHaveLength(2);
    expect((await yusuan(['rerun', '--db', db])).code).toBe(0);
    expect(sql("SELECT 1 FROM amount WHERE amount = '1.00'")).toHaveLength(0);
    expect((await yusuan(['rerun', '--db', db, '-v'])).out.match(/已是最新/g)).toHaveLength(2);
  }, 120_000);

  test('says which documents must be read again but are gone', async () => {
    sql("UPDATE seen_path SET path = path || '.gone'");
    const run = await yusuan(['rerun', '--db', db, '--stage', 'read']);
    expect(run.code).toBe(1);
    expect(run.err.match(/找不到原文件/g)).toHaveLength(2);
  });
});

describe('correct', () => {
  test('changes a fact for good, lists it, and takes it back', async () => {
    const { line_code, amount } = someFact();
    const before = facts();
    const args = [
      '预算.pdf',
      '--statement',
      'expenditure',
      '--line',
      line_code,
      '--value',
      '1,234.5',
      '--reason',
      '看了原件',
    ];
    const run = await correct(...args);
    expect(run.code).toBe(0);
    expect(run.err).toContain(`${amount} → 1234.50`);
    const now = () =>
      sql(
        "SELECT amount, source FROM facts WHERE line_code = ? AND statement = 'expenditure' AND measure = 'total' AND file = '预算.pdf'",
        line_code,
      );
    expect(now()).toEqual([{ amount: '1234.50', source: 'correction' }]);
    await yusuan(['rerun', '--db', db, '--stage', 'read']);
    expect(now()).toEqual([{ amount: '1234.50', source: 'correction' }]);
    const list = await correct('--list');
    expect(list.out).toMatch(/1 +预算\.pdf +expenditure .*改金额 .*1234\.50 +复核人 .*生效 +看了原件/);
    expect((await correct('--undo', '1')).code).toBe(0);
    expect(facts()).toEqual(before);
    expect((await correct('--list')).out).toContain('已撤销');
    expect((await correct('--undo', '1')).code).toBe(1);
  }, 120_000);

  test('many from a CSV, all or none', async () => {
    const { line_code } = someFact();
    const csv = join(folder, 'many.csv');
    const head = 'file,statement,side,line,measure,page,value,reason\n';
    const good = `预算.pdf,expenditure,,${line_code},total,,1.00,"一, 二"\n`;
    writeFileSync(csv, `\ufeff${head}${good}预算.pdf,expenditure,,没有这一行,total,,2.00,\n`);
    const bad = await correct('--csv', csv);
    expect(bad.code).toBe(1);
    expect(bad.err).toContain('没有这一行');
    expect(sql('SELECT * FROM corrections')).toEqual([]);
    writeFileSync(csv, head + good);
    expect((await correct('--csv', csv)).code).toBe(0);
    expect(sql('SELECT reason, new_value FROM corrections')).toEqual([{ reason: '一, 二', new_value: '1.00' }]);
  });

  test('refuses what is not one amount of one document', async () => {
    const at = ['--statement', 'balance', '--line', '合计', '--value'];
    expect((await correct('没有.pdf', ...at, '1')).err).toContain('数据库里没有');
    expect((await correct('预算.pdf', '--value', '1')).code).toBe(2);
    const { line_code } = someFact();
    const value = await correct('预算.pdf', '--statement', 'expenditure', '--line', line_code, '--value', '12斤');
    expect(value.err).toContain('不是金额');
    expect(sql('SELECT * FROM corrections')).toEqual([]);
  });
});

test('diff tells what two documents differ in', async () => {
  const same = await yusuan(['diff', '预算.pdf', '预算.pdf', '--db', db]);
  expect(same).toMatchObject({ code: 0, out: '金额全部相同。\n' });
  const run = await yusuan(['diff', '预算.pdf', '有错.pdf', '--db', db, '--json']);
  const { added, removed, changed } = JSON.parse(run.out);
  const [before, after] = sql<{ n: number }>('SELECT count(*) AS n FROM facts GROUP BY file ORDER BY file DESC');
  expect((before?.n ?? 0) - removed.length).toBe((after?.n ?? 0) - added.length);
  expect(changed[0]).toMatchObject({ before: { amount: expect.any(String) }, after: { amount: expect.any(String) } });
});

test('check reports what fails; --strict makes it the exit code', async () => {
  const good = await yusuan(['check', '预算.pdf', '--db', db, '--json']);
  expect(good.code).toBe(0);
  const run = await yusuan(['check', '有错.pdf', '--db', db, '--strict']);
  expect(run.code).toBe(3);
  expect(run.out).toMatch(/有错\.pdf：\d+ 项勾稽关系/);
  expect(run.out).toContain('✗');
});

describe('inspect', () => {
  test('shows a page as text, JSON and picture', async () => {
    const text = await yusuan(['inspect', SAMPLE, '--page', '6']);
    expect(text.code).toBe(0);
    expect(text.out).toMatch(/报表 expenditure：/);
    const json = await yusuan(['inspect', SAMPLE, '--page', '6', '--stage', 'tables', '--json']);
    expect(JSON.parse(json.out)[0].rows.length).toBeGreaterThan(3);
    const png = join(folder, 'page.png');
    expect((await yusuan(['inspect', SAMPLE, '--page', '6', '--image', png])).err).toContain(png);
    expect(statSync(png).size).toBeGreaterThan(10_000);
    expect(readFileSync(png).subarray(1, 4).toString()).toBe('PNG');
  }, 120_000);

  test('shows the whole document, page by page, where none is named', async () => {
    const run = await yusuan(['inspect', UNITS]);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out.match(/^第 \d+ 页/gmu)).toEqual(['第 1 页', '第 2 页', '第 3 页', '第 4 页']);
    expect(run.out).toMatch(/报表 revenue：/);
    const { out } = await yusuan(['inspect', UNITS, '--stage', 'tables', '--json']);
    expect(JSON.parse(out).map(({ page }: { page: number }) => page)).toEqual([1, 2, 3, 4]);
  });

  test('says what is wrong with the page or the file', async () => {
    const beyond = await yusuan(['inspect', SAMPLE, '--page', '999']);
    expect(beyond).toMatchObject({ code: 1, out: '' });
    expect(beyond.err).toMatch(/没有第 999 页，这份文件共 \d+ 页/);
    expect((await yusuan(['inspect', join(folder, 'no.pdf'), '--page', '1'])).err).toContain('路径不存在');
    expect((await yusuan(['inspect', imported, '--page', '1'])).err).toContain('不是 PDF');
    expect((await yusuan(['inspect', SAMPLE, '--image', 'all.png'])).code).toBe(2);
  }, 60_000);
});
