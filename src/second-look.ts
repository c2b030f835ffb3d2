import type { Reconciliation } from './model/fact.ts';
import type { Alternative, Page } from './model/page.ts';
import type { Amount, Statement } from './model/statement.ts';
import { isDoubtedPrint } from './words/odd-prints.ts';

/** What looking again needs of an interpreted document. */
export interface Interpreted {
  readonly pages: readonly Page[];
  /** Its statements with boxes on the upright pages. */
  readonly upright: readonly Statement[];
  readonly result: { readonly reconciliation: Reconciliation };
}

/** Further readings of some amounts, by page. */
export type Look = (amounts: readonly Amount[]) => Promise<ReadonlyMap<number, readonly Alternative[]>>;

/** Most figures of a document that are looked at again, and how often doubt may move on to others. */
const MOST_LOOKS = 60;
const LOOK_ROUNDS = 3;

/**
 * Looks again (复看) at the amounts that identities repaired or accused, and at those of a text layer whose print is
 * odd and that nothing else bears out; interprets the pages anew with what was seen. Nothing happens where there are
 * none.
 */
export async function lookedAgain<T extends Interpreted>(
  first: T,
  again: (pages: readonly Page[]) => T,
  look: Look,
): Promise<T> {
  const seen = new Set<string>();
  let trace = first;
  for (let round = 0; round < LOOK_ROUNDS; round++) {
    const wanted = pointedAt(trace).filter((amount) => !seen.has(placeOf(amount)));
    const places = new Map(wanted.map((amount) => [placeOf(amount), amount]));
    const chosen = [...places].slice(0, MOST_LOOKS - seen.size);
    if (chosen.length === 0) break;
    for (const [place] of chosen) seen.add(place);
    const looks = await look(chosen.map(([, amount]) => amount));
    if (looks.size > 0) trace = again(trace.pages.map((page) => withLooks(page, looks.get(page.number))));
  }
  return trace;
}

function withLooks(page: Page, looks: readonly Alternative[] = []): Page {
  return looks.length === 0 ? page : { ...page, alternatives: [...page.alternatives, ...looks] };
}

function placeOf({ page, box: { x0, y0 } }: Amount): string {
  return `${page} ${x0} ${y0}`;
}

/**
 * The amounts that reconciliation repaired (first), accused, or left in doubt about their print, with boxes on the
 * upright pages.
 */
function pointedAt({ upright, result }: Interpreted): Amount[] {
  const pointed = result.reconciliation.verdicts.flatMap(({ ref, source, flags, needsReview }) => {
    const amount = upright[ref.statement]?.amounts[ref.amount];
    const repaired = source === 'repair';
    const doubted = amount?.source === 'text' && needsReview && isDoubtedPrint(amount);
    return amount && (repaired || doubted || flags.includes('contradicted')) ? [{ amount, repaired }] : [];
  });
  return pointed.sort((a, b) => Number(b.repaired) - Number(a.repaired)).map(({ amount }) => amount);
}
