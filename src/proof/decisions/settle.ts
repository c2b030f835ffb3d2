import type { Flag } from '../../model/codes.ts';
import { ENTERED } from '../../model/correction.ts';
import { type Check, type Reconciliation, refKey, type Verdict } from '../../model/fact.ts';
import type { Corrected, Pin } from './apply.ts';

const FLAG: Readonly<Record<Pin['kind'], Flag>> = {
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
    verdicts: reconciliation.verdicts.map((verdict) =>
      decided(rescaled(verdict, corrected), corrected.pins.get(refKey(verdict.ref))),
    ),
    checks: reconciliation.checks.map((check) => blamed(check, corrected)),
    claims: reconciliation.claims,
    // Whoever lists the entries leaves out those that are settled: the others keep their places.
    review: reconciliation.review,
  };
}

/** An amount in a unit that a reviewer set is the reviewer's; whether it is right the sums say. */
function rescaled(verdict: Verdict, corrected: Corrected): Verdict {
  if (!corrected.rescaled.has(refKey(verdict.ref))) return verdict;
  return { ...verdict, source: 'correction', flags: [...new Set([...verdict.flags, 'corrected' as const])] };
}

function decided(verdict: Verdict, pin: Pin | undefined): Verdict {
  if (pin === undefined) return verdict;
  return {
    ...verdict,
    fen: pin.fen,
    source:
      verdict.source !== 'correction' && pin.fen === pin.read.fen && !pin.read.flags.includes(ENTERED)
        ? pin.read.source
        : 'correction',
    confidence: Math.max(verdict.confidence, REVIEWED_CONFIDENCE),
    needsReview: false,
    // whoever decides on an amount has seen where it stands
    flags: [...new Set([...verdict.flags.filter((one) => one !== 'place-doubtful'), FLAG[pin.kind]])],
  };
}

/** A broken identity among whose members a person found the publisher's error. */
function blamed(check: Check, corrected: Corrected): Check {
  if (check.status !== 'fail') return check;
  const guilty = check.cells.filter((ref) => corrected.pins.get(refKey(ref))?.kind === 'publisher');
  return guilty.length === 0 ? check : { ...check, blame: 'publisher', suspects: guilty };
}
