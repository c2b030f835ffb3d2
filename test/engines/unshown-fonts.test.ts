import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { unshownFonts } from '../../src/engines/pdf/fonts/unshown-fonts.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';

const bytes = () => new Uint8Array(readFileSync('samples/shanxi-budget/shanxi-budget.pdf'));

/** Outlines of glyphs that pdf.js made while it read a page, and the characters that it found there. */
async function outlines(options: object): Promise<{ readonly made: number; readonly characters: number }> {
  const task = getDocument({ data: bytes(), verbosity: 0, ...options });
  const page = await (await task.promise).getPage(2);
  const list = await page.getOperatorList();
  const shown = list.argsArray.flatMap((args: unknown) =>
    Array.isArray(args) && Array.isArray(args[0]) ? args[0] : [],
  );
  const made = [...page.commonObjs].filter(([id]) => String(id).includes('_path_')).length;
  await task.destroy();
  return { made, characters: shown.length };
}

test('a document that is only read has no outlines made; it has the same characters', async () => {
  const [read, drawn] = [await outlines(unshownFonts()), await outlines({ disableFontFace: true })];
  expect(read.made).toBe(0);
  expect(drawn.made).toBeGreaterThan(20);
  expect(read.characters).toBe(drawn.characters);
});

test('a page that was read is drawn with its characters', async () => {
  const pdf = await openPdf(bytes());
  const page = await pdf.read(2);
  const { width, channels, data } = await pdf.render(2, 1);
  await pdf.close();
  const ink = (x: number, y: number) => (data[(Math.round(y) * width + Math.round(x)) * channels] ?? 255) < 160;
  const visible = page.glyphs.filter((glyph) => glyph.visible && glyph.text.trim() !== '');
  const inked = visible.filter(({ x0, y0, x1, y1 }) => {
    for (let x = x0; x < x1; x += 0.5) for (let y = y0; y < y1; y += 0.5) if (ink(x, y)) return true;
    return false;
  });
  expect(visible.length).toBeGreaterThan(100);
  expect(inked.length).toBeGreaterThan(visible.length * 0.95);
});
