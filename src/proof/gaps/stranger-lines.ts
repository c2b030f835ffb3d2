import type { Flag } from '../../model/codes.ts';
import type { Line } from '../../model/statement.ts';
import { matchesName } from '../identities/match-name.ts';
import { codeOf, type Outline } from '../identities/outline.ts';

/** Statements whose lines (of that side) are all classification subjects, apart from totals and carry-overs. */
function onlySubjects({ statement, side }: Outline): boolean {
  if (side === 'expenditure') return statement.kind === 'balance' || statement.kind === 'appropriation_balance';
  return statement.kind === 'basic_expenditure';
}

/** What the reading of a line says of itself. */
const DOUBTFUL: readonly Flag[] = ['name-doubtful', 'code-doubtful'];

/**
 * Lines without a name or with one that looks misread, and lines that no dictionary knows where the form has subjects only: they may have been read
 * wrong, whatever their figures prove. `known` are names that are no subjects and yet belong.
 */
export function strangersIn(outline: Outline, known: readonly string[]): readonly Line[] {
  return outline.lines.filter((line) => {
    if (line === outline.subtotal || line === outline.total) return false;
    if (line.name === '' || line.flags.some((flag) => DOUBTFUL.includes(flag))) return true;
    if (line.role !== 'item' || codeOf(line) !== null || !onlySubjects(outline)) return false;
    return !known.some((pattern) => matchesName(pattern, line.name));
  });
}
