import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { displayWidth, wrap } from '../../src/cli/print/width.ts';
import { cliReference } from '../../src/cli/reference.ts';
import { en } from '../../src/messages/en.ts';
import { zh } from '../../src/messages/zh.ts';
import { yusuan } from './run.ts';

const COMMANDER_WORDS =
  /Usage:|Options:|Commands:|Arguments:|\[options\]|\[command\]|display help|output the version|error:/;

test('help is Chinese by default, to its last word, and fits a terminal', async () => {
  const top = await yusuan(['--help']);
  expect(top).toMatchObject({ code: 0, err: '' });
  expect(top.out).toContain('用法：');
  const commands = [...top.out.matchAll(/^ {2}([a-z]+) /gm)].map((match) => match[1] ?? '').filter((c) => c !== 'help');
  expect(commands).toContain('import');
  for (const command of commands) {
    const help = await yusuan([command, '--help']);
    expect(help.code, command).toBe(0);
    expect(help.out, command).toContain('用法：');
    expect(help.out, command).toContain('示例：');
    expect(help.out, command).not.toMatch(COMMANDER_WORDS);
    // Examples are there to be copied: they are not broken into lines.
    const lines = help.out.split('\n').filter((line) => !line.startsWith('  yusuan '));
    for (const line of lines) expect(displayWidth(line), line).toBeLessThanOrEqual(100);
  }
  expect(top.out).not.toMatch(COMMANDER_WORDS);
}, 30_000);

test('English on request, by option or environment; the option wins', async () => {
  for (const run of [
    await yusuan(['import', '--help', '--lang', 'en']),
    await yusuan(['--lang=en', 'import', '--help']),
    await yusuan(['import', '--help'], { env: { YUSUAN_LANG: 'en' } }),
  ]) {
    expect(run.out).toContain('Usage: yusuan import [options] <path...>');
    expect(run.out.replaceAll(/^ {2}yusuan import .*$/gm, '')).not.toMatch(/\p{Script=Han}/u);
  }
  const chinese = await yusuan(['import', '--help', '--lang', 'zh'], { env: { YUSUAN_LANG: 'en' } });
  expect(chinese.out).toContain('用法：');
});

test('the version is the package’s', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(await yusuan(['--version'])).toMatchObject({ code: 0, out: `${version}\n`, err: '' });
});

test.each([
  [['import', '--frce', 'x'], '不认识的选项 --frce，是不是 --force？'],
  [['imprt'], '不认识的命令 imprt，是不是 import？'],
  [['import', 'x', '--DB', 'a.sqlite'], '不认识的选项 --DB，是不是 --db？'],
  [['IMPORT', 'x'], '不认识的命令 IMPORT，是不是 import？'],
  // As input methods for Chinese write them: taken as paths, they sent a report into another database.
  [['import', 'x', '——db', 'a.sqlite'], '——db 里是中文或全角的横线。选项请用半角输入：--db'],
  [['import', 'x', '－－ｄｂ', 'a.sqlite'], '选项请用半角输入：--db'],
  [['import', 'x', '–v'], '选项请用半角输入：-v'],
  [['import', '“我的', '报告”'], '“我的 里是中文引号'],
  [['sql', 'SELECT', '1'], '请用引号括起来'],
  [['import'], '缺少参数 path'],
  [['completion', 'tcsh'], '参数 shell 不能是 tcsh，请从 bash | zsh | fish 中选一个'],
  [['import', 'x', '--jobs', '0'], '请给出 1 到 256 之间的整数'],
  [['import', 'x', '--timeout'], '后面缺少值'],
  [['import', 'x', '--ocr', 'maybe'], '请从 auto | always | never 中选一个'],
  [['import', 'x', '--lang', 'fr'], '请从 zh | en 中选一个'],
  [['export', '--statement', '涉农'], '请从 收支总表 balance | 收入总表 revenue | '],
])('wrong usage %j is one Chinese sentence, exit code 2, nothing on stdout', async (args, sentence) => {
  const run = await yusuan(args);
  expect(run).toMatchObject({ code: 2, out: '' });
  expect(run.err).toContain(sentence);
  expect(run.err).not.toMatch(/error:|at .*:\d+:\d+/);
});

