import type { Statement } from '../../model/statement.ts';
import type { LedgerEntry } from '../identities/ledger.ts';
import type { Demands } from '../identities/required.ts';
import { type Bound, type System, standingAsRead } from './system.ts';

/** A sum of fewer figures holds whatever a font makes of them, as long as it makes the same of each; a slipped line breaks it. */
const FEWEST_MEMBERS = 3;
/**
 * So many broken sums and such a part of all are no slips: ten errors planted in a report of forty sums break a fifth of them,
 * in six statements; one digit that a font shows as another a third and more, a column that slipped by a line half of its table.
 */
const FEWEST_BROKEN = { document: 8, statement: 5 };
const FEWEST_STATEMENTS = 3;
const PART = 0.25;

function isFull(broken: readonly Bound[], sums: readonly Bound[], fewest: number): boolean {
  return broken.length >= fewest && broken.length >= PART * sums.length;
}

function statementsOf({ members }: Bound): readonly Statement[] {
  return [...new Set(members.map(({ cell }) => cell.statement))];
}

/**
 * Printed figures among which sums break all over (处处不平), in a table or in the whole document: a font that shows one digit
 * as another does that, or a column that slipped by a line, and the sums that still hold are those that hold with it as
 * well. None of these figures is sure, and nobody erred. Misreadings of a picture come one by one: they say nothing of its
 * other figures, but where they come all over nobody is accused.
 */
export function doubtedThroughout(system: System, { demanded, misfits }: Demands): ReadonlySet<LedgerEntry> {
  const sums = system.bounds.filter(
    (bound) => bound.equation.relation === 'equal' && (demanded.has(bound) || misfits.has(bound.equation.group)),
  );
  const broken = sums.filter((bound) => standingAsRead(system, bound) === 'broken');
  const long = (bounds: readonly Bound[]) => bounds.filter(({ members }) => members.length >= FEWEST_MEMBERS);
  const hit = new Set(long(broken).flatMap(statementsOf));
  if (hit.size >= FEWEST_STATEMENTS && isFull(long(broken), long(sums), FEWEST_BROKEN.document))
    return new Set(system.cells);
  const within = (bounds: readonly Bound[], statement: Statement) =>
    bounds.filter((bound) => statementsOf(bound).every((one) => one === statement));
  const slipped = [...new Set(broken.flatMap(statementsOf))].filter((one) => {
    const [failed, all] = [within(broken, one), within(sums, one)];
    return [[failed, all] as const, [long(failed), long(all)] as const].some(([some, of]) =>
      isFull(some, of, FEWEST_BROKEN.statement),
    );
  });
  return new Set(system.cells.filter(({ statement }) => slipped.includes(statement)));
}
