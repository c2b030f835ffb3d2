import type { TablesWording } from '../../declare/wording/wording.ts';
import type { TextLine } from '../../model/grid.ts';
import type { Table } from '../../model/table.ts';
import { numbersIn } from './captions.ts';
import { isContinuationMark } from './continues.ts';

/** How far (points) the halves of one line may stand from one height. */
const ONE_HEIGHT = 1.5;

function squeeze(text: string): string {
  return text.replace(/\s+/gu, '');
}

/** What stands before a colon: 单位 of 单位：万元. */
function labelOf(text: string): string {
  return squeeze(text).split(LABELLED)[0] ?? '';
}

/** A colon, which titles have none of. */
const LABELLED = /[:：∶﹕]/u;

/**
 * Whether a line over a further sheet is the right half of a title over the table, which the edge of the paper cuts: at one
 * height, the one reaching to the table's right side and the other beginning at the sheet's left one.
 */
function isRightHalf(line: TextLine, half: TextLine, table: Table, sheet: Table): boolean {
  const size = Math.max(line.size, half.size);
  return (
    !LABELLED.test(line.text + half.text) &&
    Math.abs(line.y0 - half.y0) < ONE_HEIGHT &&
    Math.abs(line.size - half.size) < ONE_HEIGHT &&
    half.x1 > (table.xs.at(-1) ?? Infinity) - size &&
    line.x0 < (sheet.xs[0] ?? 0) + size
  );
}

/** Both halves as one line; a character that the edge cuts through is printed on both sheets. */
function joined(half: TextLine, line: TextLine): TextLine {
  const [last, first] = [half.glyphs.at(-1), line.glyphs[0]];
  const twice = last !== undefined && last.text === first?.text;
  const rest = twice ? line.glyphs.slice(1) : line.glyphs;
  const shift = half.x1 - (rest[0]?.x0 ?? half.x1);
  const glyphs = rest.map((glyph) => ({ ...glyph, x0: glyph.x0 + shift, x1: glyph.x1 + shift }));
  const text = half.text + (twice ? line.text.slice(first?.text.length ?? 0) : line.text);
  return { ...half, text, x1: glyphs.at(-1)?.x1 ?? half.x1, glyphs: [...half.glyphs, ...glyphs] };
}

/**
 * What stands over a table and a sheet that goes on to its right: the table's lines, whole, and what only the sheet has room
 * for (单位：万元 at the right); null where the sheet bears something of its own.
 */
export function captionsOfBoth(table: Table, sheet: Table, wording: TablesWording): readonly TextLine[] | null {
  let above = [...table.above];
  // the number of another table, in whatever line
  const numbers = new Set(table.above.flatMap(({ text }) => numbersIn(text)));
  if (numbers.size > 0 && sheet.above.some(({ text }) => numbersIn(text).some((one) => !numbers.has(one)))) return null;
  for (const line of sheet.above) {
    if (isContinuationMark(line, wording)) continue;
    const rest = above.reduce((text, known) => text.replace(squeeze(known.text), ''), squeeze(line.text));
    if (rest === '') continue;
    const half = above.find((one) => isRightHalf(line, one, table, sheet));
    const more = half === undefined && wording.table_line.test(rest) && LABELLED.test(rest);
    if (half !== undefined) above = above.map((one) => (one === half ? joined(half, line) : one));
    else if (more && !above.some((one) => labelOf(one.text) === labelOf(rest))) above.push(line);
    else return null;
  }
  return above;
}
