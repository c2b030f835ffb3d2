import type { Proof } from '../../model/fact.ts';
import type { Fen } from '../../model/money.ts';
import { CONFIDENT, rivals } from './candidates.ts';
import type { Decision } from './decide.ts';
import type { Cell } from './ledger.ts';
import type { Bound, System } from './system.ts';

/** What a cell's equations say of it. */
export interface Evidence {
  readonly proof: Proof;
  /** Satisfied equations that pin its value. */
  readonly pins: number;
}

/** Whether changing `cell` by one unit of its last place either way would break the equation. */
function bitesAt(system: System, bound: Bound, cell: Cell): boolean {
  const step = cell.half === 0n ? 1n : cell.half * 2n;
  const value = system.value(cell);
  return [value - step, value + step].every(
    (other) => system.standing(bound, system.trial(bound, cell, other)) === 'broken',
  );
}

/** Whether a changed member leaves enough other grounds for the equation to say something of the rest. */
function restsOnGuess(bound: Bound, cell: Cell, decisions: ReadonlyMap<Cell, Decision>): boolean {
  return bound.members.some((member) => {
    const decision = decisions.get(member.cell);
    if (!decision) return false;
    if (member.cell === cell && decision.action === 'accuse') return true;
    return decision.implied === null || (decision.support !== 'read' && decision.votes < 2);
  });
}

/** Whether the equations tell `rival` from the value in force: it breaks one, or spoils the exactness of enough. */
function excludes(system: System, pins: readonly Bound[], cell: Cell, rival: Fen): boolean {
  let spoiled = 0;
  for (const bound of pins) {
    const standing = system.standing(bound, system.trial(bound, cell, rival));
    if (standing === 'broken') return true;
    if (standing === 'rounding') spoiled += 1;
  }
  return spoiled >= 2 || (spoiled === 1 && cell.amount.confidence >= CONFIDENT);
}

/**
 * Judges a cell. `proven`: a satisfied equation that does not rest on a guess pins its value, so it cannot be wrong
 * alone, and no other reading of it would do as well. An equation satisfied only within rounding pins a text-layer
 * amount; of a recognised one it leaves the last digit open, unless that digit alone would break it.
 */
export function judge(system: System, cell: Cell, decisions: ReadonlyMap<Cell, Decision>, claimed: boolean): Evidence {
  const own = decisions.get(cell);
  if (own?.action === 'accuse') return { proof: 'contradicted', pins: 0 };
  const held = system
    .of(cell)
    .filter((bound) => bound.equation.relation === 'equal' && system.standing(bound) !== 'broken');
  const pins = held.filter((bound) => {
    if (restsOnGuess(bound, cell, decisions)) return false;
    return cell.amount.source === 'text' || system.standing(bound) === 'exact' || bitesAt(system, bound, cell);
  });
  const count = pins.length + (claimed ? 1 : 0);
  const others = own ? [cell.value, ...rivals(cell)].filter((value) => value !== own.implied) : rivals(cell);
  const settled = others.every((rival) => excludes(system, pins, cell, rival));
  if (count > 0 && settled) return { proof: 'proven', pins: count };
  return { proof: held.length > 0 || count > 0 ? 'consistent' : 'unproven', pins: count };
}
