import type { StatementVocabulary } from '../../declare/vocabulary.ts';
import type { KnownMeasure, Measure } from '../../model/statement.ts';
import type { HeaderCell } from './header.ts';

type Path = readonly HeaderCell[];

/** What a column could be: `measure`, and what it is instead when another column has the better claim to `total`. */
interface Reading {
  readonly measure: Measure;
  readonly otherwise: Measure;
}

const FUNDS: readonly KnownMeasure[] = [
  'general_public',
  'government_fund',
  'state_capital',
  'special_account',
  'unit_funds',
  'appropriation',
];
const SOURCES: readonly KnownMeasure[] = [
  'superior_subsidy',
  'business',
  'operating_revenue',
  'affiliate_remittance',
  'other_revenue',
];

/** Whether a column keeps its own measure under a group heading of another measure (人员经费 under 基本支出). */
function keepsMeaning(group: KnownMeasure, measure: KnownMeasure): boolean {
  if (group === measure) return true;
  if (group === 'basic') return measure === 'personnel' || measure === 'public';
  const revenue = ['year_revenue', 'current', 'appropriation', 'unit_funds'].includes(group);
  return revenue && (FUNDS.includes(measure) || SOURCES.includes(measure));
}

function other(path: Path): Measure {
  const words = path.map((one) => one.text.replace(/[\s:]/gu, ''));
  return `other:${words.filter((word, at) => word !== words[at - 1]).join('')}`;
}

function isPrior(path: Path, fiscalYear: number | null): boolean {
  return path.some(({ concept, years }) => {
    if (concept?.is === 'prior') return years.length === 0 || fiscalYear === null || Math.max(...years) < fiscalYear;
    return years.length > 0 && fiscalYear !== null && Math.max(...years) < fiscalYear;
  });
}

/** Reads one column from the header cells that tell it from its neighbours. */
function readPath(path: Path, own: readonly KnownMeasure[], fiscalYear: number | null): Reading {
  const plain = (measure: Measure): Reading => ({ measure, otherwise: other(path) });
  const prior = isPrior(path, fiscalYear);
  let deepest: KnownMeasure | null = null;
  let compatible = true;
  let summed: 'no' | '小计' | '合计' = 'no';
  let unknown = false;
  for (const { concept, text } of path) {
    if (concept === null) unknown = true;
    else if (concept.is === 'measure' && !own.includes(concept.measure)) {
      if (deepest !== null && !keepsMeaning(deepest, concept.measure)) compatible = false;
      deepest = concept.measure;
      summed = 'no';
    } else if (concept.is === 'sum') summed = /^(?:合计|总计|共计)/u.test(text) ? '合计' : '小计';
  }
  if (!compatible || (prior && deepest !== null)) return plain(other(path));
  if (deepest === null) {
    const leaf = path.at(-1)?.concept ?? null;
    if (unknown && (leaf === null || path.length > 1)) return plain(other(path));
    return plain(prior ? 'prior_total' : 'total');
  }
  if (summed === '合计') return { measure: 'total', otherwise: deepest };
  return plain(deepest);
}

/** Leaves out headings over all value columns: they say what the table is, not what the column is. */
function distinguishing(paths: readonly Path[]): readonly Path[] {
  const shared = (one: HeaderCell): boolean => paths.every((path) => path.includes(one));
  return paths.map((path) => path.filter((one) => !shared(one)));
}

/** Of several columns that claim the same measure one gets it; the others are what else they say. */
function settle(readings: readonly Reading[]): Measure[] {
  const claims = readings.filter((reading) => reading.measure === 'total');
  const soft = claims.filter((reading) => !reading.otherwise.startsWith('other:'));
  const yields = claims.length > 1 ? new Set(soft.length < claims.length ? soft : soft.slice(1)) : new Set<Reading>();
  const taken = new Set<Measure>();
  return readings.map((reading) => {
    let measure = yields.has(reading) ? reading.otherwise : reading.measure;
    if (taken.has(measure)) measure = reading.otherwise;
    taken.add(measure);
    return measure;
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

/**
 * The measure of each value column of a block, from header words alone. `own` are measures that only repeat what the
 * statement is about (一般公共预算 in 一般公共预算支出表), `usual` its usual columns.
 */
export function resolveMeasures(
  paths: readonly Path[],
  { own, usual }: Pick<StatementVocabulary, 'own' | 'usual'>,
  fiscalYear: number | null,
): readonly Measure[] {
  const told = paths.length > 1 ? distinguishing(paths) : paths.map((path) => path.slice(-1));
  const readings = told.map((path, at) => {
    const reading = readPath(path, paths.length > 1 ? own : [...own, ...FUNDS], fiscalYear);
    const full = paths[at] ?? path;
    return reading.otherwise === 'other:' ? { ...reading, otherwise: other(full) } : reading;
  });
  const measures = illegibleTotal(inferUsual(settle(readings), told, usual), told);
  if (measures.includes('total') || measures.filter((measure) => measure === 'prior_total').length !== 1)
    return measures;
  return measures.map((measure) => (measure === 'prior_total' ? 'total' : measure));
}
