import type { IdentitiesDeclaration } from '../../declare/identity.ts';
import { codeOf, type Outline } from '../identities/outline.ts';

/**
 * Recognised statements, or sides of them, without the total that their form always prints: its row was not read. A
 * publisher may leave a total out; what a text layer does not print is not there.
 */
export function withoutTotals(declaration: IdentitiesDeclaration, outlines: readonly Outline[]): readonly Outline[] {
  const expected = new Set<string>();
  for (const rule of Object.values(declaration.identities)) {
    if (rule.kind !== 'cascade') continue;
    for (const kind of rule.expected) expected.add(`${kind}/${rule.side ?? ''}`);
  }
  return outlines.filter(
    (outline) =>
      expected.has(`${outline.statement.kind}/${outline.side ?? ''}`) && isRecognised(outline) && !printsTotal(outline),
  );
}

function isRecognised({ tops, measures, terms }: Outline): boolean {
  return tops.some((line) =>
    measures.some((measure) => terms(line, measure).some(({ amount }) => amount.source === 'ocr')),
  );
}

/** Whether some line is a total: by its name, or because it has no code and the subjects add up to it. */
function printsTotal(outline: Outline): boolean {
  const { lines, tops, subtotal, total, measures, cell } = outline;
  const totals = lines.filter(
    (line) => line === subtotal || line === total || line.role === 'grand_total' || line.role === 'subtotal',
  );
  if (totals.some((line) => measures.some((measure) => cell(line, measure) !== null))) return true;
  return measures.some((measure) => {
    const subjects = tops.filter((line) => codeOf(line) !== null).flatMap((line) => outline.terms(line, measure));
    const sum = subjects.reduce((all, one) => all + one.value, 0n);
    const slack = subjects.reduce((all, one) => all + one.half, 0n);
    return tops.some((line) => {
      const own = codeOf(line) === null ? cell(line, measure) : null;
      return own !== null && own.value !== 0n && within(own.value - sum, slack + own.half);
    });
  });
}

function within(off: bigint, slack: bigint): boolean {
  return off <= slack && -off <= slack;
}
