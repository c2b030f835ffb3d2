import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import type { Page } from '../../src/model/page.ts';
import type { Raster } from '../../src/model/raster.ts';
import { drawPage } from '../../src/page-image/draw.ts';
import type { Mark } from '../../src/page-image/mark.ts';
import { asDisplayedMarks, pageMarks, readingMarks } from '../../src/page-image/marks.ts';

const SIZE = { width: 100, height: 50 };

function paper(channels: Raster['channels'], value = 255): Raster {
  return { width: 200, height: 100, channels, data: new Uint8Array(200 * 100 * channels).fill(value) };
}

/** The colour of the pixel at a place given in points. */
async function colours(png: Uint8Array, places: readonly (readonly [number, number])[]): Promise<number[][]> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return places.map(([x, y]) => [...context.getImageData(x * 2, y * 2, 1, 1).data.slice(0, 3)]);
}

const WHITE = [255, 255, 255];
const box = { x0: 20, y0: 10, x1: 60, y1: 30 };

test.each([1, 3, 4] as const)('a page of %i channels keeps its pixels where nothing is marked', async (channels) => {
  const png = await drawPage(paper(channels, 200), SIZE, [{ shape: 'box', role: 'focus', box }]);
  const [outside] = await colours(png, [[90, 45]]);
  // Four channels of 200 are a grey of 200 over white paper, 200/255 opaque.
  const grey = channels === 4 ? Math.round((200 * 200 + 255 * 55) / 255) : 200;
  for (const part of outside ?? []) expect(Math.abs(part - grey)).toBeLessThanOrEqual(1);
});

test('marks stand at their points whatever the resolution', async () => {
  const rule = { axis: 'h', at: 40, from: 10, to: 90, thickness: 1 } as const;
  const marks: Mark[] = [
    { shape: 'box', role: 'contradicted', box },
    { shape: 'rule', role: 'rule', rule },
  ];
  const png = await drawPage(paper(1), SIZE, marks);
  const [border, inside, right, line, beyond] = await colours(png, [
    [20, 20],
    [40, 20],
    [70, 20],
    [50, 40],
    [95, 40],
  ]);
  expect(border).not.toEqual(WHITE);
  expect(inside).not.toEqual(WHITE);
  expect(inside).not.toEqual(border);
  expect(right).toEqual(WHITE);
  expect(line).not.toEqual(WHITE);
  expect(beyond).toEqual(WHITE);
});

test('a label is written into its box even on a machine without fonts of its own', async () => {
  const plain = await drawPage(paper(1), SIZE, [{ shape: 'box', role: 'reading', box }]);
  const labelled = await drawPage(paper(1), SIZE, [{ shape: 'box', role: 'reading', box, label: '888' }]);
  expect(Buffer.from(plain).equals(Buffer.from(labelled))).toBe(false);
});

test('a page gives one mark per thing seen, a scan its readings by confidence', () => {
  const glyph = { ...box, text: '8', size: 9, source: 'ocr', confidence: 0.5, clip: null } as const;
  const page: Page = {
    number: 1,
    ...SIZE,
    kind: 'scan',
    turn: 0,
    glyphs: [glyph, { ...glyph, confidence: 1, text: '支' }],
    rules: [{ axis: 'v', at: 5, from: 1, to: 9, thickness: 1 }],
    pictures: [box],
    alternatives: [],
    aside: [glyph],
  };
  expect(pageMarks(page).map((mark) => mark.role)).toEqual(['picture', 'furniture', 'glyph', 'glyph', 'rule']);
  expect(readingMarks(page)).toMatchObject([{ role: 'unproven', label: '8' }, { role: 'reading' }]);
});

test('marks of a page that had to be turned stand where it shows them', () => {
  const rule = { axis: 'h', at: 40, from: 10, to: 90, thickness: 1 } as const;
  const marks: Mark[] = [
    { shape: 'box', role: 'cell', box },
    { shape: 'rule', role: 'rule', rule },
  ];
  expect(asDisplayedMarks(marks, { ...SIZE, turn: 0 })).toEqual(marks);
  // An upright page of 100 × 50 that is displayed 50 wide and 100 high.
  expect(asDisplayedMarks(marks, { ...SIZE, turn: 90 })).toEqual([
    { shape: 'box', role: 'cell', box: { x0: 10, y0: 40, x1: 30, y1: 80 } },
    { shape: 'rule', role: 'rule', rule: { ...rule, axis: 'v', at: 40, from: 10, to: 90 } },
  ]);
  expect(asDisplayedMarks(marks, { ...SIZE, turn: 180 })[1]).toEqual({
    shape: 'rule',
    role: 'rule',
    rule: { ...rule, at: 10, from: 10, to: 90 },
  });
});
