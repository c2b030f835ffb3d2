import type { TextLine } from '../../model/grid.ts';
import type { Glyph } from '../../model/page.ts';
import { isTotalName } from '../../words/totals.ts';
import { lineOf } from './lines.ts';

/** A gap wider than this share of the font size separates two cells of one row. */
const CELL_GAP = 0.4;
/** Between a digit and an ideograph a narrower gap does: `4,557.36 一、一般公共服务支出` are two cells. */
const SCRIPT_GAP = 0.15;

const DIGIT = /[\d.,，．%％)）]/u;
const IDEOGRAPH = /[\p{Script=Han}（(“"《]/u;

/** Pieces of a text line that may be cells of their own. */
export function segments(line: TextLine): TextLine[] {
  const out: TextLine[] = [];
  let open: Glyph[] = [];
  let right = -Infinity;
  for (const glyph of line.glyphs) {
    const before = open.at(-1);
    if (before !== undefined) {
      const gap = (glyph.x0 - right) / Math.max(glyph.size, 1);
      const scriptChange =
        (DIGIT.test(before.text) && IDEOGRAPH.test(glyph.text)) ||
        (IDEOGRAPH.test(before.text) && /\d/.test(glyph.text));
      if (gap > CELL_GAP || (scriptChange && gap > SCRIPT_GAP)) {
        out.push(lineOf(open));
        open = [];
      }
    }
    right = open.length === 0 ? glyph.x1 : Math.max(right, glyph.x1);
    open.push(glyph);
  }
  if (open.length > 0) out.push(lineOf(open));
  return out;
}

/** A segment that is one printed amount with decimals or grouping: evidence of a table body. */
export function isAmount(text: string): boolean {
  const narrow = /[０-９]/u.test(text) ? text.normalize('NFKC') : text;
  return (
    /^[-−－+(（]?[¥￥]?\d{1,3}(?:[,，]\d{3})*(?:[.．]\d+)?[)）]?$|^[-−－+]?[¥￥]?\d+[.．]\d+$/u.test(narrow) &&
    /[.,，．]/.test(narrow)
  );
}

/** A segment that begins a row by itself: a code or an ordinal (一、 （一） 1.). */
export function isNumbered(text: string): boolean {
  return /^\d{3,7}(\s|$)|^[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|^\d{1,2}[、.．](?!\d)/u.test(text);
}

/** A total (合计、收入总计): often centred over several columns. */
export function isTotal(text: string): boolean {
  return isTotalName(text.replace(/\s/g, ''));
}

/** A numbered segment or a total. A total may be a header cell too, so it begins a row only below the header. */
export function startsRow(text: string): boolean {
  return isNumbered(text) || isTotal(text);
}

/** So many rows must begin a cell at one x before other rows are cut there. */
const EDGE_ROWS = 3;
/** A cut needs some white before it (share of the font size): ideographs of one cell stand without any. */
const EDGE_GAP = 0.06;

/**
 * Cuts segments where other rows show that a column begins: a long name may end so close to the next column that no gap
 * tells them apart.
 */
export function splitAtEdges(rows: readonly (readonly TextLine[])[]): TextLine[][] {
  const edges = new Map<number, number>();
  for (const parts of rows) {
    for (const { x0 } of parts.slice(1)) edges.set(Math.round(x0), (edges.get(Math.round(x0)) ?? 0) + 1);
  }
  const often = (x: number) =>
    [-1, 0, 1].reduce((sum, off) => sum + (edges.get(Math.round(x) + off) ?? 0), 0) >= EDGE_ROWS;
  return rows.map((parts) =>
    parts.flatMap((part) => {
      const cut = part.glyphs.findIndex((glyph, index) => {
        const before = part.glyphs[index - 1];
        return before !== undefined && glyph.x0 - before.x1 > EDGE_GAP * glyph.size && often(glyph.x0);
      });
      return cut > 0 ? [lineOf(part.glyphs.slice(0, cut)), lineOf(part.glyphs.slice(cut))] : [part];
    }),
  );
}
