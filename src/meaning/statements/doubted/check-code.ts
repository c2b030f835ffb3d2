import type { TableCell } from '../../../model/table.ts';
import { UNREAD } from '../../../model/text.ts';
import { wordDistance } from '../../../words/distance.ts';
import { SURE } from '../../sureness.ts';
import { schemeOf } from '../codes.ts';
import type { NameContext } from '../names.ts';

/** A recognised code after its name was asked; `flag` says what was done, or that a person should look. */
export interface CheckedCode {
  readonly code: string | null;
  readonly flag: 'code-corrected' | 'code-doubtful' | null;
}

/** What is printed for a code, be it none. */
const PRINTED = /[\p{L}\p{N}]/u;

/** The last digits of a code alone. */
const LAST_DIGITS = /^\d{2}$/u;

/** How many digits read wrong, lost or doubled part two codes. */
const EDITS = wordDistance([]);
/** So many digits of a guessed code may be wrong. */
const OF_GUESSED = 2;
/** So many part a code from one that is built as no code is (21011111): by itself it may be any. */
const OF_ILL_BUILT = 2;

/** The only code of a name that so many digits at most part from the one that was read; null where none is, or several are. */
function onlyNear(named: readonly string[], code: string, most: number): string | null {
  const near = named.filter((one) => EDITS.between(code, one, most) <= most);
  return near.length === 1 ? (near[0] ?? null) : null;
}

/**
 * Checks a recognised classification code (科目编码) by its name. An unsure code that does not bear the name, one digit from
 * the only code that does, is that code; so is, in doubt, one that is built as no code is, two digits from it. One that was
 * printed but not read, or that no dictionary knows where it knows the name, is doubtful, and so is one that was guessed where
 * several but a digit or two apart bear the name (行政运行). So is one whose name is that of a code below it: its last column was
 * not read (205 03 without 02 before 中等职业教育); and one, however sure, that is a digit from the only code of the name. Codes of a text layer are what they are, if all of it was read.
 */
export function checkCode(
  code: string | null,
  cells: readonly TableCell[],
  name: string,
  { lexicon, year, ...context }: Pick<NameContext, 'lexicon' | 'year' | 'scheme'>,
): CheckedCode {
  const plain = { code, flag: null };
  if (code === null && cells.some(({ text }) => text.includes(UNREAD) || PRINTED.test(text)))
    return { code, flag: 'code-doubtful' };
  if (name === '' || cells.length === 0) return plain;
  if (code === null) return { code, flag: cells.some((cell) => cell.source === 'ocr') ? 'code-doubtful' : null };
  const scheme = schemeOf(code) ?? context.scheme;
  if (scheme === null) return plain;
  const named = lexicon.byName(scheme, name, year).map((entry) => entry.code);
  const guessed = cells.some((cell) => cell.source === 'ocr' && cell.confidence < SURE.guessedCode);
  const isOpen = guessed && onlyNear(named, code, OF_GUESSED) === null;
  if (lexicon.pair(scheme, code, name, year) === 'agrees') return { code, flag: isOpen ? 'code-doubtful' : null };
  // what nothing above made whole (01 of 30101) is the code of no subject
  if (named.length === 0) return { code, flag: LAST_DIGITS.test(code) ? 'code-doubtful' : null };
  // a code of a text layer that is built as codes are may be older or newer than the dictionary
  if (cells.every((cell) => cell.source === 'text'))
    return { code, flag: schemeOf(code) === null || named.includes(code.replace(/00$/u, '')) ? 'code-doubtful' : null };
  const unsure = cells.some((cell) => cell.confidence < SURE.code);
  const near = unsure ? onlyNear(named, code, 1) : null;
  if (near !== null) return { code: near, flag: isOpen ? 'code-doubtful' : 'code-corrected' };
  const meant = schemeOf(code) === null ? onlyNear(named, code, OF_ILL_BUILT) : null;
  if (meant !== null) return { code: meant, flag: 'code-doubtful' };
  const below = named.filter((one) => one !== code && one.startsWith(code));
  if (below.length > 0) return { code: below.length === 1 ? (below[0] ?? code) : code, flag: 'code-doubtful' };
  const isAnothers = onlyNear(named, code, 1) !== null || lexicon.byCode(scheme, code, year) === null;
  return { code, flag: isAnothers ? 'code-doubtful' : null };
}
