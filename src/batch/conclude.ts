import type { Database } from 'better-sqlite3';
import { loadDeclarations, OWN_PIPELINES } from '../declare/load.ts';
import { conclude } from '../pipeline.ts';
import { correctionsOf } from '../store/corrections.ts';
import { type Conclude, reconcileStored } from '../store/reconcile-stored.ts';

/** The end of the pipeline with the declarations in `pipelines` added; they are loaded when first needed. */
export function concluder(pipelines: readonly string[]): () => Conclude {
  let made: Conclude | null = null;
  return () => {
    if (made !== null) return made;
    const declarations = loadDeclarations([OWN_PIPELINES], pipelines);
    made = (readings, corrections) => conclude(readings, corrections, declarations);
    return made;
  };
}

/** Applies what reviewers decided to the fresh rows of a document; most have no decisions. Within a transaction. */
export function keepDecisions(db: Database, sha256: string, conclude: () => Conclude, now: Date): void {
  if (correctionsOf(db, sha256).length > 0) reconcileStored(db, sha256, conclude(), now);
}
