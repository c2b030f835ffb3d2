import type { Table, TableCell } from '../../model/table.ts';

/** A table as a matrix: which cell covers a position, spans included. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** The cell over (row, column); null where the grid has a hole. */
  at(row: number, column: number): TableCell | null;
  /** The non-empty cells that begin in `row`, left to right. */
  texts(row: number): readonly TableCell[];
}

/** Spreads the spans of a table's cells over a matrix. */
export function toMatrix(table: Table): Matrix {
  const rows = table.rows.length;
  const columns = Math.max(table.xs.length - 1, 0, ...table.rows.flat().map((cell) => cell.column + cell.columnSpan));
  const cover: (TableCell | undefined)[] = new Array(rows * columns);
  for (const cell of table.rows.flat()) {
    const bottom = Math.min(rows, cell.row + cell.rowSpan);
    const right = Math.min(columns, cell.column + cell.columnSpan);
    for (let row = cell.row; row < bottom; row++) {
      for (let column = cell.column; column < right; column++) cover[row * columns + column] ??= cell;
    }
  }
  return {
    rows,
    columns,
    at: (row, column) => (row < rows && column < columns ? (cover[row * columns + column] ?? null) : null),
    texts: (row) => (table.rows[row] ?? []).filter((cell) => cell.text.trim() !== ''),
  };
}
