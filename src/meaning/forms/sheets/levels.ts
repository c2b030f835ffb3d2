import type { FormWords, StandardLevel } from '../../../declare/forms.ts';
import type { Flag } from '../../../model/codes.ts';
import { meaningOf } from '../goals/fuzzy.ts';
import { withoutSpecks } from '../goals/misread.ts';
import type { Span, ValueColumn } from './columns.ts';
import type { IndicatorSection } from './sections.ts';
import { type Sheet, type SheetCell, sameColumn } from './sheet.ts';

/** A level of the tree (一级、二级指标) as it applies to one row. */
export interface Level {
  /** As printed; null where nothing is. */
  readonly text: string | null;
  readonly standard: StandardLevel | null;
  readonly confidence: number;
  /** `level-corrected`: misread characters put right from the schema; `level-carried`: the label of the row above. */
  readonly flags: readonly Flag[];
}

export const NO_LEVEL: Level = { text: null, standard: null, confidence: 1, flags: [] };

/** What is taken over from row to row, and from page to page: the label that was valid last. */
export interface Carried {
  readonly level1: Level;
  readonly level2: Level;
}

/** Misread and put right from a closed list of words: as good as this. */
const CORRECTED = 0.95;

/** The cell of a column that covers a row; null where the row has none. */
export function cellIn(sheet: Sheet, row: number, span: Span | null): SheetCell | null {
  if (span === null) return null;
  const cells = (sheet.covering[row] ?? []).filter((cell) => sameColumn(cell, span));
  return cells.find((cell) => cell.text !== '') ?? cells[0] ?? null;
}

/** The levels that a row stands under, in one half of the form. */
export function levelsAt(
  section: IndicatorSection,
  row: number,
  column: ValueColumn,
  carried: Carried,
  words: FormWords,
): Carried {
  const first = printed(section, row, column.level1, words, 1);
  const level1 = first ?? carried.level1;
  const isNew = first !== null && first.text !== carried.level1.text;
  const second = printed(section, row, column.level2, words, 2);
  const level2 = second ?? (isNew ? NO_LEVEL : carried.level2);
  return { level1: fitting(level1, level2, first === null, column.level1 !== null), level2 };
}

/** The levels with which a name begins where no columns hold them: 产出指标数量指标培训次数 → 培训次数 under both. */
export function levelsInName(name: string, words: FormWords): { levels: Carried; rest: string } | null {
  const first = longestAtStart(name, words.level1);
  const second = first === null ? null : longestAtStart(name.slice(first.text.length), words.level2);
  if (first === null || second === null) return null;
  const rest = name.slice(first.text.length + second.text.length);
  const level = ({ text, standard }: typeof first): Level => ({ ...NO_LEVEL, text, standard });
  return rest === '' ? null : { levels: { level1: level(first), level2: level(second) }, rest };
}

function longestAtStart(
  text: string,
  words: FormWords['level1'],
): { readonly text: string; readonly standard: StandardLevel } | null {
  let best: { text: string; standard: StandardLevel } | null = null;
  for (const [word, standard] of words.literal) {
    if (text.startsWith(word) && word.length > (best?.text.length ?? 0)) best = { text: word, standard };
  }
  return best;
}

function printed(
  section: IndicatorSection,
  row: number,
  span: Span | null,
  words: FormWords,
  depth: 1 | 2,
): Level | null {
  const cell = cellIn(section.sheet, row, span);
  if (cell === null) return null;
  const labelled = cell.text === '' ? overTheBreak(section, cell, span) : cell;
  return labelled === null ? null : levelOf(labelled, words, depth);
}

/**
 * A merged cell cut by a page break may have its label on the second page only: then the empty cell at the foot of the
 * page belongs to the label at the head of the next. Without merged cells an empty one repeats what is above it.
 */
function overTheBreak(section: IndicatorSection, cell: SheetCell, span: Span | null): SheetCell | null {
  const { sheet, from, to } = section;
  const next = cellIn(sheet, cell.endRow, span);
  if (next === null || cell.endRow >= to || next.page === cell.page || next.row !== cell.endRow || next.text === '') {
    return null;
  }
  for (let row = from; row < to; row++) {
    const other = cellIn(sheet, row, span);
    if (other !== null && other !== cell && other.text === '' && other.page === cell.page) return null;
  }
  return next;
}

/** A printed level: its words, put right where recognition misread them, and its place in the standard schema. */
function levelOf(cell: SheetCell, words: FormWords, depth: 1 | 2): Level {
  const meaning = meaningOf(depth === 1 ? words.level1 : words.level2, cell.text, cell.source);
  const text = cell.source === 'ocr' ? withoutSpecks(cell.text) : cell.text;
  if (meaning === null) return { text, standard: null, confidence: cell.confidence, flags: [] };
  if (meaning.distance === 0) {
    // words of a closed list that were read exactly leave little doubt
    const confidence = Math.max(cell.confidence, CORRECTED);
    return { text, standard: meaning.value, confidence, flags: [] };
  }
  return { text: meaning.word, standard: meaning.value, confidence: CORRECTED, flags: ['level-corrected'] };
}

/** Where the first level's label was lost, the second one's place in the schema tells it. */
function fitting(level1: Level, level2: Level, carried: boolean, hasColumn: boolean): Level {
  if (!carried || level2.standard === null) return level1;
  const { standard1 } = level2.standard;
  if (level1.standard?.standard1 === standard1) return level1;
  const standard = { standard1, standard2: null };
  if (!hasColumn) return { ...NO_LEVEL, standard };
  return { text: standard1, standard, confidence: CORRECTED, flags: ['level-from-schema'] };
}
