import type { StatementKind } from '../model/statement.ts';
import { bareWords } from '../model/text.ts';

/** A declared title: words that occur in this order; `?` before a word makes it optional. `kind` null: not a statement. */
export interface TitlePattern {
  readonly kind: StatementKind | null;
  readonly words: readonly string[];
  /** Only when no other table of the document is of this kind. */
  readonly fallback?: boolean;
}

export interface TitleMatch {
  readonly kind: StatementKind | null;
  /** How well declared words and fillers explain the whole line, 0..1; always 1 for what is no statement. */
  readonly score: number;
  /** Characters explained by the title's own words: the more, the more specific. */
  readonly matched: number;
  readonly fallback: boolean;
}

export interface TitleMatcher {
  /** Every kind whose declared title the whole line could be, best first. `department` is skipped where it stands. */
  match(line: string, department: string): readonly TitleMatch[];
  /** The same for a recognised line, in which some characters may be misread or out of order. */
  nearly(line: string, department: string): readonly TitleMatch[];
}

interface Compiled {
  readonly kind: StatementKind | null;
  readonly fallback: boolean;
  readonly words: readonly { readonly text: string; readonly optional: boolean }[];
}

const TABLE_NUMBER =
  /^(?:(?:部门|单位)?(?:预算|决算)?(?:公开)?(?:附件|附表|表格|表)(?:\d+|[一二三四五六七八九十]+(?![般]))|(?:公开|预算|决算)?\d{1,2}表)/u;
const PUBLISHER =
  /(?:局|委|会|办|室|厅|院|处|中心|政府|部|所|站|校|学|园|馆|社|队|团|场|台|庭|街道|镇|乡|区|县|市|省|公司|基地)$/u;
const YEAR = /(?:20\d\d|二[〇○零O0][一二三四五六七八九〇○零]{2})年?度?/gu;

/** The words of a possible title: no table number, year or department. */
function core(line: string, department: string): string {
  let text = bareWords(line).replace(TABLE_NUMBER, '').replace(YEAR, '');
  if (department !== '') text = text.replace(department, '');
  return text;
}

function matchOne(title: Compiled, text: string, filler: RegExp): TitleMatch | null {
  let at = 0;
  let matched = 0;
  let unknown = 0;
  for (const word of title.words) {
    const found = text.indexOf(word.text, at);
    const between = found < 0 ? '' : text.slice(at, found).replace(filler, '');
    if (word.optional && (found < 0 || between !== '')) continue;
    if (found < 0) return null;
    // A publisher's name may stand before the title; anything else unknown makes it another title.
    if (matched > 0 || !PUBLISHER.test(between)) unknown += between.length;
    matched += word.text.length;
    at = found + word.text.length;
  }
  if (title.kind === null) return { kind: null, matched, score: 1, fallback: false };
  unknown += text.slice(at).replace(filler, '').length;
  return {
    kind: title.kind,
    fallback: title.fallback,
    matched,
    score: 1 - Math.min(1, unknown / Math.max(4, matched)),
  };
}

function tally(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return counts;
}

/** Takes the characters of `word` out of the bag; how many were there. */
function take(word: string, bag: Map<string, number>): number {
  let found = 0;
  for (const char of word) {
    const left = bag.get(char) ?? 0;
    if (left === 0) continue;
    bag.set(char, left - 1);
    found++;
  }
  return found;
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
  return { kind: title.kind, fallback: title.fallback, matched, score };
}

function bestPerKind(found: TitleMatch[]): readonly TitleMatch[] {
  found.sort((a, b) => b.score - a.score || b.matched - a.matched);
  return found.filter((match, at) => found.findIndex((one) => one.kind === match.kind) === at);
}

/** Compiles titles once. A title is a whole line that names a 表; its end may be in brackets. */
export function titleMatcher(patterns: readonly TitlePattern[], fillers: readonly string[]): TitleMatcher {
  const titles: Compiled[] = patterns.map(({ kind, words, fallback = false }) => ({
    kind,
    fallback,
    words: words.map((word) => ({ text: bareWords(word.replace(/^\?/u, '')), optional: word.startsWith('?') })),
  }));
  const longestFirst = fillers.filter((word) => word !== '').sort((a, b) => b.length - a.length);
  const filler = new RegExp(longestFirst.length > 0 ? longestFirst.join('|') : '(?!)', 'gu');
  const fillerChars = new Set(longestFirst.join(''));
  const search = (line: string, department: string, find: (title: Compiled, text: string) => TitleMatch | null) => {
    // specks before a recognised title are read as marks
    const own = line.replace(/^[。；，、.·*'"”’_~]+/u, '');
    if (own.length > 80 || !own.includes('表') || /[。；]/u.test(own)) return [];
    const text = core(own, bareWords(department));
    const found: TitleMatch[] = [];
    for (const title of titles) {
      const match = find(title, text);
      if (match && match.score > 0.3) found.push(match);
    }
    return bestPerKind(found);
  };
  return {
    match: (line, department) => search(line, department, (title, text) => matchOne(title, text, filler)),
    nearly: (line, department) => search(line, department, (title, text) => matchNearly(title, text, fillerChars)),
  };
}
