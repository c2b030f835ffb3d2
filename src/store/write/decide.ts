import type { Database } from '../port.ts';
import { addCorrection, addCorrectionEvent, findCorrection, type NewCorrection } from './corrections.ts';
import { type Conclude, reconcileStored } from './reconcile-stored.ts';

export interface DecideOptions {
  readonly conclude: Conclude;
  readonly now: Date;
  /** Called within the transaction before anything is written; throws to refuse. */
  readonly guard?: () => void;
}

/**
 * The one way in which a correction enters the database, whoever makes it: written into the book, its document
 * reconciled again, all in one transaction. Returns the correction's id.
 */
export function decide(db: Database, sha256: string, one: NewCorrection, options: DecideOptions): number {
  return db
    .transaction(() => {
      db.lock(sha256);
      options.guard?.();
      const id = addCorrection(db, sha256, one);
      reconcileStored(db, sha256, options.conclude, options.now);
      return id;
    })
    .immediate();
}

/** Takes a decision back and reconciles its document. False when there is none of that id or it is undone already. */
export function undo(
  db: Database,
  id: number,
  by: { readonly actor: string; readonly reason: string },
  options: DecideOptions,
): boolean {
  return db
    .transaction(() => {
      const before = findCorrection(db, id);
      if (before === null) return false;
      db.lock(before.sha256);
      // Somebody else may have taken it back while this one waited.
      const found = findCorrection(db, id);
      if (found === null || found.correction.status === 'undone') return false;
      options.guard?.();
      addCorrectionEvent(db, id, { status: 'undone', ...by, at: options.now.toISOString() });
      reconcileStored(db, found.sha256, options.conclude, options.now);
      return true;
    })
    .immediate();
}

/** Many decisions on one document, which is reconciled once. Returns their ids. */
export function decideAll(
  db: Database,
  sha256: string,
  list: readonly NewCorrection[],
  options: DecideOptions,
): readonly number[] {
  return db
    .transaction(() => {
      db.lock(sha256);
      options.guard?.();
      const ids = list.map((one) => addCorrection(db, sha256, one));
      reconcileStored(db, sha256, options.conclude, options.now);
      return ids;
    })
    .immediate();
}

/** Takes many decisions back, document by document; those that are undone already stay as they are. Returns the others. */
export function undoAll(
  db: Database,
  ids: readonly number[],
  by: { readonly actor: string; readonly reason: string },
  options: DecideOptions,
): readonly number[] {
  const undone: number[] = [];
  const documents = new Set(ids.flatMap((id) => findCorrection(db, id)?.sha256 ?? []));
  for (const sha256 of documents) {
    const some = db
      .transaction(() => {
        db.lock(sha256);
        const own = ids.filter((id) => {
          const found = findCorrection(db, id);
          if (found === null || found.sha256 !== sha256 || found.correction.status === 'undone') return false;
          addCorrectionEvent(db, id, { status: 'undone', ...by, at: options.now.toISOString() });
          return true;
        });
        if (own.length > 0) reconcileStored(db, sha256, options.conclude, options.now);
        return own;
      })
      .immediate();
    undone.push(...some);
  }
  return undone;
}
