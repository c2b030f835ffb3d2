import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportEvent } from '../../src/batch/import.ts';
import type { IntakeView } from '../../src/review/api.ts';
import type { ImportRun } from '../../src/review/intake/intake.ts';
import { safeName } from '../../src/review/intake/upload.ts';
import { type ReviewServer, startReview } from '../../src/review/server.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { anyDatabase } from '../support/any-database.ts';
import { declarations } from './database.ts';
import { bodyOf, type Client, clientOf, posting } from './server.ts';

let folder: string;
let files: string;
let store: Store;
let server: ReviewServer;
let client: Client;
let origin: string;
/** What the reader was asked to read, and how it goes on. */
let asked: string[][];
let finish: () => void;

const run: ImportRun = (paths, onEvent, signal) => {
  asked.push([...paths]);
  for (const path of paths) onEvent({ type: 'page', path, done: 1, total: 3 } satisfies ImportEvent);
  return new Promise((resolve) => {
    const end = () =>
      resolve({ result: { outcomes: [], interrupted: signal.aborted, storeFailure: null }, problems: [] });
    finish = end;
    signal.addEventListener('abort', end, { once: true });
  });
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-intake-'));
  files = join(folder, 'a.files');
  store = openStore(anyDatabase());
  asked = [];
  server = await startReview({
    ...{ db: store.db, declarations, language: 'zh', host: '127.0.0.1', port: 0, now: () => new Date() },
    intake: { run, files },
  });
  client = await clientOf(server);
  origin = `http://127.0.0.1:${server.port}`;
});
afterEach(async () => {
  await server.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function upload(name: string, body = '%PDF-', more: Record<string, string> = {}): Promise<Response> {
  const headers = { 'content-type': 'application/octet-stream', origin, 'x-yusuan': '1', ...more };
  return client(`/api/uploads?name=${encodeURIComponent(name)}`, { method: 'POST', headers, body });
}
const start = (uploads: readonly string[], links: readonly string[] = []) =>
  client('/api/imports', posting(origin, { uploads, links }));
const states = async () => (await bodyOf<IntakeView>(await client('/api/imports'))).files.map(({ state }) => state);

test('a dropped file is kept beside the database under its own name, and read from there', async () => {
  const { id } = await bodyOf<{ id: string }>(await upload('报告.pdf', '%PDF-1'));
  expect((await start([id])).status).toBe(200);
  await expect.poll(() => asked.length).toBe(1);
  const [path = ''] = asked[0] ?? [];
  expect(path.startsWith(files) && path.endsWith('报告.pdf')).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe('%PDF-1');
  expect(await states()).toEqual(['reading']);
  finish();
  await expect.poll(states).toEqual(['done']);
  expect(JSON.stringify(await bodyOf(await client('/api/imports')))).not.toContain(folder);
});

test('an upload keeps its name when others were read meanwhile', async () => {
  const idOf = async (name: string) => (await bodyOf<{ id: string }>(await upload(name, `%PDF-${name}`))).id;
  const [first, second] = [await idOf('一.pdf'), await idOf('二.pdf')];
  await start([first]);
  await expect.poll(() => asked.length).toBe(1);
  const third = await idOf('三.pdf');
  expect(new Set([first, second, third]).size).toBe(3);
  await start([second]);
  finish();
  await expect.poll(() => asked.length).toBe(2);
  expect(asked[1]?.map((path) => basename(path))).toEqual(['二.pdf']);
});

test('what nobody asked to read goes when the server closes; what was read stays, however often it was sent', async () => {
  const send = async (name: string) => (await bodyOf<{ id: string }>(await upload(name, `%PDF-${name}`))).id;
  await send('没读.pdf');
  await send('读了.pdf');
  await start([await send('读了.pdf')]);
  await expect.poll(() => asked.length).toBe(1);
  await server.close();
  const places = readdirSync(files);
  expect(places.flatMap((place) => readdirSync(join(files, place)))).toEqual(['读了.pdf']);
  expect(places).toHaveLength(1);
});

test('what comes while others are read is read next; cancelled, nothing waits for ever', async () => {
  await start([], ['https://a.example/1.pdf']);
  await expect.poll(() => asked.length).toBe(1);
  await start([], ['https://a.example/2.pdf']);
  expect(asked).toHaveLength(1);
  finish();
  await expect.poll(() => asked.length).toBe(2);
  await client('/api/imports/cancel', posting(origin, {}));
  await expect.poll(states).toEqual(['done', 'stopped']);
  await start([], ['https://a.example/3.pdf']);
  await expect.poll(() => asked.at(-1)).toEqual(['https://a.example/3.pdf']);
  await client('/api/imports/clear', posting(origin, {}));
  expect(await states()).toEqual(['reading']);
});

describe('is refused', () => {
  test.each([
    ['a file that is no report', '照片.jpg'],
    ['a name without a name', '.pdf'],
  ])('%s', async (_what, name) => {
    expect((await upload(name)).status).toBe(422);
    expect(existsSync(files)).toBe(false);
  });

  test.each([
    ['without our own mark', { 'x-yusuan': '' }],
    ['from another page', { origin: 'http://evil.example' }],
    ['as a form sends it', { 'content-type': 'multipart/form-data' }],
  ])('a file sent %s', async (_how, more) => {
    expect((await upload('a.pdf', '%PDF-', more)).status).toBe(403);
    expect(existsSync(files)).toBe(false);
  });

  test('an upload that never was, and what is no link', async () => {
    expect((await start(['7'])).status).toBe(404);
    expect((await start([], ['file:///etc/passwd'])).status).toBe(422);
    expect((await start([], ['/etc/passwd'])).status).toBe(422);
    expect(asked).toEqual([]);
  });
});

test('no name leads out of the folder', async () => {
  for (const name of ['../../x.pdf', '..\\..\\x.pdf', '/etc/x.pdf', 'a/../../x.pdf']) {
    expect((await upload(name)).status).toBe(200);
  }
  expect(readdirSync(folder)).toEqual(['a.files']);
  expect(readdirSync(files).every((name) => /^[0-9a-f]{16}$/.test(name))).toBe(true);
});

test.each([
  ['2026年预算.PDF', '2026年预算.PDF'],
  ['D:\\报告\\报告.pdf', '报告.pdf'],
  ['a\u202e.pdf', 'a.pdf'],
  ['...pdf', null],
  ['links.txt', 'links.txt'],
  ['a.exe', null],
  // A file system counts bytes, of which 长 has three: 200 and the ending are kept, and no part of a character.
  [`${'长'.repeat(500)}.pdf`, `${'长'.repeat(66)}.pdf`],
  [`a${'𠮷'.repeat(90)}.pdf`, `a${'𠮷'.repeat(49)}.pdf`],
])('%s is kept as %s', (name, kept) => {
  expect(safeName(name)).toBe(kept);
});
