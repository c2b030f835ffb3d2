import { overlap, union } from '../model/box.ts';
import type { Grid, PageLayout, TextLine } from '../model/grid.ts';
import type { Note } from '../model/note.ts';
import { FIGURE, piecesOf } from './lost-tables.ts';

/** A classification code that stands by itself. */
const CODE = /^\d{3}(?:\d\d){0,2}$/u;
/** A name without digits and without what parts running text. */
const NAME = /^[^\d，。；：:]{2,}$/u;
/** How far from a frame, in sizes of print, what belongs to its table stands. */
const BESIDE = 12;
const BELOW = 2.5;
/** So many codes beside a frame are a column of its table; a single number may be that of a page. */
const FEWEST_CODES = 3;
/** Part of its height by which print is level with a table. */
const LEVEL = 0.5;

/**
 * Rows and columns that a table prints outside of its frame (框外的行列): its last row under the last rule, a column beside the
 * last line. They are in no cell, so they are told of.
 */
export function outsideFrames(layout: PageLayout): Note[] {
  const { grids, lines, page } = layout;
  return grids.flatMap((grid): Note[] => {
    if (grid.ruling !== 'ruled') return [];
    const beside = lines.filter((line) => isBeside(line, grid));
    const figures = beside.filter((line) => piecesOf(line).every((piece) => FIGURE.test(piece)));
    const codes = beside.filter((line) => piecesOf(line).every((piece) => CODE.test(piece)));
    const out = [...figures, ...(codes.length < FEWEST_CODES ? [] : codes), ...rowsBelow(lines, grid)];
    const [first] = out;
    if (first === undefined) return [];
    const data = { text: first.text };
    return [{ code: 'table-not-found', severity: 'warning', page, box: union(out), statement: null, data }];
  });
}

function isBeside({ x0, x1, y0, y1, size }: TextLine, { box }: Grid): boolean {
  const gap = Math.max(box.x0 - x1, x0 - box.x1);
  return gap > -size && gap < BESIDE * size && overlap(y0, y1, box.y0, box.y1) > LEVEL * (y1 - y0);
}

/** Lines of names, or codes, and figures right under a frame, one below the other. */
function rowsBelow(lines: readonly TextLine[], { box }: Grid): readonly TextLine[] {
  let foot = box.y1;
  const rows: TextLine[] = [];
  for (const line of [...lines].sort((a, b) => a.y0 - b.y0)) {
    if (line.y0 < foot - 1 || line.x0 > box.x1 || line.x1 < box.x0) continue;
    if (line.y0 - foot > BELOW * line.size || !isRow(piecesOf(line))) break;
    rows.push(line);
    foot = line.y1;
  }
  return rows;
}

/** Whether pieces of a line are names, or codes, each followed by figures: no running text is. */
function isRow(pieces: readonly string[]): boolean {
  return (
    FIGURE.test(pieces.at(-1) ?? '') &&
    pieces.every((piece) => FIGURE.test(piece) || CODE.test(piece) || NAME.test(piece))
  );
}
