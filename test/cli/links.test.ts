import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plainPdf, scratch } from '../batch/files.ts';
import { type Answering, endless, pdf, redirect, serve, type TestServer } from '../fetch/server.ts';
import { yusuan } from './run.ts';

let folder: string;
let server: TestServer | null = null;
beforeEach(() => {
  folder = scratch();
});
afterEach(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);
const db = () => at('a.sqlite');
const FAST = ['--allow-private', '--fetch-delay', '0', '--jobs', '1'];

interface Told {
  readonly documents: { url: string | null; path: string; file: string; result: string; problem: string | null }[];
}
const told = (out: string): Told => JSON.parse(out);

test('a list of links beside files is imported; each link that fails is named and stops no other', async () => {
  writeFileSync(at('here.pdf'), await plainPdf('here'));
  const there = pdf(Buffer.from(await plainPdf('there', 2)));
  server = await serve({ '/there.pdf': there, '/moved': redirect('/there.pdf'), '/endless.pdf': endless });
  const { url } = server;
  const lines = ['/there.pdf', '/gone.pdf', '/endless.pdf', '/moved'].map((path) => `${url}${path}`);
  writeFileSync(at('links.txt'), `# of 2026\n${lines.join('\n')}\nfile:///etc/passwd\n`);
  const args = ['import', at('links.txt'), at('here.pdf'), '--db', db(), '--json', ...FAST, '--fetch-timeout', '1'];
  const run = await yusuan(args);
  expect(run.code).toBe(1);
  const documents = told(run.out).documents.map(({ url: from, result, problem }) => [
    from?.replace(url, '') ?? null,
    result,
    problem,
  ]);
  expect(documents.map(([from]) => from)).toEqual(['/there.pdf', '/gone.pdf', '/endless.pdf', '/moved', null]);
  expect(documents.map(([, , problem]) => problem)).toEqual([null, 'link-refused', 'link-slow', null, null]);
  // Of the same bytes behind two links those that come first are read.
  expect(documents.map(([, result]) => result).sort()).toEqual(['added', 'added', 'failed', 'failed', 'kept']);
  expect(run.err).toContain(`${at('links.txt')}:6 file:///etc/passwd：不是能用的链接`);
  expect(run.err).toContain(`${url}/gone.pdf：网站没有给出文件（HTTP 404）`);
  const open = new Sqlite(db(), { readonly: true });
  const paths = open.prepare('SELECT path FROM seen_path ORDER BY seen_at').pluck().all().map(String);
  open.close();
  // Pages are drawn later from what is kept beside the database.
  const kept = paths.find((path) => path.endsWith('there.pdf')) ?? '';
  expect(kept.startsWith(at('a.files'))).toBe(true);
  expect(readFileSync(kept).subarray(0, 5).toString()).toBe('%PDF-');
});

test('links into this machine are refused unless asked for, in either language', async () => {
  server = await serve({ '/a.pdf': pdf(Buffer.from(await plainPdf('a'))) });
  const link = `${server.url}/a.pdf`;
  const zh = await yusuan(['import', link, '--db', db()]);
  expect(zh.code).toBe(1);
  expect(zh.err).toContain('--allow-private');
  const en = await yusuan(['import', link, '--db', db(), '--lang', 'en']);
  expect(en.err).toContain('private network (127.0.0.1)');
  expect(server.asked).toEqual([]);
  expect((await yusuan(['import', link, '--db', db(), ...FAST])).code).toBe(0);
  expect((await yusuan(['import', 'ftp://a.example/a.pdf', '--db', db()])).err).toContain('不是能用的链接');
});

test('Ctrl-C loses nothing that was fetched, and the next run goes on', async () => {
  const names = ['/1.pdf', '/2.pdf', '/3.pdf', '/4.pdf'];
  const bytes = await Promise.all(names.map((name) => plainPdf(name)));
  let open = false;
  const behindDoor =
    (answer: Answering): Answering =>
    (request, response) =>
      (open ? answer : endless)(request, response);
  const answers = bytes.map((each) => pdf(Buffer.from(each)));
  const paths = names.map((name, i): [string, Answering] => [
    name,
    i < 2 ? (answers[i] ?? endless) : behindDoor(answers[i] ?? endless),
  ]);
  server = await serve(Object.fromEntries(paths));
  const { url, asked } = server;
  writeFileSync(at('links.txt'), names.map((name) => `${url}${name}`).join('\n'));
  const args = ['import', at('links.txt'), '--db', db(), '--json', ...FAST];
  const first = await yusuan([...args, '-v'], {
    onStart: (child) => {
      const timer = setInterval(() => {
        if (asked.length < 4) return;
        clearInterval(timer);
        setTimeout(() => child.kill('SIGINT'), 1500);
      }, 20);
    },
  });
  expect(first.code).toBe(130);
  expect(first.err).toContain('已取得');
  open = true;
  const second = await yusuan(args);
  expect(second.code).toBe(0);
  expect(told(second.out).documents.map(({ file }) => file)).toEqual(['1.pdf', '2.pdf', '3.pdf', '4.pdf']);
  // What the first run fetched was not asked for again.
  expect(asked.filter(({ path }) => path < '/3')).toHaveLength(2);
});
