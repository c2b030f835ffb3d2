import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { QueueWindow } from '../../src/review/api.ts';
import { type ReviewServer, startReview } from '../../src/review/server.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { addReviewer, auditEntries, type Role, reviewers, revokeReviewer } from '../../src/store/write/reviewers.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { record } from '../store/sample-result.ts';
import { anyDatabase } from '../support/any-database.ts';
import { declarations } from './database.ts';
import { reportFile } from './pdf-file.ts';
import { bodyOf, type Client, clientOf, posting } from './server.ts';

let store: Store;
let server: ReviewServer;
let origin: string;
const now = () => new Date('2026-02-03T04:05:06Z');
const { path, sha256 } = reportFile();
const outside = new URL('https://review.example.org');

beforeEach(async () => {
  store = openStore(anyDatabase());
  // Nobody decides blindly: the file lies where it was read, with the same bytes.
  documentWriter(store.db).write(
    { ...record(), sha256, bytes: 'a report'.length },
    { replace: false, path, now: now() },
  );
  server = await startReview({ db: store.db, declarations, language: 'zh', host: '127.0.0.1', port: 0, now });
  origin = `http://127.0.0.1:${server.port}`;
});
afterEach(async () => {
  await server.close();
  store.close();
});

/** Every route that writes, as the sources have them: a new one is not forgotten here. */
const SOURCES = fileURLToPath(new URL('../../src/review/', import.meta.url));
const WRITES = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('routes.ts'))
  .flatMap((name) => [
    ...readFileSync(join(SOURCES, name), 'utf8').matchAll(/app\.(?:post|put|patch|delete)\('([^']+)'/g),
  ])
  .map(([, route = '']) => `/api${route.replace(':id', '1')}`);

test('the routes that write are found', () => {
  expect(WRITES).toEqual(expect.arrayContaining(['/api/decisions', '/api/edits', '/api/uploads', '/api/versions/pin']));
});

const given = (name: string, role: Role) => addReviewer(store.db, name, role, now()) ?? '';

async function enter(token: string): Promise<Client> {
  const entry = await fetch(`${origin}/?token=${token}`, { redirect: 'manual' });
  const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? '';
  return (path, init = {}) => fetch(origin + path, { ...init, headers: { cookie, ...init.headers } });
}

/** Settles the notice of the sample, under a name that the page says. */
async function decide(client: Client, reviewer: string): Promise<Response> {
  const { rows } = await bodyOf<QueueWindow>(await client('/api/queue'));
  const row = rows.find(({ reason }) => reason === 'unread-cell');
  const item = encodeURIComponent(row?.key ?? '');
  const evidence: { version: string } = await bodyOf(
    await client(`/api/evidence?document=${row?.sha256}&item=${item}`),
  );
  const body = { document: row?.sha256, item: row?.key, ref: null, version: evidence.version, kind: 'seen' };
  return client('/api/decisions', posting(origin, { ...body, reviewer, reason: '', filter: {} }));
}

test('what a reviewer decides stands under the name of the token, whatever the page says, and in the audit', async () => {
  const client = await enter(given('复核甲', 'decide'));
  expect((await decide(client, '别人')).status).toBe(200);
  expect(store.db.prepare('SELECT reviewer FROM corrections').pluck().all()).toEqual(['复核甲']);
  const said = auditEntries(store.db, 10).map(({ reviewer, action }) => [reviewer, action]);
  expect(said).toEqual([
    ['复核甲', 'decided'],
    ['复核甲', 'entered'],
    ['', 'reviewer-added'],
  ]);
  const undone = await client('/api/corrections/1/undo', posting(origin, { reviewer: '别人', reason: '' }));
  expect(undone.status).toBe(200);
  expect(auditEntries(store.db, 1)).toMatchObject([{ reviewer: '复核甲', action: 'undone' }]);
});

test('who may only look sees everything and changes nothing', async () => {
  const client = await enter(given('观察员', 'view'));
  expect((await client('/api/queue')).status).toBe(200);
  for (const route of WRITES) {
    const upload = { 'content-type': 'application/octet-stream' };
    const answer = await client(route, posting(origin, {}, route === '/api/uploads' ? upload : {}));
    expect([route, answer.status, await answer.text()]).toEqual([route, 403, expect.stringContaining('"role"')]);
  }
  expect(store.db.prepare('SELECT count(*) FROM correction').pluck().get()).toBe(0);
});

