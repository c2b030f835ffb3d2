import { scopeText, sentenceOf } from '../../messages/sentences.ts';
import type { Box } from '../../model/box.ts';
import type { DocumentResult, PageCoverage } from '../../model/document.ts';
import {
  type Check,
  type Claim,
  type ClaimDraft,
  type FactRef,
  type Reconciliation,
  type ReviewItem,
  refKey,
  type Verdict,
} from '../../model/fact.ts';
import type { CatalogRow, Funds, Indicator, Project } from '../../model/form.ts';
import { type Fen, formatYuan } from '../../model/money.ts';
import type { Note } from '../../model/note.ts';
import type { PageKind } from '../../model/page.ts';
import { type Amount, type Line, type Placement, type Statement, weakest } from '../../model/statement.ts';
import type { Row } from '../port.ts';
import { groupItems, type QueuePlace } from '../read/queue-groups.ts';
import { readingsJson } from './readings-json.ts';
import { REPORT_COLUMNS, reportRows } from './report-rows.ts';
import { type QueuedItem, reviewItems } from './review-items.ts';

/** Size and kind of a page, kept so that boxes can be drawn without opening the PDF. */
export interface PageSize {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly kind: PageKind;
}

const BOX = ['x0', 'y0', 'x1', 'y1'] as const;

