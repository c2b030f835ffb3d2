import type { Box } from '../model/box.ts';
import type { Glyph, Page } from '../model/page.ts';
import type { PagePicture } from '../model/raster.ts';

/** Darkness from which a pixel is ink. */
const INK = 128;
/** How far around a recognised character its ink may reach, and how far apart pieces of one character lie, in sizes. */
const REACH = 0.35;
const APART = 0.15;
/** Width and height of ink that is a character, in sizes; less is a speck, a mark or a line. */
const LEAST = 0.45;
/** How near the lost character stands to one that was read, in sizes. */
const NEAR = 1.2;
/** Height of a print of one line, in sizes; a higher one is a picture, and what is drawn in it need be no character. */
const ONE_LINE = 2;

/**
 * The page with those recognised characters marked beside which a character of the same print was not read (漏字): there
 * is ink as wide and high as one, and no reading of it.
 */
export function withLostInk(page: Page, picture: PagePicture, boxes: readonly Box[]): Page {
  if (page.turn !== 0) return page;
  const cut = new Set(boxes.flatMap((box) => besideLostInk(box, page, picture)));
  if (cut.size === 0) return page;
  return { ...page, glyphs: page.glyphs.map((glyph) => (cut.has(glyph) ? { ...glyph, cut: true } : glyph)) };
}

function besideLostInk(box: Box, { glyphs }: Page, picture: PagePicture): readonly Glyph[] {
  const read = glyphs.filter(
    ({ source, x0, x1, y0, y1 }) => source === 'ocr' && x1 > box.x0 && x0 < box.x1 && y1 > box.y0 && y0 < box.y1,
  );
  const size = read[0]?.size ?? 0;
  if (read.length < 2 || box.y1 - box.y0 > ONE_LINE * size) return [];
  return stretchesOf(box, read, picture, size).flatMap(({ x0, x1 }) =>
    read.filter((glyph) => Math.max(x0 - glyph.x1, glyph.x0 - x1) < NEAR * size),
  );
}

/** The stretches of a print in which there is ink beyond its characters. */
function stretchesOf(box: Box, read: readonly Glyph[], { raster, box: around }: PagePicture, size: number): Box[] {
  const scale = raster.width / (around.x1 - around.x0);
  const [top, bottom] = [(box.y0 - around.y0) * scale, (box.y1 - around.y0) * scale].map(Math.round);
  const isRead = (x: number) => read.some((glyph) => x > glyph.x0 - REACH * size && x < glyph.x1 + REACH * size);
  const found: Box[] = [];
  for (let column = Math.round((box.x0 - around.x0) * scale); column < (box.x1 - around.x0) * scale; column++) {
    const x = around.x0 + column / scale;
    if (isRead(x)) continue;
    let [first, last] = [-1, -1];
    for (let row = Math.max(0, top ?? 0); row < Math.min(raster.height, bottom ?? 0); row++) {
      if ((raster.data[row * raster.width + column] ?? 255) >= INK) continue;
      if (first < 0) first = row;
      last = row;
    }
    if (first < 0) continue;
    const here = { x0: x, x1: x + 1 / scale, y0: first / scale, y1: (last + 1) / scale };
    const before = found.at(-1);
    if (before === undefined || x - before.x1 > APART * size) found.push(here);
    else
      found.splice(-1, 1, {
        ...{ x0: before.x0, x1: here.x1 },
        ...{ y0: Math.min(before.y0, here.y0), y1: Math.max(before.y1, here.y1) },
      });
  }
  return found.filter(({ x0, x1, y0, y1 }) => x1 - x0 > LEAST * size && y1 - y0 > LEAST * size);
}
