import type { TextLine } from '../../model/grid.ts';
import type { Glyph } from '../../model/page.ts';
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
  return (
    /^[-−－(（]?\d{1,3}(?:[,，]\d{3})*(?:[.．]\d+)?[)）]?$|^[-−－]?\d+[.．]\d+$/u.test(text) && /[.,，．]/.test(text)
  );
}

/** A segment that begins a row by itself: a code or an ordinal (一、 （一） 1.). */
export function isNumbered(text: string): boolean {
  return /^\d{3,7}(\s|$)|^[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|^\d{1,2}[、.．](?!\d)/u.test(text);
}

/** A numbered segment or a total. A total may be a header cell too, so it begins a row only below the header. */
export function startsRow(text: string): boolean {
  return isNumbered(text) || /^(本年)?(收入|支出)?(合计|总计)$/u.test(text.replace(/\s/g, ''));
}
