import type { Grid, GridCell, TextLine } from '../../../model/grid.ts';
import { isTotal, segments } from '../segments.ts';
import { doubtedBelow, halves } from './halves.ts';
import { firstFigureRow, isFigure } from './print.ts';

/** White between two columns whose rule is missing, from top to bottom. */
interface River {
  readonly x0: number;
  readonly x1: number;
}

/** Least width of such white, in font sizes. */
const NARROWEST = 0.3;
/** So many cells hold words beside words, all of them begun at one place. */
const PAIRS_OF_WORDS = 4;
/** How far apart (points) words of one column may begin, or be centred. */
const FLUSH = 1.5;
/** The white in a heading over several columns is such a river when it is so many font sizes wide, and wider than any other. */
const WIDE = 2;

const WORD = /\p{Script=Han}.*\p{Script=Han}/u;
const LABEL = /[:：]$/u;

type Piece = TextLine & { readonly cell: GridCell };

function piecesOf(cell: GridCell): readonly Piece[] {
  return cell.lines.flatMap((line) => segments(line).map((piece) => ({ ...piece, cell })));
}

const isWord = ({ text }: TextLine): boolean => WORD.test(text) && !LABEL.test(text.trim());

/** Neighbours on one line of a cell: a figure and a figure or words, words and words, or the numbers of two columns. */
interface Pair extends River {
  readonly of: 'figures' | 'words' | 'numbers';
  /** Whether each of the two is a figure. */
  readonly figures: readonly [boolean, boolean];
}

/** The number of a column, in a row of such. */
const NUMBER = /^[（(]?(\d{1,2})[)）]?$/u;

function areNumbers(left: TextLine, right: TextLine): boolean {
  const [one, two] = [left, right].map(({ text }) => Number(NUMBER.exec(text.trim())?.[1] ?? Number.NaN));
  return one !== undefined && two === one + 1;
}

function pairsOf(cell: GridCell): readonly Pair[] {
  return cell.lines.flatMap((line) => {
    const parts = segments(line);
    return parts.slice(1).flatMap((right, at): Pair[] => {
      const left = parts[at];
      if (left === undefined) return [];
      const river = { x0: left.x1, x1: right.x0 };
      const figures: Pair['figures'] = [isFigure(left), isFigure(right)];
      if (areNumbers(left, right)) return [{ ...river, of: 'numbers', figures }];
      const others = [left, right].filter((piece) => !isFigure(piece));
      if (!others.every(isWord)) return [];
      return [{ ...river, of: others.length === 2 ? 'words' : 'figures', figures }];
    });
  });
}

/** The white that most of these pairs have in common; null where too few do. */
function common(pairs: readonly Pair[]): (River & { readonly pairs: readonly Pair[] }) | null {
  const found = pairs.map((first) => {
    const own: Pair[] = [];
    let [x0, x1] = [first.x0, first.x1];
    for (const pair of pairs) {
      if (Math.min(x1, pair.x1) <= Math.max(x0, pair.x0)) continue;
      own.push(pair);
      [x0, x1] = [Math.max(x0, pair.x0), Math.min(x1, pair.x1)];
    }
    return { x0, x1, pairs: own };
  });
  return found.toSorted((a, b) => b.pairs.length - a.pairs.length)[0] ?? null;
}

const isLeft = (piece: TextLine, { x0, x1 }: River): boolean => piece.x0 + piece.x1 < x0 + x1;
const crosses = (piece: TextLine, { x0, x1 }: River): boolean => piece.x0 < x1 - 0.1 && piece.x1 > x0 + 0.1;

/** What is left of a river between the print on either side of its middle; null where some reaches over it. */
function narrowed(river: River, pieces: readonly TextLine[]): River | null {
  let { x0, x1 } = river;
  for (const piece of pieces) {
    if (isLeft(piece, river)) x0 = Math.max(x0, piece.x1);
    else x1 = Math.min(x1, piece.x0);
  }
  return x0 < x1 ? { x0, x1 } : null;
}

