import type { FormKind, FormWords } from '../../../declare/forms.ts';
import type { TextLine } from '../../../model/grid.ts';
import { bareWords, compact, ordinalOf } from '../../../model/text.ts';
import { isOnlyLike, meaningOf } from '../goals/fuzzy.ts';
import { headerAt, type IndicatorHeader, type ValueColumn } from './columns.ts';
import { beginsWithLevels, headerAbove } from './loose-header.ts';
import { isName, type ListedCell, type ProjectRows, projectListAt, projectsIn } from './project-list.ts';
import { filled, type Sheet, type SheetCell, sameColumn } from './sheet.ts';

/** Rows `from` to `to` (exclusive) of a sheet. */
export interface RowRange {
  readonly sheet: Sheet;
  readonly from: number;
  readonly to: number;
}

/** Rows that list indicators, and what their columns are. */
export interface IndicatorSection extends RowRange {
  readonly columns: readonly ValueColumn[];
}

/** One form as printed: rows of labels and values, and lists of indicators, over one table or several. */
export interface FormDraft {
  /** Null when neither title nor labels say whose targets these are. */
  readonly kind: FormKind | null;
  readonly heads: readonly RowRange[];
  readonly sections: readonly IndicatorSection[];
  /** What the columns of a list of projects say of this one; absent where the form has a head of its own. */
  readonly listed?: readonly ListedCell[];
}

/** Labels in this many rows make a table a form even without a title. */
const LABELLED_ROWS = 3;

/** The forms among some tables, in document order. */
export function formsIn(sheets: readonly Sheet[], words: FormWords): FormDraft[] {
  const forms: FormDraft[] = [];
  let last: Sheet | null = null;
  for (const sheet of sheets) {
    const title = titleKind(sheet.table.above, words);
    const headed = title === null && hasHeading(sheet, words);
    const pieces = piecesOf(sheet, headed ? [] : (forms.at(-1)?.sections.at(-1)?.columns ?? []), title, words);
    const next = last !== null && !headed && isNextTo(last, sheet) && (title === null || title === forms.at(-1)?.kind);
    const headLost = next && returns(forms.at(-1), pieces[0], words) && headerAbove(sheet, words) === null;
    const follows = next && !headLost;
    if (title === null && !looksLikeForm(sheet, pieces, words, follows)) continue;
    for (const piece of pieces) {
      const kind = piece.startsProject || headLost ? 'project' : title;
      const open = forms.at(-1);
      const goesOn = !piece.startsProject && (piece !== pieces[0] || follows);
      if (goesOn && open !== undefined) forms[forms.length - 1] = joined(open, piece);
      else forms.push({ kind, ...contentOf(piece) });
    }
    last = sheet;
  }
  return forms;
}

/**
 * Whether a list without head and header goes back to a branch that the form before has already left: it belongs to
 * another form, whose first page is missing.
 */
function returns(form: FormDraft | undefined, piece: Piece | undefined, words: FormWords): boolean {
  const [section] = piece?.sections ?? [];
  if (form === undefined || section === undefined || section.from > 0 || piece?.heads.length !== 0) return false;
  const before = branchesOf(form.sections, words);
  const [first] = branchesOf([section], words);
  return first !== undefined && before.at(-1) !== first && before.includes(first);
}

/** The standard first levels (产出, 效益, 满意度) that some lists print, in the order of their rows. */
export function branchesOf(sections: readonly RowRange[], words: FormWords): string[] {
  const rows = sections.flatMap(({ sheet, from, to }) => sheet.starting.slice(from, to));
  return rows.flatMap((row) => {
    const levels = row.map((cell) => words.level1.find(cell.text) ?? words.level2.find(cell.text));
    return levels.find((level) => level !== null)?.standard1 ?? [];
  });
}

