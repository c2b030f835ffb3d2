import type { FormWords } from '../../../declare/forms.ts';
import type { FormsWording } from '../../../declare/wording/wording.ts';
import { union } from '../../../model/box.ts';
import type { Chapter } from '../../../model/form.ts';
import type { PageLayout, TextLine } from '../../../model/grid.ts';
import type { Table } from '../../../model/table.ts';
import { compact } from '../../../model/text.ts';
import { withoutContacts } from '../contacts.ts';
import { type Heading, headingOf, LARGER, type Manuscript } from './headings.ts';

/** A chapter (章节) with the kinds of the chapters it stands in, nearest first. */
export interface NestedChapter extends Chapter {
  readonly within: readonly string[];
  /** Of the least certain character in it. */
  readonly confidence: number;
}

interface Open {
  heading: Heading;
  readonly first: TextLine;
  readonly page: number;
  readonly within: readonly string[];
  readonly lines: { line: TextLine; page: number; begins: boolean }[];
}

/** The report's prose as headed sections, pages of contents and what belongs to tables left out. */
export function chaptersOf(
  layouts: readonly PageLayout[],
  tables: readonly Table[],
  words: FormWords,
  keepContacts: boolean,
): NestedChapter[] {
  const size = bodySize(layouts);
  const titles = new Set(tables.flatMap((table) => [...table.above, ...table.below]));
  const writer: Writer = { open: [], stack: [], words, titles };
  let contents = false;
  for (const layout of layouts) {
    contents = isContents(layout, contents, words.wording);
    if (contents) continue;
    const text = manuscriptOf(layout, size);
    for (const line of layout.lines) take(writer, line, layout, text);
  }
  const chapters = writer.open.map((chapter) => closed(chapter, keepContacts ? null : words.wording));
  // a large line that heads nothing is a cover or a stray title
  return chapters.filter((chapter, index) => {
    const next = chapters[index + 1];
    return chapter.ordinal !== '' || chapter.text !== '' || (next !== undefined && next.level > chapter.level);
  });
}

interface Writer {
  readonly open: Open[];
  /** The chapters in which the next line stands, outermost first. */
  readonly stack: Open[];
  readonly words: FormWords;
  readonly titles: ReadonlySet<TextLine>;
}

function take(writer: Writer, line: TextLine, layout: PageLayout, text: Manuscript): void {
  const { stack, titles, words } = writer;
  const current = stack.at(-1);
  const found = headingOf(line, text, words, current?.heading ?? null);
  // beside tables a line without an ordinal is a table's title
  const heading = found?.ordinal === '' && layout.grids.length > 0 ? null : found;
  if (current !== undefined && current.page === layout.page && goesOn(current, line, text, heading)) {
    const title = current.heading.title + compact(line.text);
    current.heading = { ...current.heading, title, kind: words.chapters.find(title) };
  } else if (heading !== null) {
    while (stack.length > 0 && (stack.at(-1)?.heading.level ?? 0) >= heading.level) stack.pop();
    const within = stack.flatMap((outer) => outer.heading.kind ?? []).toReversed();
    const chapter: Open = { heading, first: line, page: layout.page, within, lines: [] };
    writer.open.push(chapter);
    stack.push(chapter);
  } else if (current !== undefined && (!titles.has(line) || isProse(line, text, words.wording))) {
    current.lines.push({ line, page: layout.page, begins: beginsParagraph(current, line, text) });
  }
}

/** Whether a large title goes on in a second line. */
function goesOn({ heading, first, lines }: Open, line: TextLine, text: Manuscript, found: Heading | null): boolean {
  if (lines.length > 0 || found?.ordinal || first.size < LARGER * text.size || first === line) return false;
  return Math.abs(line.size - first.size) < 0.6 && line.y0 - first.y1 < 2 * first.size && heading.rest === '';
}

function closed({ heading, first, page, within, lines }: Open, contacts: FormsWording | null): NestedChapter {
  let text = heading.rest;
  for (const { line, begins } of lines) text += (begins && text !== '' ? '\n' : '') + compact(line.text);
  const here = lines.filter((entry) => entry.page === page).map((entry) => entry.line);
  const whole = union([first, ...here]) ?? first;
  return {
    page,
    lastPage: lines.at(-1)?.page ?? page,
    box: { x0: whole.x0, y0: whole.y0, x1: whole.x1, y1: whole.y1 },
    ...{ level: heading.level, ordinal: heading.ordinal, title: heading.title, kind: heading.kind },
    text: contacts === null ? text : withoutContacts(text, contacts),
    within,
    confidence: Math.min(1, ...lines.map((entry) => entry.line.confidence)),
  };
}

/** The size of body text: that of most characters. */
function bodySize(layouts: readonly PageLayout[]): number {
  const lengths = new Map<number, number>();
  for (const line of layouts.flatMap((layout) => layout.lines)) {
    const size = Math.round(line.size * 2) / 2;
    lengths.set(size, (lengths.get(size) ?? 0) + line.text.length);
  }
  return [...lengths].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 12;
}

/** Where a page's body text begins and ends. */
function manuscriptOf(layout: PageLayout, size: number): Manuscript {
  const body = layout.lines.filter((line) => Math.abs(line.size - size) < 0.6);
  const left = Math.min(...body.map((line) => line.x0));
  return { size, left, right: Math.max(...body.map((line) => line.x1)), middle: layout.width / 2 };
}

/** A page of contents (目录): titled so, or most lines end in a page number; or one more page of nothing but headings. */
function isContents(layout: PageLayout, follows: boolean, wording: FormsWording): boolean {
  const texts = layout.lines.map((line) => compact(line.text)).filter((text) => text !== '');
  if (texts.slice(0, 3).some((text) => text === wording.contents)) return true;
  const numbered = texts.filter((text) => /(?:[.…·]{2,}|[\p{L}）])-?\d{1,3}-?$/u.test(text)).length;
  if (texts.length >= 5 && numbered > 0.7 * texts.length) return true;
  return follows && texts.length > 1 && layout.grids.length === 0 && !texts.some((text) => /[。，；]/u.test(text));
}

/** Above and below tables stand their titles, units and notes; full lines of body text there are prose all the same. */
function isProse(line: TextLine, text: Manuscript, { beside_tables }: FormsWording): boolean {
  if (beside_tables.test(line.text.trim())) return false;
  return (
    Math.abs(line.size - text.size) < 0.6 && (/[。；，、]/u.test(line.text) || line.x1 > text.right - 2 * text.size)
  );
}

function beginsParagraph(chapter: Open, line: TextLine, text: Manuscript): boolean {
  const last = chapter.lines.at(-1)?.line;
  if (last === undefined) return chapter.heading.rest === '';
  if (line.x0 > text.left + 4 * text.size) return true;
  const indented = line.x0 > text.left + text.size && line.x0 > last.x0 + 0.5 * text.size;
  const shortBefore = last.x1 < text.right - 2.5 * text.size;
  return indented || shortBefore;
}
