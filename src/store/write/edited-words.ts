import type { Line, Statement } from '../../model/statement.ts';
import type { Database } from '../port.ts';
import type { ReadLine, ReadTable } from '../read/read-document.ts';

/**
 * Writes what reviewers call tables and lines, beside what was read; what they took back is as read again. Call within
 * a transaction. Tables that were set aside keep the words that were read.
 */
export function rewriteWords(
  db: Database,
  document: number,
  read: readonly Statement[],
  placed: readonly Statement[],
): void {
  const setTable = db.prepare(
    'UPDATE statement SET kind = ?, title = ?, unit = ?, placement = ?, read_words = ? WHERE document = ? AND idx = ?',
  );
  const setLine = db.prepare(
    `UPDATE line SET code = ?, name = ?, standard_code = ?, scheme = ?, parent = ?, read_words = ?
     WHERE document = ? AND statement = ? AND idx = ?`,
  );
  const tables = editedRows(db, 'SELECT idx FROM statement WHERE document = ? AND read_words IS NOT NULL', document);
  const lines = editedRows(
    db,
    "SELECT statement || '/' || idx FROM line WHERE document = ? AND read_words IS NOT NULL",
    document,
  );
  for (const [at, statement] of read.entries()) {
    const now = placed[at] ?? statement;
    const before = tableWords(statement);
    const words = tableWords(now);
    const edited = JSON.stringify(words) !== JSON.stringify(before);
    if (edited || tables.has(`${statement.index}`)) {
      const kept = edited ? JSON.stringify(before) : null;
      setTable.run(words.kind, words.title, words.unit, words.placement, kept, document, statement.index);
    }
    for (const line of statement.lines) {
      const was = lineWords(line);
      const is = lineWords(now.lines[line.index] ?? line);
      const changed = JSON.stringify(is) !== JSON.stringify(was);
      if (!changed && !lines.has(`${statement.index}/${line.index}`)) continue;
      const kept = changed ? JSON.stringify(was) : null;
      const place = [document, statement.index, line.index] as const;
      setLine.run(is.code, is.name, is.standard_code, is.scheme, is.parent, kept, ...place);
    }
  }
}

function editedRows(db: Database, sql: string, document: number): ReadonlySet<string> {
  const rows = db.prepare<[number], string | number>(sql).pluck().all(document);
  return new Set(rows.map(String));
}

function tableWords({ kind, title, unit, placement }: Statement): ReadTable {
  return { kind, title, unit, placement };
}

function lineWords({ code, name, standardCode, scheme, parent }: Line): ReadLine {
  return { code, name, standard_code: standardCode, scheme, parent };
}