/** Columns of each table below a document, after `document` itself; the order of the values in its rows. */
export const COLUMNS = {
  page: ['number', 'width', 'height', 'kind'],
  statement: [
    'idx',
    'kind',
    'source_table',
    'title',
    'unit',
    'unit_printed',
    'pages',
    'columns',
    'remarks',
    'placement',
    'department',
  ],
  line: [
    ...['statement', 'idx', 'row', 'side', 'role', 'code', 'name', 'name_2', 'raw_name', 'standard_code'],
    ...['standard_code_2', 'scheme', 'parent', 'page', 'source', 'confidence', 'flags', ...BOX],
    ...['name_3', 'standard_code_3'],
  ],
  amount: [
    ...['statement', 'idx', 'line', 'measure', 'amount', 'raw', 'unit', 'decimals', 'page', 'source', 'confidence'],
    ...['proof', 'needs_review', 'flags', 'verdict_flags', ...BOX],
    ...['read_line', 'read_measure', 'read_amount', 'read_source', 'read_confidence', 'read_flags', 'others'],
    ...['placement', 'read_placement', 'read_unit'],
  ],
  indicator: [
    ...['idx', 'page', 'project', 'scope', 'level1', 'level2', 'level3', 'standard1', 'standard2', 'level3_full'],
    ...['operator', 'value', 'unit', 'raw', 'confidence', 'needs_review', 'flags', ...BOX],
  ],
  project: [
    ...['idx', 'pages', 'name', 'department_code', 'department', 'unit', 'nature', 'duration_years', 'funds_unit'],
    ...['total_funds', 'total_central', 'total_provincial', 'total_local', 'total_self_raised', 'total_other'],
    ...['annual_funds', 'annual_central', 'annual_provincial', 'annual_local', 'annual_self_raised', 'annual_other'],
    ...['confidence', 'needs_review', 'flags', ...BOX],
  ],
  catalog_row: [
    ...['idx', 'page', 'agency', 'code', 'level1', 'level2', 'level3', 'level4'],
    ...['confidence', 'needs_review', 'flags', ...BOX],
  ],
  claim: [
    ...['idx', 'page', 'section', 'phrase', 'amount', 'tolerance', 'statement', 'line_name', 'measure'],
    ...['ref_statement', 'ref_amount', 'status', ...BOX],
  ],
  claim_draft: ['idx', 'draft'],
  identity_check: [
    ...['idx', 'rule', 'statement', 'scope', 'lhs', 'rhs', 'difference', 'tolerance', 'status', 'blame', 'cells'],
    ...['left_cells', 'suspects', 'page', 'place'],
  ],
  review_item: [
    ...['idx', 'origin', 'statement', 'ref_statement', 'ref_amount', 'page', 'reason', 'severity', 'detail'],
    ...['key', 'grp', 'group_severity', ...BOX, 'data'],
  ],
  note: ['idx', 'code', 'severity', 'page', 'statement', 'data', ...BOX],
  page_coverage: ['page', 'printed', 'facts', 'forms', 'prose', 'no_amount', 'unplaced'],
  ...REPORT_COLUMNS,
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Tables in an order in which each one's parents come first. */
export const TABLES = Object.keys(COLUMNS) as readonly (keyof typeof COLUMNS)[];

/** The rows of one document, without its id: plain values, ready to bind, cheap to send between processes. */
export type DocumentRows = Readonly<Record<keyof typeof COLUMNS, readonly Row[]>>;

/** Turns what the stages found into rows. The same result gives the same rows. */
export function rowsOf(result: DocumentResult, pages: readonly PageSize[]): DocumentRows {
  const { statements, reconciliation } = result;
  return {
    page: pages.map((page) => [page.number, page.width, page.height, page.kind]),
    statement: statements.map(statementRow),
    line: statements.flatMap((statement) => statement.lines.map((line) => lineRow(statement, line))),
    amount: amountRows(statements, statements, reconciliation.verdicts),
    indicator: result.indicators.map(indicatorRow),
    project: result.projects.map(projectRow),
    catalog_row: result.catalog.map(catalogRow),
    claim: reconciliation.claims.map(claimRow),
    claim_draft: (result.drafts ?? []).map((draft, idx) => [idx, draftJson(draft)]),
    identity_check: reconciliation.checks.map(checkRow),
    review_item: reviewRows(reviewItems(result), reconciliation.checks),
    note: result.notes.map(noteRow),
    page_coverage: (result.coverage ?? []).map(coverageRow),
    ...reportRows(result.report),
  };
}

/**
 * The rows of all amounts: as they were read, where a reviewer put them (`placed`, the same statements and indexes),
 * and what reconciliation says of them. Amounts that reviewers entered follow those that were read.
 */
export function amountRows(
  read: readonly Statement[],
  placed: readonly Statement[],
  judged: readonly Verdict[],
): readonly Row[] {
  const verdicts = new Map(judged.map((verdict) => [refKey(verdict.ref), verdict]));
  return read.flatMap((statement, at) => {
    const amounts = placed[at]?.amounts ?? [];
    const entered = amounts.slice(statement.amounts.length);
    return [...statement.amounts, ...entered].map((amount) => {
      const { line, measure, placement, unit } = amounts[amount.index] ?? amount;
      const verdict = verdicts.get(refKey({ statement: statement.index, amount: amount.index }));
      return amountRow(statement, { ...amount, line, measure, placement, unit }, amount, verdict);
    });
  });
}

/** The rows of claims, checks and the queue: what reconciliation makes anew. Entries that are settled leave a gap. */
export function reconciledRows(
  reconciliation: Reconciliation,
  items: readonly QueuedItem[],
  settles: (item: ReviewItem) => boolean,
): Pick<DocumentRows, 'claim' | 'identity_check' | 'review_item'> {
  return {
    claim: reconciliation.claims.map(claimRow),
    identity_check: reconciliation.checks.map(checkRow),
    review_item: reviewRows(items, reconciliation.checks, settles),
  };
}

function reviewRows(
  items: readonly QueuedItem[],
  checks: readonly Check[],
  settles: (item: ReviewItem) => boolean = () => false,
): readonly Row[] {
  const places = groupItems(items, checks, settles);
  return items.flatMap((item, idx) => {
    const place = places[idx];
    return place === undefined || settles(item.item) ? [] : [reviewRow(item, place, idx)];
  });
}

function draftJson(draft: ClaimDraft): string {
  // JSON has no integers of any size: each stands as text in an object of its own, wherever it occurs.
  return JSON.stringify(draft, (_key, value: unknown) => (typeof value === 'bigint' ? { $fen: `${value}` } : value));
}

function box(value: Box | null): Row {
  return value === null ? [null, null, null, null] : [value.x0, value.y0, value.x1, value.y1];
}

function yuan(fen: Fen | null): string | null {
  return fen === null ? null : formatYuan(fen);
}

function flag(value: boolean): number {
  return value ? 1 : 0;
}

function statementRow(s: Statement): Row {
  return [
    ...[s.index, s.kind, s.table, s.title, s.unit, flag(s.unitPrinted), JSON.stringify(s.pages)],
    ...[JSON.stringify(s.columns), JSON.stringify(s.remarks), s.placement, s.department ?? null],
  ];
}

/** One row of its parts: the tables with most rows are made without taking each part apart. */
function joined(first: Row, ...more: readonly Row[]): Row {
  return first.concat(...more);
}

function lineRow(s: Statement, line: Line): Row {
  return joined(
    [s.index, line.index, line.row, line.side, line.role, line.code, line.name, line.name2, line.rawName],
    [line.standardCode, line.standardCode2, line.scheme, line.parent, line.page, line.source, line.confidence],
    [JSON.stringify(line.flags)],
    box(line.box),
    [line.name3 ?? null, line.standardCode3 ?? null],
  );
}

/** Where other statements speak against the place that headings and names gave an amount, it is inferred at most. */
function placementOf({ placement }: Amount, flags: readonly string[]): Placement {
  return flags.includes('place-doubtful') ? weakest(placement, 'inferred') : placement;
}

function amountRow(s: Statement, amount: Amount, read: Amount, verdict: Verdict | undefined): Row {
  const line = s.lines[amount.line];
  // An amount that reconciliation never spoke of is shown to a person, not trusted in silence.
  const judged = verdict ?? {
    fen: amount.fen,
    source: amount.source,
    confidence: amount.confidence,
    proof: 'unproven',
    needsReview: true,
    flags: ['unjudged'],
  };
  const flags = [...new Set([...(line?.flags ?? []), ...amount.flags, ...judged.flags])];
  return joined(
    [s.index, amount.index, amount.line, amount.measure, formatYuan(judged.fen), amount.raw, amount.unit],
    [amount.decimals, amount.page, judged.source, judged.confidence, judged.proof, flag(judged.needsReview)],
    [JSON.stringify(flags), verdict === undefined ? null : JSON.stringify(verdict.flags)],
    box(amount.box),
    [read.line, read.measure, formatYuan(amount.fen), amount.source, amount.confidence],
    [JSON.stringify(amount.flags), readingsJson(amount)],
    [placementOf(amount, judged.flags), read.placement, amount.unit === read.unit ? null : read.unit],
  );
}

function indicatorRow(i: Indicator, idx: number): Row {
  return [
    ...[idx, i.page, i.project, i.scope, i.level1, i.level2, i.level3, i.standard1, i.standard2, i.level3Full],
    ...[i.operator, i.value, i.unit, i.raw, i.confidence, flag(i.needsReview), JSON.stringify(i.flags)],
    ...box(i.box),
  ];
}

function fundsRow(funds: Funds): Row {
  return [funds.total, funds.central, funds.provincial, funds.local, funds.selfRaised, funds.other].map(yuan);
}

function projectRow(p: Project, idx: number): Row {
  return [
    ...[idx, JSON.stringify(p.pages), p.name, p.departmentCode, p.department, p.unit, p.nature, p.durationYears],
    p.fundsUnit,
    ...fundsRow(p.period),
    ...fundsRow(p.annual),
    ...[p.confidence, flag(p.needsReview), JSON.stringify(p.flags)],
    ...box(p.box),
  ];
}

function catalogRow(c: CatalogRow, idx: number): Row {
  return [
    ...[idx, c.page, c.agency, c.code, c.level1, c.level2, c.level3, c.level4],
    ...[c.confidence, flag(c.needsReview), JSON.stringify(c.flags)],
    ...box(c.box),
  ];
}

function claimRow(c: Claim, idx: number): Row {
  return [
    ...[idx, c.page, c.section, c.phrase, formatYuan(c.fen), formatYuan(c.tolerance), c.statement, c.lineName],
    ...[c.measure, c.ref?.statement ?? null, c.ref?.amount ?? null, c.status],
    ...box(c.box),
  ];
}

function checkRow(c: Check, idx: number): Row {
  return joined(
    [idx, c.rule, c.statement, scopeText(c.scope), formatYuan(c.lhs), formatYuan(c.rhs), formatYuan(c.difference)],
    [formatYuan(c.tolerance), c.status, c.blame],
    [refs(c.cells), c.left, refs(c.suspects), c.page ?? null, JSON.stringify(c.scope)],
  );
}

function refs(list: readonly FactRef[]): string {
  return JSON.stringify(list.map((ref) => [ref.statement, ref.amount]));
}

function reviewRow({ origin, item }: QueuedItem, place: QueuePlace, idx: number): Row {
  return [
    ...[idx, origin, item.statement, item.ref?.statement ?? null, item.ref?.amount ?? null, item.page, item.reason],
    ...[item.severity, sentenceOf(item.reason, item.data), place.key, place.group, place.groupSeverity],
    ...box(item.box),
    JSON.stringify(item.data),
  ];
}

function coverageRow({ page, printed, facts, forms, prose, noAmount, unplaced }: PageCoverage): Row {
  return [page, printed, facts, forms, prose, noAmount, unplaced];
}

function noteRow(n: Note, idx: number): Row {
  return [idx, n.code, n.severity, n.page, n.statement, JSON.stringify(n.data), ...box(n.box)];
}
