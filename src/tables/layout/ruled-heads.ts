import type { TablesWording } from '../../declare/wording/wording.ts';
import type { Grid, TextLine } from '../../model/grid.ts';
import { lineOf } from './lines.ts';
import { rowCells } from './row-cells.ts';
import { bodyRows, tightGap } from './rows.ts';
import { isAmount, isTotal, segments } from './segments.ts';

/** A page's text outside ruled tables, and the ruled tables. */
export interface RuledPage {
  readonly page: number;
  readonly ruled: readonly Grid[];
  readonly lines: readonly TextLine[];
}

/** A line of a body, cut into the parts that stand in columns of their own. */
interface Row {
  readonly line: TextLine;
  readonly parts: readonly TextLine[];
}

/** Where the body of a head is looked for: between two heights, in the head's columns. */
interface Below {
  readonly xs: readonly number[];
  readonly size: number;
  readonly top: number;
  readonly bottom: number;
}

const HEAD_ROWS = 5;
/** White (font sizes) above a body, between two rows of it, and above figures that stand in its columns again. */
const ABOVE_BODY = 3;
const BETWEEN_ROWS = 3;
const BLANK_ROWS = 14;
/** How far (points) print may reach over a border of its column. */
const OVER = 1.5;

/**
 * Puts bodies without rules under heads that have them: one grid, whose columns are the head's. A page that begins with
 * text in the columns of such a body, at the foot of the page before, goes on with it.
 */
export function underRuledHeads(pages: readonly RuledPage[], wording: TablesWording): RuledPage[] {
  let open: { readonly page: number; readonly grid: Grid } | null = null;
  return pages.map(({ page, ruled, lines }): RuledPage => {
    let rest = lines;
    const bodyOf = (columns: Pick<Below, 'xs' | 'size'>, top: number) => {
      const bottom = Math.min(Infinity, ...ruled.map(({ box }) => box.y0).filter((y) => y > top));
      const body = bodyBelow(rest, { ...columns, top, bottom }, wording);
      const taken = new Set(body.map(({ line }) => line));
      rest = rest.filter((line) => !taken.has(line));
      return body;
    };
    const grids: Grid[] = [];
    const before: typeof open = open;
    open = null;
    if (before?.page === page - 1) {
      const columns = { xs: before.grid.xs, size: sizeOf(before.grid) };
      const first = rest[0]?.y0 ?? Infinity;
      const leads = ruled.every(({ box }) => box.y0 > first);
      const body = leads ? bodyOf(columns, first - 1) : [];
      if (body.length > 0) grids.push(gridOf(page, [], [(body[0]?.line.y0 ?? 0) - 1], columns, body));
    }
    for (const head of ruled) {
      const columns = { xs: head.xs, size: sizeOf(head) };
      const body = isHeadAlone(head) ? bodyOf(columns, head.box.y1) : [];
      grids.push(body.length > 0 ? gridOf(page, head.cells, head.ys, columns, body) : head);
    }
    const last = grids.at(-1);
    const goesOn = last !== undefined && !ruled.includes(last) && !rest.some((line) => line.y0 > last.box.y1 - 1);
    if (goesOn) open = { page, grid: last };
    return { page, ruled: grids, lines: rest };
  });
}

function sizeOf({ cells }: Grid): number {
  const sizes = cells.flatMap((cell) => cell.lines.map((line) => line.size)).sort((a, b) => a - b);
  return sizes[sizes.length >> 1] ?? 10;
}

