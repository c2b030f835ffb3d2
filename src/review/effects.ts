import type { FactRef } from '../model/fact.ts';
import type { CheckView } from './api.ts';

/** What another value in a cell would do to an identity. */
export interface Effect {
  readonly check: CheckView;
  readonly lhs: bigint;
  readonly rhs: bigint;
  readonly difference: bigint;
  readonly holds: boolean;
  readonly change: 'mends' | 'breaks' | 'keeps' | 'stays-broken';
}

/** 分 of exact 元 text with two places. */
export function fen(yuan: string): bigint {
  return BigInt(yuan.replace('.', ''));
}

function isCell(a: FactRef, b: FactRef): boolean {
  return a.statement === b.statement && a.amount === b.amount;
}

function holds(check: CheckView, difference: bigint): boolean {
  const tolerance = fen(check.tolerance);
  if (check.relation === 'at_most') return difference <= tolerance;
  return difference <= tolerance && -difference <= tolerance;
}

/** Whether an identity adds up the published amounts as they are: not so when a table's unit line is wrong. */
function isPlain(check: CheckView): boolean {
  const sum = (left: boolean) =>
    check.cells.reduce((total, cell) => (cell.left === left ? total + fen(cell.amount) : total), 0n);
  return sum(true) === fen(check.lhs) && sum(false) === fen(check.rhs);
}

/** The identities that `ref` takes part in, as they would stand with `value` in it. */
export function effectsOf(checks: readonly CheckView[], ref: FactRef, value: bigint): readonly Effect[] {
  return checks.filter(isPlain).map((check) => {
    const delta = (left: boolean) =>
      check.cells.reduce(
        (total, cell) => (cell.left === left && isCell(cell.ref, ref) ? total + value - fen(cell.amount) : total),
        0n,
      );
    const lhs = fen(check.lhs) + delta(true);
    const rhs = fen(check.rhs) + delta(false);
    const before = holds(check, fen(check.difference));
    const after = holds(check, lhs - rhs);
    const change = after ? (before ? 'keeps' : 'mends') : before ? 'breaks' : 'stays-broken';
    return { check, lhs, rhs, difference: lhs - rhs, holds: after, change };
  });
}

/** The values that would make a broken identity exact, by cell alone. */
export function impliedValues(checks: readonly CheckView[], ref: FactRef, current: bigint): readonly bigint[] {
  const values = checks
    .filter((check) => check.status === 'fail' && isPlain(check))
    .flatMap((check) => {
      const own = check.cells.filter((cell) => isCell(cell.ref, ref));
      const [only] = own;
      if (own.length !== 1 || only === undefined) return [];
      const difference = fen(check.difference);
      return [only.left ? current - difference : current + difference];
    });
  return [...new Set(values)];
}
