import type { Lexicon } from '../../../declare/lexicon.ts';
import type { KnownMeasure, Measure } from '../../../model/statement.ts';
import { tidyName } from '../../../model/text.ts';
import type { Organisations } from '../../../words/organisations.ts';
import type { HeaderCell } from './header.ts';
import { isPrior, KEPT, keepsMeaning } from './measures.ts';

type Path = readonly HeaderCell[];

/** What telling the columns apart needs. */
export interface UnderstandingContext {
  readonly own: readonly KnownMeasure[];
  readonly lexicon: Lexicon;
  readonly year: number | null;
  readonly organisations: Organisations;
}

/**
 * Which columns kept as read (`other:`) leave nothing open: every word over them is known, and together they say what no
 * measure says (一般公共预算 › 基本支出, 年初预算数 › 项目支出, 调整预算数); or an unknown word stands under a measure that
 * has no parts of its own and whose sum another column is (项目支出 › 小计, 一般性项目); or they name units beside the sum of
 * them. A column that merely lost its
 * measure to another one, or whose heading nobody knows, stays open.
 */
export function understoodColumns(
  paths: readonly Path[],
  measures: readonly Measure[],
  context: UnderstandingContext,
): readonly boolean[] {
  // headings over all columns may say what the table is: 一般公共预算 over 基本支出 and 项目支出 alone
  const anchored = measures.some((measure) => !measure.startsWith('other:'));
  const areUnits = measures.includes('total') && areOfUnits(paths, measures, context.organisations);
  return paths.map((path, at) => {
    if (!anchored || measures[at]?.startsWith('other:') !== true) return false;
    return areUnits || isUnderstood(path, measures, context) || isAnotherPrior(path, paths, measures, context.year);
  });
}

/** Whether all columns that are kept as read, two or more, bear the names of units (局机关, 执法大队). */
function areOfUnits(paths: readonly Path[], measures: readonly Measure[], { reports }: Organisations): boolean {
  const kept = paths.filter((_, at) => measures[at]?.startsWith('other:'));
  const isUnit = (path: Path) => {
    const last = path.at(-1);
    const among = path.slice(0, -1).every(({ concept, cell }) => concept?.is === 'context' && cell.source !== 'ocr');
    // 某某局（本级）
    const name = last?.text.replace(/[（(][^（()）]*[)）]$/u, '') ?? '';
    return among && last?.concept === null && last.cell.source !== 'ocr' && reports(name);
  };
  return kept.length > 1 && kept.every(isUnit);
}

/** Of each of these one heading alone can be over a column: of two columns that were taken for one, both are. */
const ONE_OF: readonly (readonly KnownMeasure[])[] = [
  ['basic', 'project'],
  ['general_public', 'government_fund', 'state_capital', 'special_account', 'unit_funds'],
];

function isOfTwoColumns(path: Path): boolean {
  const said = new Set(path.flatMap(({ concept }) => (concept?.is === 'measure' ? [concept.measure] : [])));
  return ONE_OF.some((group) => group.filter((one) => said.has(one)).length > 1);
}

function isUnderstood(path: Path, measures: readonly Measure[], { own, lexicon, year }: UnderstandingContext): boolean {
  if (isOfTwoColumns(path)) return false;
  let group: KnownMeasure | null = null;
  let composed = false;
  for (const { concept, cell, text } of path) {
    if (cell.source === 'ocr') return false;
    switch (concept?.is) {
      case 'ignored':
      case 'code':
      case 'name':
      case 'row-number':
        return false;
      case 'other':
        if (concept.beside !== undefined && !measures.includes(concept.beside)) return false;
        composed = true;
        break;
      case 'measure':
        if (own.includes(concept.measure)) break;
        if (group !== null && !keepsMeaning(group, concept.measure)) composed = true;
        group = concept.measure;
        break;
      case undefined: {
        if (group === null) return false;
        const closed = KEPT[group] === undefined && measures.includes(group);
        if (!closed && !namesClass(text, lexicon, year)) return false;
        composed = true;
        break;
      }
      default:
    }
  }
  return composed || (group !== null && isPrior(path, year));
}

/** 上年执行数 beside 上年预算数, which is the earlier figure of the line: known words, told from the other's. */
function isAnotherPrior(
  path: Path,
  paths: readonly Path[],
  measures: readonly Measure[],
  year: number | null,
): boolean {
  const first = paths[measures.indexOf('prior_total')];
  const known = path.every(({ concept, cell }) => EARLIER.includes(concept?.is) && cell.source !== 'ocr');
  const words = (one: Path) => one.map(({ text }) => text).join(' ');
  return first !== undefined && known && isPrior(path, year) && words(first) !== words(path);
}

/** What a heading of an earlier year's figures may be. */
const EARLIER: readonly (string | undefined)[] = ['prior', 'amount', 'period', 'sum'];

/** 工资福利支出 under 基本支出. */
function namesClass(text: string, lexicon: Lexicon, year: number | null): boolean {
  const name = tidyName(text);
  return (['economic_department', 'economic_government'] as const).some(
    (scheme) => lexicon.byName(scheme, name, year).length > 0,
  );
}
