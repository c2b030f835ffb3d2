import type { CatalogLevel, FormWords } from '../../declare/forms.ts';
import type { Flag, NoteCode } from '../../model/codes.ts';
import type { CatalogRow } from '../../model/form.ts';
import type { Note } from '../../model/note.ts';
import { compact } from '../../model/text.ts';
import { meaningOf } from './goals/fuzzy.ts';
import { REVIEW_BELOW } from './goals/indicators.ts';
import { withoutSpecks } from './goals/misread.ts';
import type { Span } from './sheets/columns.ts';
import { filled, place, type Sheet, type SheetCell, sameColumn } from './sheets/sheet.ts';

/** Columns of a purchase catalogue (政府购买服务指导性目录). */
interface CatalogHeader {
  readonly endRow: number;
  readonly code: Span;
  readonly levels: readonly (Span & { readonly level: CatalogLevel })[];
  /** Columns that are not kept: remarks, numbers. */
  readonly ignored: readonly Span[];
}

const LEVELS = ['level1', 'level2', 'level3', 'level4'] as const;
/** A, A01, A0101, A010101. */
const CODE = /^[A-Z](?:\d\d){0,4}$/u;

/** The catalogue's header in one of the first rows of a table; null when it is none. */
export function catalogHeader(sheet: Sheet, words: FormWords): CatalogHeader | null {
  for (let row = 0; row < Math.min(3, sheet.starting.length); row++) {
    const found = filled(sheet.starting[row]).flatMap((cell) => {
      const meaning = meaningOf(words.catalog, cell.text, cell.source);
      return meaning === null ? [] : [{ column: meaning.value, x0: cell.x0, x1: cell.x1 }];
    });
    const code = found.find((cell) => cell.column === 'code');
    const levels = found.flatMap(({ column, x0, x1 }) =>
      column === 'code' || column === 'ignored' ? [] : [{ level: column, x0, x1 }],
    );
    const ignored = found.filter((cell) => cell.column === 'ignored');
    if (code !== undefined && levels.length >= 2) return { endRow: row + 1, code, levels, ignored };
  }
  return null;
}

/** Whether a table without a header goes on with a catalogue: its first cells are codes. */
export function continuesCatalog(sheet: Sheet): boolean {
  const coded = sheet.starting.filter((row) => CODE.test(filled(row)[0]?.text ?? '')).length;
  return coded >= 1 && coded >= sheet.starting.length / 2;
}

interface Reader {
  readonly rows: CatalogRow[];
  readonly notes: Note[];
  agency: string;
  /** Names by code within the agency. */
  names: Map<string, string>;
  last: SheetCell | null;
  /** The heading read just before, when no code has followed yet. */
  heading: SheetCell | null;
}

/** Reads a catalogue that may stand in several tables: one row per printed code, the levels above from its ancestors. */
export function catalogOf(sheets: readonly Sheet[], words: FormWords): { rows: CatalogRow[]; notes: Note[] } {
  const reader: Reader = { rows: [], notes: [], agency: '', names: new Map(), last: null, heading: null };
  let header: CatalogHeader | null = null;
  for (const sheet of sheets) {
    const own = catalogHeader(sheet, words);
    header = own ?? header;
    if (header === null) continue;
    for (let row = own?.endRow ?? 0; row < sheet.starting.length; row++)
      readRow(reader, filled(sheet.starting[row]), header);
  }
  return { rows: reader.rows, notes: reader.notes };
}

function readRow(reader: Reader, cells: readonly SheetCell[], header: CatalogHeader): void {
  const [first] = cells;
  if (first === undefined) return;
  const atCode = sameColumn(first, header.code) && first.x1 <= header.code.x1 + 0.01;
  const code = atCode ? codeOf(first, reader) : null;
  if (code !== null) readCode(reader, code, first, cells.slice(1), header);
  else if (cells.length === 1) readHeading(reader, first, header);
  else reader.notes.push(note('catalog-code-unread', first));
}

/** What specks beside a recognised code are read as. */
const BESIDE_CODE = /^[^A-Z0-9|]+|[^A-Z0-9|]+$/gu;

/**
 * The code; a recognised one without specks, with letters put right that are taken for digits, and with a first letter that was not
 * read where its parent stands above. Null when the cell holds none.
 */
