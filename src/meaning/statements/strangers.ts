import { union } from '../../model/box.ts';
import type { ClassifiedTable } from '../../model/classified.ts';
import type { Note, Outcome } from '../../model/note.ts';
import type { Statement } from '../../model/statement.ts';
import type { Table } from '../../model/table.ts';

type Read = Pick<Statement, 'lines' | 'amounts'>;

/** The pages on which an amount has no line or no column of its own. */
function unplaced(read: readonly Read[]): number[] {
  return read.flatMap(({ lines, amounts }) =>
    amounts.flatMap(({ line, measure, page }) => {
      const { name, code } = lines[line] ?? { name: '', code: null };
      return (name === '' && code === null) || measure === 'other:' ? [page] : [];
    }),
  );
}

/**
 * What a person should know of a table that no declaration knows: one item for each page of it on which something could
 * not be read or has no place, none where it was plainly read.
 */
export function strangerNotes(
  table: Table,
  { title, runnersUp }: ClassifiedTable,
  read: Outcome<readonly Read[]>,
): Note[] {
  const amounts = read.value.reduce((sum, one) => sum + one.amounts.length, 0);
  const doubts = read.notes.filter((note) => note.severity !== 'info');
  const pages = new Set([
    ...doubts.map((note) => note.page ?? table.pages[0] ?? 1),
    ...unplaced(read.value),
    ...(amounts === 0 ? table.pages : []),
    // a core statement may have lost its title
    ...(runnersUp.length > 0 ? table.pages.slice(0, 1) : []),
  ]);
  return [...pages].map((page) => ({
    code: 'unknown-statement',
    severity: 'warning',
    page,
    box: union(table.rows.flat().flatMap((cell) => (cell.page === page ? [cell.box] : []))),
    statement: runnersUp[0]?.kind ?? 'other',
    data: { title },
  }));
}
