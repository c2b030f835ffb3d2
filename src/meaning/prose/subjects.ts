import type { ProseSection, ProseSubject } from '../../declare/prose.ts';
import type { NameTarget, ProseRole, ProseWords } from '../../declare/prose-words.ts';
import type { ProseWording } from '../../declare/wording/wording.ts';
import type { ClaimBinding, ClaimTarget } from '../../model/fact.ts';
import { bareWords } from '../../model/text.ts';
import type { SubjectPath } from './paths.ts';

/** What an amount speaks of. */
export interface Reference {
  readonly targets: readonly ClaimTarget[];
  readonly binding: ClaimBinding;
  /** Of another year than the document's: only a statement that prints last year's figures may confirm it. */
  readonly prior: boolean;
  /** Whether it is a line that the prose names: its columns are that line's, not the table's. */
  readonly named: boolean;
}

export const NOTHING: Reference = { targets: [], binding: 'weak', prior: false, named: false };

/** The report (本部门、本年度) that the prose speaks of unless it says otherwise. */
export interface Own {
  readonly fiscalYear: number | null;
  readonly department: string | null;
}

const YEAR = /20\d\d年?度?/gu;
/** What a declared subject means without a line of its own. */
const WHOLE = '合计';

function fromSubject({ is, binding }: ProseSubject): Reference {
  const targets = is.map(({ statement, side = null, line, measure }) => ({
    statement,
    side,
    code: null,
    lines: line,
    measure,
  }));
  return { targets, binding, prior: false, named: false };
}

function fromNames(names: readonly NameTarget[], lines: readonly string[], code: string | null): Reference {
  const targets = names.map(({ statement, side = null, measure }) => ({ statement, side, code, lines, measure }));
  return { targets, binding: 'firm', prior: false, named: true };
}

/** A path speaks of its last level; the names above it tell equal names apart. */
export function fromPath(path: SubjectPath, section: ProseSection | null, words: ProseWords): Reference {
  if (section?.closed) return NOTHING;
  const names = section && section.names.length > 0 ? section.names : words.names;
  return fromNames(names, [path.names.join('/')], path.code);
}

/** The same subject's figure in another role: planned, at the beginning of the year or `headed` otherwise, or last year's. */
function inRole(reference: Reference, role: ProseRole, headed: readonly string[]): Reference {
  if (role === 'repeat') return reference;
  const measure = role === 'planned' ? 'planned' : 'prior_total';
  const which = headed.length > 0 && role === 'planned' ? { headed } : {};
  const targets = reference.targets.map((target) => ({ ...target, ...which, measure }));
  const { binding, named } = reference;
  return { targets, binding: role === 'planned' ? binding : 'weak', prior: role === 'prior', named };
}

/** The last year that the words name; null for none. */
function lastYear(text: string): number | null {
  const years = text.match(/20\d\d(?=年)/gu);
  return years ? Number(years.at(-1)) : null;
}

/** A subject as the words name it, and the figure of it that they mean. */
export interface Reading {
  /** What later words without a subject of their own speak of; null when the words name none. */
  readonly subject: Reference | null;
  readonly figure: Reference;
  /** The role that the words say themselves; null where they leave it to what was said before. */
  readonly role: ProseRole | null;
  /** Whether words before the subject make it another's: 所属某中心收入总计, 全县支出, 三年支出总计. */
  readonly foreign: boolean;
}

/** Whether words speak of a year before the document's. */
export function speaksOfPast(words: string, fiscalYear: number | null, { last_year }: ProseWording): boolean {
  const year = lastYear(words);
  return (year !== null && fiscalYear !== null && year < fiscalYear) || last_year.test(words);
}

/** What words before a subject say beyond this report, its year and the funds that the section is about; '' for nothing. */
function beyondOwn(
  before: string,
  { department }: Own,
  { own, behind_fund }: ProseWording,
  section: ProseSection | null,
): string {
  let rest = before.replace(YEAR, '');
  for (let left = ''; left !== rest; ) {
    left = rest;
    rest = rest.replace(own, '');
    const name = bareWords(department ?? '');
    if (name !== '' && rest.startsWith(name)) rest = rest.slice(name.length);
    const fund = section?.funds.find((one) => rest.startsWith(one));
    if (fund !== undefined) rest = rest.slice(fund.length).replace(behind_fund, '');
  }
  return rest;
}

