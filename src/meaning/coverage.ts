import { type Box, union } from '../model/box.ts';
import type { PageCoverage } from '../model/document.ts';
import type { Report } from '../model/form.ts';
import type { PageLayout, TextLine } from '../model/grid.ts';
import { isLargeWhole, isPlainlyAmount } from '../model/money.ts';
import type { Note, Outcome } from '../model/note.ts';
import type { Statement } from '../model/statement.ts';
import type { Table, TableCell } from '../model/table.ts';
import { compact } from '../model/text.ts';
import { amongFunds } from './forms/goals/funds.ts';
import { piecesOf } from './lost-tables.ts';

const DIGIT = /\d/u;
const WORDS = /\p{Script=Han}/u;
const IN_PROSE = /\d[\d,，]*(?:\.\d+)?\s*(?:亿|百万|十万|万|千)?元/gu;

type Part = Exclude<keyof PageCoverage, 'page' | 'printed'>;

/** What the count needs to know of a document; boxes on the upright pages. */
export interface Counted {
  readonly tables: readonly Table[];
  readonly layouts: readonly PageLayout[];
  readonly statements: readonly Statement[];
  /** Tables that were read as forms: `Table.index`. */
  readonly taken: readonly number[];
  /** What was read in forms and catalogues: fields, indicators, funds of projects. */
  readonly report: FormReading | null;
  /** Contents pages (目录): `Table.index`; what they print are numbers of pages. */
  readonly contents?: readonly number[];
  /** Figures of forms that are declared to be no amounts. */
  readonly scores?: ReadonlySet<TableCell>;
  readonly notes: readonly Note[];
}

type FormReading = Pick<Report, 'fields' | 'indicators' | 'projects'>;

/** Whether a figure of a form is in what was read there: as a field, within an indicator, or among a project's funds. */
function readInForms(report: FormReading | null): (text: string, page: number) => boolean {
  const texts = new Map<number, string>();
  const say = (page: number, text: string) => texts.set(page, `${texts.get(page) ?? ''}|${compact(text)}`);
  for (const { page, value } of report?.fields ?? []) say(page, value);
  for (const { page, raw } of report?.indicators ?? []) say(page, raw);
  const isFunds = amongFunds(report?.projects ?? []);
  return (text, page) => texts.get(page)?.includes(text) === true || isFunds(text);
}

const DOUBTS: readonly string[] = ['unread-cell', 'unknown-statement', 'unread-form'];

/** The places of facts: asked for every figure that is printed. */
class Places {
  readonly #pages = new Map<number, Map<number, Box[]>>();

  add(page: number, box: Box): void {
    const levels = this.#pages.get(page) ?? new Map<number, Box[]>();
    this.#pages.set(page, levels);
    const level = levels.get(box.y0);
    if (level) level.push(box);
    else levels.set(box.y0, [box]);
  }

  has(page: number, { x0, y0, x1, y1 }: Box): boolean {
    const level = this.#pages.get(page)?.get(y0) ?? [];
    return level.some((box) => box.x0 === x0 && box.x1 === x1 && box.y1 === y1);
  }
}

function inside(box: Box, outer: Box): boolean {
  return box.x0 >= outer.x0 - 1 && box.x1 <= outer.x1 + 1 && box.y0 >= outer.y0 - 1 && box.y1 <= outer.y1 + 1;
}

interface Known {
  readonly facts: Places;
  readonly inForms: (text: string, page: number) => boolean;
  readonly scores: ReadonlySet<TableCell>;
  readonly doubts: readonly Note[];
  /** Whether the document prints its amounts without point and separators, so that any number behind words may be one. */
  readonly whole: boolean;
}

/** Whether most amounts of a document that are not zero print no decimals. */
function printsWhole(statements: readonly Statement[]): boolean {
  const printed = statements.flatMap(({ amounts }) => amounts).filter(({ fen }) => fen !== 0n);
  return printed.filter(({ decimals }) => decimals === 0).length * 2 > printed.length;
}

const WHOLE = /^[-－—]?\d{1,12}$/u;

/** How many figures lines print with white beside them, or a name right behind them; `whole`: numbers behind words are figures. */
function figuresIn(lines: readonly TextLine[], whole = false): number {
  const holding = lines.filter(({ text }) => DIGIT.test(text));
  return holding.reduce((sum, line) => {
    const pieces = piecesOf(line);
    const words = pieces.findIndex((piece) => WORDS.test(piece));
    const isWhole = (piece: string, at: number) => whole && words >= 0 && at > words && WHOLE.test(piece);
    return sum + pieces.filter((piece, at) => isPlainlyAmount(piece) || isWhole(piece, at)).length;
  }, 0);
}

/** Whether figures stand beside words in one cell: columns that nothing parted (财政拨款 28,097.48). */
function holdsFigure({ text, lines }: TableCell, whole: boolean): boolean {
  return !isPlainlyAmount(compact(text)) && figuresIn(lines, whole) > 0;
}

/**
 * Whether a figure without point and separators is an amount: one that was read, or one behind words that is too large for a
 * count, or of a document that prints all its amounts so; numbers of forms mostly count things.
 */
