import { describe, expect, test } from 'vitest';
import { countIn, inkBits, isInked, nextIn, thinInk, transposed } from '../../../src/pages/scan/image/bits.ts';
import { colourMap, greyRow } from '../../../src/pages/scan/image/colour.ts';

/** A picture of random ink, wide enough for several words and no whole number of them. */
function picture(width: number, height: number, share = 0.3) {
  let state = 7;
  const data = Uint8Array.from({ length: width * height }, () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state / 0x7fffffff < share ? 60 : 255;
  });
  return { width, height, data };
}

const dark = ({ width, height, data }: ReturnType<typeof picture>, x: number, y: number) =>
  x >= 0 && y >= 0 && x < width && y < height && (data[y * width + x] ?? 255) < 172;

describe('ink as bits', () => {
  const grey = picture(101, 70);
  const bits = inkBits(grey, 172);

  test('is where the picture is dark, and nowhere beyond its edges', () => {
    for (let y = -1; y <= 70; y++)
      for (let x = -1; x <= 101; x++) expect(isInked(bits, x, y), `${x},${y}`).toBe(dark(grey, x, y));
  });

  test('is found the same where most is white, wherever a row begins', () => {
    const sparse = picture(101, 70, 0.004);
    const found = inkBits(sparse, 172);
    const lone = inkBits({ ...sparse, data: Uint8Array.from([0, ...sparse.data]).subarray(1) }, 172);
    expect(lone.words).toEqual(found.words);
    for (let y = 0; y < 70; y++)
      for (let x = 0; x < 101; x++) expect(isInked(found, x, y), `${x},${y}`).toBe(dark(sparse, x, y));
  });

  test('is counted, and passed over run by run', () => {
    const row = [...Array(101).keys()].map((x) => dark(grey, x, 3));
    for (const [from, to] of [
      [0, 101],
      [5, 7],
      [31, 65],
      [64, 400],
      [-3, 32],
    ] as const)
      expect(countIn(bits, 3, from, to)).toBe(row.filter((inked, x) => inked && x >= from && x < to).length);
    expect(countIn(bits, -1, 0, 101)).toBe(0);
    for (let x = 0; x < 101; x++)
      for (const inked of [true, false]) {
        const at = row.findIndex((one, column) => column >= x && one === inked);
        expect(nextIn(bits, 3, x, inked)).toBe(at < 0 ? 101 : at);
      }
  });

  test('turned, has rows for columns', () => {
    const other = transposed(bits);
    expect([other.width, other.height]).toEqual([70, 101]);
    for (let y = 0; y < 70; y++) for (let x = 0; x < 101; x++) expect(isInked(other, y, x)).toBe(dark(grey, x, y));
  });

  test.each([1, 2, 4, 9])('is thin in vertical runs of at most %i', (tallest) => {
    const dense = picture(40, 60, 0.75);
    const thin = thinInk(inkBits(dense, 172), tallest);
    for (let x = 0; x < 40; x++)
      for (let y = 0; y < 60; y++) {
        let [top, foot] = [y, y];
        while (dark(dense, x, top - 1)) top--;
        while (dark(dense, x, foot + 1)) foot++;
        expect(isInked(thin, x, y)).toBe(dark(dense, x, y) && foot - top < tallest);
      }
  });
});

test('a grey picture stored as colour has no colours, one with a single coloured pixel has', () => {
  const data = new Uint8Array(3 * 64).fill(200);
  const raster = { width: 16, height: 4, channels: 3 as const, data };
  expect(colourMap(raster, 200)).toBeNull();
  const row = new Uint8Array(16);
  greyRow(raster, 0, null, row);
  expect(new Set(row)).toEqual(new Set([Math.floor(0.299 * 200 + 0.587 * 200 + 0.114 * 200)]));
  expect(colourMap({ ...raster, data: data.with(10, 90) }, 200)).not.toBeNull();
});

test('grey print on paper with a tinge needs no map of colours either, and comes out by its luminance', () => {
  const data = Uint8Array.from({ length: 3 * 64 }, (_, at) => (at < 96 ? 240 : 40) + (at % 3));
  const raster = { width: 8, height: 8, channels: 3, data } as const;
  expect(colourMap(raster, 200)).toBeNull();
  const row = new Uint8Array(8);
  greyRow(raster, 0, null, row);
  expect([...row]).toEqual(new Array(8).fill(240));
});
