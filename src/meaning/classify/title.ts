import type { TitleMatch, TitleMatcher } from '../../declare/titles.ts';
import type { TitlesWording } from '../../declare/wording/wording.ts';
import type { TextLine } from '../../model/grid.ts';
import type { Table } from '../../model/table.ts';
import { compact, ordinalOf, tidyName } from '../../model/text.ts';
import { titleWithoutSpeck } from '../../words/dust.ts';
import { type Contents, splitNumber } from './contents.ts';
import { endsAsTitle, LONGEST } from './title-line.ts';

/** A table's title as printed, and the statements whose title it is. */
export interface Title {
  readonly text: string;
  readonly matches: readonly TitleMatch[];
  /** It does not say that it is of a 表 (部门政府采购预算): it may be the heading of a chapter. */
  readonly bare?: true;
  /** The title of another statement stands beside it, or right above it in the same type. */
  readonly rivalled?: true;
  /** The number over the table, for which the contents of the report have this title: none is printed there. */
  readonly listed?: string;
}

/** From this share of a line's words explained on it is a statement's title. */
export const GOOD_TITLE = 0.6;

const LINES_ABOVE = 10;
/** Rows of a grid that may hold its caption, one cell each: number, title, department and unit. */
const CAPTION_ROWS = 4;
/** The lines of one title are of one size and stand close: at most this many sizes apart, as much larger or smaller. */
const LINE_GAP = 1.6;
const SIZE = 1.15;
/** How much less a title counts than the one nearest to the table: where their headings are alike, that one is it. */
const FURTHER = 0.9;
/** So many words side by side are headings over columns. */
const HEADINGS = 3;

/** No title without the word 表 is as short as the name of a side. */
const SIDE = 2;

interface Printed {
  readonly text: string;
  readonly line: TextLine | null;
}

/** A line above a table, in its pieces where the title stands between department and unit (部门：某某局 收支总表 单位：元). */
function piecesOf(line: TextLine, wording: TitlesWording): Printed[] {
  const pieces = line.text.trim().split(/\s+/u);
  const between = pieces.some((text) => /[:：]/u.test(text)) && pieces.some((text) => endsAsTitle(text, wording));
  return (between ? pieces : [compact(line.text)]).map((text) => ({ text, line }));
}

/** Whether a line is printed as it is meant: not struck out, and with nothing printed over it. */
export function isPlain({ glyphs }: TextLine): boolean {
  return glyphs.every(({ doubt }) => doubt !== 'struck' && doubt !== 'overprinted');
}

/** What is left of a line of which some words are struck out, in doubt; null where nothing is, or it is in doubt otherwise. */
function withoutStruck(line: TextLine): TextLine | null {
  const left = line.glyphs.filter(({ doubt }) => doubt !== 'struck');
  if (left.length === 0 || left.length === line.glyphs.length || left.some(({ doubt }) => doubt === 'overprinted'))
    return null;
  return { ...line, glyphs: left, text: left.map(({ text }) => text).join('') };
}

/** What is printed over a table and in rows of its own on top of it, nearest to the figures last. */
function printedAbove(table: Table, wording: TitlesWording): Printed[] {
  const above = table.above
    .slice(-LINES_ABOVE)
    .flatMap((line) => (isPlain(line) ? line : (withoutStruck(line) ?? [])))
    .flatMap((line) => piecesOf(line, wording));
  const captions: Printed[] = [];
  for (const row of table.rows.slice(0, CAPTION_ROWS)) {
    const [only, second] = row.filter((cell) => cell.text.trim() !== '');
    if (second !== undefined) break;
    if (only?.lines.every(isPlain)) captions.push({ text: compact(only.text), line: null });
  }
  return [...above, ...captions];
}

/** Whether `line` goes on where `before` ended, as the lines of one wrapped title do. */
function goesOn({ line: before }: Printed, { line }: Printed): boolean {
  if (before === null || line === null) return before === line;
  const ratio = Math.max(before.size, line.size) / Math.min(before.size, line.size);
  return ratio <= SIZE && line.y0 - before.y1 <= LINE_GAP * line.size;
}

