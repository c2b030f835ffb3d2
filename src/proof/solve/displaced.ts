import { isCore, type Statement } from '../../model/statement.ts';
import { isRoom } from '../identities/equation.ts';
import { type LedgerEntry, sumOf } from '../identities/ledger.ts';
import type { Decision } from './decide-cell.ts';
import { namesakes } from './namesakes.ts';
import type { Bound, System } from './system.ts';
import { WHOLES } from './unit-doubts.ts';

/** A difference of less than one in so many of the larger sum is an error of one figure, not another table's money. */
const SHARE = 100n;

function isLarge({ equation }: Bound): boolean {
  const [left, right] = [sumOf(equation.left), sumOf(equation.right)];
  const [less, more] = left < right ? [left, right] : [right, left];
  return (more - less) * SHARE >= more;
}

function statementsOf(cells: readonly LedgerEntry[]): readonly Statement[] {
  return [...new Set(cells.map(({ statement }) => statement))];
}

/**
 * Statements that say more than others leave room for (归位存疑), though all their own sums hold: 一般公共预算支出 that spends what
 * 财政拨款收支总表 gives to no such fund is a table of all funds under another's title, or lines slipped. Where two totals that
 * must be equal are not, either of the two tables may be another; a figure that is accused explains it otherwise. So may
 * the table whose total it has.
 */
export function displaced(
  system: System,
  demanded: ReadonlySet<Bound>,
  decisions: ReadonlyMap<LedgerEntry, Decision>,
): ReadonlySet<Statement> {
  const found = new Set<Statement>();
  for (const bound of demanded) {
    const { axis, relation, subject, left, right } = bound.equation;
    if (axis !== 'places' || subject !== undefined || system.standing(bound) !== 'broken' || !isLarge(bound)) continue;
    const isAccused = bound.members.some(({ cell }) => decisions.get(cell)?.action === 'accuse');
    if (isAccused && !isRoom(bound.equation)) continue;
    const [fewer, more] = [statementsOf(left), statementsOf(right)];
    // what comes in from elsewhere stands beside the fund's own table on that side
    if (relation === 'at_most') for (const one of fewer.filter(({ kind }) => !WHOLES.includes(kind))) found.add(one);
    else if (!fewer.some((one) => more.includes(one))) for (const one of [...fewer, ...more]) found.add(one);
  }
  for (const one of [...exchangedWith(system, found), ...namesakes(system)]) found.add(one);
  return new Set([...found].filter(({ placedByHand }) => placedByHand !== true));
}

/** What tables come to in all, as their lines of totals say. */
function totalsOf(system: System, statements: ReadonlySet<Statement>): ReadonlySet<bigint> {
  const totals = system.cells.filter(
    ({ statement, line, amount, value }) =>
      statements.has(statement) && line.role === 'grand_total' && amount.measure === 'total' && value !== 0n,
  );
  return new Set(totals.map(({ value }) => value));
}

/**
 * The statements that may have changed titles with one that has no room: what other tables say of their total is not what
 * they print but what that one does (支出总表 comes to less than 收入总表, which comes to what stands under 一般公共预算支出表).
 */
function exchangedWith(system: System, found: ReadonlySet<Statement>): readonly Statement[] {
  const totals = totalsOf(system, found);
  return system.bounds.flatMap((bound) => {
    const { axis, subject, left, right } = bound.equation;
    if (axis !== 'places' || subject !== undefined || !isLarge(bound)) return [];
    return [
      [left, right],
      [right, left],
    ].flatMap(([own = [], others = []]) => {
      const [statement, another] = statementsOf(own);
      const isOne = statement !== undefined && another === undefined && isCore(statement.kind);
      const isTheirs = others.every((cell) => cell.statement !== statement && !found.has(cell.statement));
      return isOne && isTheirs && totals.has(sumOf(others)) ? [statement] : [];
    });
  });
}
