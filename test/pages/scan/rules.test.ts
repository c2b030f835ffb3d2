import { describe, expect, test } from 'vitest';
import { inkBits, transposed } from '../../../src/pages/scan/image/bits.ts';
import { eraseRules } from '../../../src/pages/scan/image/erase-rules.ts';
import { findRules, scaleOf, withoutShadows } from '../../../src/pages/scan/image/find-rules.ts';
import { joinThrough } from '../../../src/pages/scan/image/join-traces.ts';
import { prepare } from '../../../src/pages/scan/image/prepare.ts';
import { INK } from '../../../src/pages/scan/image/straighten.ts';
import type { Trace } from '../../../src/pages/scan/image/trace-lines.ts';
import { Picture } from '../../support/picture.ts';

const SCALE = scaleOf(200);

describe('upright rules of scans', () => {
  const rows = Array.from({ length: 14 }, (_, at) => 30 + at * 27);

  /** A rule three pixels wide with grey edges, and zeros set against it. */
  function scanned(zeros: readonly number[]): Picture {
    const page = new Picture(200, 420)
      .fill(100, 10, 101, 410, 90)
      .fill(101, 10, 102, 410, 20)
      .fill(102, 10, 103, 410, 110);
    for (const y of zeros)
      page
        .fill(94, y, 99, y + 1, 60)
        .fill(94, y + 12, 99, y + 13, 60)
        .fill(93, y + 1, 94, y + 12, 60)
        .fill(99, y + 1, 100, y + 12, 60);
    return page;
  }
  const rule: Trace = {
    ...{ axis: 'v', from: 10, to: 410, block: 7, thickness: 3 },
    path: new Float32Array(58).fill(101),
  };

  test('go without the right sides of the zeros that end on them', () => {
    const page = scanned(rows);
    eraseRules(page, [rule], SCALE.thickest);
    const isDark = (x: number, y: number) => (page.data[y * 200 + x] ?? 255) < INK;
    const kept = rows.filter((y) => Array.from({ length: 11 }, (_, k) => isDark(99, y + 1 + k)).every(Boolean));
    expect(kept).toEqual(rows);
    expect(rows.every((y) => [102, 103].every((x) => !isDark(x, y + 6)))).toBe(true);
  });

  test('leave nothing where nothing touches them, be their edges frayed', () => {
    const page = scanned([]);
    for (let y = 12; y < 400; y += 9) page.fill(99, y, 100, y + 2, 80);
    eraseRules(page, [rule], SCALE.thickest);
    expect(page.ink()).toBeLessThan(20);
    const bare = scanned([]);
    eraseRules(bare, [rule], SCALE.thickest);
    expect(bare.ink()).toBe(0);
  });

  test('go on where their trace was lost to print that touches them, and not over white', () => {
    const page = new Picture(300, 500).fill(150, 20, 151, 480);
    const piece = (from: number, to: number): Trace => {
      return {
        axis: 'v',
        from,
        to,
        block: 7,
        thickness: 1,
        path: new Float32Array(Math.ceil((to - from) / 7)).fill(150),
      };
    };
    const turned = (picture: Picture) => transposed(inkBits(picture, INK));
    const ends = (picture: Picture) =>
      joinThrough([piece(20, 200), piece(280, 480)], turned(picture), SCALE).map(({ from, to }) => [from, to]);
    expect(ends(page)).toEqual([[20, 480]]);
    expect(ends(new Picture(300, 500).fill(150, 20, 151, 200).fill(150, 280, 151, 480))).toEqual([
      [20, 200],
      [280, 480],
    ]);
  });
});

test('a stroke of print in a low row is no rule where white parts it from both rules it stands between', () => {
  const page = (from: number, to: number) => {
    const drawn = new Picture(1000, 500);
    for (const y of [100, 128, 156, 184]) drawn.level(y, 100, 901);
    for (const x of [100, 900]) drawn.upright(x, 99, 186);
    return drawn.fill(500, from, 502, to);
  };
  const short = (drawn: Picture) =>
    findRules(drawn, SCALE).filter(({ axis, path }) => axis === 'v' && Math.abs((path[0] ?? 0) - 500) < 4).length;
  expect(short(page(128, 158))).toBe(1);
  expect(short(page(134, 153))).toBe(0);
});

test('a rule that ends on the open side of a table, where the others do, is one', () => {
  const page = (left: number) => {
    const drawn = new Picture(1000, 500);
    for (const y of [100, 180, 220, 260]) drawn.level(y, 100, 901);
    return drawn.upright(240, 99, 262).upright(900, 99, 262).level(140, left, 241);
  };
  const rules = (drawn: Picture) =>
    findRules(drawn, SCALE).filter(({ axis, path }) => axis === 'h' && Math.abs((path[0] ?? 0) - 140) < 3).length;
  expect([rules(page(100)), rules(page(125))]).toEqual([1, 0]);
});

test('the bar that the lid of a copier leaves along an edge is no rule; the frame of a picture cut to its table is one', () => {
  const table = (left: number) => {
    const page = new Picture(1000, 700);
    for (const y of [20, 60, 100, 140, 620]) page.level(y, left, 901);
    for (const x of [400, 900]) page.upright(x, 19, 622);
    return page.upright(4, 0, 700);
  };
  const left = (page: Picture) =>
    withoutShadows(findRules(page, SCALE), page, SCALE).filter(({ axis, path }) => axis === 'v' && (path[0] ?? 99) < 20)
      .length;
  expect(left(table(100))).toBe(0);
  expect(left(table(4))).toBe(1);
});

test('a 1 close to a rule is no piece of it where the digit beside it is in pieces', () => {
  const page = new Picture(800, 500);
  for (let y = 100; y <= 340; y += 40) page.level(y, 100, 701);
  for (const x of [100, 400, 700]) page.upright(x, 99, 342);
  for (let y = 110; y < 340; y += 40) {
    page.words(330, y, 1, 20).words(120, y, 4, 20).words(420, y, 4, 20);
    page.fill(376, y, 388, y + 3).fill(380, y + 6, 384, y + 20);
    page.fill(395, y, 398, y + 20);
  }
  const prepared = prepare(page, 0, 200 / 72);
  if (typeof prepared === 'string') throw new Error(prepared);
  expect(new Set(prepared.stretches.map(({ x1 }) => x1))).toContain(398);
});
