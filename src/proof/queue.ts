import type { Claim, ReviewItem, Verdict } from '../model/fact.ts';
import { measureName, scopeInWords } from '../model/measure-name.ts';
import { formatYuan } from '../model/money.ts';
import { severityOf } from '../model/severity.ts';
import type { Line } from '../model/statement.ts';
import type { AbsentSubject } from './gaps/absent-subjects.ts';
import { missingFrom } from './gaps/missing-amounts.ts';
import { type Equation, lineLabel } from './identities/equation.ts';
import { type Cell, unscaled } from './identities/ledger.ts';
import type { Outline } from './identities/outline.ts';
import type { UnitError } from './identities/unit-errors.ts';
import { blameFor, type Decision } from './solve/decide-cell.ts';
import type { Bound, System } from './solve/system.ts';
import { isStrange } from './solve/verdicts.ts';

export interface Queueing {
  readonly system: System;
  readonly demanded: ReadonlySet<Bound>;
  readonly verdicts: readonly Verdict[];
  readonly decisions: ReadonlyMap<Cell, Decision>;
  readonly unitErrors: readonly UnitError[];
  readonly misfits: ReadonlySet<string>;
  readonly strangers: ReadonlySet<Line>;
  readonly absent: readonly AbsentSubject[];
  readonly untotalled: readonly Outline[];
  readonly claims: readonly Claim[];
}

const BLAME_WORDS = {
  publisher: '原文如此，疑为公开文本有误',
  extraction: '疑为识别有误',
  unknown: '原因待查',
} as const;

function describe(cell: Cell, decision: Decision | undefined): string {
  const place = `${lineLabel(cell.line)} ${measureName(cell.amount.measure)} = ${cell.amount.raw}`;
  if (!decision) return `${place}：没有勾稽关系能证明`;
  if (decision.action === 'repair') return `${place}：已按勾稽关系改正，但仍有另一种读法`;
  const implied =
    decision.implied === null ? '' : `，按勾稽关系应为 ${formatYuan(unscaled(decision.implied, cell.scale))} 元`;
  const rivals = decision.rivals.length === 0 ? '' : `，也可能是另外 ${decision.rivals.length} 处有误`;
  return `${place}：与其他数矛盾${implied}${rivals}（${BLAME_WORDS[blameFor(cell, decision)]}）`;
}

interface Strangeness {
  readonly reason: 'unknown-line' | 'unknown-column';
  readonly detail: string;
}

function strangenessOf(cell: Cell, strangers: ReadonlySet<Line>): Strangeness | null {
  const place = `${lineLabel(cell.line)} ${cell.amount.raw}`;
  if (strangers.has(cell.line)) return { reason: 'unknown-line', detail: `${place}：不认识的行，名称可能没有读对` };
  if (!isStrange(cell, strangers)) return null;
  const header = cell.amount.measure.slice('other:'.length);
  return { reason: 'unknown-column', detail: `${place}：不认识的列“${header}”，表头可能没有读对` };
}

function cellItem(
  cell: Cell,
  verdict: Verdict,
  decision: Decision | undefined,
  strange: Strangeness | null,
): ReviewItem {
  const contradicted = decision?.action === 'accuse';
  const reason = contradicted ? 'contradicted' : (strange?.reason ?? 'unproven-reading');
  return {
    statement: cell.statement.kind,
    ref: cell.ref,
    page: cell.amount.page,
    box: cell.amount.box,
    reason,
    severity: severityOf(reason, verdict.confidence),
    detail: strange && !contradicted ? strange.detail : describe(cell, decision),
  };
}

function unitItem({ statement, scale }: UnitError): ReviewItem {
  return {
    statement: statement.kind,
    ref: null,
    page: statement.pages[0] ?? null,
    box: null,
    reason: 'unit-line',
    severity: severityOf('unit-line'),
    detail: `本表单位写作“${statement.unit}”，与其他报表相比应为“${scale.unit}”；金额仍按原文换算`,
  };
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
      detail: `本表多数行不符合“${example.title}”，可能是另一种格式，或表格未读对`,
    },
  ];
}

/** A broken equation that no single figure explains: perhaps an amount is missing. */
function unexplainedItem(system: System, bound: Bound): readonly ReviewItem[] {
  const [cell] = bound.equation.left;
  if (!cell) return [];
  const off = system.difference(bound);
  const missing = missingFrom(system, bound);
  const lack = missing
    ? `；差额正好等于“${missing.label}”（第 ${missing.witness.amount.page} 页 ${missing.witness.amount.raw}），该处 ${measureName(missing.measure)} 可能缺漏`
    : '';
  return [
    {
      statement: cell.statement.kind,
      ref: cell.ref,
      page: cell.amount.page,
      box: cell.amount.box,
      reason: missing ? 'missing-amount' : 'identity-fails',
      severity: severityOf(missing ? 'missing-amount' : 'identity-fails'),
      detail: `${bound.equation.title}：${scopeInWords(bound.equation.scope)} 相差 ${formatYuan(off)} 元${lack}`,
    },
  ];
}

function absentItem({ statement, witness }: AbsentSubject): ReviewItem {
  return {
    statement: statement.kind,
    ref: null,
    page: statement.pages[0] ?? null,
    box: null,
    reason: 'missing-line',
    severity: severityOf('missing-line'),
    detail: `本表没有“${lineLabel(witness.line)}”，而与之相符的另一张表（第 ${witness.amount.page} 页）有 ${witness.amount.raw}`,
  };
}

function untotalledItem({ statement, side, whole }: Outline): ReviewItem {
  const sum = whole('total').reduce((total, cell) => total + cell.amount.fen, 0n);
  const where = side === null ? '本表' : side === 'revenue' ? '本表收入一侧' : '本表支出一侧';
  return {
    statement: statement.kind,
    ref: null,
    page: statement.pages.at(-1) ?? null,
    box: null,
    reason: 'missing-total',
    severity: severityOf('missing-total'),
    detail: `${where}没有读到合计行，可能漏读；读到的各行之和为 ${formatYuan(sum)} 元`,
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
      detail: disagrees ? `文字“${claim.phrase}”与报表不一致` : `文字“${claim.phrase}”与报表只差一位数字，可能没有读对`,
    },
  ];
}

/** What a person should look at, worst first. */
export function queueOf(queueing: Queueing): readonly ReviewItem[] {
  const { system, demanded, verdicts, decisions, unitErrors, misfits, strangers, absent, untotalled, claims } =
    queueing;
  const explained = (bound: Bound) => bound.members.some(({ cell }) => decisions.get(cell)?.action === 'accuse');
  const broken = [...demanded].filter((bound) => system.standing(bound) === 'broken' && !explained(bound));
  const equations = system.bounds.map((bound) => bound.equation);
  const items = [
    ...unitErrors.map(unitItem),
    ...system.cells.flatMap((cell, i) => {
      const verdict = verdicts[i];
      return verdict?.needsReview ? [cellItem(cell, verdict, decisions.get(cell), strangenessOf(cell, strangers))] : [];
    }),
    ...broken.flatMap((bound) => unexplainedItem(system, bound)),
    ...absent.map(absentItem),
    ...untotalled.map(untotalledItem),
    ...[...misfits].flatMap((group) => misfitItem(group, equations)),
    ...claims.flatMap(claimItem),
  ];
  return items.sort((a, b) => b.severity - a.severity);
}
