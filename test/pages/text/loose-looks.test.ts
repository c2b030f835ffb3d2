import { expect, test } from 'vitest';
import type { GlyphPicture } from '../../../src/model/raw-page.ts';
import { LooseLooks } from '../../../src/pages/text/fonts/loose-looks.ts';

const WIDTH = 80;
const HEIGHT = 120;
const TALL = 72;

/** A ring of this width: a 0, strange where it is broad. */
function ring(wide: number): GlyphPicture {
  const data = new Uint8Array(WIDTH * HEIGHT).fill(255);
  const [x0, y0, stroke] = [WIDTH / 2, HEIGHT / 2, 6];
  const isIn = (x: number, y: number, less: number) =>
    ((x - x0) / (wide / 2 - less)) ** 2 + ((y - y0) / (TALL / 2 - less)) ** 2 <= 1;
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) if (isIn(x, y, 0) && !isIn(x, y, stroke)) data[y * WIDTH + x] = 0;
  const ink = { x0: x0 - wide / 2, x1: x0 + wide / 2, y0: y0 - TALL / 2, y1: y0 + TALL / 2 };
  return { raster: { width: WIDTH, height: HEIGHT, channels: 1, data }, ink, base: ink.y1, em: 97 };
}

/** The looks of a font whose characters are rings as wide as this. */
function looks(rings: Readonly<Record<string, number>>): LooseLooks {
  const found = new LooseLooks((_, char) => ring(rings[char] ?? 0));
  for (const char of Object.keys(rings)) found.add('f', char);
  return found;
}

test('a strange digit is what no other character of its font looks like', () => {
  const alone = looks({ a: 42 });
  expect([alone.isSure('f', 'a'), alone.signOf('f', 'a'), alone.sureDigits('f')]).toEqual([false, '0', 0]);
  const beside = looks({ a: 42, b: 36 });
  expect([beside.isSure('f', 'b'), beside.signOf('f', 'b'), beside.sureDigits('f')]).toEqual([true, '0', 1]);
  expect(beside.signOf('f', 'a')).toBeNull();
  expect(looks({ a: 42, b: 42 }).signOf('f', 'a')).toBeNull();
});

test('what a character is said to be is another’s where that looks like it', () => {
  const font = looks({ a: 42, b: 54 });
  expect(font.isTaken('f', 'b', '0')).toBe(true);
  expect(font.isTaken('f', 'a', '0')).toBe(false);
  expect(font.isTaken('g', 'a', '0')).toBe(false);
});
