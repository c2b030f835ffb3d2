import type { Database } from 'better-sqlite3';
import { correctionsOf } from '../store/corrections.ts';
import { type Conclude, reconcileStored } from '../store/reconcile-stored.ts';

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

/** Applies what reviewers decided to the fresh rows of a document; most have no decisions. Within a transaction. */
export function keepDecisions(db: Database, sha256: string, conclude: Conclude | null, now: Date): void {
  if (correctionsOf(db, sha256).length === 0) return;
  if (conclude === null) throw new Error('decisions on a document that was not there when the import began');
  reconcileStored(db, sha256, conclude, now);
}
