import type { LedgerEntry } from '../identities/ledger.ts';
import type { Bound, System } from './system.ts';
import { bestTrial, better, type Finding, type Trial } from './weigh-change.ts';

/** Contradictions that more than one cell could explain equally well, or none. */
export interface OpenQuestion {
  readonly bounds: readonly Bound[];
  /** Likeliest first; empty when no change of a single figure would help. */
  readonly candidates: readonly Finding[];
}

export interface Explanation {
  readonly findings: readonly Finding[];
  readonly open: readonly OpenQuestion[];
}

/** More contradictions than this are not searched for pairs. */
const MOST_FOR_PAIRS = 40;

/** The changes that are worth weighing, kept up to date while some of them are made. */
class Search {
  readonly #system: System;
  readonly #demanded: Set<Bound>;
  readonly #trials = new Map<LedgerEntry, Trial>();
  readonly #changed = new Set<LedgerEntry>();

  constructor(system: System, demanded: ReadonlySet<Bound>) {
    this.#system = system;
    this.#demanded = new Set(demanded);
    for (const bound of this.broken()) this.#refresh(bound);
  }

  broken(): readonly Bound[] {
    return [...this.#demanded].filter((bound) => this.#system.standing(bound) === 'broken');
  }

  #refresh(bound: Bound): void {
    for (const { cell } of bound.members) {
      const trial = this.#changed.has(cell) ? null : bestTrial(this.#system, this.#demanded, cell);
      if (trial) this.#trials.set(cell, trial);
      else this.#trials.delete(cell);
    }
  }

  /** Best first. */
  trials(): readonly Trial[] {
    return [...this.#trials.values()].sort((a, b) => better(b, a) || a.cell.id - b.cell.id);
  }

  make(finding: Finding): void {
    this.#system.assign(finding.cell, finding.implied);
    this.#changed.add(finding.cell);
    for (const bound of this.#system.of(finding.cell)) this.#refresh(bound);
  }

  /** Leaves contradictions unexplained. */
  giveUp(bounds: readonly Bound[]): void {
    for (const bound of bounds) this.#demanded.delete(bound);
    for (const bound of bounds) this.#refresh(bound);
  }

  /** Two changes that together explain what neither does alone: an amount moved from one cell to another. */
  pair(): readonly [Finding, Finding] | null {
    const firsts = this.trials();
    if (firsts.length > MOST_FOR_PAIRS) return null;
    let best: { pair: readonly [Trial, Trial]; net: number } | null = null;
    let equals = 0;
    for (const first of firsts) {
      const second = this.#secondFor(first);
      if (!second || second.cell.id < first.cell.id) continue;
      const net = first.net + second.net;
      if (best && net < best.net) continue;
      equals = best && net === best.net ? equals + 1 : 0;
      best = { pair: [first, second], net };
    }
    return best && best.net > 0 && equals === 0 ? best.pair : null;
  }

  #secondFor(first: Trial): Trial | null {
    const before = this.#system.value(first.cell);
    this.#system.assign(first.cell, first.implied);
    const cells = new Set(first.breaks.flatMap((bound) => bound.members.map((member) => member.cell)));
    cells.delete(first.cell);
    const seconds = [...cells].flatMap((cell) => bestTrial(this.#system, this.#demanded, cell) ?? []);
    this.#system.assign(first.cell, before);
    return seconds.reduce<Trial | null>((best, one) => (best && better(best, one) >= 0 ? best : one), null);
  }
}

/** The other cells that explain the same contradictions as well. */
function equalsOf(best: Trial, trials: readonly Trial[]): readonly Trial[] {
  const fixed = new Set(best.fixes);
  return trials.filter(
    (trial) => trial === best || (better(trial, best) === 0 && trial.fixes.some((bound) => fixed.has(bound))),
  );
}

/**
 * Explains the broken equations by as few changed cells as possible, one after the other, each time the change that
 * removes most contradictions. A change is taken only when no other cell explains the same contradictions as well;
 * otherwise the question stays open. The system is left with the implied values of the findings in force.
 */
export function explain(system: System, demanded: ReadonlySet<Bound>): Explanation {
  const search = new Search(system, demanded);
  const findings: Finding[] = [];
  const open: OpenQuestion[] = [];
  const take = (finding: Finding) => {
    search.make(finding);
    findings.push(finding);
  };
  for (;;) {
    const trials = search.trials();
    const best = trials.find((trial) => trial.net > 0);
    if (!best) break;
    const equal = equalsOf(best, trials);
    if (equal.length === 1) take(best);
    else {
      const bounds = [...new Set(equal.flatMap((trial) => trial.fixes))];
      open.push({ bounds, candidates: equal });
      search.giveUp(bounds);
    }
  }
  const pair = search.pair();
  if (pair) for (const finding of pair) take(finding);
  const left = search.broken();
  if (left.length > 0) open.push({ bounds: left, candidates: [] });
  return { findings, open };
}
