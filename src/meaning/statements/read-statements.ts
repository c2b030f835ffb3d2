import type { Declarations, Pipeline } from '../../declare/load.ts';
import type { StatementsWording } from '../../declare/wording/wording.ts';
import type { Classification, ClassifiedTable } from '../../model/classified.ts';
import { UNIT_FACTOR, UNITS, type Unit } from '../../model/money.ts';
import type { Note, Outcome } from '../../model/note.ts';
import { OTHER, type Statement } from '../../model/statement.ts';
import type { Table } from '../../model/table.ts';
import { compact } from '../../model/text.ts';
import { besideUnread, withLoneIntegers, withOddDecimals } from './amounts.ts';
import { TableReading } from './context.ts';
import { joinContinued } from './continued.ts';
import { withShortFigures } from './doubted/short-figures.ts';
import { type Columns, readColumns } from './head/columns.ts';
import { readHeader } from './head/header.ts';
import { isPrior } from './head/measures.ts';
import { auditCells, doubtedByHead } from './head/unheaded.ts';
import { withGrandRows } from './item-columns.ts';
import { readLines } from './lines.ts';
import { toMatrix } from './matrix.ts';
import { withWrappedNames } from './names.ts';
import { withoutSides, withSides } from './stacked-sides.ts';
import {
  formMoneyNotes,
  strangerNotes,
  unreadForm,
  withDoubtedTitle,
  withDoubtfulPlaces,
  withLoneLines,
} from './strangers.ts';
import { isTransposed, readItems } from './transposed.ts';
import { unitBelow, unitByItself, unitInBrackets, unitInNotes, unitOf } from './units.ts';

/** The unit of a table; `printed`: whether it is printed for all of its amounts. */
interface TableUnit {
  readonly value: Unit;
  readonly printed: boolean;
}

/** The unit printed for a table: in a line above it or inside its grid, in brackets after a title, alone on a line, in its notes. */
function unitOver(table: Table, wording: StatementsWording): Unit | null {
  const lines = [...table.above.toReversed(), ...table.rows.slice(0, 4).flat()];
  const above = table.above.slice(-4);
  const said = [
    ...lines.map(({ text }) => unitOf(text, wording)),
    ...above.map(({ text }) => unitInBrackets(text, wording)),
    ...above.map(({ text }) => unitByItself(text, wording)),
    unitInNotes(table, wording),
  ];
  return said.find((unit) => unit !== null) ?? null;
}

/** The unit that headings print in brackets; null where they print several. */
function unitInHeadings(table: Table, wording: StatementsWording): Unit | null {
  const cells = table.rows.slice(0, 4).flat();
  const units = new Set(cells.map(({ text }) => unitInBrackets(text, wording)).filter((unit) => unit !== null));
  const [only = null] = units;
  return units.size === 1 ? only : null;
}

/** The unit of a table with these columns: printed over it, else over its totals or over all of its figures. */
function unitFor({ blocks }: Columns, over: Unit | null, otherwise: Unit): TableUnit {
  if (over !== null) return { value: over, printed: true };
  const values = blocks.flatMap((block) => block.values);
  const total = values.find(({ measure, unit }) => measure === 'total' && unit !== null)?.unit ?? null;
  if (total !== null) return { value: total, printed: true };
  return { value: otherwise, printed: values.length > 0 && values.every(({ unit }) => unit !== null) };
}

/** The unit most tables of the document print; null when none does. */
function commonUnit(units: readonly (Unit | null)[]): Unit | null {
  const count = (unit: Unit): number => units.filter((one) => one === unit).length;
  const best = UNITS.toSorted((a, b) => count(b) - count(a) || UNIT_FACTOR[b] - UNIT_FACTOR[a])[0];
  return best !== undefined && count(best) > 0 ? best : null;
}

function remarksBelow(table: Table, { note }: StatementsWording): string[] {
  return table.below.map((line) => compact(line.text)).filter((text) => note.test(text));
}

type Bare = Omit<Statement, 'index'>;

