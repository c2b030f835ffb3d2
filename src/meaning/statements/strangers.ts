import type { Vocabulary } from '../../declare/vocabulary.ts';
import { type Box, union } from '../../model/box.ts';
import type { ClassifiedTable } from '../../model/classified.ts';
import type { Flag } from '../../model/codes.ts';
import type { Note, Outcome } from '../../model/note.ts';
import { type Line, OTHER, type Statement, type StatementKind } from '../../model/statement.ts';
import type { Table } from '../../model/table.ts';
import { isTotalName } from '../../words/totals.ts';

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
export function strangerNotes(table: Table, classified: ClassifiedTable, read: Outcome<readonly Read[]>): Note[] {
  const { title, runnersUp } = classified;
  const amounts = read.value.reduce((sum, one) => sum + one.amounts.length, 0);
  const doubts = read.notes.filter((note) => note.severity !== 'info');
  const pages = new Set([
    ...doubts.map((note) => note.page ?? table.pages[0] ?? 1),
    ...unplaced(read.value),
    ...(amounts === 0 ? table.pages : []),
    ...(mayBeAnother(classified) ? table.pages : []),
  ]);
  return [...pages].map((page) => ({
    code: 'unknown-statement',
    severity: 'warning',
    page,
    box: boxOn(table, page),
    statement: runnersUp[0]?.kind ?? 'other',
    data: { title },
  }));
}

/** Whether a table may be a core statement that lost its title. */
function mayBeAnother({ runnersUp, flags }: ClassifiedTable): boolean {
  return runnersUp.length > 0 || flags.includes('untitled') || flags.includes('title-doubtful');
}

/**
 * A table that may be a core statement without its title: its own sums hold, and its amounts may stand for nothing else than
 * the core's, so each of them is in doubt where it belongs.
 */
export function withDoubtfulPlaces<T extends Pick<Statement, 'amounts'>>(read: T, classified: ClassifiedTable): T {
  if (classified.kind !== OTHER || !mayBeAnother(classified)) return read;
  return withFlag(read, 'place-doubtful');
}

/** The amounts of a statement whose title may be another's, each in doubt. */
export function withDoubtedTitle<T extends Pick<Statement, 'amounts'>>(read: T, { flags }: ClassifiedTable): T {
  return flags.includes('title-doubtful') ? withFlag(read, 'title-doubtful') : read;
}

/**
 * Lines of strangers that may be a core statement of a single line which the report has nowhere else (机关运行经费 among
 * 国有资产占用情况): their amounts are in doubt where they belong.
 */
export function withLoneLines(
  statements: readonly Statement[],
  { statements: declared, wording }: Vocabulary,
): readonly Statement[] {
  const missing = declared.filter(({ kind }) => SINGLE.includes(kind) && !statements.some((one) => one.kind === kind));
  if (missing.length === 0) return statements;
  const isOne = ({ name }: Line) => {
    const bare = name.replace(wording.among, '');
    return !isTotalName(bare) && missing.some(({ items }) => items.find(bare) === WHOLE);
  };
  return statements.map((statement) => {
    const lines = statement.kind === OTHER ? statement.lines.filter(isOne).map(({ index }) => index) : [];
    if (lines.length === 0) return statement;
    const amounts = statement.amounts.map((amount) =>
      lines.includes(amount.line) ? { ...amount, flags: [...amount.flags, 'place-doubtful' as const] } : amount,
    );
    return { ...statement, amounts };
  });
}

const WHOLE = '合计';

/** Core statements of a single figure, which may stand among others. */
const SINGLE: readonly StatementKind[] = ['agency_operation'];

function withFlag<T extends Pick<Statement, 'amounts'>>(read: T, flag: Flag): T {
  return { ...read, amounts: read.amounts.map((amount) => ({ ...amount, flags: [...amount.flags, flag] })) };
}

/** A form with amounts that was not read as one: one item for each of its pages. */
export function unreadForm(table: Table, title: string): Note[] {
  return table.pages.map((page) => ({ ...aboutForm(table, title, page), code: 'unread-form', statement: null }));
}

/** The money of a list within a form, kept as a table: one item for each page that prints some speaks for all of it. */
export function formMoneyNotes(table: Table, title: string): Note[] {
  const pages = new Set(table.rows.flat().map(({ page }) => page));
  return [...pages].map((page) => ({ ...aboutForm(table, title, page), code: 'form-money', statement: OTHER }));
}

function aboutForm(table: Table, title: string, page: number): Omit<Note, 'code' | 'statement'> {
  return { severity: 'warning', page, box: boxOn(table, page), data: { title } };
}

function boxOn(table: Table, page: number): Box | null {
  return union(table.rows.flat().flatMap((cell) => (cell.page === page ? [cell.box] : [])));
}
