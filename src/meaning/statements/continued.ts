import type { ClassifiedTable } from '../../model/classified.ts';
import type { Table, TableCell } from '../../model/table.ts';
import { goesOnSideways, widened } from './sideways.ts';
import { withoutSlivers } from './slivers.ts';

/** A statement's table, whole. */
export interface WholeTable {
  readonly table: Table;
  readonly classified: ClassifiedTable;
}

function moveDown(cell: TableCell, rows: number): TableCell {
  return { ...cell, row: cell.row + rows };
}

function append(table: Table, next: Table): Table {
  const rows = next.rows.map((row) => row.map((cell) => moveDown(cell, table.rows.length)));
  return { ...table, pages: [...table.pages, ...next.pages], rows: [...table.rows, ...rows], below: next.below };
}

/** Whether a table begins on the page behind all pages of another: whatever stands between them parts them. */
function follows(table: Table, next: Table): boolean {
  return next.pages[0] === Math.max(...table.pages) + 1;
}

/** Puts a table that only goes on (same columns, no title, next page) below, or beside, the one it belongs to. */
export function joinContinued(tables: readonly Table[], classified: readonly ClassifiedTable[]): WholeTable[] {
  const byIndex = new Map(tables.map((table) => [table.index, withoutSlivers(table)]));
  // `named` are the sheets that hold the names of the lines
  const whole: (WholeTable & { readonly named: Table })[] = [];
  for (const one of classified) {
    const table = byIndex.get(one.table);
    const before = whole.at(-1);
    if (!table) continue;
    const untitled = one.title === '' || one.flags.includes('continued');
    if (before && untitled && follows(before.table, table) && goesOnSideways(before.named, table)) {
      whole[whole.length - 1] = { ...before, table: widened(before.table, table) };
    } else if (before && one.flags.includes('continued')) {
      const named = append(before.table, table);
      whole[whole.length - 1] = { ...before, table: named, named };
    } else whole.push({ table, classified: one, named: table });
  }
  return whole;
}
