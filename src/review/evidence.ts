import { createHash } from 'node:crypto';
import type { Declarations } from '../declare/load.ts';
import { type Box, overlap, union } from '../model/box.ts';
import { ENTERED } from '../model/correction.ts';
import type { FactRef, Scope } from '../model/fact.ts';
import { formatYuan } from '../model/money.ts';
import type { Database } from '../store/port.ts';
import {
  anchorReader,
  type CellRow,
  type CheckRow,
  type DocumentHead,
  type EvidenceReader,
  evidenceReader,
} from '../store/read/evidence.ts';
import { textsOf } from '../store/write/readings-json.ts';
import type { Candidate, CandidateOrigin, CheckView, Evidence, HistoryEntry, ItemView, StatementTable } from './api.ts';
import { cellOf, itemOf, printedIn, readFen } from './cells.ts';
import { fen, impliedValues } from './effects.ts';
import { entryPlace, tableOfItem, tableOfNotice } from './entry.ts';
import { historyReader } from './history.ts';
import { type TableReader, tableReader } from './table.ts';

/** What the page asks about: an entry of the queue, an amount, or an entry by its amount when it left the queue. */
export interface Subject {
  readonly item: string | null;
  readonly ref: FactRef | null;
}

/** What a decision is about, without the rest of the evidence. */
export interface Located {
  readonly document: DocumentHead;
  readonly item: ItemView | null;
  readonly cell: CellRow | null;
  readonly history: readonly HistoryEntry[];
  /** Changes with the value that stands there and with every decision about it. */
  readonly version: string;
}

export interface EvidenceSource {
  /** Null when there is no such document, entry or amount. */
  readonly locate: (sha256: string, subject: Subject) => Located | null;
  readonly find: (sha256: string, subject: Subject) => Evidence | null;
  readonly tables: TableReader;
}

/** Gathers what a person needs to see to decide one entry or amount. */
export function evidenceSource(db: Database, declarations: Declarations): EvidenceSource {
  const reader = evidenceReader(db);
  const tables = tableReader(db, reader);
  const history = historyReader(db);
  const anchors = anchorReader(db);
  const locate = (sha256: string, subject: Subject): Located | null => {
    const document = reader.head(sha256);
    if (document === null) return null;
    const entry = subject.item === null ? null : reader.item(sha256, subject.item);
    const row = entry ?? (subject.ref === null ? null : reader.itemOfCell(sha256, subject.ref));
    const item = row === null ? null : itemOf(row);
    const ref = entry === null ? subject.ref : (item?.ref ?? null);
    const cell = ref === null ? null : reader.cell(sha256, ref);
    if (item === null && cell === null) return null;
    const happened = cell === null ? history.ofItem(sha256, item) : history.ofCell(sha256, cell);
    return { document, item, cell, history: happened, version: versionOf(cell, item, happened) };
  };
  const find = (sha256: string, subject: Subject): Evidence | null => {
    const located = locate(sha256, subject);
    const line = (of: CellRow) => anchors.line(sha256, of.statement, of.line);
    return located === null ? null : gather(located, { reader, tables, declarations, anchors: { line } });
  };
  return { locate, find, tables };
}

interface Sources {
  readonly reader: EvidenceReader;
  readonly tables: TableReader;
  readonly anchors: { readonly line: (cell: CellRow) => { readonly page: number; readonly box: Box } | null };
  readonly declarations: Declarations;
}

function gather({ document, item, cell, history, version }: Located, sources: Sources): Evidence {
  const { reader, tables } = sources;
  const { sha256 } = document;
  const ref = cell === null ? null : { statement: cell.statement, amount: cell.amountIndex };
  const checks = ref === null ? [] : viewsOf(reader.checks(sha256, ref), document, sources);
  const page = item?.ref === null ? item.page : (cell?.page ?? item?.page ?? null);
  const size = page === null ? null : reader.pageSize(sha256, page);
  const elsewhere = cell === null ? [] : reader.sameCode(sha256, cell).filter((one) => !sameCell(one, cell));
  const table = cell === null ? tableOfItem(tables, sha256, item) : tables.one(sha256, cell.statement);
  const unread = cell === null && page !== null ? tableOfNotice(tables, sha256, item) : null;
  return {
    ...{ document, item, checks, history, table, version },
    cell: cell === null ? null : cellOf(cell),
    entry: unread === null || page === null || item?.box == null ? null : entryPlace(unread, page, item.box),
    page: page === null ? null : { number: page, ...(size ?? A4) },
    box: cell === null ? (item?.box ?? null) : boxOf(cell),
    ...surroundings(table, cell, sources),
    candidates: cell === null ? [] : candidatesOf(cell, checks, elsewhere),
    elsewhere: elsewhere.map(cellOf),
    group: item === null ? [] : reader.group(sha256, item.group).map(itemOf),
  };
}

function sameCell(a: CellRow, b: CellRow): boolean {
  return a.statement === b.statement && a.amountIndex === b.amountIndex;
}

function boxOf({ x0, y0, x1, y1 }: Box): Box {
  return { x0, y0, x1, y1 };
}

/** Everything a decision rests on: the value that stands there and what people decided about it. */
function versionOf(cell: CellRow | null, item: ItemView | null, history: readonly HistoryEntry[]): string {
  const decided = history.filter(({ id }) => id !== null).map(({ id, status }) => `${id}:${status}`);
  const what = cell === null ? [item?.key] : [cell.kind, cell.lineName, cell.measure, cell.amount, cell.raw, cell.page];
  return createHash('sha256')
    .update(JSON.stringify([what, decided]))
    .digest('hex')
    .slice(0, 16);
}

