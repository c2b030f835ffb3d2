import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../port.ts';

export const ROLES = ['view', 'decide'] as const;
export type Role = (typeof ROLES)[number];

/** A named reviewer (复核人). */
export interface Reviewer {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

const SELECT = 'SELECT id, name, role, created_at AS createdAt, revoked_at AS revokedAt FROM reviewer';

/** Makes a reviewer and returns the token, which is nowhere kept; null when one of that name has a token already. */
export function addReviewer(db: Database, name: string, role: Role, at: Date): string | null {
  return db
    .transaction(() => {
      db.lock('reviewers');
      const taken = db.prepare('SELECT 1 FROM reviewer WHERE name = ? AND revoked_at IS NULL').get(name);
      if (taken !== undefined) return null;
      const token = randomBytes(24).toString('base64url');
      db.prepare('INSERT INTO reviewer (name, role, token_sha256, created_at) VALUES (?, ?, ?, ?)').run(
        ...[name, role, digest(token), at.toISOString()],
      );
      note(db, { at, reviewer: '', action: 'reviewer-added', subject: `${name} (${role})` });
      return token;
    })
    .immediate();
}

/** Takes a reviewer's token away, from this moment on. False when nobody of that name has one. */
export function revokeReviewer(db: Database, name: string, at: Date): boolean {
  return db
    .transaction(() => {
      const { changes } = db
        .prepare('UPDATE reviewer SET revoked_at = ? WHERE name = ? AND revoked_at IS NULL')
        .run(at.toISOString(), name);
      if (changes > 0) note(db, { at, reviewer: '', action: 'reviewer-revoked', subject: name });
      return changes > 0;
    })
    .immediate();
}

export function reviewers(db: Database): readonly Reviewer[] {
  return db.prepare<[], Reviewer>(`${SELECT} ORDER BY id`).all();
}

/** The reviewer whose token it is; null when it is nobody's any more. */
export function reviewerOfToken(db: Database, token: string): Reviewer | null {
  return (
    db.prepare<[string], Reviewer>(`${SELECT} WHERE token_sha256 = ? AND revoked_at IS NULL`).get(digest(token)) ?? null
  );
}

/** The reviewer, as long as the token holds. */
export function reviewerById(db: Database, id: number): Reviewer | null {
  return db.prepare<[number], Reviewer>(`${SELECT} WHERE id = ? AND revoked_at IS NULL`).get(id) ?? null;
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** One line of the audit (审计). Reviewer '' is whoever has the command line. */
export interface AuditEntry {
  readonly at: Date;
  readonly reviewer: string;
  readonly action:
    | 'entered'
    | 'decided'
    | 'undone'
    | 'marked'
    | 'pinned'
    | 'unpinned'
    | 'reviewer-added'
    | 'reviewer-revoked';
  readonly subject: string;
}

export function note(db: Database, { at, reviewer, action, subject }: AuditEntry): void {
  db.prepare('INSERT INTO audit (at, reviewer, action, subject) VALUES (?, ?, ?, ?)').run(
    ...[at.toISOString(), reviewer, action, subject],
  );
}

export interface AuditRow {
  readonly at: string;
  readonly reviewer: string;
  readonly action: string;
  readonly subject: string;
}

/** The last entries, newest first. */
export function auditEntries(db: Database, limit: number): readonly AuditRow[] {
  return db
    .prepare<[number], AuditRow>('SELECT at, reviewer, action, subject FROM audit ORDER BY id DESC LIMIT ?')
    .all(limit);
}
