import { describe, expect, test } from 'vitest';
import { findBlobs } from '../../../src/pages/scan/image/blobs.ts';
import { cleanInk } from '../../../src/pages/scan/image/clean-ink.ts';
import { crispRule, isDrawn, isLoose } from '../../../src/pages/scan/image/crisp-rules.ts';
import { deepened, strengthened } from '../../../src/pages/scan/image/deepen.ts';
import { eraseRules } from '../../../src/pages/scan/image/erase-rules.ts';
import { findRules, scaleOf } from '../../../src/pages/scan/image/find-rules.ts';
import { prepare } from '../../../src/pages/scan/image/prepare.ts';
import { INK, measureSlant, straighten } from '../../../src/pages/scan/image/straighten.ts';
import type { Trace } from '../../../src/pages/scan/image/trace-lines.ts';
import { runsDown, turned } from '../../../src/pages/scan/image/turn.ts';
import { Picture } from '../../support/picture.ts';

const SCALE = scaleOf(200);

function inkOf(grey: { data: Uint8Array } | null): number {
  return grey === null ? -1 : grey.data.reduce((sum, value) => sum + (value < INK ? 1 : 0), 0);
}

describe('cleaning', () => {
  test('print on paper that darkens to half its brightness stays, the shadow goes', () => {
    const page = new Picture(800, 600);
    for (let y = 0; y < 600; y++) page.fill(0, y, 800, y + 1, 250 - Math.round((y * 125) / 600));
    const shadow = inkOf(cleanInk(page, 200));
    for (let y = 40; y < 560; y += 60) page.words(60, y, 20);
    expect(shadow).toBe(0);
    const words = new Picture(800, 600);
    for (let y = 40; y < 560; y += 60) words.words(60, y, 20);
    expect(Math.abs(inkOf(cleanInk(page, 200)) - words.ink())).toBeLessThan(0.02 * words.ink());
  });

  test('a red stamp vanishes, the black print under it stays', () => {
    const [width, height] = [400, 200];
    const data = new Uint8Array(width * height * 3).fill(250);
    const paint = (x0: number, y0: number, x1: number, y1: number, [r, g, b]: readonly [number, number, number]) => {
      for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) data.set([r, g, b], (y * width + x) * 3);
    };
    paint(100, 40, 300, 160, [210, 40, 50]);
    paint(150, 90, 250, 110, [60, 10, 10]);
    expect(inkOf(cleanInk({ width, height, channels: 3, data }, 200))).toBe(100 * 20);
  });

  test('a pale watermark vanishes', () => {
    const page = new Picture(400, 300).words(20, 20, 10).words(20, 80, 10);
    const print = inkOf(cleanInk(page, 200));
    page.fill(40, 150, 360, 250, 205);
    expect(inkOf(cleanInk(page, 200))).toBe(print);
  });

  test('thin small print is made as dark as print is elsewhere, what is dark stays as it is', () => {
    const page = (value: number) => {
      const drawn = new Picture(800, 600);
      for (let y = 40; y < 560; y += 60)
        for (let x = 60; x < 700; x += 30)
          drawn
            .fill(x, y, x + 14, y + 2, value)
            .fill(x, y, x + 2, y + 16, value)
            .fill(x, y + 14, x + 14, y + 16, value);
      return drawn;
    };
    const darkest = (drawn: Picture) =>
      deepened(drawn, findBlobs(drawn) ?? [], 200)?.data.reduce((a, b) => Math.min(a, b));
    expect(darkest(page(95))).toBe(0);
    expect(darkest(page(20))).toBeUndefined();
    // a page all of whose print is faint, and marks in the paper of an empty page
    expect(darkest(page(150))).toBe(0);
    expect(darkest(page(235))).toBeUndefined();
  });

  test('print so faint that none of it is seen is made as dark as print is, where it is like characters', () => {
    const page = (lines: number) => {
      const drawn = new Picture(800, 600);
      for (let y = 40; y < 40 + 60 * lines; y += 60)
        for (let x = 60; x < 700; x += 30) drawn.fill(x, y, x + 3, y + 16, 190).fill(x, y + 13, x + 14, y + 16, 190);
      return drawn;
    };
    expect(strengthened(page(9), 200)?.data.reduce((a, b) => Math.min(a, b))).toBe(0);
    expect(strengthened(page(1), 200)).toBeNull();
    expect(strengthened(page(9).fill(300, 100, 400, 110, 0), 200)).toBeNull();
  });

  test('a black page has no paper', () => {
    expect(cleanInk(new Picture(300, 300, 12), 200)).toBeNull();
  });
});

