import type { CheckWords } from '../../messages/checks.ts';
import type { FindingColumns } from '../../messages/maintain.ts';
import { FileSink } from '../file-sink.ts';
import type { SheetCell } from '../xlsx/sheet.ts';
import { Workbook } from '../xlsx/workbook.ts';
import { type CheckReport, claimLine, equation, heading, type ReportNames, type ReportRow } from './report.ts';

const WIDTHS = [30, 14, 50, 60, 18, 18, 16, 10, 60, 10, 30] as const;

/** Writes all findings as one sheet, a failed check or a contradicted sentence a row. */
export async function writeFindings(
  path: string,
  reports: readonly CheckReport[],
  names: ReportNames,
  words: CheckWords,
  { sheet, heads }: FindingColumns,
  verbose = false,
): Promise<void> {
  async function* rows(): AsyncGenerator<(SheetCell | null)[]> {
    for (const report of reports) yield* rowsOf(report, names, words, verbose);
  }
  const sink = new FileSink(path);
  try {
    const workbook = new Workbook(sink);
    const columns = heads.map((title, index) => ({ title, width: WIDTHS[index] ?? 20 }));
    await workbook.add({ name: sheet, columns, frozen: 1, rows });
    workbook.finish();
  } catch (error) {
    sink.discard();
    throw error;
  }
  sink.close();
}

function* rowsOf(
  report: CheckReport,
  names: ReportNames,
  words: CheckWords,
  verbose: boolean,
): Generator<(SheetCell | null)[]> {
  for (const finding of report.findings) {
    const [what = ''] = heading(finding, names, words);
    for (const row of finding.checks) yield checkRow(report.file, what, row, names, words);
  }
  for (const claim of report.claims) {
    const said = [text(report.file), null, text(claim.section), text(claimLine(claim, names, words))];
    yield [
      ...said,
      amount(claim.amount),
      claim.printed === null ? null : amount(claim.printed),
      null,
      text(String(claim.page)),
      null,
      ...markCells(claim, words),
    ];
  }
  if (!verbose) return;
  for (const row of report.rounding) yield checkRow(report.file, words.roundings, row, names, words);
  for (const row of report.unjudged) yield checkRow(report.file, words.unjudged, row, names, words);
}

function markCells({ mark, mark_note: note }: Pick<ReportRow, 'mark' | 'mark_note'>, words: CheckWords) {
  return [text(words.mark[mark]), note === null || note === '' ? null : text(note)];
}

function checkRow(
  file: string,
  what: string,
  row: ReportRow,
  names: ReportNames,
  words: CheckWords,
): (SheetCell | null)[] {
  const [rule = '', ...sums] = equation(row, names, words);
  const pages = [...new Set(row.cells.map(({ page }) => page))].sort((a, b) => a - b).join(', ');
  return [
    ...[text(file), text(words.blame[row.blame ?? 'unknown']), text(what), text(rule)],
    ...[amount(row.lhs), amount(row.rhs), amount(row.difference)],
    ...[text(row.page === null ? pages : String(row.page)), text(sums.join('；'))],
    ...markCells(row, words),
  ];
}

const text = (value: string): SheetCell => ({ text: value, style: 'text' });
const amount = (value: string): SheetCell => ({ number: value, style: 'amount' });
