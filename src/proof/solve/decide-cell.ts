import type { Fen } from '../../model/money.ts';
import { exactness, SOLID } from '../identities/exactness.ts';
import type { Cell } from '../identities/ledger.ts';
import { isCertain, isConfirmed, mayBeShown, rivals, type Support, supportFor } from './candidates.ts';
import type { Explanation } from './explain.ts';
import type { System } from './system.ts';
import type { Finding } from './trial.ts';

/** What becomes of a cell that contradictions point at. */
export interface Decision {
  readonly cell: Cell;
  readonly action: 'repair' | 'accuse';
  /** The value that the equations imply; null when they leave it open. */
  readonly implied: Fen | null;
  readonly support: Support;
  /** How many broken equations the implied value would satisfy. */
  readonly votes: number;
  /** Other cells that explain the same contradiction as well. */
  readonly rivals: readonly Cell[];
}

/** An unsupported slip of an uncertain reading is repaired only when so many equations ask for the same value. */
const VOTES_FOR_SLIP = 2;

/** Whether no other reading of the cell satisfies its equations about as well as the implied value. */
function isOnlyReading(system: System, cell: Cell, implied: Fen): boolean {
  const bounds = system.of(cell).filter((bound) => system.standing(bound) !== 'broken');
  const own = exactness(system, bounds, cell, implied) ?? 0;
  return rivals(cell).every((rival) => {
    const weight = rival === implied ? null : exactness(system, bounds, cell, rival);
    return weight === null || weight + SOLID <= own;
  });
}

function decideFinding(system: System, finding: Finding): Decision {
  const { cell, implied, fixes, breaks } = finding;
  const support = supportFor(cell, implied);
  const votes = fixes.length;
  const clean = breaks.length === 0 && isOnlyReading(system, cell, implied);
  const enough = support === 'read' || (support === 'confusable' && votes >= VOTES_FOR_SLIP);
  return { cell, action: clean && enough ? 'repair' : 'accuse', implied, support, votes, rivals: [] };
}

/**
 * Turns an explanation into decisions. Text is never repaired, and neither is a confident recognition that offers no
 * other reading, nor one that further looks (复看) at the picture confirmed: then the publisher printed it so.
 */
export function decide(system: System, explanation: Explanation): ReadonlyMap<Cell, Decision> {
  const decisions = new Map<Cell, Decision>();
  for (const finding of explanation.findings) decisions.set(finding.cell, decideFinding(system, finding));
  for (const question of explanation.open) {
    const cells = question.candidates.map((candidate) => candidate.cell);
    for (const { cell, implied, fixes } of question.candidates) {
      if (decisions.has(cell)) continue;
      decisions.set(cell, {
        cell,
        action: 'accuse',
        implied: cells.length === 1 ? implied : null,
        support: supportFor(cell, implied),
        votes: fixes.length,
        rivals: cells.filter((other) => other !== cell),
      });
    }
  }
  return decisions;
}

/** Whether a cell surely holds what is printed there: a text layer, or a picture that was looked at again. */
function isAsPrinted(cell: Cell): boolean {
  return cell.amount.source === 'text' || isConfirmed(cell);
}

/** Who is probably at fault for a cell that is accused. */
export function blameFor(cell: Cell, decision: Decision): 'publisher' | 'extraction' | 'unknown' {
  if (cell.amount.source === 'text') return 'publisher';
  if (decision.support !== 'none') return 'extraction';
  if (decision.implied !== null && mayBeShown(cell, decision.implied)) return 'unknown';
  return isCertain(cell) && decision.rivals.every(isAsPrinted) ? 'publisher' : 'unknown';
}
