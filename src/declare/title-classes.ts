import type { StatementKind } from '../model/statement.ts';
import { bareWords } from '../model/text.ts';
import type { Organisations } from '../words/organisations.ts';

/** A statement whose title a line may be. */
export interface TitleMatch {
  readonly kind: StatementKind | null;
  /** How well declared words and fillers explain the whole line, 0..1; always 1 for what is no statement. */
  readonly score: number;
  /** Characters explained by the title's own words: the more, the more specific. */
  readonly matched: number;
  /** Whether the title leaves open how the lines are classified: then their codes must say so. */
  readonly coded: boolean;
  /** It is no title of this statement: whoever has no other may call it so, which a person should tell. */
  readonly asked?: true;
}

/** How much the title of a class pattern is worth: one that gives way to another, and one that is only asked about. */
const WORTH = { named: 1, coded: 1, besides: 0.9, asked: 0.5 } as const;

/** Whether a title is the statement's, or only beside a plainer one, or leaves its lines open, or may be meant for it. */
export type PatternRank = keyof typeof WORTH;

/** A statement's title by the classes (词类) of its words: all of `needs`, nothing but `needs` and `may`. */
export interface ClassPattern {
  readonly kind: StatementKind;
  readonly needs: readonly string[];
  readonly may: readonly string[];
  readonly rank: PatternRank;
}

/** What the words of a line are. */
export interface ReadTitle {
  readonly classes: ReadonlySet<string>;
  /** Characters of class words, and characters that no declaration explains. */
  readonly matched: number;
  readonly unknown: number;
  /** From the first class word on, without what stands before it: a publisher's name. */
  readonly tail: string;
}

/** A list of classes as declared: `?` before a class makes it one that may be there. */
export function classPattern(kind: StatementKind, list: readonly string[], rank: PatternRank): ClassPattern {
  const may = list.filter((one) => one.startsWith('?')).map((one) => one.slice(1));
  return { kind, needs: list.filter((one) => !one.startsWith('?')), may, rank };
}

/** Letters and digits of another script name a form or a page; only ideographs say what a table is. */
const HAN = /\p{Script=Han}/u;
/** One unknown ideograph may make it another title. */
const UNKNOWN = 0.5;

interface Word {
  readonly text: string;
  /** Null for fillers, which tell nothing apart. */
  readonly is: string | null;
}

/**
 * Reads titles by word classes. The longest word at each place counts (基本支出 is not 支出), in whatever order the words
 * stand; a combination of classes that nobody declared is no statement, however much of it another title shares.
 */
export class TitleClasses {
  readonly #words: ReadonlyMap<string, readonly Word[]>;
  readonly #spellings: ReadonlyMap<string, readonly string[]>;
  readonly #neutral: ReadonlySet<string>;
  readonly #patterns: readonly ClassPattern[];
  readonly #endings: Organisations;
  /** Classes whose words names of organisations hold: 国有资产管理局, 政府采购中心. */
  readonly #inNames: readonly string[];

  constructor(
    patterns: readonly ClassPattern[],
    classes: Readonly<Record<string, readonly string[]>>,
    neutral: readonly string[],
    fillers: readonly string[],
    endings: Organisations,
    inNames: readonly string[],
  ) {
    this.#endings = endings;
    this.#inNames = inNames;
    const spelt = Object.entries(classes).map(([is, words]) => [is, words.map(bareWords)] as const);
    const words: Word[] = [
      ...spelt.flatMap(([is, texts]) => texts.map((text) => ({ text, is }))),
      ...fillers.map((text) => ({ text, is: null })),
    ];
    const longestFirst = words.filter(({ text }) => text !== '').sort((a, b) => b.text.length - a.text.length);
    this.#words = Map.groupBy(longestFirst, ({ text }) => text[0] ?? '');
    this.#spellings = new Map(spelt);
    this.#neutral = new Set(neutral);
    this.#patterns = patterns;
  }

