import type { StatementVocabulary } from '../../../declare/vocabulary.ts';
import type { StatementsWording } from '../../../declare/wording/wording.ts';
import { FUND_MEASURES, type KnownMeasure, type Measure, SOURCE_MEASURES } from '../../../model/statement.ts';
import { bareWords, compact } from '../../../model/text.ts';
import type { HeaderCell } from './header.ts';

type Path = readonly HeaderCell[];

/** What a column says it is, and how directly: of two that say the same, the one with fewer headings over it means it. */
interface Reading {
  readonly measure: Measure;
  /** What the column is when another one has the better claim to `measure`. */
  readonly otherwise: Measure;
  readonly depth: number;
  /** 合计 (not 小计) of what this year brings: the line's own total where no other column is. */
  readonly sumOfYear: boolean;
  /** The year that is printed over an earlier year's figures; 0 where none is, or the figures are this year's. */
  readonly earlier: number;
}

const WAYS: readonly KnownMeasure[] = [
  'basic',
  'project',
  'personnel',
  'public',
  'remit_superior',
  'operating_expenditure',
  'affiliate_subsidy',
];

/** Groups whose columns keep their own measure: this year's funds are what the contract's measures mean. */
export const KEPT: Partial<Record<KnownMeasure, readonly KnownMeasure[]>> = {
  current: [...FUND_MEASURES, ...SOURCE_MEASURES, ...WAYS],
  year_revenue: [...FUND_MEASURES, ...SOURCE_MEASURES],
  appropriation: ['general_public', 'government_fund', 'state_capital'],
  unit_funds: SOURCE_MEASURES,
  other_revenue: SOURCE_MEASURES,
  basic: ['personnel', 'public'],
};

/** Whether a column keeps its own measure under a group heading of another measure (人员经费 under 基本支出). */
export function keepsMeaning(group: KnownMeasure, measure: KnownMeasure): boolean {
  return group === measure || KEPT[group]?.includes(measure) === true;
}

/** The header words from the outermost inwards (contract, "Measures"); a word that only repeats the one above is left out. */
export function otherMeasure(words: readonly string[]): Measure {
  const bare = words.map((word) => word.replace(/[\s:：]/gu, '')).filter((word) => word !== '');
  return `other:${bare.filter((word, at) => word !== bare[at - 1]).join(' ')}`;
}

function other(path: Path): Measure {
  return otherMeasure(path.map((one) => one.text));
}

/** Whether the column holds an earlier year's figures than `year`. */
export function isPrior(path: Path, year: number | null): boolean {
  return path.some(({ concept, years }) => {
    if (concept?.is === 'prior') return years.length === 0 || year === null || Math.max(...years) < year;
    return years.length > 0 && year !== null && Math.max(...years) < year;
  });
}

/** The latest year that is printed over a column; 0 where none is. */
export function lastYear(path: Path): number {
  return Math.max(0, ...path.flatMap(({ years }) => years));
}

/** Whether a column is the sum of what this year brings: 本年支出 › 小计 beside a 合计 with what was carried over. */
function isSumOfYear(path: Path, thisYear: RegExp): boolean {
  const [group, leaf, more] = path;
  if (group === undefined || leaf === undefined || more !== undefined) return false;
  const heads = group.concept?.is === 'amount' || group.concept?.is === 'period';
  return heads && thisYear.test(group.text) && leaf.concept?.is === 'sum';
}

/** Reads one column from the header cells that tell it from its neighbours. */
function readPath(path: Path, own: readonly KnownMeasure[], year: number | null, words: StatementsWording): Reading {
  const all = other(path);
  let group: KnownMeasure | null = null;
  let strange = false;
  const sum = path.at(-1)?.concept?.is === 'sum' && words.sum_of_year.test(path.at(-1)?.text ?? '');
  for (const [at, { concept }] of path.entries()) {
    if (concept === null || concept.is === 'ignored' || concept.is === 'other') strange = true;
    else if (concept.is === 'measure' && !own.includes(concept.measure)) {
      if (group !== null && !keepsMeaning(group, concept.measure)) strange = true;
      group = concept.measure;
    } else if ((concept.is === 'name' || concept.is === 'code') && at === path.length - 1) strange = true;
  }
  const prior = isPrior(path, year);
  const known = group ?? (prior ? 'prior_total' : 'total');
  const measure = strange || (prior && group !== null) ? all : known;
  const sumOfYear = sum && (measure === 'year_revenue' || measure === 'current');
  if (measure === 'total' && isSumOfYear(path, words.of_this_year))
    return { measure, otherwise: 'current', depth: path.length, sumOfYear, earlier: 0 };
  // a column that no heading of its own speaks for is a total only where none is called so
  const depth = path.length === 0 ? Number.POSITIVE_INFINITY : path.length;
  return { measure, otherwise: all, depth, sumOfYear, earlier: prior ? lastYear(path) : 0 };
}

