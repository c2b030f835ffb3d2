import type { IdentitiesDeclaration, IdentityDeclaration } from '../../declare/identity.ts';
import type { Measure, StatementKind } from '../../model/statement.ts';
import { lineEquations, sameEquations } from './across-statements.ts';
import type { Equation } from './equation.ts';
import type { Outline } from './outline.ts';
import { cascadeEquations, childEquations, columnEquations, type MeasureParts } from './within-statement.ts';

/** What each measure consists of, from the declared column sums. */
function measureParts(declaration: IdentitiesDeclaration): MeasureParts {
  const parts = new Map<string, readonly Measure[]>();
  for (const rule of Object.values(declaration.identities)) {
    const [whole] = rule.kind === 'columns' ? rule.left : [];
    if (rule.kind !== 'columns' || rule.left.length !== 1 || whole === undefined) continue;
    for (const kind of rule.statements) parts.set(`${kind}/${whole}`, rule.right);
  }
  return (kind: StatementKind, measure: Measure) => parts.get(`${kind}/${measure}`) ?? [];
}

function equationsFor(
  id: string,
  rule: IdentityDeclaration,
  outlines: readonly Outline[],
  parts: MeasureParts,
): readonly Equation[] {
  switch (rule.kind) {
    case 'columns':
      return outlines.flatMap((outline) => columnEquations(id, rule, outline, parts));
    case 'children':
      return outlines.flatMap((outline) => childEquations(id, rule, outline));
    case 'cascade':
      return outlines.flatMap((outline) => cascadeEquations(id, rule, outline));
    case 'lines':
      return lineEquations(id, rule, outlines);
    case 'same':
      return sameEquations(id, rule, outlines);
  }
}

/** All equations that the declared identities give for a document. */
export function equationsOf(declaration: IdentitiesDeclaration, outlines: readonly Outline[]): readonly Equation[] {
  const parts = measureParts(declaration);
  const rules = Object.entries(declaration.identities);
  return rules.flatMap(([id, rule]) => equationsFor(id, rule, outlines, parts));
}
