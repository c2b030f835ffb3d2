import type { TitlesWording } from '../../declare/wording/wording.ts';
import type { GridCell, PageLayout } from '../../model/grid.ts';
import { isPlainlyAmount } from '../../model/money.ts';
import { compact } from '../../model/text.ts';
import { endsAsTitle } from './title-line.ts';

/** The titles that the contents of a report (目录) give to the numbers of its tables (表一, 附表1, 公开01表). */
export interface Contents {
  /** The title that the number of a table stands for; null where the contents do not say it, or say two. */
  titleOf(number: string): string | null;
  /** Whether these numbers of tables are counted as the contents count them: the first one that they list is among them. */
  countsAs(numbers: readonly string[]): boolean;
}

export const NO_CONTENTS: Contents = { titleOf: () => null, countsAs: () => false };

/** So many entries on one page are a list of tables: fewer may be a title over its table. */
const FEWEST = 3;
/** Lines that an entry may take. */
const LINES = 3;
/** Dots and page number behind an entry. */
const LEADERS = /[.…·．⋯\-—_\d]+$/u;
/** A year right behind a number is no part of it: 表12024年收支总表 is 表1. */
const YEAR = /(?=20\d\d年)/u;

interface Entry {
  readonly number: string;
  readonly title: string;
}

/** The number of a table that a line begins with, and what stands behind it; null where it begins with none. */
export function splitNumber(text: string, { table_number }: TitlesWording): Entry | null {
  const [head = '', ...rest] = text.trim().split(/\s+/u);
  const whole = table_number.exec(head)?.[0] === head ? head : null;
  if (whole !== null) return { number: whole, title: rest.join('') };
  const line = compact(text);
  const [before = '', ...years] = line.split(YEAR);
  const number = table_number.exec(before)?.[0] ?? '';
  return number === '' ? null : { number, title: `${before.slice(number.length)}${years.join('')}` };
}

/** A number as contents and captions may write it: 表一 and 表1, 公开01表 and 公开1表 are one. */
function keyOf(number: string): string {
  const words = compact(number).replace(/[:：]$/u, '');
  return words.replace(/[一二三四五六七八九十]+|\d+/gu, (digits) => String(numberOf(digits)));
}

const NUMERALS = '零一二三四五六七八九';

/** The value of digits or of a numeral up to 九十九. */
function numberOf(digits: string): number {
  if (/^\d/u.test(digits)) return Number(digits);
  const [tens = '', ones] = digits.split('十');
  const one = (numeral: string) => Math.max(0, NUMERALS.indexOf(numeral));
  return ones === undefined ? one(tens) : 10 * (tens === '' ? 1 : one(tens)) + one(ones);
}

/** The digits of a number alone: what contents call 表1 a table may call 附表1. */
function digitsOf(key: string): string {
  return key.replace(/[^\d.．\-—]/gu, '');
}

/** The entries that the lines of one page or table are; none where they are too few. */
function entriesOf(lines: readonly string[], wording: TitlesWording): Entry[] {
  const entries = lines.flatMap((text, at): Entry[] => {
    const split = splitNumber(text, wording);
    if (split === null) return [];
    const own = bareTitle(split.title);
    if (endsAsTitle(own, wording)) return [{ ...split, title: own }];
    // a long title wraps
    const rest = lines.slice(at + 1, at + LINES);
    const end = rest.findIndex((line) => splitNumber(line, wording) !== null);
    const wrapped = (end < 0 ? rest : rest.slice(0, end)).map((_, count, further) =>
      bareTitle([split.title, ...further.slice(0, count + 1)].join('')),
    );
    const title = wrapped.find((whole) => endsAsTitle(whole, wording));
    return title === undefined ? [] : [{ ...split, title }];
  });
  return entries.length < FEWEST ? [] : entries;
}

function bareTitle(text: string): string {
  return compact(text)
    .replace(/^[:：.．、\-—]+/u, '')
    .replace(LEADERS, '');
}

function isFigure({ lines }: GridCell): boolean {
  return lines.length > 0 && isPlainlyAmount(compact(lines.map(({ text }) => text).join('')));
}

/** Reads the contents: pages or tables that list numbers with titles, before any figure stands there. */
export function contentsOf(pages: readonly PageLayout[], wording: TitlesWording): Contents {
  const figures = pages.findIndex(({ grids }) => grids.some(({ cells }) => cells.some(isFigure)));
  const lists = (figures < 0 ? pages : pages.slice(0, figures)).flatMap(({ lines, grids }) => [
    ...(grids.length === 0 ? [lines.map(({ text }) => text)] : []),
    ...grids.map(({ cells, ys }) =>
      ys.map((_, row) =>
        cells
          .filter((cell) => cell.row === row)
          .sort((a, b) => a.column - b.column)
          .map((cell) => compact(cell.lines.map(({ text }) => text).join('')))
          .filter((text) => text !== '' && !/^\d+$/u.test(text))
          .join(' '),
      ),
    ),
  ]);
  const entries = lists.flatMap((list) => entriesOf(list, wording));
  const said = (key: (number: string) => string, number: string): string | null => {
    const titles = new Set(entries.filter((one) => key(one.number) === key(number)).map(({ title }) => title));
    const [only = null] = titles;
    return titles.size === 1 ? only : null;
  };
  if (entries.length === 0) return NO_CONTENTS;
  const byDigits = (number: string) => digitsOf(keyOf(number));
  const first = byDigits(entries[0]?.number ?? '');
  return {
    titleOf: (number) => {
      const isListed = entries.some((one) => keyOf(one.number) === keyOf(number));
      return isListed ? said(keyOf, number) : said(byDigits, number);
    },
    countsAs: (numbers) => numbers.some((number) => byDigits(number) === first),
  };
}
