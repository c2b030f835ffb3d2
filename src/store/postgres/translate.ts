/**
 * From the SQL in which the store is written (docs/store.md) to PostgreSQL's. What differs is a closed list: marks of
 * values, `CROSS JOIN … ON` (SQLite's way to keep an order), names in mixed case, and a few names of functions.
 */

/** A statement in PostgreSQL's words; `names` are those of `$name` values in the order of $1, $2, …, if it has any. */
export interface Translated {
  readonly text: string;
  readonly names: readonly string[] | null;
}

/** Functions that are named otherwise; those that PostgreSQL lacks are made with the tables, see `functions.ts`. */
const RENAMED: Readonly<Record<string, string>> = { group_concat: 'string_agg', instr: 'strpos' };

const TOKEN =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$\$[\s\S]*?\$\$|\$[A-Za-z_]\w*|[A-Za-z_]\w*|[\s\S]/g;

/** SQL in pieces: texts, quoted names, comments and words whole, everything else character by character. */
export function tokens(sql: string): string[] {
  return sql.match(TOKEN) ?? [];
}

export function isComment(token: string): boolean {
  return token.startsWith('--') || token.startsWith('/*');
}

export function translate(sql: string): Translated {
  const names: string[] = [];
  let marks = 0;
  const text = tokens(sql).map((token) => {
    if (token === '?') {
      marks += 1;
      return `$${marks}`;
    }
    if (/^\$[A-Za-z_]/.test(token)) {
      const name = token.slice(1);
      if (!names.includes(name)) names.push(name);
      return `$${names.indexOf(name) + 1}`;
    }
    if (isComment(token)) return ' ';
    // PostgreSQL folds names without quotes to lower case.
    if (/^[a-z]\w*[A-Z]\w*$/.test(token)) return `"${token}"`;
    return RENAMED[token] ?? token;
  });
  return { text: text.join('').replace(CROSS_JOIN_ON, 'JOIN$1ON'), names: names.length === 0 ? null : names };
}

const CROSS_JOIN_ON = /\bCROSS JOIN(\s+\w+(?:\s+(?:AS\s+)?\w+)?\s+)ON\b/g;
