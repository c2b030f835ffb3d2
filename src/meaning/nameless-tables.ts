import type { Lexicon } from '../declare/lexicon.ts';
import { union } from '../model/box.ts';
import type { Note } from '../model/note.ts';
import type { CodeScheme } from '../model/statement.ts';
import type { Table, TableCell } from '../model/table.ts';
import { compact } from '../model/text.ts';

/** A functional class (支出功能分类) by its code: 类, 款 or 项. */
const CODE = /^2\d{2}(?:\d{2}){0,2}$/u;
const AMOUNT = /\d[.．]\d{2,6}$/u;

/**
 * The tables of a document that is taken for no report, where the codes and amounts of one are those of a report: the words
 * may be what could not be read. One note for each page.
 */
export function namelessTables(tables: readonly Table[], lexicon: Pick<Lexicon, 'pair'>): Note[] {
  if (!tables.some((table) => isOfSubjects(table) || namesSubjects(table, lexicon))) return [];
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

/** Code and name in one cell: 2010801-行政运行. */
const CODED = /^(\d{3,7})[-－—_:：.．]?(\p{Script=Han}.*)$/u;
const SCHEMES: readonly CodeScheme[] = ['functional', 'economic_department', 'economic_government'];
/** So many rows whose names are those of their codes are no chance. */
const SUBJECTS = 3;

/** Whether rows of a table bear codes of the classification with their names, in one cell or side by side, and amounts. */
function namesSubjects({ rows }: Table, lexicon: Pick<Lexicon, 'pair'>): boolean {
  const agrees = (code: string, name: string) =>
    SCHEMES.some((scheme) => lexicon.pair(scheme, code, name, null) === 'agrees');
  const isSubject = (row: readonly TableCell[]) => {
    const texts = row.map(({ text }) => compact(text)).filter((text) => text !== '');
    return texts.some((text, at) => {
      const [, code = text, name = texts[at + 1] ?? ''] = CODED.exec(text) ?? [];
      return /^\d{3,7}$/u.test(code) && agrees(code, name);
    });
  };
  return hasAmounts({ rows }) && rows.filter(isSubject).length >= SUBJECTS;
}

function hasAmounts({ rows }: Pick<Table, 'rows'>): boolean {
  return rows.some((row) => row.some(({ text }) => AMOUNT.test(compact(text))));
}
