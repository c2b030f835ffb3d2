import type { ClassifiedTable } from '../../model/classified.ts';
import type { Unit } from '../../model/money.ts';
import type { Table, TableCell } from '../../model/table.ts';
import { goesOnSideways, widened } from './sideways.ts';
import { withoutSlivers } from './slivers.ts';

/** A statement's table, whole. */
export interface WholeTable {
  readonly table: Table;
  readonly classified: ClassifiedTable;
  /** The unit printed over it, or over a sheet of it. */
  readonly over: Unit | null;
}

function moveDown(cell: TableCell, rows: number): TableCell {
  return { ...cell, row: cell.row + rows };
}

/** So far (of the table's width) may the borders of a column lie apart on two pages of one table. */
const APART = 0.04;

/** Whether as many columns stand at other places than on the pages before: one was lost there, another one here. */
function liesApart({ xs: before }: Table, { xs }: Table): boolean {
  if (xs.length !== before.length) return false;
  const place = (all: readonly number[], x: number) => (x - (all[0] ?? 0)) / ((all.at(-1) ?? 0) - (all[0] ?? 0));
  return xs.some((x, at) => Math.abs(place(xs, x) - place(before, before[at] ?? x)) > APART);
}

function doubted(cell: TableCell): TableCell {
  return { ...cell, doubts: [...new Set([...(cell.doubts ?? []), 'heading-reach' as const])] };
}

function append(table: Table, next: Table): Table {
  const isUnsure = liesApart(table, next);
  const rows = next.rows.map((row) => row.map((cell) => moveDown(isUnsure ? doubted(cell) : cell, table.rows.length)));
  return { ...table, pages: [...table.pages, ...next.pages], rows: [...table.rows, ...rows], below: next.below };
}

/** Whether a table begins on the page behind all pages of another: whatever stands between them parts them. */
function follows(table: Table, next: Table): boolean {
  return next.pages[0] === Math.max(...table.pages) + 1;
}

/** A table so far; `named` are the sheets that hold the names of the lines. */
interface Sheets extends WholeTable {
  readonly named: Table;
}

function besides({ table, named }: Sheets, next: Table): boolean {
  return follows(table, next) && goesOnSideways(named, next);
}

/**
 * Puts a table that only goes on (same columns, no title, next page) below, or beside, the one it belongs to; `units` are
 * those printed over the tables.
 */
export function joinContinued(
  tables: readonly Table[],
  classified: readonly ClassifiedTable[],
  units: ReadonlyMap<number, Unit | null>,
): WholeTable[] {
  const byIndex = new Map(tables.map((table) => [table.index, withoutSlivers(table)]));
  const whole: Sheets[] = [];
  for (const one of classified) {
    const table = byIndex.get(one.table);
    const before = whole.at(-1);
    if (!table) continue;
    const unit = units.get(table.index) ?? null;
    const over = before?.over ?? unit;
    const untitled = one.title === '' || one.flags.includes('continued');
    if (before && untitled && (unit ?? over) === over && besides(before, table)) {
      whole[whole.length - 1] = { ...before, over, table: widened(before.table, table) };
    } else if (before && one.flags.includes('continued')) {
      const named = append(before.table, table);
      whole[whole.length - 1] = { ...before, over, table: named, named };
    } else whole.push({ table, classified: one, named: table, over: unit });
  }
  return whole;
}
