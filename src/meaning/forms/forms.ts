import type { FormWords } from '../../declare/forms.ts';
import type { Classification } from '../../model/classified.ts';
import type { Report } from '../../model/form.ts';
import type { PageLayout } from '../../model/grid.ts';
import type { Unit } from '../../model/money.ts';
import type { Outcome } from '../../model/note.ts';
import type { Table, TableCell } from '../../model/table.ts';
import { catalogHeader, catalogOf, continuesCatalog } from './catalog.ts';
import { chaptersOf } from './chapters/chapters.ts';
import { statedIn } from './chapters/counts.ts';
import { amongFunds } from './goals/funds.ts';
import { type FormsRead, readForms } from './goals/read-forms.ts';
import { knownNames } from './known-names.ts';
import { executionMoney } from './sheets/execution.ts';
import { executionPairs } from './sheets/execution-pairs.ts';
import { listedMoney } from './sheets/listed-money.ts';
import { printsOf } from './sheets/prints.ts';
import { scoresIn } from './sheets/scores.ts';
import { type Sheet, sheetOf } from './sheets/sheet.ts';
import { taskListIn, taskMoney } from './sheets/task-list.ts';

/** What the forms stage needs of a pipeline's declarations. */
export interface FormsPipeline {
  readonly formWords: FormWords;
  readonly kind: { readonly default_unit: Unit };
}

export interface FormsOptions {
  /** Keep names and telephone numbers of 负责人, 经办人 and the like; they are left out by default. */
  readonly keepContacts?: boolean;
}

/** What is read beside the statements. */
export interface FormsFound extends Report, Pick<FormsRead, 'amounts' | 'tables'> {
  /** The money of lists of targets, and of how a budget was spent: tables to be read as such beside the form. */
  readonly lists: readonly Table[];
  /** Figures of forms that are declared to be no amounts. */
  readonly scores: ReadonlySet<TableCell>;
  /** The money of lists of tasks that stand within a form. */
  readonly within: readonly Table[];
}

/**
 * Everything beside the statements: performance targets, projects, the purchase catalogue, assets, procurement, staff
 * and the chapters' text.
 */
export function forms(
  tables: readonly Table[],
  layouts: readonly PageLayout[],
  classification: Classification | null,
  pipeline: FormsPipeline,
  options: FormsOptions = {},
): Outcome<FormsFound> {
  const words = pipeline.formWords;
  const keepContacts = options.keepContacts ?? false;
  const sheets = otherTables(tables, classification).map(sheetOf);
  const catalogSheets = catalogIn(sheets, words);
  const catalog = catalogOf(catalogSheets, words);
  const others = sheets.filter((sheet) => !catalogSheets.includes(sheet));
  const known = knownNames(tables, classification, words.organisations);
  const unit = pipeline.kind.default_unit;
  const read = readForms(others, layouts, words, { keepContacts, unit, known, prints: printsOf(tables) });
  const chapters = chaptersOf(layouts, tables, words, keepContacts);
  const stated = statedIn(chapters, others, words);
  const { indicators, projects, fields, staff, amounts } = read;
  const isFunds = amongFunds(projects);
  const ofForms = new Set([...read.tables, ...formsByTitle(classification)]);
  const own = others.filter(({ table }) => ofForms.has(table.index));
  const scores = new Set(others.flatMap(({ table }) => scoresIn(table, words.scores)));
  return {
    value: {
      indicators,
      projects,
      fields,
      amounts,
      catalog: catalog.rows,
      chapters,
      ...stated,
      staff: [...staff, ...stated.staff],
      lists: own.flatMap(
        (sheet) =>
          listedMoney(sheet, words, isFunds, scores) ??
          executionMoney(sheet, words) ??
          executionPairs(sheet, words) ??
          [],
      ),
      scores,
      within: own.flatMap((sheet) => {
        const tasks = taskListIn(sheet, words);
        return tasks === null ? [] : [taskMoney(sheet.table, tasks)];
      }),
      tables: [...read.tables, ...catalogSheets.map(({ table }) => table.index)],
    },
    notes: [...read.notes, ...catalog.notes],
  };
}

function formsByTitle(classification: Classification | null): number[] {
  return (classification?.tables ?? []).flatMap(({ table, role }) => (role === 'form' ? [table] : []));
}

/** Statements and contents pages are other stages' work. */
function otherTables(tables: readonly Table[], classification: Classification | null): Table[] {
  const roles = new Map(classification?.tables.map(({ table, role }) => [table, role]));
  return tables.filter(({ index }) => roles.get(index) !== 'statement' && roles.get(index) !== 'contents');
}

/** The tables of a catalogue: those with its header, and what follows them page by page. */
function catalogIn(sheets: readonly Sheet[], words: FormWords): Sheet[] {
  const found: Sheet[] = [];
  for (const sheet of sheets) {
    const last = found.at(-1)?.table.pages.at(-1);
    const next = last !== undefined && (sheet.table.pages[0] ?? 0) - last <= 1;
    if (catalogHeader(sheet, words) !== null || (next && continuesCatalog(sheet))) found.push(sheet);
  }
  return found;
}
