import type { Lexicon } from '../../../declare/lexicon.ts';
import type { Vocabulary } from '../../../declare/vocabulary.ts';
import type { Flag } from '../../../model/codes.ts';
import { parsePrinted } from '../../../model/money.ts';
import type { Note } from '../../../model/note.ts';
import { type Amount, isCore } from '../../../model/statement.ts';
import type { Table, TableCell } from '../../../model/table.ts';
import { compact, holdsWords } from '../../../model/text.ts';
import { unreadCell } from '../amounts.ts';
import { codeDigits, schemeOf } from '../codes.ts';
import type { TableReading } from '../context.ts';
import { isTransposed } from '../transposed.ts';
import { holdsFigures } from './differences.ts';
import type { HeaderCell } from './header.ts';

function placeKey({ page }: { readonly page: number }, { x0, y0 }: { readonly x0: number; readonly y0: number }) {
  return `${page}/${x0}/${y0}`;
}

/** A figure as money is printed: codes, counts and years have no decimals. */
function isMoney(text: string): boolean {
  return /\.\d\d$/u.test(text) && parsePrinted(text) !== null;
}

/** A subject's code in three and two digits. */
function isKnownCode(text: string, lexicon: Lexicon): boolean {
  const code = codeDigits(compact(text)) ?? '';
  const scheme = schemeOf(code);
  return scheme !== null && lexicon.byCode(scheme, code, null) !== null;
}

/**
 * Every cell that is not a figure, heading, name or declared noise is reported; so is money that was taken for part of a
 * name or heading, of which nothing is kept.
 */
export function auditCells(reading: TableReading, table: Table, amounts: readonly Amount[]): Note[] {
  const { used, columns, vocabulary, statement, lexicon } = reading;
  const told = reading.notes.flatMap(({ page, box }) =>
    page === null || box === null ? [] : [placeKey({ page }, box)],
  );
  const placed = new Set([...amounts.map((amount) => placeKey(amount, amount.box)), ...told]);
  // the row of an only unit that repeats a transposed 合计 is left out on purpose
  const repeats = isTransposed(reading);
  // 201.03 in a column of codes is the code that it looks like
  const codes = new Set(
    columns.blocks.flatMap(({ labels }) => labels.flatMap((one) => one.codes)).map((c) => c.column),
  );
  // where a rule is lost, the figure stands in the cell of the name or heading beside it
  const holdsMoney = (text: string): boolean =>
    isMoney(compact(text)) || vocabulary.wording.figure_in.test(compact(text));
  const swallowed = (cell: TableCell): boolean =>
    !repeats &&
    !(codes.has(cell.column) && isKnownCode(cell.text, lexicon)) &&
    holdsMoney(cell.text) &&
    !placed.has(placeKey(cell, cell.ink ?? cell.box));
  // only what a heading declares to be no amount may be money and be left out
  const declared = (column: number, as: readonly string[]) =>
    (reading.header.paths[column] ?? []).some(
      (one) => one.concept !== null && as.includes(one.concept.is) && !isHeaped(one, vocabulary),
    );
  const ignored = ({ column, text }: TableCell): boolean =>
    columns.ignored.has(column) &&
    !(columns.texts.has(column) && holdsFigures(text)) &&
    (declared(column, REMARKS) || !holdsMoney(text) || (isMoney(compact(text)) && declared(column, NO_AMOUNTS)));
  const left = table.rows
    .flat()
    .filter((cell) => cell.text.trim() !== '' && (!used.has(cell) || swallowed(cell)) && !ignored(cell));
  return left
    .filter((cell) => vocabulary.ignoredCells.find(cell.text) === null && reading.rowNoise(cell.text) === null)
    .map((cell) => unreadCell(cell, statement.kind));
}

/** What heads columns of counts, shares, differences, remarks and numbers of rows. */
const NO_AMOUNTS: readonly string[] = ['ignored', 'context', 'row-number'];

