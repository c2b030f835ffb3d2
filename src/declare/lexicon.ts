import type { CodeScheme } from '../model/statement.ts';
import { bareWords, compact } from '../model/text.ts';
import { type WordDistance, wordDistance } from '../words/distance.ts';
import { stem } from '../words/names.ts';
import { type LexiconEntry, type LexiconFiles, readLexiconFiles } from './lexicon-files.ts';

export type { EntryStatus, LexiconEntry } from './lexicon-files.ts';

/** How a printed name relates to its printed code. */
export type PairVerdict =
  | 'agrees' // the code bears this name, now, in another year, or by another spelling
  | 'contradicts' // the code is attested, with other names only: code_name_mismatch
  | 'unknown'; // nothing certain is known of the code

export interface NearestOptions {
  readonly year?: number | null;
  /** A code that was read with confidence: then only names of this code are considered. */
  readonly code?: string | null;
  /** Codes of which the name must be one, e.g. {@link Lexicon.counterparts}. */
  readonly among?: ReadonlySet<string> | null;
  /** Greatest distance accepted; a third of the length (at least 1) when not given. */
  readonly maxDistance?: number;
}

/** The declared name nearest to a doubtful reading. */
export interface NearestName {
  readonly name: string;
  /** All codes that bear this name, shortest first. */
  readonly entries: readonly LexiconEntry[];
  readonly distance: number;
  /** How much farther the next other name is; a small margin means that the reading does not decide. */
  readonly margin: number;
}

/** The dictionary of classification subjects (政府收支分类科目), versioned by year. */
export interface Lexicon {
  /** The distance that knows what recognition typically confuses. */
  readonly distance: WordDistance;
  /** What the code is called in that year; the nearest year's name when none is in force; null for an unknown code. */
  byCode(scheme: CodeScheme, code: string, year: number | null): LexiconEntry | null;
  /**
   * The codes that bear a name, with or without 支出 at its end, shortest code first: only below `parentCode` when
   * it is given; of that year, and among those that `counterpart` (the other class's code of the same line) allows,
   * unless none is.
   */
  byName(
    scheme: CodeScheme,
    name: string,
    year: number | null,
    parentCode?: string | null,
    counterpart?: string | null,
  ): readonly LexiconEntry[];
  /** The one code that {@link byName} puts first; null when there is none or several are as good. */
  resolve(
    scheme: CodeScheme,
    name: string,
    year: number | null,
    parentCode?: string | null,
    counterpart?: string | null,
  ): LexiconEntry | null;
  /** The nearest declared name to an OCR reading; null when none is near enough. */
  nearestName(scheme: CodeScheme, rawText: string, options?: NearestOptions): NearestName | null;
  /** All names that a code ever bore; none for an unknown code. */
  namesOf(scheme: CodeScheme, code: string): readonly string[];
  /** Whether a printed code and a printed name belong together. */
  pair(scheme: CodeScheme, code: string, name: string, year: number | null): PairVerdict;
  /** Government class codes under which a department class code (or the other way round) may stand. */
  counterparts(code: string): ReadonlySet<string>;
  /**
   * The one declared name (of that code where one is given, of the classification, or of lines that are no subjects) that
   * begins with what is left of a clipped print; null when none or several do.
   */
  completion(scheme: CodeScheme | null, clipped: string, code: string | null): string | null;
  /** Whether a longer declared name of these begins with it. */
  mayGoOn(scheme: CodeScheme | null, name: string): boolean;
  /** The nearest header word, title or label to an OCR reading; null when none is near enough. */
  nearestWord(rawText: string, maxDistance?: number): { readonly word: string; readonly distance: number } | null;
}

const NOTHING: readonly LexiconEntry[] = [];

const inForce = (entry: LexiconEntry, year: number | null): boolean =>
  year === null ? entry.toYear === null : entry.fromYear <= year && (entry.toYear === null || year <= entry.toYear);

const yearsOff = (entry: LexiconEntry, year: number | null): number => {
  const wanted = year ?? 9999;
  if (wanted < entry.fromYear) return entry.fromYear - wanted;
  return entry.toYear !== null && wanted > entry.toYear ? wanted - entry.toYear : 0;
};

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The maps of one classification. */
interface SchemeIndex {
  readonly codes: Map<string, LexiconEntry[]>;
  readonly names: Map<string, LexiconEntry[]>;
  /** Aliases and names without 支出: the second choice. */
  readonly variants: Map<string, LexiconEntry[]>;
}

