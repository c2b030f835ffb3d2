import type { LabelScheme } from '../../../declare/statements.ts';
import { isBlankAmount, parsePrinted } from '../../../model/money.ts';
import { compact, UNREAD } from '../../../model/text.ts';
import { type CodePart, longCode } from '../codes.ts';
import type { Matrix } from '../matrix.ts';
import type { Header, HeaderCell } from './header.ts';

/** What a column holds. */
export type Role =
  | { readonly is: 'value' | 'empty' | 'text' | 'row-number' | 'year' }
  | { readonly is: 'code'; readonly part: CodePart }
  | { readonly is: 'name'; readonly part: NamePart }
  | { readonly is: 'ignored'; readonly why: string };
type NamePart = 'first' | 'second' | 'unit';

/** What the body of a column holds, counted. */
export interface Sample {
  readonly amounts: number;
  readonly codes: number;
  /** Those of them that are as long as no amount: codes of projects, of goods. */
  readonly longCodes: number;
  /** Of the amounts those that may be codes of units. */
  readonly unitCodes: number;
  /** And those of two digits, as the levels of a code have. */
  readonly pairs: number;
  /** Whether these, and nothing else, stand in it as subjects do: each under the one that it is a part of. */
  readonly tree: boolean;
  /** How many lengths the others have: 类, 款, 项 of a classification have three, codes of goods or of units one. */
  readonly levels: number;
  readonly texts: number;
  /** Those of the texts that are names: words without digits. */
  readonly names: number;
  readonly years: number;
  /** Those of the amounts that may be years: 2024. */
  readonly bareYears: number;
}

/** Codes of units have six digits. */
const UNIT_CODE = /^\d{6}$/u;
/** Codes of subjects, printed together or level by level: 2080505, 208-05-05, 208.05.05. */
const SUBJECT_CODE = /^\d{3}(?:(?:[-－—·]?\d{2}){0,2}|(?:[.．]\d{2}){2})$/u;

/** Words, and no numerals, marks or code with a mark. */
const NAME = /^(?=.*\p{Script=Han}{2})[^\d〇]+$/u;

/**
 * What stands in the body of a column: a hint where the header words do not settle it. Words merged over more columns than
 * the heading is (合计 over code and name, a note) are not the column's.
 */
export function sample(matrix: Matrix, column: number, from: number, path: readonly HeaderCell[]): Sample {
  const head = path.at(-1)?.cell;
  const end = head === undefined ? Number.POSITIVE_INFINITY : head.column + head.columnSpan;
  let amounts = 0;
  let codes = 0;
  let longCodes = 0;
  let unitCodes = 0;
  let pairs = 0;
  const levels = new Set<number>();
  const subjects = new Set<string>();
  let tree = true;
  let texts = 0;
  let merged = 0;
  let names = 0;
  let years = 0;
  let bareYears = 0;
  for (let row = from; row < matrix.rows; row++) {
    const cell = matrix.at(row, column);
    if (!cell || cell.row !== row || cell.column !== column || isBlankAmount(cell.text)) continue;
    const text = compact(cell.text);
    // what nobody could read says nothing of its column
    if (text === UNREAD) continue;
    if (/^20\d\d年度?$/u.test(text)) years++;
    else if (SUBJECT_CODE.test(text)) {
      codes++;
      levels.add(text.length);
      tree &&= text.length === 3 || subjects.has(text.slice(0, -2));
      subjects.add(text);
    } else if (longCode(text) !== null) longCodes++;
    else if (parsePrinted(text) !== null) {
      amounts++;
      if (UNIT_CODE.test(text)) unitCodes++;
      if (/^\d\d$/u.test(text)) pairs++;
      if (/^20\d\d$/u.test(text)) bareYears++;
    } else if (cell.column + cell.columnSpan <= end) {
      texts++;
      if (cell.columnSpan > 1) merged++;
      if (NAME.test(text)) names++;
    }
  }
  // 合计 over code and name says nothing of a column without a heading
  tree &&= levels.size > 1 && amounts + longCodes + texts - merged === 0;
  return {
    amounts,
    unitCodes,
    pairs,
    codes: codes + longCodes,
    longCodes,
    tree,
    levels: levels.size,
    texts,
    names,
    years,
    bareYears,
  };
}

