import { type Box, contains, overlap, union } from '../../model/box.ts';
import type { Turn } from '../../model/page.ts';
import type { EnteredText, RawGlyph, RawPage } from '../../model/raw-page.ts';

/** How far from upright, in degrees, print may slant to be read as it stands: a sheet that was laid askew. */
const ASKEW = 6;
/** How far apart characters of one run stand, in shares of their size. */
const GAP = 0.7;
/** Print larger than this, against most print of the page, is no figure of its tables but a watermark or a stamp. */
const LARGE = 2;

/** An amount, whichever way round its characters come: digits with a point or a separator; or a code, which is no year. */
export const FIGURE = /\d[.,]|[.,]\d|^(?!20\d\d$)\d{3,}$/u;

/** Whether a direction of writing is that of the page. */
export function isLevel(angle: number, turn: Turn): boolean {
  const slant = (angle + turn) % 360;
  return slant <= ASKEW || slant >= 360 - ASKEW;
}

/**
 * Amounts and codes on a page that are not read from its text (未录入的数字): they stand sideways, upside down or mirrored, or were
 * blackened, or were entered without being drawn, or only their tips show (行高不足). Boxes on the page as displayed; none on
 * nearly all pages.
 */
export function untoldFigures(raw: RawPage, turn: Turn): readonly Box[] {
  const turned: RawGlyph[] = [];
  const blotted: RawGlyph[] = [];
  const tips: RawGlyph[] = [];
  for (const glyph of raw.glyphs) {
    if (glyph.visible && !isLevel(glyph.angle, turn)) turned.push(glyph);
    if (glyph.hidden === 'blotted') blotted.push(glyph);
    if (isTip(glyph)) tips.push(glyph);
  }
  const entered = (raw.entered ?? []).filter((one) => mayBeFigure(one, raw));
  if (turned.length === 0 && blotted.length === 0 && tips.length === 0) return entered;
  const most = LARGE * usualSize(raw);
  const runs = [
    ...runsOf(turned.filter(({ size }) => size < most)),
    ...runsOf(blotted).filter((run) => !isWritten(run, raw)),
    ...runsOf(tips),
  ]
    .filter((run) =>
      FIGURE.test(
        run
          .map(({ text }) => text)
          .join('')
          .normalize('NFKC'),
      ),
    )
    .flatMap((run) => union(run) ?? []);
  return [...runs, ...entered];
}

/** Whether what was entered without being drawn is a figure, or the caption of a button among the rules of a table. */
function mayBeFigure({ text, blind, ...box }: EnteredText, { rules }: RawPage): boolean {
  if (blind !== true) return FIGURE.test(text.normalize('NFKC'));
  const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
  const crosses = (axis: 'h' | 'v', along: number, at: number) =>
    new Set(rules.filter((one) => one.axis === axis && one.from <= along && along <= one.to).map((one) => one.at < at));
  return crosses('h', x, y).size === 2 && crosses('v', y, x).size === 2;
}

/** Part of a character's height from which on something of it is seen. */
const TIP = 0.05;

/** Whether a cell that is too low cuts off all of a character but its tip. */
function isTip({ hidden, clip, x0, y0, x1, y1 }: RawGlyph): boolean {
  if (hidden !== 'clipped' || clip === null) return false;
  const across = overlap(x0, x1, clip.x0, clip.x1) > (x1 - x0) / 2;
  return across && overlap(y0, y1, clip.y0, clip.y1) > TIP * (y1 - y0);
}

/** Characters drawn one after the other that stand together. */
export function runsOf(glyphs: readonly RawGlyph[]): RawGlyph[][] {
  const runs: RawGlyph[][] = [];
  for (const glyph of glyphs) {
    const last = runs.at(-1)?.at(-1);
    if (last !== undefined && last.angle === glyph.angle && isNear(last, glyph)) runs.at(-1)?.push(glyph);
    else runs.push([glyph]);
  }
  return runs;
}

function isNear(a: RawGlyph, b: RawGlyph): boolean {
  const reach = GAP * a.size;
  return a.x0 - reach < b.x1 && b.x0 - reach < a.x1 && a.y0 - reach < b.y1 && b.y0 - reach < a.y1;
}

/** Whether something was written on the black patch. */
function isWritten(run: readonly RawGlyph[], { glyphs }: RawPage): boolean {
  const box = union(run);
  return (
    box !== null &&
    glyphs.some(({ visible, x0, x1, y0, y1 }) => visible && contains(box, (x0 + x1) / 2, (y0 + y1) / 2, (y1 - y0) / 4))
  );
}

/** The middle size of the characters that are seen. */
function usualSize({ glyphs }: RawPage): number {
  const sizes = glyphs.filter(({ visible }) => visible).map(({ size }) => size);
  return sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 0;
}
