import { type ChildProcess, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { displayWidth } from '../../src/cli/print/width.ts';
import { encryptedPdf, pdfWithoutPages, plainPdf, scratch } from '../batch/files.ts';
import { BIN, yusuan } from './run.ts';

let folder: string;
beforeEach(() => {
  folder = scratch();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);
const count = (db: string, sql: string) => {
  const open = new Sqlite(db, { readonly: true });
  const result = open.prepare(sql).pluck().get();
  open.close();
  return result;
};

test('one bad file of each kind: a Chinese line for each, the good ones imported, exit code 1', async () => {
  writeFileSync(at('好.pdf'), await plainPdf('good', 3));
  writeFileSync(at('加密.pdf'), encryptedPdf());
  writeFileSync(at('空.pdf'), '');
  writeFileSync(at('文字.pdf'), 'only words');
  writeFileSync(at('无页.pdf'), pdfWithoutPages());
  writeFileSync(at('半截.pdf'), (await plainPdf('half', 3)).subarray(0, 700));
  const run = await yusuan(['import', folder, at('没有.pdf'), '--db', at('a.sqlite')]);
  expect(run.code).toBe(1);
  const lines = run.err.split('\n').filter((line) => line.startsWith('错误：'));
  const lineOf = (name: string) => lines.filter((line) => line.includes(name));
  const expected = {
    加密: /密码/,
    空: /0 字节/,
    文字: /不是 PDF/,
    无页: /没有任何页面/,
    半截: /损坏或不完整/,
    没有: /不存在/,
  };
  for (const [name, why] of Object.entries(expected)) {
    expect(lineOf(`${name}.pdf`), name).toHaveLength(1);
    expect(lineOf(`${name}.pdf`)[0]).toMatch(why);
  }
  expect(lines).toHaveLength(6);
  expect(run.err).not.toMatch(/\bat .*:\d+:\d+/);
  expect(run.out).toMatch(/好\.pdf +3 /);
  expect(readdirSync(folder).filter((name) => name.startsWith('a.sqlite'))).toEqual(['a.sqlite']);
  expect(count(at('a.sqlite'), "SELECT count(*) FROM documents WHERE status <> 'failed'")).toBe(1);
});

test('a folder that cannot be read is named; what can be read is imported', async () => {
  writeFileSync(at('好.pdf'), await plainPdf('good'));
  mkdirSync(at('锁住'));
  writeFileSync(at('锁住/x.pdf'), 'x');
  chmodSync(at('锁住'), 0o000);
  chmodSync(folder, 0o777);
  // Root may read everything: the run gives that up.
  const nobody = process.getuid?.() === 0 ? { uid: 65534 } : {};
  const run = await yusuan(['import', folder, '--db', at('a.sqlite')], nobody);
  chmodSync(at('锁住'), 0o755);
  expect(run.code).toBe(1);
  expect(run.err).toMatch(/错误：.*锁住：没有读取权限/);
  expect(run.out).toContain('好.pdf');
});

test('a pipe in a folder is named and not waited for', async () => {
  writeFileSync(at('好.pdf'), await plainPdf('good'));
  execFileSync('mkfifo', [at('管道.pdf')]);
  for (const paths of [[folder], [at('管道.pdf')]]) {
    const run = await yusuan(['import', ...paths, '--db', at('a.sqlite')]);
    expect(run.code).toBe(1);
    expect(run.err).toContain('管道.pdf：是管道或设备，不是文件');
  }
});

test('an import goes on when nobody listens any more', async () => {
  writeFileSync(at('好.pdf'), await plainPdf('good'));
  writeFileSync(at('更好.pdf'), await plainPdf('better'));
  const deaf = (child: ChildProcess) => {
    child.stderr?.destroy();
    child.stdout?.destroy();
  };
  const run = await yusuan(['import', folder, '--jobs', '1', '--db', at('a.sqlite')], { onStart: deaf });
  expect(run.code).toBe(0);
  expect(count(at('a.sqlite'), 'SELECT count(*) FROM documents')).toBe(2);
});

test('--json prints one object on stdout and nothing else', async () => {
  writeFileSync(at('好.pdf'), await plainPdf('good', 2));
  writeFileSync(at('坏.pdf'), '');
  const run = await yusuan(['import', folder, '--db', at('a.sqlite'), '--json']);
  expect(run.code).toBe(1);
  const result = JSON.parse(run.out);
  expect(result).toMatchObject({ exit_code: 1, interrupted: false, database_problem: null, path_problems: [] });
  expect(result.documents).toMatchObject([
    { file: '坏.pdf', result: 'failed', problem: 'pdf-empty', sha256: null },
    { file: '好.pdf', result: 'added', problem: null, pages: 2, status: 'unrecognised' },
  ]);
});

test('quiet says nothing when all is well; no colours in a pipe', async () => {
  writeFileSync(at('好.pdf'), await plainPdf('good'));
  expect(await yusuan(['import', folder, '--db', at('a.sqlite'), '-q'])).toMatchObject({ code: 0, out: '', err: '' });
  const loud = await yusuan(['import', folder, '--db', at('b.sqlite'), '-v']);
  expect(loud.out + loud.err).not.toContain(String.fromCharCode(27));
});

test('the summary lines up whatever the script of the names', async () => {
  for (const name of ['上海市普陀区人民政府万里街道办事处2025年度部门预算公开说明.pdf', 'a.pdf', '预算（附件2）.pdf']) {
    writeFileSync(at(name), await plainPdf(name.length.toString(), name.length));
  }
  const { out } = await yusuan(['import', folder, '--db', at('a.sqlite')]);
  const [head = '', , ...rows] = out.trimEnd().split('\n');
  const column = displayWidth(head.slice(0, head.indexOf('状态')));
  for (const row of rows.slice(0, 3)) expect(displayWidth(row.slice(0, row.indexOf('不是预决算报告')))).toBe(column);
});

test('databases that cannot be used: not ours, locked, no folder; nothing is changed', async () => {
  writeFileSync(at('好.pdf'), await plainPdf('good'));
  writeFileSync(at('notes.txt'), 'some notes, long enough to be taken for a header of a file');
  const foreign = await yusuan(['import', at('好.pdf'), '--db', at('notes.txt')]);
  expect(foreign).toMatchObject({ code: 1, out: '' });
  expect(foreign.err).toContain('notes.txt 不是 yusuan 的数据库');
  const missing = await yusuan(['import', at('好.pdf'), '--db', at('no/a.sqlite')]);
  expect(missing.err).toContain('找不到数据库');
  await yusuan(['import', at('好.pdf'), '--db', at('a.sqlite')]);
  const holder = new Sqlite(at('a.sqlite'));
  holder.exec('BEGIN EXCLUSIVE');
  writeFileSync(at('新.pdf'), await plainPdf('new'));
  const locked = await yusuan(['import', at('新.pdf'), '--db', at('a.sqlite')]);
  holder.exec('ROLLBACK');
  holder.close();
  expect(locked.code).toBe(1);
  expect(locked.err).toContain('正被其他程序占用');
  expect(count(at('a.sqlite'), 'SELECT count(*) FROM documents')).toBe(1);
}, 60_000);

test('two imports into one database at once both succeed', async () => {
  for (let n = 1; n <= 12; n += 1) writeFileSync(at(`${n}.pdf`), await plainPdf(`doc ${n}`));
  const runs = await Promise.all([1, 2].map(() => yusuan(['import', folder, '--db', at('a.sqlite'), '--jobs', '1'])));
  expect(runs.map((run) => run.code)).toEqual([0, 0]);
  expect(count(at('a.sqlite'), 'SELECT count(*) FROM documents')).toBe(12);
}, 60_000);

test('Ctrl-C ends with a sentence, exit code 130 and a sound database; the same command goes on', async () => {
  for (let n = 1; n <= 60; n += 1) writeFileSync(at(`${n}.pdf`), await plainPdf(`doc ${n}`, 20));
  const args = ['import', folder, '--db', at('a.sqlite'), '--jobs', '1'];
  const run = await yusuan(args, {
    onStart: (child) => child.stderr?.once('data', () => child.kill('SIGINT')),
  });
  expect(run.code).toBe(130);
  expect(run.err).toMatch(/已中断：完成 \d+ 份，其余 \d+ 份没有导入/);
  expect(count(at('a.sqlite'), 'PRAGMA integrity_check')).toBe('ok');
  const again = await yusuan(args);
  expect(again.code).toBe(0);
  expect(again.err).toContain('以前已导入');
  expect(count(at('a.sqlite'), 'SELECT count(*) FROM documents')).toBe(60);
}, 60_000);

test('killed outright, workers and all go away, and the same command goes on', async () => {
  for (let n = 1; n <= 40; n += 1) writeFileSync(at(`${n}.pdf`), await plainPdf(`doc ${n}`, 20));
  const args = ['import', folder, '--db', at('a.sqlite'), '--jobs', '2'];
  const run = await yusuan(args, {
    onStart: (child) => child.stderr?.once('data', () => child.kill('SIGKILL')),
  });
  expect(run.signal).toBe('SIGKILL');
  expect((await yusuan(args)).code).toBe(0);
  expect(readdirSync(folder).filter((name) => name.startsWith('a.sqlite'))).toEqual(['a.sqlite']);
  expect(count(at('a.sqlite'), 'SELECT count(*) FROM documents')).toBe(40);
}, 60_000);

test('the program starts from any folder', async () => {
  writeFileSync(at('好.pdf'), await plainPdf('good'));
  const run = await yusuan(['import', '.', '-q'], { cwd: folder });
  expect(run.code).toBe(0);
  expect(readdirSync(folder)).toContain('yusuan.sqlite');
  expect(BIN.startsWith(folder)).toBe(false);
});
