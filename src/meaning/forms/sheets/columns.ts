import type { FormWords, HeaderMeaning } from '../../../declare/forms.ts';
import type { FormsWording } from '../../../declare/wording/wording.ts';
import { meaningOf } from '../goals/fuzzy.ts';
import { type ListColumn, listColumns } from './project-list.ts';
import { filled, type Sheet, type SheetCell, sameColumn } from './sheet.ts';

/** A stretch of a row in parts of the table's width. */
export interface Span {
  readonly x0: number;
  readonly x1: number;
}

/** A column of values with the columns that say whose value it is. */
export interface ValueColumn {
  readonly scope: 'period' | 'year';
  readonly scopePrinted: boolean;
  readonly level1: Span | null;
  readonly level2: Span | null;
  readonly level3: Span | null;
  /** Operator (指标性质), number and unit (度量单位) in reading order; usually one column alone. */
  readonly parts: readonly Span[];
  /** The part that holds the unit, where it has a column of its own. */
  readonly unit: Span | null;
  /** The part that holds the sign, where it has one. */
  readonly operator: Span | null;
}

/** The header of a list of indicators: where it stands and what its columns are. */
export interface IndicatorHeader {
  readonly firstRow: number;
  /** The row after the header. */
  readonly endRow: number;
  readonly columns: readonly ValueColumn[];
  /** The columns that name the projects of a list with several (项目名称, 预算数 …); empty where there are none. */
  readonly list: readonly ListColumn[];
}

type Leaf = Span & HeaderMeaning;
type CellLeaf = Leaf & { readonly row: number; readonly endRow: number };

/** So many header words make a row a header whatever the others are. */
const SURE_WORDS = 3;
const SHORT_WORDS = 3;

/** The header that begins in row `row`; null when none does. */
export function headerAt(sheet: Sheet, row: number, words: FormWords): IndicatorHeader | null {
  const surely = leavesOf(sheet.starting[row], words);
  // beside plain header words a short one may be misread more badly
  const first = named(surely.length >= SURE_WORDS ? leavesOf(sheet.starting[row], words, SHORT_WORDS) : surely);
  const recognised = sheet.starting[row]?.some((cell) => cell.source === 'ocr') ?? false;
  const levels = first.filter(({ column }) => column.startsWith('level')).length;
  const told = levels === 0 ? 0 : levels + wornLevels(sheet.starting[row], first, words.wording);
  const doubtful = recognised && told >= 2 && first.some(({ column }) => column === 'value');
  const whole = doubtful ? inOrder(withGapsFilled(first, sheet.starting[row], words.wording)) : first;
  if (!isHeader(whole)) return null;
  // headings of a deeper header stand beside merged ones
  let endRow = Math.max(row + 1, ...whole.filter(({ column }) => column !== 'ignored').map((leaf) => leaf.endRow));
  const between = sheet.starting.slice(row + 1, endRow).flatMap((cells) => named(leavesOf(cells, words)));
  const all = [...whole, ...between];
  while (endRow < sheet.starting.length) {
    const cells = filled(sheet.starting[endRow]);
    const leaves = leavesOf(cells, words);
    // the second row of a header holds nothing but header words
    if (cells.length === 0 || leaves.length < cells.length) break;
    all.push(...named(leaves));
    endRow++;
  }
  const deepest = all.filter((leaf) => !all.some((other) => other.row > leaf.row && sameColumn(other, leaf)));
  const header = headerOf(deepest, sheet, row, endRow, words);
  // headings beside a group of indicators (绩效指标) begin above its own
  const top = Math.min(row, ...(sheet.covering[row] ?? []).map((cell) => cell.row));
  const list = listColumns(sheet, top, endRow, words);
  return header === null ? null : { ...header, firstRow: list.length > 0 ? top : row, list };
}

/** How many headings left of the first level were read without what tells which level they are: 级指标 for 一级指标. */
function wornLevels(
  cells: readonly SheetCell[] | undefined,
  leaves: readonly CellLeaf[],
  { column_hint }: FormsWording,
): number {
  const first = Math.min(...leaves.filter(({ column }) => column.startsWith('level')).map(({ x0 }) => x0));
  const unread = filled(cells).filter(({ x0 }) => !leaves.some((leaf) => leaf.x0 === x0));
  return unread.filter(({ source, text, x0 }) => source === 'ocr' && x0 < first && column_hint.test(text)).length;
}

