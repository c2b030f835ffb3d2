import type { Rule } from '../../model/codes.ts';
import type { Check } from '../../model/fact.ts';
import { formatYuan } from '../../model/money.ts';
import type { Database } from '../../store/port.ts';
import type { NewCorrection } from '../../store/write/corrections.ts';
import { type Conclude, concludeStored } from '../../store/write/reconcile-stored.ts';
import type { EditPreview, SumChange, SumState } from '../api.ts';

/** Decisions that are only supposed come after all that were made. */
const SUPPOSED = Number.MAX_SAFE_INTEGER - 1_000_000;
/** Speaks of a whole table; of one whose unit is right there is no such check. */
const UNIT: Rule = 'unit-line';
/** Sums that are listed; the counts speak of all. */
const LISTED = 200;

/** What decisions would do to a document, without writing any; null when there is no such document. */
export function preview(
  db: Database,
  sha256: string,
  decisions: readonly NewCorrection[],
  conclude: Conclude,
): EditPreview | null {
  const before = concludeStored(db, sha256, conclude);
  const supposed = decisions.map((one, at) => ({ ...one, id: SUPPOSED + at }));
  const after = concludeStored(db, sha256, conclude, supposed);
  if (before === null || after === null) return null;
  const changes = changesOf(before.conclusion.reconciliation.checks, after.conclusion.reconciliation.checks);
  const lost = supposed.some(({ id }) => after.conclusion.outcomes.get(id) === 'orphaned');
  const count = (wanted: (change: SumChange) => boolean) => changes.filter(wanted).length;
  return {
    possible: !lost,
    mended: count(
      ({ rule, before: was, after: is }) =>
        was?.status === 'fail' && (is?.status === 'pass' || (is === null && rule === UNIT)),
    ),
    broken: count(({ before: was, after: is }) => was?.status !== 'fail' && is?.status === 'fail'),
    held: after.conclusion.reconciliation.checks.filter(({ status }) => status === 'pass').length,
    sums: changes.slice(0, LISTED),
    left: after.rewrite.review_item.length,
    leftBefore: before.rewrite.review_item.length,
  };
}

/** Sums that come to something else, or no longer hold, or hold now; those that fail first. */
function changesOf(before: readonly Check[], after: readonly Check[]): readonly SumChange[] {
  const was = named(before);
  const is = named(after);
  const changes = [...new Set([...was.keys(), ...is.keys()])].flatMap((name): SumChange[] => {
    const [old, now] = [was.get(name), is.get(name)];
    const known = now ?? old;
    if (known === undefined || (old !== undefined && now !== undefined && isSame(old, now))) return [];
    return [{ rule: known.rule, title: known.rule, place: known.scope, before: stateOf(old), after: stateOf(now) }];
  });
  const rank = ({ after: now }: SumChange) => ['fail', 'pass'].indexOf(now?.status ?? '');
  return changes.sort((a, b) => ((rank(a) + 3) % 3) - ((rank(b) + 3) % 3));
}

/** By rule and place; equal ones are told apart by their order. */
function named(checks: readonly Check[]): ReadonlyMap<string, Check> {
  const found = new Map<string, Check>();
  for (const check of checks) {
    const name = JSON.stringify([check.rule, check.scope]);
    let n = 1;
    while (found.has(`${name}#${n}`)) n += 1;
    found.set(`${name}#${n}`, check);
  }
  return found;
}

function isSame(a: Check, b: Check): boolean {
  return a.status === b.status && a.lhs === b.lhs && a.rhs === b.rhs;
}

function stateOf(check: Check | undefined): SumState | null {
  if (check === undefined) return null;
  return { status: check.status, lhs: formatYuan(check.lhs), rhs: formatYuan(check.rhs) };
}
