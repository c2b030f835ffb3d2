import { MEASURES, STATEMENT_KINDS } from '../model/catalogue.ts';
import {
  FUND_MEASURES,
  isCore,
  type KnownMeasure,
  type Side,
  SOURCE_MEASURES,
  type StatementKind,
} from '../model/statement.ts';
import { bareWords } from '../model/text.ts';
import { remembering, type WordMap, wordMap } from '../model/word-map.ts';
import { type NearWords, nearWords } from '../words/near-words.ts';
import type { Organisations } from '../words/organisations.ts';
import { type CutWords, cutWords } from './cut-words.ts';
import type { NoiseDeclaration } from './noise.ts';
import {
  LABEL_SCHEMES,
  type LabelScheme,
  type StatementDeclaration,
  type StatementsDeclaration,
} from './statements.ts';
import { classPattern } from './title-classes.ts';
import { type TitleMatcher, titleMatcher } from './titles.ts';
import type { StatementsWording } from './wording/wording.ts';

/** What one header cell means by itself; the column's meaning follows from all cells above it. */
export type HeaderConcept =
  | { readonly is: 'measure'; readonly measure: KnownMeasure }
  | { readonly is: 'sum' | 'amount' | 'prior' | 'period' | 'row-number' | 'context' }
  /** Known, but no measure: clear only where another column is `beside`. */
  | { readonly is: 'other'; readonly beside?: KnownMeasure }
  | { readonly is: 'code'; readonly part: 'whole' | '类' | '款' | '项' }
  | { readonly is: 'name'; readonly part: 'first' | 'second' | 'unit' }
  /** `unless` words are of money; `only`: where its figures are the `difference` of two other columns, or where it holds `words`. */
  | {
      readonly is: 'ignored';
      readonly why: string;
      readonly unless?: WordMap<true>;
      readonly only?: 'difference' | 'words';
    };

export type LineClass = 'grand_total' | 'subtotal' | 'source';

/** A statement kind with its words compiled. */
export interface StatementVocabulary extends StatementDeclaration {
  readonly kind: StatementKind;
  readonly own: KnownMeasure[];
  /** Printed name → uniform line name. */
  readonly items: WordMap<string>;
  /** Header or line words that belong to another statement printed in the same table. */
  readonly elsewhere: WordMap<StatementKind>;
  /** What stands below those, and is theirs where they print no amount themselves. */
  readonly belowElsewhere: WordMap<StatementKind>;
  readonly expectsAll: readonly WordMap<true>[];
  readonly expectsAny: WordMap<true>;
  readonly expectsNone: WordMap<true>;
  /** Names of lines that this statement does not have. */
  readonly expectsNoLines: WordMap<true>;
}

/** All words of one pipeline, compiled once when the declarations are loaded. */
export interface Vocabulary {
  /** Words that statements of every kind use. */
  readonly wording: StatementsWording;
  readonly headers: WordMap<HeaderConcept>;
  /** Of a heading of which its cell shows a part. */
  readonly cutHeaders: CutWords<HeaderConcept>;
  /** Of a heading that was misread in typical ways. */
  readonly nearHeaders: NearWords<HeaderConcept>;
  /** Words over one half of a two-sided statement. */
  readonly sides: WordMap<Side>;
  /** What the words over a code or name column say that it is of. */
  readonly schemes: WordMap<LabelScheme>;
  readonly titles: TitleMatcher;
  readonly organisations: Organisations;
  readonly lines: WordMap<LineClass>;
  /** Words of forms (绩效目标表), which are no statements. */
  readonly forms: WordMap<true>;
  readonly ignoredCells: WordMap<string>;
  /** Rows that declared noise takes in this statement, with the reason. */
  readonly ignoredRows: ReadonlyMap<StatementKind, WordMap<string>>;
  /** Names of lines that count things, if their figures are whole numbers among others that are not. */
  readonly counts: WordMap<true>;
  readonly statements: readonly StatementVocabulary[];
}