function readTable(
  table: Table,
  classified: ClassifiedTable,
  units: { readonly over: Unit | null; readonly otherwise: Unit; readonly stated: boolean },
  fiscalYear: number | null,
  pipeline: Pipeline,
  declarations: Declarations,
): Outcome<readonly Bare[]> & { readonly unit: TableUnit } {
  const { vocabulary } = pipeline;
  const statement = vocabulary.statements.find((one) => one.kind === classified.kind);
  if (!statement) return { value: [], notes: [], unit: { value: units.otherwise, printed: true } };
  const matrix = toMatrix(table);
  const { lexicon } = declarations;
  const header = readHeader(matrix, vocabulary, lexicon);
  const columns = readColumns(matrix, header, {
    statement,
    vocabulary,
    lexicon,
    fiscalYear,
    title: classified.title,
  });
  const own = unitFor(columns, units.over, units.otherwise);
  const unit = units.stated ? { ...own, printed: true } : own;
  const reading = new TableReading({
    matrix,
    header,
    columns,
    statement,
    vocabulary,
    lexicon,
    fiscalYear,
    unit: unit.value,
    placement: classified.placement,
  });
  if (isTransposed(reading)) readItems(reading);
  else readLines(reading);
  const drafted = reading.drafts.map((draft) => ({ draft, ...draft.finish() }));
  const notes = [
    ...reading.notes,
    ...auditCells(
      reading,
      table,
      drafted.flatMap(({ amounts }) => amounts),
    ),
    ...columnNotes(reading, table),
    ...yearNotes(reading, table),
  ];
  const value = drafted.map(({ draft, ...read }) => {
    const ofItems = statement.shape === 'items' && draft.kind === statement.kind;
    const { lines, amounts } = ofItems ? withGrandRows(read, draft.columns, vocabulary.wording) : read;
    const sided = withSides(withWrappedNames(lines, amounts, lexicon, fiscalYear), statement, vocabulary);
    return {
      kind: draft.kind,
      table: table.index,
      title: classified.title,
      ...(classified.department === undefined ? {} : { department: classified.department }),
      placement: draft.placement,
      unit: unit.value,
      unitPrinted: unit.printed,
      pages: table.pages,
      columns: draft.columns,
      lines: sided,
      amounts: doubtedByHead(
        reading,
        table,
        besideUnread(
          withShortFigures(withOddDecimals(withLoneIntegers(withoutSides(amounts, sided, statement, vocabulary)))),
          notes,
        ),
      ),
      remarks: [...reading.remarks, ...remarksBelow(table, vocabulary.wording)],
    };
  });
  return { value, notes, unit };
}

/** All figures stand under an earlier year: one left over from last time (沿用上年表头), or last year's table. */
function yearNotes({ columns, fiscalYear, statement }: TableReading, table: Table): Note[] {
  const paths = columns.blocks.flatMap(({ values }) => values.map(({ path }) => path));
  if (paths.length === 0 || !paths.every((path) => isPrior(path, fiscalYear))) return [];
  const title = [...new Set(paths.flat())].find((one) => isPrior([one], fiscalYear))?.text ?? '';
  return [
    {
      code: 'fiscal-year-doubtful',
      severity: 'warning',
      page: table.pages[0] ?? null,
      box: null,
      statement: statement.kind,
      data: { title },
    },
  ];
}

function columnNotes(reading: TableReading, table: Table): Note[] {
  const unknown = reading.drafts.flatMap((draft) =>
    draft.columns
      .filter((column) => column.measure.startsWith('other:'))
      .map((column) => ({ kind: draft.kind, column })),
  );
  return unknown.map(({ kind, column }) => ({
    code: 'unknown-column',
    severity: 'info',
    page: table.pages[0] ?? null,
    box: null,
    statement: kind,
    data: { words: column.header.join('／') },
  }));
}

/** Tables that were read as forms. */
export interface FormTables {
  /** `Table.index` of each. */
  readonly taken: readonly number[];
  /** The money of those that are lists, as tables. */
  readonly lists: readonly Table[];
  /** The money of lists within a form: what it stands for, the form around it says. */
  readonly within: readonly Table[];
}

/**
 * Strangers (no declaration knows the table) are read like anybody, under their own titles. What prints another unit than
 * the table that it seems to continue is a table of its own.
 */
function withStrangers(
  classified: readonly ClassifiedTable[],
  { taken, lists, within }: FormTables,
  over: ReadonlyMap<number, Unit | null>,
): ClassifiedTable[] {
  let follows = false;
  let before: Unit | null = null;
  return classified.flatMap((one): ClassifiedTable[] => {
    const isList = [...lists, ...within].some(({ index }) => index === one.table);
    const isOurs = isList || one.role === 'statement' || (one.role === 'stranger' && !taken.includes(one.table));
    const unit = over.get(one.table) ?? null;
    const goesOn = follows && (unit === null || before === null || unit === before);
    const flags = goesOn ? one.flags : one.flags.filter((flag) => flag !== 'continued');
    before = flags.includes('continued') ? before : unit;
    follows = isOurs;
    return isOurs ? [{ ...one, role: 'statement', kind: one.kind ?? OTHER, flags }] : [];
  });
}

/**
 * Reads every table that classification recognised as a statement, every stranger that was not read as a form, and the
 * money of forms that are lists: lines, columns, amounts, each with its place. `stated` is the unit that the first pages
 * print for all tables, where these print none.
 */