describe('straightening', () => {
  test.each([-0.03, -0.008, 0, 0.012, 0.05])('lines that slope by %f come out level', (slope) => {
    const page = new Picture(1200, 900);
    for (let y = 150; y < 760; y += 50) page.level(y, 100, 1100, slope);
    for (let x = 100; x <= 1100; x += 200) page.upright(x, 150, 751, -slope);
    const slant = measureSlant(page);
    expect(slant.rise).toBeCloseTo(slope, 2);
    const left = findRules(straighten(page, slant), SCALE).filter((rule) => rule.axis === 'h');
    expect(left).toHaveLength(13);
    for (const rule of left) expect(Math.max(...rule.path) - Math.min(...rule.path)).toBeLessThan(3);
  });
});

describe('ruling lines', () => {
  const table = () => {
    const page = new Picture(1000, 600);
    for (const y of [100, 140, 180, 220]) page.level(y, 100, 901, 0, (x) => (x + 60) % 173 < 9);
    for (const x of [100, 300, 900]) page.upright(x, 99, 222);
    return page.upright(600, 140, 180);
  };

  test('are found with gaps, and a short one where it hangs between two others', () => {
    const rules = findRules(table(), SCALE);
    expect(rules.filter((rule) => rule.axis === 'h')).toHaveLength(4);
    const upright = rules.filter((rule) => rule.axis === 'v').map((rule) => Math.round(rule.path[0] ?? 0));
    expect(upright.sort((a, b) => a - b)).toEqual([100, 300, 600, 900]);
  });

  test('that hang between two others may overshoot them by a hair', () => {
    const page = table().upright(750, 140, 185);
    const upright = findRules(page, scaleOf(240)).filter((rule) => rule.axis === 'v');
    expect(upright.map((rule) => Math.round(rule.path[0] ?? 0))).toContain(750);
  });

  test('strokes of characters are none, even where they touch both lines of a row', () => {
    const page = table();
    page.fill(400, 141, 403, 180).fill(403, 155, 420, 158).fill(418, 145, 421, 175);
    const upright = findRules(page, SCALE).filter((rule) => rule.axis === 'v');
    expect(upright).toHaveLength(4);
  });

  test('a rule that ends above a merged cell and goes on below it does not run through the words in it', () => {
    const page = new Picture(1000, 700);
    for (let y = 100; y <= 340; y += 40) page.level(y, 100, 901);
    for (const x of [100, 900]) page.upright(x, 99, 342);
    page.upright(500, 100, 180).upright(500, 220, 340);
    // Strokes of characters on the rule's way, the rest of them beside it.
    page.fill(499, 186, 502, 195).fill(499, 206, 502, 215).fill(480, 186, 520, 194).fill(480, 206, 520, 214);
    const rules = findRules(page, SCALE).filter((rule) => rule.axis === 'v' && Math.abs((rule.path[0] ?? 0) - 500) < 3);
    rules.sort((a, b) => a.from - b.from);
    expect(rules.map(({ from, to }) => [Math.round(from / 10), Math.round(to / 10)])).toEqual([
      [10, 18],
      [22, 34],
    ]);
  });

  test('a rule that the figures before it touch in every row is one', () => {
    const page = new Picture(1000, 700);
    for (let y = 100; y <= 340; y += 40) page.level(y, 100, 901);
    for (const x of [100, 500, 900]) page.upright(x, 99, 342);
    for (let y = 104; y < 340; y += 40) page.fill(480, y + 9, 499, y + 24);
    const kept = findRules(page, SCALE).filter(({ axis, path }) => axis === 'v' && Math.abs((path[0] ?? 0) - 500) < 4);
    expect(kept.map(({ from, to }) => [Math.round(from / 10), Math.round(to / 10)])).toEqual([[10, 34]]);
  });

  test('a 1 at the end of a figure close to a rule is no piece of it, what stands there alone is', () => {
    const page = new Picture(800, 500);
    for (let y = 100; y <= 340; y += 40) page.level(y, 100, 701);
    for (const x of [100, 400, 700]) page.upright(x, 99, 342);
    for (let y = 110; y < 340; y += 40) {
      page.words(360, y, 1, 20).words(120, y, 4, 20).words(420, y, 4, 20);
      page.fill(395, y, 398, y + 20).fill(695, y, 698, y + 20);
    }
    const prepared = prepare(page, 0, 200 / 72);
    if (typeof prepared === 'string') throw new Error(prepared);
    const ends = prepared.stretches.map(({ x1 }) => x1);
    expect([...new Set(ends)].sort((a, b) => a - b)).toEqual([212, 398, 512]);
  });

  const columns = (page: Picture, near: number) =>
    findRules(page, SCALE)
      .filter((rule) => rule.axis === 'v' && Math.abs((rule.path[0] ?? 0) - near) < 4)
      .map(({ from, to }) => [Math.round(from / 10), Math.round(to / 10)])
      .sort(([a = 0], [b = 0]) => a - b);

  test('the heads of columns above a merged row are parted like the columns below it', () => {
    const page = new Picture(1000, 700);
    for (const y of [100, 150, 176, 216, 256, 296, 336]) page.level(y, 100, 901);
    for (const x of [100, 900]) page.upright(x, 99, 338);
    // the row from 150 to 176 is merged
    for (const x of [300, 500]) page.upright(x, 100, 150).upright(x, 176, 338);
    const parted = [
      [10, 15],
      [18, 34],
    ];
    expect([columns(page, 300), columns(page, 500)]).toEqual([parted, parted]);
  });

  test('a short rule below a stroke of print in the heading above it goes no further than its own row', () => {
    const page = new Picture(1000, 700);
    for (const y of [100, 140, 170]) page.level(y, 100, 901);
    for (const x of [100, 900]) page.upright(x, 99, 172);
    page.upright(400, 140, 170).fill(399, 103, 402, 131).fill(385, 120, 415, 122);
    expect(columns(page, 400)).toEqual([[14, 17]]);
  });

  test('are erased, and print that crosses them stays', () => {
    const page = table();
    page.fill(700, 120, 705, 160);
    eraseRules(page, findRules(page, SCALE), SCALE.thickest);
    expect(page.ink()).toBeGreaterThan(150);
    expect(page.ink()).toBeLessThan(400);
  });
});

