import type { TextLine } from '../../model/grid.ts';
import { compact, ordinalOf } from '../../model/text.ts';

/** A heading (标题) and its rank: 1 a part or a page's title, 2 `一、`, 3 `（一）`. */
export interface Heading {
  readonly level: 1 | 2 | 3;
  readonly text: string;
}

const PART = /^第[一二三四五六七八九十]+(?:部分|章)/u;
const SECTION = /^[一二三四五六七八九十]+[、.．]/u;
const SUBSECTION = /^[（(][一二三四五六七八九十]+[）)]/u;
/** What a heading never holds: an amount, or the middle of a sentence. */
const SENTENCE = /[。；，,;：:！？](?!$)|\d[\d,.]*(?:[万亿千]?元|[%％])/u;
const LONGEST = 45;

/** Whether a line begins with a printed ordinal: `一、`, `（二）`, `3.`. */
export function opensWithOrdinal(text: string): boolean {
  return ordinalOf(text) !== '';
}

/** The heading that a line is; null for a line of text. A title without ordinal must be centred in the text area. */
export function headingOf(
  line: TextLine,
  area: { readonly left: number; readonly right: number },
  pageWidth: number,
): Heading | null {
  const text = compact(line.text).replace(/[。：:]$/u, '');
  if (text.length > LONGEST || SENTENCE.test(text)) return null;
  if (PART.test(text)) return { level: 1, text };
  if (SECTION.test(text)) return { level: 2, text };
  if (SUBSECTION.test(text)) return { level: 3, text };
  const middle = (line.x0 + line.x1) / 2;
  const centred =
    Math.abs(middle - pageWidth / 2) < 0.03 * pageWidth &&
    line.x0 > area.left + 2 * line.size &&
    line.x1 < area.right - 2 * line.size;
  return centred && text.length > 3 && /[\u4e00-\u9fff]{3}/u.test(text) && !/^\d/u.test(text.replace(/^20\d\d年?/u, ''))
    ? { level: 1, text }
    : null;
}