function codeOf(cell: SheetCell, reader: Reader): string | null {
  const printed = cell.text.toUpperCase();
  if (CODE.test(printed)) return printed;
  if (cell.source !== 'ocr') return null;
  const text = printed.replace(BESIDE_CODE, '');
  const digits = (part: string) =>
    part.replace(/[OQD]/gu, '0').replace(/[IL|]/gu, '1').replaceAll('Z', '2').replaceAll('S', '5').replaceAll('B', '8');
  const fixed = text.slice(0, 1) + digits(text.slice(1));
  if (CODE.test(fixed)) return fixed;
  const root = [...reader.names.keys()].findLast((code) => code.length === 1);
  for (const junk of [1, 2]) {
    const code = `${root ?? ''}${digits(text.slice(junk))}`;
    if (code.length > 1 && CODE.test(code) && reader.names.has(code.slice(0, -2))) return code;
  }
  return null;
}

function readCode(
  reader: Reader,
  code: string,
  cell: SheetCell,
  names: readonly SheetCell[],
  header: CatalogHeader,
): void {
  const named = names.filter((other) => !header.ignored.some((column) => sameColumn(column, other)));
  const read = named.map((other) => other.text).join('');
  const name = named.some(({ source }) => source === 'ocr') ? withoutSpecks(read) : read;
  const depth = (code.length - 1) / 2;
  reader.names.set(code, name);
  const flags: Flag[] = [];
  if (name === '') flags.push('name-missing');
  if (named.length > 0 && !atLevel(named, depth, header)) flags.push('level-misplaced');
  if (depth > 0 && !reader.names.has(code.slice(0, -2))) flags.push('parent-missing');
  if (code !== cell.text) flags.push('code-corrected');
  const levels = LEVELS.map((_, index) =>
    index <= depth ? reader.names.get(code.slice(0, 1 + 2 * index)) || null : null,
  );
  const confidence = Math.min(cell.confidence, ...named.map((other) => other.confidence));
  reader.rows.push({
    ...place([cell, ...named]),
    agency: reader.agency,
    code,
    level1: levels[0] ?? null,
    level2: levels[1] ?? null,
    level3: levels[2] ?? null,
    level4: levels[3] ?? null,
    confidence,
    needsReview: confidence < REVIEW_BELOW || flags.length > 0,
    flags,
  });
  reader.last = named.at(-1) ?? cell;
  reader.heading = null;
}

/** Without rules neighbouring columns may have merged: then the code's length alone tells the level. */
function atLevel(named: readonly SheetCell[], depth: number, header: CatalogHeader): boolean {
  const expected = header.levels.filter(({ level }) => level === LEVELS[depth]);
  return expected.length === 0 || expected.some((level) => named.some((cell) => sameColumn(level, cell)));
}

/** A row with one cell and no code: the next agency, or the rest of a name that a page break cut. */
function readHeading(reader: Reader, cell: SheetCell, header: CatalogHeader): void {
  const spans = cell.x1 - cell.x0 > header.code.x1 - header.code.x0 + 0.05;
  const { last } = reader;
  const cut =
    last !== null && last.page !== cell.page && !spans && sameColumn(last, cell) && Math.abs(last.x0 - cell.x0) < 0.02;
  if (cut && Math.abs((last.ink?.x0 ?? 0) - (cell.ink?.x0 ?? 0)) <= 2) {
    appendToLast(reader, cell);
    return;
  }
  reader.agency = (wraps(reader.heading, cell) ? reader.agency : '') + compact(cell.text);
  reader.names = new Map();
  reader.last = null;
  reader.heading = cell;
}

/** Whether a heading without rules goes on in a second line. */
function wraps(before: SheetCell | null, cell: SheetCell): boolean {
  if (before?.ink == null || cell.ink === null || before.page !== cell.page) return false;
  return cell.ink.y0 - before.ink.y1 < 0.4 * (before.ink.y1 - before.ink.y0);
}

function appendToLast(reader: Reader, cell: SheetCell): void {
  const row = reader.rows.at(-1);
  if (row === undefined) return;
  const name = (reader.names.get(row.code) ?? '') + cell.text;
  reader.names.set(row.code, name);
  const level = LEVELS[(row.code.length - 1) / 2] ?? 'level4';
  reader.rows[reader.rows.length - 1] = {
    ...row,
    [level]: name,
    needsReview: true,
    flags: [...row.flags, 'joined-over-break'],
  };
}

function note(code: NoteCode, cell: SheetCell): Note {
  return { code, severity: 'warning', page: cell.page, box: cell.box, statement: null, data: { text: cell.text } };
}
