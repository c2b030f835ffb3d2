import { type Fen, parsePrinted, toFen } from '../../model/money.ts';
import type { Amount } from '../../model/statement.ts';
import { type Cell, scaled } from './ledger.ts';

/** How well a value other than the one read is supported, by the reading alone. */
export type Support = 'read' | 'confusable' | 'none';

/** A reading at or above this confidence and without rivals is taken for what is printed. */
export const CONFIDENT = 0.9;

function asFen(text: string, amount: Amount): Fen | null {
  const printed = parsePrinted(text);
  return printed === null ? null : toFen(printed.decimal, amount.unit);
}

/** The other values that recognition proposed for a cell; none for a text layer. */
export function rivals(cell: Cell): readonly Fen[] {
  if (cell.amount.source === 'text') return [];
  const values = cell.amount.others.flatMap((text) => asFen(text, cell.amount) ?? []);
  return [...new Set(values)].filter((fen) => fen !== cell.amount.fen).map((fen) => scaled(fen, cell.scale));
}

/** Whether nothing speaks against the reading: a text layer, or a confident recognition without another proposal. */
export function isCertain(cell: Cell): boolean {
  return cell.amount.source === 'text' || (cell.amount.confidence >= CONFIDENT && rivals(cell).length === 0);
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

/** How the reading supports `value` in place of what was read. */
export function supportFor(cell: Cell, value: Fen): Support {
  if (cell.amount.source === 'text') return 'none';
  if (rivals(cell).includes(value)) return 'read';
  return !isCertain(cell) && oneSlip(cell.value, value) ? 'confusable' : 'none';
}