/** Whether a heading or a title stands over a table (（五）国有资产占用情况, 项目支出预算明细表): it is no rest of the form before. */
function hasHeading({ table }: Sheet, { wording }: FormWords): boolean {
  return table.above.some(({ text }) => ordinalOf(compact(text)) !== '' || wording.money_title.test(compact(text)));
}

interface Piece {
  readonly startsProject: boolean;
  readonly heads: RowRange[];
  readonly sections: IndicatorSection[];
  readonly listed?: readonly ListedCell[];
}

function contentOf({ heads, sections, listed }: Piece): Omit<FormDraft, 'kind'> {
  return { heads, sections, ...(listed === undefined ? {} : { listed }) };
}

/** A form and what follows it. */
export function joined(form: FormDraft, more: Pick<FormDraft, 'heads' | 'sections'>): FormDraft {
  return { ...form, heads: [...form.heads, ...more.heads], sections: [...form.sections, ...more.sections] };
}

function isNextTo(before: Sheet, sheet: Sheet): boolean {
  const [end, start] = [before.table.pages.at(-1) ?? 0, sheet.table.pages[0] ?? 0];
  return start === end || start === end + 1;
}

/** Whose targets the title above a table announces; null when there is no such title. */
function titleKind(above: readonly TextLine[], words: FormWords): FormKind | null {
  for (const line of above.toReversed()) {
    const text = bareWords(line.text);
    // a sentence may speak of targets too
    if (text.length > 40 || /[。；]/u.test(line.text)) continue;
    for (const title of words.titles) if (inOrder(text, title.words)) return title.kind;
  }
  return null;
}

function inOrder(text: string, words: readonly string[]): boolean {
  let at = 0;
  for (const word of words) {
    const found = text.indexOf(word, at);
    if (found < 0) return false;
    at = found + word.length;
  }
  return true;
}

/** Cuts a sheet where a project's head begins, and each part into labels and indicators. */
function piecesOf(sheet: Sheet, before: readonly ValueColumn[], title: FormKind | null, words: FormWords): Piece[] {
  const pieces: Piece[] = [{ startsProject: false, heads: [], sections: [] }];
  const add = () => pieces[pieces.length - 1] ?? { startsProject: false, heads: [], sections: [] };
  let row = 0;
  const loose = headerAbove(sheet, words) ?? unheaded(sheet, before, words);
  if (loose !== null) {
    row = sectionEnd(sheet, 0, loose, words);
    add().sections.push({ sheet, from: 0, to: row, columns: loose.columns });
  }
  let headFrom = row;
  const closeHead = (end: number) => {
    if (end > headFrom) add().heads.push({ sheet, from: headFrom, to: end });
  };
  while (row < sheet.starting.length) {
    const header = headerAt(sheet, row, words);
    if (header !== null) {
      closeHead(header.firstRow);
      row = sectionEnd(sheet, header.endRow, header, words);
      const projects = projectsIn(sheet, header.endRow, row, header.list, words.wording);
      if (projects === null) add().sections.push({ sheet, from: header.endRow, to: row, columns: header.columns });
      else
        pieces.push(
          ...projects
            .filter((one) => !standsAbove(sheet, one, header, words))
            .map((one) => listPiece(sheet, one, header.columns)),
        );
      headFrom = row;
      continue;
    }
    const list = title === 'project' ? projectListAt(sheet, row, words) : null;
    if (list !== null) {
      closeHead(row);
      pieces.push(
        ...(projectsIn(sheet, row + 1, sheet.starting.length, list, words.wording) ?? []).map((one) =>
          listPiece(sheet, one, []),
        ),
      );
      return pieces.filter(holdsSomething);
    }
    if (namesProject(sheet.starting[row], words)) {
      closeHead(row);
      headFrom = row;
      pieces.push({ startsProject: true, heads: [], sections: [] });
    }
    row++;
  }
  closeHead(row);
  return pieces.filter(holdsSomething);
}

