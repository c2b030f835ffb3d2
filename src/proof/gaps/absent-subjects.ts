import type { IdentitiesDeclaration } from '../../declare/identity.ts';
import type { Statement } from '../../model/statement.ts';
import { type PlaceBook, placePairs } from '../identities/across-statements.ts';
import type { LedgerEntry } from '../identities/ledger.ts';
import { codeOf, type Outline } from '../identities/outline.ts';

/** A subject that a statement must print, because one that agrees with it does; it was lost, or left out. */
export interface AbsentSubject {
  readonly statement: Statement;
  readonly code: string;
  /** Where it is printed. */
  readonly witness: LedgerEntry;
}

/** A level of codes with fewer lines than this may not be meant to be complete. */
const FEW = 2;

/** Subjects with an amount `there` whose level of codes is printed `here`, but not they. */
function absentFrom(here: PlaceBook, there: PlaceBook): readonly AbsentSubject[] {
  const statement = here.outlines[0]?.statement;
  if (!statement || here.outlines.length !== 1) return [];
  const elsewhere = [...there.codes].filter(([code]) => !here.codes.has(code));
  if (elsewhere.length === 0) return [];
  const coded = here.outlines.flatMap((outline) => outline.lines.filter((line) => codeOf(line) !== null));
  const printed = new Set(coded.map(codeOf));
  // a balance that prints 经济分类 beside 功能分类 bears witness for tables of either
  const schemes = new Set(coded.map(({ scheme }) => scheme));
  const levels = new Map<number, number>();
  for (const code of here.codes.keys()) levels.set(code.length, (levels.get(code.length) ?? 0) + 1);
  return elsewhere.flatMap(([code, { line, cells }]) => {
    const witness = cells.find((cell) => cell.value !== 0n);
    const expected = (levels.get(code.length) ?? 0) >= FEW && !printed.has(code) && schemes.has(line.scheme);
    return witness && expected ? [{ statement, code, witness }] : [];
  });
}

/**
 * Subjects missing from statements that otherwise agree. Sums do not notice a lost line whose parts are there; the
 * other statement does. `groups` are the comparisons that must hold in this document.
 */
export function absentSubjects(
  declaration: IdentitiesDeclaration,
  outlines: readonly Outline[],
  groups: ReadonlySet<string>,
): readonly AbsentSubject[] {
  const found = new Map<string, AbsentSubject>();
  for (const [id, rule] of Object.entries(declaration.identities)) {
    if (rule.kind !== 'same' || rule.relation !== 'equal') continue;
    for (const { group, a, b } of placePairs(id, rule, outlines)) {
      if (!groups.has(group)) continue;
      for (const absent of [...absentFrom(a, b), ...absentFrom(b, a)]) {
        found.set(`${absent.statement.index}/${absent.code}`, absent);
      }
    }
  }
  return [...found.values()];
}
