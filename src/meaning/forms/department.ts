import type { FormWords } from '../../declare/forms.ts';
import type { ClaimDraft } from '../../model/fact.ts';
import { halfPlace, isBlankAmount, parsePrinted, toFen } from '../../model/money.ts';
import { type Entry, keyOfConcept } from './goals/fields.ts';
import { unitOf } from './goals/funds.ts';
import { place } from './sheets/sheet.ts';

/**
 * The money that the department's own form (整体支出绩效目标表) states, as claims about the statements: its total, and
 * what it is made of. A form without a printed unit states nothing that can be compared.
 */
export function departmentAmounts(entries: readonly Entry[], words: FormWords): ClaimDraft[] {
  const printed = entries.find((entry) => keyOfConcept(entry) === 'total' && unitOf(entry, words.wording) !== null);
  const common = printed === undefined ? null : unitOf(printed, words.wording);
  const seen = new Set<string>();
  return entries.flatMap((entry): readonly ClaimDraft[] => {
    const key = keyOfConcept(entry);
    const target = key === null ? undefined : words.declared.department_amounts[key];
    const unit = unitOf(entry, words.wording) ?? common;
    if (key === null || target === undefined || unit === null || isBlankAmount(entry.value)) return [];
    const number = parsePrinted(entry.value.replace(unit, ''));
    const fen = number === null ? null : toFen(number.decimal, unit);
    if (number === null || fen === null || seen.has(`${key}/${fen}`)) return [];
    seen.add(`${key}/${fen}`);
    return [
      {
        ...place([entry.valueCell ?? entry.label]),
        section: words.wording.department_section,
        phrase: `${entry.label.text} ${entry.value}`,
        kind: 'amount',
        binding: 'firm',
        confidence: entry.valueCell?.confidence ?? 1,
        recomputed: null,
        fen,
        tolerance: halfPlace(number.decimals, unit),
        targets: [{ ...target, side: null, code: null, lines: ['合计'] }],
      },
    ];
  });
}
