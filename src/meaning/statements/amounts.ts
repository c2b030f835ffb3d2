import type { Vocabulary } from '../../declare/vocabulary.ts';
import { overlap } from '../../model/box.ts';
import type { Flag } from '../../model/codes.ts';
import { type Fen, isBlankAmount, type PrintedNumber, parsePrinted, toFen, type Unit } from '../../model/money.ts';
import type { Note } from '../../model/note.ts';
import type { Amount, StatementKind } from '../../model/statement.ts';
import type { TableCell } from '../../model/table.ts';
import { compact } from '../../model/text.ts';

/** An amount cell as read: exact 分, printed decimals, and what was irregular. */
export interface ReadAmount {
  readonly fen: Fen;
  readonly raw: string;
  readonly decimals: number;
  readonly flags: readonly Flag[];
}

/** Why a cell of a value column gives no amount. */
export type NoAmount = 'blank' | 'noise' | 'unread';

/** What a recogniser makes of digits. */
const MISREAD: Readonly<Record<string, string>> = {
  ...{ O: '0', o: '0', l: '1', I: '1', '|': '1' },
  ...{ S: '5', s: '5', B: '8', Z: '2' },
};

/** A letter or an ideograph in front of a figure, and behind one. */
const HEAD_LETTER = /^(?=.?\p{L})\D{1,2}(?=\d)/u;
const TAIL_LETTER = /(?<=\d)(?=.?\p{L})\D{1,2}$/u;

/** A last 0 of which the rule beside it took a side: 1.5C is 1.50, and not fifteen. It is doubted like other letters. */
const OPEN_ZERO = /(?<=[.．]\d)C$/u;

/**
 * A recognised amount whose separators or digits came out wrong: 334.3704.00, 21, 601, 733. 00, 4557.3O. The last
 * separator before two digits is the point; another reading of the same ink comes second.
 */
function parseRecognised(cell: TableCell): PrintedNumber | null {
  const read = compact(cell.text);
  const seen = read.replace(OPEN_ZERO, '0').replace(/[OolI|SsBZ]/gu, (char) => MISREAD[char] ?? char);
  // specks of a rule or seal before and after the figure
  const digits = seen.replace(/^[^\d(（\-－]{1,2}(?=\d)|(?<=\d)[^\d)）.]{1,2}$|(?<=[.．]\d{2})[.．]$/gu, '');
  // a letter is as high as a digit, and may be one: Ｔ98.65, 550,000.0C
  const isDropped = HEAD_LETTER.test(seen) || TAIL_LETTER.test(seen) || OPEN_ZERO.test(read);
  const dropped = isDropped ? (['letter-dropped'] as const) : [];
  const parts = digits.split(/[.,，。．:：·]/u);
  const cents = parts.length > 1 && /^\d{2}$/u.test(parts.at(-1) ?? '') ? parts.pop() : undefined;
  // 850,0000: the point is lost, and who knows what beside it
  const ungrouped = cents === undefined && parts.slice(1).some(({ length }) => length !== 3);
  const odd = [...dropped, ...(ungrouped ? (['grouping'] as const) : [])];
  const plain = parts.join('') + (cents === undefined ? '' : `.${cents}`);
  const parsed = parsePrinted(plain) ?? cell.others.map(parsePrinted).find((other) => other !== null) ?? null;
  return parsed === null ? null : { ...parsed, irregular: [...parsed.irregular, 'misread-characters', ...odd] };
}

/** 72.61626, 3,633.30087: a separator was taken for the point, and the point was lost; no amount has five decimals. */
const POINT_LOST = /^([-－(（]?\d[\d.,，．]*)[.,，．]((?:\d{3}){1,2})(\d{2})([)）]?)$/u;

/** Whether lines of digits in one cell are one wrapped number: its commas or its point must say so, `12` over `13` do not. */
function isOneNumber(cell: TableCell, printed: PrintedNumber): boolean {
  if (printed.irregular.includes('grouping')) return false;
  return cell.text.includes(',') || cell.lines.slice(0, -1).some((line) => /[.．]/u.test(line.text));
}

/** A whole figure with all its separators and cents; its first line ends inside a group or at the point, or the second begins there. */
const WHOLE = /^-?\d{1,3}(?:,\d{3})+\.\d{2,6}$/u;
const BROKEN_OFF = /(?:,\d{0,2}|\.)$/u;
const BROKEN_ON = /^[,.]/u;

