import { union } from '../model/box.ts';
import type { Note } from '../model/note.ts';
import type { Table } from '../model/table.ts';
import { compact } from '../model/text.ts';

/** A functional class (支出功能分类) by its code: 类, 款 or 项. */
const CODE = /^2\d{2}(?:\d{2}){0,2}$/u;
const AMOUNT = /\d[.．]\d\d$/u;

/**
 * The tables of a document that is taken for no report, where the codes and amounts of one are those of a report: the words
 * may be what could not be read. One note for each page.
 */
export function namelessTables(tables: readonly Table[]): Note[] {
  if (!tables.some(isOfSubjects)) return [];
  return tables.filter(hasAmounts).flatMap((table) =>
    table.pages.map((page) => ({
      code: 'unknown-statement',
      severity: 'warning',
      page,
      box: union(table.rows.flat().flatMap((cell) => (cell.page === page ? [cell.box] : []))),
      statement: 'other',
      data: { title: '' },
    })),
  );
}

/** Whether rows of a table bear the code of a 项 under those of its 款 and its 类, and amounts. */
function isOfSubjects({ rows }: Pick<Table, 'rows'>): boolean {
  const texts = rows.flat().map(({ text }) => compact(text));
  const codes = new Set(texts.filter((text) => CODE.test(text)));
  const isWhole = [...codes].some(
    (code) => code.length === 7 && codes.has(code.slice(0, 3)) && codes.has(code.slice(0, 5)),
  );
  return isWhole && hasAmounts({ rows });
}

function hasAmounts({ rows }: Pick<Table, 'rows'>): boolean {
  return rows.some((row) => row.some(({ text }) => AMOUNT.test(compact(text))));
}
