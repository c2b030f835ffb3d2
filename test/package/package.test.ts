import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { typeset } from '../../samples/generator/typeset.ts';
import { requireNode } from '../../src/library/node.ts';
import { GRIDS, reportOf, rowsOf } from '../library/grids.ts';
import { linksOf } from '../support/links.ts';
import { ROOT, text, tracked } from '../support/sources.ts';
import { type NpmRun, npm, pack } from './install.ts';

/** What both READMEs say to install it with. */
const INSTALL = /^npm (install .*yusuan-\S+\.tgz)$/m;

let project = '';
let own = '';
let files: string[] = [];
let installed: NpmRun = { code: null, said: '' };

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'yusuan-installed-'));
  own = join(project, 'node_modules', 'yusuan');
  pack(project);
  installed = await npm(project, (INSTALL.exec(text('README.md'))?.[1] ?? '').split(' '));
  files = filesOf(own).map(({ path }) => path.slice(own.length + 1));
}, 300_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

function filesOf(folder: string): { path: string; size: number }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, size: statSync(path).size }));
}

const sizeOf = (folder: string): number => filesOf(folder).reduce((sum, { size }) => sum + size, 0);

function yusuan(...args: string[]): string {
  const bin = join(own, 'bin', 'yusuan.js');
  return execFileSync(process.execPath, [bin, ...args], {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

describe('the package', () => {
  test('is installed by what the READMEs say, from a registry alone, without a warning', () => {
    expect(installed.said).toMatch(/added \d+ packages/);
    expect(installed.said.split('\n').filter((line) => /warn|error/i.test(line))).toEqual([]);
    expect(installed.code).toBe(0);
    expect(INSTALL.exec(text('README.zh-CN.md'))?.[1]).toBe(INSTALL.exec(text('README.md'))?.[1]);
  });

  test('takes the room that the READMEs say', () => {
    const all = sizeOf(join(project, 'node_modules'));
    for (const readme of ['README.md', 'README.zh-CN.md']) {
      const said = Number(/(?:takes|占) (\d+) MB/.exec(text(readme))?.[1]) * 1e6;
      expect(Math.abs(all / said - 1)).toBeLessThan(0.05);
    }
    expect(all).toBeLessThan(300_000_000);
  });

  test('holds what its pages link to', () => {
    const pages = files.filter((path) => path.endsWith('.md'));
    expect(pages).toContain('README.md');
    for (const page of pages) expect(linksOf(own, page).filter(({ lost }) => lost)).toEqual([]);
  });

  test('holds every declaration, the built page, and code for every source', () => {
    for (const path of tracked()) {
      if (path.startsWith('pipelines/')) expect(files).toContain(path);
      if (path.startsWith('src/review/built/')) expect(files).toContain(path.replace('src/', 'dist/'));
      if (/^src\/(?!review\/page\/).*(?<!\.d)\.ts$/.test(path)) {
        expect(files).toContain(path.replace('src/', 'dist/').replace(/\.ts$/, '.js'));
      }
    }
  });

  test('holds nothing else', () => {
    const known =
      /^(dist|pipelines|docs|samples|deploy)\/|^bin\/yusuan\.js$|^(package\.json|LICENSE|(CHANGELOG|CONTRIBUTING|README(\.zh-CN)?)\.md)$/;
    expect(files.filter((path) => !known.test(path))).toEqual([]);
    expect(files.filter((path) => /\.(map|tsx?|test\.js)$/.test(path) && !path.endsWith('.d.ts'))).toEqual([]);
    expect(sizeOf(own)).toBeLessThan(23_000_000);
  });

  test('imports, checks by SQL and exports elsewhere', () => {
    const samples = ['publisher-errors', 'final-accounts'].map((name) => join(ROOT, 'samples', name));
    const result: { documents: { status: string; facts: number }[] } = JSON.parse(
      yusuan('import', ...samples, '--json'),
    );
    expect(result.documents.map(({ status }) => status)).toEqual(['done', 'done']);
    const rows: { n: number }[] = JSON.parse(yusuan('sql', 'SELECT count(*) AS n FROM facts', '--format', 'json'));
    expect(rows).toEqual([{ n: result.documents.reduce((sum, { facts }) => sum + facts, 0) }]);
    yusuan('export', '--format', 'xlsx', '-o', 'out.xlsx');
    expect(statSync(join(project, 'out.xlsx')).size).toBeGreaterThan(10_000);
  });
});

const CONSUMER = `
import { readFile } from 'node:fs/promises';
import { type Box, PdfError, type ReadCell, type ReadTable, readTables, tableRows, tablesAs } from 'yusuan';

const tables: ReadTable[] = await readTables(await readFile('cities.pdf'), { pages: [1], ocr: 'never' });
const first: ReadCell | undefined = tables[0]?.cells[0];
const box: Box | undefined = first?.box;
// @ts-expect-error pages are numbers
const wrong = () => readTables(new Uint8Array(), { pages: ['1'] });
// @ts-expect-error a format that does not exist
const none = () => tablesAs(tables, 'pdf');
const refused = await readTables(new Uint8Array(3)).catch((error: unknown) => error instanceof PdfError && error.problem);
console.log(JSON.stringify({ rows: tables.map(tableRows), box: typeof box?.x0, refused, unused: [wrong, none].length }));
`;

test('a small TypeScript project uses the library and its types', async () => {
  const [cities] = GRIDS;
  if (cities === undefined) throw new Error('no grid');
  writeFileSync(join(project, 'cities.pdf'), await typeset(reportOf(cities)));
  writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }');
  writeFileSync(join(project, 'consumer.ts'), CONSUMER);
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const types = ['--typeRoots', join(ROOT, 'node_modules', '@types'), '--types', 'node'];
  const strict = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2024', '--module', 'nodenext'];
  execFileSync(process.execPath, [tsc, ...strict, ...types, 'consumer.ts'], { cwd: project, stdio: 'pipe' });
  const out = execFileSync(process.execPath, ['consumer.ts'], { cwd: project, encoding: 'utf8' });
  const result: { rows: string[][][]; box: string; refused: string } = JSON.parse(out);
  expect(result.rows).toEqual(cities.tables.map(rowsOf));
  expect(result).toMatchObject({ box: 'number', refused: 'not-pdf' });
});

/** The line below it in both READMEs, and the rows of what is printed then, as they show them. */
const FIRST_RUN = /^npx yusuan (import node_modules\S+)$/m;
const ROWS = /^[\w-]+\.pdf .*$/gm;

test('reads the samples that it carries as the READMEs show, scans too, and says once that there is a faster reader', () => {
  const bin = join(own, 'bin', 'yusuan.js');
  for (const readme of ['README.md', 'README.zh-CN.md']) expect(text(readme).match(ROWS)).toHaveLength(3);
  expect(text('README.zh-CN.md').match(ROWS)).toEqual(text('README.md').match(ROWS));
  const [command = ''] = FIRST_RUN.exec(text('README.md'))?.slice(1) ?? [];
  expect(FIRST_RUN.exec(text('README.zh-CN.md'))?.[1]).toBe(command);
  // A database of its own: other tests import some of them into that of the folder.
  const args = [...command.split(' '), '--cache-dir', 'cache', '--db', 'first-run.sqlite'];
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, ...args], { cwd: project, encoding: 'utf8' });
  expect(status).toBe(0);
  const printed = stdout.split('\n');
  for (const row of text('README.md').match(ROWS) ?? []) expect(printed).toContain(row);
  expect(stderr.match(/提醒：扫描页由两个识别引擎读取，但用的是较慢的一种/g)).toHaveLength(1);
  expect(yusuan('doctor')).toContain('结果相同');
}, 300_000);

