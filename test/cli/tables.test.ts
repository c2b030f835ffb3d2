import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import { beforeAll, expect, test } from 'vitest';
import { typeset } from '../../samples/generator/typeset.ts';
import { scratch } from '../export/database.ts';
import { GRIDS, reportOf } from '../library/grids.ts';
import { yusuan } from './run.ts';

const folder = scratch();
const pdf = join(folder, 'long.pdf');
beforeAll(async () => {
  const long = GRIDS.find(({ pages }) => pages !== undefined);
  if (long !== undefined) writeFileSync(pdf, await typeset(reportOf(long), long.style));
});

test('tables go to stdout as CSV, and nothing else does', async () => {
  const run = await yusuan(['tables', pdf]);
  expect(run).toMatchObject({ code: 0, err: '' });
  const lines = run.out.trimEnd().split('\r\n');
  expect(lines.slice(0, 2)).toEqual(['No.,Part,Weight kg', '1,Bracket M4,0.50']);
  expect(lines).toHaveLength(91);
});

test('pages are chosen by ranges; a file begins with a BOM for Excel', async () => {
  const out = join(folder, 'out.csv');
  const run = await yusuan(['tables', pdf, '--pages', '2-', '-o', out]);
  expect(run).toMatchObject({ code: 0, out: '' });
  const text = readFileSync(out, 'utf8');
  expect(text.startsWith('\uFEFF')).toBe(true);
  expect(text).not.toContain('\r\n1,');
});

test('a workbook has a sheet for each table, amounts as numbers and codes as text', async () => {
  const out = join(folder, 'out.xlsx');
  const run = await yusuan(['tables', pdf, '--format', 'xlsx', '-o', out]);
  expect(run).toMatchObject({ code: 0, out: '' });
  const book = read(readFileSync(out));
  expect(book.SheetNames).toHaveLength(1);
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  const rows: unknown[][] = utils.sheet_to_json(sheet, { header: 1 });
  expect(rows.slice(0, 2)).toEqual([
    ['No.', 'Part', 'Weight kg'],
    ['1', 'Bracket M4', 0.5],
  ]);
  expect(rows).toHaveLength(91);
  expect(await yusuan(['tables', pdf, '--format', 'xlsx'])).toMatchObject({ code: 2, out: '' });
});

test.each([
  [['--pages', '7'], 1, '没有这一页'],
  [['--pages', '3-1'], 2, '看不懂页码 3-1'],
  [['--pages', '0'], 2, '看不懂页码 0'],
  [['--pages', '1-999999999'], 1, '没有这一页'],
  [['--format', 'pdf'], 2, '请从 csv | json | html | md | xlsx 中选一个'],
  [['-o', join(folder, 'none', 'x.csv')], 1, '不能写入'],
])('wrong usage %j is one sentence', async (args, code, sentence) => {
  const run = await yusuan(['tables', pdf, ...args]);
  expect(run).toMatchObject({ code, out: '' });
  expect(run.err).toContain(sentence);
});

test('a file that is no PDF or does not exist is one sentence', async () => {
  const text = join(folder, 'text.pdf');
  writeFileSync(text, 'hello');
  expect((await yusuan(['tables', text])).err).toContain('不是 PDF 文件');
  expect((await yusuan(['tables', join(folder, 'nowhere.pdf')])).err).toContain('路径不存在');
});