function* headerEntries(
  headers: StatementsDeclaration['headers'],
  measures: readonly KnownMeasure[],
): Iterable<[string, HeaderConcept]> {
  for (const part of ['类', '款', '项', 'whole'] as const) {
    for (const word of headers.codes[part]) yield [word, { is: 'code', part }];
  }
  for (const part of ['second', 'first', 'unit'] as const) {
    for (const word of headers.names[part]) yield [word, { is: 'name', part }];
  }
  for (const measure of measures)
    for (const word of headers.measures[measure] ?? []) yield [word, { is: 'measure', measure }];
  for (const { words, why, unless, only } of headers.ignored) {
    const concept: HeaderConcept = {
      is: 'ignored',
      why,
      unless: flags(unless),
      ...(only === undefined ? {} : { only }),
    };
    for (const word of words) yield [word, concept];
  }
  for (const word of headers.sums) yield [word, { is: 'sum' }];
  for (const word of headers.amounts) yield [word, { is: 'amount' }];
  for (const word of headers.prior) yield [word, { is: 'prior' }];
  for (const word of headers.periods) yield [word, { is: 'period' }];
  for (const word of headers.row_numbers) yield [word, { is: 'row-number' }];
  for (const word of headers.context) yield [word, { is: 'context' }];
  for (const { words, beside } of headers.others) {
    for (const word of words) yield [word, { is: 'other', ...(beside === undefined ? {} : { beside }) }];
  }
}

/** The same without headings of amounts that hold words of counts or differences: 面积补偿资金, 用地增减挂钩收益. */
function withoutExempt(words: WordMap<HeaderConcept>): WordMap<HeaderConcept> {
  return {
    find(text) {
      const found = words.find(text);
      return found?.is === 'ignored' && found.unless?.find(text) === true ? null : found;
    },
  };
}

/** Concepts that stay what they are with a word for sums or periods beside them. */
const isPlain = (concept: HeaderConcept | null): concept is HeaderConcept =>
  concept !== null && ['measure', 'sum', 'amount', 'period'].includes(concept.is);

/** Measures that say whose money it is, not what becomes of it. */
const MONEY: ReadonlySet<KnownMeasure> = new Set([...FUND_MEASURES, ...SOURCE_MEASURES]);

/**
 * Header words with those put together of them: a period (本年), a measure (政府性基金预算), and at the end what is counted
 * (小计、金额). Words that are declared whole come first.
 */
function compounds(words: WordMap<HeaderConcept>, headers: StatementsDeclaration['headers']): WordMap<HeaderConcept> {
  const longestFirst = (list: readonly string[]) => list.map(bareWords).sort((a, b) => b.length - a.length);
  const beginnings = ['', ...longestFirst(headers.periods)];
  const endings = [
    ...longestFirst(headers.sums).map((word) => [word, 'sum'] as const),
    ...longestFirst(headers.amounts).map((word) => [word, 'amount'] as const),
  ];
  const within = (text: string): HeaderConcept | null => {
    const whole = words.find(text);
    if (isPlain(whole)) return whole;
    for (const [ending, is] of endings) {
      if (!text.endsWith(ending) || text === ending) continue;
      const rest = words.find(text.slice(0, -ending.length));
      if (isPlain(rest)) return rest.is === 'measure' ? rest : { is };
    }
    return null;
  };
  const behind = longestFirst(headers.behind_funds);
  /** A fund or a source with words behind it that say of what kind the money is: 公共财政预算 with 拨款 and 收入. */
  const fund = (text: string): HeaderConcept | null => {
    for (const word of behind) {
      if (!text.endsWith(word) || text === word) continue;
      const rest = text.slice(0, -word.length);
      const found = words.find(rest) ?? fund(rest);
      if (found?.is === 'measure' && MONEY.has(found.measure)) return found;
    }
    return null;
  };
  const put = (bare: string): HeaderConcept | null => {
    for (const beginning of beginnings) {
      const found = bare.startsWith(beginning) && bare !== beginning ? within(bare.slice(beginning.length)) : null;
      if (found !== null) return found;
    }
    return fund(bare);
  };
  return remembering({ find: (text) => words.find(text) ?? put(bareWords(text)) });
}

