import type { ConfidenceTable } from '../declare/confidence.ts';
import type { IdentitiesDeclaration } from '../declare/identity.ts';
import { type ClaimDraft, type Reconciliation, refKey, type Verdict } from '../model/fact.ts';
import type { Line, Statement } from '../model/statement.ts';
import { reportChecks } from './checks.ts';
import { absentSubjects } from './gaps/absent-subjects.ts';
import { withoutTotals } from './gaps/missing-totals.ts';
import { strangersIn } from './gaps/stranger-lines.ts';
import { type Equation, isRoom } from './identities/equation.ts';
import { equationsOf } from './identities/equations.ts';
import { exchanges } from './identities/exchanges.ts';
import { type LedgerEntry, openLedger, type Scale } from './identities/ledger.ts';
import { outlinesOf } from './identities/outline.ts';
import { demandsOf } from './identities/required.ts';
import { findUnitErrors } from './identities/unit-errors.ts';
import { wordingChecks } from './prose/check-wording.ts';
import { confirmedBy, linkClaims, proseChecks } from './prose/link-claims.ts';
import { statedUnits } from './prose/stated-units.ts';
import { queueOf } from './queue.ts';
import { type Decision, decide } from './solve/decide-cell.ts';
import { displaced } from './solve/displaced.ts';
import { explain } from './solve/explain.ts';
import { withDoubtsOfFonts } from './solve/misprints.ts';
import { type Bound, bindSystem, type System } from './solve/system.ts';
import { unitChecks, verdictsOf } from './solve/verdicts.ts';
import { doubtedThroughout } from './solve/widespread.ts';

/** What reconciliation needs of a pipeline's declarations. */
export interface ReconcileDeclarations {
  readonly identities: IdentitiesDeclaration;
  readonly confidence: ConfidenceTable;
}

/** How often demands are decided anew after contradictions have been explained. */
const ROUNDS = 3;

function open(
  statements: readonly Statement[],
  identities: IdentitiesDeclaration,
  scales: ReadonlyMap<Statement, Scale>,
) {
  const cells = openLedger(statements, scales);
  const outlines = outlinesOf(statements, cells, identities);
  const strangers: ReadonlySet<Line> = new Set(outlines.flatMap((outline) => strangersIn(outline, identities.known)));
  return { cells, outlines, equations: equationsOf(identities, outlines), strangers };
}

/** Cells and equations with every statement on the scale that the others confirm. */
function compile(statements: readonly Statement[], identities: IdentitiesDeclaration) {
  const plain = open(statements, identities, new Map());
  const unitErrors = findUnitErrors(statements, plain.equations);
  if (unitErrors.length === 0) return { ...plain, unitErrors };
  const scales = new Map(unitErrors.map(({ statement, scale }) => [statement, scale]));
  return { ...open(statements, identities, scales), unitErrors };
}

interface Solution {
  readonly system: System;
  readonly demanded: ReadonlySet<Bound>;
  readonly misfits: ReadonlySet<string>;
  readonly decisions: ReadonlyMap<LedgerEntry, Decision>;
}

/**
 * Explains the contradictions. What must hold depends on the figures (tables balance or not), and a wrong figure can
 * hide that they do: so demands are decided again with the implied values until they stay the same.
 */
function solve(cells: readonly LedgerEntry[], equations: readonly Equation[]): Solution {
  let system = bindSystem(cells, equations);
  let demands = demandsOf(system);
  for (let round = 1; ; round++) {
    const telling = new Set([...demands.demanded].filter(({ equation }) => !isRoom(equation)));
    const decisions = decide(system, telling, explain(system, telling));
    const again = demandsOf(system);
    const asked = new Set([...again.demanded].map((bound) => bound.id));
    const unchanged =
      asked.size === demands.demanded.size && [...demands.demanded].every((bound) => asked.has(bound.id));
    if (unchanged || round === ROUNDS) return { system, ...demands, decisions };
    system = bindSystem(cells, equations);
    demands = { misfits: again.misfits, demanded: new Set(system.bounds.filter((bound) => asked.has(bound.id))) };
  }
}

/** Without the figures of a table whose unit line is wrong: the table's own entry speaks for them. */
function unlisted(
  verdicts: readonly Verdict[],
  cells: readonly LedgerEntry[],
  decisions: ReadonlyMap<LedgerEntry, Decision>,
): readonly Verdict[] {
  return verdicts.map((verdict, at) => {
    const cell = cells[at];
    const spoken = verdict.flags.includes('unit-line') && cell !== undefined && !decisions.has(cell);
    return spoken ? { ...verdict, needsReview: false } : verdict;
  });
}

/**
 * Reconciles a document: compiles the declared identities into equations over its amounts, finds what contradicts
 * them, repairs misreadings of recognised amounts where one answer is left, blames, and proves the rest.
 * Pure; amounts of a text layer are never altered.
 */
export function reconcile(
  read: readonly Statement[],
  drafts: readonly ClaimDraft[],
  declarations: ReconcileDeclarations,
): Reconciliation {
  const statements = withDoubtsOfFonts(read);
  const { cells, outlines, equations, strangers, unitErrors } = compile(statements, declarations.identities);
  const { system, demanded, misfits, decisions } = solve(cells, equations);
  const exchanged = exchanges(declarations.identities, outlines);
  const throughout = [...doubtedThroughout(system, { demanded, misfits })];
  const unsure = new Set([...exchanged, ...throughout.filter(({ amount }) => amount.source === 'text')]);
  const blameless = new Set([...exchanged, ...throughout]);
  const elsewhere = displaced(system, demanded, decisions);
  const judging = {
    ...{ system, demanded, decisions, unitErrors, misfits, unsure, strangers, displaced: elsewhere },
    table: declarations.confidence,
  };
  const plain = verdictsOf({ ...judging, claimed: new Set(), restated: new Set() });
  const claims = linkClaims(drafts, statements, plain);
  const repeated = confirmedBy(claims, statements).map(refKey);
  const stated = statedUnits(claims, statements);
  const restated = new Set(stated.map(({ statement }) => statement));
  const again = repeated.length + restated.size > 0;
  const verdicts = again ? verdictsOf({ ...judging, claimed: new Set(repeated), restated }) : plain;
  for (const decision of decisions.values()) {
    if (decision.action === 'accuse') system.assign(decision.cell, decision.cell.value);
  }
  const checks = [
    ...unitChecks(unitErrors),
    ...reportChecks(system, { demanded, misfits }, decisions, blameless),
    ...proseChecks(drafts),
    ...wordingChecks(drafts, statements, verdicts),
  ];
  const groups = new Set([...demanded].map((bound) => bound.equation.group));
  const absent = absentSubjects(declarations.identities, outlines, groups);
  const untotalled = withoutTotals(declarations.identities, outlines);
  return {
    verdicts,
    checks,
    claims,
    review: queueOf({
      system,
      demanded,
      verdicts: unlisted(verdicts, cells, decisions),
      decisions,
      unitErrors,
      stated,
      misfits,
      displaced: elsewhere,
      strangers,
      absent,
      untotalled,
      claims,
    }),
  };
}
