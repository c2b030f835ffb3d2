import type { TableCell } from '../../model/table.ts';

const FIGURE = /^[-－−(（]?\d[\d,，]*(?:[.．]\d+)?[)）]?$/u;
const WORDS = /\p{Script=Han}/u;

function isFigure({ text }: TableCell): boolean {
  return FIGURE.test(text.replace(/\s+/gu, ''));
}

/** The words left of a cell that name its row. */
function labelOf(cell: TableCell, row: readonly TableCell[]): TableCell | undefined {
  return row.findLast((one) => one.column < cell.column && WORDS.test(one.text));
}

/**
 * Marks figures whose cell is merged over several lines, each with a name of its own (合并单元格): nobody can say how much
 * of the figure is whose.
 */
export function markMergedRows(rows: readonly (readonly TableCell[])[]): readonly (readonly TableCell[])[] {
  return rows.map((row, at) =>
    row.map((cell): TableCell => {
      if (cell.rowSpan === 1 || !isFigure(cell)) return cell;
      const label = labelOf(cell, row);
      if (label === undefined || label.rowSpan >= cell.rowSpan) return cell;
      const isOver = ({ column, columnSpan }: TableCell) =>
        column <= label.column && label.column < column + columnSpan;
      const next = rows[at + label.rowSpan]?.find(isOver);
      const named = next !== undefined && WORDS.test(next.text);
      return named ? { ...cell, doubts: [...(cell.doubts ?? []), 'merged-rows'] } : cell;
    }),
  );
}
