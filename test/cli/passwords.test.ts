import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { scratch } from '../batch/files.ts';
import { lockedPdf } from '../support/locked-pdf.ts';
import { yusuan } from './run.ts';

let folder: string;
beforeEach(() => {
  folder = scratch();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const SECRET = 'geheim-0815';
const at = (name: string) => join(folder, name);

function rows(sql: string): unknown[] {
  const store = openStore(at('a.sqlite'), { mode: 'read' });
  const found = store.db.prepare(sql).pluck().all();
  store.close();
  return found;
}

test('a locked PDF waits page by page for its password; the password opens it and stands nowhere afterwards', async () => {
  writeFileSync(at('锁.pdf'), lockedPdf(['one', 'two'], SECRET));
  writeFileSync(at('密码.txt'), `wrong\r\n${SECRET}\r\n`);
  const kept = { env: { YUSUAN_CACHE_DIR: at('cache') } };
  const common = ['--db', at('a.sqlite'), '--log', at('log.txt')];
  const before = await yusuan(['import', at('锁.pdf'), ...common], kept);
  expect([before.code, before.err]).toEqual([1, expect.stringContaining('--password-file')]);
  expect(rows('SELECT page FROM review_queue ORDER BY page')).toEqual([1, 2]);
  const wrong = await yusuan(['import', at('锁.pdf'), '--password', 'wrong', ...common], kept);
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('给出的都不对')]);
  expect(new Set(rows('SELECT reason FROM review_queue'))).toEqual(new Set(['password-wrong']));
  // Without a document that is named, what waits for a password is what a password is given for.
  const after = await yusuan(['rerun', '--password-file', at('密码.txt'), ...common], kept);
  expect(after.code).toBe(0);
  expect(rows('SELECT status FROM documents')).toEqual(['unrecognised']);
  expect(rows('SELECT page FROM review_queue')).toEqual([]);
  // What the password opened was kept nowhere for those who have none.
  const again = await yusuan(['import', at('锁.pdf'), '--db', at('b.sqlite'), '--log', at('log.txt')], kept);
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('--password-file')]);
  for (const name of ['a.sqlite', 'log.txt']) expect(readFileSync(at(name)).includes(SECRET), name).toBe(false);
}, 60_000);

test('settings are listed without passwords; a file of them that is not there is told', async () => {
  writeFileSync(at('yusuan.yaml'), `password: ${SECRET}\n`);
  const listed = await yusuan(['config', 'import'], { cwd: folder });
  expect(listed.out).toContain('***');
  expect(listed.out).not.toContain(SECRET);
  const missing = await yusuan(['inspect', 'a.pdf', '--page', '1', '--password-file', 'none.txt'], { cwd: folder });
  expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('none.txt')]);
}, 60_000);
