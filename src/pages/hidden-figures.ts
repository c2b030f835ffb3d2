import { type Box, contains, overlap, union } from '../model/box.ts';
import type { RawGlyph, RawPage } from '../model/raw-page.ts';
import { FIGURE, runsOf } from './text/untold.ts';

/** Part of its height by which print is level with a figure. */
const LEVEL = 0.5;
/** How far beside a figure its cell ends where no ruling line says so, in shares of the print's size. */
const REACH = 2;

/**
 * Amounts of the text that nobody sees, where nothing else stands in their place (藏着的数字): under white, of the colour of
 * paper, clipped away, on a layer that is off. An empty cell may hold one; but that all viewers hide it is not sure.
 */
export function hiddenFigures({ glyphs, rules }: RawPage): readonly Box[] {
  const hidden = glyphs.filter(
    (glyph) => !glyph.visible && glyph.hidden !== 'blotted' && glyph.hidden !== 'corrected' && glyph.text.trim() !== '',
  );
  if (hidden.length === 0) return [];
  const shown = glyphs.filter((glyph) => glyph.visible && (glyph.unreadable || glyph.text.trim() !== ''));
  const uprights = rules.filter(({ axis }) => axis === 'v');
  return runsOf(hidden).flatMap((run) => {
    const box = union(run);
    if (box === null || !isAmount(run)) return [];
    const cell = { ...box, ...sides(box, run[0]?.size ?? 0, uprights) };
    return shown.some((glyph) => isIn(glyph, cell)) ? [] : [box];
  });
}

/** Zeros are hidden by the format of a spreadsheet's cell. */
function isAmount(run: readonly RawGlyph[]): boolean {
  const text = run
    .map((glyph) => glyph.text)
    .join('')
    .normalize('NFKC');
  return FIGURE.test(text) && /[1-9]/u.test(text);
}

function sides(box: Box, size: number, rules: RawPage['rules']): Pick<Box, 'x0' | 'x1'> {
  const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
  const crossing = rules.filter(({ from, to }) => from <= y && y <= to).map(({ at }) => at);
  return {
    x0: Math.max(box.x0 - REACH * size, ...crossing.filter((at) => at <= x)),
    x1: Math.min(box.x1 + REACH * size, ...crossing.filter((at) => at > x)),
  };
}

function isIn(glyph: Box, cell: Box): boolean {
  const level =
    overlap(glyph.y0, glyph.y1, cell.y0, cell.y1) > LEVEL * Math.min(glyph.y1 - glyph.y0, cell.y1 - cell.y0);
  return (
    level && contains({ ...cell, y0: glyph.y0, y1: glyph.y1 }, (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)
  );
}
