import type { Database } from '../port.ts';
import { textId } from './text-id.ts';
import { textIndexer } from './text-index.ts';

/** What an entry is: a line of a statement, a project, an indicator, a sentence of the prose, a finding (勾稽问题). */
export const SEARCH_KINDS = ['line', 'project', 'indicator', 'finding', 'prose'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

interface Entry {
  readonly kind: SearchKind;
  readonly text: string;
  readonly statement: string | null;
  readonly page: number | null;
  readonly ref1: number | null;
  readonly ref2: number | null;
}

/** Each says what a document has to search, in an order that is always the same. */
const SOURCES = [
  `SELECT 'line' AS kind, l.name || coalesce(' ' || l.name_2, '') || coalesce(' ' || l.name_3, '') AS text,
     s.kind AS statement, l.page, l.statement AS ref1, l.idx AS ref2
   FROM line l JOIN statement s ON s.document = l.document AND s.idx = l.statement
   WHERE l.document = ? AND s.ignored = 0 ORDER BY l.statement, l.idx`,
  `SELECT 'project' AS kind, name || coalesce(' ' || unit, '') AS text, NULL AS statement,
     CAST(json_extract(pages, '$[0]') AS INTEGER) AS page, idx AS ref1, NULL AS ref2
   FROM project WHERE document = ? ORDER BY idx`,
  `SELECT 'indicator' AS kind, coalesce(project || ' ', '') || coalesce(level1 || ' ', '') || coalesce(level2 || ' ', '') ||
     coalesce(level3_full, level3) || ' ' || raw AS text, NULL AS statement, page, idx AS ref1, NULL AS ref2
   FROM indicator WHERE document = ? ORDER BY idx`,
  `SELECT 'finding' AS kind, scope AS text, statement, page, idx AS ref1,
     CAST(json_extract(json_extract(cells, '$[0]'), '$[0]') AS INTEGER) AS ref2
   FROM identity_check WHERE document = ? AND status = 'fail' ORDER BY idx`,
  `SELECT 'finding' AS kind, phrase AS text, statement, page, idx AS ref1, ref_statement AS ref2
   FROM claim WHERE document = ? AND status = 'disagrees' ORDER BY idx`,
  `SELECT 'prose' AS kind, title || '。' || text AS text, NULL AS statement, page, NULL AS ref1, NULL AS ref2
   FROM chapter WHERE document = ? ORDER BY idx`,
  `SELECT 'prose' AS kind, label || '：' || value AS text, NULL AS statement, page, NULL AS ref1, NULL AS ref2
   FROM form_field WHERE document = ? AND length(value) > 1 ORDER BY idx`,
] as const;

/**
 * Puts a document's words into the index, in place of what stood there. Call within the transaction that wrote it: what
 * is removed with a document goes with it.
 */
export function documentIndexer(db: Database): (document: number | bigint) => void {
  const sources = SOURCES.map((sql) => db.prepare<[number | bigint], Entry>(sql));
  const known = db.prepare<[number | bigint], unknown[]>(
    'SELECT text_id, kind, statement, page, ref1, ref2 FROM search_entry WHERE document = ? ORDER BY idx',
  );
  const remove = db.prepare('DELETE FROM search_entry WHERE document = ?');
  const insert = db.inserter('search_entry', [
    'document',
    'idx',
    'text_id',
    'kind',
    'statement',
    'page',
    'ref1',
    'ref2',
  ]);
  const index = textIndexer(db);
  return (document) => {
    const entries = sources.flatMap((source) => source.all(document)).flatMap(sentences);
    // most texts of a document are said in several places
    const ids = new Map<string, bigint>();
    for (const { text } of entries) if (!ids.has(text)) ids.set(text, textId(text));
    const rows = entries.map((entry) => ({ entry, id: ids.get(entry.text) ?? textId(entry.text) }));
    const before = known.raw(true).safeIntegers(true).all(document);
    const same =
      before.length === rows.length && rows.every(({ entry, id }, at) => equal(before[at] ?? [], [id, ...rest(entry)]));
    if (same) return;
    if (before.length > 0) remove.run(document);
    // Texts are common to all documents: two writers that add the same ones in one order never wait for each other.
    const texts = new Map(rows.map(({ entry, id }) => [id, entry.text]));
    index([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
    insert(
      document,
      rows.map(({ entry, id }, idx) => [idx, id, ...rest(entry)]),
    );
  };
}

function rest({ kind, statement, page, ref1, ref2 }: Entry): (string | number | null)[] {
  return [kind, statement, page, ref1, ref2];
}

function equal(stored: readonly unknown[], made: readonly unknown[]): boolean {
  return made.every((value, at) => {
    const before = stored[at];
    return typeof value === 'number' ? before === BigInt(value) : before === value;
  });
}

/** Prose is found by the sentence; what is shorter than a word is not worth finding. */
function sentences(entry: Entry): readonly Entry[] {
  const texts = entry.kind === 'prose' ? entry.text.split(/(?<=[。；！？\n])/u) : [entry.text];
  return texts.map((text) => ({ ...entry, text: text.trim() })).filter(({ text }) => [...text].length > 1);
}

/** The first schema with an index: what was read before is indexed by the migration. */
const SINCE = 12;

/** Indexes what a database held before there was an index. Call within the transaction that migrated it. */
export function indexOlder(db: Database, from: number, to: number): void {
  if (from === 0 || from >= SINCE || to < SINCE) return;
  const index = documentIndexer(db);
  for (const id of db.prepare<[], bigint>('SELECT id FROM document ORDER BY id').pluck().safeIntegers(true).all()) {
    index(id);
  }
}