/** Whether the same stands on each side in all pairs: figures, or words. */
function areAlike(pairs: readonly Pair[]): boolean {
  const told = pairs.filter((pair) => pair.of !== 'numbers').map((pair) => pair.figures.join());
  return new Set(told).size <= 1;
}

/** What is left of a river below a cell that holds two headings, one over each side; null where there is none. */
function belowTwo(head: readonly GridCell[], river: River): River | null {
  for (const cell of head.toReversed()) {
    const pieces = piecesOf(cell);
    const left = narrowed(river, pieces);
    if (left === null) continue;
    const sides = [true, false].map((side) => pieces.filter((piece) => isLeft(piece, left) === side));
    const whole = (side: readonly Piece[]) => side.map(({ text }) => text.replace(/\s/gu, '')).join('');
    if (sides.every((side) => WORD.test(whole(side)))) return left;
  }
  return null;
}

/** Totals stand centred over code and name. */
function isTotalCell({ lines }: GridCell): boolean {
  return isTotal(lines.map(({ text }) => text).join(''));
}

/** Cells that a rule is missing in: a column, or two where a rule parts the rest of them. */
interface Place {
  readonly column: number;
  readonly span: 1 | 2;
}

/** The river between two columns without a rule between them; null for nearly all places. */
function riverIn(grid: Grid, { column, span }: Place): River | null {
  const own = grid.cells.filter((cell) => cell.column === column && cell.columnSpan === span && cell.lines.length > 0);
  const held = own.map((cell) => ({ cell, pairs: pairsOf(cell) }));
  // in nearly all columns no cell holds anything beside anything
  if (held.every(({ pairs }) => pairs.length === 0)) return null;
  const told = held.filter(({ pairs }) => pairs.some((pair) => pair.of !== 'words')).map(({ cell }) => cell.row);
  const from = told.length === 0 ? firstFigureRow(grid) : Math.min(...told);
  // beside figures, words that stand beside words may have a column of blank cells between them
  const isEvidence = (pair: Pair) => (pair.of === 'words') === (told.length === 0);
  const shared = common(held.flatMap(({ cell, pairs }) => (cell.row < from ? [] : pairs.filter(isEvidence))));
  if (shared === null) return null;
  const body = own.filter((cell) => cell.row >= from && !isTotalCell(cell)).flatMap(piecesOf);
  const below = narrowed(shared, body);
  const reach = (cell: GridCell) => cell.column <= column && cell.column + cell.columnSpan >= column + span;
  const river =
    below === null
      ? null
      : belowTwo(
          grid.cells.filter((cell) => cell.row < from && reach(cell)),
          below,
        );
  if (river === null || river.x1 - river.x0 < NARROWEST * Math.max(...body.map(({ size }) => size))) return null;
  if (told.length > 0) return areAlike(shared.pairs) ? river : null;
  const right = body.filter((piece) => !isLeft(piece, river));
  const next = [...Map.groupBy(right, ({ cell }) => cell.row).values()].flatMap((pieces) => leftmost(pieces));
  return shared.pairs.length >= PAIRS_OF_WORDS && isAligned(next) ? river : null;
}

function leftmost(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.toSorted((a, b) => a.x0 - b.x0).slice(0, 1);
}

/** Whether words begin at one place, or stand centred over one. */
function isAligned(pieces: readonly Piece[]): boolean {
  const isNear = (places: readonly number[]) => Math.max(...places) - Math.min(...places) <= FLUSH;
  return isNear(pieces.map(({ x0 }) => x0)) || isNear(pieces.map(({ x0, x1 }) => (x0 + x1) / 2));
}

