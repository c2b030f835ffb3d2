import type { Table, TableCell } from '../../model/table.ts';

/** No character fits between borders nearer than this, points. */
const NARROWEST = 5;

/**
 * Takes out columns too narrow for any character: they come from pages of one table that lie a few points apart
 * (scans), whose borders were not recognised as the same.
 */
export function withoutSlivers(table: Table): Table {
  const wide = table.xs.slice(0, -1).map((x, at) => (table.xs[at + 1] ?? x) - x >= NARROWEST);
  if (wide.every((is) => is)) return table;
  const before = (column: number): number => wide.slice(0, column).filter((is) => is).length;
  const narrowed = (cell: TableCell): TableCell[] => {
    const column = before(cell.column);
    const columnSpan = before(cell.column + cell.columnSpan) - column;
    if (columnSpan === 0 && cell.text.trim() === '') return [];
    return [{ ...cell, column, columnSpan: Math.max(1, columnSpan) }];
  };
  const last = table.xs.at(-1) ?? 0;
  const xs = [...table.xs.slice(0, -1).filter((_, at) => wide[at]), last];
  return { ...table, xs, rows: table.rows.map((row) => row.flatMap(narrowed)) };
}
