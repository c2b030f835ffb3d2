import type { Lexicon } from '../../declare/lexicon.ts';
import type { StatementVocabulary } from '../../declare/vocabulary.ts';
import type { CodeScheme, LineScheme, Side } from '../../model/statement.ts';
import { schemeOf } from './codes.ts';

/** A line's place in the classification of its year. */
export interface Standard {
  readonly code: string | null;
  readonly scheme: CodeScheme | null;
}

export const NO_STANDARD: Standard = { code: null, scheme: null };

/** Finds the standard codes of lines that print none, from their names and the lines above them. */
export class StandardCodes {
  readonly #lexicon: Lexicon;
  readonly #statement: StatementVocabulary;
  readonly #side: Side | null;
  readonly #year: number | null;
  /** Code of the last subject line: what a name below it may belong to. */
  #above = '';

  constructor(lexicon: Lexicon, statement: StatementVocabulary, side: Side | null, year: number | null) {
    this.#lexicon = lexicon;
    this.#statement = statement;
    this.#side = side;
    this.#year = year;
  }

  /** The scheme in which names without a code are looked up; null where lines are no subjects. */
  get scheme(): CodeScheme | null {
    const { shape, scheme } = this.#statement;
    if (shape === 'two-sided' && this.#side === 'revenue') return null;
    if (scheme === 'functional') return this.#side === 'revenue' ? 'revenue' : 'functional';
    if (scheme === 'economic') return 'economic_department';
    return scheme === 'revenue' ? 'revenue' : null;
  }

  /** Codes among which the name of the next line without a code is to be sought, nearest ancestor first. */
  #find(scheme: CodeScheme, name: string): string | null {
    const top = this.#lexicon.byName(scheme, name, this.#year)[0];
    const twoSided = this.#statement.shape === 'two-sided';
    if (twoSided && top?.code.length === 3) return top.code;
    if (scheme === 'economic_department' && top?.code.length === 3) return top.code;
    for (const length of [5, 3]) {
      if (this.#above.length < length) continue;
      const below = this.#lexicon.resolve(scheme, name, this.#year, this.#above.slice(0, length));
      if (below) return below.code;
    }
    // the sides of a balance list 类; what is none of them is a 款 or 项 of the one above, or no subject
    return twoSided ? null : (this.#lexicon.resolve(scheme, name, this.#year)?.code ?? null);
  }

  /** The scheme in which names of a column are looked up: the column's own, or the statement's. */
  schemeOf(column: LineScheme | null): CodeScheme | null {
    if (column === 'unit' || column === 'project') return null;
    return column ?? this.scheme;
  }

  /** Code of a line with the printed code (or null) and name, in a column of the given classification. */
  of(printed: string | null, name: string, column: LineScheme | null): Standard {
    const scheme = printed === null ? this.schemeOf(column) : schemeOf(printed);
    if (scheme === null) return NO_STANDARD;
    const code = printed ?? this.#find(scheme, name);
    if (code === null) return NO_STANDARD;
    this.#above = code;
    return { code, scheme };
  }

  /**
   * Code of a further name in the row of a line with the code `counterpart`. A 政府预算 name beside a 部门预算 line is a 款
   * (工资福利支出 → 50501), never a 类.
   */
  further(column: LineScheme | null, name: string, counterpart: string | null): string | null {
    const scheme = this.schemeOf(column);
    if (name === '' || scheme === null) return null;
    const entries = this.#lexicon.byName(scheme, name, this.#year, null, counterpart);
    return entries.find((entry) => entry.code.length === 5)?.code ?? entries[0]?.code ?? null;
  }
}
