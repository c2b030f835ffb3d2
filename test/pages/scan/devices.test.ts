import { describe, expect, test } from 'vitest';
import { asDisplayed, type Page } from '../../../src/model/page.ts';
import type { RawPage } from '../../../src/model/raw-page.ts';
import { findBlobs } from '../../../src/pages/scan/image/blobs.ts';
import { cleanInk } from '../../../src/pages/scan/image/clean-ink.ts';
import { dropSpecks } from '../../../src/pages/scan/image/drop-specks.ts';
import { findRules, scaleOf } from '../../../src/pages/scan/image/find-rules.ts';
import { isBilevel, softened } from '../../../src/pages/scan/image/soften.ts';
import { INK } from '../../../src/pages/scan/image/straighten.ts';
import { gutterOf, leavesOf } from '../../../src/pages/scan/leaves.ts';
import { placer } from '../../../src/phases/turn-back.ts';
import { Picture } from '../../support/picture.ts';

type Colour = readonly [r: number, g: number, b: number];
const [WIDTH, HEIGHT] = [600, 400];

/** A colour picture on white; each part is a rectangle of one colour. */
function painted(parts: readonly (readonly [x0: number, y0: number, x1: number, y1: number, colour: Colour])[]) {
  const data = new Uint8Array(WIDTH * HEIGHT * 3).fill(255);
  for (const [x0, y0, x1, y1, colour] of parts)
    for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) data.set(colour, (y * WIDTH + x) * 3);
  return { width: WIDTH, height: HEIGHT, channels: 3 as const, data };
}

function inked(raster: ReturnType<typeof painted>, x0: number, x1: number): number {
  const grey = cleanInk(raster, 200);
  let count = 0;
  for (let y = 0; y < HEIGHT; y++) for (let x = x0; x < x1; x++) if ((grey?.data[y * WIDTH + x] ?? 255) < INK) count++;
  return count;
}

describe('colours', () => {
  test('strokes with the fringes of type drawn for screens (ClearType) stay print', () => {
    const strokes = Array.from({ length: 20 }, (_, at) => 50 + at * 12);
    const fringed = painted(
      strokes.flatMap((x) => [
        [x, 100, x + 1, 120, [200, 90, 30]] as const,
        [x + 1, 100, x + 2, 120, [30, 90, 200]] as const,
      ]),
    );
    expect(inked(fringed, 0, WIDTH)).toBe(2 * 20 * 20);
  });

  test('red figures are print, a red stamp and a blue signature are none, the black print under them stays', () => {
    const ring = Array.from({ length: 120 }, (_, at) => {
      const [x, y] = [420 + 70 * Math.cos((at * Math.PI) / 60), 200 + 70 * Math.sin((at * Math.PI) / 60)];
      return [Math.round(x), Math.round(y), Math.round(x) + 6, Math.round(y) + 6, [225, 60, 60]] as const;
    });
    const pen = Array.from({ length: 100 }, (_, at) => {
      const [x, y] = [200 + at, 200 + Math.round(50 * Math.sin(at / 12))];
      return [x, y, x + 5, y + 5, [40, 60, 150]] as const;
    });
    const page = painted([
      ...[50, 66, 82, 98].map((x) => [x, 100, x + 4, 118, [230, 30, 30]] as const),
      ...ring,
      ...pen,
      [415, 190, 425, 210, [20, 15, 15]],
    ]);
    expect(inked(page, 0, 150)).toBe(4 * 4 * 18);
    expect(inked(page, 150, 340)).toBe(0);
    expect(inked(page, 340, 600)).toBe(10 * 20);
  });
});

