import { expect, test } from 'vitest';
import type { GlyphPicture, RawGlyph } from '../../../src/model/raw-page.ts';
import { isBeliedScale } from '../../../src/pages/text/glyph-shapes.ts';

const SIZE = 60;
const THICK = 6;

type Stroke = readonly [x: number, y: number, width: number, height: number];

/** Strokes of the scales of units, as parts of a square. */
const STROKES: Readonly<Record<string, readonly Stroke[]>> = {
  千: [
    [0, 0.4, 1, 0],
    [0.5, 0, 0, 1],
    [0.2, 0.1, 0.6, 0],
  ],
  万: [
    [0, 0, 1, 0],
    [0.35, 0, 0, 0.7],
    [0.35, 0.35, 0.5, 0],
    [0.8, 0.35, 0, 0.65],
    [0.1, 0.9, 0.2, 0],
  ],
  亿: [
    [0.15, 0.2, 0, 0.8],
    [0.4, 0.1, 0.5, 0],
    [0.4, 0.9, 0.6, 0],
    [0.6, 0.4, 0, 0.4],
  ],
};

function drawn(char: string): GlyphPicture {
  const data = new Uint8Array(SIZE * SIZE).fill(255);
  for (const [x, y, width, height] of STROKES[char] ?? []) {
    const [x0, y0] = [Math.min(SIZE - THICK, x * SIZE), Math.min(SIZE - THICK, y * SIZE)].map(Math.round);
    for (let row = y0 ?? 0; row < Math.min(SIZE, (y0 ?? 0) + Math.max(THICK, height * SIZE)); row++)
      for (let at = x0 ?? 0; at < Math.min(SIZE, (x0 ?? 0) + Math.max(THICK, width * SIZE)); at++)
        data[row * SIZE + at] = 0;
  }
  return {
    raster: { width: SIZE, height: SIZE, channels: 1, data },
    ink: { x0: 0, y0: 0, x1: SIZE, y1: SIZE },
    base: SIZE,
    em: SIZE,
  };
}

/** Whether a font that draws one for the other is seen. */
function isSeen(said: string, inked: string): boolean {
  const glyph: RawGlyph = {
    ...{ text: said, font: 'f', char: 'a', x0: 0, y0: 0, x1: 9, y1: 9, size: 9, angle: 0 },
    ...{ visible: true, unreadable: false, color: '#000000', alpha: 1, clip: null },
  };
  return isBeliedScale(glyph, () => drawn(inked));
}

test('a font that draws 万 where it says 千 is seen: every amount under 千元 would be a tenth', () => {
  for (const said of ['千', '万', '亿'])
    expect(['千', '万', '亿'].filter((inked) => isSeen(said, inked))).toEqual(
      ['千', '万', '亿'].filter((inked) => inked !== said),
    );
});
