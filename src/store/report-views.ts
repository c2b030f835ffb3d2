/** Views of what a report says beside its statements, in the style of the contract. */

function view(name: string, table: string, columns: string): string {
  return `
CREATE VIEW ${name} AS
SELECT d.file, ${columns}, d.sha256, t.x0, t.y0, t.x1, t.y1, d.current
FROM ${table} t JOIN document d ON d.id = t.document`;
}

const CERTAINTY = 't.confidence, t.needs_review';

export const REPORT_VIEWS: Readonly<Record<string, string>> = {
  form_fields: view('form_fields', 'form_field', `t.page, t.project, t.field, t.label, t.value, ${CERTAINTY}`),
  assets: view(
    'assets',
    'asset',
    `t.page, t.kind, t.item, t.quantity, t.unit, t.as_of, t.planned, t.phrase, ${CERTAINTY}`,
  ),
  procurement: view(
    'procurement',
    'procurement_amount',
    `t.page, t.kind, t.amount, t.raw, t.unit, t.phrase, ${CERTAINTY}`,
  ),
  staff: view(
    'staff',
    'staff_count',
    `t.page, t.organisation, t.kind, t.item, t.count, t.unit, t.phrase, ${CERTAINTY}`,
  ),
  institutions: view('institutions', 'institution', 't.page, t.kind, t.name, t.remark'),
  chapters: view('chapters', 'chapter', 't.page, t.last_page, t.level, t.ordinal, t.title, t.kind, t.text'),
  coverage: `
CREATE VIEW coverage AS
SELECT d.file, t.page, t.printed, t.facts, t.forms, t.prose, t.no_amount, t.unplaced, d.sha256, d.current
FROM page_coverage t JOIN document d ON d.id = t.document`,
};