/** For a page whose size was not noted: it can be drawn on all the same. */
const A4 = { width: 595, height: 842 };

interface Surroundings {
  readonly rowBox: Box | null;
  readonly columnBox: Box | null;
  readonly headerBox: Box | null;
  readonly header: readonly string[];
}

/** The row, the column and the column's header of a cell, as far as they stand on its page. */
function surroundings(table: StatementTable | null, cell: CellRow | null, { anchors }: Sources): Surroundings {
  if (table === null || cell === null) return { rowBox: null, columnBox: null, headerBox: null, header: [] };
  const onPage = table.lines
    .flatMap((line) => line.cells.map((one) => ({ ...one, line: line.line, side: line.side })))
    .filter((one) => one.page === cell.page);
  const boxes = (wanted: (one: (typeof onPage)[number]) => boolean) => onPage.filter(wanted).map(({ box }) => box);
  const header = table.columns.find(({ side, measure }) => side === cell.side && measure === cell.measure);
  const own = header?.items?.find(({ line }) => line === cell.line);
  // Lines of a transposed table stand side by side: only the print tells its rows and columns.
  if (own !== undefined) {
    return {
      rowBox: union(boxes(({ box }) => overlap(box.y0, box.y1, cell.y0, cell.y1) > 0)),
      columnBox: union(boxes(({ box }) => overlap(box.x0, box.x1, cell.x0, cell.x1) > 0)),
      headerBox: own.page === cell.page ? own.box : null,
      header: own.header,
    };
  }
  const row = boxes(({ line }) => line === cell.line);
  const line = anchors.line(cell);
  return {
    rowBox: union(line?.page === cell.page ? [line.box, ...row] : row),
    columnBox: union(boxes(({ measure, side }) => measure === cell.measure && side === cell.side)),
    headerBox: header?.at?.page === cell.page ? header.at.box : null,
    header: header?.header ?? [],
  };
}

/** Identities with their members, as the page takes them. */
export function viewsOf(
  rows: readonly CheckRow[],
  document: DocumentHead,
  sources: Pick<Sources, 'reader' | 'declarations'>,
): readonly CheckView[] {
  const pipeline = document.pipeline === null ? null : sources.declarations.pipeline(document.pipeline);
  const members = memberReader(document.sha256, sources.reader);
  return rows.map((row) => {
    const declared = pipeline?.identities.identities[row.rule];
    const suspects = new Set(refsOf(row.suspects).map(keyOf));
    return {
      ...{ index: row.idx, rule: row.rule, title: declared?.title ?? row.rule, scope: row.scope },
      place: row.place === null ? null : scopeOf(row.place),
      relation: declared !== undefined && 'relation' in declared ? declared.relation : 'equal',
      ...{ lhs: row.lhs, rhs: row.rhs, difference: row.difference, tolerance: row.tolerance },
      ...{ status: row.status, blame: row.blame },
      cells: refsOf(row.cells).flatMap((ref, at) => {
        const cell = members(ref);
        return cell === null ? [] : [{ ...cell, left: at < row.leftCells, suspect: suspects.has(keyOf(ref)) }];
      }),
    };
  });
}

function scopeOf(json: string): Scope {
  const scope: Scope = JSON.parse(json);
  return scope;
}

/** Members of identities, each read once. */
function memberReader(sha256: string, reader: EvidenceReader) {
  const known = new Map<string, CellRow | null>();
  return (ref: FactRef) => {
    const key = keyOf(ref);
    const row = known.has(key) ? (known.get(key) ?? null) : reader.cell(sha256, ref);
    known.set(key, row);
    if (row === null) return null;
    const { kind, lineName, measure, amount, page } = row;
    return { ref, kind, lineName: lineName.slice(0, 200), measure, amount, page, box: boxOf(row) };
  };
}

function keyOf(ref: FactRef): string {
  return `${ref.statement}/${ref.amount}`;
}

function refsOf(json: string): readonly FactRef[] {
  const pairs: readonly (readonly [number, number])[] = JSON.parse(json);
  return pairs.map(([statement, amount]) => ({ statement, amount }));
}

/** Values that may stand in the cell, likeliest first, each with where it comes from. */
function candidatesOf(
  cell: CellRow,
  checks: readonly CheckView[],
  elsewhere: readonly CellRow[],
): readonly Candidate[] {
  const found = new Map<bigint, Set<CandidateOrigin>>();
  const add = (value: bigint | null, from: CandidateOrigin) => {
    if (value !== null) found.set(value, (found.get(value) ?? new Set()).add(from));
  };
  const ref = { statement: cell.statement, amount: cell.amountIndex };
  add(fen(cell.amount), 'published');
  if (!cell.flags.includes(ENTERED)) add(fen(cell.readAmount), 'read');
  for (const value of impliedValues(checks, ref, fen(cell.amount))) add(value, 'implied');
  for (const text of textsOf(cell.others)) add(readFen(text, cell.unit), 'other');
  for (const one of elsewhere) if (one.measure === cell.measure) add(fen(one.amount), 'elsewhere');
  return [...found].slice(0, 9).map(([value, from]) => ({
    amount: formatYuan(value),
    printed: printedIn(value, cell.unit),
    from: [...from],
  }));
}
