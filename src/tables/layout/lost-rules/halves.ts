import type { GridCell } from '../../../model/grid.ts';
import { lineOf } from '../lines.ts';

/**
 * The two cells that a border makes of one.
 * @param column the last one before the border, of those that the cell has with it
 * @param at where the border stands, in points
 */
export function halves(cell: GridCell, column: number, at: number): readonly GridCell[] {
  const [left, right] = [true, false].map((side) =>
    cell.lines.flatMap((line) => {
      const glyphs = line.glyphs.filter((glyph) => (glyph.x0 + glyph.x1) / 2 < at === side);
      return glyphs.length === 0 ? [] : [lineOf([...glyphs])];
    }),
  );
  const before = column - cell.column + 1;
  const behind = { column: column + 1, columnSpan: cell.columnSpan - before };
  return [
    { ...cell, columnSpan: before, box: { ...cell.box, x1: at }, lines: left ?? [] },
    { ...cell, ...behind, box: { ...cell.box, x0: at }, lines: right ?? [] },
  ];
}

/** A cell of which it is unclear under which headings it stands. */
export function withDoubt(cell: GridCell): GridCell {
  return { ...cell, doubts: [...new Set([...(cell.doubts ?? []), 'heading-reach' as const])] };
}

/** Cells of a grid, those doubted that stand below one of these heads. */
export function doubtedBelow(cells: readonly GridCell[], heads: readonly GridCell[]): readonly GridCell[] {
  const isUnder = ({ row, column }: GridCell) =>
    heads.some((head) => row > head.row && column >= head.column && column < head.column + head.columnSpan);
  return cells.map((cell) => (isUnder(cell) ? withDoubt(cell) : cell));
}
