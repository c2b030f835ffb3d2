import {
  CORRECTION_KINDS,
  type Correction,
  type CorrectionStatus,
  type CorrectionTarget,
} from '../../model/correction.ts';
import { formatYuan } from '../../model/money.ts';
import type { Side } from '../../model/statement.ts';
import type { Database, SqlValue } from '../port.ts';
import { fenOf } from '../read/read-document.ts';

export type NewCorrection = Omit<Correction, 'id'>;

/** A correction with what became of it. */
export interface CorrectionRecord extends Correction {
  readonly status: CorrectionStatus;
  readonly undoneBy: string | null;
  readonly undoneAt: string | null;
}

interface CorrectionRow {
  readonly id: number;
  readonly kind: string;
  readonly statement: string;
  readonly side: Side | null;
  readonly line_code: string | null;
  readonly line_name: string;
  readonly line_name_2: string | null;
  readonly measure: string;
  readonly page: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly old_value: string | null;
  readonly new_value: string | null;
  readonly target: string | null;
  readonly reviewer: string;
  readonly reason: string;
  readonly created_at: string;
  readonly status: CorrectionStatus;
  readonly actor: string;
  readonly event_at: string;
}

const SELECT = `
SELECT c.*, e.status, e.actor, e.at AS event_at
FROM correction c
JOIN correction_event e ON e.id = (SELECT max(id) FROM correction_event WHERE correction = c.id)`;

/** Every decision on a document in the order made, undone ones too. */
export function correctionsOf(db: Database, sha256: string): readonly CorrectionRecord[] {
  return db.prepare<[string], CorrectionRow>(`${SELECT} WHERE c.sha256 = ? ORDER BY c.id`).all(sha256).map(recordOf);
}

/** One decision with the document it belongs to; null when there is none of that id. */
export function findCorrection(db: Database, id: number): { sha256: string; correction: CorrectionRecord } | null {
  const row = db.prepare<[number], CorrectionRow & { sha256: string }>(`${SELECT} WHERE c.id = ?`).get(id);
  return row === undefined ? null : { sha256: row.sha256, correction: recordOf(row) };
}

/** Adds a decision to the book. Call within the transaction that applies it. */
export function addCorrection(db: Database, sha256: string, one: NewCorrection): number {
  const { anchor } = one;
  const id = db
    .prepare<SqlValue[], number>(
      `INSERT INTO correction (sha256, kind, statement, side, line_code, line_name, line_name_2, measure, page,
         x0, y0, x1, y1, old_value, new_value, target, reviewer, reason, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    )
    .pluck()
    .get(
      ...[sha256, one.kind, anchor.statement, anchor.side, anchor.lineCode, anchor.lineName, anchor.lineName2],
      ...[anchor.measure, anchor.page, anchor.box.x0, anchor.box.y0, anchor.box.x1, anchor.box.y1],
      ...[one.oldValue, one.newValue].map((fen) => (fen === null ? null : formatYuan(fen))),
      ...[one.target === null ? null : JSON.stringify(one.target), one.reviewer, one.reason, one.at],
    );
  if (id === undefined) throw new Error('the book gave no number');
  addCorrectionEvent(db, id, { status: 'applied', actor: one.reviewer, reason: one.reason, at: one.at });
  return id;
}

export interface CorrectionEvent {
  readonly status: CorrectionStatus;
  readonly actor: string;
  readonly reason: string;
  readonly at: string;
}

/** Notes what became of a decision. Nothing is ever changed or removed. */
export function addCorrectionEvent(db: Database, id: number, event: CorrectionEvent): void {
  db.prepare('INSERT INTO correction_event (correction, status, actor, reason, at) VALUES (?, ?, ?, ?, ?)').run(
    ...[id, event.status, event.actor, event.reason, event.at],
  );
}

function recordOf(row: CorrectionRow): CorrectionRecord {
  const kind = CORRECTION_KINDS.find((one) => one === row.kind);
  if (kind === undefined) throw new Error(`unknown kind of correction ${row.kind}`);
  const target: CorrectionTarget | null = row.target === null ? null : JSON.parse(row.target);
  const undone = row.status === 'undone';
  return {
    ...{ id: row.id, kind, target, reviewer: row.reviewer, reason: row.reason, at: row.created_at },
    anchor: {
      ...{ statement: row.statement, side: row.side, lineCode: row.line_code, lineName: row.line_name },
      ...{ lineName2: row.line_name_2, measure: row.measure, page: row.page },
      box: { x0: row.x0, y0: row.y0, x1: row.x1, y1: row.y1 },
    },
    oldValue: row.old_value === null ? null : fenOf(row.old_value),
    newValue: row.new_value === null ? null : fenOf(row.new_value),
    ...{ status: row.status, undoneBy: undone ? row.actor : null, undoneAt: undone ? row.event_at : null },
  };
}