export function map(
  printed: readonly Table[],
  classification: Classification,
  declarations: Declarations,
  read: FormTables = { taken: [], lists: [], within: [] },
  stated: Unit | null = null,
): Outcome<readonly Statement[]> {
  const pipeline = classification.pipeline === null ? null : declarations.pipeline(classification.pipeline);
  if (!pipeline) return { value: [], notes: [] };
  const { wording } = pipeline.vocabulary;
  const { taken } = read;
  const lists = [...read.lists, ...read.within];
  const tables = printed.map((table) => lists.find(({ index }) => index === table.index) ?? table);
  const over = new Map(tables.map((table) => [table.index, unitOver(table, wording)]));
  const ours = withStrangers(classification.tables, read, over);
  const units = new Map(
    tables.map((table) => [table.index, over.get(table.index) ?? unitInHeadings(table, wording)] as const),
  );
  const common = commonUnit(ours.map((one) => units.get(one.table) ?? null)) ?? commonUnit([...units.values()]);
  const said = stated ?? unitBelow(tables, wording);
  const statements: Statement[] = [];
  const forms = classification.tables.filter(
    (one) => one.role === 'form' && !taken.includes(one.table) && !lists.some(({ index }) => index === one.table),
  );
  const notes: Note[] = tables.flatMap((table) => {
    const form = forms.find((one) => one.table === table.index);
    return form === undefined ? [] : unreadForm(table, form.title);
  });
  for (const { table, classified, over: unitAbove } of joinContinued(tables, ours, over)) {
    const given = {
      over: unitAbove,
      otherwise: units.get(table.index) ?? common ?? said ?? pipeline.kind.default_unit,
      stated: common === null && said !== null,
    };
    const outcome = readTable(table, classified, given, classification.identity.fiscalYear, pipeline, declarations);
    const inForm = read.within.includes(table);
    for (const bare of inForm ? outcome.value.map(withinForm) : outcome.value)
      statements.push({
        ...withDoubtedTitle(withDoubtfulPlaces(bare, classified), classified),
        index: statements.length,
      });
    if (inForm) notes.push(...formMoneyNotes(table, classified.title));
    else notes.push(...(classified.kind === OTHER ? strangerNotes(table, classified, outcome) : outcome.notes));
    notes.push(...reprintNotes(table, classified));
    const { unit } = outcome;
    const known = common !== null && !speaksOfAnother(table, unit.value, pipeline.wording, tables);
    if (!unit.printed) notes.push(unitNote(table, classified, unit.value, known));
  }
  return { value: withLoneLines(statements, pipeline.vocabulary), notes };
}

/** The form around an amount says what it stands for; whether it was rightly taken out of it no sum tells. */
function withinForm(statement: Bare): Bare {
  return { ...statement, amounts: statement.amounts.map((one) => ({ ...one, flags: [...one.flags, 'in-form'] })) };
}

/** Longer lines around a table are prose. */
const LONGEST_LINE = 40;

/**
 * Whether a line around a table may state a unit that was not understood, or another one than it was taken to be in: of a
 * unit line at the foot of a page nobody can say whether it is of the table above it or of the next page's.
 */
function speaksOfAnother(
  { pages: [page = 1], above, below }: Table,
  unit: Unit,
  { statements, titles }: Pipeline['wording'],
  tables: readonly Table[],
): boolean {
  if (above.some(({ text }) => titles.unit.test(compact(text)))) return true;
  const before = tables.findLast((one) => Math.max(...one.pages) < page);
  return [...above, ...below, ...(before?.below ?? [])].some(({ text }) => {
    const line = compact(text);
    return line.length <= LONGEST_LINE && statements.unit_spoken.test(line) && unitOf(text, statements) !== unit;
  });
}

/**
 * Pages that print a part of the table again: seen, and not counted twice. Where no title says that it is the same table,
 * it may be another one of the same figures (支出总表, 一般公共预算支出表): a person should look.
 */
function reprintNotes({ reprints = [] }: Table, { kind: statement, title }: ClassifiedTable): Note[] {
  return reprints.map(({ page, box }) => ({
    code: 'page-printed-twice',
    severity: title === '' ? 'warning' : 'info',
    page,
    box,
    statement,
    data: {},
  }));
}

function unitNote(table: Table, classified: ClassifiedTable, unit: Unit, known: boolean): Note {
  return {
    code: known ? 'unit-from-document' : 'unit-assumed',
    severity: known ? 'info' : 'warning',
    page: table.pages[0] ?? null,
    box: null,
    statement: classified.kind,
    data: { unit },
  };
}
