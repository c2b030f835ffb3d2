import type { StatementVocabulary, Vocabulary } from '../../declare/vocabulary.ts';
import type { Candidate } from '../../model/classified.ts';
import { isCore, type StatementKind } from '../../model/statement.ts';
import type { Table } from '../../model/table.ts';
import { compact, tidyName } from '../../model/text.ts';
import type { WordMap } from '../../model/word-map.ts';
import { classification, type Evidence, headerScore, mayClassify } from './evidence.ts';

/** What two halves say for a two-sided statement, and against any other, where no title says it. */
const SHAPE = 0.15;
/** From here on header words speak for a statement, rather than only not against it. */
export const SPEAKS = 0.7;

/** So many rows with codes are the classes of a table by class, no items. */
const CODED = 3;

/** Whether revenue and expenditure head the two halves of a table. */
export function isTwoSided({ header }: Evidence, vocabulary: Vocabulary): boolean {
  return new Set(header.map((text) => vocabulary.sides.find(text)).filter((side) => side !== null)).size === 2;
}

/** Whether a heading is one of these. */
function says({ header }: Evidence, words: WordMap<true>): boolean {
  return header.some((text) => words.find(text) === true);
}

/** Whether a table names one of the items at least that a statement consists of (公务接待费), if it is one of items. */
export function mayItemise({ rows }: Table, { shape, items }: StatementVocabulary): boolean {
  if (shape !== 'items') return true;
  return rows.flat().some(({ text }) => (items.find(compact(text)) ?? '合计') !== '合计');
}

/** So many headings that are items of a statement, half of all, may be the statement's. */
const FEWEST_ITEMS = 3;

/** The core statements whose items head the columns (因公出国（境）费 | 公务接待费 | …): units are the lines. */
export function itemised({ header }: Evidence, { statements }: Vocabulary): Candidate[] {
  const headings = [...new Set(header)].filter((text) => /\p{Script=Han}/u.test(text));
  return statements.flatMap(({ kind, shape, items }): Candidate[] => {
    if (!isCore(kind) || shape !== 'items') return [];
    const named = headings.filter((text) => items.find(compact(text)) !== null);
    const isOf = named.length >= FEWEST_ITEMS && 2 * named.length >= headings.length;
    return isOf ? [{ kind, score: named.length / headings.length }] : [];
  });
}

/** The core statements that header words and halves speak for where there is no title, best first. */
export function untitled(table: Table, evidence: Evidence, vocabulary: Vocabulary): Candidate[] {
  const twoSided = isTwoSided(evidence, vocabulary);
  const core = vocabulary.statements.filter(({ kind, expectsAny }) => isCore(kind) && says(evidence, expectsAny));
  const found = core.flatMap((statement): Candidate[] => {
    const header = headerScore(evidence, statement);
    if (header < SPEAKS) return [];
    const halved = statement.shape !== 'two-sided' || twoSided;
    const weak = !halved || !mayClassify(evidence, statement) || !mayItemise(table, statement);
    return [
      {
        kind: statement.kind,
        score: 0.5 * header + ((statement.shape === 'two-sided') === twoSided ? SHAPE : 0),
        ...(weak ? { weak } : {}),
      },
    ];
  });
  return found.sort((a, b) => b.score - a.score);
}

/**
 * How a table fits the statement that its title names: its headings speak for it, they say nothing (合计 alone, or those of
 * one side where two are meant), or they speak against it.
 */
export type Fit = 'speaks' | 'silent' | 'against';

export function fitOf(table: Table, evidence: Evidence, statement: StatementVocabulary, vocabulary: Vocabulary): Fit {
  if (headerScore(evidence, statement) === 0) return 'against';
  const names = statement.expects.no_lines.length === 0 ? [] : table.rows.flat().map(({ text }) => tidyName(text));
  if (names.some((name) => statement.expectsNoLines.find(name) === true)) return 'against';
  const twoSided = isTwoSided(evidence, vocabulary);
  if (statement.shape === 'items') {
    // among classes with codes 公务接待费 is one of them
    const byClass = evidence.codes.functional + evidence.codes.economic >= CODED;
    return !twoSided && !byClass && mayItemise(table, statement) ? 'speaks' : 'silent';
  }
  if (statement.expects.any.length > 0 && !says(evidence, statement.expectsAny)) return 'silent';
  // the table of a fund may be in two halves
  const shaped = statement.shape === 'two-sided' ? twoSided : !twoSided || statement.spends_on.length > 0;
  return shaped ? 'speaks' : 'silent';
}

/** Whether the headings of a table speak for a statement of this kind. */
export function speaksFor(kind: StatementKind, table: Table, evidence: Evidence, vocabulary: Vocabulary): boolean {
  const statement = vocabulary.statements.find((one) => one.kind === kind);
  return statement !== undefined && fitOf(table, evidence, statement, vocabulary) === 'speaks';
}

/** Whether a table that is in two halves or not, and whose lines are classified so, looks like this statement. */
export function looksLike(table: Table, evidence: Evidence, statement: StatementVocabulary, vocabulary: Vocabulary) {
  const { expects, scheme, shape } = statement;
  if (expects.any.length === 0 || fitOf(table, evidence, statement, vocabulary) !== 'speaks') return false;
  if (shape !== 'lines' || (scheme !== 'functional' && scheme !== 'economic')) return true;
  // names of projects and units may be names of classes, too
  const most = evidence.codes[scheme] > 0 || 2 * evidence.names[scheme] > evidence.rows;
  return most && classification(evidence) === scheme;
}

/** Whether the lines of one table are economic classes with codes where those of the other are functions: no page goes on so. */
export function isClassedOtherwise({ codes: one }: Evidence, { codes: other }: Evidence): boolean {
  const isOf = ({ functional, economic }: Evidence['codes'], kind: 'functional' | 'economic') =>
    kind === 'functional' ? functional >= CODED && economic === 0 : economic >= CODED && functional === 0;
  return (isOf(one, 'functional') && isOf(other, 'economic')) || (isOf(one, 'economic') && isOf(other, 'functional'));
}
