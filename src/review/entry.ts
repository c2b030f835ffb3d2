import { type Box, overlap } from '../model/box.ts';
import type { FactRef } from '../model/fact.ts';
import type { EntryPlace, ItemView, StatementTable } from './api.ts';
import type { TableReader } from './table.ts';

const UNREAD = 'unread-cell';

/** The table in which the unread cell of a notice stands: the only one of its kind on that page. */
export function tableOfNotice(tables: TableReader, sha256: string, item: ItemView | null): StatementTable | null {
  if (item === null || item.reason !== UNREAD || item.box === null) return null;
  return tableOfItem(tables, sha256, item);
}

/** The table that a notice speaks of: the only one of its kind on that page. */
export function tableOfItem(tables: TableReader, sha256: string, item: ItemView | null): StatementTable | null {
  if (item === null || item.page === null || item.statement === null) return null;
  const { page, statement } = item;
  const found = tables
    .all(sha256)
    .filter((table) => table.kind === statement && !table.ignored && table.pages.includes(page));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Where an amount would belong that is printed in `box`: the line of its neighbours, the column of those above it. */
export function entryPlace(table: StatementTable, page: number, box: Box): EntryPlace {
  const cells = table.lines.flatMap((line) => line.cells.map((cell) => ({ ...cell, line: line.line })));
  const here = cells.filter((cell) => cell.page === page);
  const beside = best(here, (cell) => overlap(cell.box.y0, cell.box.y1, box.y0, box.y1));
  const above = best(here, (cell) => overlap(cell.box.x0, cell.box.x1, box.x0, box.x1));
  return { unit: table.unit, line: beside?.line ?? null, measure: above?.measure ?? null };
}

/** The amount that stands in that place already; null when it is free. */
export function takenBy(table: StatementTable, line: number, measure: string): FactRef | null {
  const cells = table.lines.find((one) => one.line === line)?.cells ?? [];
  return cells.find((cell) => cell.measure === measure)?.ref ?? null;
}

function best<T>(items: readonly T[], score: (item: T) => number): T | null {
  let found: T | null = null;
  let most = 0;
  for (const item of items) {
    if (score(item) <= most) continue;
    most = score(item);
    found = item;
  }
  return found;
}