test('a file whose name begins with - is told how to write it; words that are values stay as they are', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'yusuan-slips-'));
  writeFileSync(join(cwd, '-1.pdf'), '');
  expect((await yusuan(['import', '-1.pdf'], { cwd })).err).toContain('请写 ./-1.pdf');
  writeFileSync(join(cwd, '—a.pdf'), '');
  expect((await yusuan(['import', '—a.pdf'], { cwd })).err).toContain('—a.pdf：文件是空的');
  expect((await yusuan(['search', '“三公”'], { cwd })).err).not.toContain('中文引号');
  expect((await yusuan(['search', 'x', '--db', '—b.sqlite'], { cwd })).err).toContain('找不到数据库 —b.sqlite');
});

test('without a command the help is shown and the exit code says wrong usage', async () => {
  const run = await yusuan([]);
  expect(run.code).toBe(2);
  expect(run.err).toContain('用法：');
});

test('docs/cli.md is what --help prints (node scripts/docs.ts renews it)', () => {
  expect(readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8')).toBe(cliReference('zh'));
  expect(readFileSync(new URL('../../docs/en/cli.md', import.meta.url), 'utf8')).toBe(cliReference('en'));
});

test('help in English is in English, but for words that reports print', () => {
  const printed = /财政局|支出总表|合计|万元|信息化|绩效|满意度|培训费|\[中文\]/g;
  const chinese = cliReference('en')
    .split('\n')
    .filter((line) => /\p{Script=Han}/u.test(line.replaceAll(printed, '')));
  expect(chinese).toEqual([]);
});

test('both languages say everything', () => {
  const keys = (value: unknown, at = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${at}.${key}`))
      : [at];
  expect(keys(en).sort()).toEqual(keys(zh).sort());
});

test('Chinese text wraps at its own width, marks stay with their words', () => {
  const text = '一份文件这么多秒没有进展就放弃；整份文件的时限为其 20 倍（默认 120），可用 --timeout 放宽。';
  for (const columns of [20, 33, 48]) {
    const lines = wrap(text, columns).split('\n');
    for (const line of lines) {
      expect(displayWidth(line)).toBeLessThanOrEqual(columns);
      expect(line).not.toMatch(/^[，。；）]|（$| $/);
    }
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  }
});

test('starting the program loads neither pdf.js nor the pipeline nor the review server, nor what only some need', () => {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (url: URL): void => {
    if (seen.has(url.pathname)) return;
    seen.add(url.pathname);
    const code = readFileSync(url, 'utf8');
    for (const [, path] of code.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm)) {
      if (path?.startsWith('.')) visit(new URL(path, url));
      else if (path !== undefined) packages.add(path);
    }
  };
  visit(new URL('../../src/cli/main.ts', import.meta.url));
  const heavy = /engines\/pdf\/pdfjs|engines\/ocr\/|src\/pipeline\.ts|declare\/load|review\/server|page-image\/draw/;
  expect([...seen].filter((path) => heavy.test(path))).toEqual([]);
  expect(seen.size).toBeGreaterThan(30);
  // Settings, servers and links, PostgreSQL and its queue: loaded by those who have them.
  expect([...packages].filter((name) => /^(yaml|pg|pg-boss|hono|node:(http|https|net|tls))$/.test(name))).toEqual([]);
  expect(packages).toContain('commander');
});

test('a Node whose node:module knows less than ours still loads the command line', async () => {
  const older =
    'import { createRequire } from "node:module"; export { createRequire }; export default { createRequire };';
  const hook = `
    import { registerHooks } from 'node:module';
    registerHooks({
      resolve(specifier, context, next) {
        if (specifier !== 'node:module' || !context.parentURL?.endsWith('/bin/yusuan.js')) return next(specifier, context);
        return { url: ${JSON.stringify(`data:text/javascript,${encodeURIComponent(older)}`)}, shortCircuit: true };
      },
    });`;
  const { code, out, err } = await yusuan(['--version'], {
    env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}` },
  });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