/** Whether a column prints words, and no more figures than words. */
export function holdsWords(matrix: Matrix, column: number, { bodyStart, paths }: Header): boolean {
  const words = Array.from({ length: matrix.rows - bodyStart }, (_, at) => matrix.at(bodyStart + at, column)).filter(
    (cell, at) => cell?.row === bodyStart + at && cell.column === column && /\p{Script=Han}{2}/u.test(cell.text),
  );
  return words.length > 0 && words.length >= sample(matrix, column, bodyStart, paths[column] ?? []).amounts;
}

function declaredRole(path: readonly HeaderCell[]): Role | null {
  const heading = path.find((one) => one.concept?.is === 'ignored');
  const last = path.at(-1)?.concept;
  // 类, 款 and 项 say themselves what they are, whatever a recogniser made of the words above them (科编码)
  const levels = heading?.cell.source === 'ocr' && last?.is === 'code' && last.part !== 'whole';
  if (heading?.concept?.is === 'ignored' && !levels) return heading.concept;
  for (const { concept, years } of path.toReversed()) {
    if (concept === null || concept.is === 'context' || concept.is === 'period') {
      if (years.length > 0) return { is: 'value' };
      continue;
    }
    if (concept.is === 'code' || concept.is === 'name' || concept.is === 'ignored') return concept;
    if (concept.is === 'row-number') {
      // 栏次 below 项目 begins the row of column numbers
      if (path.some((one) => one.concept?.is === 'name' || one.concept?.is === 'code')) continue;
      return { is: 'row-number' };
    }
    return { is: 'value' };
  }
  return null;
}

/** The level of a code below that of the column before, where a column of two digits has no heading of its own: 类, 款 and ( ). */
export function nextLevel(
  path: readonly HeaderCell[],
  { pairs, amounts, texts, codes }: Sample,
  before?: Role,
): Role | null {
  const bare = (path.at(-1)?.cell.columnSpan ?? 2) > 1;
  if (!bare || pairs === 0 || pairs < amounts || texts + codes > 0 || before?.is !== 'code') return null;
  const part = before.part === '类' ? '款' : before.part === '款' ? '项' : null;
  return part === null ? null : { is: 'code', part };
}

/** What a column holds, by its headings and by what stands below them. `hint`: which codes the headings say these are. */
export function roleOf(path: readonly HeaderCell[], body: Sample, hint: LabelScheme | null): Role {
  const declared = declaredRole(path);
  const { amounts, unitCodes, codes, longCodes, tree, levels, texts, names, years, bareYears } = body;
  // a row of differences stands below the years
  if (years > 0 && amounts + codes === 0 && texts <= years) return { is: 'year' };
  if (bareYears > 0 && bareYears === amounts && codes === 0 && path.at(-1)?.concept?.is === 'period')
    return { is: 'year' };
  if (declared?.is === 'name' && codes > amounts + texts) return { is: 'code', part: 'whole' };
  // below a heading over several columns (本年支出) a column without one of its own is what it holds
  const bare = (path.at(-1)?.cell.columnSpan ?? 1) > 1;
  if (declared?.is === 'name' && bare && unitCodes > texts && unitCodes === amounts)
    return { is: 'code', part: 'whole' };
  // 单位 over codes of units alone, beside their names
  if (declared?.is === 'name' && hint === 'unit' && unitCodes > 1 && unitCodes === amounts && texts === 0)
    return { is: 'code', part: 'whole' };
  if (declared?.is === 'name' && amounts > 2 * (codes + texts)) return { is: 'value' };
  if (declared?.is === 'value' && bare && names > 1 && amounts + codes === 0) return { is: 'text' };
  // one name under 项 is that of the only line of the level
  const fewest = declared?.is === 'code' && declared.part !== 'whole' && codes + amounts === 0 ? 1 : 2;
  if (declared?.is === 'code' && names >= codes + amounts + fewest) {
    return { is: 'name', part: 'first' };
  }
  // the words of a heading that nobody declared may say at least which codes these are; misread ones (科编码) leave the codes
  if (declared?.is === 'ignored' && (hint !== null || levels > 1) && codes > amounts + texts)
    return { is: 'code', part: 'whole' };
  if (declared) return declared;
  if (hint !== null && texts > amounts + codes) return { is: 'name', part: 'first' };
  if (hint !== null && codes > amounts + texts) return { is: 'code', part: 'whole' };
  // whatever a heading that nobody declared, or of which a part is seen, says
  if (tree) return { is: 'code', part: 'whole' };
  if (texts + longCodes > amounts + codes - longCodes) return { is: 'text' };
  return path.length > 0 || amounts + codes > 0 ? { is: 'value' } : { is: 'empty' };
}
