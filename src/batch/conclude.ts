import type { Database } from '../store/port.ts';
import { type Conclude, reconcileStored } from '../store/write/reconcile-stored.ts';

/** The end of the pipeline with the declarations in `pipelines` added. Loaded when called: most imports need none. */
export async function loadConclude(pipelines: readonly string[]): Promise<Conclude> {
  const { loadDeclarations, OWN_PIPELINES } = await import('../declare/load.ts');
  const { conclude } = await import('../pipeline.ts');
  const declarations = loadDeclarations([OWN_PIPELINES], pipelines);
  return (readings, corrections) => conclude(readings, corrections, declarations);
}

/** Whether reviewers have decided anything in this database. */
export function hasDecisions(db: Database): boolean {
  return db.prepare('SELECT 1 FROM correction LIMIT 1').get() !== undefined;
}

/** Applies what reviewers decided to the fresh rows of one document; called within the transaction that wrote them. */
export type KeepDecisions = (sha256: string, now: Date) => void;

/** For one document after the other, most of which have no decisions; `conclude` is null where there can be none. */
export function decisionKeeper(db: Database, conclude: Conclude | null): KeepDecisions {
  const decided = db.prepare<[string]>('SELECT 1 FROM correction WHERE sha256 = ? LIMIT 1');
  return (sha256, now) => {
    if (decided.get(sha256) === undefined) return;
    if (conclude === null) throw new Error('decisions on a document that was not there when the import began');
    reconcileStored(db, sha256, conclude, now);
  };
}
