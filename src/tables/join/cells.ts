import { contains, overlap, union } from '../../model/box.ts';
import { type GridCell, joinLines, type TextLine } from '../../model/grid.ts';
import { type Alternative, type Glyph, LOOK } from '../../model/page.ts';
import type { TableCell } from '../../model/table.ts';

/** So much (font sizes) of a digit at the right must be cut off: right-aligned figures touch the border of their cell. */
const CUT = 0.1;

/** Where a cell stands in the whole table: `columns` says for each border of its page which border of the table it is. */
export interface Position {
  readonly page: number;
  readonly rows: number;
  readonly columns: readonly number[];
}

/** A cell of one page as a cell of the table it belongs to. */
export function tableCell(
  cell: GridCell,
  { page, rows, columns }: Position,
  others: readonly Alternative[],
): TableCell {
  const column = columns[cell.column] ?? 0;
  const end = columns[cell.column + cell.columnSpan] ?? column + 1;
  let confidence = 1;
  let source: TableCell['source'] = 'text';
  for (const line of cell.lines) {
    if (line.confidence < confidence) confidence = line.confidence;
    if (line.source === 'ocr') source = 'ocr';
  }
  return {
    row: cell.row + rows,
    column,
    rowSpan: cell.rowSpan,
    columnSpan: Math.max(1, end - column),
    page,
    box: cell.box,
    ink: union(cell.lines),
    lines: cell.lines,
    text: joinLines(withoutRuby(cell.lines)),
    source,
    confidence,
    ...otherReadings(cell, others),
    ...doubtsOf(cell),
  };
}

/** Size of ruby, in sizes of the print over which it stands, and how far from that print it may stand. */
const RUBY = 0.6;
const OVER = 0.4;
/** What tells how a name is spoken: pinyin, kana, zhuyin. */
const SPOKEN = /^[\s'’·\p{Script=Latin}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}ˇˊˋ˙]+$/u;

/** The lines of a cell but those that tell how the print under them is spoken (注音). */
function withoutRuby(lines: readonly TextLine[]): readonly TextLine[] {
  if (lines.length < 2) return lines;
  return lines.filter((line) => !SPOKEN.test(line.text) || !lines.some((print) => isOver(line, print)));
}

function isOver(ruby: TextLine, { x0, x1, y0, size, text }: TextLine): boolean {
  if (ruby.size > RUBY * size || ruby.x0 < x0 - size || ruby.x1 > x1 + size) return false;
  return Math.abs(y0 - ruby.y1) < OVER * size && /\p{Script=Han}/u.test(text);
}

function doubtsOf({ doubts = [], lines }: GridCell): Pick<TableCell, 'doubts'> {
  if (lines.length === 0 && doubts.length === 0) return {};
  const all = new Set(doubts);
  let figures = 0;
  let red = 0;
  if (isUneven(lines)) all.add('footnote-mark');
  if (isOverlaid(lines)) all.add('overprinted');
  for (const { glyphs } of lines) {
    for (const glyph of glyphs) {
      const { mark, cut, doubt } = glyph;
      if (mark !== undefined) all.add('footnote-mark');
      if (cut || reachesItsFrame(glyph)) all.add('cut');
      if (doubt !== undefined && doubt !== 'red') all.add(doubt);
      if (!holdsDigit(glyph.text)) continue;
      figures++;
      if (doubt === 'red') red++;
    }
  }
  if (figures > 0 && red === figures) all.add('red');
  return all.size === 0 ? {} : { doubts: [...all] };
}

/** Nearly all texts are one character. */
function holdsDigit(text: string): boolean {
  return text.length === 1 ? text >= '0' && text <= '9' : /\d/u.test(text);
}

/** How many times as large what is stamped over a cell is as its print, and the part of a character that it lies over. */
const STAMPED = 1.5;
const LIES_OVER = 0.3;

/** Whether print of a text layer lies over other print that is much smaller (盖章文字). Nearly all cells are of one size. */
function isOverlaid(lines: readonly TextLine[]): boolean {
  let least = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (const { glyphs } of lines) {
    for (const { size, source, text } of glyphs) {
      if (source !== 'text' || text.trim() === '') continue;
      if (size < least) least = size;
      if (size > largest) largest = size;
    }
  }
  if (largest <= STAMPED * least) return false;
  const print = lines.flatMap(({ glyphs }) =>
    glyphs.filter(({ source, text }) => source === 'text' && text.trim() !== ''),
  );
  return print.some((stamp) =>
    print.some(
      ({ size, x0, x1, y0, y1 }) =>
        stamp.size > STAMPED * size &&
        overlap(stamp.x0, stamp.x1, x0, x1) > LIES_OVER * (x1 - x0) &&
        overlap(stamp.y0, stamp.y1, y0, y1) > LIES_OVER * (y1 - y0),
    ),
  );
}

/** Digits are of one size but for this share. */
const ONE_SIZE = 0.9;

/**
 * Whether digits of a printed cell are smaller than others (大小不一) and not all of its decimals: one of them may be the
 * number of a footnote that stands before the figure or below it.
 */
function isUneven(lines: readonly TextLine[]): boolean {
  let largest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const { glyphs, source } of lines) {
    if (source !== 'text') return false;
    for (const { size, text } of glyphs) {
      if (text < '0' || text > '9') continue;
      if (size > largest) largest = size;
      if (size < least) least = size;
    }
  }
  if (least >= ONE_SIZE * largest) return false;
  const glyphs = lines.flatMap((line) => line.glyphs);
  const small = glyphs.map(({ size, text }) => size < ONE_SIZE * largest && text >= '0' && text <= '9');
  const first = small.indexOf(true);
  return !(/[.．]/u.test(glyphs[first - 1]?.text ?? '') && small.slice(first).every(Boolean));
}

/** A figure that its frame cuts through may have lost a digit on that side: a figure that fits keeps some white. */
function reachesItsFrame({ x0, x1, size, text, clip }: Glyph): boolean {
  if (clip === null || !/^\d$/.test(text)) return false;
  return x0 < clip.x0 || x1 > clip.x1 + CUT * size;
}

function otherReadings(cell: GridCell, alternatives: readonly Alternative[]): Pick<TableCell, 'others' | 'looks'> {
  if (alternatives.length === 0) return { others: [] };
  const inside = alternatives
    .filter(({ box }) => contains(cell.box, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2))
    .sort((a, b) => b.confidence - a.confidence);
  const others = inside.filter(({ how }) => how !== LOOK).map(({ text }) => text);
  const looks = inside.filter(({ how }) => how === LOOK).map(({ text }) => text);
  return looks.length === 0 ? { others } : { others, looks };
}