function indexScheme(files: LexiconFiles, scheme: CodeScheme): SchemeIndex {
  const index: SchemeIndex = { codes: new Map(), names: new Map(), variants: new Map() };
  for (const entry of files.entries) {
    if (entry.scheme !== scheme) continue;
    const bare = bareWords(entry.name);
    push(index.codes, entry.code, entry);
    push(index.names, bare, entry);
    push(index.variants, stem(bare), entry);
  }
  for (const alias of files.aliases) {
    if (alias.scheme !== scheme) continue;
    const newest = index.codes.get(alias.code)?.at(-1);
    if (!newest) throw new Error(`line-names.yaml：${scheme} 没有编码 ${alias.code}`);
    push(index.variants, stem(bareWords(alias.name)), newest);
  }
  return index;
}

/** Narrows by a condition, unless nothing would be left. */
function prefer<T>(list: readonly T[], fits: (item: T) => boolean): readonly T[] {
  const fitting = list.filter(fits);
  return fitting.length > 0 ? fitting : list;
}

class CompiledLexicon implements Lexicon {
  readonly #schemes: Record<CodeScheme, SchemeIndex>;
  readonly #counterparts = new Map<string, Set<string>>();
  readonly #words: readonly { readonly word: string; readonly bare: string }[];
  readonly distance: WordDistance;

