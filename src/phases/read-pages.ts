import type { Declarations } from '../declare/load.ts';
import type { PdfPages } from '../engines/pdf/pdf.ts';
import type { Note, Outcome } from '../model/note.ts';
import { asDisplayed, type Page, type ReadPages } from '../model/page.ts';
import { PageTooCostly } from '../model/raster.ts';
import { readAnyPage, type ScanTools } from '../pages/read-page.ts';
import { type ReportGate, reportGate } from '../pages/report-gate.ts';

/** What reads pages of bytes; handed in. */
export interface PageTools {
  readonly openPdf: (bytes: Uint8Array) => Promise<PdfPages>;
  readonly declarations: Declarations;
  /** For scanned pages; null leaves them unread. */
  readonly scan: ScanTools | null;
}

/** All pages, one at a time; a page that cannot be read is blank and noted, the others go on. */
export async function readPages(
  bytes: Uint8Array,
  tools: PageTools,
  onPage: (done: number, total: number) => void = () => undefined,
): Promise<ReadPages> {
  const pdf = await tools.openPdf(bytes);
  const pages: Page[] = [];
  const notes: Note[] = [];
  const { scan, gate } = gated(pdf, tools);
  onPage(0, pdf.pageCount);
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
  notes.push(...unreached(pdf));
  if (gate?.closed) notes.push(NO_REPORT);
  return { pages, notes };
}

/** More lost pages than these are no pages, but nonsense in the file. */
const MOST_LOST = 1_000;

/** What the file has and nobody read: pages that its tree does not lead to, PDFs that lie in it. */
function unreached({ pageCount, lostPages = 0, embedded = [] }: PdfPages): Note[] {
  const note = { severity: 'warning', box: null, statement: null } as const;
  const lost = Array.from({ length: Math.min(lostPages, MOST_LOST) }, (_, at) => pageCount + at + 1);
  return [
    ...lost.map((page): Note => ({ ...note, code: 'page-lost', page, data: {} })),
    ...(embedded.length === 0
      ? []
      : [{ ...note, code: 'embedded-documents', page: null, data: { names: embedded.join('，') } } as const]),
  ];
}

/** Left to say once, of the whole document: its pictures were not recognised, since it is no report. */
const NO_REPORT: Note = { code: 'no-report', severity: 'info', page: null, box: null, statement: null, data: {} };

/** The scan tools behind a gate that keeps them from documents that are no reports. */
function gated(pdf: PdfPages, { scan, declarations }: PageTools): { scan: ScanTools | null; gate: ReportGate | null } {
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
    const code = error instanceof PageTooCostly ? 'page-unreadable-costly' : 'page-not-read';
    return { value: [blankPage(number)], notes: [failure(code, number, error)] };
  }
}

/** The note of a page on which the program failed: a mistake is never silence. */
export function failure(
  code: 'page-not-read' | 'page-unreadable-costly' | 'look-failed',
  page: number,
  error: unknown,
): Note {
  const data = { reason: error instanceof Error ? error.message : String(error) };
  return { code, severity: 'error', page, box: null, statement: null, data };
}

/** Stands for a page that could not be read at all; A4, since nothing is known of it. */
function blankPage(number: number): Page {
  const empty = { glyphs: [], rules: [], pictures: [], alternatives: [], aside: [] };
  return { number, width: 595, height: 842, turn: 0, kind: 'blank', ...empty };
}
