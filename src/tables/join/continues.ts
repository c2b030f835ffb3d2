import type { TablesWording } from '../../declare/wording/wording.ts';
import type { Grid, TextLine } from '../../model/grid.ts';
import { isPageNumber } from '../layout/furniture.ts';
import type { Part } from './assemble.ts';
import { opensWithTitle } from './captions.ts';
import { bordersFit, isScanned } from './fit.ts';
import { repeatedHeaderRows, rowText, sameText } from './headers.ts';

/** How much wider one page of a table may be than another: scanned sheets are not cut alike. */
const PAGE_WIDTH = 0.03;
/** Titles of two statements share most of their words: to be one title, recognised text must agree in nearly all. */
const SAME_TITLE = 0.8;
/** How far (points) the sides of two parts of a table without vertical rules may differ. */
const SIDE = 14;

/**
 * Whether `part`, the first table of its page, goes on with the table that ended the page before:
 * no text between them, the same sides, and no column border that the table does not have.
 */
export function continues(parts: readonly Part[], part: Part, wording: TablesWording): boolean {
  const isMark = (line: TextLine) => isContinuationMark(line, wording);
  // 部门支出总表（续） is 部门支出总表
  const bare = ({ text }: TextLine) => text.trimEnd().replace(wording.goes_on, '');
  const pageless = (text: string) => text.replace(wording.page_mark, '').trim();
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined) return false;
  if (Math.abs(last.width / part.width - 1) > PAGE_WIDTH || last.below.some((line) => !isMark(line))) return false;
  if (opensWithTitle(part.grid, first, wording)) return false;
  if (!sameShape(parts, part.grid) && !(part.above.length > 0 && isSetAnew(first.grid, part.grid))) return false;
  if (headsOtherColumns(first.grid, part.grid)) return false;
  if (isClassedOtherwise(parts, part.grid)) return false;
  if (part.above.length === 0) return true;
  const repeated = part.above.every(
    (line) =>
      isMark(line) ||
      first.above.some((known) => sameText(pageless(known.text), pageless(bare(line)), line.source, SAME_TITLE)),
  );
  return repeated && (part.above.some(isMark) || repeatsHeader(first.grid, part.grid));
}

/**
 * Whether `part` goes on with the table above it on the same scanned sheet: of two pages printed one above the other, the second
 * has the number of the first above it and nothing else: without that, its title may have been lost.
 */
export function goesOnBelow(parts: readonly Part[], part: Part, wording: TablesWording): boolean {
  const last = parts.at(-1);
  if (last === undefined || last.grid.page !== part.grid.page) return false;
  if (!isScanned(part.grid) || last.grid.box.y1 > part.grid.box.y0) return false;
  const between = part.above.filter((line) => !isPageNumber(line));
  if (between.length === part.above.length) return false;
  const bare = { ...part, above: between };
  return between.length === 0 && continues([...parts.slice(0, -1), { ...last, below: between }], bare, wording);
}

/** 续表, 接上页 and the like, alone or beside labels such as the unit (续表　单位：万元). */
export function isContinuationMark(line: TextLine, { continued, same_for_all: label }: TablesWording): boolean {
  if (continued.test(line.text.replace(/\s/g, ''))) return true;
  const pieces = line.text.trim().split(/\s+/u);
  const marks = pieces.filter((piece) => continued.test(piece));
  return marks.length === 1 && pieces.every((piece) => marks.includes(piece) || label.test(piece));
}

function sameShape(parts: readonly Part[], grid: Grid): boolean {
  const [first, last] = [parts[0]?.grid, parts.at(-1)?.grid];
  if (first === undefined || last === undefined) return false;
  if (grid.ruling === 'ruled' && last.ruling === 'ruled') {
    return bordersFit(
      parts.map((part) => part.grid),
      grid,
    );
  }
  if (Math.abs(grid.box.x0 - last.box.x0) > SIDE || Math.abs(grid.box.x1 - last.box.x1) > SIDE) return false;
  return grid.xs.length === last.xs.length || repeatsHeader(first, grid);
}

/**
 * Whether a grid has the head and the columns of another, be they wider or narrower: a page that was set as a table of its
 * own under 续表 or the same title.
 */
export function isSetAnew(first: Grid, grid: Grid): boolean {
  if (first.xs.length !== grid.xs.length || isScanned(grid) || first.ruling !== grid.ruling) return false;
  const head = repeatedHeaderRows(first, grid);
  const last = grid.ys.length - 1;
  const texts = Array.from({ length: head }, (_, row) => rowText(grid, row)).flat();
  return head > 0 && head < last && texts.length >= 2;
}

/** The first row of a form differs from project to project; the header row of a list does not. */
function repeatsHeader(first: Grid, grid: Grid): boolean {
  const [known, own] = [rowText(first, 0), rowText(grid, 0)];
  return own.length >= 2 && known.length === own.length && own.every((text, index) => text === known[index]);
}

/** Rows in which the head of a table stands. */
const HEAD_ROWS = 4;

/**
 * Whether `grid` begins with headings over the columns in which the table prints figures, and other ones than the table's:
 * the next sheet of a wide table, not its next page.
 */
function headsOtherColumns(first: Grid, grid: Grid): boolean {
  if (first.xs.length !== grid.xs.length || isScanned(grid)) return false;
  const text = (cell: Grid['cells'][number]) => cell.lines.map((line) => line.text.replace(/\s/g, '')).join('');
  const isFigure = (one: string) => /^[-－(（]?[\d,，.．]+[)）]?%?$/.test(one);
  const figures = new Set(first.cells.filter((cell) => isFigure(text(cell))).map((cell) => cell.column));
  const top = grid.cells.filter((cell) => cell.row === 0 && text(cell) !== '');
  if (top.some((cell) => isFigure(text(cell)))) return false;
  const known = Array.from({ length: HEAD_ROWS }, (_, row) => rowText(first, row)).flat();
  // dashes for nothing are no words of a heading
  const isHeading = (one: string) => /\p{L}/u.test(one) && !known.includes(one);
  const heads = top.filter((cell) => figures.has(cell.column) && isHeading(text(cell)));
  return heads.length >= 2 && heads.length * 2 >= figures.size;
}

/** So many codes tell by what the lines of a page are classified. */
const CODES = 3;

/** The classification of the lines, by the first digit of their codes: functions (205) or economic classes (301, 501); null where it is not one. */
function classOf(grids: readonly Grid[]): 'function' | 'economic' | null {
  const texts = grids.flatMap(({ cells }) => cells.map(({ lines }) => lines.map(({ text }) => text.trim()).join('')));
  const codes = texts.filter((text) => /^[235]\d{2}(?:\d{2}){0,2}$/u.test(text));
  if (codes.length < CODES) return null;
  const functions = codes.filter((code) => code.startsWith('2')).length;
  if (functions === codes.length) return 'function';
  return functions === 0 ? 'economic' : null;
}

/** Whether the lines of a page are economic classes where those of the table are functions, or the other way round: pages out of order. */
function isClassedOtherwise(parts: readonly Part[], grid: Grid): boolean {
  if (isScanned(grid)) return false;
  const own = classOf([grid]);
  const known = own === null ? null : classOf(parts.map((part) => part.grid));
  return known !== null && known !== own;
}
