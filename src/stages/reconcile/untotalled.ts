import type { IdentitiesDeclaration } from '../../declare/identity.ts';
import type { Outline } from './outline.ts';

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

function printsTotal({ lines, subtotal, total, measures, cell }: Outline): boolean {
  const totals = lines.filter(
    (line) => line === subtotal || line === total || line.role === 'grand_total' || line.role === 'subtotal',
  );
  return totals.some((line) => measures.some((measure) => cell(line, measure) !== null));
}
