import type { Fen } from '../../model/money.ts';
import { oneSlip, rivals, supportFor } from './candidates.ts';
import type { Cell } from './ledger.ts';
import type { Bound, Standing, System } from './system.ts';

/** A cell with the value that would set its contradictions right, and the equations that say so. */
export interface Finding {
  readonly cell: Cell;
  /** Its value before, and the value that the equations imply. */
  readonly was: Fen;
  readonly implied: Fen;
  readonly fixes: readonly Bound[];
  readonly breaks: readonly Bound[];
}

/** Contradictions that more than one cell could explain equally well. */
export interface OpenQuestion {
  readonly bounds: readonly Bound[];
  /** Likeliest first. */
  readonly candidates: readonly Finding[];
}

export interface Explanation {
  readonly findings: readonly Finding[];
  readonly open: readonly OpenQuestion[];
}

interface Trial extends Finding {
  /** Contradictions removed less contradictions made. */
  readonly gain: number;
  /** Plausibility of the change itself; decides between equal gains. */
  readonly ease: number;
}

/** A satisfied equation that binds nobody still speaks against a change that would break it. */
const SOFT = 0.5;
/** So does an exact one against a change that would leave a rounding difference. */
const EXACT = 0.25;

function weigh(bound: Bound, demanded: ReadonlySet<Bound>): number {
  return demanded.has(bound) ? 1 : SOFT;
}

function worth(standing: Standing): number {
  return standing === 'exact' ? 1 : standing === 'rounding' ? 1 - EXACT : 0;
}

function ease(cell: Cell, value: Fen): number {
  const support = supportFor(cell, value);
  if (support === 'read') return 3;
  if (support === 'confusable') return 2;
  return oneSlip(cell.value, value) ? 1 : 0;
}

function tryValue(system: System, demanded: ReadonlySet<Bound>, cell: Cell, value: Fen): Trial {
  const fixes: Bound[] = [];
  const breaks: Bound[] = [];
  let gain = 0;
  for (const bound of system.of(cell)) {
    const before = system.standing(bound);
    const after = system.standing(bound, system.trial(bound, cell, value));
    if (before === after) continue;
    if (before === 'broken') fixes.push(bound);
    if (after === 'broken') breaks.push(bound);
    gain += weigh(bound, demanded) * (worth(after) - worth(before));
  }
  const demandedFixes = fixes.filter((bound) => demanded.has(bound));
  return { cell, was: system.value(cell), implied: value, fixes: demandedFixes, breaks, gain, ease: ease(cell, value) };
}

/** The best value for each cell that takes part in a broken equation. */
function trialsFor(system: System, demanded: ReadonlySet<Bound>, broken: readonly Bound[]): readonly Trial[] {
  const best = new Map<Cell, Trial>();
  const consider = (cell: Cell, value: Fen) => {
    if (value === system.value(cell)) return;
    const trial = tryValue(system, demanded, cell, value);
    const known = best.get(cell);
    if (trial.fixes.length > 0 && (!known || better(trial, known) > 0)) best.set(cell, trial);
  };
  for (const bound of broken) {
    for (const { cell } of bound.members) {
      consider(cell, system.implied(bound, cell));
      for (const rival of rivals(cell)) consider(cell, rival);
    }
  }
  return [...best.values()].sort((a, b) => better(b, a) || a.cell.id - b.cell.id);
}

/** More contradictions explained first; then the easier slip. */
function better(a: Trial, b: Trial): number {
  return a.gain - b.gain || a.ease - b.ease || b.breaks.length - a.breaks.length;
}

function brokenOf(system: System, demanded: ReadonlySet<Bound>, settled: ReadonlySet<Bound>): readonly Bound[] {
  return [...demanded].filter((bound) => !settled.has(bound) && system.standing(bound) === 'broken');
}

/**
 * Explains the broken equations by as few changed cells as possible, one after the other, each time the change that
 * removes most contradictions. A change is taken only when no other cell explains the same contradictions as well;
 * otherwise the question stays open. The system is left with the implied values of the findings in force.
 */
export function explain(system: System, demanded: ReadonlySet<Bound>): Explanation {
  const findings: Finding[] = [];
  const open: OpenQuestion[] = [];
  const settled = new Set<Bound>();
  const changed = new Set<Cell>();
  for (;;) {
    const broken = brokenOf(system, demanded, settled);
    if (broken.length === 0) return { findings, open };
    const trials = trialsFor(system, demanded, broken).filter((trial) => !changed.has(trial.cell));
    const [best] = trials;
    if (!best) {
      open.push({ bounds: broken, candidates: [] });
      return { findings, open };
    }
    const fixed = new Set(best.fixes);
    const equal = trials.filter(
      (trial) => trial === best || (better(trial, best) === 0 && trial.fixes.some((bound) => fixed.has(bound))),
    );
    if (best.gain > 0 && equal.length === 1) {
      system.assign(best.cell, best.implied);
      changed.add(best.cell);
      findings.push(best);
      continue;
    }
    const about = new Set(equal.flatMap((trial) => trial.fixes));
    open.push({ bounds: [...about], candidates: equal });
    for (const bound of about) settled.add(bound);
  }
}
