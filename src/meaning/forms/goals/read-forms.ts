import type { FormWords } from '../../../declare/forms.ts';
import type { FormsWording } from '../../../declare/wording/wording.ts';
import type { Flag, NoteCode } from '../../../model/codes.ts';
import type { ClaimDraft } from '../../../model/fact.ts';
import type { FormField, Indicator, Project, Staff } from '../../../model/form.ts';
import type { PageLayout } from '../../../model/grid.ts';
import type { Unit } from '../../../model/money.ts';
import type { Note } from '../../../model/note.ts';
import { withoutContacts } from '../contacts.ts';
import { departmentAmounts } from '../department.ts';
import { type KnownNames, withKnownNames } from '../known-names.ts';
import { tieHalves } from '../sheets/halves.ts';
import type { Prints } from '../sheets/prints.ts';
import { keyOf, type ReadForm, withoutRepeats } from '../sheets/repeated.ts';
import { branchesOf, type FormDraft, formsIn, joined } from '../sheets/sections.ts';
import { place, type Sheet } from '../sheets/sheet.ts';
import { type Entry, entriesOf, keyOfConcept, listedEntries } from './fields.ts';
import { indicatorsOf, REVIEW_BELOW } from './indicators.ts';
import { isField, pagesOf, projectOf, withUnsureFields } from './project.ts';

export interface ReadOptions {
  readonly keepContacts: boolean;
  /** Unit of amounts where none is printed. */
  readonly unit: Unit;
  /** Names that the statements print. */
  readonly known: KnownNames;
  /** Words that the document prints. */
  readonly prints: Prints;
}

export interface FormsRead {
  readonly indicators: readonly Indicator[];
  readonly projects: readonly Project[];
  readonly fields: readonly FormField[];
  readonly staff: readonly Staff[];
  /** What the department's own form states of the statements. */
  readonly amounts: readonly ClaimDraft[];
  readonly notes: readonly Note[];
  /** Tables that were read as forms: `Table.index`. */
  readonly tables: readonly number[];
}

/** Reads the forms (绩效目标表) among some tables. */
export function readForms(
  sheets: readonly Sheet[],
  layouts: readonly PageLayout[],
  words: FormWords,
  options: ReadOptions,
): FormsRead {
  const read = inOneUnit(formsIn(sheets, words), words, options);
  const checked = read.map((form) => withCutPages(form, layouts, words));
  const { forms, notes } = withoutRepeats(checked, words.distance);
  const fields = read.flatMap((form) => withoutRepeated(fieldsOf(form, options.keepContacts ? null : words.wording)));
  return {
    indicators: forms.flatMap(indicatorsWithProject),
    projects: forms.flatMap(({ project }) => (project === null ? [] : [project])),
    fields,
    staff: fields.flatMap((field) => staffOf(field, words)),
    amounts: read.flatMap(({ draft, entries }) =>
      draft.kind === 'department' ? departmentAmounts(entries, words) : [],
    ),
    notes: [...checked.flatMap((form) => formNotes(form, words)), ...notes],
    tables: checked.filter((form) => form.indicators.length > 0).flatMap(({ draft }) => tablesOf(draft)),
  };
}

function tablesOf({ heads, sections }: FormDraft): number[] {
  return [...heads, ...sections].map(({ sheet }) => sheet.table.index);
}

interface FormRead extends ReadForm {
  readonly draft: FormDraft;
  readonly entries: readonly Entry[];
  readonly cut: boolean;
}

function readForm(draft: FormDraft, words: FormWords, { unit, known, prints }: ReadOptions): FormRead {
  const entries = [...listedEntries(draft), ...draft.heads.flatMap((head) => entriesOf(head, words))];
  const read = draft.kind === 'department' ? null : projectOf(draft, entries, words, unit);
  const units = known.units.map(({ name }) => name);
  const project =
    read === null ? null : withUnsureFields(withKnownNames(read, known, words.distance), entries, words, units);
  return {
    draft,
    entries,
    project,
    indicators: tieHalves(indicatorsOf(draft.sections, words), words.distance, prints),
    cut: false,
  };
}

/** The forms of a report are printed alike: where one has no unit, or it was lost, that of all others is taken for it. */
function inOneUnit(drafts: readonly FormDraft[], words: FormWords, options: ReadOptions): FormRead[] {
  const readIn = (unit: Unit) =>
    continued(
      drafts.map((draft) => readForm(draft, words, { ...options, unit })),
      words,
      { ...options, unit },
    );
  const read = readIn(options.unit);
  const assumed = ({ flags }: Project) => flags.includes('unit-assumed');
  const projects = read.flatMap(({ project }) => (project === null ? [] : [project]));
  const [unit, ...more] = new Set(projects.filter((project) => !assumed(project)).map(({ fundsUnit }) => fundsUnit));
  const agreed = unit !== undefined && more.length === 0 && unit !== options.unit && projects.some(assumed);
  return agreed ? readIn(unit) : read;
}

/**
 * A form whose head is printed again on its next page is one form: same name and money, and indicators that do not
 * begin anew.
 */
function continued(forms: readonly FormRead[], words: FormWords, options: ReadOptions): FormRead[] {
  const result: FormRead[] = [];
  for (const form of forms) {
    const before = result.at(-1);
    if (before !== undefined && goesOn(before, form)) {
      result[result.length - 1] = readForm(joined(before.draft, form.draft), words, options);
    } else result.push(form);
  }
  return result;
}