/** Whether what is said before a subject is nothing, or the end of the department's name (区教育局). */
function isOwn(beyond: string, { department }: Own): boolean {
  return beyond === '' || (department !== null && bareWords(department).endsWith(beyond));
}

/** A column of the whole table, said within the words about one of its lines, is that line's: 其中：基本支出…. */
function withinLine(reference: Reference, governing: Reference | null): Reference {
  const [first] = reference.targets;
  if (!governing?.named || !first?.lines.includes(WHOLE) || first.measure === 'total') return reference;
  const columns = new Set(reference.targets.flatMap(({ lines, measure }) => (lines.includes(WHOLE) ? measure : [])));
  const own = governing.targets.flatMap((target) => [...columns].map((measure) => ({ ...target, measure })));
  return { ...reference, targets: [...own, ...reference.targets], binding: 'weak', named: true };
}

/** Which of the plans of a year a text names: the words that its column is headed with. */
function planNamed(text: string, { initial_plan, adjusted_plan }: ProseWording): readonly string[] {
  return [initial_plan, adjusted_plan].find((words) => words.some((word) => text.includes(word))) ?? [];
}

/** Reads the words before an amount: their own subject, or the one in force (`governing`) in another role. */
export function readWords(
  prefix: string,
  governing: Reference | null,
  section: ProseSection | null,
  words: ProseWords,
  own: Own,
): Reading {
  const { linking, leading, this_year } = words.wording;
  const past = speaksOfPast(prefix, own.fiscalYear, words.wording);
  const read = (subject: Reference | null, role: ProseRole, before = ''): Reading => {
    const beyond = beyondOwn(before, own, words.wording, section);
    const figure = inRole(subject ?? NOTHING, past ? 'prior' : role, planNamed(prefix, words.wording));
    // 当年收入: a total may hold the money of the years before as well
    const thisYear = beyond !== '' && beyond.replace(this_year, '') === '';
    return {
      subject: past ? null : subject,
      figure: thisYear && figure.binding === 'firm' ? { ...figure, binding: 'loose' } : figure,
      role: past ? 'prior' : said,
      foreign: !thisYear && !isOwn(beyond, own),
    };
  };
  let said: ProseRole | null = null;
  const side = governing?.targets[0]?.side ?? null;
  let text = bareWords(prefix);
  let role: ProseRole = 'repeat';
  for (let rounds = 0; rounds < 4; rounds++) {
    const match = words.role(text);
    const planned = match?.role === 'planned' ? words.subject(match.before, section, side) : null;
    if (planned !== null) said = 'planned';
    if (planned !== null) return read(fromSubject(planned.subject), 'planned', planned.before);
    const found = words.subject(text, section, side);
    if (found !== null) return read(withinLine(fromSubject(found.subject), governing), role, found.before);
    if (match === null && !linking.test(text)) break;
    if (match !== null && role === 'repeat') role = match.role;
    if (match !== null) said ??= match.role;
    text = match?.before ?? text.replace(linking, '');
  }
  const rest = text.replace(YEAR, '').replace(this_year, '').replace(leading, '');
  if (rest === '') return { ...read(governing, role), subject: governing };
  const name = beyondOwn(rest, own, words.wording, section);
  const named = section !== null && !section.closed && section.names.length > 0 && /[\u4e00-\u9fff]{2}$/u.test(name);
  return read(named ? fromNames(section.names, [`…${name}`], null) : null, role);
}

/** A clause that says that there is none of something: a claim of 0. */
export interface Denial {
  readonly start: number;
  readonly end: number;
  readonly reference: Reference;
}

/** Finds clauses such as 本部门无“三公”经费预算。 Of what more words say (没有公立医院的基本支出) the figure is open. */
export function denialsOf(text: string, section: ProseSection | null, words: ProseWords, own: Own): readonly Denial[] {
  return [...text.matchAll(words.wording.none)].flatMap((match) => {
    const [clause, before = '', what = ''] = match;
    const found = words.subject(bareWords(what), section, null);
    const subject = found?.subject ?? null;
    const certain = subject !== null && subject.is.length > 0 && subject.binding === 'firm';
    if (!certain || speaksOfPast(before, own.fiscalYear, words.wording) || words.wording.reason.test(before)) return [];
    const reference = fromSubject(subject);
    const whole = isOwn(beyondOwn(found?.before ?? '', own, words.wording, section), own);
    return [
      {
        start: match.index,
        end: match.index + clause.length,
        reference: whole ? reference : { ...reference, binding: 'loose' },
      },
    ];
  });
}
