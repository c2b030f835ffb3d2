import type { Declarations } from './declare/load.ts';
import type { ReadPages, RecallLooks, RecallPages } from './engines/cache/page-cache.ts';
import type { PdfPages } from './engines/pdf/pdf.ts';
import { classify } from './meaning/classify/classify.ts';
import { coverage } from './meaning/coverage.ts';
import { type FormsOptions, forms } from './meaning/forms/forms.ts';
import { claims } from './meaning/prose/claims.ts';
import { map } from './meaning/statements/read-statements.ts';
import { placer } from './meaning/turn-back.ts';
import type { Conclusion, Correction, Readings } from './model/correction.ts';
import type { DocumentResult, DocumentStatus, Identity } from './model/document.ts';
import type { PageLayout } from './model/grid.ts';
import type { Note, Outcome } from './model/note.ts';
import { type Alternative, asDisplayed, type Page } from './model/page.ts';
import type { Amount, Statement } from './model/statement.ts';
import type { Table } from './model/table.ts';
import { lookAtFigures, readAnyPage, type ScanTools } from './pages/read-page.ts';
import { type ReportGate, reportGate } from './pages/report-gate.ts';
import { correct } from './proof/decisions/apply.ts';
import { settle } from './proof/decisions/settle.ts';
import { withConfirmedNames, withProjects } from './proof/projects/match-projects.ts';
import { reconcile } from './proof/reconcile.ts';
import { lookedAgain } from './second-look.ts';
import { tables } from './tables/join/join-tables.ts';
import { layout } from './tables/layout/layout.ts';

/** The outside world, handed in: nothing here opens a file or a database. */
export interface Tools {
  readonly openPdf: (bytes: Uint8Array) => Promise<PdfPages>;
  readonly declarations: Declarations;
  /** For scanned pages; null leaves them unread. */
  readonly scan: ScanTools | null;
  /** Keep names and telephone numbers of contact persons; left out when absent. */
  readonly keepContacts?: boolean;
  /** Pages of this very document from an earlier run; all are read when absent. */
  readonly recall?: RecallPages;
  /** Looks at its figures from an earlier run; all are taken anew when absent. */
  readonly recallLooks?: RecallLooks;
}

/** Everything between the bytes and the result, for `inspect` and the tests. */
export interface Trace {
  readonly pages: readonly Page[];
  readonly layouts: readonly PageLayout[];
  readonly tables: readonly Table[];
  /** The result's statements with boxes on the upright pages. */
  readonly upright: readonly Statement[];
  readonly result: DocumentResult;
}

/**
 * Reads one document: bytes → pages → layout → tables → classification → statements → proven facts.
 * @throws PdfError when the bytes cannot be opened as a PDF at all; everything else becomes notes in the result.
 */
export async function readDocument(
  bytes: Uint8Array,
  tools: Tools,
  onPage: (done: number, total: number) => void = () => undefined,
): Promise<Trace> {
  const make = () => readPages(bytes, tools, onPage);
  const { pages, notes } = await (tools.recall === undefined ? make() : tools.recall(make));
  const options = { keepContacts: tools.keepContacts ?? false };
  const again = (known: readonly Page[]) => interpret(known, notes, tools.declarations, options);
  const { scan } = tools;
  const first = again(pages);
  return scan === null
    ? first
    : lookedAgain(first, again, (amounts) => lookAt(amounts, pages, bytes, { ...tools, scan }));
}

/** What further looks at these amounts read, page by page; a page that cannot be looked at stays as it is. */
async function lookAt(
  amounts: readonly Amount[],
  pages: readonly Page[],
  bytes: Uint8Array,
  { openPdf, scan, recallLooks }: Tools & { readonly scan: ScanTools },
): Promise<Map<number, readonly Alternative[]>> {
  const looks = new Map<number, readonly Alternative[]>();
  const pdf = openedOnce(() => openPdf(bytes));
  try {
    for (const page of pages) {
      const boxes = amounts.filter((amount) => amount.page === page.number).map(({ box }) => box);
      if (boxes.length === 0) continue;
      const look = async () => lookAtFigures(await pdf.open(), page, boxes, scan);
      const seen = await (recallLooks ? recallLooks(page.number, boxes, look) : look()).catch(() => []);
      if (seen.length > 0) looks.set(page.number, seen);
    }
  } finally {
    await pdf.close();
  }
  return looks;
}

/** Opens a PDF when it is first wanted: pages that were looked at in an earlier run need none. */
function openedOnce(open: () => Promise<PdfPages>): { open(): Promise<PdfPages>; close(): Promise<void> } {
  let opening: Promise<PdfPages> | null = null;
  return {
    open: () => {
      opening ??= open();
      return opening;
    },
    close: async () => (await opening?.catch(() => null))?.close(),
  };
}

/** All pages, one at a time; a page that cannot be read is blank and noted, the others go on. */
async function readPages(
  bytes: Uint8Array,
  tools: Tools,
  onPage: (done: number, total: number) => void,
): Promise<ReadPages> {
  const pdf = await tools.openPdf(bytes);
  const pages: Page[] = [];
  const notes: Note[] = [];
  const { scan, gate } = gated(pdf, tools);
  try {
    for (let number = 1; number <= pdf.pageCount; number++) {
      const sheet = await readPage(pdf, number, scan);
      for (const page of sheet.value) {
        gate?.saw(page);
        pages.push(numbered(page, pages.length + 1));
      }
      notes.push(...sheet.notes);
      onPage(number, pdf.pageCount);
    }
  } finally {
    await pdf.close();
  }
  if (gate?.closed) notes.push(NO_REPORT);
  return { pages, notes };
}

