import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { yusuan } from './run.ts';

const SAMPLE = new URL('../../samples/by-unit/by-unit.pdf', import.meta.url).pathname;
const cwd = mkdtempSync(join(tmpdir(), 'yusuan-output-'));
const run = (...args: string[]) => yusuan(args, { cwd });
const bytes = (name: string) => readFileSync(join(cwd, name));

beforeAll(async () => {
  expect((await run('import', SAMPLE, '--db', 'a.sqlite')).code).toBe(0);
  writeFileSync(join(cwd, 'mine.csv'), '我的');
  writeFileSync(join(cwd, 'mine.html'), '我的');
  writeFileSync(join(cwd, 'mine.png'), '我的');
  mkdirSync(join(cwd, 'folder'));
  writeFileSync(join(cwd, 'report.pdf'), readFileSync(SAMPLE));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('the ending of a file says its format', () => {
  test.each([
    [['export', '-o', 'facts.xlsx'], 'facts.xlsx', 'PK'],
    [['export', '-o', 'facts.JSONL'], 'facts.JSONL', '{"file"'],
    [['tables', 'report.pdf', '-o', 'tables.xlsx'], 'tables.xlsx', 'PK'],
    [['check', '-o', 'findings.html'], 'findings.html', '<!doctype html>'],
    [['check', '-o', 'findings.xlsx'], 'findings.xlsx', 'PK'],
    [['compare', '-o', 'compare.html'], 'compare.html', '<!doctype html>'],
  ])('%j', async (args, file, begins) => {
    const db = args[0] === 'tables' ? [] : ['--db', 'a.sqlite'];
    const { code, err } = await run(...args, ...db);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(bytes(file).toString('utf8').replace('\ufeff', '').toLowerCase().startsWith(begins.toLowerCase())).toBe(
      true,
    );
  });

  test.each([
    [['export', '-o', 'facts.docx'], 'facts.docx 的结尾看不出格式'],
    [['check', '-o', 'findings.csv'], '请用 --format 写明：text | markdown | html | xlsx'],
    [['export', '--format', 'csv', '-o', 'facts.xlsx2.parquet'], '与 --format csv 不符'],
    [['tables', 'report.pdf', '--format', 'csv', '-o', 'tables2.xlsx'], '与 --format csv 不符'],
  ])('unless it says none, or another one: %j', async (args, sentence) => {
    const db = args[0] === 'tables' ? [] : ['--db', 'a.sqlite'];
    const { code, err } = await run(...args, ...db);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});

describe('nothing that stands is written over', () => {
  const commands = [['export'], ['check'], ['compare'], ['tables', 'report.pdf']];
  const db = (command: readonly string[]) => (command[0] === 'tables' ? [] : ['--db', 'a.sqlite']);
  const formats: Readonly<Record<string, string>> = { check: 'html', compare: 'html' };

  test.each(commands)('by %s: a file unless told so, a folder and a database never', async (...command) => {
    const mine = formats[command[0] ?? ''] === undefined ? 'mine.csv' : 'mine.html';
    const format = mine.slice('mine.'.length);
    const to = (out: string, ...more: string[]) => run(...command, ...db(command), '-o', out, ...more);
    expect(await to(mine)).toMatchObject({ code: 2, err: expect.stringContaining('--force') });
    expect(bytes(mine).toString('utf8')).toBe('我的');
    expect(await to('folder', '--format', format)).toMatchObject({
      code: 2,
      err: expect.stringContaining('folder 是文件夹'),
    });
    const before = bytes('a.sqlite');
    for (const more of [
      ['--format', format],
      ['--format', format, '--force'],
    ])
      expect(await to('a.sqlite', ...more)).toMatchObject({ code: 2, err: expect.stringContaining('不会覆盖') });
    expect(bytes('a.sqlite').equals(before)).toBe(true);
    expect(await to(`none/x.${format}`)).toMatchObject({ code: 1, err: expect.stringContaining('不能写入') });
    expect((await to(mine, '--force')).code).toBe(0);
    writeFileSync(join(cwd, mine), '我的');
  });

  test('by a picture, a log, or SQL', async () => {
    const picture = (path: string) => run('inspect', 'report.pdf', '--page', '1', '--image', path);
    expect(await picture('mine.png')).toMatchObject({ code: 2, err: expect.stringContaining('不是 PNG 图像') });
    expect(await picture('report.pdf')).toMatchObject({ code: 2 });
    expect(await picture('none/x.png')).toMatchObject({ code: 1, err: expect.stringContaining('不能写入') });
    const before = bytes('a.sqlite');
    expect((await run('config', '--log', 'a.sqlite')).code).toBe(2);
    for (const sql of ['DELETE FROM facts', 'drop table documents', 'UPDATE documents SET file = 1'])
      expect(await run('sql', sql, '--db', 'a.sqlite')).toMatchObject({
        code: 2,
        err: expect.stringContaining('只能查询'),
      });
    expect(bytes('a.sqlite').equals(before)).toBe(true);
  });
});
