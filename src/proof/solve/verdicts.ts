import type { ConfidenceTable } from '../../declare/confidence.ts';
import type { Flag } from '../../model/codes.ts';
import { type Check, type FactSource, refKey, type Verdict } from '../../model/fact.ts';
import type { Fen } from '../../model/money.ts';
import { isCore, type Line, OTHER, type Statement } from '../../model/statement.ts';
import { UNREAD } from '../../model/text.ts';
import { type LedgerEntry, unscaled } from '../identities/ledger.ts';
import type { UnitError } from '../identities/unit-errors.ts';
import { isCertain } from './candidates.ts';
import { confidenceOf } from './confidence.ts';
import type { Decision } from './decide-cell.ts';
import { isDoubted } from './doubts.ts';
import { implicatedIn } from './implicated.ts';
import { bearingOf, type Evidence, judge, restsOnGuess } from './judge.ts';
import { borneOut, isGuessed } from './place.ts';
import type { Bound, System } from './system.ts';
import { isTooSmall, unitDoubts } from './unit-doubts.ts';

export interface Judging {
  readonly system: System;
  readonly demanded: ReadonlySet<Bound>;
  readonly decisions: ReadonlyMap<LedgerEntry, Decision>;
  readonly unitErrors: readonly UnitError[];
  readonly misfits: ReadonlySet<string>;
  /** Figures that may stand under another heading, on another line, or be printed in a font that lies: sums do not tell. */
  readonly unsure: ReadonlySet<LedgerEntry>;
  /** Statements that say more than others leave room for. */
  readonly displaced: ReadonlySet<Statement>;
  /** Lines that the form does not know: their figures prove nothing about what they stand for. */
  readonly strangers: ReadonlySet<Line>;
  readonly table: ConfidenceTable;
  /** Statements whose figures the prose states in another unit. */
  readonly restated: ReadonlySet<Statement>;
  /** Amounts that the prose repeats, by {@link refKey}. */
  readonly claimed: ReadonlySet<string>;
}

/**
 * Whether it is unknown what the figure stands for, however well it is proven: its line or its column is a stranger, or
 * its name or code is not all read. Beside the core no column is declared: what its printed heading says is all there is to
 * know, if it was not misread; where it says nothing, nothing is known.
 */
export function isStrange(cell: LedgerEntry, strangers: ReadonlySet<Line>): boolean {
  const declared = isCore(cell.statement.kind) || cell.amount.source === 'ocr';
  const { name, code, flags } = cell.line;
  const unread = code === null && (name.includes(UNREAD) || flags.includes('code-doubtful'));
  const headless = cell.amount.measure === NO_HEADING;
  return unread || headless || strangers.has(cell.line) || (declared && hasStrangeColumn(cell));
}

/** The measure of a column over which no word stands. */
const NO_HEADING = 'other:';

/** Whether the headings over an amount leave open what it is. */
function hasStrangeColumn({ statement, line, amount }: LedgerEntry): boolean {
  if (!amount.measure.startsWith('other:')) return false;
  const column = statement.columns.find((one) => one.side === line.side && one.measure === amount.measure);
  return amount.source === 'ocr' || column?.understood !== true;
}

/**
 * What no sum can clear up: sums with a red figure hold or fail whatever its colour stands for, and so they do whichever
 * of the lines is meant whose cells are merged; a figure that is struck out held before that; rounding hides a decimal more.
 */
const BEYOND_PROOF: readonly Flag[] = ['red', 'struck', 'merged-rows', 'heading-reach', 'in-form', 'odd-decimals'];

/**
 * A reading of this confidence, on which independent readers clearly agree, is shown to nobody once an identity narrows
 * it.
 */
const SURE = 0.98;

/**
 * Whether rounding alone keeps a recognised amount from being proven: read with certainty, and an identity that holds
 * leaves at most its last digit open.
 */
function isSettled(cell: LedgerEntry, { proof, narrowed }: Evidence, decision: Decision | undefined): boolean {
  const sure = cell.amount.confidence >= SURE && isCertain(cell) && !isDoubted(cell);
  return proof === 'consistent' && narrowed && !decision && sure;
}

/**
 * What is contradicted is always shown. A recognised amount is, unless it is proven, or all but; a printed one only where
 * its print is odd or it is unknown what it stands for, and nothing proves it.
 */
function needsReview(cell: LedgerEntry, evidence: Evidence, decision: Decision | undefined, strange: boolean): boolean {
  const { proof } = evidence;
  if (proof === 'contradicted' || cell.amount.flags.some((flag) => BEYOND_PROOF.includes(flag))) return true;
  if (proof === 'proven') return false;
  if (cell.amount.source === 'ocr') return strange || !isSettled(cell, evidence, decision);
  return strange || isDoubted(cell);
}

function flagsOf(
  cell: LedgerEntry,
  decision: Decision | undefined,
  wrongUnit: boolean,
  strange: boolean,
): readonly Flag[] {
  const flags = new Set(cell.amount.flags);
  if (wrongUnit) flags.add('unit-line');
  if (strange) flags.add('unknown-line');
  if (decision?.action === 'repair') flags.add('repaired');
  if (decision?.action === 'accuse') flags.add('contradicted');
  return [...flags];
}

/** Whether an amount stands in a table that may be another: a core statement which lost its title, or one under a wrong one. */
export function mayBeAnother({ statement, amount }: LedgerEntry): boolean {
  const { flags } = amount;
  return flags.includes('title-doubtful') || (statement.kind === OTHER && flags.includes('place-doubtful'));
}

