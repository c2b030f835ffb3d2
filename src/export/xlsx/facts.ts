import { CHECK_WORDS } from '../../messages/checks.ts';
import type { Language } from '../../messages/index.ts';
import { statementName } from '../../messages/names.ts';
import type { UseWords } from '../../messages/use.ts';
import { MEASURES, STATEMENT_KINDS } from '../../model/catalogue.ts';
import { isAddedKind, type StatementKind } from '../../model/statement.ts';
import type { Database } from '../../store/port.ts';
import { batches } from '../batches.ts';
import { column } from '../columns.ts';
import { type Filters, openTable, type Row, reports } from '../source.ts';
import type { Sheet, SheetCell, SheetColumn } from './sheet.ts';

/** Columns that say which line of which statement a row is. */
const KEYS = [
  'file',
  'department',
  'fiscal_year',
  'document_type',
  'statement_title',
  'page',
  'row',
  'side',
  'line_code',
  'line_name',
  'line_name_2',
  'standard_code',
] as const;
const WIDTHS: Readonly<Record<string, number>> = {
  file: 22,
  statement_title: 34,
  department: 26,
  line_name: 34,
  line_name_2: 22,
};
const INTEGERS = ['fiscal_year', 'page', 'row'];

export interface SheetWords {
  readonly words: UseWords;
  readonly language: Language;
}

/** One sheet per statement: printed lines down, measures across; doubtful amounts coloured, with the reason. */
export function statementSheets(db: Database, filters: Filters, words: SheetWords, signal?: AbortSignal): Sheet[] {
  const wanted = reports(db, filters).map(({ sha256 }) => sha256);
  const present = db
    .prepare<[string], { statement: string; measure: string }>(
      'SELECT DISTINCT statement, measure FROM facts WHERE sha256 IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(wanted));
  // statements that a declaration added stand behind those of the contract
  const added = [...new Set(present.map(({ statement }) => statement))].filter(isAddedKind).sort();
  const all: readonly StatementKind[] = [...STATEMENT_KINDS, ...added];
  const kinds = all.filter((kind) => filters.statements.length === 0 || filters.statements.includes(kind));
  return kinds.flatMap((kind) => {
    const measures = present.filter(({ statement }) => statement === kind).map(({ measure }) => measure);
    return measures.length === 0 ? [] : [statementSheet(db, kind, inOrder(measures), filters, words, signal)];
  });
}

function inOrder(measures: readonly string[]): string[] {
  const known: readonly string[] = MEASURES;
  const place = (measure: string) => (known.includes(measure) ? known.indexOf(measure) : known.length);
  return [...measures].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

function statementSheet(
  db: Database,
  kind: StatementKind,
  measures: readonly string[],
  filters: Filters,
  { words, language }: SheetWords,
  signal: AbortSignal | undefined,
): Sheet {
  const titles = CHECK_WORDS[language];
  const keys: SheetColumn[] = KEYS.map((name) => ({
    title: language === 'zh' ? column('facts', name).title : name,
    width: WIDTHS[name] ?? 11,
  }));
  const amounts = measures.map((measure) => ({ title: titles.measure(measure), width: 18 }));
  const source = openTable(db, 'facts', { ...filters, statements: [kind] });
  async function* rows() {
    const why = reasons(db);
    for await (const batch of batches(lines(source.rows()), signal)) {
      for (const line of batch) {
        const places = KEYS.map((name) => keyCell(name, line.first[name] ?? null, words));
        yield [...places, ...measures.map((measure) => amountCell(line.amounts.get(measure), why, words))];
      }
    }
  }
  return { name: statementName(kind, language), columns: [...keys, ...amounts], frozen: 0, rows };
}

interface PrintedLine {
  readonly first: Row;
  readonly amounts: Map<string, Row>;
}

/** Facts put together by the line they stand in, statement by statement, in the order of the print. */
function* lines(facts: Iterable<Row>): Iterable<PrintedLine> {
  let statement = '';
  let open = new Map<string, PrintedLine[]>();
  const printed = () => [...open.values()].flat().sort((a, b) => Number(a.first.row) - Number(b.first.row));
  for (const fact of facts) {
    const here = `${fact.sha256} ${fact.statement_index}`;
    if (here !== statement) {
      yield* printed();
      open = new Map();
      statement = here;
    }
    const measure = String(fact.measure);
    const key = JSON.stringify(LINE.map((name) => fact[name]));
    const same = open.get(key) ?? [];
    const line = same.find((each) => !each.amounts.has(measure));
    if (line !== undefined) line.amounts.set(measure, fact);
    else open.set(key, [...same, { first: fact, amounts: new Map([[measure, fact]]) }]);
  }
  yield* printed();
}

const LINE = ['row', 'side', 'line_code', 'line_name', 'line_name_2'] as const;

function keyCell(name: string, value: string | number | null, words: UseWords): SheetCell | null {
  if (value === null) return null;
  if (INTEGERS.includes(name)) return { number: String(value) };
  if (name === 'side') return { text: value === 'revenue' ? words.side.revenue : words.side.expenditure };
  return { text: String(value), style: 'text' };
}

function amountCell(fact: Row | undefined, why: (fact: Row) => string[], words: UseWords): SheetCell | null {
  if (fact === undefined) return null;
  const number = String(fact.amount);
  const contradicted = fact.proof === 'contradicted';
  if (fact.needs_review !== 1 && !contradicted) return { number, style: 'amount' };
  const known = why(fact);
  const reason = known.length > 0 ? known : [contradicted ? words.workbook.contradicted : words.workbook.unproven];
  const comment = [words.workbook.why(Number(fact.page), String(fact.raw)), ...reason].join('\n');
  return { number, style: contradicted ? 'contradicted' : 'doubtful', comment };
}

/** What the review queue says of a fact, read once per document. */
function reasons(db: Database): (fact: Row) => string[] {
  const read = db.prepare<[string], { key: string; detail: string }>(
    `SELECT statement_index || ' ' || amount_index AS key, detail FROM review_queue
     WHERE sha256 = ? AND amount_index IS NOT NULL`,
  );
  let of: string | null = null;
  let details = new Map<string, string[]>();
  return (fact) => {
    const sha256 = String(fact.sha256);
    if (sha256 !== of) {
      of = sha256;
      details = new Map();
      for (const { key, detail } of read.all(sha256)) details.set(key, [...(details.get(key) ?? []), detail]);
    }
    return details.get(`${fact.statement_index} ${fact.amount_index}`) ?? [];
  };
}
