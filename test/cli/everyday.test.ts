import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { typedAmount, unlikely } from '../../src/cli/typed/amount.ts';
import { keyOf, MEASURE_KEYS, STATEMENT_KEYS } from '../../src/cli/typed/keys.ts';
import { scratch } from '../batch/files.ts';
import { yusuan } from './run.ts';

const sample = (name: string) => new URL(`../../samples/${name}/${name}.pdf`, import.meta.url).pathname;
let folder: string;
let env: Record<string, string>;
const run = (...args: string[]) => yusuan(args, { cwd: folder, env });

beforeAll(async () => {
  folder = scratch();
  env = { YUSUAN_CACHE_DIR: join(folder, 'cache') };
  cpSync(sample('final-accounts'), join(folder, '决算.pdf'));
  expect((await run('import', '决算.pdf', '--db', 'x.sqlite', '-q')).code).toBe(0);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the database in use', () => {
  test('is the one imported into last from this folder, and is named', async () => {
    const check = await run('check');
    expect(check.code).toBe(0);
    expect(check.err).toContain(join(folder, 'x.sqlite'));
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    const other = await yusuan(['check'], { cwd: elsewhere, env });
    expect(other).toMatchObject({ code: 1 });
    expect(other.err).toContain('yusuan.sqlite');
  });

  test('is not made by an import of nothing', async () => {
    const none = await run('import', '没有.pdf', '--db', 'none.sqlite');
    expect(none.code).toBe(1);
    expect(none.err).toContain('路径不存在');
    expect(existsSync(join(folder, 'none.sqlite'))).toBe(false);
    const json = await run('import', '没有.pdf', '--db', 'none.sqlite', '--json');
    expect(JSON.parse(json.out)).toMatchObject({ documents: [] });
  });
});

test('an export leaves what stands there alone unless told otherwise', async () => {
  const out = join(folder, 'facts.csv');
  writeFileSync(out, '我的文件');
  const refused = await run('export', '-o', out);
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('--force');
  expect(readFileSync(out, 'utf8')).toBe('我的文件');
  expect((await run('export', '-o', out, '--force')).code).toBe(0);
  expect(readFileSync(out, 'utf8')).toContain('statement');
});

describe('an amount as typed', () => {
  test.each([
    ['1,234.5', 123450n, false],
    ['1234.50元', 123450n, true],
    ['470万', 470_000_000n, true],
    ['470万元', 470_000_000n, true],
    ['0.5亿元', 5_000_000_000n, true],
    ['-3 千元', -300_000n, true],
  ])('%s', (text, fen, unitTyped) => expect(typedAmount(text)).toEqual({ fen, unitTyped }));
  test.each(['', '元', '12斤', '1.234', '十万'])('%j is none', (text) => expect(typedAmount(text)).toBeNull());

  test('is doubted when it looks like a number of the table’s own unit', () => {
    const bare = typedAmount('470') ?? { fen: 0n, unitTyped: true };
    expect(unlikely(bare, { value: '4720000.00', unit: '万元' })).toBe(true);
    expect(unlikely(bare, { value: '4720000.00', unit: '元' })).toBe(false);
    expect(unlikely(bare, { value: '470.00', unit: '万元' })).toBe(false);
    expect(unlikely({ ...bare, unitTyped: true }, { value: '4720000.00', unit: '万元' })).toBe(false);
  });
});

