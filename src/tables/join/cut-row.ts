import { joinLines } from '../../model/grid.ts';
import type { TableCell } from '../../model/table.ts';
import { isTotalName } from '../../words/totals.ts';

const CODE = /^\d{3}(?:\d{2}){0,4}$/u;
const FIGURE = /^[-－−(（]?[\d,，]*\d[.．]?\d*[)）]?$/u;
const NAME = /\p{Script=Han}/u;
const ORDINAL = /^[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|^\d{1,2}[、.．]/u;

/** Whether a text begins a line of its own: a total, an ordinal. */
const begins = (text: string): boolean => isTotalName(text) || ORDINAL.test(text);

type Row = readonly TableCell[];

function plain(cell: TableCell | undefined): string {
  return cell?.text.replace(/\s+/gu, '') ?? '';
}

function at(row: Row, column: number): TableCell | undefined {
  return row.find((cell) => cell.column === column);
}

function isFigure(cell: TableCell | undefined): boolean {
  return FIGURE.test(plain(cell)) && !CODE.test(plain(cell));
}

/** A figure that came to its line from below a page break: it may be that of a line which lost its code. */
function doubted(cell: TableCell, row: number): TableCell {
  return { ...cell, row, doubts: [...(cell.doubts ?? []), 'cut-row'] };
}

/** The column in which every row with figures has a code, totals apart. */
function codeColumn(rows: readonly Row[]): number | null {
  const coded = rows.filter((row) => row.some((cell) => CODE.test(plain(cell))) && row.some(isFigure));
  const column = coded[0]?.find((cell) => CODE.test(plain(cell)))?.column;
  if (column === undefined) return null;
  const others = rows.filter((row) => row.some(isFigure) && !row.some((cell) => begins(plain(cell))));
  return others.every((row) => CODE.test(plain(at(row, column)))) ? column : null;
}

/**
 * Puts a row together of which a page break (跨页断行) left half the name on one page and the rest on the next, with or
 * without the figures: the rest has no code in a table whose lines all have one. Null when it is a line of its own.
 */
export function cutRow(before: readonly Row[], lower: Row): TableCell[] | null {
  const upper = before.at(-1);
  if (upper === undefined || [...upper, ...lower].some((cell) => cell.rowSpan > 1)) return null;
  const codes = codeColumn(before.slice(0, -1));
  if (codes === null || !CODE.test(plain(at(upper, codes))) || plain(at(lower, codes)) !== '') return null;
  if (upper.some(isFigure) && lower.some(isFigure)) return null;
  const joined: TableCell[] = [];
  let names = 0;
  for (const cell of upper) {
    const rest = at(lower, cell.column);
    if (rest === undefined || plain(rest) === '') joined.push(cell);
    else if (plain(cell) === '') joined.push(isFigure(rest) ? doubted(rest, cell.row) : { ...rest, row: cell.row });
    else if (NAME.test(cell.text) && NAME.test(rest.text) && !begins(plain(rest))) {
      const lines = [...cell.lines, ...rest.lines];
      joined.push({ ...cell, lines, text: joinLines(lines), confidence: Math.min(cell.confidence, rest.confidence) });
      names++;
    } else return null;
  }
  return names === 1 && lower.every((cell) => at(upper, cell.column) !== undefined) ? joined : null;
}