/** Whether a printed figure over two lines can be nothing else: together it is whole, and one of its lines alone is no figure. */
function isPlainlyOne({ source, lines, text }: TableCell): boolean {
  const [first, second, more] = lines.map((line) => compact(line.text)).filter((line) => line !== '');
  if (source !== 'text' || first === undefined || second === undefined || more !== undefined) return false;
  return WHOLE.test(compact(text)) && (BROKEN_OFF.test(first) || BROKEN_ON.test(second));
}

function parseOcr(cell: TableCell, raw: string): PrintedNumber | null {
  const plain = compact(raw);
  if (!POINT_LOST.test(plain)) return parsePrinted(raw) ?? parseRecognised(cell);
  const mended = parsePrinted(
    plain.replace(
      POINT_LOST,
      (_, whole: string, thousands: string, cents: string, end: string) =>
        `${whole.replace(/[.,，．]/gu, '')}${thousands}.${cents}${end}`,
    ),
  );
  return mended && { ...mended, irregular: [...mended.irregular, 'misread-characters'] };
}

/** What footnotes are numbered with, printed behind a figure as large as its digits. */
const FOOTNOTE = /(?<=\d)\s*(?:[①-⑳⑴-⒇¹²³⁰⁴-⁹*＊※#＃†‡]+|[[［【〔]\d{1,2}[\]］】〕]|[（(]?注\d{0,2}[)）]?)$/u;

/** What a cell is filled up with before its figure, so that nobody writes a digit there: ......1,349.58, ***1,349.58. */
const FILLING = /^([.…·*＊_])\1{2,}\s*(?=[-－(（]?\d[\d,]*\.\d)/u;

/** A printed number, or one before which its cell is filled up: the figure is what is left without that. */
function parseFilled(raw: string): PrintedNumber | null {
  const plain = raw.replace(FILLING, '');
  const printed = parseMarked(plain);
  return printed === null || plain === raw ? printed : { ...printed, irregular: [...printed.irregular, 'typography'] };
}

/** A printed number, or one behind which a footnote mark stands: the figure is what is left without it. */
function parseMarked(raw: string): PrintedNumber | null {
  const plain = raw.replace(FOOTNOTE, '');
  const printed = parsePrinted(plain);
  return printed === null || plain === raw
    ? printed
    : { ...printed, irregular: [...printed.irregular, 'footnote-mark'] };
}

/** A figure behind which its unit stands once more: 1,349.58万元. Any other unit says that something is wrong. */
function withoutUnit(raw: string, unit: Unit): string {
  const [own] = /(?<=\d)\s*[亿万千]?元$/u.exec(raw) ?? [];
  return own?.trim() === unit ? raw.slice(0, -own.length) : raw;
}

/** White between two digits, in parts of the size of their type, that no figure has within it. */
const APART = 1.5;

/** Whether recognised digits on one line stand far apart: the rule between two columns was not seen, and what is read is of both. */
function isOfTwo({ source, lines }: TableCell): boolean {
  if (source !== 'ocr') return false;
  return lines.some(({ glyphs, size }) => {
    const digits = glyphs.filter(({ text }) => /\d/u.test(text)).sort((a, b) => a.x0 - b.x0);
    return digits.some(({ x0 }, at) => x0 - (digits[at - 1]?.x1 ?? x0) > APART * size);
  });
}

const BROKEN_OFF_AT_COMMA = /\d[,，]$/u;

/** Reads a cell of a value column. Dashes and blanks are nothing, a printed zero is an amount. */
export function readAmount(cell: TableCell, unit: Unit, vocabulary: Vocabulary): ReadAmount | NoAmount {
  const raw = cell.text.trim();
  if (isBlankAmount(raw)) return 'blank';
  const bare = withoutUnit(raw, unit);
  // What ends in a separator goes on where the cell ends: its copies may be cut off there as well, and would prove it.
  if (cell.source === 'text' && BROKEN_OFF_AT_COMMA.test(bare)) return 'unread';
  const printed = cell.source === 'ocr' ? parseOcr(cell, bare) : parseFilled(bare);
  if (printed === null) return vocabulary.ignoredCells.find(raw) === null ? 'unread' : 'noise';
  // Of a recognised figure the first digit may be misread, and sums tell it.
  if (cell.source === 'text' && printed.irregular.includes('leading-zero')) return 'unread';
  if (isOfTwo(cell)) return 'unread';
  const wrapped = cell.lines.filter((line) => /\d/u.test(line.text)).length > 1;
  if (wrapped && !isOneNumber(cell, printed)) return 'unread';
  const fen = toFen(printed.decimal, unit);
  if (fen === null) return 'unread';
  const wraps: readonly Flag[] = wrapped && !isPlainlyOne(cell) ? ['wrapped'] : [];
  const flags = [...printed.irregular, ...wraps, ...(cell.doubts ?? [])];
  return { fen, raw: compact(raw), decimals: printed.decimals, flags };
}

/** A cell that is neither figure nor heading nor declared noise: reported, never dropped. */
export function unreadCell(cell: TableCell, statement: StatementKind | null): Note {
  return {
    code: 'unread-cell',
    severity: 'warning',
    page: cell.page,
    box: cell.ink ?? cell.box,
    statement,
    data: { text: compact(cell.text), row: cell.row, column: cell.column },
  };
}

/** So many figures of a table with two decimals or more, and none with one, show that it prints decimals throughout. */
const THROUGHOUT = 30;
/** More than this share of figures without decimals are a habit. */
const SELDOM = 0.05;

/** Amounts with those in doubt that alone print no decimals: the number of a page or a row may have got into the table. */
export function withLoneIntegers<T extends Pick<ReadAmount, 'fen' | 'raw' | 'decimals' | 'flags'>>(
  amounts: readonly T[],
): readonly T[] {
  const figures = amounts.filter(({ fen }) => fen !== 0n);
  const lone = new Set(figures.filter(({ raw, decimals }) => decimals === 0 && !/[,，]/u.test(raw)));
  if (lone.size === 0 || figures.length < THROUGHOUT || lone.size > SELDOM * figures.length) return amounts;
  if (figures.some((one) => !lone.has(one) && one.decimals < 2)) return amounts;
  return amounts.map((one) => (lone.has(one) ? { ...one, flags: [...one.flags, 'lone-integer'] } : one));
}

/** So many figures with as many decimals, and this share of all, show what a table prints. */
const SOME = 5;
const USUAL = 0.6;

/**
 * Amounts with those in doubt that print more decimals than their table, which prints as many in all others: the number of
 * a footnote may stand behind them, and sums that may miss by rounding hold with it.
 */
export function withOddDecimals<T extends Pick<ReadAmount, 'fen' | 'decimals' | 'flags'> & Pick<Amount, 'measure'>>(
  amounts: readonly T[],
): readonly T[] {
  const figures = amounts.filter(({ fen }) => fen !== 0n);
  const counts = Map.groupBy(figures, ({ decimals }) => decimals);
  const [usual, most] = [...counts].reduce<readonly [number, number]>(
    (best, [decimals, { length }]) => (length > best[1] ? [decimals, length] : best),
    [0, 0],
  );
  if (usual === 0 || most < SOME || most < USUAL * figures.length) return amounts;
  const long = (amount: T) => amount.decimals > usual;
  if (!figures.some(long) || figures.filter(({ decimals }) => decimals < usual).length > SELDOM * figures.length)
    return amounts;
  const own = Map.groupBy(figures, ({ measure }) => measure);
  const isOdd = (amount: T) => {
    const column = own.get(amount.measure) ?? [];
    return long(amount) && (2 * column.filter(long).length <= column.length || column.length < SOME);
  };
  return amounts.map((one) => (isOdd(one) ? { ...one, flags: [...one.flags, 'odd-decimals'] } : one));
}

/**
 * Amounts with those marked in whose row or column digits stand that were not read: of a sum that fails there, the
 * publisher is not accused. A table that goes on has its columns in the same places on every page.
 */
export function besideUnread(amounts: readonly Amount[], notes: readonly Note[]): readonly Amount[] {
  const unread = notes.filter(({ code, data }) => code === 'unread-cell' && /\d/u.test(`${data.text}`));
  if (unread.length === 0) return amounts;
  const isBeside = ({ page, box }: Amount) =>
    unread.some((note) => {
      if (note.box === null) return false;
      const inRow = note.page === page && overlap(note.box.y0, note.box.y1, box.y0, box.y1) > 0;
      return inRow || overlap(note.box.x0, note.box.x1, box.x0, box.x1) > 0;
    });
  return amounts.map((one) => (isBeside(one) ? { ...one, flags: [...one.flags, 'beside-unread'] } : one));
}
