import type { Measure } from '../model/statement.ts';
import { bareWords, tidyName } from '../model/text.ts';
import { wordMap } from '../model/word-map.ts';
import type { Organisations } from '../words/organisations.ts';
import type { ProseDeclaration, ProseSection, ProseSubject, ProseTarget } from './prose.ts';
import type { ProseWording } from './wording/wording.ts';

/** What a name of a subject stands for in a section. */
export type NameTarget = Omit<ProseTarget, 'line'>;
export type ProseRole = keyof ProseDeclaration['roles'];

/** A word of a role found at the end of a text, and what stands before it. */
export interface RoleMatch {
  readonly role: ProseRole;
  readonly before: string;
}

/** A subject found at the end of a text, and what stands before it. */
export interface SubjectMatch {
  readonly subject: ProseSubject;
  readonly before: string;
}

/** The words of a prose.yaml, compiled. */
export interface ProseWords {
  /** Words that the prose of every kind uses. */
  readonly wording: ProseWording;
  readonly names: readonly NameTarget[];
  readonly thresholds: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** Words about what money is for, longest first. */
  readonly purpose: {
    readonly opening: readonly string[];
    readonly unfinished: readonly string[];
    readonly natures: readonly { readonly words: readonly string[]; readonly measure: Measure }[];
  };
  /** Words before the year with which this one is compared. */
  readonly compared: readonly string[];
  skips(heading: string): boolean;
  /** The section that a heading opens; null when none is declared. */
  section(heading: string): ProseSection | null;
  /** Whether a heading is nothing but the name of an organisation. */
  isName(heading: string): boolean;
  /** The subject whose words are the longest end of `text`: the section's own, else those of any section. */
  subject(text: string, section: ProseSection | null, side: string | null): SubjectMatch | null;
  role(text: string): RoleMatch | null;
  /** Whether `text` ends in words for a change: 1 increase, -1 decrease, 0 none. */
  change(text: string): 1 | -1 | 0;
}

/** An entry may hold several spellings, separated by spaces. */
const spread = (list: readonly string[]): string[] => list.flatMap((entry) => entry.split(/\s+/u));

const longestFirst = (list: readonly string[]): string[] => spread(list).sort((a, b) => b.length - a.length);

type Ending<T> = readonly [word: string, value: T];

function endings<T>(entries: Iterable<readonly [readonly string[], T]>): readonly Ending<T>[] {
  const list: Ending<T>[] = [];
  for (const [words, value] of entries) for (const word of spread(words)) list.push([bareWords(word), value]);
  return list.sort((a, b) => b[0].length - a[0].length);
}

function subjectEndings(subjects: readonly ProseSubject[]): readonly Ending<ProseSubject>[] {
  return endings(subjects.map((subject) => [[subject.words], subject] as const));
}

/** Compiles a prose.yaml. */
export function compileProse(prose: ProseDeclaration, wording: ProseWording, names: Organisations): ProseWords {
  const skips = wordMap(spread(prose.skip).map((pattern) => [pattern, true] as const));
  const headings = (list: readonly ProseSection[]) =>
    wordMap(list.flatMap((section) => spread([section.headings]).map((pattern) => [pattern, section] as const)));
  const early = headings(prose.sections.filter(({ first }) => first));
  const sections = headings(prose.sections.filter(({ first }) => !first));
  const own = new Map(prose.sections.map((section) => [section, subjectEndings(section.subjects)]));
  const common = subjectEndings(prose.subjects);
  const roles = endings<ProseRole>([
    [prose.roles.repeat, 'repeat'],
    [prose.roles.planned, 'planned'],
    [prose.roles.prior, 'prior'],
  ]);
  const changes = endings<1 | -1>([
    [prose.increase, 1],
    [prose.decrease, -1],
  ]);
  return {
    wording,
    names: prose.names,
    thresholds: { before: spread(prose.thresholds.before), after: spread(prose.thresholds.after) },
    purpose: {
      opening: longestFirst(prose.purpose.opening),
      unfinished: longestFirst(prose.purpose.unfinished),
      natures: prose.purpose.natures.map((nature) => ({ words: spread([nature.words]), measure: nature.measure })),
    },
    compared: longestFirst(prose.compared),
    skips: (heading) => skips.find(heading) === true,
    section: (heading) => early.find(heading) ?? sections.find(heading),
    isName: (heading) => names.reports(tidyName(heading)),
    subject(text, section, side) {
      const fits = ([word, subject]: Ending<ProseSubject>): boolean =>
        text.endsWith(word) && (subject.after === undefined || subject.after === side);
      const conditional = (list: readonly Ending<ProseSubject>[]): SubjectMatch | null => {
        const found = list.filter(fits);
        const longest = found[0]?.[0].length ?? 0;
        const same = found.filter(([word]) => word.length === longest);
        const [, subject] = same.find(([, one]) => one.after !== undefined) ?? same[0] ?? [];
        return subject === undefined ? null : { subject, before: text.slice(0, text.length - longest) };
      };
      const mine = section === null ? null : conditional(own.get(section) ?? []);
      return mine ?? (section?.closed ? null : conditional(common));
    },
    role(text) {
      const found = roles.find(([word]) => text.endsWith(word));
      return found ? { role: found[1], before: text.slice(0, -found[0].length) } : null;
    },
    change: (text) => changes.find(([word]) => text.endsWith(word))?.[1] ?? 0,
  };
}