describe('correct', () => {
  const total = ['--statement', '支出总表', '--line', '本年支出合计', '--measure', '合计'];

  test('asks for the unit where it is doubtful, takes it when typed, and says which sums break', async () => {
    const bare = await run('correct', '决算.pdf', ...total, '--value', '1', '--page', '3');
    expect(bare.code).toBe(1);
    const found = await run(
      'sql',
      "SELECT line_name, measure, amount, unit FROM facts WHERE statement = 'expenditure' AND unit = '万元' LIMIT 1",
      '--format',
      'json',
    );
    const [fact]: { line_name: string; amount: string }[] = JSON.parse(found.out);
    const printed = String(Number(fact?.amount) / 10_000);
    const at = ['--statement', '支出总表', '--line', fact?.line_name ?? '', '--measure', '合计', '--value'];
    const doubtful = await run('correct', '决算.pdf', ...at, printed);
    expect(doubtful.code).toBe(1);
    expect(doubtful.err).toContain(`${printed}万元`);
    const taken = await run('correct', '决算.pdf', ...at, '1万元');
    expect(taken.code).toBe(0);
    expect(taken.err).toContain('→ 10000.00');
    expect(taken.err).toContain('不平');
  });

  test('lists the keys when one is wrong, and takes their Chinese names', async () => {
    const wrong = await run('correct', '决算.pdf', '--statement', '支出大表', '--line', '合计', '--value', '1');
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('expenditure  支出总表');
    expect(keyOf('三公', STATEMENT_KEYS)).toBeNull();
    expect(keyOf('收支总表', STATEMENT_KEYS)).toBe('balance');
    expect(keyOf('人员经费', MEASURE_KEYS)).toBe('personnel');
  });

  test('says when its CSV is not there', async () => {
    const missing = await run('correct', '--csv', '没有.csv');
    expect(missing).toMatchObject({ code: 2 });
    expect(missing.err).toContain('路径不存在');
  });
});

test('findings are written as a page and as a workbook that says the same', async () => {
  cpSync(sample('publisher-errors'), join(folder, '有错.pdf'));
  expect((await run('import', '有错.pdf', '--db', 'wrong.sqlite', '-q')).code).toBe(0);
  const check = (...args: string[]) => run('check', '--db', 'wrong.sqlite', ...args);
  expect((await check('--format', 'xlsx')).code).toBe(2);
  const page = await check('--format', 'html', '-o', 'found.html');
  expect(page.code).toBe(0);
  expect((await check('--format', 'html', '-o', 'found.html')).code).toBe(2);
  const html = readFileSync(join(folder, 'found.html'), 'utf8');
  expect(html).toContain('疑为公布单位有误');
  expect(html).not.toMatch(/<script|src=|href=/);
  expect((await check('--format', 'xlsx', '-o', 'found.xlsx')).code).toBe(0);
  const book = read(readFileSync(join(folder, 'found.xlsx')));
  const rows = utils.sheet_to_json<Record<string, unknown>>(book.Sheets.勾稽问题 ?? {});
  const failed = await run(
    'sql',
    "SELECT count(*) AS n FROM checks WHERE status = 'fail'",
    '--db',
    'wrong.sqlite',
    '--format',
    'csv',
  );
  const claims = await run(
    'sql',
    "SELECT count(*) AS n FROM claims WHERE status = 'disagrees'",
    '--db',
    'wrong.sqlite',
    '--format',
    'csv',
  );
  const count = (text: string) => Number(text.split('\r\n')[1]);
  expect(rows.length).toBe(count(failed.out) + count(claims.out));
  expect(rows.some((row) => typeof row['相差（元）'] === 'number')).toBe(true);
}, 120_000);

test('sql shows wide rows upright', async () => {
  const shown = await run('sql', "SELECT 1 AS 甲, '二' AS b", '--format', 'vertical');
  expect(shown.out).toBe('── 1 ──\n甲 │ 1\n b │ 二\n（1 行）\n');
});

test('inspect of a page that had to be recognised ends, and the second time it is not recognised again', async () => {
  const scanned = new URL('../../samples/scanned/scanned.pdf', import.meta.url).pathname;
  const timed = async () => {
    const began = performance.now();
    const seen = await run('inspect', scanned, '--page', '1', '--cache-dir', 'kept');
    return { ...seen, took: performance.now() - began };
  };
  const [first, second] = [await timed(), await timed()];
  expect(first.code).toBe(0);
  expect(first.out).toContain('扫描页');
  expect(second.out).toBe(first.out);
  // About two seconds instead of six where nothing else runs.
  expect(second.took).toBeLessThan(0.7 * first.took);
}, 300_000);