function flags(words: readonly string[]): WordMap<true> {
  return wordMap(words.map((word) => [word, true] as const));
}

function compileStatement(
  kind: StatementKind,
  declared: StatementDeclaration,
  kinds: readonly StatementKind[],
): StatementVocabulary {
  const items = Object.entries(declared.lines).flatMap(([name, words]) =>
    [name, ...words].map((word) => [word, name] as const),
  );
  const others = (words: StatementDeclaration['also']) =>
    wordMap(kinds.flatMap((other) => (words[other] ?? []).map((word) => [word, other] as const)));
  return {
    ...declared,
    kind,
    items: wordMap(items),
    elsewhere: others(declared.also),
    belowElsewhere: others(declared.also_below),
    expectsAll: declared.expects.all.map((word) => flags([word])),
    expectsAny: flags(declared.expects.any),
    expectsNone: flags(declared.expects.none),
    expectsNoLines: flags(declared.expects.no_lines),
  };
}

function* lineEntries(lines: StatementsDeclaration['lines']): Iterable<[string, LineClass]> {
  for (const word of lines.subtotals) yield [word, 'subtotal'];
  for (const word of lines.totals) yield [word, 'grand_total'];
  for (const word of lines.sources) yield [word, 'source'];
}

/** Compiles what a pipeline declares into matchers. */
export function compile(
  declared: StatementsDeclaration,
  noise: NoiseDeclaration,
  added: { readonly statements: readonly StatementKind[]; readonly measures: readonly KnownMeasure[] },
  wording: StatementsWording,
  endings: Organisations,
): Vocabulary {
  const kinds = [...STATEMENT_KINDS, ...added.statements];
  const statements = kinds.flatMap((kind) => {
    const statement = declared.statements[kind];
    return statement ? [compileStatement(kind, statement, kinds)] : [];
  });
  const titled = statements.flatMap(({ kind, titles }) => titles.map((words) => ({ kind, words })));
  const more = declared.title_asked.map((one) => `?${one}`);
  const classes = statements.flatMap(({ kind, named, coded, besides, asked }) => [
    ...named.map((list) => classPattern(kind, list, 'named')),
    ...coded.map((list) => classPattern(kind, list, 'coded')),
    ...besides.map((list) => classPattern(kind, list, 'besides')),
    ...asked.map((list) => classPattern(kind, list, 'asked')),
    ...(isCore(kind) ? named.map((list) => classPattern(kind, [...list, ...more], 'asked')) : []),
  ]);
  const others = declared.others.map((words) => ({ kind: null, words }));
  const words = [...headerEntries(declared.headers, [...MEASURES, ...added.measures])];
  return {
    wording,
    headers: compounds(withoutExempt(wordMap(words)), declared.headers),
    cutHeaders: cutWords(words),
    nearHeaders: nearWords(words),
    sides: wordMap(
      (['revenue', 'expenditure'] as const).flatMap((side) =>
        declared.headers[side].map((word) => [word, side] as const),
      ),
    ),
    schemes: wordMap(
      LABEL_SCHEMES.flatMap((scheme) =>
        (declared.headers.schemes[scheme] ?? []).map((word) => [word, scheme] as const),
      ),
    ),
    titles: titleMatcher({
      patterns: [...titled, ...others],
      classes,
      words: declared.title_words,
      neutral: declared.title_neutral,
      fillers: declared.fillers.map(bareWords),
      moreFillers: declared.title_fillers.map(bareWords),
      endings,
      inNames: declared.title_names,
    }),
    organisations: endings,
    lines: wordMap(lineEntries(declared.lines)),
    forms: flags(declared.form_words),
    ignoredCells: wordMap(noise.cells.flatMap(({ words, why }) => words.map((word) => [word, why] as const))),
    ignoredRows: new Map(
      statements.map(({ kind }) => {
        const rules = noise.rows.filter((rule) => rule.statements === undefined || rule.statements.includes(kind));
        return [kind, wordMap(rules.flatMap(({ words, why }) => words.map((word) => [word, why] as const)))] as const;
      }),
    ),
    counts: flags(noise.counts.flatMap(({ words }) => words)),
    statements,
  };
}
