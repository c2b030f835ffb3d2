import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { plainPdf, scratch } from '../batch/files.ts';
import { BIN, yusuan } from './run.ts';

let folder: string;
beforeEach(() => {
  folder = scratch();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const run = (args: readonly string[], env: Record<string, string> = {}) =>
  yusuan(args, { cwd: folder, env: { YUSUAN_CACHE_DIR: at('cache'), ...env } });

describe('settings', () => {
  interface Row {
    readonly setting: string;
    readonly value: unknown;
    readonly origin: string;
    readonly from: string;
    readonly commands: readonly string[];
  }
  const settings = async (args: readonly string[] = [], env: Record<string, string> = {}) => {
    const { out } = await run(['config', ...args, '--json'], env);
    const { settings: rows }: { settings: Row[] } = JSON.parse(out);
    return (setting: string, command: string) =>
      rows.find((row) => row.setting === setting && row.commands.includes(command));
  };

  test('come from the command line, then the environment, then yusuan.yaml, then defaults', async () => {
    writeFileSync(at('yusuan.yaml'), 'db: 文件.sqlite\njobs: 3\nimport:\n  jobs: 1\n  keep-contacts: true\n');
    const told = await settings([], { YUSUAN_TIMEOUT: '77' });
    expect(told('db', 'check')).toMatchObject({ value: '文件.sqlite', origin: 'file', from: at('yusuan.yaml') });
    expect(told('jobs', 'import')).toMatchObject({ value: 1, origin: 'file' });
    expect(told('jobs', 'rerun')).toMatchObject({ value: 3, origin: 'file' });
    expect(told('keep-contacts', 'import')).toMatchObject({ value: true, origin: 'file' });
    expect(told('timeout', 'import')).toMatchObject({ value: 77, origin: 'env', from: 'YUSUAN_TIMEOUT' });
    expect(told('memory', 'import')).toMatchObject({ value: 1536, origin: 'default' });
    writeFileSync(at('a.pdf'), await plainPdf('a'));
    expect((await run(['import', 'a.pdf', '-q'])).code).toBe(0);
    expect(existsSync(at('文件.sqlite'))).toBe(true);
    expect((await run(['import', 'a.pdf', '-q'], { YUSUAN_DB: 'env.sqlite' })).code).toBe(0);
    expect(existsSync(at('env.sqlite'))).toBe(true);
    expect((await run(['import', 'a.pdf', '-q', '--db', 'flag.sqlite'], { YUSUAN_DB: 'other.sqlite' })).code).toBe(0);
    expect([existsSync(at('flag.sqlite')), existsSync(at('other.sqlite'))]).toEqual([true, false]);
  });

  test('that nobody knows, or with a bad value, are refused with their place', async () => {
    const refused = async (yaml: string) => {
      writeFileSync(at('yusuan.yaml'), yaml);
      const { code, err } = await run(['check']);
      return [code, err.split('\n')[0]];
    };
    expect(await refused('jbos: 3\n')).toEqual([2, expect.stringMatching(/yusuan\.yaml 里的 jbos 不是/)]);
    expect(await refused('import:\n  page: 3\n')).toEqual([2, expect.stringMatching(/import: page 不是/)]);
    expect(await refused('- 3\n')).toEqual([2, expect.stringMatching(/读不懂/)]);
    expect(await refused('db: [\n')).toEqual([2, expect.stringMatching(/读不懂/)]);
    writeFileSync(at('yusuan.yaml'), 'import:\n  jobs: many\n');
    expect(await run(['import', 'x.pdf'])).toMatchObject({ code: 2, err: expect.stringMatching(/jobs 不对.*整数/) });
  });

  test('choose the language, unless the command line does', async () => {
    writeFileSync(at('yusuan.yaml'), 'lang: en\n');
    expect((await run(['config'])).out).toMatch(/^setting +value +from/);
    expect((await run(['config', '--lang', 'zh'])).out).toMatch(/^设置 +值 +来处/);
  });

  test('of a folder without the file are told, too', async () => {
    const { code, out, err } = await run(['config', 'import']);
    expect(code).toBe(0);
    expect(out).toMatch(/memory +1536 +默认/);
    expect(err).toContain('yusuan.yaml');
  });
});

describe('completion', () => {
  test('in bash offers commands, options and choices', async () => {
    const { out } = await run(['completion', 'bash']);
    writeFileSync(at('yusuan.bash'), out);
    const offered = (...words: string[]) =>
      execFileSync('bash', [
        '-c',
        `source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _yusuan; printf '%s\\n' "\${COMPREPLY[@]}"`,
        at('yusuan.bash'),
        ...words,
      ])
        .toString()
        .trim()
        .split('\n');
    expect(offered('yusuan', 'im')).toEqual(['import']);
    expect(offered('yusuan', 'import', '--allow')).toEqual(['--allow-private']);
    expect(offered('yusuan', 'import', '--ocr', '')).toEqual(['auto', 'always', 'never']);
    expect(offered('yusuan', 'import', `${at('yusuan.b')}`)).toEqual([at('yusuan.bash')]);
  });

  test.each(['zsh', 'fish'])('in %s names every command, and its descriptions break nothing', async (shell) => {
    const { out } = await run(['completion', shell, '--lang', 'en']);
    for (const name of ['import', 'completion', 'config', 'watch']) expect(out).toContain(name);
    // Quotes pair up on every line, escaped ones apart.
    const odd = out.split('\n').filter((line) => line.replaceAll(/'\\''|\\'/g, '').split("'").length % 2 === 0);
    expect(odd.filter((line) => !line.startsWith('#'))).toEqual([]);
  });

  test('of another shell is one sentence', async () => {
    expect(await run(['completion', 'cmd'])).toMatchObject({ code: 2, out: '' });
  });
});

test('a log holds what was said, each line with its time, however quiet the terminal', async () => {
  writeFileSync(at('a.pdf'), await plainPdf('a'));
  const { code } = await run(['import', 'a.pdf', 'none.pdf', '--log', 'run.log']);
  expect(code).toBe(1);
  const lines = readFileSync(at('run.log'), 'utf8').trimEnd().split('\n');
  expect(lines.filter((line) => !/^\d{4}-\d\d-\d\dT[\d:.]+Z /.test(line))).toEqual([]);
  const text = lines.join('\n');
  for (const said of ['import a.pdf none.pdf', 'none.pdf：路径不存在', 'a.pdf：', 'exit 1'])
    expect(text).toContain(said);
  expect((await run(['check', '--log', at('none/x.log')])).err).toContain('不能写日志');
});

test('--verbose says whose report it is and what became of its amounts', async () => {
  const sample = new URL('../../samples/final-accounts/final-accounts.pdf', import.meta.url).pathname;
  const { err } = await run(['import', sample, '-v', '--lang', 'en']);
  expect(err).toMatch(/ {4}\S+ \d{4} final accounts: 195 amounts, \d+ proven, \d+ to review, 0 failed checks, SHA-256/);
});

/** `yusuan watch in --db DB`; `said` waits until it says something. */
function watching(db: string) {
  const args = [BIN, 'watch', at('in'), '--interval', '1', '--db', at(db)];
  const child = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, YUSUAN_CACHE_DIR: at('cache') } });
  const told = { err: '' };
  child.stderr.setEncoding('utf8').on('data', (part) => {
    told.err += part;
  });
  const said = (text: string) =>
    new Promise<void>((done) => {
      const look = setInterval(() => {
        if (!told.err.includes(text)) return;
        clearInterval(look);
        done();
      }, 50);
    });
  return { child, told, said };
}

