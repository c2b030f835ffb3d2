import type { Lexicon } from '../../../declare/lexicon.ts';
import type { ReadTitle } from '../../../declare/title-classes.ts';
import type { StatementVocabulary, Vocabulary } from '../../../declare/vocabulary.ts';
import type { Unit } from '../../../model/money.ts';
import type { Measure, Side } from '../../../model/statement.ts';
import { bareWords, compact } from '../../../model/text.ts';
import { sideOfTotal } from '../../../words/totals.ts';
import type { Matrix } from '../matrix.ts';
import { unitInBrackets, unitOf } from '../units.ts';
import { withBareLabels } from './bare-labels.ts';
import { holdsWords, nextLevel, type Role, roleOf, type Sample, sample } from './column-roles.ts';
import { ownMoney } from './differences.ts';
import { withEconomicClasses } from './economic-columns.ts';
import type { Header, HeaderCell } from './header.ts';
import { groupLabels, hintOf, type LabelColumn, type LabelGroup, type LabelHint, namesProjects } from './labels.ts';
import { resolveMeasures, tableYear } from './measures.ts';
import { understoodColumns } from './understood.ts';

export interface ValueColumn {
  readonly column: number;
  readonly measure: Measure;
  /** Whether its headings leave nothing open, though no measure is what they say. */
  readonly understood: boolean;
  readonly path: readonly HeaderCell[];
  /** The unit that its own heading prints (单价（元） beside 金额（万元）); null where it is the table's. */
  readonly unit: Unit | null;
}

/** Lines printed one below the other: a two-sided or side-by-side table has two or more blocks. */
export interface Block {
  readonly side: Side | null;
  /** What labels its lines, left to right. */
  readonly labels: readonly LabelGroup[];
  /** Name columns that units share with what stands below them (单位名称（科目））. */
  readonly shared: readonly number[];
  /** Whether projects, rather than subjects, stand below the units of a shared column. */
  readonly sharedByProjects: boolean;
  /** Columns that print a year per row (年度). */
  readonly years: readonly number[];
  readonly values: readonly ValueColumn[];
}

export interface Columns {
  readonly blocks: readonly Block[];
  /** Columns whose cells are no figures: notes, row numbers, percentages. */
  readonly ignored: ReadonlySet<number>;
  /** Those of them that hold words by the look of them (备注): a figure there is a surprise. */
  readonly texts: ReadonlySet<number>;
  /** Those that hold words under headings that nobody declared. */
  readonly unknownWords: ReadonlySet<number>;
}

interface Draft {
  labels: LabelColumn[];
  years: number[];
  values: number[];
}

/** A text column under unknown words names the lines when nothing else in its block does, before it or behind. */
function namesLines(roles: readonly Role[], column: number, open: Draft | null, twoSided: boolean): boolean {
  if (roles[column]?.is !== 'text') return false;
  if (open === null) return true;
  if (open.values.length > 0) return twoSided;
  if (open.labels.length === 0) return true;
  const rest = roles.slice(column + 1);
  const figures = rest.findIndex((role) => role.is === 'value');
  const labels = [...open.labels, ...rest.slice(0, Math.max(0, figures))];
  return !labels.some((label) => label.is === 'name');
}

/** Whether the label columns from here to the next figures name lines, rather than being further codes of the same. */
function beginsBlock(roles: readonly Role[], from: number, open: Draft): boolean {
  const rest = roles.slice(from);
  const end = rest.findIndex((role) => role.is === 'value');
  if (end < 0) return true;
  const run = rest.slice(0, end);
  return run.some((role) => role.is === 'name') || !open.labels.some((label) => label.is === 'name');
}

type Hints = readonly LabelHint[];

