import type { Flag } from '../model/codes.ts';
import type { Amount } from '../model/statement.ts';

/** Doubts of reading: what was odd about a print and may have changed its number. A copy shares them; they stay. */
const DOUBTS: ReadonlySet<Flag> = new Set([
  ...(['wrapped', 'grouping', 'overrun', 'overprinted', 'footnote-mark', 'cut', 'struck', 'by-looks'] as const),
  ...(['merged-rows', 'cut-row', 'heading-reach', 'leading-zero', 'trailing-minus', 'letter-dropped'] as const),
  ...(['lone-integer', 'odd-decimals', 'worn'] as const),
]);

/** Those doubts that the page shows as well: looking at it lifts none of them. */
const SHOWN: ReadonlySet<Flag> = new Set([
  'overprinted',
  'footnote-mark',
  'cut',
  'struck',
  'lone-integer',
  'odd-decimals',
  'worn',
]);

/** 0,500.00: the beginning of a longer figure is cut off, or hidden. */
const LEADING_ZERO = /^[-－(（]?0[\d,]/u;

function isBeheaded({ raw }: Amount): boolean {
  return LEADING_ZERO.test(raw);
}

/** Whether something odd was seen about the print of a figure. */
export function isDoubtedPrint(amount: Amount): boolean {
  return amount.flags.some((flag) => DOUBTS.has(flag)) || isBeheaded(amount);
}

/** Whether what is odd about a print is as odd in a picture of it: looking at the page lifts no such doubt. */
export function isOddInPicture(amount: Amount): boolean {
  return isBeheaded(amount) || amount.flags.some((flag) => SHOWN.has(flag));
}
