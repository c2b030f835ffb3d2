import type { FormWords, LabelConcept } from '../../../declare/forms.ts';
import type { FormsWording } from '../../../declare/wording/wording.ts';
import { bareWords } from '../../../model/text.ts';
import { meaningOf } from '../goals/fuzzy.ts';
import { filled, type Sheet, type SheetCell, sameColumn } from './sheet.ts';

/** A column of a list of projects: what its heading means. */
export interface ListColumn {
  readonly concept: LabelConcept;
  readonly heading: SheetCell;
}

/** What one column says of a project; null where its cell is missing. */
export interface ListedCell extends ListColumn {
  readonly cell: SheetCell | null;
  readonly table: Sheet['table'];
}

/** The rows of one project; `cells` is null for rows that go on with the project before (over a page break). */
export interface ProjectRows {
  readonly from: number;
  readonly to: number;
  readonly cells: readonly ListedCell[] | null;
}

/** Headings that make a row the header of a list of projects without indicators. */
const FEWEST_HEADINGS = 3;

/** Whether a column names the projects. */
export const isName = ({ concept }: ListColumn): boolean => concept.is === 'field' && concept.key === 'project_name';

/** The columns in the rows of a header that speak of projects, if one of them names them: 单位名称, 项目名称, 预算数. */
export function listColumns(sheet: Sheet, from: number, to: number, words: FormWords): ListColumn[] {
  const rows = sheet.starting.slice(from, to);
  const columns = rows.flatMap((row, at) =>
    filled(row).flatMap((heading): ListColumn[] => {
      if (words.headers.find(heading.text) !== null) return [];
      const meaning = meaningOf(words.labels, heading.text, heading.source);
      if (meaning === null) return [];
      if (meaning.value.is !== 'funds') return [{ concept: meaning.value, heading }];
      // 项目资金（元）, if no funds by source stand below it, is the project's total
      const divided = rows.slice(at + 1).some((below) => filled(below).some((cell) => sameColumn(cell, heading)));
      return divided ? [] : [{ concept: { is: 'total', scope: null }, heading }];
    }),
  );
  return columns.some(isName) ? columns : [];
}

/** The header of a list of projects (一行一个项目) that names no indicators; null when the row is none. */
export function projectListAt(sheet: Sheet, row: number, words: FormWords): readonly ListColumn[] | null {
  const columns = listColumns(sheet, row, row + 1, words);
  return columns.length >= FEWEST_HEADINGS && columns.some(({ concept }) => concept.is === 'total') ? columns : null;
}

/**
 * Cuts the rows of a list into projects (多个项目同在一表): a name begins one, whether its cell spans the project's rows or
 * is printed again in each. Null where no column names projects.
 */
export function projectsIn(
  sheet: Sheet,
  from: number,
  to: number,
  columns: readonly ListColumn[],
  { sum }: FormsWording,
): ProjectRows[] | null {
  const named = columns.findLast(isName);
  if (named === undefined) return null;
  const projects: ProjectRows[] = [];
  let last = '';
  for (let row = from; row < to; row++) {
    const name = at(sheet, row, named.heading);
    const text = bareWords(name?.text ?? '');
    const open = projects.at(-1);
    // a blank form says nothing
    if (filled(sheet.covering[row]).length === 0) continue;
    if (sum.test(text) || (text === '' && sumsUp(sheet, row, sum))) continue;
    if (open !== undefined && (text === '' || text === last)) projects[projects.length - 1] = { ...open, to: row + 1 };
    else {
      const cells = columns.map((column) => ({ ...column, cell: at(sheet, row, column.heading), table: sheet.table }));
      projects.push({ from: row, to: row + 1, cells: text === '' ? null : cells });
    }
    if (text !== '') last = text;
  }
  return projects;
}

/** A row that sums up the list: no project, whatever its amounts. */
function sumsUp(sheet: Sheet, row: number, sum: RegExp): boolean {
  return filled(sheet.starting[row]).some((cell) => sum.test(bareWords(cell.text)));
}

function at(sheet: Sheet, row: number, heading: SheetCell): SheetCell | null {
  const cells = (sheet.covering[row] ?? []).filter((cell) => sameColumn(cell, heading));
  return cells.find((cell) => cell.text !== '') ?? cells[0] ?? null;
}
