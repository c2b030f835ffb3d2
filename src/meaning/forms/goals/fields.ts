import type { FormWords, LabelConcept } from '../../../declare/forms.ts';
import { isPlainlyAmount, parsePrinted } from '../../../model/money.ts';
import type { FormDraft, RowRange } from '../sheets/sections.ts';
import { filled, type Sheet, type SheetCell, sameColumn } from '../sheets/sheet.ts';
import { taskCells, taskListIn } from '../sheets/task-list.ts';
import { isOnlyLike, meaningOf } from './fuzzy.ts';

/** A label of a form's head with its value. */
export interface Entry {
  readonly concept: LabelConcept | null;
  readonly label: SheetCell;
  /** Labels that it stands under, outermost first. */
  readonly under: readonly SheetCell[];
  /** '' where nothing is printed. */
  readonly value: string;
  readonly valueCell: SheetCell | null;
  readonly table: Sheet['table'];
}

/** What a label means, as the `field` of stored form fields names it; null where none is declared. */
export function keyOfConcept({ concept }: Entry): string | null {
  if (concept === null) return null;
  if (concept.is === 'field') return concept.key;
  return concept.is === 'source' ? `funds_${concept.source}` : concept.is;
}

/** Longer texts are values, whatever stands beside them. */
const LONGEST_LABEL = 20;
/** A label with its value in one cell is no longer than this; longer ones are prose that happens to hold a colon. */
const LONGEST_INLINE = 80;

/** The labels and values of some rows, row by row and left to right. */
export function entriesOf(stretch: RowRange, words: FormWords): Entry[] {
  return mirrored(plainEntries(stretch, words));
}

/** What the columns of a list of projects say of one of them, as labels with values. */
export function listedEntries({ listed = [] }: Pick<FormDraft, 'listed'>): Entry[] {
  return listed.map(({ concept, heading, cell, table }) => {
    return { concept, label: heading, under: [], value: cell?.text ?? '', valueCell: cell, table };
  });
}

/**
 * The money of the period and of the year stand side by side under the same labels: one that recognition misread is
 * told by the other.
 */
function mirrored(entries: readonly Entry[]): Entry[] {
  const rows = Map.groupBy(entries, (entry) => entry.label.row);
  return entries.map((entry) => {
    if (entry.concept !== null || entry.label.source !== 'ocr') return entry;
    const beside = (rows.get(entry.label.row) ?? []).filter((other) => other !== entry);
    const twin = beside.length === 1 ? beside[0]?.concept : undefined;
    if (twin?.is === 'source') return { ...entry, concept: twin };
    if (twin?.is !== 'total' || twin.scope === null) return entry;
    return { ...entry, concept: { is: 'total', scope: twin.scope === 'year' ? 'period' : 'year' } };
  });
}

function plainEntries({ sheet, from, to }: RowRange, words: FormWords): Entry[] {
  const entries: Entry[] = [];
  const tasks = taskListIn(sheet, words);
  const taken = new Set<SheetCell>(tasks === null ? [] : taskCells(sheet, tasks));
  for (let row = from; row < to; row++) {
    for (const cell of sheet.starting[row] ?? []) {
      if (cell.text === '' || taken.has(cell)) continue;
      const entry = entryAt(sheet, cell, words, taken);
      if (entry === null) continue;
      if (entry.valueCell !== null) taken.add(entry.valueCell);
      entries.push(entry);
    }
  }
  return entries;
}

function entryAt(sheet: Sheet, cell: SheetCell, words: FormWords, taken: ReadonlySet<SheetCell>): Entry | null {
  const table = sheet.table;
  const under = labelsAround(sheet, cell, words);
  const inline = inlineEntry(cell, words);
  if (inline !== null) return { ...inline, label: cell, under, valueCell: cell, table };
  const concept = meaningOf(words.labels, cell.text, cell.source)?.value ?? null;
  if (concept === null && (cell.text.length > LONGEST_LABEL || isPlainlyAmount(cell.text))) return null;
  const beside = besideOf(sheet, cell);
  if (beside !== null && !taken.has(beside) && (!isLabel(beside, words) || isName(concept, beside, words))) {
    return { concept, label: cell, under, value: beside.text, valueCell: beside, table };
  }
  if (concept === null || (concept.is !== 'total' && concept.is !== 'source')) {
    return concept === null ? null : { concept, label: cell, under, value: '', valueCell: null, table };
  }
  const below = belowOf(sheet, cell);
  if (below === null || isLabel(below, words) || headsMany(sheet, below))
    return { concept, label: cell, under, value: '', valueCell: null, table };
  return { concept, label: cell, under, value: below.text, valueCell: below, table };
}

/** `项目名称：信息化` in one cell. */
function inlineEntry(cell: SheetCell, words: FormWords): Pick<Entry, 'concept' | 'value'> | null {
  const colon = cell.text.search(/[：:]/u);
  if (colon <= 0 || colon === cell.text.length - 1 || cell.text.length > LONGEST_INLINE) return null;
  const whole = meaningOf(words.labels, cell.text, cell.source);
  if (whole !== null && whole.value.is !== 'contact') return null;
  const concept = meaningOf(words.labels, cell.text.slice(0, colon), cell.source)?.value ?? null;
  return concept === null ? null : { concept, value: cell.text.slice(colon + 1) };
}

function isLabel(cell: SheetCell, words: FormWords): boolean {
  return cell.text.length <= LONGEST_LABEL && meaningOf(words.labels, cell.text, cell.source) !== null;
}

/** Labels of names, which may begin like labels themselves: 项目名称 | 电话费. */
const NAMES: readonly string[] = ['project_name', 'unit', 'department'];

function isName(concept: LabelConcept | null, { text, source }: SheetCell, words: FormWords): boolean {
  return concept?.is === 'field' && NAMES.includes(concept.key) && isOnlyLike(words.labels, text, source);
}

/** The next cell to the right in the row where `cell` begins. */
function besideOf(sheet: Sheet, cell: SheetCell): SheetCell | null {
  return (sheet.covering[cell.row] ?? []).find((other) => other.x0 >= cell.x1 - 0.005) ?? null;
}

function belowOf(sheet: Sheet, cell: SheetCell): SheetCell | null {
  return (sheet.starting[cell.endRow] ?? []).find((other) => sameColumn(other, cell)) ?? null;
}

/** Whether the cell below a label is the first of several amounts: the label heads a column, and none of them is its value. */
function headsMany(sheet: Sheet, first: SheetCell): boolean {
  const next = belowOf(sheet, first);
  return parsePrinted(first.text) !== null && next !== null && parsePrinted(next.text) !== null;
}

/** The labels of which this one is a part: cells to its left that span more rows, and the one it heads up under. */
function labelsAround(sheet: Sheet, cell: SheetCell, words: FormWords): SheetCell[] {
  return filled(sheet.covering[cell.row]).filter(
    (other) =>
      other.x1 <= cell.x0 + 0.005 &&
      other.endRow - other.row > cell.endRow - cell.row &&
      (isLabel(other, words) || other.x0 < 0.02),
  );
}