test('a watched folder is imported as files come, until Ctrl-C', async () => {
  mkdirSync(at('in'));
  writeFileSync(at('in/1.pdf'), await plainPdf('1'));
  const { child, told, said } = watching('w.sqlite');
  await said('1.pdf：');
  writeFileSync(at('in/2.pdf'), 'not whole yet');
  await said('2.pdf：不是 PDF');
  writeFileSync(at('in/2.pdf'), await plainPdf('2'));
  await said('2.pdf：不是预决算报告');
  child.kill('SIGINT');
  const code = await new Promise((done) => child.on('close', done));
  expect(code).toBe(0);
  expect(told.err).toContain('共处理 3 份');
  expect(await run(['watch', at('none')])).toMatchObject({ code: 2 });
});

test.each([
  ['whose folder comes later', 'later/w.sqlite', '找不到数据库', false],
  ['that another program held', 'w.sqlite', '正被其他程序占用', true],
])('what came while there was no database is imported into one %s', async (_, db, complaint, held) => {
  mkdirSync(at('in'));
  writeFileSync(at('in/1.pdf'), await plainPdf('1'));
  if (held) openStore(at(db)).close();
  const holder = held ? new Sqlite(at(db)) : null;
  holder?.exec('BEGIN IMMEDIATE');
  const { child, told, said } = watching(db);
  await said(complaint);
  holder?.exec('ROLLBACK');
  holder?.close();
  mkdirSync(at('later'), { recursive: true });
  await said('1.pdf：不是预决算报告');
  child.kill('SIGINT');
  await new Promise((done) => child.on('close', done));
  expect(told.err).toContain('共处理 1 份');
});
