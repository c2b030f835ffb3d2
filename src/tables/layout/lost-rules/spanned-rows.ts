import type { Grid, GridCell, TextLine } from '../../../model/grid.ts';
import { bare, isFigure } from './print.ts';

/** How far (font sizes) the print of a row may stand off its middle. */
const OFF_MIDDLE = 0.2;
/** A line is full, and the next may be the rest of it, where less than a character and so much (points) are left. */
const PADDING = 4;

/** White (font sizes) between two lines of one name is less. */
const WRAPPED = 0.6;

/** In rows of so many font sizes print at the foot stands lower than in the middle. */
const ROOM = 1.5;

const WORD = /\p{Script=Han}.*\p{Script=Han}/u;
const CODE = /^\d{2,12}$/u;

type Rows = readonly (readonly TextLine[])[];

/** The lines of a cell by the rows that it is merged over, by where their middle stands. */
function byRow(cell: GridCell, ys: readonly number[]): Rows {
  return Array.from({ length: cell.rowSpan }, (_, at) => {
    const [top = 0, bottom = 0] = [ys[cell.row + at], ys[cell.row + at + 1]];
    return cell.lines.filter(({ y0, y1 }) => y0 + y1 >= 2 * top && y0 + y1 < 2 * bottom);
  });
}

/** Whether the lines of a row stand in its middle, as those of a cell of its own do. */
function isInMiddle(lines: readonly TextLine[], top: number, bottom: number): boolean {
  const [y0, y1] = [Math.min(...lines.map((line) => line.y0)), Math.max(...lines.map((line) => line.y1))];
  return Math.abs(y0 + y1 - top - bottom) / 2 <= OFF_MIDDLE * Math.max(...lines.map(({ size }) => size));
}

const isFull = ({ x0, x1, size }: TextLine, { box }: GridCell): boolean => x1 - x0 + size + PADDING > box.x1 - box.x0;

/** Whether white parts the lines of two rows as no lines of one name are parted. */
function isApart(above: readonly TextLine[], below: readonly TextLine[]): boolean {
  const [last, first] = [above.at(-1), below[0]];
  return last !== undefined && first !== undefined && first.y0 - last.y1 > WRAPPED * last.size;
}

type Held = 'one' | 'several' | 'unsure';

/**
 * What a cell holds whose print stands in the middle of one of its rows, as that of a cell there would: at the head or
 * the foot of a merged cell it would stand higher or lower, unless the rows are too low to tell.
 */
function heldInOne(cell: GridCell, rows: Rows, ys: readonly number[]): Held {
  const at = rows.findIndex((lines) => lines.length > 0);
  const [lines = [], top = 0, bottom = 0] = [rows[at], ys[cell.row + at], ys[cell.row + at + 1]];
  if (!isInMiddle(lines, top, bottom) || isInMiddle(lines, cell.box.y0, cell.box.y1)) return 'one';
  return bottom - top >= ROOM * Math.max(...lines.map(({ size }) => size)) ? 'several' : 'unsure';
}

/**
 * What a cell merged over rows holds: one thing, a thing for each row (`several`), or perhaps either (`unsure`).
 * @param figures whether each of its rows prints figures of its own
 */
function held(cell: GridCell, ys: readonly number[], figures: readonly boolean[]): Held {
  const rows = byRow(cell, ys);
  const filled = rows.filter((lines) => lines.length > 0);
  const isNumeric = (lines: readonly TextLine[]) =>
    lines.every(isFigure) || lines.every((line) => CODE.test(bare(line)));
  if (filled.length > 1 && filled.every(isNumeric)) return 'several';
  if (!figures.includes(true)) return 'one';
  if (filled.length === 1) return figures.includes(false) ? 'one' : heldInOne(cell, rows, ys);
  if (!rows.every((lines) => WORD.test(lines.map(bare).join('')))) return 'one';
  const pairs = rows.slice(1).map((below, at): [readonly TextLine[], readonly TextLine[]] => [rows[at] ?? [], below]);
  const isOwn = rows.every((lines, at) => isInMiddle(lines, ys[cell.row + at] ?? 0, ys[cell.row + at + 1] ?? 0));
  const isEnded = ([above]: (typeof pairs)[number]) => above.slice(-1).every((line) => !isFull(line, cell));
  if (isOwn) return pairs.every(isEnded) ? 'several' : 'unsure';
  return pairs.some(([above, below]) => isApart(above, below)) ? 'unsure' : 'one';
}

function parted(cell: GridCell, ys: readonly number[]): readonly GridCell[] {
  return byRow(cell, ys).map((lines, at) => ({
    ...{ ...cell, row: cell.row + at, rowSpan: 1, lines },
    box: { ...cell.box, y0: ys[cell.row + at] ?? cell.box.y0, y1: ys[cell.row + at + 1] ?? cell.box.y1 },
  }));
}

/** Parts cells that are merged over rows only because a rule is missing in their column (缺横线), by what each row prints. */
export function partSpannedRows(grid: Grid): Grid {
  const tall = grid.cells.filter(({ rowSpan, lines }) => rowSpan > 1 && lines.length > 0);
  if (tall.length === 0) return grid;
  const ownFigures = grid.cells.filter(({ rowSpan, lines }) => rowSpan === 1 && lines.some(isFigure));
  const counted = new Set(ownFigures.map(({ row }) => row));
  const figuresIn = ({ row, rowSpan }: GridCell) => Array.from({ length: rowSpan }, (_, at) => counted.has(row + at));
  const cells = grid.cells.flatMap((cell): readonly GridCell[] => {
    const what = tall.includes(cell) ? held(cell, grid.ys, figuresIn(cell)) : 'one';
    if (what === 'several') return parted(cell, grid.ys);
    return [what === 'one' ? cell : { ...cell, doubts: [...(cell.doubts ?? []), 'merged-rows'] }];
  });
  return { ...grid, cells: cells.toSorted((a, b) => a.row - b.row || a.column - b.column) };
}
