import type { PairVerdict } from '../../../declare/lexicon.ts';
import type { LabelGroup } from '../head/labels.ts';
import type { Part } from '../row-label.ts';

/**
 * Whether a further name of a row is not that of its recognised code, or was not read at all where names stand beside the
 * codes: what was read surely may lack a character all the same (资奖金津补贴 beside 50101).
 * @param verdict what the dictionary says of code and name; false where there is nothing to ask
 */
export function isNotOfCode(
  { codeCells }: Part,
  name: string,
  verdict: PairVerdict | false,
  labels: readonly LabelGroup[],
): boolean {
  if (!codeCells.some(({ source }) => source === 'ocr')) return false;
  if (name !== '') return verdict === 'contradicts';
  const columns = new Set(codeCells.map(({ column }) => column));
  return labels.some(({ codes, names }) => names.length > 0 && codes.some(({ column }) => columns.has(column)));
}