  #wordAt(text: string, at: number): Word | undefined {
    return this.#words.get(text[at] ?? '')?.find((one) => text.startsWith(one.text, at));
  }

  /**
   * A title without the publisher's name before it where that holds words of titles itself (云溪市国有资产管理局支出总表): the
   * name begins with no such word, holds none that names a fund or an account, and a word of the title follows it.
   */
  withoutName(text: string): string {
    for (let end = text.length - 1; end > 1; end--) {
      const name = text.slice(0, end);
      if (!this.#endings.reports(name) || this.#wordAt(text, end) === undefined) continue;
      const held = this.read(name).classes;
      const begins = this.#wordAt(text, 0)?.is ?? null;
      if (held.size === 0 || begins !== null || ![...held].every((one) => this.#inNames.includes(one))) continue;
      const rest = text.slice(end);
      if (this.read(rest).classes.size > 0) return rest;
    }
    return text;
  }

  /** The classes of a line's words; a publisher's name before the first of them does not count as unknown. */
  read(text: string): ReadTitle {
    const found = new Set<string>();
    let matched = 0;
    let before = '';
    let unknown = 0;
    let tail = text.length;
    for (let at = 0; at < text.length; ) {
      const word = this.#wordAt(text, at);
      if (word === undefined) {
        if (found.size === 0) before += text[at];
        else if (HAN.test(text[at] ?? '')) unknown++;
      } else if (word.is !== null) {
        if (found.size === 0) tail = at;
        found.add(word.is);
        // 明细 makes a title no more a statement's
        if (!this.#neutral.has(word.is)) matched += word.text.length;
      }
      at += word?.text.length ?? 1;
    }
    unknown += this.#endings.standsBeforeTitle(before) ? 0 : (before.match(/\p{Script=Han}/gu) ?? []).length;
    return { classes: found, matched, unknown, tail: text.slice(tail) };
  }

  /** Every kind whose title this is, class by class. */
  match(text: string): TitleMatch[] {
    const read = this.read(text);
    if (read.classes.size === 0) return [];
    const score = (rank: PatternRank) => (read.unknown === 0 ? WORTH[rank] : UNKNOWN);
    return this.#patterns
      .filter((pattern) => this.#fits(pattern, read.classes))
      .map((pattern) => ({
        ...identity(pattern),
        score: score(pattern.rank),
        matched: read.matched + specific(pattern),
      }));
  }

  #fits({ needs, may }: ClassPattern, classes: ReadonlySet<string>): boolean {
    if (needs.some((one) => !classes.has(one))) return false;
    return [...classes].every((one) => needs.includes(one) || may.includes(one) || this.#neutral.has(one));
  }

  /**
   * The same for a recognised line, in which characters may be misread: the needed words by their characters, and none
   * of the words that were read plainly may belong to another title.
   */
  nearly(text: string, fillers: ReadonlySet<string>): TitleMatch[] {
    const plain = this.read(text).classes;
    return this.#patterns.flatMap((pattern) => {
      if (pattern.rank === 'asked') return [];
      const allowed = (one: string) =>
        pattern.needs.includes(one) || pattern.may.includes(one) || this.#neutral.has(one);
      if (![...plain].every(allowed)) return [];
      const match = this.#explain(pattern, plain, text, fillers);
      return match === null ? [] : [match];
    });
  }

  #explain(
    pattern: ClassPattern,
    plain: ReadonlySet<string>,
    text: string,
    fillers: ReadonlySet<string>,
  ): TitleMatch | null {
    const { needs, may } = pattern;
    const bag = tally(text);
    let matched = 0;
    let missing = 0;
    for (const one of [...needs, ...may.filter((each) => plain.has(each))]) {
      const word = this.#nearest(one, bag);
      const found = take(word, bag);
      if (found < Math.max(1, word.length / 2)) return null;
      matched += found;
      missing += word.length - found;
    }
    let unknown = 0;
    for (const [char, left] of bag) if (!fillers.has(char)) unknown += left;
    const score = (0.95 - Math.min(0.95, (missing + unknown) / Math.max(6, matched + missing))) * WORTH[pattern.rank];
    return { ...identity(pattern), score, matched: matched + specific(pattern) };
  }

  /** The spelling of a class of which the bag holds most characters for its length. */
  #nearest(one: string, bag: ReadonlyMap<string, number>): string {
    const share = (word: string) => take(word, new Map(bag)) / word.length;
    return (this.#spellings.get(one) ?? []).toSorted((a, b) => share(b) - share(a) || b.length - a.length)[0] ?? '';
  }
}

function identity({ kind, rank }: ClassPattern): Pick<TitleMatch, 'kind' | 'coded' | 'asked'> {
  return { kind, coded: rank === 'coded', ...(rank === 'asked' ? { asked: true as const } : {}) };
}

/** Of two statements whose title a line is, the one that names more of its classes comes first; the codes' own last. */
function specific({ needs, rank }: ClassPattern): number {
  return (rank === 'coded' ? 0 : 0.5) + needs.length / 10;
}

/** How often each character occurs. */
export function tally(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return counts;
}

/** Takes the characters of `word` out of the bag; how many were there. */
export function take(word: string, bag: Map<string, number>): number {
  let found = 0;
  for (const char of word) {
    const left = bag.get(char) ?? 0;
    if (left === 0) continue;
    bag.set(char, left - 1);
    found++;
  }
  return found;
}
