import type { Grid, GridCell, TextLine } from '../../../model/grid.ts';
import { type HeaderBlock, headerBlocks } from '../columns.ts';
import { type Run, structures } from '../head-structure.ts';
import { headerLevels, type PlacedHeader, placeAt } from '../header-spans.ts';
import { spaced } from '../heads.ts';
import { isTotal, segments } from '../segments.ts';
import { doubtedBelow, halves, withDoubt } from './halves.ts';
import { bare, between, columnOf, firstFigureRow, isFigure, OVER } from './print.ts';

/** White (font sizes) between two lines of one heading; more lies between two levels of headings. */
const WRAPPED = 0.45;
/** Headings whose centres are further apart (font sizes) stand on two levels. */
const LEVEL = 0.6;
/** How far (points) print of one column may end, or begin, from one another. */
const FLUSH = 1.5;
/** So much print of a column tells how it is set. */
const FEWEST = 2;

/** 单位：, 编制单位：: a line over the table, not a heading. */
const LABEL = /[:：]/u;
const HEADING = /\p{Script=Han}.*\p{Script=Han}|^[类款项]$|^[（(]?\d{1,2}[)）]?$/u;

/** Words of a name, a code, or a figure: no single character of a word that is set wide. */
const PRINT = /\p{Script=Han}.*\p{Script=Han}|^[\d,.]{2,}$/u;

const isNumeric = (piece: TextLine): boolean => /^[\d,.]{2,}$/u.test(bare(piece));
const meets = (a: HeaderBlock, b: HeaderBlock): boolean => a.x0 < b.x1 && b.x0 < a.x1;

/** Headings side by side, each over columns of its own; null where that is not told. */
interface Told {
  readonly blocks: readonly HeaderBlock[];
  readonly runs: readonly Run[] | null;
}

/** One heading a column, perhaps below some that stand over all: they may be set left in their cells, or too high. */
function oneEach(blocks: readonly HeaderBlock[], borders: readonly number[], size: number): readonly Run[] | null {
  const [left = 0, right = 0] = [borders[0], borders.at(-1)];
  const isOverAll = ({ x0, x1 }: HeaderBlock) => Math.abs(x0 + x1 - left - right) / 2 < size;
  const lowest = blocks.filter((block) => !blocks.some((other) => other.y0 > block.y1 - OVER && meets(other, block)));
  const at = new Map(lowest.map((block) => [block, columnOf(block, borders)]));
  const columns = new Set(at.values());
  if (columns.has(-1) || columns.size < lowest.length || columns.size < borders.length - 1) return null;
  const others = blocks.filter((block) => !at.has(block));
  const isAbove = (block: HeaderBlock) => lowest.every((one) => block.y1 < one.y0 + OVER);
  if (!others.every((block) => isOverAll(block) && isAbove(block))) return null;
  return blocks.map((block) => {
    const column = at.get(block);
    return column === undefined ? { first: 0, last: borders.length - 2 } : { first: column, last: column };
  });
}

/** The only way to place headings so that their cells tile a cell; its upper part may be of other rows. */
function onlyWay(blocks: readonly HeaderBlock[], { box }: GridCell, borders: readonly number[]): readonly Run[] | null {
  const head = { blocks, bottom: box.y1, bodyTop: box.y1 };
  const whole = structures({ ...head, top: box.y0 }, [], borders);
  const ways = whole.length > 0 ? whole : structures({ ...head, top: null }, [], borders);
  return (ways.length === 1 ? ways[0] : null) ?? null;
}

/** What a cell over several columns would be with the rules of the body in it; null for one heading over all of them. */
function toldIn(cell: GridCell, borders: readonly number[]): Told | null {
  const rows = cell.lines.map(segments);
  const size = Math.max(...rows.flat().map((piece) => piece.size));
  // a line over the table may touch its upper rule
  if (cell.box.y1 - cell.box.y0 < size) return null;
  for (const parts of [rows, spaced(rows)]) {
    const blocks = headerBlocks(parts, WRAPPED * size);
    const words = blocks.map(({ lines }) => lines.map(bare).join(''));
    if (words.some((text) => LABEL.test(text))) return null;
    if (!blocks.some((one) => blocks.some((other) => one !== other && !meets(one, other)))) return null;
    const at = new Set(blocks.map((block) => columnOf(block, borders)));
    if (at.size === 1 && !at.has(-1)) return null;
    if (!words.every((text) => HEADING.test(text))) continue;
    return { blocks, runs: onlyWay(blocks, cell, borders) ?? oneEach(blocks, borders, size) };
  }
  return null;
}

