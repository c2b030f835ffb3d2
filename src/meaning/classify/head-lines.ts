import type { TitlesWording } from '../../declare/wording/wording.ts';
import type { PageLayout, TextLine } from '../../model/grid.ts';
import type { Table } from '../../model/table.ts';
import { compact } from '../../model/text.ts';

/** A short line that may name the document: from the cover, contents or above a table. */
export interface HeadLine {
  readonly text: string;
  /** Cover lines speak louder than the titles of single tables. */
  readonly weight: number;
}

/** Pages on which a report says what it is, before its tables and its prose. */
export const FIRST_PAGES = 3;
/** Lines above a table that may be its heading. */
export const HEADING_LINES = 6;
const LONGEST = 60;
const COVER = 4;
/** More lines than this are no title, however short they are. */
const MOST_TITLE_LINES = 6;
const DIGITS = '〇一二三四五六七八九';
const NUMERAL_YEAR = /二[〇○零Oo0][一二三四五六七八九〇○零]{2}/gu;
/** 二〇二五年 → 2025年. */
export function plainYears(text: string): string {
  return text.replace(NUMERAL_YEAR, (year) =>
    [...year].map((digit) => (/[○零Oo0]/u.test(digit) ? '0' : String(DIGITS.indexOf(digit)))).join(''),
  );
}

/** The words of a line that may be a title: 2025年公开2024年度部门决算 is of 2024. */
export function titleText(printed: string, { published_in }: TitlesWording): string {
  return plainYears(compact(printed)).replace(published_in, '');
}

/** Lines in the order in which they are read, top to bottom. */
function inOrder(lines: readonly TextLine[]): TextLine[] {
  return [...lines].sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0);
}

/** What is printed on top of the first page with anything on it, above any table: the lines of a cover. */
function frontLines(pages: readonly PageLayout[], wording: TitlesWording): string[] {
  const page = pages.find(({ lines, grids }) => lines.length + grids.length > 0);
  if (page === undefined) return [];
  const tableTop = page.grids[0]?.box.y0 ?? Number.POSITIVE_INFINITY;
  return inOrder(page.lines)
    .filter((line) => line.y0 < tableTop)
    .map((line) => titleText(line.text, wording));
}

/**
 * The title on the cover (封面标题) as one text, however it is broken: over lines that hold year, region, department and
 * 部门预算 each, or within a word. Null where the first page opens without one.
 */
export function coverTitle(pages: readonly PageLayout[], wording: TitlesWording): string | null {
  let title = '';
  let lines = 0;
  for (const text of frontLines(pages, wording)) {
    if (lines === MOST_TITLE_LINES || wording.after_title.test(text) || text.length > LONGEST) break;
    if (wording.beside_title.test(text)) continue;
    title += text;
    lines++;
    if (wording.closed_title.test(title)) return title;
  }
  return null;
}

/** Long enough for a name: （某某局）. */
const BRACKETED = /^[（(][^（(]{5,}[)）]$/u;

/** Lines of a cover that are no title, no label and no date: a department may stand alone there. */
export function loneCoverLines(pages: readonly PageLayout[], wording: TitlesWording): string[] {
  const front = frontLines(pages, wording);
  return front.some((text) => wording.after_title.test(text))
    ? []
    : front.filter((text) => !wording.beside_title.test(text) || BRACKETED.test(text));
}

/** The lines that may say what the document is: first pages and the lines above tables, prose left out. */
export function headLines(pages: readonly PageLayout[], tables: readonly Table[], wording: TitlesWording): HeadLine[] {
  const first = pages
    .slice(0, FIRST_PAGES)
    .flatMap((page, at) => page.lines.map((line) => ({ text: line.text, weight: at === 0 ? COVER : 1 })));
  const title = coverTitle(pages, wording);
  const joined = title === null ? [] : [{ text: title, weight: COVER }];
  const above = tables.flatMap((table) =>
    table.above.slice(-HEADING_LINES).map((line) => ({ text: line.text, weight: 1 })),
  );
  const seen = new Set(first.map(({ text }) => titleText(text, wording)));
  return [...joined.filter(({ text }) => !seen.has(text)), ...first, ...above].flatMap(({ text: printed, weight }) => {
    if (printed.length > LONGEST) return [];
    const text = titleText(printed, wording);
    return text === '' || /[。；]/u.test(text) ? [] : [{ text, weight }];
  });
}
