import type { Proof } from '../../model/fact.ts';
import type { Fen } from '../../model/money.ts';
import { isDoubtedPrint } from '../../words/odd-prints.ts';
import { exactness, isExactFor, SOLID } from '../identities/exactness.ts';
import type { LedgerEntry } from '../identities/ledger.ts';
import { isCertain, rivals } from './candidates.ts';
import type { Decision } from './decide-cell.ts';
import { type Independence, independenceOf } from './independence.ts';
import { type Bound, type System, standingAsRead } from './system.ts';

/** What a cell's equations say of it. */
export interface Evidence {
  readonly proof: Proof;
  /** Satisfied equations that pin its value. */
  readonly pins: number;
  /** Whether a satisfied equation leaves no more than its last digit open. */
  readonly narrowed: boolean;
}

/** Rounding that may hide less than this many units of the last place leaves all digits but the last one pinned. */
const ONE_DIGIT = 10n;

function lastPlace(cell: LedgerEntry): Fen {
  return cell.half === 0n ? 1n : cell.half * 2n;
}

/** Whether changing `cell` by one unit of its last place either way would break the equation. */
function bitesAt(system: System, bound: Bound, cell: LedgerEntry): boolean {
  const step = lastPlace(cell);
  const value = system.value(cell);
  return [value - step, value + step].every(
    (other) => system.standing(bound, system.trial(bound, cell, other)) === 'broken',
  );
}

/**
 * Whether a satisfied equation pins the value: a recognised one, or one whose print is odd, to its last digit, unless
 * rounding leaves none open.
 */
function pinsValue(system: System, bound: Bound, cell: LedgerEntry): boolean {
  const printed = cell.amount.source === 'text' && !isDoubtedPrint(cell.amount);
  return printed || system.standing(bound) === 'exact' || bitesAt(system, bound, cell);
}

/**
 * Whether the equation's balance rests on a guess: it has a member whose value in force was derived from equations and
 * not read, and no other equation that broke with the reading confirms that value exactly. Figures that are guessed themselves confirm
 * nothing: two copies of a misread total are both put at what one sum of misread parts implies.
 */
export function restsOnGuess(system: System, bound: Bound, decisions: ReadonlyMap<LedgerEntry, Decision>): boolean {
  if (decisions.size === 0) return false;
  return bound.members.some(({ cell }) => {
    const decision = decisions.get(cell);
    if (!decision || (decision.action === 'repair' && decision.support === 'read')) return false;
    if (decision.implied === null) return true;
    const asRead = (other: Bound) =>
      other.members.every(({ cell: one }) => one === cell || system.value(one) === one.value);
    const confirms = (other: Bound) =>
      other !== bound &&
      asRead(other) &&
      system.standing(other) === 'exact' &&
      standingAsRead(system, other) === 'broken';
    return !system.of(cell).some(confirms);
  });
}

/**
 * Whether the equations tell a recognised value from all it might be instead. Another reading must break an equation or
 * fit clearly less exactly; so must, if only just, what would undo a rounding difference. A figure that only long sums
 * speak for has to be a certain reading besides. What holds only with an accused figure corrected does not count.
 */
function settles(
  system: System,
  all: readonly Bound[],
  cell: LedgerEntry,
  decisions: ReadonlyMap<LedgerEntry, Decision>,
): boolean {
  if (cell.amount.source === 'text') return true;
  const decision = decisions.get(cell);
  const held = all.filter((bound) => bound.members.every((member) => decisions.get(member.cell)?.action !== 'accuse'));
  const value = system.value(cell);
  const own = exactness(system, held, cell, value) ?? 0;
  if (own < SOLID && !isCertain(cell)) return false;
  const excludes = (other: Fen, margin: number) => {
    const weight = exactness(system, held, cell, other);
    return other === value || weight === null || weight + margin <= own;
  };
  const undone = held.filter((bound) => !isExactFor(system, bound, cell, system.difference(bound)));
  const readings = decision ? [cell.value, ...rivals(cell)] : rivals(cell);
  return (
    readings.every((reading) => excludes(reading, SOLID)) &&
    undone.every((bound) => excludes(system.implied(bound, cell), 1))
  );
}

/** Whether a satisfied equation leaves no more than a figure's last digit open. */
function narrows(bound: Bound, cell: LedgerEntry): boolean {
  return bound.tolerance < ONE_DIGIT * lastPlace(cell);
}

/**
 * Which figures of a document are borne out by sums of others, under its decisions. That copies err alike in nothing but
 * the last digit, which rounding may hide, is left to the certainty of the reading.
 */
export function bearingOf(system: System, decisions: ReadonlyMap<LedgerEntry, Decision>): Independence {
  const speaksOf = (bound: Bound, cell: LedgerEntry) =>
    pinsValue(system, bound, cell) || (isCertain(cell) && narrows(bound, cell));
  return independenceOf(system, (bound, cell) => speaksOf(bound, cell) && !restsOnGuess(system, bound, decisions));
}

/** What a cell is judged by besides its equations. */
export interface Bearing {
  readonly independence: Independence;
  /** Whether the prose repeats the figure: another print of it, in other words. */
  readonly claimed: boolean;
}

/**
 * Judges a cell. `proven`: a satisfied equation that does not rest on a guess pins its value, so it cannot be wrong
 * alone; a sum of other figures, or the prose, bears it out, so it is not wrong together with its copies; and no other
 * reading of it would do as well. An equation satisfied only within rounding pins a text-layer amount; of a recognised
 * one it leaves the last digit open, unless that digit alone would break it.
 */
export function judge(
  system: System,
  cell: LedgerEntry,
  decisions: ReadonlyMap<LedgerEntry, Decision>,
  { independence, claimed }: Bearing,
): Evidence {
  const own = decisions.get(cell);
  if (own?.action === 'accuse') return { proof: 'contradicted', pins: 0, narrowed: false };
  const held = system
    .of(cell)
    .filter((bound) => bound.equation.relation === 'equal' && system.standing(bound) !== 'broken');
  const sound = held.filter((bound) => !restsOnGuess(system, bound, decisions));
  const pins = sound.filter((bound) => pinsValue(system, bound, cell));
  const count = pins.length + (claimed ? 1 : 0);
  const narrowed = sound.some((bound) => narrows(bound, cell));
  const borneOut = claimed || independence.isBorneOut(cell);
  if (count > 0 && borneOut && settles(system, held, cell, decisions))
    return { proof: 'proven', pins: count, narrowed };
  return { proof: held.length > 0 || count > 0 ? 'consistent' : 'unproven', pins: count, narrowed };
}
