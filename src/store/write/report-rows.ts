import type { Box } from '../../model/box.ts';
import type { SideReport } from '../../model/document.ts';
import { formatYuan } from '../../model/money.ts';

type Value = string | number | null;
type Row = readonly Value[];

const BOX = ['x0', 'y0', 'x1', 'y1'] as const;
const CERTAINTY = ['confidence', 'needs_review'] as const;

/** Columns of the tables beside the statements, after `document`. */
export const REPORT_COLUMNS = {
  form_field: ['idx', 'page', 'project', 'field', 'label', 'value', ...CERTAINTY, ...BOX],
  asset: ['idx', 'page', 'kind', 'item', 'quantity', 'unit', 'as_of', 'planned', 'phrase', ...CERTAINTY, ...BOX],
  procurement_amount: ['idx', 'page', 'kind', 'amount', 'raw', 'unit', 'phrase', ...CERTAINTY, ...BOX],
  staff_count: ['idx', 'page', 'organisation', 'kind', 'item', 'count', 'unit', 'phrase', ...CERTAINTY, ...BOX],
  institution: ['idx', 'page', 'kind', 'name', 'remark', ...BOX],
  chapter: ['idx', 'page', 'last_page', 'level', 'ordinal', 'title', 'kind', 'text', ...BOX],
} as const;

export type ReportRows = Readonly<Record<keyof typeof REPORT_COLUMNS, readonly Row[]>>;

export const NO_REPORT_ROWS: ReportRows = {
  ...{ form_field: [], asset: [], procurement_amount: [], staff_count: [], institution: [], chapter: [] },
};

function box(value: Box | null): Row {
  return value === null ? [null, null, null, null] : [value.x0, value.y0, value.x1, value.y1];
}

function certainty(item: { readonly confidence: number; readonly needsReview: boolean }): Row {
  return [item.confidence, item.needsReview ? 1 : 0];
}

/** The rows of what stands beside the statements; a document may have nothing of it. */
export function reportRows(report: SideReport | undefined): ReportRows {
  if (report === undefined) return NO_REPORT_ROWS;
  return {
    form_field: report.fields.map((f, idx) => [
      ...[idx, f.page, f.project, f.key, f.label, f.value],
      ...certainty(f),
      ...box(f.box),
    ]),
    asset: report.assets.map((a, idx) => [
      ...[idx, a.page, a.kind, a.item, a.quantity, a.unit, a.asOf, a.planned ? 1 : 0, a.phrase],
      ...certainty(a),
      ...box(a.box),
    ]),
    procurement_amount: report.procurement.map((p, idx) => [
      ...[idx, p.page, p.kind, formatYuan(p.fen), p.raw, p.unit, p.phrase],
      ...certainty(p),
      ...box(p.box),
    ]),
    staff_count: report.staff.map((s, idx) => [
      ...[idx, s.page, s.organisation, s.kind, s.item, s.count, s.unit, s.phrase],
      ...certainty(s),
      ...box(s.box),
    ]),
    institution: report.institutions.map((i, idx) => [idx, i.page, i.kind, i.name, i.remark, ...box(i.box)]),
    chapter: report.chapters.map((c, idx) => [
      ...[idx, c.page, c.lastPage, c.level, c.ordinal, c.title, c.kind, c.text],
      ...box(c.box),
    ]),
  };
}
