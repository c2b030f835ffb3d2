import { readFileSync } from 'node:fs';
import { type Cli, UsageError } from '../io.ts';
import { type Csv, CsvError, type CsvRow, decodeText, parseCsv } from './csv.ts';

/** The columns of a list of corrections, each with what people call it; those with `needed` must stand in every row. */
const COLUMNS = {
  file: { names: ['文件', '文件名'], needed: true },
  statement: { names: ['报表'], needed: true },
  side: { names: ['方向', '收支'], needed: false },
  line: { names: ['行'], needed: true },
  measure: { names: ['列'], needed: false },
  page: { names: ['页', '页码'], needed: false },
  value: { names: ['金额', '值', '正确的金额'], needed: true },
  reason: { names: ['理由'], needed: false },
} as const;

type Column = keyof typeof COLUMNS;

const KEYS = Object.keys(COLUMNS).filter((key): key is Column => key in COLUMNS);

/** A row of a list of corrections (改动清单); empty where nothing stands. */
export type CorrectionRow = Readonly<Record<Column, string>>;

/** Reads a list of corrections as spreadsheets save it; throws UsageError, with the line, for what cannot be told. */
export function correctionsIn(path: string, cli: Cli): readonly CorrectionRow[] {
  const w = cli.words.maintain.correct;
  const { names, rows } = csvIn(path, cli);
  const missing = KEYS.filter((key) => COLUMNS[key].needed && !names.some((name) => isNamed(name, key)));
  if (missing.length > 0) throw new UsageError(w.badCsv(1, w.missing(missing.join(', '))));
  if (rows.length === 0) throw new UsageError(w.emptyCsv(path));
  return rows.map(({ line, cells }) => {
    const row = rowOf(cells);
    const empty = KEYS.filter((key) => COLUMNS[key].needed && row[key] === '');
    if (empty.length > 0) throw new UsageError(w.badCsv(line, w.missing(empty.join(', '))));
    if (!/^\d*$/.test(row.page)) throw new UsageError(w.badCsv(line, w.badPage(row.page)));
    return row;
  });
}

const isNamed = (name: string, key: Column): boolean =>
  name === key || COLUMNS[key].names.some((each) => each === name);

function rowOf(cells: CsvRow['cells']): CorrectionRow {
  const cell = (key: Column) => Object.entries(cells).find(([name]) => isNamed(name, key))?.[1] ?? '';
  const [file, statement, side, line] = [cell('file'), cell('statement'), cell('side'), cell('line')];
  const [measure, page, value, reason] = [cell('measure'), cell('page'), cell('value'), cell('reason')];
  return { file, statement, side, line, measure, page, value, reason };
}

function csvIn(path: string, cli: Cli): Csv {
  try {
    return parseCsv(decodeText(readFileSync(path)));
  } catch (error) {
    const w = cli.words.maintain.correct;
    if (error instanceof CsvError) throw new UsageError(w.badCsv(error.line, w.badQuote));
    const gone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UsageError(`${path}${cli.words.colon}${cli.words.failure[gone ? 'missing' : 'unreadable']('')}`);
  }
}
