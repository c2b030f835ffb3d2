import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { plainPdf, scratch } from '../batch/files.ts';
import { CREDENTIALS, openStore, type TestStore } from '../fetch/bucket.ts';
import { serve } from '../fetch/server.ts';
import { yusuan } from './run.ts';

let folder: string;
let store: TestStore;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.stop());
beforeEach(() => {
  folder = scratch();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const run = (args: readonly string[], env: Readonly<Record<string, string>> = CREDENTIALS) =>
  yusuan(['import', ...args, '--db', at('a.sqlite'), '--jobs', '1'], {
    cwd: folder,
    env: { HOME: folder, YUSUAN_CACHE_DIR: at('cache'), AWS_EC2_METADATA_DISABLED: 'true', ...env },
  });

interface Told {
  readonly path_problems: { path: string; code: string }[];
  readonly documents: { url: string | null; file: string; result: string; problem: string | null }[];
}
const told = (out: string): Told => JSON.parse(out);

test('all PDFs below a prefix, single objects and lines of a list are imported, once', async () => {
  for (const key of ['2026/甲/预算.pdf', '2026/b.PDF', '2026/c.docx', 'other.pdf', 'more.pdf'])
    await store.put(key, await plainPdf(key.replace(/[^a-z]/g, '')));
  writeFileSync(at('yusuan.yaml'), `s3-endpoint: ${store.url}\ns3-path-style: true\n`);
  writeFileSync(at('list.txt'), 's3://reports/more.pdf\ns3://10.0.0.1:9000/reports/a.pdf\ns3://reports/2026/b.PDF\n');
  const paths = ['s3://reports/2026/', 's3://reports/other.pdf', at('list.txt')];
  const first = await run([...paths, '--json']);
  // The address of a list names a server: refused, and nothing else is.
  expect(told(first.out).path_problems).toEqual([
    { path: `${at('list.txt')}:2 s3://10.0.0.1:9000/reports/a.pdf`, code: 'not-a-link' },
  ]);
  expect(told(first.out).documents.map(({ url, result }) => [url, result])).toEqual([
    ['s3://reports/2026/b.PDF', 'added'],
    ['s3://reports/2026/甲/预算.pdf', 'added'],
    ['s3://reports/other.pdf', 'added'],
    ['s3://reports/more.pdf', 'added'],
  ]);
  const open = new Sqlite(at('a.sqlite'), { readonly: true });
  const kept = open.prepare("SELECT path FROM seen_path WHERE path LIKE '%预算.pdf'").pluck().get();
  open.close();
  expect(readFileSync(String(kept)).subarray(0, 5).toString()).toBe('%PDF-');
  const second = told((await run([...paths, '--json', '-v'])).out);
  expect(second.documents.map(({ result }) => result)).toEqual(['kept', 'kept', 'kept', 'kept']);
});

test('Ctrl-C ends a listing that takes too long', async () => {
  const server = await serve({ '/reports/?list-type=2&prefix=2026%2F': () => undefined });
  const args = ['import', 's3://reports/2026/', '--s3-endpoint', server.url, '--s3-path-style', '--db', at('a.sqlite')];
  const { code, err } = await yusuan(args, {
    env: { HOME: folder, ...CREDENTIALS },
    onStart: (child) => {
      const timer = setInterval(() => {
        if (server.asked.length === 0) return;
        clearInterval(timer);
        child.kill('SIGINT');
      }, 20);
    },
  });
  await server.close();
  expect([code, err]).toEqual([130, expect.stringContaining('已中断')]);
  expect(existsSync(at('a.sqlite'))).toBe(false);
});

test('what goes wrong is said with what to do', async () => {
  const there = ['--s3-endpoint', store.url, '--s3-path-style'];
  const said = async (args: readonly string[], env?: Readonly<Record<string, string>>) => {
    const { code, err } = await run(args, env);
    return [code, err];
  };
  expect(await said(['s3://nowhere/2026/', ...there])).toEqual([1, expect.stringContaining('没有这个桶。请检查桶名')]);
  expect(await said(['s3://reports/none.pdf', ...there])).toEqual([1, expect.stringContaining('在末尾加 /')]);
  expect(await said(['s3://reports/empty/', ...there])).toEqual([1, expect.stringContaining('里面没有 PDF 文件')]);
  expect(await said(['s3://reports/', ...there], {})).toEqual([1, expect.stringContaining('AWS_ACCESS_KEY_ID')]);
  expect(await said(['s3://reports/', '--s3-endpoint', 'minio:9000'])).toEqual([
    2,
    expect.stringContaining('请写以 http:// 或 https:// 开头'),
  ]);
  expect(await said(['s3://reports/', '--s3-endpoint', 'http://store.invalid', '--lang', 'en'])).toEqual([
    1,
    expect.stringContaining('--s3-path-style'),
  ]);
});
