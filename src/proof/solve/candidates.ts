import { type Fen, parsePrinted, toFen } from '../../model/money.ts';
import type { Amount } from '../../model/statement.ts';
import { type LedgerEntry, scaled } from '../identities/ledger.ts';

/** How well a value other than the one read is supported, by the reading alone. */
export type Support = 'read' | 'confusable' | 'none';

/** A reading at or above this confidence and without rivals is taken for what is printed. */
export const CONFIDENT = 0.9;

function asFen(text: string, amount: Amount): Fen | null {
  const printed = parsePrinted(text);
  return printed === null ? null : toFen(printed.decimal, amount.unit);
}

/** What other readings and further looks say, on the scale of the ledger; equal ones repeated. */
function valuesOf(cell: LedgerEntry, texts: readonly string[] = []): readonly Fen[] {
  return texts.flatMap((text) => asFen(text, cell.amount) ?? []).map((fen) => scaled(fen, cell.scale));
}

/** The other values that recognition proposed for a cell; none for a text layer, or when looks confirmed the reading. */
export function rivals(cell: LedgerEntry): readonly Fen[] {
  const { source, others, looks = [] } = cell.amount;
  if (source === 'text' || isConfirmed(cell)) return [];
  return [...new Set(valuesOf(cell, [...others, ...looks]))].filter((fen) => fen !== cell.value);
}

/** Fewest looks that confirm a reading, and how many there must be of them for each that read anything else. */
const CONFIRMING = 3;
const MAJORITY = 2;

/** Whether the picture was looked at again (复看) and clearly shows this value. */
function isShown(cell: LedgerEntry, value: Fen): boolean {
  const looks = valuesOf(cell, cell.amount.looks);
  const same = looks.filter((fen) => fen === value).length;
  return same >= CONFIRMING && same >= MAJORITY * (looks.length - same);
}

/** Whether the picture was looked at again (复看) and shows what was read first. */
export function isConfirmed(cell: LedgerEntry): boolean {
  return isShown(cell, cell.value);
}

/**
 * Whether nothing speaks against the reading: a text layer, or a confident recognition without another proposal; where
 * the picture was looked at again, that alone decides.
 */
export function isCertain(cell: LedgerEntry): boolean {
  const { source, confidence, looks } = cell.amount;
  if (source === 'text') return true;
  return looks === undefined ? confidence >= CONFIDENT && rivals(cell).length === 0 : isConfirmed(cell);
}

/**
 * Whether the picture may show `value` after all: some look, were it one of many, read it, or it differs by nothing but
 * a decimal point that nobody saw.
 */
export function mayBeShown(cell: LedgerEntry, value: Fen): boolean {
  return valuesOf(cell, cell.amount.looks).includes(value) || isPointLost(cell, value);
}

function digitsOf(fen: Fen): string {
  return (fen < 0n ? -fen : fen).toString();
}

/** Whether one typing or reading slip turns `a` into `b`: a digit changed, lost, doubled or swapped, a point, a sign. */
export function oneSlip(a: Fen, b: Fen): boolean {
  if (a === -b) return true;
  if (a < 0n !== b < 0n && a !== 0n && b !== 0n) return false;
  const [x, y] = [digitsOf(a), digitsOf(b)];
  const [p, q] = [x, y].map((digits) => digits.replace(/0+$/, ''));
  if (p === undefined || q === undefined || p === q) return true;
  if ([lostDigit(x, y), lostDigit(y, x), lostDigit(p, q), lostDigit(q, p)].includes(true)) return true;
  const length = Math.max(x.length, y.length);
  return exchanged(x.padStart(length, '0'), y.padStart(length, '0'));
}

/** Whether two numbers of equal length differ in one digit, or in two neighbours that changed places. */
function exchanged(x: string, y: string): boolean {
  const off = [...x].flatMap((digit, i) => (digit === y[i] ? [] : [i]));
  const [first, second] = off;
  if (first === undefined || second === undefined) return true;
  return off.length === 2 && second === first + 1 && x[first] === y[second] && x[second] === y[first];
}

/** Whether `long` is `short` with one digit more, wherever the decimal point then stands. */
function lostDigit(long: string, short: string): boolean {
  if (long.length !== short.length + 1) return false;
  let at = 0;
  while (at < short.length && long[at] === short[at]) at++;
  return long.slice(at + 1) === short.slice(at);
}

/** Whether what was read first is `value` without its decimal point, the mark that readers lose alike. */
function isPointLost({ amount, value: read }: LedgerEntry, value: Fen): boolean {
  return amount.decimals === 0 && value !== 0n && (read === value * 10n || read === value * 100n);
}

/**
 * Whether some reading, further looks among them, says `value`, and at least as many as say what was read first. One
 * that sees a decimal point weighs more than all that do not.
 */
function isRead(cell: LedgerEntry, value: Fen): boolean {
  const { others, looks } = cell.amount;
  const [first, later] = [valuesOf(cell, others), valuesOf(cell, looks)];
  const votes = (fen: Fen) => later.filter((one) => one === fen).length + Number(first.includes(fen));
  if (votes(value) === 0) return false;
  return isPointLost(cell, value) || (!isConfirmed(cell) && votes(value) >= votes(cell.value));
}

/**
 * How the reading supports `value` in place of what was read. A text layer is doubted only where the page clearly shows
 * something else. Where the picture was looked at again only what somebody
 * saw counts, not what he might have mistaken.
 */
export function supportFor(cell: LedgerEntry, value: Fen): Support {
  if (cell.amount.source === 'text') return value !== cell.value && isShown(cell, value) ? 'read' : 'none';
  if (value !== cell.value && isRead(cell, value)) return 'read';
  if (cell.amount.looks !== undefined) return 'none';
  return !isCertain(cell) && oneSlip(cell.value, value) ? 'confusable' : 'none';
}
