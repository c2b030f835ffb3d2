import type { Anchor } from '../../model/correction.ts';
import { UNITS } from '../../model/money.ts';
import { asKind, OTHER } from '../../model/statement.ts';
import type { Database } from '../../store/port.ts';
import { anchorReader } from '../../store/read/evidence.ts';
import { queueLength } from '../../store/read/queue.ts';
import type { NewCorrection } from '../../store/write/corrections.ts';
import { decide } from '../../store/write/decide.ts';
import type { EditAnswer, EditPreview, EditRequest, StatementTable } from '../api.ts';
import { type Deciding, Refused } from '../decisions.ts';
import { preview } from './preview.ts';

/** What setting a table or a line right would do. */
export function previewEdit(request: EditRequest, { db, source, conclude, now }: Deciding): EditPreview {
  const edit = correctionOf(request, tableOf(request, source.tables.one), db, now());
  const found = preview(db, request.document, [edit], conclude);
  if (found === null) throw new Refused('not-found', 'no such document');
  return found;
}

/** Sets a table's unit, statement or title right, or a line's code and name. */
export function carryOutEdit(request: EditRequest, { db, source, conclude, now }: Deciding): EditAnswer {
  const at = now();
  const edit = correctionOf(request, tableOf(request, source.tables.one), db, at);
  const found = preview(db, request.document, [edit], conclude);
  if (found?.possible !== true) throw new Refused('invalid', 'finer than a cent, or no such place');
  let overtaken = false;
  const guard = () => {
    overtaken = !isSeen(request, tableOf(request, source.tables.one));
    if (overtaken) throw new Refused('invalid', 'overtaken');
  };
  const id = decide(db, request.document, edit, { conclude, now: at, guard });
  return { id, left: queueLength(db, {}) };
}

function tableOf(
  { document, table }: EditRequest,
  find: (sha256: string, index: number) => StatementTable | null,
): StatementTable {
  const found = find(document, table);
  if (found === null) throw new Refused('not-found', 'no such table');
  return found;
}

/** Whether the table still stands as whoever decides saw it. */
function isSeen({ seen, line }: EditRequest, table: StatementTable): boolean {
  if (table.kind !== seen.kind || table.title !== seen.title || table.unit !== seen.unit) return false;
  const own = table.lines.find((one) => one.line === line);
  return own === undefined || (own.code === (seen.code ?? null) && own.name === (seen.name ?? ''));
}

function correctionOf(request: EditRequest, table: StatementTable, db: Database, at: Date): NewCorrection {
  if (!isSeen(request, table)) throw new Refused('invalid', 'overtaken');
  const by = { reviewer: request.reviewer, reason: request.reason, at: at.toISOString() };
  const nothing = { oldValue: null, newValue: null };
  const anchors = anchorReader(db);
  if (request.kind === 'rename') {
    const line = anchors.line(request.document, table.index, request.line ?? -1);
    const name = request.name?.trim() ?? '';
    const code = request.code?.trim() ?? '';
    if (line === null || name === '') throw new Refused('invalid', 'line');
    if (!/^[0-9A-Za-z]{0,20}$/.test(code)) throw new Refused('invalid', 'code');
    const anchor: Anchor = { ...line, statement: table.kind, measure: '' };
    return {
      ...by,
      ...nothing,
      kind: 'rename',
      anchor,
      target: { kind: 'rename', code: code === '' ? null : code, name },
    };
  }
  const anchor = anchors.table(request.document, table.index);
  if (anchor === null) throw new Refused('not-found', 'no such table');
  if (request.kind === 'unit') {
    const unit = UNITS.find((one) => one === request.unit);
    if (unit === undefined || unit === table.unit) throw new Refused('invalid', 'unit');
    return { ...by, ...nothing, kind: 'unit', anchor, target: { kind: 'unit', unit } };
  }
  const statement = asKind(request.statement ?? table.kind);
  const title = (request.title ?? table.title).trim();
  if (statement === null) throw new Refused('invalid', 'statement');
  if (statement === table.kind && title === table.title) throw new Refused('invalid', 'same');
  return { ...by, ...nothing, kind: 'table', anchor, target: { kind: 'table', statement, title } };
}

/** A declaration that knows the table by its title from now on, for `--pipeline`; null when there is no such table. */
export function declarationOf(db: Database, sha256: string, table: number): string | null {
  const found = db
    .prepare<[string, number], Kept>(
      `SELECT s.kind, s.title, s.read_words AS words, d.pipeline, coalesce(d.department, d.file) AS department
       FROM statement s JOIN document d ON d.id = s.document WHERE d.sha256 = ? AND s.idx = ?`,
    )
    .get(sha256, table);
  if (found === undefined || found.pipeline === null || found.kind === OTHER) return null;
  const read: { title?: string } = found.words === null ? {} : JSON.parse(found.words);
  const title = (read.title ?? found.title).replaceAll(/20\d\d年度?/gu, '');
  // What no title ends with is taken for none.
  if (!/表(?:（[^（）]*）)?$/u.test(title)) return null;
  return [
    '# yaml-language-server: $schema=./pipelines/schema/pipeline.json',
    'name: own-titles',
    'kind:',
    `  title: ${JSON.stringify(found.department)}`,
    `  extends: ${found.pipeline}`,
    'statements:',
    '  statements:',
    `    ${found.kind}:`,
    `      titles: [[${JSON.stringify(title)}]]`,
    '',
  ].join('\n');
}

interface Kept {
  readonly kind: string;
  readonly title: string;
  readonly words: string | null;
  readonly pipeline: string | null;
  readonly department: string;
}