/** A header of these column headings; null when they do not make up one. */
export function headerOf(
  leaves: readonly Leaf[],
  sheet: Sheet,
  firstRow: number,
  endRow: number,
  words: FormWords,
): IndicatorHeader | null {
  if (!isHeader(leaves)) return null;
  const ordered = [...leaves].sort((a, b) => a.x0 - b.x0);
  return { firstRow, endRow, columns: scoped(valueColumns(ordered), sheet, firstRow, words), list: [] };
}

function leavesOf(cells: readonly SheetCell[] | undefined, words: FormWords, perError?: number): CellLeaf[] {
  return filled(cells).flatMap((cell) => {
    const meaning = meaningOf(words.headers, cell.text, cell.source, perError);
    return meaning === null ? [] : [{ ...meaning.value, ...extentOf(cell) }];
  });
}

/**
 * What headings mean beside one another. Where none names a level, 绩效指标 beside a sign or a unit heads the names;
 * elsewhere it heads the whole list. 指标值内容 tells in words what 指标值 says, and is the value where nothing else is.
 */
export function named<T extends HeaderMeaning>(leaves: readonly T[]): T[] {
  const has = (...columns: Leaf['column'][]) => leaves.some(({ column }) => columns.includes(column));
  const told = has('value') ? 'ignored' : 'value';
  const alone = has('value', 'explanation') && has('operator', 'unit') && !has('level1', 'level2', 'level3');
  const heads = alone ? 'level3' : 'ignored';
  return leaves.map((leaf) => {
    if (leaf.column === 'explanation') return { ...leaf, column: told };
    return leaf.column === 'indicator' ? { ...leaf, column: heads } : leaf;
  });
}

function extentOf({ row, endRow, x0, x1 }: SheetCell): Pick<CellLeaf, 'row' | 'endRow' | 'x0' | 'x1'> {
  return { row, endRow, x0, x1 };
}

/** The headings of a list in the order in which they stand; the other half begins anew at the second level. */
const ORDER: readonly Leaf['column'][] = ['level1', 'level2', 'level3', 'value'];

/** Recognised headings that cannot be read are what the ones beside them leave open. */
function withGapsFilled(
  leaves: readonly CellLeaf[],
  cells: readonly SheetCell[] | undefined,
  { column_hint }: FormsWording,
): CellLeaf[] {
  const result: CellLeaf[] = [];
  const unread: { cell: SheetCell; at: number }[] = [];
  for (const cell of filled(cells)) {
    const leaf = leaves.find((one) => one.x0 === cell.x0);
    if (leaf !== undefined) result.push(leaf);
    else if (cell.source === 'ocr') unread.push({ cell, at: result.length });
  }
  for (const { cell, at } of unread.toReversed()) {
    const after = next(result[at - 1]?.column);
    const before = previous(result[at]?.column);
    const first = result.slice(0, at).every((leaf) => leaf.column === 'ignored') && column_hint.test(cell.text);
    // before what was read as the first level stands the first one: levels are put in order afterwards
    const worn = before ?? (result[at]?.column === 'level1' ? 'level1' : null);
    const column = first ? worn : after === before || result[at] === undefined ? after : null;
    if (column === null) continue;
    result.splice(at, 0, { column, scope: null, ...extentOf(cell) });
  }
  return result;
}

/** Recognition takes 一, 二 and 三 for one another: levels before a value are told by their order where it is broken. */
function inOrder(leaves: readonly CellLeaf[]): CellLeaf[] {
  const result = [...leaves];
  let run: number[] = [];
  let second = false;
  for (const [at, leaf] of leaves.entries()) {
    if (leaf.column === 'level1' || leaf.column === 'level2' || leaf.column === 'level3') run.push(at);
    else {
      const columns = run.map((index) => ORDER.indexOf(result[index]?.column ?? 'level1'));
      const broken = columns.some((column, index) => index > 0 && column <= (columns[index - 1] ?? 0));
      const reaches = columns.at(-1) === ORDER.indexOf('level3');
      if (
        leaf.column === 'value' &&
        run.length > 1 &&
        run.length < 4 &&
        (broken || !reaches || (second && run.length === 2))
      ) {
        run.forEach((index, position) => {
          const column = ORDER[3 - run.length + position];
          const own = result[index];
          if (own !== undefined && column !== undefined) result[index] = { ...own, column };
        });
      }
      second ||= leaf.column === 'value';
      run = [];
    }
  }
  return result;
}

function next(column: Leaf['column'] | undefined): Leaf['column'] | null {
  const at = column === undefined ? -1 : ORDER.indexOf(column);
  return column === 'value' ? 'level2' : at < 0 ? null : (ORDER[at + 1] ?? null);
}

