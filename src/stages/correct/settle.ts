import type { Check, Reconciliation, ReviewItem, Verdict } from '../../model/fact.ts';
import { type Corrected, type Pin, refKey } from './correct.ts';

const FLAG: Readonly<Record<Pin['kind'], string>> = {
  value: 'corrected',
  accept: 'accepted',
  publisher: 'publisher-error',
  line: 'moved',
  measure: 'moved',
};

/** People misread too, rarely. */
const REVIEWED_CONFIDENCE = 0.99;

/** What reconciliation said of corrected statements, with the reviewers' word where they gave it. */
export function settle(reconciliation: Reconciliation, corrected: Corrected): Reconciliation {
  return {
    verdicts: reconciliation.verdicts.map((verdict) => decided(verdict, corrected.pins.get(refKey(verdict.ref)))),
    checks: reconciliation.checks.map((check) => blamed(check, corrected)),
    claims: reconciliation.claims,
    review: reconciliation.review.filter((item) => !isSettled(item, corrected)),
  };
}

/** Whether a person has decided what this entry of the queue asks. */
export function isSettled(item: ReviewItem, corrected: Corrected): boolean {
  if (item.ref !== null && corrected.pins.has(refKey(item.ref))) return true;
  return corrected.seen.some(
    ({ anchor, target }) =>
      target?.kind === 'seen' &&
      target.reason === item.reason &&
      target.detail === item.detail &&
      anchor.statement === (item.statement ?? '') &&
      anchor.page === (item.page ?? 0),
  );
}

function decided(verdict: Verdict, pin: Pin | undefined): Verdict {
  if (pin === undefined) return verdict;
  return {
    ...verdict,
    fen: pin.fen,
    source: pin.fen === pin.read.fen ? pin.read.source : 'correction',
    confidence: Math.max(verdict.confidence, REVIEWED_CONFIDENCE),
    needsReview: false,
    flags: [...new Set([...verdict.flags, FLAG[pin.kind]])],
  };
}

/** A broken identity among whose members a person found the publisher's error. */
function blamed(check: Check, corrected: Corrected): Check {
  if (check.status !== 'fail') return check;
  const guilty = check.cells.filter((ref) => corrected.pins.get(refKey(ref))?.kind === 'publisher');
  return guilty.length === 0 ? check : { ...check, blame: 'publisher', suspects: guilty };
}
