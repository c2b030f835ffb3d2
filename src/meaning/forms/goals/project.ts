import type { FormWords } from '../../../declare/forms.ts';
import type { FormsWording } from '../../../declare/wording/wording.ts';
import { union } from '../../../model/box.ts';
import type { Project } from '../../../model/form.ts';
import type { Unit } from '../../../model/money.ts';
import type { Source } from '../../../model/page.ts';
import { bareWords } from '../../../model/text.ts';
import type { FormDraft } from '../sheets/sections.ts';
import type { Entry } from './fields.ts';
import { fundsOf } from './funds.ts';
import { REVIEW_BELOW } from './indicators.ts';
import { nearestValue, printedName } from './misread.ts';

/** The head of a project's form; null when it names no project. */
export function projectOf(
  form: FormDraft,
  entries: readonly Entry[],
  words: FormWords,
  fallback: Unit,
): Project | null {
  const field = (key: string) => entries.find((entry) => isField(entry, key) && entry.value !== '') ?? null;
  const name = field('project_name');
  if (name === null) return null;
  const department = coded(field('department')?.value ?? null);
  const funds = fundsOf(entries, words, fallback);
  const flags = new Set(funds.flags);
  if (differs(entries)) flags.add('head-differs');
  const asked = form.listed?.some(({ concept }) => concept.is === 'total') ?? true;
  if (asked && funds.period.total === null && funds.annual.total === null) flags.add('funds-missing');
  const confidence = Math.min(funds.confidence, name.valueCell?.confidence ?? 1);
  const pages = pagesOf(form);
  const nature = field('nature');
  const printed = durationOf(entries, words.wording);
  const inNature = printed === null && nature !== null && sourceOf(nature) === 'ocr' ? yearsWithin(nature.value) : null;
  if (inNature !== null) flags.add('value-corrected');
  return {
    pages,
    box: union(
      entries
        .filter((entry) => entry.label.page === pages[0])
        .flatMap(({ label, valueCell }) => [label.box, (valueCell ?? label).box]),
    ),
    name: printedName(name.value, sourceOf(name)),
    departmentCode: department.code,
    department: department.name,
    unit: coded(field('unit')?.value ?? null).name,
    nature: nature === null ? null : natureOf(nature, words),
    durationYears: printed ?? inNature,
    fundsUnit: funds.unit,
    period: funds.period,
    annual: funds.annual,
    confidence,
    // a unit that recognition may have lost is ten thousand times too much
    needsReview: confidence < REVIEW_BELOW || [...flags].some((flag) => flag !== 'unit-assumed' || confidence < 1),
    flags: [...flags],
  };
}

function sourceOf(entry: Entry): Source {
  return entry.valueCell?.source ?? 'text';
}

/** Of several choices with boxes before or behind them (新增项目□ 延续项目√) the one that is ticked; else the text. */
function tickedOf(text: string, { choice, chosen }: FormsWording): string {
  const parts = text.split(choice);
  const before = parts[0] === '';
  const pairs = parts.flatMap((mark, at) => (at % 2 === 1 ? [[mark, parts[before ? at + 1 : at - 1] ?? '']] : []));
  const ticked = pairs.filter(([mark = '']) => chosen.test(mark));
  const [only] = pairs.length > 1 && ticked.length === 1 ? ticked : [];
  return only?.[1] || text;
}

function natureOf(entry: Entry, words: FormWords): string {
  const text = tickedOf(printedName(entry.value, sourceOf(entry)), words.wording);
  return nearestValue(text, sourceOf(entry), words.declared.values.nature ?? [], words.distance);
}

/** Fields of a project that are kept beside its name and money. */
const KEPT = ['department', 'unit', 'nature'];

/** A project of which a field was read unsurely, unless it says what the report or a declaration says: to be looked at. */
export function withUnsureFields(
  project: Project,
  entries: readonly Entry[],
  words: FormWords,
  units: readonly string[],
): Project {
  const known = new Set([...units, ...(words.declared.values.nature ?? [])].map(bareWords));
  const said = [project.department, project.unit, project.nature].map((text) => text && bareWords(text));
  const unsure = KEPT.some((key, at) => {
    const entry = entries.find((one) => isField(one, key) && one.value !== '');
    const text = said[at];
    return text && !known.has(text) && (entry?.valueCell?.confidence ?? 1) < REVIEW_BELOW;
  });
  if (!unsure) return project;
  return { ...project, needsReview: true, flags: [...project.flags, 'name-doubtful'] };
}

/** Whether an entry of a form's head is the field of that key. */
export function isField(entry: Entry, key: string): boolean {
  return entry.concept?.is === 'field' && entry.concept.key === key;
}

/** The pages on which a form stands. */
export function pagesOf(form: FormDraft): number[] {
  const pages = new Set<number>();
  for (const { sheet, from, to } of [...form.heads, ...form.sections]) {
    for (let row = from; row < to; row++) for (const cell of sheet.starting[row] ?? []) pages.add(cell.page);
  }
  for (const { cell } of form.listed ?? []) if (cell !== null) pages.add(cell.page);
  return [...pages].sort((a, b) => a - b);
}

/** Whether a head printed twice says different things. */
function differs(entries: readonly Entry[]): boolean {
  return ['project_name', 'unit', 'nature', 'duration'].some((key) => {
    const values = entries
      .filter((entry) => isField(entry, key) && entry.value !== '')
      .map((entry) => printedName(entry.value));
    return new Set(values).size > 1;
  });
}

/** `062-某局`, `某局（062）` → code and name. */
function coded(text: string | null): { code: string | null; name: string | null } {
  if (text === null) return { code: null, name: null };
  const first = /^([0-9A-Z]{2,})[-－—–_·]*(?=[^0-9])(.+)$/u.exec(text);
  if (first?.[1] !== undefined && first[2] !== undefined) return { code: first[1], name: printedName(first[2]) };
  const last = /^(.+?)[-－—–（(]+(\d{2,})[）)]?$/u.exec(text);
  if (last?.[1] !== undefined && last[2] !== undefined) return { code: last[2], name: printedName(last[1]) };
  return { code: null, name: printedName(text) };
}

/** The years that the kind of a project says, where recognition lost them in their own field: 一次性项目（1年结束）. */
function yearsWithin(nature: string): number | null {
  const years = /[（(](\d{1,2})年/u.exec(nature)?.[1];
  return years === undefined ? null : Number(years);
}

const DIGITS = '一二三四五六七八九十';

/** Years: `3年`, `三年`, `18个月`, `2025-2027年`, or from the years in which it begins and ends. */
function durationOf(entries: readonly Entry[], wording: FormsWording): number | null {
  const printed = (key: string) => entries.find((entry) => isField(entry, key) && entry.value !== '')?.value ?? '';
  const text = printed('duration').replace(wording.misread_one, '1');
  const years = /^(\d+(?:\.\d+)?)年?(?:（|\(|$)/u.exec(text)?.[1];
  if (years !== undefined && Number(years) < 1900) return Number(years);
  const months = wording.months.exec(text)?.[1];
  if (months !== undefined) return Number(months) / 12;
  const word = wording.years_in_words.exec(text)?.[1];
  if (word !== undefined) return DIGITS.indexOf(word) + 1;
  const named = [...`${text} ${printed('start')} ${printed('end')}`.matchAll(/(?:19|20)\d\d/gu)].map(([year]) =>
    Number(year),
  );
  const [from, until] = [named[0], named.at(-1)];
  return from !== undefined && until !== undefined && named.length > 1 && until >= from ? until - from + 1 : null;
}
