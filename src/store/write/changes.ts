import type { Proof } from '../../model/fact.ts';
import type { Database } from '../port.ts';

/** What identifies a fact over versions of a document and over runs: what it says, not where it stands. */
export interface FactKey {
  readonly statement: string;
  readonly side: string | null;
  readonly line_code: string | null;
  readonly line_name: string;
  readonly line_name_2: string | null;
  readonly measure: string;
}

export interface FactState extends FactKey {
  readonly page: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** `Statement.index` and `Amount.index`. */
  readonly statement_index: number;
  readonly amount_index: number;
  readonly amount: string;
  readonly proof: Proof;
  readonly source: string;
}

/** The facts of a document at one moment, by key; equal keys are numbered in reading order. */
export type FactSnapshot = ReadonlyMap<string, FactState>;

export interface FactChange {
  readonly before: FactState;
  readonly after: FactState;
}

/** What differs between two snapshots (变化). */
export interface FactChanges {
  readonly added: readonly FactState[];
  readonly removed: readonly FactState[];
  /** The amount differs. */
  readonly changed: readonly FactChange[];
  /** `proven` now and not before, and the other way round; whatever the amount. */
  readonly proofsGained: number;
  readonly proofsLost: number;
}

const SNAPSHOT = `
SELECT statement, side, line_code, line_name, line_name_2, measure, page, x0, y0, x1, y1,
  statement_index, amount_index, amount, proof, source
FROM facts WHERE sha256 = ? ORDER BY statement_index, amount_index`;

/** Remembers the facts of a document; empty when it is not there. */
export function factSnapshot(db: Database, sha256: string): FactSnapshot {
  const seen = new Map<string, number>();
  const facts = new Map<string, FactState>();
  for (const fact of db.prepare<[string], FactState>(SNAPSHOT).all(sha256)) {
    const { statement, side, line_code, line_name, line_name_2, measure } = fact;
    // A printed code names the line better than its words, which differ by a blank or a bracket from year to year.
    const key = JSON.stringify([statement, side, line_code ?? line_name, line_name_2, measure]);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    facts.set(`${key}#${times}`, fact);
  }
  return facts;
}

export function compareFacts(before: FactSnapshot, after: FactSnapshot): FactChanges {
  const added: FactState[] = [];
  const changed: FactChange[] = [];
  let proofsGained = 0;
  let proofsLost = 0;
  for (const [key, now] of after) {
    const then = before.get(key);
    if (then === undefined) {
      added.push(now);
      continue;
    }
    if (then.amount !== now.amount) changed.push({ before: then, after: now });
    if (then.proof !== 'proven' && now.proof === 'proven') proofsGained += 1;
    if (then.proof === 'proven' && now.proof !== 'proven') proofsLost += 1;
  }
  const removed = [...before].filter(([key]) => !after.has(key)).map(([, fact]) => fact);
  return { added, removed, changed, proofsGained, proofsLost };
}

/** Whether anything differs at all. */
export function isUnchanged(changes: FactChanges): boolean {
  const { added, removed, changed, proofsGained, proofsLost } = changes;
  return added.length + removed.length + changed.length + proofsGained + proofsLost === 0;
}