/** Whether print parts into two headings at a river (收 入    支 出): it stands on several lines, or far enough apart. */
function partsHeading(pieces: readonly Piece[], river: River): boolean {
  const sorted = pieces.toSorted((a, b) => a.x0 - b.x0);
  const gaps = sorted.slice(1).map((piece, at) => ({ x0: sorted[at]?.x1 ?? 0, x1: piece.x0 }));
  const own = gaps.find(({ x0, x1 }) => x0 <= river.x0 + 0.1 && x1 >= river.x1 - 0.1);
  if (own === undefined) return false;
  const [left, right] = [true, false].map((side) => pieces.filter((piece) => isLeft(piece, river) === side));
  if (left?.every((one) => right?.every((other) => one.y1 <= other.y0 || other.y1 <= one.y0) ?? false)) return true;
  const others = gaps.filter((gap) => gap !== own).map(({ x0, x1 }) => x1 - x0);
  const width = own.x1 - own.x0;
  return width >= WIDE * Math.max(...pieces.map(({ size }) => size)) && others.every((other) => width >= WIDE * other);
}

/** What becomes of a cell where a river runs: it stays one, is parted, or may be either. */
function fateOf(cell: GridCell, { span }: Place, river: River): 'one' | 'parted' | 'unsure' {
  const pieces = piecesOf(cell);
  if (pieces.length === 0) return cell.columnSpan === span ? 'parted' : 'one';
  const ink = { x0: Math.min(...pieces.map(({ x0 }) => x0)), x1: Math.max(...pieces.map(({ x1 }) => x1)) };
  const size = Math.max(...pieces.map((piece) => piece.size));
  const isCentred = (x0: number, x1: number) => Math.abs(ink.x0 + ink.x1 - x0 - x1) <= size;
  const isOver = isCentred(cell.box.x0, cell.box.x1);
  const isAcross = pieces.some((piece) => crosses(piece, river));
  if (cell.columnSpan === span) return isAcross ? 'one' : 'parted';
  if (isAcross) return isOver ? 'one' : 'unsure';
  const sides = new Set(pieces.map((piece) => isLeft(piece, river)));
  if (sides.size === 2) return partsHeading(pieces, river) ? 'parted' : isOver ? 'one' : 'unsure';
  const at = (river.x0 + river.x1) / 2;
  const isBeside = sides.has(true) ? isCentred(cell.box.x0, at) : isCentred(at, cell.box.x1);
  return isBeside ? 'parted' : isOver ? 'one' : 'unsure';
}

function split(grid: Grid, place: Place, river: River): Grid {
  const { column, span } = place;
  const more = span === 1 ? 1 : 0;
  const at = span === 1 ? (river.x0 + river.x1) / 2 : (grid.xs[column + 1] ?? river.x0);
  const unsure: GridCell[] = [];
  const moved = grid.cells.flatMap((cell): readonly GridCell[] => {
    if (cell.column > column) return [{ ...cell, column: cell.column + more }];
    if (cell.column + cell.columnSpan < column + span) return [cell];
    const grown = { ...cell, columnSpan: cell.columnSpan + more };
    const fate = fateOf(cell, place, river);
    if (fate === 'unsure') unsure.push(grown);
    return fate === 'parted' ? halves(grown, column, at) : [grown];
  });
  const cells = doubtedBelow(moved, unsure);
  const xs = more === 0 ? grid.xs : [...grid.xs.slice(0, column + 1), at, ...grid.xs.slice(column + 1)];
  return { ...grid, xs, cells: cells.toSorted((a, b) => a.row - b.row || a.column - b.column) };
}

function parted(grid: Grid, place: Place): Grid | null {
  const river = riverIn(grid, place);
  if (river === null) return null;
  const drawn = grid.xs[place.column + 1] ?? 0;
  const fits = place.span === 1 || (drawn > river.x0 && drawn < river.x1);
  return fits ? split(grid, place, river) : null;
}

/** Parts columns between which no rule stands though all others have theirs (缺竖线), where white and headings tell. */
export function partStackedColumns(grid: Grid): Grid {
  let result = grid;
  let column = grid.xs.length - 2;
  while (column >= 0) {
    result = parted(result, { column, span: 2 }) ?? result;
    const more = parted(result, { column, span: 1 });
    // what is right of the new border may hold another one
    if (more === null) column--;
    else {
      result = more;
      column++;
    }
  }
  return result;
}
