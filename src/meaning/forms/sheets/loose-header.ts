import type { FormWords } from '../../../declare/forms.ts';
import type { TextLine } from '../../../model/grid.ts';
import { compact } from '../../../model/text.ts';
import { meaningOf } from '../goals/fuzzy.ts';
import { headerOf, type IndicatorHeader, named, type Span } from './columns.ts';
import { filled, type Sheet, type SheetCell } from './sheet.ts';

/** Gaps wider than this many character sizes part two header cells. */
const GAP = 0.8;

/**
 * The header of a list without rules may have been taken for a line of text above it. Its words then name the columns
 * in whose width they stand; null when the line above is no such header, or the list does not begin with levels.
 */
export function headerAbove(sheet: Sheet, words: FormWords): IndicatorHeader | null {
  const line = sheet.table.above.at(-1);
  if (line === undefined || !beginsWithLevels(sheet, words)) return null;
  const leaves = parts(line).flatMap((part) => {
    const meaning = meaningOf(words.headers, part.text, line.source);
    const span = columnAt(sheet, (part.x0 + part.x1) / 2);
    return meaning === null || span === null ? [] : [{ ...meaning.value, ...span }];
  });
  return headerOf(named(leaves), sheet, -1, 0, words);
}

/** Whether the first row names levels of the indicator schema, in a cell that may. */
export function beginsWithLevels(
  sheet: Sheet,
  words: FormWords,
  may: (cell: SheetCell) => boolean = () => true,
): boolean {
  return filled(sheet.starting[0])
    .filter(may)
    .some((cell) => {
      const level = meaningOf(words.level1, cell.text, cell.source) ?? meaningOf(words.level2, cell.text, cell.source);
      return level !== null;
    });
}

function parts(line: TextLine): { text: string; x0: number; x1: number }[] {
  const found: { text: string; x0: number; x1: number }[] = [];
  let right = -Infinity;
  for (const glyph of line.glyphs) {
    const last = found.at(-1);
    if (last === undefined || glyph.x0 - right > GAP * glyph.size) {
      found.push({ text: glyph.text, x0: glyph.x0, x1: glyph.x1 });
    } else {
      last.text += glyph.text;
      last.x1 = glyph.x1;
    }
    right = Math.max(right, glyph.x1);
  }
  return found.map((part) => ({ ...part, text: compact(part.text) }));
}

function columnAt(sheet: Sheet, x: number): Span | null {
  const { xs } = sheet.table;
  const [left, right] = [xs[0] ?? 0, xs.at(-1) ?? 0];
  const column = xs.findIndex((border, index) => border <= x && x < (xs[index + 1] ?? -Infinity));
  const [x0, x1] = [xs[column], xs[column + 1]];
  if (x0 === undefined || x1 === undefined) return null;
  return { x0: (x0 - left) / (right - left), x1: (x1 - left) / (right - left) };
}
