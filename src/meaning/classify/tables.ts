import type { Pipeline } from '../../declare/load.ts';
import type { TitleMatch } from '../../declare/titles.ts';
import type { Vocabulary } from '../../declare/vocabulary.ts';
import type { Candidate, ClassifiedTable } from '../../model/classified.ts';
import type { Table } from '../../model/table.ts';
import { compact } from '../../model/text.ts';
import { type Evidence, gather, headerScore, knownHeaders } from './evidence.ts';

const LINES_ABOVE = 10;
const GOOD_TITLE = 0.6;

interface Title {
  readonly text: string;
  readonly matches: readonly TitleMatch[];
}

/** Lines that may be the title, nearest to the table first, then pairs of lines: a long title is wrapped. */
function titleLines(table: Table): string[] {
  const top = table.rows[0] ?? [];
  const inside = top.length === 1 && top[0] ? [compact(top[0].text)] : [];
  const above = table.above
    .slice(-LINES_ABOVE)
    .map((line) => compact(line.text))
    .reverse();
  const plain = above.filter((line) => !/[:：]/u.test(line));
  return [...inside, ...above, ...plain.slice(1).map((line, at) => `${line}${plain[at] ?? ''}`)];
}

function findTitle(table: Table, vocabulary: Vocabulary, department: string): Title | null {
  let best: Title | null = null;
  for (const text of titleLines(table)) {
    const matches = vocabulary.titles.match(text, department);
    const score = matches[0]?.score ?? 0;
    if (score >= GOOD_TITLE) return { text, matches };
    if (score > (best?.matches[0]?.score ?? 0)) best = { text, matches };
  }
  return (isRecognised(table) ? nearTitle(table, vocabulary, department) : null) ?? best;
}

function isRecognised(table: Table): boolean {
  return (
    table.above.some((line) => line.source === 'ocr') || table.rows[0]?.some((cell) => cell.source === 'ocr') === true
  );
}

/** The title of a scanned table may be misread: the line nearest to the table that is nearly one. */
function nearTitle(table: Table, vocabulary: Vocabulary, department: string): Title | null {
  for (const text of titleLines(table)) {
    const matches = vocabulary.titles.nearly(text, department);
    if ((matches[0]?.score ?? 0) >= GOOD_TITLE) return { text, matches };
  }
  return null;
}

/** The last line above that looks like a title at all, for tables that no declaration knows. */
function printedTitle(table: Table): string {
  return titleLines(table).find((line) => line.length <= 60 && /表(?:[（(].*[）)])?$/u.test(line)) ?? '';
}

/** Whether revenue and expenditure head the two halves of a table. */
function isTwoSided({ header }: Evidence, vocabulary: Vocabulary): boolean {
  return new Set(header.map((text) => vocabulary.sides.find(text)).filter((side) => side !== null)).size === 2;
}

/** What two halves say for a two-sided statement, and against any other, where no title says it. */
const SHAPE = 0.15;

function candidates(title: Title | null, evidence: Evidence, vocabulary: Vocabulary): Candidate[] {
  const twoSided = isTwoSided(evidence, vocabulary);
  const found = vocabulary.statements.map((statement) => {
    const match = title?.matches.find((one) => one.kind === statement.kind);
    const header = headerScore(evidence, statement);
    const specific = Math.min(0.04, (match?.matched ?? 0) / 500);
    const named = match ? 0.66 * match.score + specific + 0.3 * header - (header === 0 ? 0.2 : 0) : 0;
    const fits = header > 0 && (statement.shape === 'two-sided') === twoSided ? SHAPE : 0;
    return { kind: statement.kind, score: Math.max(named, title === null ? 0.5 * header + fits : 0) };
  });
  return found.filter((one) => one.score > 0).sort((a, b) => b.score - a.score);
}

function isContents(table: Table, vocabulary: Vocabulary): boolean {
  const kinds = new Set<string>();
  for (const row of table.rows.slice(0, 40)) {
    for (const cell of row) {
      const match = vocabulary.titles.match(compact(cell.text).replace(/[.…·\d]+$/u, ''), '')[0];
      if (match?.kind && match.score >= GOOD_TITLE) kinds.add(match.kind);
    }
  }
  return kinds.size >= 3;
}

/** A table without a title that goes on where the one before ended: same columns on the next page. */
function continuesPrevious(table: Table, previous: Table | null): boolean {
  if (!previous || table.xs.length !== previous.xs.length) return false;
  return table.pages[0] === (previous.pages.at(-1) ?? 0) + 1;
}

/**
 * Amounts under declared header words, with a unit, or beside classification codes: a statement that no declaration
 * knows, rather than a form.
 */
function looksLikeStatement(table: Table, evidence: Evidence, known: number): boolean {
  const { functional, economic, revenue } = evidence.codes;
  if (evidence.amounts >= 6 && functional + economic + revenue >= 3) return true;
  if (evidence.amounts < 3) return false;
  const unit = table.above.some((line) => /单位[:：].{0,4}元/u.test(compact(line.text)));
  return known >= 3 || (unit && known >= 2);
}

