import type { ReadOptions } from '../../batch/protocol.ts';
import { scanTools } from '../../batch/reader.ts';
import { loadDeclarations, OWN_PIPELINES } from '../../declare/load.ts';
import { openRecogniser } from '../../engines/ocr/recogniser.ts';
import type { PdfPages } from '../../engines/pdf/pdf.ts';
import { pdfOpener } from '../../engines/pdf/pdfjs.ts';
import type { Proof } from '../../model/fact.ts';
import type { Note } from '../../model/note.ts';
import { asDisplayed, type Page } from '../../model/page.ts';
import type { Amount, Line, Statement } from '../../model/statement.ts';
import type { Table } from '../../model/table.ts';
import { drawPage } from '../../page-image/draw.ts';
import type { Mark } from '../../page-image/mark.ts';
import { amountMarks, layoutMarks, pageMarks, readingMarks, tableMarks } from '../../page-image/marks.ts';
import { readDocument, type Trace } from '../../pipeline.ts';
import type { Stage } from './stages.ts';

export interface AmountView {
  readonly line: Line;
  readonly amount: Amount;
  readonly proof: Proof;
}

/** What the program saw on one page. `page` is null when there is no such page. */
export interface PageView {
  readonly number: number;
  readonly pages: number;
  readonly page: Page | null;
  readonly tables: readonly Table[];
  readonly statements: readonly { readonly statement: Statement; readonly amounts: readonly AmountView[] }[];
  readonly notes: readonly Note[];
  /** The stage's own result, for JSON. */
  readonly data: unknown;
  readonly image: Uint8Array | null;
}

const PIXELS_PER_POINT = 2;

/** Reads a document and looks at one page of it (null: at all of them), as `stage` left it. */
export async function inspectPages(
  bytes: Uint8Array,
  number: number | null,
  stage: Stage,
  options: ReadOptions,
  withImage: boolean,
): Promise<PageView[]> {
  const declarations = loadDeclarations([OWN_PIPELINES], options.pipelines);
  const recogniser = openRecogniser();
  const openPdf = pdfOpener(options.passwords);
  let trace: Trace;
  try {
    trace = await readDocument(bytes, { openPdf, declarations, scan: scanTools(options, recogniser) });
  } finally {
    // A reader that was started keeps the process alive.
    await recogniser.close();
  }
  const numbers = number === null ? Array.from({ length: trace.result.pages }, (_, at) => at + 1) : [number];
  const draw = (page: Page, sheet: number) => picture(() => openPdf(bytes), page, marksOf(trace, sheet, stage));
  const views: PageView[] = [];
  for (const each of numbers) views.push(await viewOf(trace, each, stage, withImage ? draw : null));
  return views;
}

type Draw = (page: Page, sheet: number) => Promise<Uint8Array>;

async function viewOf(trace: Trace, number: number, stage: Stage, draw: Draw | null): Promise<PageView> {
  const page = pageOn(trace, number);
  const tables = trace.tables.filter((table) => page !== null && table.pages.includes(page.number));
  const statements = statementsOn(trace, number);
  const notes = trace.result.notes.filter((note) => note.page === number);
  const image = draw !== null && page !== null ? await draw(page, number) : null;
  const data = dataOf(trace, number, stage);
  return { number, pages: trace.result.pages, page, tables, statements, notes, data, image };
}

/** The page that a sheet shows, or the first of two. */
function pageOn({ pages }: Trace, sheet: number): Page | null {
  return pages.find((page) => (page.sheet?.page ?? page.number) === sheet) ?? null;
}

function statementsOn({ result }: Trace, number: number): PageView['statements'] {
  const proofs = new Map(
    result.reconciliation.verdicts.map(({ ref, proof }) => [`${ref.statement}/${ref.amount}`, proof]),
  );
  return result.statements.flatMap((statement) => {
    const amounts = statement.amounts.flatMap((amount): AmountView[] => {
      const line = statement.lines[amount.line];
      if (amount.page !== number || line === undefined) return [];
      return [{ line, amount, proof: proofs.get(`${statement.index}/${amount.index}`) ?? 'unproven' }];
    });
    return statement.pages.includes(number) ? [{ statement, amounts }] : [];
  });
}

function dataOf(trace: Trace, number: number, stage: Stage): unknown {
  const { result } = trace;
  const statements = result.statements.filter((statement) => statement.pages.includes(number));
  const page = pageOn(trace, number);
  const own = page?.number ?? number;
  const data: Readonly<Record<Stage, () => unknown>> = {
    read: () => page,
    recognise: () => page,
    layout: () => trace.layouts[own - 1] ?? null,
    tables: () => trace.tables.filter((table) => table.pages.includes(own)),
    map: () => ({ identity: result.identity, pipeline: result.pipeline, statements }),
    reconcile: () => {
      const here = new Set(statements.map((statement) => statement.index));
      const { verdicts, checks, claims, review } = result.reconciliation;
      return {
        verdicts: verdicts.filter(({ ref }) => here.has(ref.statement)),
        checks: checks.filter(({ cells }) => cells.some(({ statement }) => here.has(statement))),
        claims: claims.filter((claim) => claim.page === number),
        review: review.filter((item) => item.page === number),
      };
    },
  };
  return data[stage]();
}

/** Marks in points of the page as displayed; stages before mapping see it turned upright. */
function marksOf(trace: Trace, number: number, stage: Stage): readonly Mark[] {
  const page = pageOn(trace, number);
  const layout = trace.layouts[(page?.number ?? number) - 1];
  if (page === null || layout === undefined) return [];
  const { statements, reconciliation } = trace.result;
  const marks: Readonly<Record<Stage, () => readonly Mark[]>> = {
    read: () => pageMarks(page).map((mark) => displayed(mark, page)),
    recognise: () => readingMarks(page).map((mark) => displayed(mark, page)),
    layout: () => layoutMarks(layout).map((mark) => displayed(mark, page)),
    tables: () => tableMarks(trace.tables, page.number).map((mark) => displayed(mark, page)),
    map: () => amountMarks(statements, { ...reconciliation, verdicts: [] }, number),
    reconcile: () => amountMarks(statements, reconciliation, number),
  };
  return marks[stage]();
}

function displayed(mark: Mark, page: Page): Mark {
  if (page.turn === 0 && !page.sheet) return mark;
  if (mark.shape === 'box') return { ...mark, box: asDisplayed(mark.box, page) };
  const { axis, at, from, to } = mark.rule;
  const box = axis === 'h' ? { x0: from, y0: at, x1: to, y1: at } : { x0: at, y0: from, x1: at, y1: to };
  const turned = asDisplayed(box, page);
  const flat = turned.x1 - turned.x0 >= turned.y1 - turned.y0;
  const rule = flat
    ? { ...mark.rule, axis: 'h' as const, at: turned.y0, from: turned.x0, to: turned.x1 }
    : { ...mark.rule, axis: 'v' as const, at: turned.x0, from: turned.y0, to: turned.y1 };
  return { ...mark, rule };
}

async function picture(open: () => Promise<PdfPages>, page: Page, marks: readonly Mark[]): Promise<Uint8Array> {
  const pdf = await open();
  try {
    const raster = await pdf.render(page.sheet?.page ?? page.number, PIXELS_PER_POINT);
    const { x1, y1 } = asDisplayed({ x0: 0, y0: 0, x1: page.width, y1: page.height }, page);
    return await drawPage(raster, page.sheet ?? { width: x1, height: y1 }, marks);
  } finally {
    await pdf.close();
  }
}
