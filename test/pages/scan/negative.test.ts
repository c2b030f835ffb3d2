import { expect, test } from 'vitest';
import type { Raster } from '../../../src/model/raster.ts';
import { isNegative, positiveOf } from '../../../src/pages/scan/negative.ts';

/** A picture of these greys, each with its part of the pixels. */
function picture(channels: 1 | 3 | 4, ...parts: readonly (readonly [grey: number, part: number])[]): Raster {
  const side = 100;
  const greys = parts.flatMap(([grey, part]) => new Array<number>(Math.round(part * side * side)).fill(grey));
  const shuffled = greys.map((_, at) => greys[(at * 7919) % greys.length] ?? 0);
  const data = Uint8Array.from(
    shuffled.flatMap((grey) =>
      channels === 1 ? [grey] : channels === 3 ? [grey, grey, grey] : [grey, grey, grey, 255],
    ),
  );
  return { width: side, height: side, channels, data };
}

test.each([1, 3, 4] as const)('white print on black is a negative, in %s channels', (channels) => {
  const negative = picture(channels, [20, 0.93], [240, 0.07]);
  expect(isNegative(negative)).toBe(true);
  expect(isNegative(positiveOf(negative))).toBe(false);
  expect(positiveOf(positiveOf(negative)).data).toEqual(negative.data);
});

test('what is transparent stays so', () => {
  expect([...positiveOf({ width: 1, height: 1, channels: 4, data: Uint8Array.of(1, 2, 3, 255) }).data]).toEqual([
    254, 253, 252, 255,
  ]);
});

test('black print on white, a black page and a page in the dark are none', () => {
  expect(isNegative(picture(1, [20, 0.1], [240, 0.9]))).toBe(false);
  expect(isNegative(picture(1, [20, 1]))).toBe(false);
  expect(isNegative(picture(1, [40, 0.65], [110, 0.3], [200, 0.05]))).toBe(false);
});