describe('rules drawn for a screen', () => {
  /** A rule one pixel wide, the same in every slice, on which strokes as wide end: the 0 of 219,800.00 set close to it. */
  function screen(strokes: readonly number[]): Picture {
    const page = new Picture(200, 400).fill(100, 10, 101, 390, 93).fill(101, 10, 102, 390, 172);
    for (const y of strokes)
      page
        .fill(99, y, 100, y + 8, 98)
        .fill(94, y, 99, y + 1, 98)
        .fill(94, y + 7, 99, y + 8, 98);
    return page;
  }
  const rule: Trace = { axis: 'v', from: 10, to: 390, block: 20, thickness: 1, path: new Float32Array(20).fill(100) };
  const strokes = Array.from({ length: 12 }, (_, at) => 20 + at * 30);

  test('go without the strokes that touch them', () => {
    const page = screen(strokes);
    eraseRules(page, [rule], SCALE.thickest, true);
    const dark = (x: number) =>
      strokes.every((y) => [...Array(8).keys()].every((k) => (page.data[(y + k) * 200 + x] ?? 255) < 172));
    expect(dark(99)).toBe(true);
    expect(page.ink()).toBe(strokes.length * (8 + 2 * 5));
    const bare = screen([]);
    eraseRules(bare, [rule], SCALE.thickest, true);
    expect(bare.data.every((value) => value === 255)).toBe(true);
  });

  test('are one where digits set against them in every row look like another, and are taken out once', () => {
    const close = Array.from({ length: 26 }, (_, at) => 12 + at * 14);
    const [once, twice] = [screen(close), screen(close)];
    const beside: Trace = { ...rule, from: 40, path: new Float32Array(18).fill(98) };
    eraseRules(once, [rule], SCALE.thickest, true);
    eraseRules(twice, [rule, beside, rule], SCALE.thickest, true);
    expect(twice.data).toEqual(once.data);
    expect(once.ink()).toBe(close.length * (8 + 2 * 5));
  });

  test('reach the rules they end on; strokes of print in a low row do not', () => {
    const page = new Picture(300, 200);
    for (const y of [40, 60, 80]) page.fill(20, y, 280, y + 1);
    const piece = (x: number): Trace => ({ ...rule, from: 41, to: 59, path: new Float32Array(2).fill(x) });
    const levels = [40, 60, 80].map((y): Trace => {
      return { ...rule, axis: 'h', from: 20, to: 280, path: new Float32Array(14).fill(y) };
    });
    page.fill(100, 43, 101, 58).fill(150, 40, 151, 60);
    const [stroke, own] = [piece(100), piece(150)];
    expect([isLoose(page, stroke, levels, 40), isLoose(page, own, levels, 40)]).toEqual([true, false]);
    expect(isLoose(page, stroke, levels, 10)).toBe(false);
  });

  test('leave nothing where they cross', () => {
    const page = screen([]).fill(20, 200, 180, 201, 60);
    const level: Trace = { ...rule, axis: 'h', from: 20, to: 180, path: new Float32Array(8).fill(200) };
    eraseRules(page, [rule, level], SCALE.thickest, true);
    expect(page.data.every((value) => value === 255)).toBe(true);
  });

  test('are told from scanned ones, which are not the same in every slice', () => {
    expect(crispRule(screen(strokes), rule)).not.toBeNull();
    const scanned = screen(strokes);
    for (let y = 10; y < 390; y++) scanned.fill(100, y, 101, y + 1, 40 + ((y * 37) % 160));
    expect(crispRule(scanned, rule)).toBeNull();
    expect([isDrawn(screen(strokes), [rule], 40), isDrawn(scanned, [rule], 40)]).toEqual([true, false]);
  });
});

