import type { Declarations } from '../../declare/load.ts';
import { reportClaims, reportNames, reportRows } from '../../export/findings/load.ts';
import { claimLine, equation, heading, type ReportNames, reportOf } from '../../export/findings/report.ts';
import { CHECK_WORDS } from '../../messages/checks.ts';
import type { Language } from '../../messages/index.ts';
import type { Box } from '../../model/box.ts';
import type { FindingOrigin } from '../../model/fact.ts';
import type { Database } from '../../store/port.ts';
import { type EvidenceReader, evidenceReader } from '../../store/read/evidence.ts';
import {
  type FindingFilter,
  type FindingRow,
  findingAt,
  findingFacets,
  findingWindow,
} from '../../store/read/findings.ts';
import { marksOfFinding } from '../../store/write/finding-marks.ts';
import type { Cell, CheckView, FindingEntry, FindingPlace, FindingView, FindingWindow } from '../api.ts';
import { cellOf } from '../cells.ts';
import { viewsOf } from '../evidence.ts';

/** What the page shows of findings (勾稽问题). */
export function findingSource(db: Database, declarations: Declarations, language: Language) {
  const reader = evidenceReader(db);
  const names = reportNames(declarations, language);
  const words = CHECK_WORDS[language];
  const title = (rule: string) => names.rule(rule) ?? words.rule(rule);
  const entryOf = (row: FindingRow): FindingEntry => ({
    ...row,
    title: row.origin === 'claim' ? words.claims : title(row.rule),
  });
  const find = (sha256: string, origin: FindingOrigin, index: number): FindingView | null => {
    const row = findingAt(db, sha256, origin, index);
    const document = reader.head(sha256);
    if (row === null || document === null) return null;
    const of = origin === 'check' ? checkPart(sha256, row) : claimPart(sha256, row);
    const numbers = [...new Set(of.places.map(({ page }) => page))].sort((a, b) => a - b);
    const pages = numbers.map((number) => ({ number, ...(reader.pageSize(sha256, number) ?? A4) }));
    const marks = marksOfFinding(db, sha256, row.finding);
    return { document, row: entryOf(row), text: textOf(sha256, row), ...of, pages, marks };
  };
  const checkPart = (sha256: string, { index }: FindingRow) => {
    const check = reader.check(sha256, index);
    const document = reader.head(sha256);
    if (check === null || document === null) return NOTHING;
    const [view] = viewsOf([check], document, { reader, declarations });
    const page = findingAt(db, sha256, 'check', index)?.page ?? null;
    const sentence = page === null || view === undefined ? null : sentenceOf(reader, sha256, page, view);
    const places = (view?.cells ?? []).map(({ left, suspect, page: at, box }): FindingPlace => {
      return { role: suspect ? 'suspect' : left ? 'left' : 'right', page: at, box };
    });
    const said: readonly FindingPlace[] = sentence === null ? [] : sentence.places;
    return { check: view ?? null, sentence: sentence?.text ?? null, cell: null, places: [...said, ...places] };
  };
  const claimPart = (sha256: string, { index }: FindingRow) => {
    const claim = reader.claim(sha256, index);
    if (claim === null) return NOTHING;
    const { x0, y0, x1, y1, page, refStatement, refAmount } = claim;
    const box = x0 === null || y0 === null || x1 === null || y1 === null ? null : { x0, y0, x1, y1 };
    const found =
      refStatement === null || refAmount === null
        ? null
        : reader.cell(sha256, { statement: refStatement, amount: refAmount });
    const places: FindingPlace[] = box === null ? [] : [{ role: 'sentence', page, box }];
    const cell = found === null ? null : cellOf(found);
    if (cell !== null) places.push({ role: 'right', page: cell.page, box: cell.box });
    return { check: null, sentence: claim.phrase, cell, places };
  };
  const textOf = (sha256: string, row: FindingRow) => inWords(db, sha256, row, names, language);
  return {
    window: (filter: FindingFilter, offset: number, limit: number): FindingWindow => {
      const { rows, ...rest } = findingWindow(db, filter, offset, limit);
      return { ...rest, rows: rows.map(entryOf) };
    },
    facets: (filter: FindingFilter) => findingFacets(db, filter),
    find,
    names,
    title,
  };
}

export type FindingSource = ReturnType<typeof findingSource>;

const A4 = { width: 595, height: 842 };

interface Part {
  readonly check: CheckView | null;
  readonly sentence: string | null;
  readonly cell: Cell | null;
  readonly places: readonly FindingPlace[];
}
const NOTHING: Part = { check: null, sentence: null, cell: null, places: [] };

/** The sentence of the prose that a check of words or percentages speaks of: the ones on its page that it quotes. */
function sentenceOf(reader: EvidenceReader, sha256: string, page: number, { place, scope }: CheckView) {
  const phrase = place !== null && 'phrase' in place ? place.phrase : null;
  const quoted = reader.sentences(sha256, page).filter((one) => one.phrase === phrase || scope.includes(one.phrase));
  const places = quoted.flatMap(({ box }): FindingPlace[] => {
    const parsed: Box | null = box === null ? null : JSON.parse(box);
    return parsed === null ? [] : [{ role: 'sentence', page, box: parsed }];
  });
  return { text: phrase ?? quoted[0]?.phrase ?? null, places };
}

/** A finding as `yusuan check` writes it. */
function inWords(
  db: Database,
  sha256: string,
  row: FindingRow,
  names: ReportNames,
  language: Language,
): readonly string[] {
  const words = CHECK_WORDS[language];
  if (row.origin === 'claim') {
    const claim = reportClaims(db, sha256).find((one) => one.claim_index === row.index);
    return claim === undefined ? [row.said] : [words.claims, claimLine(claim, names, words)];
  }
  const checks = reportRows(db, sha256);
  const own = checks.find((one) => one.check_index === row.index);
  if (own === undefined) return [];
  if (own.status !== 'fail') return equation(own, names, words);
  const finding = reportOf(row.file, checks).findings.find((one) => one.checks.includes(own));
  return [...(finding === undefined ? [] : heading(finding, names, words)), ...equation(own, names, words)];
}