  constructor(files: LexiconFiles) {
    this.#schemes = {
      functional: indexScheme(files, 'functional'),
      economic_department: indexScheme(files, 'economic_department'),
      economic_government: indexScheme(files, 'economic_government'),
      revenue: indexScheme(files, 'revenue'),
    };
    const relate = (from: string, to: string): void => {
      const known = this.#counterparts.get(from);
      if (known) known.add(to);
      else this.#counterparts.set(from, new Set([to]));
    };
    for (const [department, governments] of files.crosswalk) {
      for (const government of governments) {
        relate(department, government);
        relate(government, department);
      }
    }
    this.#words = files.words.map((word) => ({ word, bare: bareWords(word) }));
    this.distance = wordDistance(files.confusions);
  }

  byCode(scheme: CodeScheme, code: string, year: number | null): LexiconEntry | null {
    const entries = this.#schemes[scheme].codes.get(code) ?? [];
    if (entries.length < 2) return entries[0] ?? null;
    return [...entries].sort((a, b) => yearsOff(a, year) - yearsOff(b, year))[0] ?? null;
  }

  byName(
    scheme: CodeScheme,
    name: string,
    year: number | null,
    parentCode: string | null = null,
    counterpart: string | null = null,
  ): readonly LexiconEntry[] {
    const index = this.#schemes[scheme];
    const bare = bareWords(name);
    const below = (entries: readonly LexiconEntry[] = NOTHING): readonly LexiconEntry[] =>
      parentCode === null || entries.length === 0
        ? entries
        : entries.filter(({ code }) => code.startsWith(parentCode) && code.length > parentCode.length);
    const literal = below(index.names.get(bare));
    const loose = below(index.variants.get(stem(bare)));
    // Most texts that are asked about are no names.
    if (literal.length + loose.length === 0) return NOTHING;
    // below a known parent the literal name decides; without one, 教育 alone is rather 205 than 2300305
    let found: readonly LexiconEntry[] = parentCode !== null && literal.length > 0 ? literal : [...literal, ...loose];
    found = prefer(found, (entry) => inForce(entry, year));
    const allowed = counterpart === null ? null : this.#counterparts.get(counterpart);
    if (allowed) found = prefer(found, (entry) => allowed.has(entry.code));
    if (found.length < 2) return found;
    const seen = new Set<string>();
    return [...found]
      .sort(
        (a, b) => a.code.length - b.code.length || yearsOff(a, year) - yearsOff(b, year) || (a.code < b.code ? -1 : 1),
      )
      .filter((entry) => !seen.has(entry.code) && seen.add(entry.code));
  }

  resolve(
    scheme: CodeScheme,
    name: string,
    year: number | null,
    parentCode: string | null = null,
    counterpart: string | null = null,
  ): LexiconEntry | null {
    const [first, second] = this.byName(scheme, name, year, parentCode, counterpart);
    return first && (!second || second.code.length > first.code.length) ? first : null;
  }

  nearestName(scheme: CodeScheme, rawText: string, options: NearestOptions = {}): NearestName | null {
    const bare = bareWords(rawText);
    const limit = options.maxDistance ?? Math.max(1, bare.length / 3);
    const fits = this.#candidates(scheme, options);
    let best: { readonly entries: LexiconEntry[]; readonly distance: number } | null = null;
    let second = Infinity;
    for (const [meant, entries] of this.#schemes[scheme].names) {
      // one more than the limit, so that the margin to the runner-up is known
      const distance = this.distance.between(bare, meant, Math.min(limit + 1, second));
      if (distance >= second) continue;
      const fitting = entries.filter(fits);
      if (fitting.length === 0) continue;
      if (best === null || distance < best.distance) {
        second = best?.distance ?? Infinity;
        best = { entries: fitting, distance };
      } else second = distance;
    }
    const name = best?.entries[0]?.name;
    if (best === null || name === undefined || best.distance > limit) return null;
    const entries = best.entries.sort((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1));
    return { name, entries, distance: best.distance, margin: Math.min(second, limit + 1) - best.distance };
  }

  #candidates(scheme: CodeScheme, options: NearestOptions): (entry: LexiconEntry) => boolean {
    const { code, among, year = null } = options;
    if (code && this.#schemes[scheme].codes.has(code)) return (entry) => entry.code === code;
    if (among) return (entry) => among.has(entry.code);
    return (entry) => inForce(entry, year);
  }

  pair(scheme: CodeScheme, code: string, name: string, year: number | null): PairVerdict {
    const index = this.#schemes[scheme];
    const entries = index.codes.get(code) ?? [];
    const bare = bareWords(name);
    if (bare === '' || entries.length === 0) return 'unknown';
    const bears = (list: readonly LexiconEntry[] | undefined): boolean => list?.some((e) => e.code === code) === true;
    if (bears(index.names.get(bare)) || bears(index.variants.get(stem(bare)))) return 'agrees';
    return entries.some((entry) => entry.status === 'attested' && inForce(entry, year)) ? 'contradicts' : 'unknown';
  }

  namesOf(scheme: CodeScheme, code: string): readonly string[] {
    return (this.#schemes[scheme].codes.get(code) ?? []).map(({ name }) => name);
  }

  counterparts(code: string): ReadonlySet<string> {
    return this.#counterparts.get(code) ?? new Set();
  }

  completion(scheme: CodeScheme | null, clipped: string, code: string | null): string | null {
    const names = this.#longer(scheme, clipped, code);
    const [only] = names;
    return only !== undefined && names.size === 1 ? only : null;
  }

  mayGoOn(scheme: CodeScheme | null, name: string): boolean {
    return this.#longer(scheme, name, null).size > 0;
  }

  #longer(scheme: CodeScheme | null, clipped: string, code: string | null): ReadonlySet<string> {
    const text = compact(clipped);
    const index = scheme === null ? null : this.#schemes[scheme];
    const entries = code === null ? [...(index?.codes.values() ?? [])].flat() : (index?.codes.get(code) ?? []);
    const known = [...entries.map(({ name }) => name), ...(code === null ? this.#words.map(({ word }) => word) : [])];
    return new Set(known.filter((name) => name.length > text.length && name.startsWith(text)));
  }

  nearestWord(rawText: string, maxDistance?: number): { readonly word: string; readonly distance: number } | null {
    const bare = bareWords(rawText);
    let limit = maxDistance ?? Math.max(1, bare.length / 3);
    let best: { readonly word: string; readonly distance: number } | null = null;
    for (const { word, bare: meant } of this.#words) {
      const distance = this.distance.between(bare, meant, limit);
      if (distance === Infinity || (best !== null && distance >= best.distance)) continue;
      best = { word, distance };
      limit = distance;
    }
    return best;
  }
}

/** Compiles checked lexicon files. */
export function compileLexicon(files: LexiconFiles): Lexicon {
  return new CompiledLexicon(files);
}

/** Loads the lexicon of a folder (pipelines/lexicon); errors name file and line. */
export function loadLexicon(dir: string): Lexicon {
  return compileLexicon(readLexiconFiles(dir));
}