describe('turning', () => {
  test('four quarter turns lead back', () => {
    const page = new Picture(70, 50).words(5, 5, 2, 10);
    let grey = turned(page, 90);
    expect([grey.width, grey.height]).toEqual([50, 70]);
    for (let turn = 0; turn < 3; turn++) grey = turned(grey, 90);
    expect(grey.data).toEqual(page.data);
    expect(turned(turned(page, 270), 90).data).toEqual(page.data);
    expect(turned(turned(page, 180), 180).data).toEqual(page.data);
  });

  test('lines that run down the page are seen', () => {
    const page = new Picture(900, 900);
    for (let y = 60; y < 840; y += 70) page.words(60, y, 25);
    expect(runsDown(findBlobs(page) ?? [], 200)).toBe(false);
    expect(runsDown(findBlobs(turned(page, 90)) ?? [], 200)).toBe(true);
  });
});

test('blobs join over corners; noise is no print', () => {
  const page = new Picture(40, 40).fill(5, 5, 10, 10).fill(10, 10, 15, 15).fill(30, 30, 32, 32);
  expect(findBlobs(page)?.map(({ x0, y0, x1, y1, area }) => [x0, y0, x1, y1, area])).toEqual([
    [5, 5, 15, 15, 50],
    [30, 30, 32, 32, 4],
  ]);
});
