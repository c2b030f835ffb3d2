import { contains, union } from '../../model/box.ts';
import { type GridCell, joinLines } from '../../model/grid.ts';
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
    text: joinLines(cell.lines),
    source,
    confidence,
    ...otherReadings(cell, others),
    ...doubtsOf(cell),
  };
}

function doubtsOf({ doubts = [], lines }: GridCell): Pick<TableCell, 'doubts'> {
  const all = new Set(doubts);
  let figures = 0;
  let red = 0;
  for (const { glyphs } of lines)
    for (const glyph of glyphs) {
      const { mark, cut, doubt } = glyph;
      if (mark !== undefined) all.add('footnote-mark');
      if (cut || reachesItsFrame(glyph)) all.add('cut');
      if (doubt !== undefined && doubt !== 'red') all.add(doubt);
      if (!/\d/u.test(glyph.text)) continue;
      figures++;
      if (doubt === 'red') red++;
    }
  if (figures > 0 && red === figures) all.add('red');
  return all.size === 0 ? {} : { doubts: [...all] };
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
