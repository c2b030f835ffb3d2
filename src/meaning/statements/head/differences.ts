import { type Fen, isBlankAmount, parsePrinted, toFen } from '../../../model/money.ts';
import type { Matrix } from '../matrix.ts';
import type { HeaderCell } from './header.ts';

type Path = readonly HeaderCell[];

/** Figures print two decimals: a difference of two rounded ones is off by no more than this (hundredths). */
const ROUNDING: Fen = 2n;

/**
 * Columns whose words may speak of a difference (增加, 减少) but whose figures are money of their own: they are not the
 * difference of two other columns in every row, or two of them stand side by side: what came and what went (本年增加, 本年减少).
 * So are columns for remarks (备注) that print money alone.
 */
export function ownMoney(matrix: Matrix, paths: readonly Path[], bodyStart: number): ReadonlySet<number> {
  const doubtful = paths.flatMap((path, column) => (isIgnored(path, 'difference') ? [column] : []));
  const remarks = paths.flatMap((path, column) =>
    isIgnored(path, 'words') && holdsMoneyAlone(matrix, column, bodyStart) ? [column] : [],
  );
  if (doubtful.length === 0) return new Set(remarks);
  const figures = paths.map((_, column) => figuresOf(matrix, column, bodyStart));
  const others = paths.flatMap((path, column) => (isOther(path) && figures[column]?.some(Boolean) ? [column] : []));
  const printsMoney = (column: number) => figures[column]?.some((figure) => figure !== null && figure !== 0n) === true;
  const money = doubtful.filter((column) => {
    const pair = doubtful.find((one) => Math.abs(one - column) === 1 && sameOver(paths[one], paths[column]));
    if (pair !== undefined) return printsMoney(column) || printsMoney(pair);
    const rest = others.map((other) => figures[other] ?? []);
    return printsMoney(column) && !isDifference(figures[column] ?? [], rest);
  });
  return new Set([...money, ...remarks]);
}

/** Whether all that says a column holds no money says so on one condition. */
function isIgnored(path: Path, only: 'difference' | 'words'): boolean {
  const ignored = path.filter(({ concept }) => concept?.is === 'ignored');
  return ignored.length > 0 && ignored.every(({ concept }) => concept?.is === 'ignored' && concept.only === only);
}

/** Whether a cell holds nothing but figures, of which one has a point or a separator; 2025.01 is a date. */
export function holdsFigures(text: string): boolean {
  if (!/^[\d,，.．\s()（）\-－]+$/u.test(text)) return false;
  return /(?<!\d)(?!20\d\d[.．])\d+(?:[.．]\d{2}(?!\d)|[,，]\d{3})/u.test(text);
}

/** Whether all that a column prints is money. */
function holdsMoneyAlone(matrix: Matrix, column: number, from: number): boolean {
  const texts = Array.from({ length: Math.max(0, matrix.rows - from) }, (_, at) => {
    const cell = matrix.at(from + at, column);
    return cell?.row === from + at && cell.column === column && !isBlankAmount(cell.text) ? [cell.text] : [];
  }).flat();
  return texts.length > 0 && texts.every(holdsFigures);
}

/** Whether two columns stand below the same headings but for their own. */
function sameOver(one: Path = [], other: Path = []): boolean {
  return one.length === other.length && one.slice(0, -1).every((cell, at) => cell === other[at]);
}

/** Whether nothing over a column says that it holds no money. */
function isOther(path: Path): boolean {
  return !path.some(
    ({ concept }) => concept?.is === 'ignored' || concept?.is === 'row-number' || concept?.is === 'code',
  );
}

/** The figures of a column by row; null for a blank, for words and for a percentage. */
function figuresOf(matrix: Matrix, column: number, from: number): (Fen | null)[] {
  return Array.from({ length: Math.max(0, matrix.rows - from) }, (_, at) => {
    const cell = matrix.at(from + at, column);
    if (cell?.row !== from + at || cell.column !== column) return null;
    const printed = parsePrinted(cell.text);
    return printed === null ? null : toFen(printed.decimal, '元');
  });
}

/** Whether one pair of columns has these figures for its difference, one way round, in all rows. */
function isDifference(own: readonly (Fen | null)[], others: readonly (readonly (Fen | null)[])[]): boolean {
  return others.some((left, at) =>
    others.slice(at + 1).some((right) =>
      [1n, -1n].some((sign) =>
        own.every((figure, row) => {
          if (figure === null) return true;
          const off = figure - sign * ((left[row] ?? 0n) - (right[row] ?? 0n));
          return off <= ROUNDING && -off <= ROUNDING;
        }),
      ),
    ),
  );
}