function holdsSomething({ heads, sections, listed }: Piece): boolean {
  return heads.length > 0 || sections.length > 0 || listed !== undefined;
}

/** Whether a row of a list names a unit, and no indicators: it stands above its projects, with the sum of their money. */
function standsAbove(sheet: Sheet, project: ProjectRows, { columns }: IndicatorHeader, words: FormWords): boolean {
  const name = project.cells?.find(isName)?.cell?.text ?? '';
  if (!words.organisations.reports(name) && !words.organisations.isUnit(name)) return false;
  const spans = columns.flatMap(({ level1, level2, level3, parts }) => [level1, level2, level3, ...parts]);
  const rows = sheet.covering.slice(project.from, project.to).flatMap(filled);
  return !rows.some((cell) => spans.some((span) => span !== null && sameColumn(cell, span)));
}

/** The rows of one project of a list; rows without a name go on with the project before. */
function listPiece(sheet: Sheet, { from, to, cells }: ProjectRows, columns: readonly ValueColumn[]): Piece {
  const sections = columns.length === 0 ? [] : [{ sheet, from, to, columns }];
  return cells === null
    ? { startsProject: false, heads: [], sections }
    : { startsProject: true, heads: [], sections, listed: cells };
}

/** A list that goes on from the page before without its header keeps that one's columns. */
function unheaded(sheet: Sheet, before: readonly ValueColumn[], words: FormWords): IndicatorHeader | null {
  const levels = before.flatMap(({ level1, level2, level3 }) => [level1, level2, level3]);
  const inPlace = (cell: SheetCell) => levels.some((level) => level !== null && sameColumn(cell, level));
  if (!beginsWithLevels(sheet, words, inPlace)) return null;
  return { firstRow: -1, endRow: 0, columns: before, list: [] };
}

/** The row in which a list of indicators ends: a new header, or a label of the form's head in the first column. */
function sectionEnd(sheet: Sheet, from: number, header: IndicatorHeader, words: FormWords): number {
  const nameAtLeft = header.columns.some((column) => (column.level3?.x0 ?? 0) < 0.02);
  for (let row = from; row < sheet.starting.length; row++) {
    if (headerAt(sheet, row, words) !== null) return row;
    const [first] = filled(sheet.starting[row]);
    if (first === undefined || first.x0 > 0.02 || nameAtLeft) continue;
    if (meaningOf(words.level1, first.text, first.source) !== null) continue;
    if (labelOf(first, words) !== null) return row;
  }
  return sheet.starting.length;
}

/** What the label in a cell means, whether its value stands in the same cell (`项目名称：…`) or not. */
export function labelOf(cell: SheetCell, words: FormWords): ReturnType<FormWords['labels']['find']> {
  const whole = meaningOf(words.labels, cell.text, cell.source);
  if (whole !== null) return whole.value;
  const colon = cell.text.search(/[：:]/u);
  return colon <= 0 ? null : (meaningOf(words.labels, cell.text.slice(0, colon), cell.source)?.value ?? null);
}

function namesProject(cells: readonly SheetCell[] | undefined, words: FormWords): boolean {
  const [first, second, ...more] = filled(cells);
  if (first === undefined) return false;
  const label = labelOf(first, words);
  if (label?.is !== 'field' || label.key !== 'project_name') return false;
  // in the header of a list of projects another heading follows
  return (
    second === undefined ||
    labelOf(second, words) === null ||
    (more.length === 0 && isOnlyLike(words.labels, second.text, second.source))
  );
}

function looksLikeForm(sheet: Sheet, pieces: readonly Piece[], words: FormWords, follows: boolean): boolean {
  if (pieces.some((piece) => piece.sections.length > 0)) return true;
  const labelled = sheet.starting.filter((row) => {
    const [first] = filled(row);
    return first !== undefined && labelOf(first, words) !== null;
  }).length;
  return labelled >= (follows ? 1 : LABELLED_ROWS);
}