test('reads buckets with a package that is added by those who have some, and says how', () => {
  const bin = join(own, 'bin', 'yusuan.js');
  const bucket = ['import', 's3://reports/2026/', '--db', 'none.sqlite'];
  const { stderr, status } = spawnSync(process.execPath, [bin, ...bucket], { cwd: project, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain(
    's3://reports/2026/：读对象存储（s3://）要加装一个包。在装 yusuan 的地方运行 npm install @aws-sdk/client-s3',
  );
});

describe('the packed manifest', () => {
  const manifest = () => JSON.parse(readFileSync(join(own, 'package.json'), 'utf8'));

  test('asks for no Node of its own, no machine code of other platforms, and no install script', () => {
    const { dependencies, optionalDependencies, devDependencies, peerDependencies, peerDependenciesMeta } = manifest();
    expect([optionalDependencies, devDependencies]).toEqual([undefined, undefined]);
    expect(peerDependencies).toEqual({ '@aws-sdk/client-s3': '^3.1175.0', 'onnxruntime-node': '^1.30.0' });
    expect(peerDependenciesMeta).toEqual({
      '@aws-sdk/client-s3': { optional: true },
      'onnxruntime-node': { optional: true },
    });
    expect(Object.keys(dependencies)).not.toContain('node');
    expect(Object.keys(manifest())).not.toContain('allowScripts');
  });

  test('names the Node that the program and the library ask for', () => {
    expect(manifest().engines).toEqual({ node: '>=22.13' });
    expect(() => requireNode('22.13.0')).not.toThrow();
    expect(() => requireNode('24.0.0')).not.toThrow();
    for (const old of ['18.20.1', '20.20.2', '22.12.9'])
      expect(() => requireNode(old)).toThrow(/Node 22\.13 .*this is/);
  });

  test('the manifest of the checkout stays as it was', () => {
    expect(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).optionalDependencies).toBeDefined();
    expect(existsSync(join(ROOT, 'package.original.json'))).toBe(false);
  });
});

test('a checkout is installed without a warning where nothing can be compiled', async () => {
  const checkout = mkdtempSync(join(tmpdir(), 'yusuan-checkout-'));
  cpSync(join(ROOT, 'package.json'), join(checkout, 'package.json'));
  // What is packed anew here has other checksums than what was published.
  const lock = text('package-lock.json').replaceAll(/^ *"integrity": .*\n/gm, '');
  writeFileSync(join(checkout, 'package-lock.json'), lock);
  // A shell and nothing else: no Python, no make, no compiler. The parts that a platform adds are tried by everybody.
  mkdirSync(join(checkout, 'bare'));
  const sh = execFileSync('sh', ['-c', 'command -v sh'], { encoding: 'utf8' }).trim();
  for (const program of [sh, process.execPath]) symlinkSync(program, join(checkout, 'bare', basename(program)));
  const bare = join(checkout, 'bare');
  const { code, said } = await npm(checkout, ['ci', '--omit=dev', '--omit=optional'], bare);
  expect(said.split('\n').filter((line) => /warn|error/i.test(line))).toEqual([]);
  expect(code).toBe(0);
  rmSync(checkout, { recursive: true });
});

test('a checkout runs its sources, whatever was built', () => {
  const checkout = mkdtempSync(join(tmpdir(), 'yusuan-checkout-'));
  for (const name of ['src', 'package.json', 'node_modules', 'pipelines'])
    symlinkSync(join(ROOT, name), join(checkout, name));
  cpSync(join(ROOT, 'bin'), join(checkout, 'bin'), { recursive: true });
  mkdirSync(join(checkout, 'dist', 'cli'), { recursive: true });
  writeFileSync(join(checkout, 'dist', 'cli', 'main.js'), 'throw new Error("an old build");\n');
  const said = execFileSync(process.execPath, [join(checkout, 'bin', 'yusuan.js'), '--version'], { encoding: 'utf8' });
  expect(said.trim()).not.toBe('');
  rmSync(checkout, { recursive: true });
});