function goesOn(a: FormRead, b: FormRead): boolean {
  if (a.project === null || b.project === null || a.project.name !== b.project.name) return false;
  if ((b.project.pages[0] ?? 0) - (a.project.pages.at(-1) ?? 0) > 1) return false;
  const conflict = (x: bigint | null, y: bigint | null) => x !== null && y !== null && x !== y;
  if (conflict(a.project.period.total, b.project.period.total)) return false;
  if (conflict(a.project.annual.total, b.project.annual.total)) return false;
  const known = new Set(a.indicators.map(keyOf));
  return !b.indicators.some((indicator) => known.has(keyOf(indicator)));
}

/** The share of the page's height below which a form that ends has come to the foot of its page. */
const FOOT = 0.8;

/**
 * A form that runs to the foot of its page, or is followed by a page of which nothing was read, and stops before the
 * last branch of the schema has probably lost its next page. What was read stays; it is flagged.
 */
function withCutPages(form: FormRead, layouts: readonly PageLayout[], words: FormWords): FormRead {
  const branches = Object.keys(words.declared.indicators.schema);
  const last = branches.at(-1);
  const printed = branchesOf(form.draft.sections, words);
  // of a list of projects each one ends where the next begins
  const alone = form.draft.listed === undefined;
  const cut = alone && last !== undefined && !printed.includes(last) && endsTooSoon(form.draft, layouts);
  if (!cut) return form;
  const flags: readonly Flag[] = [...(form.project?.flags ?? []), 'form-cut'];
  const project = form.project === null ? null : { ...form.project, needsReview: true, flags };
  return { ...form, project, cut };
}

function endsTooSoon(draft: FormDraft, layouts: readonly PageLayout[]): boolean {
  const all = [...draft.heads, ...draft.sections].flatMap(({ sheet, from, to }) =>
    sheet.starting.slice(from, to).flat(),
  );
  const page = Math.max(...all.map((cell) => cell.page));
  const bottom = Math.max(...all.filter((cell) => cell.page === page).map((cell) => cell.box.y1));
  const height = layouts.find((layout) => layout.page === page)?.height ?? Infinity;
  const next = layouts.find((layout) => layout.page === page + 1);
  return bottom > FOOT * height || (next !== undefined && next.lines.length === 0 && next.grids.length === 0);
}

/** The form's project name: null for the department as a whole, '' where the head is lost. */
function nameOf(form: ReadForm & Partial<FormRead>): string | null {
  if (form.project !== null) return form.project.name;
  return form.draft?.kind === 'project' ? '' : null;
}

function indicatorsWithProject(form: ReadForm & Partial<FormRead>): Indicator[] {
  const project = nameOf(form);
  const lost = project === '';
  const name = form.entries?.find((entry) => isField(entry, 'project_name') && entry.value !== '');
  const unsure = lost || (form.project !== null && (name?.valueCell?.confidence ?? 1) < REVIEW_BELOW);
  return form.indicators.map((indicator) => ({
    ...indicator,
    project,
    needsReview: indicator.needsReview || unsure,
    flags: lost ? [...indicator.flags, 'head-missing'] : indicator.flags,
  }));
}

function formNotes(form: FormRead, words: FormWords): Note[] {
  const page = pagesOf(form.draft)[0] ?? null;
  const data = { name: nameOf(form) ?? '' };
  const note = (code: NoteCode): Note => ({
    code,
    severity: 'warning',
    page,
    box: form.project?.box ?? null,
    statement: null,
    data,
  });
  const notes: Note[] = [];
  if (form.cut) notes.push(note('form-cut'));
  if (form.project === null && form.draft.kind === 'project') notes.push(note('form-head-missing'));
  // a list of projects and their money has no columns for indicators
  const expected = form.draft.listed === undefined || form.draft.sections.length > 0;
  // a form of the department that names levels of indicators under a header that nobody knows
  const unknown = form.draft.sections.length === 0 && branchesOf(form.draft.heads, words).length > 0;
  if (expected && (form.project !== null || unknown) && form.indicators.length === 0)
    notes.push(note('form-without-indicators'));
  return notes;
}

function fieldsOf(form: FormRead, contacts: FormsWording | null): FormField[] {
  const project = nameOf(form);
  return form.entries.flatMap((entry) => {
    const contact = entry.concept?.is === 'contact';
    if (entry.value === '' || (contact && contacts !== null)) return [];
    const cells = entry.valueCell === null ? [entry.label] : [entry.valueCell];
    const confidence = Math.min(...cells.map((cell) => cell.confidence));
    const label = [
      ...entry.under.map((cell) => cell.text),
      entry.label === entry.valueCell ? (entry.label.text.split(/[：:]/u)[0] ?? '') : entry.label.text,
    ].join('/');
    return [
      {
        ...place(cells),
        project,
        key: keyOfConcept(entry),
        label,
        value: contacts === null ? entry.value : withoutContacts(entry.value, contacts),
        confidence,
        needsReview: confidence < REVIEW_BELOW,
      },
    ];
  });
}

/** A head printed again says nothing new. */
function withoutRepeated(fields: readonly FormField[]): FormField[] {
  const seen = new Set<string>();
  return fields.filter((field) => {
    const key = `${field.label}|${field.value}|${Math.round(field.box.x0)}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Numbers of people and offices that a form states. */
function staffOf(field: FormField, words: FormWords): Staff[] {
  const count = /^(\d+)(\p{L}*)$/u.exec(field.value);
  if (field.key === null || !words.declared.staff_fields.includes(field.key) || count === null) return [];
  return [
    {
      ...{
        page: field.page,
        box: field.box,
        organisation: null,
        kind: field.key,
        item: field.label.split('/').at(-1) ?? '',
      },
      ...{ count: Number(count[1]), unit: count[2] ?? '', phrase: `${field.label}：${field.value}` },
      ...{ confidence: field.confidence, needsReview: field.needsReview },
    },
  ];
}
