import type { Table, TableCell } from '../../../model/table.ts';

/** The cells of some rows and columns of a table as a table of their own. */
export function cutOut(table: Table, rows: readonly number[], columns: readonly number[]): Table {
  const within = (places: readonly number[], from: number, span: number) =>
    places.filter((place) => place >= from && place < from + span).length;
  const before = (places: readonly number[], at: number) => places.filter((place) => place < at).length;
  const cells = rows.map((row, at) =>
    (table.rows[row] ?? []).flatMap((cell): TableCell[] => {
      const columnSpan = within(columns, cell.column, cell.columnSpan);
      if (columnSpan === 0) return [];
      const rowSpan = within(rows, cell.row, cell.rowSpan);
      return [{ ...cell, row: at, rowSpan, column: before(columns, cell.column), columnSpan }];
    }),
  );
  const end = table.xs[(columns.at(-1) ?? -1) + 1] ?? 0;
  return { ...table, xs: [...columns.map((column) => table.xs[column] ?? 0), end], rows: cells };
}