/** And what heads those where figures may stand with words. */
const REMARKS: readonly string[] = ['ignored', 'row-number'];

/** So many headings in one row of the body, over columns of amounts, are another head. */
const HEADINGS = 2;

function isHeading({ text }: TableCell, { headers }: Vocabulary): boolean {
  if (!holdsWords(text)) return false;
  const is = headers.find(compact(text).replace(/20\d\d年?度?/gu, ''))?.is;
  return is === 'measure' || is === 'sum' || is === 'amount' || is === 'prior';
}

/**
 * The amounts with those doubted that stand below headings inside the body (合计, 基本支出, 项目支出 in another order than in the
 * head): two tables that were taken for one, and their columns may be others.
 */
function doubtedBelowHeads(reading: TableReading, table: Table, amounts: readonly Amount[]): readonly Amount[] {
  const values = new Set(reading.columns.blocks.flatMap((block) => block.values.map(({ column }) => column)));
  const { headings, paths } = reading.header;
  const isOwn = ({ column, text }: TableCell) => (paths[column] ?? []).some((one) => one.text === compact(text));
  const second = table.rows.find((row) => {
    const heads = row.filter((cell) => values.has(cell.column) && !headings.has(cell) && !isOwn(cell));
    return heads.filter((cell) => isHeading(cell, reading.vocabulary)).length >= HEADINGS;
  });
  const [head] = second ?? [];
  if (head === undefined) return amounts;
  return amounts.map((amount): Amount => {
    const isBelow = amount.page > head.page || (amount.page === head.page && amount.box.y0 > head.box.y0);
    if (!isBelow) return amount;
    const placement = amount.placement === 'established' ? 'inferred' : amount.placement;
    return { ...amount, placement, flags: [...new Set([...amount.flags, 'heading-reach' as const])] };
  });
}

/** The amounts with those that stand under headings of which only a part is seen: these are taken for what they may be. */
function inferredUnderCut({ columns }: TableReading, amounts: readonly Amount[]): readonly Amount[] {
  const values = columns.blocks.flatMap((block) => block.values);
  const cut = new Set(values.flatMap(({ measure, path }) => (path.some((one) => one.cut) ? [measure] : [])));
  return amounts.map((amount): Amount => {
    const inferred = cut.has(amount.measure) && amount.placement === 'established';
    return inferred ? { ...amount, placement: 'inferred' } : amount;
  });
}

/**
 * The amounts with those of a table inferred of which two columns have the same headings, word for word: what tells them
 * apart (2023年, 2024年 over them) was not seen to reach over them, and so may be that of the others.
 */
function inferredUnderTwins({ columns }: TableReading, amounts: readonly Amount[]): readonly Amount[] {
  const twins = columns.blocks.some(({ values }) => {
    const heads = values.map(({ path }) => path.map(({ text }) => text).join('|')).filter((head) => head !== '');
    return new Set(heads).size < heads.length;
  });
  if (!twins) return amounts;
  return amounts.map((amount): Amount => {
    const placement = amount.placement === 'established' ? 'inferred' : amount.placement;
    return { ...amount, placement, flags: [...new Set([...amount.flags, 'heading-reach' as const])] };
  });
}

/**
 * The amounts with those inferred that stand under a grouped heading alone (基本支出) where the columns beside theirs have
 * headings of their own below it: they may be its total, or a part whose heading is not seen.
 */
function inferredUnderGroups(reading: TableReading, amounts: readonly Amount[]): readonly Amount[] {
  const { paths } = reading.header;
  const values = reading.columns.blocks.flatMap((block) => block.values);
  const bare = values.filter(({ column }) => {
    const own = paths[column] ?? [];
    const group = own.at(-1)?.cell;
    if (group === undefined || group.columnSpan < 2) return false;
    const end = group.column + group.columnSpan;
    const beside = values.filter((one) => one.column >= group.column && one.column < end && one.column !== column);
    return beside.some((one) => (paths[one.column] ?? []).length > own.length);
  });
  if (bare.length === 0) return amounts;
  const measures = new Set(bare.map(({ measure }) => measure));
  return amounts.map((amount): Amount => {
    const inferred = measures.has(amount.measure) && amount.placement === 'established';
    return inferred ? { ...amount, placement: 'inferred' } : amount;
  });
}

