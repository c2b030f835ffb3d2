import type { StatementKind } from '../model/statement.ts';
import { bareWords } from '../model/text.ts';
import type { Organisations } from '../words/organisations.ts';
import { type ClassPattern, type ReadTitle, TitleClasses, type TitleMatch, take, tally } from './title-classes.ts';

export type { TitleMatch } from './title-classes.ts';

/** A declared title: words that occur in this order; `?` before a word makes it optional. `kind` null: not a statement. */
export interface TitlePattern {
  readonly kind: StatementKind | null;
  readonly words: readonly string[];
}

export interface TitleMatcher {
  /** Every kind whose declared title the whole line could be, best first. `department` is skipped where it stands. */
  match(line: string, department: string): readonly TitleMatch[];
  /** The same for a recognised line, in which some characters may be misread or out of order. */
  nearly(line: string, department: string): readonly TitleMatch[];
  /** What a line says apart from year, table number, department and fillers. */
  read(line: string, department: string): ReadTitle;
}

interface Compiled {
  readonly kind: StatementKind | null;
  readonly words: readonly { readonly text: string; readonly optional: boolean }[];
}

const TABLE_NUMBER =
  /^(?:(?:部门|单位)?(?:预算|决算)?(?:公开)?(?:附件|附表|表格|表)(?:\d+|[一二三四五六七八九十]+(?![般]))|(?:公开|预算|决算)?\d{1,2}表)/u;
/** The same behind the title: （财决01表）. */
const NUMBER_BEHIND = /(?:财决公开|财决|公开|预算|决算|附)?\d{1,2}表$/u;
const YEAR = /(?:20\d\d|二[〇○零O0][一二三四五六七八九〇○零]{2})年?度?/gu;

/** The words of a possible title: no table number, year or department. */
function core(line: string, department: string): string {
  let text = bareWords(line).replace(TABLE_NUMBER, '').replace(NUMBER_BEHIND, '').replace(YEAR, '');
  if (department !== '') text = text.replace(department, '');
  return text;
}

function matchOne(title: Compiled, text: string, filler: RegExp, endings: Organisations): TitleMatch | null {
  let at = 0;
  let matched = 0;
  let unknown = 0;
  for (const word of title.words) {
    const found = text.indexOf(word.text, at);
    const between = found < 0 ? '' : text.slice(at, found).replace(filler, '');
    if (word.optional && (found < 0 || between !== '')) continue;
    if (found < 0) return null;
    // A publisher's name may stand before the title; anything else unknown makes it another title.
    if (matched > 0 || !endings.standsBeforeTitle(between)) unknown += between.length;
    matched += word.text.length;
    at = found + word.text.length;
  }
  if (title.kind === null) return { kind: null, matched, score: 1, coded: false };
  unknown += text.slice(at).replace(filler, '').length;
  return { kind: title.kind, matched, score: 1 - Math.min(1, unknown / Math.max(4, matched)), coded: false };
}

/** How well a title's characters explain a misread line; 0 unless most characters of every word are there. */
function matchNearly(title: Compiled, text: string, fillers: ReadonlySet<string>): TitleMatch | null {
  const bag = tally(text);
  let matched = 0;
  let missing = 0;
  for (const { text: word, optional } of title.words) {
    if (optional && !text.includes(word)) continue;
    const found = take(word, bag);
    if (found < Math.max(1, word.length / 2)) return null;
    matched += found;
    missing += word.length - found;
  }
  let unknown = 0;
  for (const [char, left] of bag) if (!fillers.has(char)) unknown += left;
  const score = 0.95 - Math.min(0.95, (missing + unknown) / Math.max(6, matched + missing));
  return { kind: title.kind, matched, score, coded: false };
}

function bestPerKind(found: TitleMatch[]): readonly TitleMatch[] {
  found.sort((a, b) => b.score - a.score || b.matched - a.matched);
  return found.filter((match, at) => found.findIndex((one) => one.kind === match.kind) === at);
}

/** What a pipeline declares of titles. */
export interface TitleDeclarations {
  /** Titles word for word. */
  readonly patterns: readonly TitlePattern[];
  /** Titles by the classes of their words. */
  readonly classes: readonly ClassPattern[];
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** Classes that every title may have. */
  readonly neutral: readonly string[];
  readonly fillers: readonly string[];
  /** Fillers between class words only. */
  readonly moreFillers: readonly string[];
  /** Endings of names that may stand before a title. */
  readonly endings: Organisations;
  /** Classes whose words such names hold. */
  readonly inNames: readonly string[];
}

/** Compiles titles once. A title is a whole line that names a 表; its end may be in brackets. */
export function titleMatcher(declared: TitleDeclarations): TitleMatcher {
  const { patterns, classes, words, neutral, fillers, endings } = declared;
  const titles: Compiled[] = patterns.map((pattern) => ({
    kind: pattern.kind,
    words: pattern.words.map((word) => ({ text: bareWords(word.replace(/^\?/u, '')), optional: word.startsWith('?') })),
  }));
  const longestFirst = fillers.filter((word) => word !== '').sort((a, b) => b.length - a.length);
  const byClass = new TitleClasses(
    classes,
    words,
    neutral,
    [...longestFirst, ...declared.moreFillers],
    endings,
    declared.inNames,
  );
  const filler = new RegExp(longestFirst.length > 0 ? longestFirst.join('|') : '(?!)', 'gu');
  const fillerChars = new Set(longestFirst.join(''));
  /** The words of a line that may be a title; null when it is none. */
  const own = (line: string, department: string): string | null => {
    // specks before a recognised title are read as marks
    const bare = line.replace(/^[。；，、.·*'"”’_~]+/u, '');
    if (bare.length > 80 || !bare.includes('表') || /[。；]/u.test(bare)) return null;
    return byClass.withoutName(core(bare, bareWords(department)));
  };
  const search = (text: string | null, find: (title: Compiled, text: string) => TitleMatch | null, more: Search) => {
    if (text === null) return [];
    const found = [...titles.flatMap((title) => find(title, text) ?? []), ...more(text)];
    return bestPerKind(found.filter((match) => match.score > 0.3));
  };
  return {
    match: (line, department) =>
      search(
        own(line, department),
        (title, text) => matchOne(title, text, filler, endings),
        (text) => byClass.match(text),
      ),
    nearly: (line, department) =>
      search(
        own(line, department),
        (title, text) => matchNearly(title, text, fillerChars),
        (text) => byClass.nearly(text, fillerChars),
      ),
    read: (line, department) => byClass.read(byClass.withoutName(core(line, bareWords(department)))),
  };
}

type Search = (text: string) => readonly TitleMatch[];
