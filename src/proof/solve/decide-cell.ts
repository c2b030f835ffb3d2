import type { Blame } from '../../model/fact.ts';
import { type Fen, halfPlace } from '../../model/money.ts';
import { exactness, SOLID } from '../identities/exactness.ts';
import { type LedgerEntry, scaled } from '../identities/ledger.ts';
import { isCertain, isConfirmed, mayBeShown, rivals, type Support, supportFor } from './candidates.ts';
import { doubtedPages, isDoubted } from './doubts.ts';
import type { Explanation } from './explain.ts';
import { type Bound, type System, standingAsRead } from './system.ts';
import type { Finding } from './weigh-change.ts';

/** What becomes of a cell that contradictions point at. */
export interface Decision {
  readonly cell: LedgerEntry;
  readonly action: 'repair' | 'accuse';
  /** The value that the equations imply; null when they leave it open. */
  readonly implied: Fen | null;
  readonly support: Support;
  /** How many broken equations the implied value would satisfy. */
  readonly votes: number;
  /** Whether equations of more than one kind (along its line, down its column, with other places) imply that value. */
  readonly agreed: boolean;
  /** Other cells that explain the same contradiction as well. */
  readonly rivals: readonly LedgerEntry[];
}

/** An unsupported slip of an uncertain reading is repaired only when so many equations ask for the same value. */
const VOTES_FOR_SLIP = 2;

/** Whether no other reading of the cell satisfies its equations about as well as the implied value. */
function isOnlyReading(system: System, cell: LedgerEntry, implied: Fen): boolean {
  const bounds = system.of(cell).filter((bound) => system.standing(bound) !== 'broken');
  const own = exactness(system, bounds, cell, implied) ?? 0;
  return rivals(cell).every((rival) => {
    const weight = rival === implied ? null : exactness(system, bounds, cell, rival);
    return weight === null || weight + SOLID <= own;
  });
}

/** The figures that a table prints in one line. */
type Beside = (cell: LedgerEntry) => readonly LedgerEntry[];

function besideOf({ cells }: System): Beside {
  const lines = Map.groupBy(cells, ({ line }) => line);
  return ({ line }) => lines.get(line) ?? [];
}

/**
 * Whether a sum along a line, or between places, misses by just what another column of the line holds (上年结转 beside
 * 基本支出 and 项目支出): then the form counts it in, and nobody erred.
 */
function leavesOut(bound: Bound, beside: Beside): boolean {
  if (bound.equation.axis === 'column') return false;
  const off = bound.members.reduce((sum, { cell, sign }) => sum + sign * cell.value, 0n);
  const missed = off < 0n ? -off : off;
  const members = new Set(bound.members.map(({ cell }) => cell));
  return bound.members.some(({ cell }) => beside(cell).some((one) => !members.has(one) && one.value === missed));
}

/**
 * Whether a sum misses by no more than the decimals that its figures do not print: in a table of 600.6 and 400.45 a total of
 * 1001 may have been rounded, though its table prints more.
 */
function mayBeRounded({ members }: Bound): boolean {
  const off = members.reduce((sum, { cell, sign }) => sum + sign * cell.value, 0n);
  const slack = members.reduce((sum, { cell: { amount, scale } }) => {
    const own = halfPlace(amount.decimals, amount.unit);
    return sum + (amount.unit === '元' && amount.decimals >= 2 ? 0n : scaled(own, scale));
  }, 0n);
  return off <= slack && -off <= slack;
}

/**
 * Whether equations of more than one kind break as everything was read, and hold with the value they imply for this
 * figure: each alone may be the sum of another form than declared; that two miss by the same figure is no chance.
 */
function isAgreed(
  system: System,
  demanded: ReadonlySet<Bound>,
  cell: LedgerEntry,
  implied: Fen,
  beside: Beside,
): boolean {
  const axes = new Set<string>();
  for (const bound of system.of(cell)) {
    // a sum that need not hold (soft) says nothing by failing
    if (!demanded.has(bound) || bound.equation.relation !== 'equal') continue;
    if (standingAsRead(system, bound) !== 'broken') continue;
    if (leavesOut(bound, beside) || mayBeRounded(bound)) continue;
    if (system.standing(bound, system.trial(bound, cell, implied)) !== 'broken') axes.add(bound.equation.axis);
  }
  return axes.size > 1;
}