/** What the declarations and the title say that a heading over a whole table may be. */
export interface About {
  readonly own: readonly KnownMeasure[];
  readonly usual: readonly (readonly KnownMeasure[])[];
  readonly items: StatementVocabulary['items'];
  /** How sums of the year, and headings over what it brings, begin. */
  readonly wording: StatementsWording;
  /** Whether words only repeat what the table is called, or which side of it this is. */
  repeats(words: string): boolean;
}

/** Funds of this year are what the measures mean: such a heading over everything adds nothing. */
const THIS_YEAR: readonly KnownMeasure[] = ['year_revenue', 'current'];

/**
 * Headings over all columns say what the table is, not what a column is. One that neither title nor declaration speaks of
 * (上级提前通知专项转移支付 over a sheet of a wide table) is part of what every column says; a recognised one may be misread.
 */
function isShared(one: HeaderCell, paths: readonly Path[], { own, repeats }: About): boolean {
  if (!paths.every((path) => path.includes(one))) return false;
  const { concept, cell, text } = one;
  if (concept?.is === 'measure')
    return own.includes(concept.measure) || THIS_YEAR.includes(concept.measure) || repeats(text);
  return (concept !== null && concept.is !== 'other') || cell.source === 'ocr' || repeats(text);
}

/** Leaves out headings over all value columns; of a single column only what else it is of speaks beside its lowest words. */
function distinguishing(paths: readonly Path[], about: About): readonly Path[] {
  if (paths.length > 1) return paths.map((path) => path.filter((one) => !isShared(one, paths, about)));
  const says = ({ concept }: HeaderCell): boolean =>
    concept?.is === 'prior' ||
    (concept?.is === 'measure' &&
      ![...about.own, ...FUND_MEASURES, ...THIS_YEAR, 'basic', 'project'].includes(concept.measure));
  return paths.map((path) => path.filter((one, at) => at === path.length - 1 || says(one)));
}

/**
 * Of several columns that claim the same measure the one said most directly gets it, of earlier years' the latest; the others
 * are what else they say.
 */
function settle(readings: readonly Reading[]): Measure[] {
  return readings.map((reading, at) => {
    const rivals = readings.filter((one, index) => index !== at && one.measure === reading.measure);
    const first = !rivals.some((one) => one.earlier === reading.earlier && readings.indexOf(one) < at);
    const wins = rivals.every((one) => {
      if (one.earlier !== reading.earlier) return reading.earlier > one.earlier;
      return first ? reading.depth <= one.depth : reading.depth < one.depth;
    });
    return wins ? reading.measure : reading.otherwise;
  });
}

/** Whether the heading of a column's own is not seen: it stands under a group of which another column is the 小计. */
function lacksLeaf(path: Path, paths: readonly Path[]): boolean {
  const group = path.at(-1);
  if (group === undefined || group.cell.columnSpan < 2) return false;
  return paths.some(
    (one) => one.length === path.length + 1 && one.at(-2) === group && one.at(-1)?.concept?.is === 'sum',
  );
}

/** Where no column is the total, the only 合计 of this year's funds is, if no 合计 under other words may be. */
function totalOfYear(measures: Measure[], readings: readonly Reading[], paths: readonly Path[]): Measure[] {
  const sums = readings.filter((one) => one.sumOfYear);
  const open = measures.some((one, at) => one.startsWith('other:') && paths[at]?.at(-1)?.concept?.is === 'sum');
  if (measures.includes('total') || sums.length !== 1 || open) return measures;
  return measures.map((measure, at) => (readings[at]?.sumOfYear ? 'total' : measure));
}

/** 本年预算 beside a 合计 and what was carried over is what this year brings. */
function currentBesideCarried(measures: Measure[], paths: readonly Path[], thisYear: RegExp): Measure[] {
  const sum = paths[measures.indexOf('total')]?.at(-1)?.concept?.is === 'sum';
  if (!sum || !measures.includes('carryover') || measures.includes('current')) return measures;
  const isOfYear = (path: Path | undefined) =>
    path?.length === 1 && path[0]?.concept?.is === 'amount' && thisYear.test(path[0].text);
  const open = measures.flatMap((one, at) => (one.startsWith('other:') && isOfYear(paths[at]) ? [at] : []));
  return measures.map((one, at) => (open.length === 1 && open[0] === at ? 'current' : one));
}

