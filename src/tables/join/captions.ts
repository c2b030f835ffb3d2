import type { TablesWording } from '../../declare/wording/wording.ts';
import type { Grid, PageLayout, TextLine } from '../../model/grid.ts';
import { titleWithoutSpeck } from '../../words/dust.ts';
import type { Part } from './assemble.ts';
import { rowText } from './headers.ts';

/** A title (标题) by its look alone: a short line that ends in 表. */
const TITLE = /^[^。；，！？:：]{2,60}表(?:[（(〔][^。；]*[）)〕])?(?:续表?)?$/u;
/** The number of a table beside its title. */
const NUMBER = /^[^\d]{0,8}\d{1,2}(?:[-.]\d{1,2})?表$/u;
/** The same with 表 before the number: 附表3, 表二. */
const NUMBERED = /^[^\d\s]{0,4}表(?:\d{1,2}(?:[-.]\d{1,2})*|[一二三四五六七八九十]{1,3})$/u;
/** A title and what stands around it take no more lines. */
const CAPTION_LINES = 4;
/** One title below a table may have been left behind by the next one; more of them are a habit. */
const HABIT = 2;

function text({ text: printed, source }: TextLine): string {
  const own = printed.replace(/\s/gu, '');
  return source === 'ocr' ? titleWithoutSpeck(own) : own;
}
const isTitle = (line: TextLine) => TITLE.test(text(line));

/** The numbers of tables among the words of a line: 公开02表 beside 部门：某某局. */
export function numbersIn(line: string): readonly string[] {
  return line.split(/\s+/u).filter((word) => NUMBER.test(word) || NUMBERED.test(word));
}

/** Whether nothing over a table looks like its title. */
export function isUntitled({ above }: Pick<Part, 'above'>): boolean {
  return !above.some(isTitle);
}

/** What a grid prints on top of its columns, one cell a row: number, title, department and unit of a printed spreadsheet. */
function captionsOf(grid: Grid): string[] {
  const captions: string[] = [];
  for (let row = 0; row < Math.min(CAPTION_LINES, grid.ys.length - 1); row++) {
    const [only, ...more] = rowText(grid, row);
    if (more.length > 0) break;
    if (only !== undefined) captions.push(only);
  }
  return captions;
}

/** Whether a grid opens with a title of its own, inside its rules, that the table before it does not bear. */
export function opensWithTitle(grid: Grid, { grid: first, above }: Part, { goes_on }: TablesWording): boolean {
  const known = new Set([...captionsOf(first), ...above.map(text)].map((one) => one.replace(goes_on, '')));
  return captionsOf(grid).some((one) => TITLE.test(one) && !known.has(one.replace(goes_on, '')));
}

/** A table whose title was left behind at the foot of the page before, even of a page of prose. */
export function withOrphan(part: Part, before: PageLayout | null, { caption: around }: TablesWording): Part {
  if (before === null || part.above.some((line) => !around.test(text(line)) || isTitle(line))) return part;
  const caption: TextLine[] = [];
  for (const line of footOf(before).slice(-CAPTION_LINES).reverse()) {
    if (!isTitle(line) && (!around.test(text(line)) || /[。；，]/u.test(line.text))) break;
    caption.unshift(line);
  }
  // several are a table of contents
  return caption.filter((line) => isTitle(line) && !NUMBER.test(text(line))).length === 1
    ? { ...part, above: [...caption, ...part.above] }
    : part;
}

/** The lines of a page below its tables, top to bottom. */
function footOf(page: PageLayout): TextLine[] {
  const end = Math.max(-Infinity, ...page.grids.map((grid) => grid.box.y1));
  return page.lines.filter((line) => line.y0 > end).sort((a, b) => a.y0 - b.y0);
}

/**
 * Whether a document prints titles below its tables (表题在下): no page has one over its first table, several have one
 * under their last, and the first table was not heralded by one on the page before (several there are a table of contents).
 */
export function titlesBelow(pages: readonly PageLayout[]): boolean {
  const first = pages.findIndex((page) => page.grids.length > 0);
  const before = pages[first - 1];
  if (first < 0 || (before !== undefined && footOf(before).filter(isTitle).length === 1)) return false;
  const withTables = pages.filter((page) => page.grids.length > 0);
  if (withTables.filter((page) => footOf(page).some(isTitle)).length < HABIT) return false;
  return withTables.every((page) => {
    const top = Math.min(...page.grids.map((grid) => grid.box.y0));
    return !page.lines.some((line) => line.y1 < top && isTitle(line));
  });
}

/** A part with the title below it for its own, and without that of the table over it. */
export function withTitleBelow(part: Part, page: PageLayout, { note }: TablesWording): Part {
  const own = part.below.filter((line) => !note.test(line.text.trim())).find(isTitle);
  const over = part.above.filter((line) => !isTitle(line) || !page.grids.some((grid) => grid.box.y1 < line.y0));
  if (own === undefined) return { ...part, above: over };
  return { ...part, above: [own, ...over], titledBelow: true };
}