function without(
  table: Table,
  role: 'contents' | 'other' | 'stranger',
  title: string,
  runnersUp: readonly Candidate[],
): ClassifiedTable {
  return { table: table.index, role, kind: null, placement: 'unknown', title, score: 0, runnersUp, flags: [] };
}

function classifyOne(
  table: Table,
  vocabulary: Vocabulary,
  department: string,
  previous: readonly [Table, ClassifiedTable] | null,
): ClassifiedTable {
  const evidence = gather(table);
  const title = findTitle(table, vocabulary, department);
  const best = title?.matches[0] ?? null;
  if (best?.kind === null && best.score >= GOOD_TITLE) return without(table, 'other', title?.text ?? '', []);
  if (isContents(table, vocabulary)) return without(table, 'contents', '', []);
  const [first, second, ...rest] = candidates(title, evidence, vocabulary);
  const known = knownHeaders(evidence, vocabulary);
  if (title && first && first.score >= 0.5 && known + evidence.amounts > 0) {
    const match = title.matches.find((one) => one.kind === first.kind);
    const flags = best?.kind === first.kind ? [] : ['title-contradicts-header'];
    if (match?.fallback) flags.push('fallback-title');
    const runnersUp = second ? [second, ...rest] : [];
    return {
      table: table.index,
      role: 'statement',
      ...first,
      placement: 'established',
      title: title.text,
      runnersUp,
      flags,
    };
  }
  if (
    previous &&
    continuesPrevious(table, previous[0]) &&
    evidence.amounts > 0 &&
    !title &&
    printedTitle(table) === ''
  ) {
    const { kind, placement, score, title: text } = previous[1];
    const flags = ['continued'];
    return { table: table.index, role: 'statement', kind, placement, title: text, score, runnersUp: [], flags };
  }
  const titled = best !== null && best.score >= GOOD_TITLE && evidence.amounts > 0;
  if (!titled && !looksLikeStatement(table, evidence, known)) return without(table, 'other', printedTitle(table), []);
  const told = printedTitle(table) === '' && first !== undefined && first.score - (second?.score ?? 0) >= 0.1;
  if (told) {
    const runnersUp = second ? [second, ...rest] : [];
    const flags = ['title-missing'];
    return { table: table.index, role: 'statement', ...first, placement: 'inferred', title: '', runnersUp, flags };
  }
  const likely = first ? [first, ...(second ? [second, ...rest] : [])] : candidates(null, evidence, vocabulary);
  return without(table, 'stranger', printedTitle(table), likely);
}

/** Decides for every table which statement it is, by title and header words; printed table numbers decide nothing. */
export function classifyTables(tables: readonly Table[], pipeline: Pipeline, department: string): ClassifiedTable[] {
  const classified: ClassifiedTable[] = [];
  let previous: readonly [Table, ClassifiedTable] | null = null;
  for (const table of tables) {
    const one = classifyOne(table, pipeline.vocabulary, department, previous);
    classified.push(one);
    previous = one.role === 'statement' ? [table, one] : null;
  }
  return byElimination(withoutFallbacks(classified));
}

/** Flag of a statement that was told by what else is missing: a guess, which a person should look at. */
export const BY_ELIMINATION = 'told-by-elimination';

/** How much likelier the first of the statements that are still missing must be than the next. */
const CLEARLY = 0.1;

/**
 * A table without a legible title is the one statement that its header words speak for and that the document does not
 * have yet; where that is not clear it stays a stranger, with the statements that it may be.
 */
function byElimination(classified: readonly ClassifiedTable[]): ClassifiedTable[] {
  const found = new Set(classified.map((one) => one.kind));
  return classified.map((one) => {
    if (one.role !== 'stranger') return one;
    const missing = one.runnersUp.filter(({ kind }) => !found.has(kind));
    const [first, second] = missing;
    const told = first !== undefined && one.title === '' && first.score - (second?.score ?? 0) >= CLEARLY;
    if (!told) return { ...one, runnersUp: missing };
    found.add(first.kind);
    const flags = [BY_ELIMINATION];
    return { ...one, role: 'statement', ...first, placement: 'inferred', runnersUp: missing.slice(1), flags };
  });
}

/** A second-choice title yields to a table that bears the kind's own title (财政拨款支出表 beside 一般公共预算支出表). */
function withoutFallbacks(classified: readonly ClassifiedTable[]): ClassifiedTable[] {
  const isFallback = (one: ClassifiedTable): boolean => one.flags.includes('fallback-title');
  const named = new Set(classified.filter((one) => !isFallback(one)).map((one) => one.kind));
  return classified.map((one) =>
    isFallback(one) && named.has(one.kind)
      ? { ...one, role: 'other', kind: null, placement: 'unknown', runnersUp: [] }
      : one,
  );
}