function previous(column: Leaf['column'] | undefined): Leaf['column'] | null {
  const at = column === undefined ? -1 : ORDER.indexOf(column);
  return at <= 0 ? null : (ORDER[at - 1] ?? null);
}

function isHeader(leaves: readonly Leaf[]): boolean {
  const has = (column: Leaf['column']) => leaves.some((leaf) => leaf.column === column);
  return has('value') && (has('level3') || (has('level2') && has('level1')));
}

interface Group {
  level1: Leaf | null;
  level2: Leaf | null;
  level3: Leaf | null;
  values: Leaf[];
  operator: Leaf | null;
  unit: Leaf | null;
}

type Draft = Omit<ValueColumn, 'scope' | 'scopePrinted'> & { readonly scope: Leaf['scope']; readonly leaf: Leaf };

/** Header cells left to right → groups: a level after a value begins the other half of the form. */
function valueColumns(leaves: readonly Leaf[]): Draft[] {
  const groups: Group[] = [];
  let group: Group | null = null;
  for (const leaf of leaves) {
    const level = leaf.column === 'level1' || leaf.column === 'level2' || leaf.column === 'level3';
    if (group === null || (level && group.values.length > 0)) {
      const before: Group | undefined = groups[0];
      // the other half repeats only what differs: it shares the levels that it does not print
      group = {
        level1: before?.level1 ?? null,
        level2: before?.level2 ?? null,
        level3: before?.level3 ?? null,
        ...{ values: [], operator: null, unit: null },
      };
      groups.push(group);
    }
    if (leaf.column === 'value') group.values.push(leaf);
    else if (leaf.column === 'operator') group.operator ??= leaf;
    else if (leaf.column !== 'ignored' && leaf.column !== 'indicator' && leaf.column !== 'explanation')
      group[leaf.column] = leaf;
  }
  return groups.flatMap((one) => one.values.map((value) => draftOf(one, value)));
}

function draftOf(group: Group, value: Leaf): Draft {
  const parts = [group.operator, value, group.unit].filter((part) => part !== null);
  return {
    scope: value.scope,
    leaf: value,
    level1: group.level1,
    level2: group.level2,
    // a form without a third level: the second one names the indicator
    level3: group.level3 ?? group.level2,
    parts: parts.map(({ x0, x1 }) => ({ x0, x1 })).sort((a, b) => a.x0 - b.x0),
    unit: group.unit,
    operator: group.operator,
  };
}

/** Which half each value column is: said in its own header, by the nearest heading above it, or by position. */
function scoped(drafts: readonly Draft[], sheet: Sheet, row: number, words: FormWords): ValueColumn[] {
  const beside = drafts.length === 1 ? scopeBeside(sheet, row, drafts[0]?.leaf.x0 ?? 0, words) : null;
  const above = drafts.map((draft) => draft.scope ?? beside ?? scopeAbove(sheet, row, draft.leaf, words));
  return drafts.map((draft, index) => {
    const said = above[index] ?? null;
    const other = above.find((scope, position) => position !== index && scope !== null) ?? null;
    const byPosition = drafts.length > 1 && index === 0 && other !== 'period' ? 'period' : 'year';
    const { level1, level2, level3, parts, unit, operator } = draft;
    const two = level2 === level3 ? null : level2;
    return {
      scope: said ?? byPosition,
      scopePrinted: said !== null,
      level1,
      level2: two,
      level3,
      parts,
      unit,
      operator,
    };
  });
}

/** A label that stands beside the whole list: 长期绩效指标 | 一级指标 …, with another list below for the year. */
function scopeBeside(sheet: Sheet, row: number, before: number, words: FormWords): 'period' | 'year' | null {
  const labels = (sheet.covering[row] ?? []).filter((cell) => cell.text !== '' && cell.x1 <= before + 0.01);
  return labels.map(({ text, source }) => meaningOf(words.scopes, text, source)?.value).find((scope) => scope) ?? null;
}

function scopeAbove(sheet: Sheet, row: number, leaf: Span, words: FormWords): 'period' | 'year' | null {
  const middle = { x0: leaf.x0, x1: leaf.x1 };
  for (let above = row - 1; above >= 0; above--) {
    for (const cell of filled(sheet.starting[above])) {
      const scope = meaningOf(words.scopes, cell.text, cell.source);
      if (scope !== null && cell.x0 <= middle.x0 + 0.01 && cell.x1 >= middle.x1 - 0.01) return scope.value;
    }
  }
  return null;
}
