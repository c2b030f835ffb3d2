import type { Database } from '../port.ts';

/**
 * The only place that knows FTS5: an index of the substrings of `search_text`. Its trigrams (三字) find three characters
 * and more; two and one, as most Chinese words have, are found as the beginning of a trigram. Another database puts
 * `pg_trgm` here. Old SQLite without this tokenizer opens the database and reads every view: it never touches these
 * tables.
 */
export const TEXT_INDEX = `
CREATE VIRTUAL TABLE search_index USING fts5 (text, content='', tokenize='trigram');
CREATE VIRTUAL TABLE search_gram USING fts5vocab (search_index, 'row');
`;

/** The same on a server; where it may not have the extension, texts are looked through one by one. */
export const SERVER_TEXT_INDEX = `
DO $$ BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX search_text_grams ON search_text USING gin (text gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN NULL; END $$;
`;

/** After each text, so that its last two characters begin a trigram, too. */
const TAIL = '\n\n';
const GRAM = 3;
/** More beginnings than this are a single common character: the commonest are looked at. */
const MOST_GRAMS = 1_000;

/** A text (文本) and its number. */
export type NumberedText = readonly [id: bigint, text: string];

/** Adds those of some texts, as the database holds them, that are new to the index. A server is asked once for all. */
export function textIndexer(db: Database): (texts: readonly NumberedText[]) => void {
  if (db.engine === 'postgres') {
    const keep = db.prepare<[string]>(
      `INSERT INTO search_text (id, text)
       SELECT id, text FROM json_populate_recordset(NULL::search_text, ?) ON CONFLICT DO NOTHING`,
    );
    return (texts) => void keep.run(JSON.stringify(texts.map(([id, text]) => ({ id: String(id), text }))));
  }
  const keep = db.prepare('INSERT INTO search_text (id, text) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const index = db.prepare('INSERT INTO search_index (rowid, text) VALUES (?, ?)');
  return (texts) => {
    for (const [id, text] of texts) if (keep.run(id, text).changes > 0) index.run(id, text + TAIL);
  };
}

/** A condition that `search_text.id` of the texts meets which hold all of the words, with its values; null: none can. */
export interface TextCondition {
  readonly sql: string;
  readonly values: readonly string[];
}

/** `most`: as many texts as are wanted at most; null wants all. */
export function textsWith(db: Database, words: readonly string[], most: number | null): TextCondition | null {
  const limit = most === null ? '' : ` LIMIT ${most}`;
  if (db.engine === 'postgres') return containing(words, limit);
  const parts = words.map((word) => ([...word].length >= GRAM ? phrase(word) : beginnings(db, word)));
  if (parts.some((part) => part === null)) return null;
  return {
    sql: `IN (SELECT rowid FROM search_index WHERE search_index MATCH ?${limit})`,
    values: [parts.map((part) => `(${part})`).join(' AND ')],
  };
}

/** In words that `pg_trgm` answers from its index. */
function containing(words: readonly string[], limit: string): TextCondition {
  const one = 'text ILIKE ?';
  return {
    sql: `IN (SELECT id FROM search_text WHERE ${words.map(() => one).join(' AND ')}${limit})`,
    values: words.map((word) => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`),
  };
}

function phrase(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}

/** Every trigram that begins with a word of one or two characters. */
function beginnings(db: Database, word: string): string | null {
  // The tokenizer folds letters; the last code point of all ends the range.
  const from = word.toLowerCase();
  const grams = db
    .prepare<[string, string, number], string>(
      'SELECT term FROM search_gram WHERE term >= ? AND term < ? ORDER BY doc DESC LIMIT ?',
    )
    .pluck()
    .all(from, `${from}\u{10FFFF}`, MOST_GRAMS);
  return grams.length === 0 ? null : grams.map(phrase).join(' OR ');
}