test('a token works in several browsers until it is taken back; then at once in none', async () => {
  const token = given('复核甲', 'decide');
  const [one, two] = [await enter(token), await enter(token)];
  expect([(await one('/api/queue')).status, (await two('/api/queue')).status]).toEqual([200, 200]);
  expect(addReviewer(store.db, '复核甲', 'view', now())).toBeNull();
  expect(revokeReviewer(store.db, '复核甲', now())).toBe(true);
  expect([(await one('/api/queue')).status, (await two('/api/queue')).status]).toEqual([401, 401]);
  expect((await (await enter(token))('/api/queue')).status).toBe(401);
  expect(revokeReviewer(store.db, '复核甲', now())).toBe(false);
  expect(reviewers(store.db)).toMatchObject([{ name: '复核甲', role: 'decide', revokedAt: now().toISOString() }]);
  expect(store.db.prepare('SELECT token_sha256 FROM reviewer').pluck().get()).not.toContain(token);
});

test('a named reviewer cannot make an invitation without a name; whoever started the program can', async () => {
  const named = await enter(given('复核甲', 'decide'));
  expect((await named('/api/invite', posting(origin, {}))).status).toBe(403);
  const own = await clientOf(server);
  expect((await own('/api/invite', posting(origin, {}))).status).toBe(200);
});

const pin = (client: Client, over: object = {}) =>
  client('/api/versions/pin', posting(origin, { sha256, pinned: true, reviewer: '别人', ...over }));
const pins = () => store.db.prepare('SELECT sha256, reviewer FROM version_pin').all();

test('a version is chosen under the name of the token, and the audit has it; so it is let go', async () => {
  const client = await enter(given('复核甲', 'decide'));
  expect((await pin(client)).status).toBe(200);
  expect(pins()).toEqual([{ sha256, reviewer: '复核甲' }]);
  expect((await pin(client, { pinned: false })).status).toBe(200);
  expect(pins()).toEqual([]);
  expect(auditEntries(store.db, 2)).toMatchObject([
    { reviewer: '复核甲', action: 'unpinned', subject: sha256 },
    { reviewer: '复核甲', action: 'pinned', subject: sha256 },
  ]);
});

test('whoever has no name of a token chooses a version under the name that the page says', async () => {
  expect((await pin(await clientOf(server))).status).toBe(200);
  expect(pins()).toEqual([{ sha256, reviewer: '别人' }]);
});

test('no version is chosen by who may only look, and none that is not there', async () => {
  expect((await pin(await enter(given('观察员', 'view')))).status).toBe(403);
  const client = await enter(given('复核甲', 'decide'));
  for (const pinned of [true, false]) expect((await pin(client, { sha256: 'b2'.repeat(32), pinned })).status).toBe(404);
  expect(pins()).toEqual([]);
  expect(auditEntries(store.db, 1)).toMatchObject([{ action: 'entered' }]);
});

test('only whoever started the program looks through folders for a PDF that moved, and through one at a time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yusuan-moved-'));
  mkdirSync(join(folder, '里面'));
  writeFileSync(join(folder, '里面', '改名.pdf'), readFileSync(path));
  const find = (client: Client, where: string, document = sha256) =>
    client('/api/pages/find', posting(origin, { document, folder: where }));
  expect((await find(await enter(given('复核甲', 'decide')), folder)).status).toBe(403);
  const own = await clientOf(server);
  for (const where of [join(folder, '没有'), path, 'https://a.example/b']) {
    expect([where, (await find(own, where)).status]).toEqual([where, 422]);
  }
  expect((await find(own, folder, 'b2'.repeat(32))).status).toBe(404);
  expect(await bodyOf(await find(own, dirname(path)))).toEqual({ found: true });
  // So many of the very size that the second one comes while the first is still looked for.
  for (let at = 0; at < 300; at += 1) writeFileSync(join(folder, `${at}.pdf`), `${at}`.padEnd('a report'.length));
  const both = await Promise.all([find(own, folder), find(own, folder)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 503]);
  expect(store.db.prepare('SELECT count(*) FROM seen_path').pluck().get()).toBe(2);
});

test('the audit is append-only', () => {
  given('复核甲', 'decide');
  expect(() => store.db.exec("UPDATE audit SET reviewer = 'x'")).toThrow(/append-only/);
  expect(() => store.db.exec('DELETE FROM audit')).toThrow(/append-only/);
});

test('behind a proxy the page answers to its name outside, over TLS', async () => {
  const proxied = await startReview({
    ...{ db: store.db, declarations, language: 'zh', host: '127.0.0.1', port: 0, now, outside },
  });
  expect(proxied.address()).toMatch(/^https:\/\/review\.example\.org\/\?token=/);
  const { request } = await import('node:http');
  const asked = (host: string) =>
    new Promise<{ status: number; cookie: string }>((resolve, reject) => {
      const path = `/?token=${given(`复核${host}`, 'decide')}`;
      const call = request({ port: proxied.port, host: '127.0.0.1', path, headers: { host } }, (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode ?? 0, cookie: String(answer.headers['set-cookie'] ?? '') });
      });
      call.on('error', reject).end();
    });
  const own = await asked('review.example.org');
  expect(own.status).toBe(303);
  expect(own.cookie).toContain('Secure');
  expect((await asked('evil.example.org')).status).toBe(403);
  await proxied.close();
});