function draftBlocks(roles: readonly Role[], hints: Hints, ignored: Set<number>, twoSided: boolean): Draft[] {
  const drafts: Draft[] = [];
  let open: Draft | null = null;
  for (const [column, declared] of roles.entries()) {
    const role: Role = namesLines(roles, column, open, twoSided) ? { is: 'name', part: 'first' } : declared;
    if (role.is === 'ignored' || role.is === 'row-number' || role.is === 'text') ignored.add(column);
    if (role.is !== 'code' && role.is !== 'name' && role.is !== 'value' && role.is !== 'year') continue;
    const labels = role.is === 'code' || role.is === 'name';
    const further = role.is === 'code' && open !== null && open.values.length > 0 && !beginsBlock(roles, column, open);
    if (further) {
      ignored.add(column);
      continue;
    }
    if (!open || (labels && open.values.length > 0)) {
      open = { labels: [], years: [], values: [] };
      drafts.push(open);
    }
    if (role.is === 'value') open.values.push(column);
    else if (role.is === 'year') open.years.push(column);
    else if (role.is === 'code' || role.is === 'name') open.labels.push(labelOf(column, role, hints[column]));
  }
  return drafts;
}

function labelOf(
  column: number,
  role: Extract<Role, { is: 'code' | 'name' }>,
  told: LabelHint = { hint: null, general: false, head: null },
): LabelColumn {
  if (role.is === 'code') return { column, ...told, is: 'code', part: role.part };
  const own = role.part === 'unit' ? 'unit' : role.part === 'second' ? 'economic_government' : null;
  return { ...told, column, hint: told.hint ?? own, is: 'name' };
}

/**
 * Label columns without figures to their right belong to the block before: they label it when it has no label of that
 * sort (编码 printed last), else they are attributes (实施单位 after the amounts).
 */
function foldEmptyBlocks(drafts: readonly Draft[], ignored: Set<number>): Draft[] {
  const kept: Draft[] = [];
  for (const draft of drafts) {
    const before = kept.at(-1);
    if (draft.values.length > 0 || !before) {
      kept.push(draft);
      continue;
    }
    const missing = draft.labels.filter((label) => !before.labels.some((one) => one.is === label.is));
    before.labels.push(...missing);
    for (const label of draft.labels) if (!missing.includes(label)) ignored.add(label.column);
  }
  return kept.filter((draft) => draft.values.length > 0);
}

/** The side of a block by its headings, or else by the names of its totals. */
function sideOf(draft: Draft, matrix: Matrix, header: Header, vocabulary: Vocabulary): Side | null {
  const columns = [...draft.labels.map((label) => label.column), ...draft.values];
  for (const column of columns) {
    for (const one of header.paths[column] ?? []) {
      const side = vocabulary.sides.find(one.text.replace(/20\d\d年?度?/gu, ''));
      if (side !== null) return side;
    }
  }
  const told = new Set(draft.labels.flatMap(({ column }) => sidesOfTotals(matrix, column, header.bodyStart)));
  return told.size === 1 ? ([...told][0] ?? null) : null;
}

function sidesOfTotals(matrix: Matrix, column: number, from: number): readonly Side[] {
  const rows = Array.from({ length: Math.max(0, matrix.rows - from) }, (_, at) => from + at);
  return rows.flatMap((row) => sideOfTotal(compact(matrix.at(row, column)?.text ?? '')) ?? []);
}

function sidesOf(drafts: readonly Draft[], matrix: Matrix, header: Header, context: ColumnContext): (Side | null)[] {
  const { vocabulary, statement } = context;
  const printed = drafts.map((draft) => sideOf(draft, matrix, header, vocabulary));
  const both = printed.includes('revenue') && printed.includes('expenditure');
  if (statement.shape !== 'two-sided' && !both) return drafts.map(() => null);
  // one block with the totals of both sides: one side stands below the other, whatever the heading on top says
  const stacked = drafts.flatMap(({ labels }) =>
    labels.flatMap(({ column }) => sidesOfTotals(matrix, column, header.bodyStart)),
  );
  if (drafts.length < 2) return new Set(stacked).size > 1 ? [null] : printed;
  return printed.map((side, at) => side ?? (at === 0 ? 'revenue' : 'expenditure'));
}

/** What reading the columns of a table needs besides the table. */
export interface ColumnContext {
  readonly statement: StatementVocabulary;
  readonly vocabulary: Vocabulary;
  readonly lexicon: Lexicon;
  readonly fiscalYear: number | null;
  /** The table's title as printed. */
  readonly title: string;
}

