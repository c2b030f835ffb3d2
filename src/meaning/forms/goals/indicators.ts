import type { FormWords } from '../../../declare/forms.ts';
import type { FormsWording } from '../../../declare/wording/wording.ts';
import type { Indicator } from '../../../model/form.ts';
import { bareWords } from '../../../model/text.ts';
import { SURE } from '../../sureness.ts';
import type { ValueColumn } from '../sheets/columns.ts';
import { type Carried, cellIn, levelsAt, levelsInName, NO_LEVEL } from '../sheets/levels.ts';
import type { IndicatorSection } from '../sheets/sections.ts';
import { place, type SheetCell, sameColumn } from '../sheets/sheet.ts';
import { isShare, misreadShare, printedName, withoutLoneMarks } from './misread.ts';
import { splitValue } from './value.ts';

/** Readings below this are shown to a person. */
export const REVIEW_BELOW = SURE.value;
/** Below this, words that nothing else in the document prints (names of projects, values in words) may be misread. */
export const SURE_WORDS = 0.92;

const HARMLESS: ReadonlySet<string> = new Set(['level-corrected', 'scope-assumed']);

/** A value put right by what its name says: right more often than not. */
const CORRECTED = 0.7;

/** An indicator before the two halves of its form are compared, and how surely its name was read. */
export type IndicatorDraft = Omit<Indicator, 'project' | 'level3Full'> & { readonly nameConfidence: number };

/** All indicators of a form's lists: page by page, the first half before the second, row by row. */
export function indicatorsOf(sections: readonly IndicatorSection[], words: FormWords): IndicatorDraft[] {
  const found: IndicatorDraft[] = [];
  const carried = new Map<string, Carried>();
  for (const section of sections) {
    section.columns.forEach((column, index) => {
      const key = `${index}/${section.columns.length}`;
      const start = carried.get(key) ?? { level1: NO_LEVEL, level2: NO_LEVEL };
      const list = columnIndicators(section, column, start, words);
      found.push(...list.indicators);
      carried.set(key, list.carried);
    });
  }
  return found;
}

function columnIndicators(
  section: IndicatorSection,
  column: ValueColumn,
  start: Carried,
  words: FormWords,
): { indicators: IndicatorDraft[]; carried: Carried } {
  const indicators: IndicatorDraft[] = [];
  let carried = start;
  let before: readonly SheetCell[] = [];
  for (let row = section.from; row < section.to; row++) {
    const name = cellIn(section.sheet, row, column.level3);
    const values = valueCells(section, row, column);
    const cells = [...(name === null ? [] : [name]), ...values];
    carried = levelsAt(section, row, column, carried, words);
    // a row in which neither name nor value begins belongs to the other half
    if (cells.length === 0 || (cells.length === before.length && cells.every((cell) => before.includes(cell))))
      continue;
    before = cells;
    // 总分, 合计 and 评价结论 reach over names and values
    if (name !== null && name.text !== '' && values.includes(name)) continue;
    const indicator = indicatorOf(name, values, column, carried, words);
    if (indicator === null) continue;
    const last = indicators.at(-1);
    const whole =
      last !== undefined && brokenOver(last, indicator, row === section.from)
        ? rejoined(last, indicator, words.wording)
        : null;
    if (whole !== null) indicators[indicators.length - 1] = whole;
    else indicators.push(indicator);
  }
  return { indicators, carried };
}

function valueCells(section: IndicatorSection, row: number, column: ValueColumn): SheetCell[] {
  const cells = (section.sheet.covering[row] ?? []).filter((cell) =>
    column.parts.some((part) => sameColumn(cell, part)),
  );
  return [...new Set(cells)];
}