/** What stands before the bracket with which a heading ends (一般公共预算 of 一般公共预算（本级）), and in it. */
const BRACKETED = /^(.+)[（(]([^（()）]+)[)）]$/u;

/** A column that brackets alone tell from another (（本级） beside （上级）) is a part of the money, no measure of its own. */
function partsInBrackets(measures: Measure[], paths: readonly Path[]): Measure[] {
  const leaves = paths.map((path) => BRACKETED.exec(compact(path.at(-1)?.cell.text ?? '')));
  return measures.map((measure, at) => {
    const [, base, bracket] = leaves[at] ?? [];
    const isPart = leaves.some((other) => base !== undefined && other?.[1] === base && other[2] !== bracket);
    return isPart && !measure.startsWith('other:') ? other(paths[at] ?? []) : measure;
  });
}

/** A misread heading (心己计) over the first of several figures, where no other is the total, is the total's. */
function illegibleTotal(measures: Measure[], paths: readonly Path[]): Measure[] {
  const leaf = paths[0]?.at(-1);
  const illegible = leaf?.concept === null && leaf.cell.source === 'ocr' && leaf.text.length <= 4;
  if (!illegible || measures.length < 2 || measures.includes('total')) return measures;
  return measures.map((measure, at) => (at === 0 ? 'total' : measure));
}

/** Headings that recognition could not read, told from the others by the columns such a statement usually has. */
function inferUsual(
  measures: Measure[],
  paths: readonly Path[],
  usual: readonly (readonly KnownMeasure[])[],
): Measure[] {
  const illegible = measures.map((measure, at) => {
    const leaf = paths[at]?.at(-1);
    return measure.startsWith('other:') && leaf?.concept === null && leaf.cell.source === 'ocr';
  });
  if (!illegible.includes(true)) return measures;
  const fitting = usual.filter(
    (columns) =>
      columns.length === measures.length && columns.every((one, at) => illegible[at] || one === measures[at]),
  );
  const [only] = fitting;
  return only && fitting.length === 1 ? [...only] : measures;
}

/** The year whose budget or account the table is: the document's, or the latest that its own headings name. */
export function tableYear(paths: readonly Path[], fiscalYear: number | null): number | null {
  if (fiscalYear !== null) return fiscalYear;
  const years = new Set(paths.flat().flatMap((one) => one.years));
  return years.size > 1 ? Math.max(...years) : null;
}

/** Whether the only column is headed by what the statement itself is called: 机关运行经费支出 in its own table. */
function namesStatement(path: Path, { items, repeats }: About): boolean {
  const words = bareWords(path.at(-1)?.text ?? '').replace(/20\d\d年?度?/gu, '');
  return words.length >= 4 && (items.find(words) === '合计' || repeats(words));
}

/**
 * The measure of each value column of a block, from header words alone. `about.own` are measures that only repeat what the
 * statement is about (一般公共预算 in 一般公共预算支出表), `about.usual` its usual columns.
 */
export function resolveMeasures(paths: readonly Path[], about: About, fiscalYear: number | null): readonly Measure[] {
  const { own, usual } = about;
  const year = tableYear(paths, fiscalYear);
  const told = distinguishing(paths, about);
  const readings = told.map((path, at) => {
    const reading = readPath(path, paths.length > 1 ? own : [...own, ...FUND_MEASURES], year, about.wording);
    const full = paths[at] ?? path;
    if (full.length === 0 || lacksLeaf(path, told)) return { ...reading, measure: other(full) };
    if (paths.length === 1 && path.length === 1 && namesStatement(path, about))
      return { ...reading, measure: 'total' as const };
    return path.length === 0 ? { ...reading, otherwise: other(full) } : reading;
  });
  const summed = totalOfYear(partsInBrackets(settle(readings), told), readings, told);
  const settled = currentBesideCarried(summed, told, about.wording.of_this_year);
  const measures = illegibleTotal(inferUsual(settled, told, usual), told);
  // a year left over from last time stands over everything
  const leftOver =
    paths.every((path) => isPrior(path, year)) && measures.filter((one) => one === 'prior_total').length === 1;
  return leftOver ? measures.map((measure) => (measure === 'prior_total' ? 'total' : measure)) : measures;
}