/** Whether two lines stand at one height. */
function isBeside({ line: one }: Printed, { line: other }: Printed): boolean {
  if (one === null || other === null) return false;
  return Math.min(one.y1, other.y1) - Math.max(one.y0, other.y0) > Math.min(one.size, other.size) / 2;
}

/** Words with gaps between them, none of one character (项目 预算 项目 预算): headings, no title set wide. */
function isHeadings(line: TextLine | null): boolean {
  const words = line?.text.trim().split(/\s+/u) ?? [];
  return words.length >= HEADINGS && words.every((word) => word.length > 1);
}

/** Finds titles in a document of one department. */
export class TitleFinder {
  readonly #titles: TitleMatcher;
  readonly #department: string;
  readonly #wording: TitlesWording;
  readonly #contents: Contents;

  constructor(titles: TitleMatcher, department: string, wording: TitlesWording, contents: Contents) {
    this.#contents = contents;
    this.#titles = titles;
    this.#department = department;
    this.#wording = wording;
  }

  /** The table's own title: the nearest line that is one, with what is wrapped before or bracketed behind it. */
  find(table: Table): Title | null {
    const printed = printedAbove(table, this.#wording).map((one) => this.#withoutSpeck(one));
    const found = this.#nearest(printed);
    const isScan = table.above.some((line) => line.source === 'ocr') || table.rows[0]?.some((c) => c.source === 'ocr');
    if ((found?.matches[0]?.score ?? 0) >= GOOD_TITLE) return found;
    return (
      (isScan === true ? this.#misread(printed) : null) ??
      found ??
      this.#bare(printed) ??
      this.#numbered(printed) ??
      this.#listed(printed)
    );
  }

  /** A recognised line without the mark that a speck behind it was taken for, where that makes it a title. */
  #withoutSpeck(one: Printed): Printed {
    if (one.line !== null && one.line.source !== 'ocr') return one;
    const text = titleWithoutSpeck(one.text);
    if (text === one.text || (this.#titles.match(text, this.#department)[0]?.score ?? 0) < GOOD_TITLE) return one;
    return { ...one, text };
  }

  /** Whether print above a table, however far (a head without rules stands between), is a title that the one before has not. */
  opensAnew(table: Table, previous: Table): boolean {
    const known = new Set(previous.above.map(({ text }) => compact(text)));
    return table.above
      .map(({ text }) => compact(text))
      .some((text) => endsAsTitle(text, this.#wording) && !known.has(text));
  }

  /**
   * The nearest line that is a statement's title but for the word 表, and says nothing else. With the number of a table before
   * it, above or below it (表12) it is no heading of a chapter.
   */
  #bare(printed: readonly Printed[]): Title | null {
    const { table_number: number } = this.#wording;
    const isNumber = (one: Printed | undefined) => one !== undefined && this.#isNumber(one);
    for (let at = printed.length - 1; at >= 0; at--) {
      const { text } = printed[at] ?? { text: '' };
      const said = text.replace(number, '');
      if (text.length > LONGEST || said.includes('表') || /[:：。；，！？]/u.test(said)) continue;
      if (isHeadings(printed[at]?.line ?? null)) continue;
      const { classes, unknown } = this.#read(said);
      // 二、支出 says which half of a table stands below it
      if (tidyName(said).length <= SIDE) continue;
      const matches = classes.size > 0 && unknown === 0 ? this.#titles.match(`${said}表`, this.#department) : [];
      if ((matches[0]?.score ?? 0) < GOOD_TITLE) continue;
      const numbered = said !== text || isNumber(printed[at - 1]) || isNumber(printed[at + 1]);
      return numbered ? { text, matches } : { text, matches, bare: true };
    }
    return null;
  }

  /** The title for which the nearest number of a table (表一, 公开01表) stands in the contents. */
  #numbered(printed: readonly Printed[]): Title | null {
    const numbers = printed.flatMap(({ line, text }) => {
      const pieces = line === null ? [text] : line.text.trim().split(/\s+/u);
      return [compact(text), ...pieces].filter((one) => splitNumber(one, this.#wording)?.title === '');
    });
    const number = numbers.at(-1);
    const text = number === undefined ? null : this.#contents.titleOf(number);
    if (number === undefined || text === null) return null;
    return { text, matches: this.#titles.match(text, this.#department), listed: number };
  }

  /** The nearest line that calls what is below it a list (专项资金管理清单目录): no statement of this name is declared. */
  #listed(printed: readonly Printed[]): Title | null {
    const line = printed.findLast(({ text }) => text.length <= LONGEST && this.#wording.list_title.test(text));
    return line === undefined ? null : { text: line.text, matches: [] };
  }

  #nearest(printed: readonly Printed[]): Title | null {
    for (let at = printed.length - 1; at >= 0; at--) {
      const one = printed[at];
      if (one === undefined || !endsAsTitle(one.text, this.#wording) || this.#isNumber(one)) continue;
      const text = `${this.#wrapped(printed, at)}${one.text}${this.#bracketed(printed, at)}`;
      const { classes, unknown } = this.#read(text);
      if (classes.size === 0 && unknown === 0) continue;
      const matches = this.#titles.match(text, this.#department);
      const rivals = this.#rivals(printed, at, matches);
      return rivals.length > 0 ? { text, matches: [...matches, ...rivals], rivalled: true } : { text, matches };
    }
    return null;
  }

  /** Whether a line is the number of a table and no more (财决附03表). */
  #isNumber({ text }: Printed): boolean {
    return this.#wording.table_number.exec(text)?.[0] === text;
  }

  /**
   * Of other titles that compete for one table, what they match: two stand side by side, or one right above the other in type of
   * its size.
   */
  #rivals(printed: readonly Printed[], at: number, matches: readonly TitleMatch[]): readonly TitleMatch[] {
    const one = printed[at];
    if (one === undefined) return [];
    const found = (text: string) => {
      const [first] = endsAsTitle(text, this.#wording) ? this.#titles.match(text, this.#department) : [];
      return first !== undefined && first.kind !== null && first.score >= GOOD_TITLE ? [first] : [];
    };
    const inPieces = one.line?.text.trim().split(/\s+/u).flatMap(found) ?? [];
    if (new Set(inPieces.map(({ kind }) => kind)).size > 1) return inPieces;
    return printed
      .filter((other, place) => other !== one && (isBeside(other, one) || (place === at - 1 && goesOn(other, one))))
      .flatMap(({ text }) => found(text))
      .filter(({ kind }) => !matches.some((match) => match.kind === kind))
      .map((match) => ({ ...match, score: match.score * FURTHER }));
  }

  #read(text: string) {
    return this.#titles.read(text, this.#department);
  }

  /** The first line of a title over two lines: words of titles, no title and no heading of its own. */
  #wrapped(printed: readonly Printed[], at: number): string {
    const [before, one] = [printed[at - 1], printed[at]];
    if (before === undefined || one === undefined || !goesOn(before, one)) return '';
    const { text } = before;
    if (text.includes('表') || text.length > LONGEST || /[:：。；，！？]/u.test(text)) return '';
    if (ordinalOf(text) !== '' || /^第.{1,3}(?:部分|章|节)/u.test(text)) return '';
    if (this.#read(text).classes.size > 0) return text;
    // the line broke off within a word: 一般公共 / 预算支出表
    const [alone, whole] = [this.#read(one.text), this.#read(`${text}${one.text}`)];
    return whole.unknown === 0 && whole.classes.size > alone.classes.size ? text : '';
  }

  /** A bracket on a line of its own below the title: （按经济分类）. */
  #bracketed(printed: readonly Printed[], at: number): string {
    const after = printed[at + 1]?.text ?? '';
    return /^[（(].*[）)]$/u.test(after) && this.#read(after).classes.size > 0 ? after : '';
  }

  /** The title of a scanned table may be misread: the line nearest to the table that is nearly one. */
  #misread(printed: readonly Printed[]): Title | null {
    const lines = printed.map(({ text }) => text).reverse();
    const plain = lines.filter((line) => !/[:：]/u.test(line));
    for (const text of [...lines, ...plain.slice(1).map((line, at) => `${line}${plain[at] ?? ''}`)]) {
      const matches = this.#titles.nearly(text, this.#department);
      if ((matches[0]?.score ?? 0) >= GOOD_TITLE) return { text, matches };
    }
    return null;
  }
}
