import { CHECK_WORDS, yuan } from '../../messages/checks.ts';
import type { Language } from '../../messages/index.ts';
import { statementName } from '../../messages/names.ts';
import type { UseWords } from '../../messages/use.ts';
import { formatYuan } from '../../model/money.ts';
import { csvField } from '../csv-field.ts';
import { type ComparedCell, type ComparedReport, type Comparison, changeOf, percentOf } from './data.ts';

export interface CompareWords {
  readonly words: UseWords;
  readonly language: Language;
}

/** Names of the columns: what tells the reports apart, and nothing that is the same for all of them. */
export function labels(reports: readonly ComparedReport[], { words }: CompareWords): string[] {
  const several = (key: 'department' | 'year' | 'type') => new Set(reports.map((report) => report[key])).size > 1;
  const [departments, years, types] = [several('department'), several('year'), several('type')];
  return reports.map(({ department, year, type }) =>
    [
      departments ? department : '',
      years || !departments ? String(year) : '',
      types || !departments ? words.compare.type[type] : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
}

/** Only one department over time has a before and an after. */
export function overTime({ reports }: Comparison): boolean {
  return reports.length > 1 && new Set(reports.map(({ department }) => department)).size === 1;
}

export function title({ statement, measure, reports }: Comparison, { words, language }: CompareWords): string {
  const departments = [...new Set(reports.map(({ department }) => department))];
  const name = departments.length === 1 ? departments[0] : words.compare.departments(departments.length);
  return `${name} · ${statementName(statement, language)} · ${CHECK_WORDS[language].measure(measure)}`;
}

export function amountText(cell: ComparedCell | null, { words }: CompareWords): string {
  if (cell === null) return '';
  if (cell.used === 0) return words.compare.leftOutCell;
  return `${yuan(cell.fen)}${cell.leftOut > 0 ? '*' : ''}`;
}

export function changeText(before: ComparedCell | null, after: ComparedCell | null, { words }: CompareWords): string[] {
  const change = changeOf(before, after);
  if (change.kind === 'changed') return [yuan(change.fen), change.percent === null ? '' : `${change.percent}%`];
  return [words.compare.change[change.kind], ''];
}

/** Share of a cell in its report's sum; none where something is missing from the sum. */
export function shareText({ sums }: Comparison, cell: ComparedCell | null, column: number): string {
  const sum = sums?.[column];
  if (cell === null || cell.leftOut > 0 || sum === undefined || sum.leftOut > 0) return '';
  const share = percentOf(cell.fen, sum.fen);
  return share === null ? '' : `${share}%`;
}

/** Head and rows for a terminal or a page: amounts, share of the last report, change from the first to the last. */
export function tableOf(comparison: Comparison, words: CompareWords): { head: string[]; rows: string[][] } {
  const w = words.words.compare;
  const last = comparison.reports.length - 1;
  const timed = overTime(comparison);
  const shared = comparison.sums !== null;
  const head = [
    w.code,
    w.name,
    ...labels(comparison.reports, words),
    ...(shared ? [w.share] : []),
    ...(timed ? [w.difference, '%'] : []),
  ];
  const line = (code: string, name: string, cells: readonly (ComparedCell | null)[]) => [
    code,
    name,
    ...cells.map((cell) => amountText(cell, words)),
    ...(shared ? [shareText(comparison, cells[last] ?? null, last)] : []),
    ...(timed ? changeText(cells[0] ?? null, cells[last] ?? null, words) : []),
  ];
  const rows = comparison.rows.map(({ code, name, cells }) => line(code ?? '', name, cells));
  if (comparison.sums !== null) rows.push(line('', w.sum, comparison.sums));
  if (comparison.printed.some((total) => total !== null)) {
    const printed = comparison.printed.map((total) => (total === null ? '' : yuan(total)));
    rows.push(['', w.printed, ...printed, ...head.slice(printed.length + 2).map(() => '')]);
  }
  return { head, rows };
}

/** What was left out of the sums, per report, in a sentence each. */
export function leftOutLines({ reports, rows }: Comparison, words: CompareWords): string[] {
  const names = labels(reports, words);
  return reports.flatMap((_, column) => {
    const cells = rows.flatMap(({ cells: all }) => all[column] ?? []);
    const count = cells.reduce((sum, { leftOut }) => sum + leftOut, 0);
    const fen = cells.reduce((sum, { leftOutFen }) => sum + leftOutFen, 0n);
    return count === 0 ? [] : [words.words.compare.leftOut(names[column] ?? '', count, yuan(fen))];
  });
}

/** One line per code and report, for further work: exact amounts, share, change from the report before. */
export function compareCsv(comparison: Comparison): string {
  const head = 'code,name,department,fiscal_year,document_type,amount,left_out,left_out_amount,share_percent';
  const timed = overTime(comparison);
  const lines = comparison.rows.flatMap(({ code, name, cells }) =>
    comparison.reports.map(({ department, year, type }, column) => {
      const cell = cells[column] ?? null;
      const change = timed && column > 0 ? changeOf(cells[column - 1] ?? null, cell) : null;
      const known = change?.kind === 'changed' ? change : null;
      return [
        ...[code, name, department, year, type, cell === null || cell.used === 0 ? null : formatYuan(cell.fen)],
        ...[cell?.leftOut ?? 0, formatYuan(cell?.leftOutFen ?? 0n)],
        shareText(comparison, cell, column).replace('%', '') || null,
        ...(timed ? [change?.kind ?? null, known === null ? null : formatYuan(known.fen), known?.percent ?? null] : []),
      ];
    }),
  );
  const header = timed ? `${head},change,change_amount,change_percent` : head;
  return `${[header, ...lines.map((line) => line.map((value) => csvField(value)).join(','))].join('\r\n')}\r\n`;
}
