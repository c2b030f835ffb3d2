import type { Fen } from '../../model/money.ts';
import type { LedgerEntry } from '../identities/ledger.ts';
import { oneSlip, rivals, supportFor } from './candidates.ts';
import type { Bound, Standing, System } from './system.ts';

/** A cell with the value that would set its contradictions right, and the equations that say so. */
export interface Finding {
  readonly cell: LedgerEntry;
  readonly implied: Fen;
  readonly fixes: readonly Bound[];
  readonly breaks: readonly Bound[];
}

/** A change that is being weighed. */
export interface Trial extends Finding {
  /** Contradictions removed less contradictions made. */
  readonly net: number;
  /** `net`, and what recognition thinks of the change. */
  readonly gain: number;
  /** Whether one slip of a typist or reader explains the change: decides between equal gains. */
  readonly ease: number;
}

/** A satisfied equation that binds nobody still speaks against a change that would break it. */
const SOFT = 0.5;
/** So does an exact one against a change that would leave a rounding difference. */
const EXACT = 0.25;
/** A change that recognition itself proposes outweighs some figures' fitting a little better. */
const BONUS = { read: 0.75, confusable: 0.5, none: 0 } as const;

function worth(standing: Standing): number {
  return standing === 'exact' ? 1 : standing === 'rounding' ? 1 - EXACT : 0;
}

function tryValue(system: System, demanded: ReadonlySet<Bound>, cell: LedgerEntry, implied: Fen): Trial {
  const fixes: Bound[] = [];
  const breaks: Bound[] = [];
  let net = 0;
  for (const bound of system.of(cell)) {
    const before = system.standing(bound);
    const after = system.standing(bound, system.trial(bound, cell, implied));
    if (before === after) continue;
    if (before === 'broken' && demanded.has(bound)) fixes.push(bound);
    if (after === 'broken') breaks.push(bound);
    net += (demanded.has(bound) ? 1 : SOFT) * (worth(after) - worth(before));
  }
  const gain = net + BONUS[supportFor(cell, implied)];
  return { cell, implied, fixes, breaks, net, gain, ease: oneSlip(cell.value, implied) ? 1 : 0 };
}

/** Positive when `a` is the better explanation: more contradictions explained; then the easier slip. */
export function better(a: Trial, b: Trial): number {
  return a.gain - b.gain || a.ease - b.ease || b.breaks.length - a.breaks.length;
}

/** The best change of a cell among what its broken equations imply and what recognition proposes; null for none. */
export function bestTrial(system: System, demanded: ReadonlySet<Bound>, cell: LedgerEntry): Trial | null {
  const broken = system.of(cell).filter((bound) => demanded.has(bound) && system.standing(bound) === 'broken');
  if (broken.length === 0) return null;
  const values = new Set([...broken.map((bound) => system.implied(bound, cell)), ...rivals(cell)]);
  values.delete(system.value(cell));
  let best: Trial | null = null;
  for (const value of values) {
    const trial = tryValue(system, demanded, cell, value);
    if (trial.fixes.length > 0 && (best === null || better(trial, best) > 0)) best = trial;
  }
  return best;
}
