import type { ClassifiedTable } from '../../model/classified.ts';
import type { Identity } from '../../model/document.ts';
import type { PageLayout } from '../../model/grid.ts';
import type { Note } from '../../model/note.ts';
import type { Table } from '../../model/table.ts';
import { compact } from '../../model/text.ts';
import { coverTitle, HEADING_LINES, plainYears } from './head-lines.ts';
import { labelledIn, type Naming, nameInTitle, sameName } from './names.ts';

/** What a document says of itself (自报的单位与年度), as far as it does not say one thing. */
export interface Read {
  readonly identity: Identity;
  readonly pages: readonly PageLayout[];
  readonly tables: readonly Table[];
  readonly classified: readonly ClassifiedTable[];
}

/** A cover or a table on a page says `text` of itself. */
export interface Saying {
  readonly page: number;
  readonly statement: Note['statement'];
  readonly text: string;
}

/** The statements of a document with their titles, as far as they have one of their own. */
function titledTables({ tables, classified }: Read): (Saying & { readonly table: Table })[] {
  const byIndex = new Map(tables.map((table) => [table.index, table]));
  return classified.flatMap(({ table: index, role, kind, title, flags }) => {
    const table = byIndex.get(index);
    if (table === undefined || role !== 'statement' || flags.includes('continued')) return [];
    return [{ table, page: table.pages[0] ?? 1, statement: kind, text: plainYears(title) }];
  });
}

function yearsIn(text: string): readonly number[] {
  return [...text.matchAll(/(?<!\d)(20\d\d)(?!\d)/gu)].map(([, year]) => Number(year));
}

/** Titles that name another year than the document's, or the cover's if that names several. */
function otherYears(read: Read, naming: Naming): Note[] {
  const { fiscalYear } = read.identity;
  if (fiscalYear === null) return [];
  const cover = coverTitle(read.pages, naming.wording) ?? '';
  const first = read.pages.find(({ lines, grids }) => lines.length + grids.length > 0)?.page ?? 1;
  const onCover = yearsIn(cover).some((year) => year !== fiscalYear)
    ? [{ page: first, statement: null, text: cover }]
    : [];
  const others = titledTables(read).filter(({ text }) => {
    const years = yearsIn(text);
    return years.length > 0 && !years.includes(fiscalYear);
  });
  return [...onCover, ...others].map(({ page, statement, text }) => ({
    code: 'fiscal-year-doubtful',
    severity: 'warning',
    ...{ page, box: null, statement },
    data: { title: text },
  }));
}

/** Covers inside a document: pages that open with the title of a report. */
export function covers({ pages }: Pick<Read, 'pages'>, naming: Naming): Saying[] {
  return pages.flatMap((page) => {
    const text = coverTitle([page], naming.wording);
    const name = text === null ? null : nameInTitle(text, naming);
    return name === null ? [] : [{ page: page.page, statement: null, text: name }];
  });
}

/** Names that a table bears itself: behind a label right above or inside it, or in its title. */
export function namesOn({ above, rows }: Table, title: string, naming: Naming): readonly string[] {
  const near = above.slice(-HEADING_LINES).map((line) => line.text);
  const captions = rows.slice(0, 2).flatMap((row) => row.map((cell) => cell.text));
  const titled = nameInTitle(compact(title), naming);
  return [...labelledIn([...near, ...captions], naming), ...(titled === null ? [] : [titled])];
}

function bearers(read: Read, naming: Naming): Saying[] {
  return titledTables(read).flatMap(({ table, page, statement, text }) =>
    namesOn(table, text, naming).map((name) => ({ page, statement, text: name })),
  );
}

/** Other departments and units than the document's that covers, titles and labels name: each is told once. */
function otherNames(read: Read, naming: Naming): Note[] {
  const { department } = read.identity;
  if (department === null) return [];
  const notes: Note[] = [];
  const told: string[] = [department];
  for (const { page, statement, text } of [...covers(read, naming), ...bearers(read, naming)]) {
    if (told.some((name) => sameName(name, text))) continue;
    told.push(text);
    const data = { title: text };
    notes.push({ code: 'another-department', severity: 'warning', page, box: null, statement, data });
  }
  return notes;
}

/**
 * What speaks against the year and the department (年度、单位存疑) under which everything in a document is kept: a report with
 * the reports of its units behind it, a table of another year, a year left over on either.
 */
export function identityDoubts(read: Read, naming: Naming): Note[] {
  return [...otherYears(read, naming), ...otherNames(read, naming)];
}