/** What a row that counts the columns prints beside a label of two characters: **, 3, 2=3+4. */
const COUNTS_COLUMNS = /^(?:\p{Script=Han}{2}|\*+|\d{1,2}(?:=[\d+＋\-－/*]+)?|)$/u;
/** So many numbers at least count columns. */
const COUNTED = 2;

/** Whether a ruled table is words over columns and nothing else, with or without a last row that counts them. */
function isHeadAlone({ cells, xs, ys }: Grid): boolean {
  const all = ys.length - 1;
  if (xs.length < 3 || all > HEAD_ROWS) return false;
  const text = (cell: Grid['cells'][number]) => cell.lines.map((line) => line.text).join('');
  if (cells.some((cell) => isAmount(text(cell).trim()))) return false;
  const last = cells.filter((cell) => cell.row === all - 1);
  const said = last.map((cell) => text(cell).replace(/\s/gu, ''));
  const numbers = said.filter((one) => /^\d/u.test(one)).length;
  const counted = numbers >= COUNTED && said.every((one) => COUNTS_COLUMNS.test(one));
  const rows = all > 1 && counted ? all - 1 : all;
  const leaves = cells.filter((cell) => cell.row < rows && cell.row + cell.rowSpan >= rows);
  return leaves.length > 1 && leaves.every((cell) => cell.columnSpan === 1 && /[\p{L}\d]/u.test(text(cell)));
}

/** The lines below a head that stand in its columns: figures under its headings, names, totals over several columns. */
function bodyBelow(lines: readonly TextLine[], below: Below, wording: TablesWording): readonly Row[] {
  const { xs, size, top, bottom } = below;
  const found: Row[] = [];
  let [end, told] = [top, 0];
  for (const line of lines) {
    if (line.y0 < top - 1) continue;
    if (line.y1 > bottom + 1 || !isOf(line, wording)) break;
    const parts = partsOf(line, xs);
    if (parts === null) break;
    const figures = parts.length > 1 && parts.some((part) => isAmount(part.text));
    const white = (found.length === 0 ? ABOVE_BODY : figures ? BLANK_ROWS : BETWEEN_ROWS) * size;
    if (line.y0 - end > white) break;
    found.push({ line, parts });
    end = line.y1;
    if (figures) told = found.length;
  }
  // lines of a wrapped name stand close under its first
  while (told > 0 && told < found.length) {
    const [above, next] = [found[told - 1], found[told]];
    if (above === undefined || next === undefined || next.line.y0 - above.line.y1 > size) break;
    told++;
  }
  return found.slice(0, told);
}

/** Whether a line can be one of a body: no heading, no caption, no note. */
function isOf({ text }: TextLine, { above_table, note }: TablesWording): boolean {
  const words = text.trim();
  return !above_table.test(words) && !note.test(words);
}

/** A code may stand over the columns of its 类, 款 and 项. */
const CODE = /^\d{3,7}$/u;

/**
 * A line cut at the borders of columns where white is at them; null where something else than a total or a code
 * reaches over one, or out of the table.
 */
function partsOf(line: TextLine, xs: readonly number[]): readonly TextLine[] | null {
  const [left, right] = [xs[0] ?? 0, xs.at(-1) ?? 0];
  const parts = segments(line).flatMap((part) => cutAt(part, xs));
  const inside = (part: TextLine) => part.x0 > left - OVER && part.x1 < right + OVER;
  const whole = (part: TextLine) => !xs.slice(1, -1).some((x) => part.x0 < x - OVER && part.x1 > x + OVER);
  const reaches = (part: TextLine) => isTotal(part.text) || CODE.test(part.text.trim());
  return parts.every((part) => inside(part) && (reaches(part) || whole(part))) ? parts : null;
}

function cutAt(part: TextLine, xs: readonly number[]): TextLine[] {
  const { glyphs } = part;
  if (CODE.test(part.text.trim()) || isTotal(part.text)) return [part];
  const cuts = glyphs.flatMap((glyph, at) => {
    const before = glyphs[at - 1];
    return before !== undefined && xs.some((x) => before.x1 < x + OVER && glyph.x0 > x - OVER) ? [at] : [];
  });
  return [0, ...cuts].map((from, at) => lineOf(glyphs.slice(from, cuts[at])));
}

/** One grid of a head (none on a page that goes on) and the rows below it. */
function gridOf(
  page: number,
  head: Grid['cells'],
  headYs: readonly number[],
  { xs, size }: Pick<Below, 'xs' | 'size'>,
  body: readonly Row[],
): Grid {
  const lines = body.map(({ parts }) => parts);
  const rows = bodyRows(lines, tightGap(lines, size), []);
  const bottoms = rows.map((parts) => Math.max(...parts.map((part) => part.y1)));
  const tops = rows.map((parts) => Math.min(...parts.map((part) => part.y0)));
  const ys = [...headYs];
  bottoms.forEach((bottom, at) => {
    ys.push(Math.max((bottom + (tops[at + 1] ?? bottom)) / 2, (ys.at(-1) ?? 0) + 0.1));
  });
  const cells = rows.flatMap((parts, at) => rowCells(parts, headYs.length - 1 + at, xs, ys));
  const box = { x0: xs[0] ?? 0, y0: ys[0] ?? 0, x1: xs.at(-1) ?? 0, y1: ys.at(-1) ?? 0 };
  return { page, box, xs, ys, cells: [...head, ...cells], ruling: 'aligned' };
}
