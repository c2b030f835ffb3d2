import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheUse, clearCache, openCacheFolder, pruneCache } from '../../src/engines/cache/cache-folder.ts';
import { recallPages } from '../../src/engines/cache/page-cache.ts';
import type { Note } from '../../src/model/note.ts';
import type { Page, ReadPages } from '../../src/model/page.ts';
import { glyphs } from '../support/build.ts';

const MB = 1 << 20;
let folder = '';
let made = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-cache-'));
  made = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

const PAGE: Page = {
  ...{ number: 1, width: 595.28, height: 841.89, turn: 90, slant: { rise: 0.1 + 0.2, lean: -0, x: 1 / 3, y: 2 } },
  ...{ kind: 'mixed', glyphs: glyphs('支出1,433.90', 10, 10), pictures: [{ x0: 0, y0: 0, x1: 9, y1: 9 }], aside: [] },
  rules: [{ axis: 'h', at: 5, from: 1, to: 90, thickness: 1 }],
  alternatives: [{ box: { x0: 1, y0: 1, x1: 9, y1: 9 }, text: '1,433.00', confidence: 0.3, how: 'scale' }],
};
const note = (severity: Note['severity']): Note => ({
  ...{ code: 'picture-cut-off', severity, page: 1, box: null, statement: null, data: { text: '字' } },
});

function makes(notes: readonly Note[] = [note('warning')]) {
  return async (): Promise<ReadPages> => {
    made += 1;
    return { pages: [PAGE], notes };
  };
}
const recall = (sha256: string, versions: readonly unknown[] = ['v1'], limit = 64 * MB) =>
  recallPages(openCacheFolder(folder, limit), sha256, versions);
const files = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !/^[0-9a-f]{2}$/.test(name));
const name = (digit: string) => join(digit.repeat(2), `${digit.repeat(64)}.pages`);
function put(digit: string, bytes: number, used: Date): void {
  mkdirSync(join(folder, digit.repeat(2)), { recursive: true });
  writeFileSync(join(folder, name(digit)), Buffer.alloc(bytes));
  utimesSync(join(folder, name(digit)), used, used);
}

test('pages are read once, and come back as they were to the last bit', async () => {
  const first = await recall('a')(makes());
  const second = await recall('a')(makes());
  expect(made).toBe(1);
  expect(second).toEqual(first);
  expect(Object.is(second.pages[0]?.slant?.lean, -0)).toBe(true);
});

test('another document, another version and other options are read anew', async () => {
  await recall('a')(makes());
  await recall('b')(makes());
  await recall('a', ['v2'])(makes());
  await recall('a', ['v1', 'always'])(makes());
  expect(made).toBe(4);
});

test('what failed is tried again', async () => {
  await recall('a')(makes([note('error')]));
  await recall('a')(makes());
  expect(made).toBe(2);
});

test('a damaged entry counts as absent and is written again', async () => {
  await recall('a')(makes());
  const path = join(folder, files()[0] ?? '');
  for (const at of [0, 20, -3]) {
    const bytes = readFileSync(path);
    const where = at < 0 ? bytes.length + at : at;
    bytes[where] = (bytes[where] ?? 0) ^ 0xff;
    writeFileSync(path, bytes);
    expect((await recall('a')(makes())).pages).toEqual([PAGE]);
  }
  expect(made).toBe(4);
  await recall('a')(makes());
  expect(made).toBe(4);
});

test.each([
  ['its place is taken', (cache: string) => writeFileSync(cache, '')],
  ['every shelf is taken', blockShelves],
])('a cache that cannot be written to fails nobody: %s', async (_what, spoil) => {
  const path = join(folder, 'cache');
  spoil(path);
  const there = openCacheFolder(path, 64 * MB);
  for (const times of [1, 2]) {
    expect((await recallPages(there, 'a', ['v1'])(makes())).pages).toEqual([PAGE]);
    expect(made).toBe(times);
  }
});

function blockShelves(cache: string): void {
  mkdirSync(cache);
  for (let n = 0; n < 256; n += 1) writeFileSync(join(cache, n.toString(16).padStart(2, '0')), '');
}

test('what was not used for longest goes first, and what is not ours stays', async () => {
  const day = (n: number) => new Date(2026, 0, n);
  put('1', MB, day(1));
  put('2', MB, day(2));
  put('3', MB, day(3));
  writeFileSync(join(folder, 'letter.txt'), 'x');
  writeFileSync(join(folder, '11', 'letter.pages'), 'x');
  await openCacheFolder(folder, 3 * MB).read(`${'1'.repeat(64)}.pages`);
  expect(await pruneCache(folder, 3 * MB)).toEqual({ files: 3, bytes: 3 * MB });
  expect(await pruneCache(folder, 2.5 * MB)).toEqual({ files: 2, bytes: 2 * MB });
  expect(files().sort()).toEqual([name('1'), join('11', 'letter.pages'), name('3'), 'letter.txt'].sort());
  expect(await clearCache(folder)).toEqual({ files: 0, bytes: 0 });
  expect(files().sort()).toEqual([join('11', 'letter.pages'), 'letter.txt']);
});

test('drafts of killed processes go after an hour, younger ones may be in use', async () => {
  put('1', 10, new Date());
  const draft = (letter: string) => `${join(folder, name('1'))}.${letter.repeat(36)}`;
  writeFileSync(draft('a'), 'x');
  writeFileSync(draft('b'), 'x');
  const old = new Date(Date.now() - 7_200_000);
  utimesSync(draft('a'), old, old);
  expect(await cacheUse(folder)).toEqual({ files: 1, bytes: 10 });
  expect(files()).toHaveLength(2);
});

test('a writer keeps within the bound by itself', async () => {
  const limit = 16 * 1024;
  const cache = openCacheFolder(folder, limit);
  for (let n = 0; n < 100; n += 1) await cache.write(`${n.toString(16).padStart(64, '0')}.pages`, Buffer.alloc(1000));
  expect((await cacheUse(folder)).bytes).toBeLessThanOrEqual(limit * 1.1);
  expect(await cache.read(`${(99).toString(16).padStart(64, '0')}.pages`)).not.toBeNull();
  await cache.write(`${'f'.repeat(64)}.pages`, Buffer.alloc(limit));
  expect(await cache.read(`${'f'.repeat(64)}.pages`)).toBeNull();
});