/** The verdict on every amount, in the order of the ledger. */
export function verdictsOf(judging: Judging): readonly Verdict[] {
  const { system, demanded, decisions, unitErrors, misfits, unsure, displaced, strangers, table, claimed, restated } =
    judging;
  const wrongUnits = new Set<Statement>(unitErrors.map(({ statement }) => statement));
  const bears = borneOut(system);
  // Where no table of the document says its unit, or all are too small for it, every amount may be ten thousand times another.
  const nowhere = isTooSmall(system) || !system.cells.some(({ statement }) => statement.unitPrinted);
  const units = unitDoubts(system);
  const independence = bearingOf(system, decisions);
  const implicated = implicatedIn(system, demanded, misfits, independence, (bound) =>
    restsOnGuess(system, bound, decisions),
  );
  const verdicts = system.cells.map((cell): Verdict => {
    const decision = decisions.get(cell);
    const assumed = nowhere || units.has(cell);
    const wrongUnit = wrongUnits.has(cell.statement);
    const otherUnit = wrongUnit || restated.has(cell.statement);
    const strange = isStrange(cell, strangers);
    const judged = judge(system, cell, decisions, { independence, claimed: claimed.has(refKey(cell.ref)) });
    const misfit = implicated.misfit.has(cell) || unsure.has(cell);
    const numeric = (strange || misfit) && judged.proof === 'proven' ? 'consistent' : judged.proof;
    const proof = wrongUnit || implicated.contradicted.has(cell) ? 'contradicted' : numeric;
    const repaired = decision?.action === 'repair' && decision.implied !== null;
    const fen: Fen = repaired ? unscaled(decision.implied ?? cell.value, cell.scale) : cell.amount.fen;
    const source: FactSource = repaired ? 'repair' : cell.amount.source;
    // a contradiction that two sums explain by one figure leaves it where it is printed
    const slipped = proof === 'contradicted' && !wrongUnit && decision?.agreed !== true;
    const elsewhere = misfit || slipped || displaced.has(cell.statement) || mayBeAnother(cell);
    const another = system.of(cell).some((bound) => misfits.has(bound.equation.group));
    return {
      ref: cell.ref,
      fen,
      source,
      proof,
      confidence: confidenceOf(cell, source, proof, table, elsewhere),
      needsReview:
        assumed ||
        otherUnit ||
        elsewhere ||
        isGuessed(cell, bears) ||
        needsReview(cell, { ...judged, proof }, decision, strange || misfit || (another && proof === 'unproven')),
      flags: [
        ...flagsOf(cell, decision, otherUnit, strangers.has(cell.line)),
        ...(assumed ? (['unit-assumed'] as const) : []),
        ...(elsewhere ? (['place-doubtful'] as const) : []),
      ],
    };
  });
  return withEmptyZeros(system.cells, verdicts);
}

/** What a recogniser reads for the digit of a printed zero. */
const LIKE_ZERO = /[0oO〇○Qｏ]/u;

/** Whether a zero was put in the place of a reading without any: a stroke of a pen in an empty cell is no figure of the table. */
function isNoZero({ amount }: LedgerEntry, { source }: Verdict): boolean {
  return source === 'repair' && ![amount.raw, ...amount.others].some((text) => LIKE_ZERO.test(text));
}

/**
 * Zeros break no sum: recognised in a column whose other figures are none of them proven, they may be what is left of
 * figures that run over into it, and are as little proven as those.
 */
function withEmptyZeros(cells: readonly LedgerEntry[], verdicts: readonly Verdict[]): readonly Verdict[] {
  if (cells.every(({ amount }) => amount.source !== 'ocr')) return verdicts;
  const columnOf = ({ statement, line, amount }: LedgerEntry) => `${statement.index}/${line.side}/${amount.measure}`;
  const proven = new Map<string, boolean>();
  cells.forEach((cell, at) => {
    const verdict = verdicts[at];
    if (verdict === undefined || verdict.fen === 0n) return;
    const column = columnOf(cell);
    proven.set(column, (proven.get(column) ?? false) || verdict.proof === 'proven');
  });
  return verdicts.map((verdict, at) => {
    const cell = cells[at];
    if (cell?.amount.source !== 'ocr' || verdict.fen !== 0n || verdict.proof !== 'proven') return verdict;
    const doubtful = proven.get(columnOf(cell)) === false || isNoZero(cell, verdict);
    return doubtful ? { ...verdict, proof: 'consistent', needsReview: true } : verdict;
  });
}

/** One failed check per statement whose unit line contradicts the other statements. */
export function unitChecks(unitErrors: readonly UnitError[]): readonly Check[] {
  return unitErrors.map(({ statement, scale, witness }) => {
    const ownLeft = witness.left[0]?.statement === statement;
    const [own, other] = ownLeft ? [witness.left, witness.right] : [witness.right, witness.left];
    const sum = (cells: readonly LedgerEntry[]) => cells.reduce((total, cell) => total + cell.amount.fen, 0n);
    const unsure = [...own, ...other].some((cell) => cell.amount.source === 'ocr' || isDoubted(cell));
    return {
      rule: 'unit-line',
      statement: statement.kind,
      scope: { of: 'unit', printed: statement.unit, expected: scale.unit },
      lhs: sum(own),
      rhs: sum(other),
      difference: sum(own) - sum(other),
      tolerance: own.concat(other).reduce((total, cell) => total + cell.half, 0n),
      status: 'fail',
      blame: unsure || !statement.unitPrinted ? 'unknown' : 'publisher',
      cells: [...own, ...other].map((cell) => cell.ref),
      left: own.length,
      suspects: own.map((cell) => cell.ref),
    };
  });
}
