import type { ClassifiedTable } from '../../model/classified.ts';
import type { TableFlag } from '../../model/codes.ts';
import { isCore, type StatementKind } from '../../model/statement.ts';
import { DOUBTED } from './doubted-titles.ts';

/** Flag of a statement that was told by what else is missing: a guess, which a person should look at. */
export const BY_ELIMINATION = 'told-by-elimination';

/** How much likelier the first of the statements that are still missing must be than the next. */
const CLEARLY = 0.1;

/**
 * A table without a legible title is the one statement that its header words and lines speak for and that the document
 * does not have yet; where that is not clear, or another table was guessed to be that statement, it stays a stranger, with
 * the statements that it may be.
 */
export function byElimination(classified: readonly ClassifiedTable[]): ClassifiedTable[] {
  const found = new Set(classified.flatMap((one) => (one.flags.includes(DOUBTED) ? [] : [one.kind])));
  const guessed = new Set<StatementKind>();
  return classified.map((one) => {
    if (one.role !== 'stranger' || one.flags.includes('continued')) return one;
    const missing = one.runnersUp.filter(({ kind }) => !found.has(kind));
    const [first, second] = missing.filter(({ kind }) => !guessed.has(kind));
    const told =
      first !== undefined && first.weak !== true && one.title === '' && first.score - (second?.score ?? 0) >= CLEARLY;
    if (!told) return { ...one, runnersUp: missing };
    guessed.add(first.kind);
    const flags: readonly TableFlag[] = [BY_ELIMINATION];
    const others = missing.filter((candidate) => candidate !== first);
    return { ...one, role: 'statement', ...first, placement: 'inferred', runnersUp: others, flags };
  });
}

/**
 * A report has one of each core statement. Tables under one title are its pages, or the statement of another unit; of
 * tables under different titles (`words`: without years and departments) the one that fits best, then the first, is the
 * statement; the others are kept as they are printed.
 */
export function withoutRivals(
  classified: readonly ClassifiedTable[],
  words: (title: string) => string,
): ClassifiedTable[] {
  const claimOf = ({ title }: ClassifiedTable) => words(title).replace(/续表?$/u, '');
  const best = new Map<string, ClassifiedTable>();
  for (const one of classified) {
    if (one.kind === null || !isCore(one.kind)) continue;
    const before = best.get(one.kind);
    if (before === undefined || one.score > before.score + 1e-9) best.set(one.kind, one);
  }
  let dropped = false;
  return classified.map((one) => {
    if (one.flags.includes('continued')) return dropped ? asStranger(one) : one;
    const winner = one.kind === null ? undefined : best.get(one.kind);
    dropped = winner !== undefined && claimOf(winner) !== claimOf(one);
    return dropped ? asStranger(one) : one;
  });
}

function asStranger(one: ClassifiedTable): ClassifiedTable {
  return { ...one, role: 'stranger', kind: null, placement: 'unknown', runnersUp: [] };
}
