import type { FormsWording } from '../../../declare/wording/wording.ts';
import type { Source } from '../../../model/page.ts';
import { bareWords, compact, pairedBrackets } from '../../../model/text.ts';
import type { WordDistance } from '../../../words/distance.ts';

/** What recognition makes of 一: a hyphen or two before an ideograph, at the beginning or after another one. */
const STROKE = /(?<=^|\p{Script=Han})[-－–]{1,2}(?=\p{Script=Han})/gu;

/** What specks at either end of a recognised name are read as; no name begins or ends with them. */
const SPECKS = /^[。，、.．·:：;；*'’‘`´~°^_|｜！!]+|[。，、.．·:：;；*'’‘`´~°^_|｜！!]+$/gu;

/**
 * A name as printed, without white space, round brackets in full width; of a recognised one, brackets that pair, 一
 * for hyphens, with which Chinese print joins no words, and no specks at its ends.
 */
export function printedName(text: string, source: Source = 'text'): string {
  const name = compact(text).replaceAll('(', '（').replaceAll(')', '）');
  return source === 'ocr' ? pairedBrackets(withoutSpecks(name)).replace(STROKE, '一') : name;
}

/** Marks that go with one before or behind them: alone at the end of words, they are specks, too. */
const CLOSING = /^([^《]*)》$/u;
const OPENING = /^《([^》]*)$/u;

/** Recognised words without a mark of a title at their ends of which the other is nowhere. */
export function withoutLoneMarks(text: string): string {
  return text.replace(CLOSING, '$1').replace(OPENING, '$1');
}

/** Recognised words without the specks at their ends, and without marks of titles or quotations that stand alone there. */
export function withoutSpecks(text: string): string {
  const plain = withoutLoneMarks(text.replace(SPECKS, ''));
  if (/^“[^”]*$/u.test(plain)) return plain.slice(1);
  return /^[^“]*”$/u.test(plain) ? plain.slice(0, -1) : plain;
}

/** One misread character in this many is put right from a list. */
const CHARACTERS_PER_ERROR = 3;

/** The entry of a closed list that a recognised text was meant for; the text itself where none is near. */
export function nearestValue(text: string, source: Source, values: readonly string[], measure: WordDistance): string {
  if (source !== 'ocr') return text;
  // a bracket at the end was opened for something that got lost
  const begun = /[（(]$/u.test(text) ? values.filter((value) => value.startsWith(text)) : [];
  if (begun[0] !== undefined && begun.length === 1) return begun[0];
  if (values.includes(text)) return text;
  const read = bareWords(text);
  let best: { value: string; distance: number } | null = null;
  for (const value of values) {
    const limit = Math.floor(value.length / CHARACTERS_PER_ERROR);
    const distance = measure.between(read, bareWords(value), limit);
    if (distance <= limit && (best === null || distance < best.distance)) best = { value, distance };
  }
  return best?.value ?? text;
}

/** Whether an indicator's name, or the branch of satisfaction (满意度) in which it stands, says that it is a share. */
export function isShare(name: string, branch: string | null, wording: FormsWording): boolean {
  return wording.share_name.test(name) || (branch !== null && wording.share_branch.test(branch));
}

/**
 * `%` is read as `96`, `9%`, `00` and the like by recognition: where a value is a share, and what was read is no per
 * cent, the printed one is told by its first digits. Null where nothing is to be put right.
 */
export function misreadShare(raw: string): string | null {
  const [, whole = ''] = /^[≥≤><=]?(\d+(?:\.\d+)?)%$/u.exec(raw) ?? [];
  if (whole !== '' && Number(whole) <= 100) return null;
  const match = /^([≥≤><=]?)(100|[1-9]\d)(?:[^.]{1,2}|[^.]?%.)$/u.exec(raw);
  return match === null ? null : `${match[1] ?? ''}${match[2] ?? ''}%`;
}