function isWholeAmount(cell: TableCell, row: readonly TableCell[], isForm: boolean, known: Known): boolean {
  const { facts, scores, whole } = known;
  if (!WHOLE.test(compact(cell.text))) return false;
  if (facts.has(cell.page, cell.ink ?? cell.box)) return true;
  const named = row.some(({ column, text }) => column < cell.column && WORDS.test(text));
  return named && ((whole && !isForm) || isLargeWhole(compact(cell.text))) && !scores.has(cell);
}

/** So many figures beside one another outside all tables are a row of one. */
const ROW = 2;
const SENTENCE = /[，。；！？、]|元/u;

/** Lines of figures that stand in no table: the last row of one, alone on its page. */
function looseRows({ lines }: PageLayout): readonly TextLine[] {
  return lines.filter((line) => figuresIn([line]) >= ROW && !SENTENCE.test(line.text));
}

/** Where the figure of a cell has gone. */
function partOf(cell: TableCell, isForm: boolean, { facts, inForms, scores, doubts }: Known): Part {
  const box = cell.ink ?? cell.box;
  if (facts.has(cell.page, box)) return 'facts';
  if (isForm && inForms(compact(cell.text), cell.page)) return 'forms';
  if (isForm) return scores.has(cell) ? 'noAmount' : 'unplaced';
  return doubts.some((note) => note.page === cell.page && (note.box === null || inside(box, note.box)))
    ? 'unplaced'
    : 'noAmount';
}

/**
 * Counts the amounts that each page prints and where they went. Every cell of a statement is read, declared to be no
 * amount, or noted as unread: what is in no fact and no form, and noted by nobody, was declared. Figures of a form that
 * were read nowhere make one note for its page, and so do those of a table of which nothing was kept.
 */
export function coverage(counted: Counted): Outcome<readonly PageCoverage[]> {
  const { tables, layouts, statements, taken, report } = counted;
  const facts = new Places();
  for (const { amounts } of statements) for (const { box, page } of amounts) facts.add(page, box);
  const doubts = counted.notes.filter(({ code, severity }) => severity !== 'info' && DOUBTS.includes(code));
  const pages = new Map<number, Record<Part, number>>(
    layouts.map(({ page, lines }) => {
      const prose = lines.reduce((sum, line) => sum + (line.text.match(IN_PROSE) ?? []).length, 0);
      return [page, { facts: 0, forms: 0, prose, noAmount: 0, unplaced: 0 }] as const;
    }),
  );
  const whole = printsWhole(statements);
  const known = { facts, doubts, inForms: readInForms(report), scores: counted.scores ?? new Set(), whole };
  const lost: TableCell[] = [];
  const passedOver: Note[] = [];
  const unplaced = (page: number, figures: number) => {
    const count = pages.get(page);
    if (count !== undefined) count.unplaced += figures;
  };
  for (const layout of layouts) {
    const rows = looseRows(layout);
    if (rows.length > 0) passedOver.push(unknownTable(layout.page, union(rows)));
    unplaced(layout.page, figuresIn(rows));
  }
  for (const table of tables) {
    if (counted.contents?.includes(table.index) === true) continue;
    const isForm = taken.includes(table.index);
    const declared: TableCell[] = [];
    const beside: TableCell[] = [];
    let kept = 0;
    for (const [row, cell] of table.rows.flatMap((row) => row.map((cell) => [row, cell] as const))) {
      const count = pages.get(cell.page);
      if (count === undefined || !DIGIT.test(cell.text)) continue;
      if (!isForm && holdsFigure(cell, whole)) beside.push(cell);
      if (!isPlainlyAmount(compact(cell.text)) && !isWholeAmount(cell, row, isForm, known)) continue;
      const part = partOf(cell, isForm, known);
      count[part]++;
      if (isForm && part === 'unplaced') lost.push(cell);
      if (part === 'noAmount' && !isForm) declared.push(cell);
      else kept++;
    }
    const figures = declared.length + beside.reduce((sum, { lines }) => sum + figuresIn(lines, whole), 0);
    if (kept > 0 || figures < FEW) continue;
    passedOver.push(...notesOn([...declared, ...beside]));
    for (const { page, lines } of beside) unplaced(page, figuresIn(lines, whole));
  }
  const value = [...pages].map(([page, parts]) => ({
    page,
    printed: Object.values(parts).reduce((sum, one) => sum + one, 0),
    ...parts,
  }));
  const unread = [...Map.groupBy(lost, ({ page }) => page)].map(([page, cells]) => lostIn(page, cells));
  return { value, notes: [...unread, ...passedOver] };
}

/** Figures from which a table of which nothing was kept is told of: a lone one is a share or an area. */
const FEW = 2;

/**
 * A table with figures of which none is in a fact, a form or a note, on each of its pages: no statement was made of it,
 * though it may be the rest of one that a page break cut off.
 */
function notesOn(cells: readonly TableCell[]): Note[] {
  const pages = Map.groupBy(cells, ({ page }) => page);
  return [...pages].map(([page, own]) => unknownTable(page, union(own.map(({ box }) => box))));
}

function unknownTable(page: number, box: Box | null): Note {
  const data = { title: '' };
  return { code: 'unknown-statement', severity: 'warning', page, box, statement: 'other', data };
}

function lostIn(page: number, cells: readonly TableCell[]): Note {
  const data = { figures: cells.map(({ text }) => compact(text)).join('，') };
  return {
    code: 'unread-form',
    severity: 'warning',
    page,
    box: union(cells.map(({ box }) => box)),
    statement: null,
    data,
  };
}