/** A grid with one more border between its rows, and nothing parted by it yet. */
function withRowBorder(grid: Grid, y: number): Grid {
  const row = grid.ys.findLastIndex((one) => one < y);
  if (row < 0 || row >= grid.ys.length - 1 || grid.ys.includes(y)) return grid;
  const cells = grid.cells.map((cell): GridCell => {
    if (cell.row > row) return { ...cell, row: cell.row + 1 };
    return cell.row + cell.rowSpan <= row ? cell : { ...cell, rowSpan: cell.rowSpan + 1 };
  });
  return { ...grid, ys: [...grid.ys.slice(0, row + 1), y, ...grid.ys.slice(row + 1)], cells };
}

/** The cells that headings make of one, each with the rows that are its own. */
function cellsOf(cell: GridCell, placed: readonly PlacedHeader[], heights: readonly number[], grid: Grid): GridCell[] {
  const sides = [cell.box.y0, ...heights, cell.box.y1];
  const rowAt = (y: number) => (y <= cell.box.y0 ? cell.row : Math.max(grid.ys.indexOf(y), cell.row));
  const end = cell.row + cell.rowSpan;
  return placed.map(({ block, row, rowSpan, column, columnSpan }) => {
    const [y0, y1] = [sides[row] ?? cell.box.y0, sides[row + rowSpan] ?? cell.box.y1];
    const first = rowAt(y0);
    const at = cell.column + column;
    return {
      ...{ row: first, rowSpan: (y1 >= cell.box.y1 ? end : rowAt(y1)) - first, column: at, columnSpan },
      box: { x0: grid.xs[at] ?? cell.box.x0, x1: grid.xs[at + columnSpan] ?? cell.box.x1, y0, y1 },
      lines: block.lines,
    };
  });
}

/** Parts one cell of a head along the borders of the body, or doubts what stands below it. */
function partHeading(grid: Grid, cell: GridCell): Grid {
  const borders = grid.xs.slice(cell.column, cell.column + cell.columnSpan + 1);
  const told = toldIn(cell, borders);
  if (told === null) return grid;
  const { blocks, runs } = told;
  if (runs === null) return { ...grid, cells: doubtedBelow(grid.cells, [cell]) };
  const size = Math.max(...blocks.flatMap(({ lines }) => lines.map((line) => line.size)));
  const levels = headerLevels(blocks, LEVEL * size);
  const isFlat = runs.every((one) =>
    runs.every((other) => one === other || one.last < other.first || other.last < one.first),
  );
  const heights = isFlat ? [] : between(levels);
  const placed = isFlat ? placeAt(blocks, runs, [0]) : placeAt(blocks, runs, levels);
  const grown = heights.reduce(withRowBorder, grid);
  const own = grown.cells.find((one) => one.column === cell.column && one.lines === cell.lines);
  if (own === undefined) return grid;
  const cells = grown.cells.flatMap((one) => (one === own ? cellsOf(own, placed, heights, grown) : [one]));
  return { ...grown, cells: cells.toSorted((a, b) => a.row - b.row || a.column - b.column) };
}

/** Whether print stands as others of a column do: flush right or left with them, or centred. */
function isSetAs(piece: TextLine, others: readonly TextLine[]): boolean {
  const sides: readonly ((line: TextLine) => number)[] = [
    ({ x0 }) => x0,
    ({ x1 }) => x1,
    ({ x0, x1 }) => (x0 + x1) / 2,
  ];
  return sides.some(
    (side) => others.filter((one) => Math.abs(side(one) - side(piece)) <= FLUSH).length * 2 > others.length,
  );
}

function splitAt(cell: GridCell, inner: readonly number[]): readonly GridCell[] {
  return inner.reduce<readonly GridCell[]>(
    (parts, border, index) => {
      const last = parts.at(-1);
      return last === undefined ? parts : [...parts.slice(0, -1), ...halves(last, cell.column + index, border)];
    },
    [cell],
  );
}

/** A cell of the body that is merged over columns, with its print and their borders. */
interface Wide {
  readonly cell: GridCell;
  readonly pieces: readonly TextLine[];
  readonly borders: readonly number[];
  /** In which of the columns each piece stands; -1 where it reaches over a border. */
  readonly at: readonly number[];
}

