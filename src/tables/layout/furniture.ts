import type { TablesWording } from '../../declare/wording/wording.ts';
import type { TextLine } from '../../model/grid.ts';

/** The bands at the top and bottom of a page where running heads (页眉) and page numbers (页码) stand. */
const BAND = 0.085;
/** A text that recurs on this many pages at one height is a running head. */
const RECURS = 3;
const PAGE_NUMBER = /^[-—–－―·.\s]*(第?\s*)?(\d{1,4}|[ivxlc]{1,6})(\s*页)?([/／共\s]*\d{1,4}\s*页?)?[-—–－―·.\s]*$/iu;

/** Whether a line is nothing but the number of a page: 14, - 3 -, 第 2 页. */
export function isPageNumber({ text }: TextLine): boolean {
  return PAGE_NUMBER.test(text);
}

/** The title of a table over several pages, which those pages repeat. */
const TITLE = /表(?:[（(].*[）)])?(?:续表?)?$/u;
/** A title stands over the pages of one table, a running head over more of the document than this. */
const FEW_PAGES = 1 / 3;

interface PageLines {
  readonly height: number;
  readonly lines: readonly TextLine[];
}

/** Splits each page's lines into content and furniture: page numbers, and lines that recur at one height. */
export function splitFurniture(
  pages: readonly PageLines[],
  { table_line: belongs }: TablesWording,
): { content: TextLine[]; furniture: TextLine[] }[] {
  const count = new Map<string, number>();
  for (const page of pages) {
    for (const line of page.lines) {
      const key = recurrenceKey(line, page.height);
      if (key !== null) count.set(key, (count.get(key) ?? 0) + 1);
    }
  }
  return pages.map((page, index) => {
    const content: TextLine[] = [];
    const furniture: TextLine[] = [];
    for (const line of page.lines) {
      const key = recurrenceKey(line, page.height);
      const times = key === null ? 0 : (count.get(key) ?? 0);
      const titles = TITLE.test(line.text.trim()) && times <= FEW_PAGES * pages.length;
      const recurs = times >= RECURS && !belongs.test(line.text) && !titles && !isTableHead(line, index, pages);
      const numbers = inBand(line, page.height) && isPageNumber(line);
      (recurs || numbers ? furniture : content).push(line);
    }
    return { content, furniture };
  });
}

/** How far (points) a heading that a table repeats on its next page may be off its place across the page. */
const SAME_PLACE = 1;

/** Whether an earlier page has the line at the same place across, but further down: the head of a table that goes on. */
function isTableHead(line: TextLine, page: number, pages: readonly PageLines[]): boolean {
  const before = pages.slice(0, page).flatMap(({ height, lines }) => lines.filter((one) => !inBand(one, height)));
  return before.some(
    ({ x0, x1, size, text }) =>
      Math.abs(x0 - line.x0) < SAME_PLACE &&
      Math.abs(x1 - line.x1) < SAME_PLACE &&
      Math.abs(size - line.size) < SAME_PLACE &&
      text === line.text,
  );
}

function inBand(line: TextLine, height: number): boolean {
  return line.y1 < height * BAND || line.y0 > height * (1 - BAND);
}

function recurrenceKey(line: TextLine, height: number): string | null {
  if (!inBand(line, height)) return null;
  return `${line.y0 < height / 2 ? 'head' : 'foot'}|${line.text.replace(/\d+/g, '#').replace(/\s+/g, '')}`;
}
