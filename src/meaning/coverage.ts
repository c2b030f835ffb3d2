import type { Box } from '../model/box.ts';
import type { PageCoverage } from '../model/document.ts';
import type { PageLayout } from '../model/grid.ts';
import type { Note } from '../model/note.ts';
import type { Statement } from '../model/statement.ts';
import type { Table, TableCell } from '../model/table.ts';
import { compact } from '../model/text.ts';

/** A figure with a point or separators is an amount wherever it stands in a table; 2025.01 is a date. */
const FIGURE = /^[-－—(（]?(?!20\d\d[.．]\d\d$)(?:\d+[.．]\d{2,}|\d{1,3}(?:[,，]\d{3})+(?:[.．]\d+)?)[)）]?$/u;
const IN_PROSE = /\d[\d,，]*(?:\.\d+)?\s*(?:亿|百万|十万|万|千)?元/gu;

type Part = Exclude<keyof PageCoverage, 'page' | 'printed'>;

/** What the count needs to know of a document; boxes on the upright pages. */
export interface Counted {
  readonly tables: readonly Table[];
  readonly layouts: readonly PageLayout[];
  readonly statements: readonly Statement[];
  /** Tables that were read as forms: `Table.index`. */
  readonly taken: readonly number[];
  readonly notes: readonly Note[];
}

const DOUBTS: readonly string[] = ['unread-cell', 'unknown-statement', 'unread-form'];

function keyOf({ x0, y0, x1, y1 }: Box, page: number): string {
  return [page, x0, y0, x1, y1].join(' ');
}

function inside(box: Box, outer: Box): boolean {
  return box.x0 >= outer.x0 - 1 && box.x1 <= outer.x1 + 1 && box.y0 >= outer.y0 - 1 && box.y1 <= outer.y1 + 1;
}

/** Where the figure of a cell has gone. */
function partOf(
  cell: TableCell,
  table: Table,
  { taken }: Counted,
  facts: ReadonlySet<string>,
  doubts: readonly Note[],
): Part {
  const box = cell.ink ?? cell.box;
  if (facts.has(keyOf(box, cell.page))) return 'facts';
  if (taken.includes(table.index)) return 'forms';
  return doubts.some((note) => note.page === cell.page && (note.box === null || inside(box, note.box)))
    ? 'unplaced'
    : 'noAmount';
}

/**
 * Counts the amounts that each page prints and where they went. Every cell of a statement is read, declared to be no
 * amount, or noted as unread: what is in no fact and no form, and noted by nobody, was declared.
 */
export function coverage(counted: Counted): PageCoverage[] {
  const { tables, layouts, statements, notes } = counted;
  const facts = new Set(statements.flatMap(({ amounts }) => amounts.map(({ box, page }) => keyOf(box, page))));
  const doubts = notes.filter(({ code, severity }) => severity !== 'info' && DOUBTS.includes(code));
  const pages = new Map<number, Record<Part, number>>(
    layouts.map(({ page, lines }) => {
      const prose = lines.reduce((sum, line) => sum + (line.text.match(IN_PROSE) ?? []).length, 0);
      return [page, { facts: 0, forms: 0, prose, noAmount: 0, unplaced: 0 }] as const;
    }),
  );
  for (const table of tables) {
    for (const cell of table.rows.flat()) {
      const count = pages.get(cell.page);
      if (count === undefined || !FIGURE.test(compact(cell.text))) continue;
      count[partOf(cell, table, counted, facts, doubts)]++;
    }
  }
  return [...pages].map(([page, parts]) => ({
    page,
    printed: Object.values(parts).reduce((sum, one) => sum + one, 0),
    ...parts,
  }));
}