/** Whether words say nothing that a title does not, in whatever spelling: 一般公共预算基本支出 in 一般公共预算财政拨款基本支出表. */
function isPartOf({ classes, unknown }: ReadTitle, title: ReadonlySet<string>): boolean {
  return classes.size > 0 && unknown === 0 && [...classes].every((one) => title.has(one));
}

/** The unit that the headings over a column print, those nearest to it first. */
function unitOfHeading(path: readonly HeaderCell[], { wording }: Vocabulary): Unit | null {
  const units = path.map(({ cell }) => unitOf(cell.text, wording) ?? unitInBrackets(cell.text, wording));
  return units.findLast((unit) => unit !== null) ?? null;
}

/** Finds out what every column of a table holds, from header words first. */
export function readColumns(matrix: Matrix, header: Header, context: ColumnContext): Columns {
  const { statement, vocabulary, lexicon, fiscalYear, title } = context;
  const said = header.paths.map((path) => hintOf(path, vocabulary));
  const money = ownMoney(matrix, header.paths, header.bodyStart);
  const printed: Role[] = [];
  for (const [column, path] of header.paths.entries()) {
    const of = (body: Sample) =>
      nextLevel(path, body, printed[column - 1]) ?? roleOf(path, body, said[column]?.hint ?? null);
    printed.push(money.has(column) ? { is: 'value' } : of(sample(matrix, column, header.bodyStart, path)));
  }
  const read = { matrix, from: header.bodyStart, lexicon, year: fiscalYear };
  const { roles, hints } = withBareLabels(header.paths, printed, said, read);
  const called = bareWords(title);
  const qualifiers = vocabulary.titles.read(title, '').classes;
  const repeats = (words: string): boolean =>
    vocabulary.sides.find(words) !== null ||
    called.includes(bareWords(words).replace(vocabulary.wording.times, '')) ||
    isPartOf(vocabulary.titles.read(words, ''), qualifiers) ||
    vocabulary.titles.match(`${words}表`, '').some((one) => one.kind === statement.kind && one.score === 1);
  const ignored = new Set<number>();
  const drafts = foldEmptyBlocks(draftBlocks(roles, hints, ignored, statement.shape === 'two-sided'), ignored);
  const sides = sidesOf(drafts, matrix, header, context);
  const blocks = drafts.map((draft, at): Block => {
    const full = draft.values.map((column) => header.paths[column] ?? []);
    // a heading that lies over the names as well is the block's title
    const paths = full.map((path) => path.filter(({ cell }) => cell.column >= (draft.values[0] ?? 0)));
    const told = resolveMeasures(paths, { ...statement, repeats, wording: vocabulary.wording }, fiscalYear);
    const classes = { lexicon, year: fiscalYear, title, wording: vocabulary.wording };
    // classes are the lines of such a table, or else units are
    const ofClasses = statement.scheme === 'economic' && !draft.labels.every(({ hint }) => hint === 'unit');
    const measures = ofClasses ? told : withEconomicClasses(told, paths, classes);
    const known = understoodColumns(paths, measures, {
      ...classes,
      organisations: vocabulary.organisations,
      own: statement.own,
      year: tableYear(paths, fiscalYear),
    });
    const values = draft.values.map((column, index) => ({
      column,
      understood: known[index] ?? false,
      measure: measures[index] ?? ('other:' as const),
      path: full[index] ?? [],
      unit: unitOfHeading(full[index] ?? [], vocabulary),
    }));
    const { groups, shared } = groupLabels(draft.labels, matrix, header.bodyStart, lexicon, fiscalYear);
    return {
      side: sides[at] ?? null,
      labels: groups,
      shared,
      sharedByProjects: shared.some((column) => namesProjects(header.paths[column] ?? [], vocabulary.wording)),
      years: draft.years,
      values,
    };
  });
  const texts = new Set(
    [...ignored].filter((column) => roles[column]?.is === 'text' || holdsWords(matrix, column, header)),
  );
  const unknownWords = new Set([...ignored].filter((column) => roles[column]?.is === 'text'));
  return { blocks, ignored, texts, unknownWords };
}