function wideOf(cell: GridCell, { xs }: Grid): Wide {
  const pieces = cell.lines.flatMap(segments);
  const borders = xs.slice(cell.column, cell.column + cell.columnSpan + 1);
  return { cell, pieces, borders, at: pieces.map((piece) => columnOf(piece, borders)) };
}

/** Whether a cell holds the print of several columns, a figure among it. */
function holdsSeveral({ pieces, at }: Wide): boolean {
  const isOne = !pieces.some(isFigure) || pieces.some((piece) => isTotal(bare(piece)));
  return !isOne && new Set(at).size > 1 && !at.includes(-1);
}

/** Parts a cell that holds a figure alone where others of its column stand as it does; it is in doubt where they do not. */
function partLone({ cell, pieces: [figure], borders, at }: Wide, print: PrintOf, within: readonly GridCell[]) {
  const others = within.filter(({ lines }) => lines.some(isNumeric));
  if (figure === undefined || others.length === 0) return [cell];
  const own = print(cell.column + (at[0] ?? -1)).filter(isFigure);
  return own.length === 0 || !isSetAs(figure, own) ? [withDoubt(cell)] : splitAt(cell, borders.slice(1, -1));
}

/**
 * Whether print stands in columns of its own, set as all print of these is; beside a whole figure that stands among the
 * figures of its column words may be set in.
 */
function areSetApart({ cell, pieces, at }: Wide, print: PrintOf): boolean {
  if (new Set(at).size < 2 || at.includes(-1) || !pieces.every((piece) => PRINT.test(bare(piece)))) return false;
  const isSet = (piece: TextLine, index: number, isOf: (line: TextLine) => boolean) => {
    const own = print(cell.column + (at[index] ?? -1)).filter(isOf);
    return own.length >= FEWEST && isSetAs(piece, own);
  };
  const numbers = pieces.map(isNumeric);
  const amongFigures =
    numbers.includes(true) && pieces.every((one, index) => !numbers[index] || isSet(one, index, isFigure));
  return amongFigures || pieces.every((piece, index) => isSet(piece, index, () => true));
}

/** The print of a column in cells of its own. */
type PrintOf = (column: number) => readonly TextLine[];

/** Parts cells of the body, first those that show by themselves that they are several. */
function partBody(grid: Grid, from: number): readonly GridCell[] {
  const isWide = ({ row, columnSpan, lines }: GridCell) => row >= from && columnSpan > 1 && lines.length > 0;
  const told = grid.cells.flatMap((cell) => {
    if (!isWide(cell)) return [cell];
    const wide = wideOf(cell, grid);
    return holdsSeveral(wide) ? splitAt(cell, wide.borders.slice(1, -1)) : [cell];
  });
  if (!told.some(isWide)) return told;
  const single = Map.groupBy(
    told.filter(({ row, columnSpan }) => row >= from && columnSpan === 1),
    ({ column }) => column,
  );
  const print: PrintOf = (column) => (single.get(column) ?? []).flatMap(({ lines }) => lines.flatMap(segments));
  return told.flatMap((cell) => {
    if (!isWide(cell)) return [cell];
    const wide = wideOf(cell, grid);
    const columns = Array.from({ length: cell.columnSpan }, (_, at) => cell.column + at);
    if (wide.pieces.length > 1) return areSetApart(wide, print) ? splitAt(cell, wide.borders.slice(1, -1)) : [cell];
    return wide.pieces.every(isFigure)
      ? partLone(
          wide,
          print,
          columns.flatMap((one) => single.get(one) ?? []),
        )
      : [cell];
  });
}

/**
 * Parts cells that are merged only because no rule stands in their rows (表头无竖线): along the borders that other rows
 * have, where the print of each stands within one of them, or in the middle of some.
 */
export function partSpannedCells(grid: Grid): Grid {
  const wide = grid.cells.filter(({ columnSpan, lines }) => columnSpan > 1 && lines.length > 0);
  if (wide.length === 0) return grid;
  const from = firstFigureRow(grid);
  if (from === Number.POSITIVE_INFINITY) return grid;
  const cells = partBody(grid, from);
  const heads = wide.filter(({ row }) => row < from);
  return heads.reduce<Grid>(
    (result, head) => partHeading(result, result.cells.find((cell) => cell.lines === head.lines) ?? head),
    { ...grid, cells },
  );
}
