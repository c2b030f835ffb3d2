import type { Claim, ReviewItem, Verdict } from '../model/fact.ts';
import { formatYuan } from '../model/money.ts';
import type { QueueData } from '../model/review-data.ts';
import { severityOf } from '../model/severity.ts';
import type { Line, Statement } from '../model/statement.ts';
import type { AbsentSubject } from './gaps/absent-subjects.ts';
import { missingFrom } from './gaps/missing-amounts.ts';
import { type Equation, lineLabel } from './identities/equation.ts';
import { type LedgerEntry, unscaled } from './identities/ledger.ts';
import type { Outline } from './identities/outline.ts';
import type { UnitError } from './identities/unit-errors.ts';
import type { StatedUnit } from './prose/stated-units.ts';
import { blameFor, type Decision } from './solve/decide-cell.ts';
import type { Bound, System } from './solve/system.ts';
import { isStrange, mayBeAnother } from './solve/verdicts.ts';

export interface Queueing {
  readonly system: System;
  readonly demanded: ReadonlySet<Bound>;
  readonly verdicts: readonly Verdict[];
  readonly decisions: ReadonlyMap<LedgerEntry, Decision>;
  readonly unitErrors: readonly UnitError[];
  readonly stated: readonly StatedUnit[];
  readonly misfits: ReadonlySet<string>;
  readonly displaced: ReadonlySet<Statement>;
  readonly strangers: ReadonlySet<Line>;
  readonly absent: readonly AbsentSubject[];
  readonly untotalled: readonly Outline[];
  readonly claims: readonly Claim[];
}

function placeOf({ line, amount }: LedgerEntry): QueueData {
  return { line: lineLabel(line), measure: amount.measure, raw: amount.raw };
}

function said(cell: LedgerEntry, decision: Decision | undefined): QueueData {
  const place = placeOf(cell);
  if (!decision) return place;
  if (decision.action === 'repair') return { ...place, repaired: 1 };
  return {
    ...place,
    ...(decision.implied === null ? {} : { implied: formatYuan(unscaled(decision.implied, cell.scale)) }),
    ...(decision.rivals.length === 0 ? {} : { rivals: decision.rivals.length }),
    blame: blameFor(cell, decision),
  };
}

/** What is strange about the place of an amount, not about the amount. */
function strangenessOf(cell: LedgerEntry, verdict: Verdict, strangers: ReadonlySet<Line>): Strangeness | null {
  if (strangers.has(cell.line)) return 'unknown-line';
  if (isStrange(cell, strangers)) return 'unknown-column';
  if (cell.amount.placement === 'inferred') return 'place-inferred';
  return verdict.flags.includes('place-doubtful') && verdict.proof !== 'contradicted' ? 'place-doubtful' : null;
}

type Strangeness = 'unknown-line' | 'unknown-column' | 'place-inferred' | 'place-doubtful';

/** The words of a column that nobody knows. */
function headerOf({ amount }: LedgerEntry, strange: ReturnType<typeof strangenessOf>): QueueData {
  return strange === 'unknown-column' ? { header: amount.measure.replace(/^other:/u, '') } : {};
}

function cellItem(
  cell: LedgerEntry,
  verdict: Verdict,
  decision: Decision | undefined,
  strange: ReturnType<typeof strangenessOf>,
): ReviewItem {
  const contradicted = decision?.action === 'accuse';
  const reason = contradicted ? 'contradicted' : (strange ?? 'unproven-reading');
  return {
    statement: cell.statement.kind,
    ref: cell.ref,
    page: cell.amount.page,
    box: cell.amount.box,
    reason,
    severity: severityOf(reason, verdict.confidence),
    data: strange && !contradicted ? { ...placeOf(cell), ...headerOf(cell, strange) } : said(cell, decision),
  };
}

/** What is wrong with a table as a whole. */
function tableItem(statement: Statement, reason: 'unit-line' | 'place-doubtful', data: QueueData): ReviewItem {
  const page = statement.pages[0] ?? null;
  return { statement: statement.kind, ref: null, page, box: null, reason, severity: severityOf(reason), data };
}

function unitItem({ statement, scale }: UnitError): ReviewItem {
  return tableItem(statement, 'unit-line', { printed: statement.unit, expected: scale.unit });
}

/** A table of which the prose states the figures in another unit. */
function statedItem({ statement, unit }: StatedUnit): ReviewItem {
  return tableItem(statement, 'unit-line', { printed: statement.unit, expected: unit });
}

function misfitItem(group: string, equations: readonly Equation[]): readonly ReviewItem[] {
  const example = equations.find((equation) => equation.group === group);
  const cell = example?.left[0];
  if (!example || !cell) return [];
  return [
    {
      statement: cell.statement.kind,
      ref: null,
      page: cell.amount.page,
      box: null,
      reason: 'form-mismatch',
      severity: severityOf('form-mismatch'),
      data: { rule: example.rule, title: example.title },
    },
  ];
}