function decideFinding(system: System, finding: Finding, agreed: boolean): Decision {
  const { cell, implied, fixes, breaks } = finding;
  const support = supportFor(cell, implied);
  const votes = fixes.length;
  const clean = breaks.length === 0 && isOnlyReading(system, cell, implied);
  const enough = support === 'read' || (support === 'confusable' && votes >= VOTES_FOR_SLIP);
  return { cell, action: clean && enough ? 'repair' : 'accuse', implied, support, votes, agreed, rivals: [] };
}

/**
 * Turns an explanation into decisions. Text is repaired only by what the page clearly shows instead; nor is a confident recognition that offers no
 * other reading, nor one that further looks (复看) at the picture confirmed: then the publisher printed it so.
 */
export function decide(
  system: System,
  demanded: ReadonlySet<Bound>,
  explanation: Explanation,
): ReadonlyMap<LedgerEntry, Decision> {
  const decisions = new Map<LedgerEntry, Decision>();
  const doubted = doubtedPages(system.cells);
  const beside = besideOf(system);
  // what another sum bears out as it was read may be the sum of more than its table prints
  const agreed = ({ cell, implied, breaks }: Finding) =>
    !doubted.has(cell.amount.page) &&
    breaks.every(({ equation }) => equation.relation !== 'equal') &&
    isAgreed(system, demanded, cell, implied, beside);
  for (const finding of explanation.findings)
    decisions.set(finding.cell, decideFinding(system, finding, agreed(finding)));
  for (const question of explanation.open) {
    const cells = question.candidates.map((candidate) => candidate.cell);
    for (const candidate of question.candidates) {
      const { cell, implied, fixes } = candidate;
      if (decisions.has(cell)) continue;
      decisions.set(cell, {
        cell,
        action: 'accuse',
        implied: cells.length === 1 ? implied : null,
        support: supportFor(cell, implied),
        votes: fixes.length,
        agreed: agreed(candidate),
        rivals: cells.filter((other) => other !== cell),
      });
    }
  }
  return decisions;
}

/** Whether a cell surely holds what is printed there: a text layer, or a picture that was looked at again. */
function isAsPrinted(cell: LedgerEntry): boolean {
  return cell.amount.source === 'text' || isConfirmed(cell);
}

/** A text layer is what is printed, unless its print is odd or the page, looked at again, shows something else. */
function blameForText(cell: LedgerEntry, { implied }: Decision): Blame {
  if (isConfirmed(cell)) return 'publisher';
  if (cell.amount.looks === undefined) return isDoubted(cell) ? 'unknown' : 'publisher';
  return implied !== null && mayBeShown(cell, implied) ? 'extraction' : 'unknown';
}

/**
 * Who is probably at fault for a cell that is accused. The publisher, only where the figure is surely what is printed,
 * and equations of different kinds agree on what it should be: a sum that fails by itself may be none of the form's.
 */
export function blameFor(cell: LedgerEntry, decision: Decision): Blame {
  if (!decision.agreed) return decision.support === 'none' ? 'unknown' : 'extraction';
  if (decision.support === 'none' && cell.amount.flags.includes('beside-unread')) return 'unknown';
  // Its font has blank digits, or says others than are shown: what was meant to be printed is not known.
  if (decision.support === 'none' && cell.amount.flags.includes('by-looks')) return 'unknown';
  if (cell.amount.source === 'text') return blameForText(cell, decision);
  if (decision.support !== 'none') return 'extraction';
  // A scan loses a sign (- △) more easily than a digit, and the sum that misses it is right.
  if (decision.implied === -cell.value) return 'unknown';
  if (decision.implied !== null && mayBeShown(cell, decision.implied)) return 'unknown';
  return isCertain(cell) && decision.rivals.every(isAsPrinted) ? 'publisher' : 'unknown';
}