describe('copies of copies', () => {
  test('rules grown to three times their breadth are rules', () => {
    const page = new Picture(1000, 600);
    for (const y of [100, 140, 180, 220]) page.fill(100, y, 901, y + 8);
    for (const x of [100, 300, 893]) page.fill(x, 100, x + 8, 228);
    const rules = findRules(page, scaleOf(200));
    expect(rules.filter((rule) => rule.axis === 'h')).toHaveLength(4);
    expect(rules.filter((rule) => rule.axis === 'v')).toHaveLength(3);
  });

  test('dust is no print; points beside print and worn pieces of it are', () => {
    const page = new Picture(400, 100);
    page.fill(100, 40, 112, 60).fill(114, 56, 117, 60).fill(130, 40, 142, 60);
    page.fill(120, 50, 121, 51).fill(220, 50, 224, 54).fill(300, 20, 303, 23);
    const kept = dropSpecks(findBlobs(page) ?? [], 20);
    expect(kept.map(({ x0 }) => x0).sort((a, b) => a - b)).toEqual([100, 114, 130]);
  });

  test('a point of a single pixel is print on a picture as coarse as a screenshot, and dust on a finer one', () => {
    const page = new Picture(400, 100);
    page.fill(100, 40, 104, 52).fill(106, 51, 107, 52).fill(110, 40, 116, 52);
    const kept = (em: number) => dropSpecks(findBlobs(page) ?? [], em).map(({ x0 }) => x0);
    expect(kept(12)).toContain(106);
    expect(kept(20)).not.toContain(106);
  });

  test('a colon in the middle of its square, as Hei and Kai set it, is print; specks that stand otherwise are dust', () => {
    const page = new Picture(400, 100);
    page.fill(100, 40, 120, 60).fill(133, 44, 136, 47).fill(133, 54, 136, 57);
    page.fill(200, 40, 220, 60).fill(233, 44, 236, 47).fill(238, 54, 241, 57);
    page.fill(300, 44, 303, 47).fill(300, 54, 303, 57);
    const kept = dropSpecks(findBlobs(page) ?? [], 20);
    expect(kept.map(({ x0 }) => x0).sort((a, b) => a - b)).toEqual([100, 133, 133, 200]);
  });
});

describe('faxes', () => {
  test('a slanting rule that is frayed wherever it steps to other rows is one rule', () => {
    const page = new Picture(900, 400);
    for (const x of [100, 796]) page.fill(x, 100, x + 3, 310);
    for (const top of [100, 200, 300])
      for (let x = 100; x < 799; x++) {
        const [step, along] = [Math.floor((x - 100) / 175), (x - 100) % 175];
        const low = along > 175 - 70 && ((x * x) >> 2) % 3 > 0 === along > 175 - 35;
        page.fill(x, top + 2 * step + (low ? 2 : 0), x + 1, top + 2 * step + (low ? 4 : 2));
      }
    const level = findRules(page, scaleOf(200)).filter((rule) => rule.axis === 'h');
    expect(level.map(({ from, to }) => [Math.round(from / 10), Math.round(to / 10)])).toEqual(Array(3).fill([10, 80]));
  });
});

