import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openCacheFolder } from '../../src/engines/cache/cache-folder.ts';
import { openRecognitionCache } from '../../src/engines/cache/ocr-cache.ts';
import type { Outcome } from '../../src/model/note.ts';
import type { Page } from '../../src/model/page.ts';
import type { PagePicture } from '../../src/model/raster.ts';
import type { RawPage } from '../../src/model/raw-page.ts';
import { glyphs } from '../support/build.ts';
import { Picture } from '../support/picture.ts';

function raw(number: number): RawPage {
  return { number, width: 100, height: 200, glyphs: [], rules: [], pictures: [], skipped: 0 };
}

function pictureOf(raster = new Picture(30, 60).words(5, 5, 1, 10)): PagePicture {
  return { raster, box: { x0: 0, y0: 0, x1: 100, y1: 200 }, turn: 0 };
}

function outcome(number: number): Outcome<Page> {
  const page: Page = {
    number,
    width: 100,
    height: 200,
    turn: 90,
    slant: { rise: 0.01, lean: -0.01, x: 50, y: 100 },
    kind: 'scan',
    glyphs: glyphs('支出1,433.90', 10, 10),
    rules: [{ axis: 'h', at: 5, from: 1, to: 90, thickness: 1 }],
    pictures: [],
    alternatives: [{ box: { x0: 1, y0: 1, x1: 9, y1: 9 }, text: '1,433.00', confidence: 0.3, how: 'scale' }],
    aside: [],
  };
  return {
    value: page,
    notes: [{ code: 'picture-cut-off', severity: 'warning', page: number, box: null, statement: null, data: {} }],
  };
}

const cacheIn = (path: string, engine: string, version: string) =>
  openRecognitionCache(openCacheFolder(path, 1 << 30), engine, version);

let folder = '';
let made = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-ocr-'));
  made = 0;
});

function make(number: number) {
  return async () => {
    made++;
    return outcome(number);
  };
}

test('the same picture is recognised once, also by another process and on another page', async () => {
  const first = await cacheIn(folder, 'engine', '1').recall(raw(3), pictureOf(), make(3));
  const second = await cacheIn(folder, 'engine', '1').recall(raw(3), pictureOf(), make(3));
  expect(second).toEqual(first);
  const moved = await cacheIn(folder, 'engine', '1').recall(raw(7), pictureOf(), make(7));
  expect(moved.value.number).toBe(7);
  expect(moved.notes[0]?.page).toBe(7);
  expect(made).toBe(1);
});

test('other pixels, another engine or a newer stage are recognised anew', async () => {
  await cacheIn(folder, 'engine', '1').recall(raw(1), pictureOf(), make(1));
  await cacheIn(folder, 'engine', '1').recall(raw(1), pictureOf(new Picture(30, 60)), make(1));
  await cacheIn(folder, 'other', '1').recall(raw(1), pictureOf(), make(1));
  await cacheIn(folder, 'engine', '2').recall(raw(1), pictureOf(), make(1));
  expect(made).toBe(4);
});

test('a damaged entry counts as absent and is written again', async () => {
  const cache = cacheIn(folder, 'engine', '1');
  await cache.recall(raw(1), pictureOf(), make(1));
  const [file] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  writeFileSync(join(folder, file ?? ''), '{"format":1,"value":');
  await cache.recall(raw(1), pictureOf(), make(1));
  expect((await cache.recall(raw(1), pictureOf(), make(1))).value.glyphs).toHaveLength(10);
  expect(made).toBe(2);
});