/** Left to say once, of the whole document: its pictures were not recognised, since it is no report. */
const NO_REPORT: Note = { code: 'no-report', severity: 'info', page: null, box: null, statement: null, data: {} };

/** The scan tools behind a gate that keeps them from documents that are no reports. */
function gated(pdf: PdfPages, { scan, declarations }: Tools): { scan: ScanTools | null; gate: ReportGate | null } {
  if (scan === null) return { scan, gate: null };
  const gate = reportGate(pdf, declarations.signs);
  return { scan: { ...scan, worth: (raw) => gate.opens(raw) }, gate };
}

/** The page by its own number, which is not its sheet's where an earlier sheet shows two. */
function numbered(page: Page, number: number): Page {
  if (page.number === number) return page;
  const { width: across, height: down, turn } = page;
  const whole = { x0: 0, y0: 0, x1: across, y1: down };
  const { x1: width, y1: height } = asDisplayed(whole, { width: across, height: down, turn });
  const sheet = page.sheet ?? { page: page.number, width, height, x: 0, y: 0, scale: 1 };
  return { ...page, number, sheet };
}

async function readPage(pdf: PdfPages, number: number, scan: ScanTools | null): Promise<Outcome<readonly Page[]>> {
  try {
    return await readAnyPage(pdf, number, scan);
  } catch (error) {
    const data = { reason: error instanceof Error ? error.message : String(error) };
    const note: Note = { code: 'page-not-read', severity: 'error', page: number, box: null, statement: null, data };
    return { value: [blankPage(number)], notes: [note] };
  }
}

/** Stands for a page that could not be read at all; A4, since nothing is known of it. */
function blankPage(number: number): Page {
  const empty = { glyphs: [], rules: [], pictures: [], alternatives: [], aside: [] };
  return { number, width: 595, height: 842, turn: 0, kind: 'blank', ...empty };
}

/** The pure part: upright pages → result with boxes on the pages as displayed. */
export function interpret(
  pages: readonly Page[],
  earlier: readonly Note[],
  declarations: Declarations,
  options: FormsOptions = {},
): Trace {
  const layouts = layout(pages);
  const found = tables(layouts);
  const classified = classify(found, layouts, declarations);
  const { identity, pipeline } = classified.value;
  const declared = pipeline === null ? null : declarations.pipeline(pipeline);
  const report = declared === null ? null : forms(found, layouts, classified.value, declared, options);
  const mapped = map(found, classified.value, declarations, report?.value.tables);
  const place = placer(pages);
  const statements = mapped.value.map((statement) => place.statement(statement));
  const stated =
    declared === null ? [] : claims(layouts, declared.proseWords, declarations.lexicon, identity.fiscalYear);
  const drafts = place.claims([...stated, ...(report?.value.amounts ?? [])]);
  const noticed = [...classified.notes, ...mapped.notes, ...(report?.notes ?? [])];
  const taken = report?.value.tables ?? [];
  const counted = coverage({
    tables: found,
    layouts,
    statements: mapped.value,
    taken,
    report: report?.value ?? null,
    notes: noticed,
  });
  const notes = [...earlier, ...place.notes([...noticed, ...(declared === null ? [] : counted.notes)])];
  const projects = report?.value.projects ?? [];
  const { reconciliation } = conclude({ pipeline, statements, drafts, projects }, [], declarations);
  const amounts = statements.reduce((sum, statement) => sum + statement.amounts.length, 0);
  const result: DocumentResult = {
    identity,
    status: statusOf(identity, amounts + stated.filter(({ fen }) => fen !== 0n).length, notes),
    pages: new Set(pages.map((page) => page.sheet?.page ?? page.number)).size,
    pipeline,
    statements,
    indicators: report?.value.indicators.map(place.one) ?? [],
    projects,
    catalog: report?.value.catalog.map(place.one) ?? [],
    ...(report === null ? {} : { report: place.report(report.value) }),
    drafts,
    reconciliation,
    notes,
    ...(declared === null ? {} : { coverage: counted.value }),
  };
  return { pages, layouts, tables: found, upright: mapped.value, result };
}

/** The end of the way alone, from stored readings: what reviewers decided, then proof. No PDF is opened. */
export function conclude(
  { pipeline, statements, drafts, projects = [] }: Readings,
  corrections: readonly Correction[],
  declarations: Declarations,
): Conclusion {
  const corrected = correct(statements, corrections);
  const declared = pipeline === null ? null : declarations.pipeline(pipeline);
  if (declared === null) return { ...corrected, reconciliation: { verdicts: [], checks: [], claims: [], review: [] } };
  const { identities } = declared;
  const known = withConfirmedNames(corrected.statements, projects);
  const found = reconcile(known, drafts, { identities, confidence: declarations.confidence });
  return { ...corrected, reconciliation: settle(withProjects(found, projects, corrected.statements), corrected) };
}

/** Decided here and nowhere else, by the figures of tables and prose; never `done` while an error note exists. */
function statusOf(identity: Identity, figures: number, notes: readonly Note[]): DocumentStatus {
  if (identity.documentType === null) return 'unrecognised';
  if (figures === 0) return 'template';
  return notes.some((note) => note.severity !== 'info') ? 'done_with_warnings' : 'done';
}