describe('sheets', () => {
  const raw = (width: number, height: number): RawPage => ({
    ...{ number: 7, width, height, glyphs: [], rules: [], skipped: 0 },
    pictures: [{ x0: 0, y0: 0, x1: width, y1: height, id: 'p', pixelWidth: 1400, pixelHeight: 1000, turn: 0 }],
  });
  const spread = (fold = false) => {
    const sheet = new Picture(1400, 1000);
    for (let y = 100; y < 900; y += 40) sheet.words(80, y, 18).words(780, y, 18);
    return fold ? sheet.fill(699, 0, 702, 1000, 60) : sheet;
  };
  const pictureOf = (raster: Picture, width: number, height: number) => ({
    raster,
    box: { x0: 0, y0: 0, x1: width, y1: height },
    turn: 0 as const,
  });

  test('two pages on a sheet are cut apart, with and without a fold', () => {
    expect(gutterOf(spread())).toBeGreaterThan(600);
    expect(gutterOf(spread(true))).toBeGreaterThan(690);
    const leaves = leavesOf(raw(842, 595), pictureOf(spread(), 842, 595));
    expect(leaves.map(({ raw: { width } }) => Math.round(width))).toEqual([423, 419]);
    expect(leaves.map(({ sheet }) => [sheet?.page, Math.round(sheet?.x ?? -1), sheet?.scale])).toEqual([
      [7, 0, 1],
      [7, 423, 1],
    ]);
  });

  test.each([
    ['a title across the middle', (sheet: Picture) => sheet.words(560, 40, 12)],
    [
      'a rule across the middle',
      (sheet: Picture) => Array.from({ length: 9 }, (_, at) => sheet.level(90 + at * 40, 60, 1340))[0],
    ],
    ['one empty half', (sheet: Picture) => sheet.fill(710, 0, 1400, 1000, 255)],
  ])('a sheet with %s is one page', (_, change) => {
    const sheet = spread();
    change(sheet);
    expect(gutterOf(sheet)).toBeNull();
  });

  test('a sheet measured in pixels is a page of paper; its boxes come back in pixels', () => {
    const portrait = new Picture(1000, 1400).words(80, 100, 10);
    const [leaf] = leavesOf(raw(2000, 2800), pictureOf(portrait, 2000, 2800));
    expect(leaf?.raw).toMatchObject({ height: 842, pictures: [{ y1: 842 }] });
    const page: Page = {
      ...{ number: 7, width: 601, height: 842, turn: 0, kind: 'scan', glyphs: [], rules: [], pictures: [] },
      ...{ alternatives: [], aside: [] },
      ...(leaf?.sheet ? { sheet: leaf.sheet } : {}),
    };
    expect(asDisplayed({ x0: 0, y0: 421, x1: 100, y1: 842 }, page)).toMatchObject({ y0: 1400, y1: 2800 });
    const item = { page: 7, box: { x0: 0, y0: 421, x1: 100, y1: 842 } };
    expect(placer([page]).one(item)).toMatchObject({ page: 7, box: { y0: 1400 } });
  });

  test('what stands on the second page of a sheet is found on the sheet', () => {
    const page: Page = {
      ...{ number: 4, width: 421, height: 595, turn: 0, kind: 'scan', glyphs: [], rules: [], pictures: [] },
      ...{ alternatives: [], aside: [], sheet: { page: 2, width: 842, height: 595, x: 421, y: 0, scale: 1 } },
    };
    const item = { page: 4, box: { x0: 10, y0: 20, x1: 30, y1: 40 } };
    expect(placer([page]).one(item)).toEqual({ page: 2, box: { x0: 431, y0: 20, x1: 451, y1: 40 } });
  });
});

test('a bilevel picture is known as such, and softened a stroke broken by one pixel closes', () => {
  const page = new Picture(60, 40).fill(10, 10, 14, 19).fill(10, 20, 14, 30);
  expect(isBilevel(page)).toBe(true);
  expect(isBilevel(new Picture(60, 40).fill(10, 10, 14, 30).fill(14, 10, 16, 30, 120))).toBe(false);
  expect(softened(page).data[19 * 60 + 12]).toBeLessThan(INK);
  // a stroke of one pixel stays darker than half
  expect(softened(new Picture(60, 40).fill(10, 10, 11, 30)).data[20 * 60 + 10]).toBe(88);
});

test.each([
  [3, 3],
  [3, 9],
  [11, 8],
])('a table ruled by dashes of %i pixels, %i apart, has its rules; rows of leading points are none', (dash, gap) => {
  const dotted = (page: Picture, x: number, y: number, length: number, down: boolean) => {
    for (let at = 0; at < length; at += dash + gap)
      if (down) page.fill(x, y + at, x + 2, y + at + dash);
      else page.fill(x + at, y, x + at + dash, y + 2);
  };
  const table = new Picture(1000, 600);
  for (let y = 100; y <= 400; y += 60) dotted(table, 100, y, 800, false);
  for (const x of [100, 400, 900]) dotted(table, x, 100, 300, true);
  table.words(150, 120, 6).words(450, 180, 6);
  const rules = findRules(table, scaleOf(200));
  expect(rules.filter(({ axis }) => axis === 'h')).toHaveLength(6);
  expect(rules.filter(({ axis }) => axis === 'v')).toHaveLength(3);
  const contents = new Picture(1000, 600);
  for (let y = 100; y <= 400; y += 60) dotted(contents.words(100, y - 20, 6), 300, y, 500, false);
  expect(findRules(contents, scaleOf(200))).toEqual([]);
});