/** A broken equation that no single figure explains: perhaps an amount is missing. */
function unexplainedItem(system: System, bound: Bound): readonly ReviewItem[] {
  const [cell] = bound.equation.left;
  if (!cell) return [];
  const off = system.difference(bound);
  const missing = missingFrom(system, bound);
  const { rule, title, scope } = bound.equation;
  const lacking: QueueData = missing
    ? {
        ...{ missing: missing.label, missingMeasure: missing.measure },
        ...{ witnessPage: missing.witness.amount.page, witness: missing.witness.amount.raw },
      }
    : {};
  return [
    {
      statement: cell.statement.kind,
      ref: cell.ref,
      page: cell.amount.page,
      box: cell.amount.box,
      reason: missing ? 'missing-amount' : 'identity-fails',
      severity: severityOf(missing ? 'missing-amount' : 'identity-fails'),
      data: { rule, title, line: scope.line, measure: scope.measures.join('+'), off: formatYuan(off), ...lacking },
    },
  ];
}

/** A table whose figures others leave no room for. */
function displacedItem(statement: Statement, { cells }: System): ReviewItem {
  const own = cells.filter((cell) => cell.statement === statement).map(({ amount }) => amount.fen);
  const most = own.toSorted((a, b) => (a < b ? -1 : 1)).at(-1) ?? 0n;
  return tableItem(statement, 'place-doubtful', { sum: formatYuan(most) });
}

function absentItem({ statement, witness }: AbsentSubject): ReviewItem {
  return {
    statement: statement.kind,
    ref: null,
    page: statement.pages[0] ?? null,
    box: null,
    reason: 'missing-line',
    severity: severityOf('missing-line'),
    data: { line: lineLabel(witness.line), witnessPage: witness.amount.page, witness: witness.amount.raw },
  };
}

function untotalledItem({ statement, side, whole }: Outline): ReviewItem {
  const sum = whole('total').reduce((total, cell) => total + cell.amount.fen, 0n);
  return {
    statement: statement.kind,
    ref: null,
    page: statement.pages.at(-1) ?? null,
    box: null,
    reason: 'missing-total',
    severity: severityOf('missing-total'),
    data: { sum: formatYuan(sum), ...(side === null ? {} : { side }) },
  };
}

/** A disagreement, or what would be one if it were read right. */
function claimItem(claim: Claim): readonly ReviewItem[] {
  const disagrees = claim.status === 'disagrees';
  if (!disagrees && (claim.status === 'agrees' || claim.ref === null)) return [];
  return [
    {
      statement: claim.statement,
      ref: claim.ref,
      page: claim.page,
      box: claim.box,
      reason: disagrees ? 'claim-disagrees' : 'claim-doubtful',
      severity: severityOf(disagrees ? 'claim-disagrees' : 'claim-doubtful'),
      data: { phrase: claim.phrase },
    },
  ];
}

/** What a person should look at, worst first. */
export function queueOf(queueing: Queueing): readonly ReviewItem[] {
  const {
    system,
    demanded,
    verdicts,
    decisions,
    unitErrors,
    stated,
    misfits,
    displaced,
    strangers,
    absent,
    untotalled,
    claims,
  } = queueing;
  const explained = (bound: Bound) => bound.members.some(({ cell }) => decisions.get(cell)?.action === 'accuse');
  const broken = [...demanded].filter((bound) => system.standing(bound) === 'broken' && !explained(bound));
  const equations = system.bounds.map((bound) => bound.equation);
  const items = [
    ...unitErrors.map(unitItem),
    ...stated.map(statedItem),
    ...system.cells.flatMap((cell, i) => {
      const verdict = verdicts[i];
      if (!verdict?.needsReview) return [];
      const strange = strangenessOf(cell, verdict, strangers);
      // the table's own entry speaks for them
      if (strange === 'place-doubtful' && displaced.has(cell.statement)) return [];
      if ((strange === 'place-doubtful' || strange === 'place-inferred') && mayBeAnother(cell)) return [];
      if (cell.amount.flags.includes('in-form') && !decisions.has(cell)) return [];
      return [cellItem(cell, verdict, decisions.get(cell), strange)];
    }),
    ...[...displaced].map((statement) => displacedItem(statement, system)),
    ...broken.flatMap((bound) => unexplainedItem(system, bound)),
    ...absent.map(absentItem),
    ...untotalled.map(untotalledItem),
    ...[...misfits].flatMap((group) => misfitItem(group, equations)),
    ...claims.flatMap(claimItem),
  ];
  return items.sort((a, b) => b.severity - a.severity);
}