/**
 * Whether a heading is several side by side (项目支出 基本支出, 公用经费 占比), or has a figure with it: a rule is lost in the
 * head, and how far the headings around it reach nobody can tell.
 */
function isHeaped({ cell, concept }: HeaderCell, { headers, wording }: Vocabulary): boolean {
  // what a recogniser puts together says nothing of rules
  if (cell.source === 'ocr') return false;
  if (wording.figure_in.test(compact(cell.text))) return true;
  if (concept !== null && concept.is !== 'ignored') return false;
  return cell.lines.some(({ text }) => {
    const words = text.split(/\s+/u).filter((word) => word !== '');
    const meant = words.map((word) => headers.find(word)?.is ?? null);
    const money = meant.filter((is) => is === 'measure' || is === 'sum').length;
    return money > 0 && words.length > 1 && meant.every((is) => is !== null) && words.every(({ length }) => length > 1);
  });
}

/** The amounts with all of them doubted where the rows have fewer cells than the head: which column is missing nobody can tell. */
function doubtedInNarrowBody(reading: TableReading, amounts: readonly Amount[]): readonly Amount[] {
  return isNarrowerThanHead(reading) ? doubted(reading, amounts) : amounts;
}

/** Least rows that tell it. */
const FEWEST_ROWS = 2;

/** Whether no row has a cell of its own under the last heading of figures, not even an empty one, though the table has empty cells. */
function isNarrowerThanHead({ matrix, columns, header: { headings } }: TableReading): boolean {
  const last = matrix.columns - 1;
  if (!columns.blocks.some(({ values }) => values.some(({ column }) => column === last))) return false;
  const rows = Array.from({ length: matrix.rows }, (_, row) => row);
  const bottom = rows.findLast((row) => matrix.texts(row).some((cell) => headings.has(cell))) ?? -1;
  const body = rows.slice(bottom + 1);
  if (body.length < FEWEST_ROWS) return false;
  const cells = body.flatMap((row) => Array.from({ length: last }, (_, column) => matrix.at(row, column)));
  const isRuled = cells.every((cell) => cell !== null) && cells.some((cell) => cell?.text.trim() === '');
  const under = new Set(body.map((row) => matrix.at(row, last)));
  const [only] = under;
  return isRuled && under.size === 1 && (only === null || only?.text.trim() === '');
}

/** The amounts with all of them doubted where headings are heaped up. */
function doubtedUnderHeaps(reading: TableReading, amounts: readonly Amount[]): readonly Amount[] {
  const heaped = reading.header.paths.flat().some((one) => isHeaped(one, reading.vocabulary));
  return heaped ? doubted(reading, amounts) : amounts;
}

/** All amounts of a table as those of which it is unclear over them which heading stands. */
function doubted(reading: TableReading, amounts: readonly Amount[]): readonly Amount[] {
  // of tables beside the core nobody asks what is only inferred
  const asked: readonly Flag[] = isCore(reading.statement.kind) ? [] : ['place-doubtful'];
  return amounts.map((amount): Amount => {
    const placement = amount.placement === 'established' ? 'inferred' : amount.placement;
    return { ...amount, placement, flags: [...new Set([...amount.flags, 'heading-reach' as const, ...asked])] };
  });
}

/** The amounts with those in doubt, or inferred, of which the head leaves open whose they are. */
export function doubtedByHead(reading: TableReading, table: Table, amounts: readonly Amount[]): readonly Amount[] {
  const below = doubtedUnderHeaps(reading, doubtedBelowHeads(reading, table, doubtedInNarrowBody(reading, amounts)));
  return inferredUnderGroups(reading, inferredUnderTwins(reading, inferredUnderCut(reading, below)));
}