function indicatorOf(
  name: SheetCell | null,
  cells: readonly SheetCell[],
  column: ValueColumn,
  carried: Carried,
  words: FormWords,
): IndicatorDraft | null {
  const values = cells.map((cell) => (cell.source === 'ocr' ? { ...cell, text: withoutLoneMarks(cell.text) } : cell));
  const recognised = values.some((cell) => cell.source === 'ocr');
  const wholeName = name?.source === 'ocr' ? printedName(name.text, 'ocr') : (name?.text ?? '');
  const inName = column.level1 === null && column.level2 === null ? levelsInName(wholeName, words) : null;
  const level3 = inName?.rest ?? wholeName;
  const { level1, level2 } = inName?.levels ?? carried;
  const raw = values.map((cell) => cell.text).join('');
  const branch = level2.standard?.standard1 ?? level1.standard?.standard1 ?? null;
  const share = recognised && isShare(level3, branch, words.wording) ? misreadShare(raw) : null;
  if (isNothing(level3, words) && isNothing(raw, words)) return null;
  const printed = [...(name === null || level3 === '' ? [] : [name]), ...values.filter((cell) => cell.text !== '')];
  const flags = [...level1.flags, ...level2.flags];
  if (share !== null) flags.push('value-corrected');
  // a number alone is rare in print, and common where a unit was read as digits
  if (share === null && recognised && (words.wording.unlikely.test(raw) || /^\d{2,}$/u.test(raw)))
    flags.push('value-doubtful');
  else if (recognised && signLost(values, column, words.wording)) flags.push('value-doubtful');
  // of words no sign and no unit tells that a character is another (有效挺升)
  if (recognised && !/\d/u.test(raw) && values.some((cell) => cell.text !== '' && cell.confidence < SURE_WORDS))
    flags.push('value-doubtful');
  if (hasSeveral(values, column)) flags.push('value-doubtful');
  const value = share === null ? printedValue(values, column, words.wording) : splitValue(share, words.wording);
  // a sign alone is no value
  if (value.value === '') flags.push('value-missing');
  if (level3 === '') flags.push('name-missing');
  if (name !== null && name.ofWords < SURE.words) flags.push('name-doubtful');
  if (!column.scopePrinted && column.level3 === null) flags.push('scope-assumed');
  const confidence = Math.min(level1.confidence, level2.confidence, ...printed.map((cell) => cell.confidence));
  const standard = level2.standard ?? level1.standard;
  return {
    ...place(values.some((cell) => cell.text !== '') ? values.filter((cell) => cell.text !== '') : printed),
    scope: column.scope,
    level1: level1.text,
    level2: level2.text,
    level3,
    standard1: level1.standard?.standard1 ?? standard?.standard1 ?? null,
    standard2: level2.standard?.standard2 ?? null,
    ...value,
    raw,
    nameConfidence: name?.ofWords ?? 0,
    confidence: share === null ? confidence : Math.min(confidence, CORRECTED),
    needsReview: confidence < REVIEW_BELOW || flags.some((flag) => !HARMLESS.has(flag)),
    flags,
  };
}

/** Whether one column of a value holds several cells: its heading stands over columns that nobody knows (前年, 上年). */
function hasSeveral(cells: readonly SheetCell[], { parts }: ValueColumn): boolean {
  const printed = cells.filter((cell) => cell.text !== '');
  return parts.some((part) => printed.filter((cell) => sameColumn(cell, part)).length > 1);
}

/** Whether recognition found something else than a sign, or nothing, where a number has its sign in a column of its own. */
function signLost(cells: readonly SheetCell[], { operator }: ValueColumn, wording: FormsWording): boolean {
  if (operator === null || !cells.some((cell) => /\d/u.test(cell.text))) return false;
  const sign = cells.filter((cell) => sameColumn(cell, operator)).map((cell) => cell.text);
  return !wording.sign.test(sign.join(''));
}

/**
 * Sign, number and unit, in whatever order their columns stand (计量单位 before 指标性质). A value of words, or a date, has no
 * unit: what stands in the column of units then (其他, 月) is none of it.
 */
function printedValue(
  cells: readonly SheetCell[],
  column: ValueColumn,
  wording: FormsWording,
): ReturnType<typeof splitValue> {
  const text = (some: readonly SheetCell[]) => some.map((cell) => cell.text).join('');
  const { unit, operator } = column;
  const isOf = (cell: SheetCell, part: ValueColumn['unit']) => part !== null && sameColumn(cell, part);
  const units = cells.filter((cell) => isOf(cell, unit));
  const signs = cells.filter((cell) => isOf(cell, operator) && !units.includes(cell));
  const plain = [...signs, ...cells.filter((cell) => !units.includes(cell) && !signs.includes(cell))];
  const value = text(plain);
  const words = plain.length > 0 && (!/\d/u.test(value) || wording.date.test(value));
  return splitValue(text(words ? plain : [...plain, ...units]), wording);
}

/** Blank, or a word that stands in unused rows of the printed form. */
function isNothing(text: string, words: FormWords): boolean {
  return bareWords(text) === '' || words.placeholders.find(text) !== null;
}

/** Whether a row that a page break cut in two goes on: name or value of its second half is empty. */
function brokenOver(last: IndicatorDraft, next: IndicatorDraft, firstRow: boolean): boolean {
  if (last.page === next.page || firstRow) return false;
  return (next.raw === '') !== (next.level3 === '') && last.level2 === next.level2;
}

function rejoined(last: IndicatorDraft, next: IndicatorDraft, wording: FormsWording): IndicatorDraft {
  const raw = last.raw + next.raw;
  const confidence = Math.min(last.confidence, next.confidence);
  return {
    ...last,
    ...splitValue(raw, wording),
    level3: last.level3 + next.level3,
    raw,
    confidence,
    needsReview: true,
    flags: [...last.flags.filter((flag) => flag !== 'value-missing'), 'joined-over-break'],
  };
}
