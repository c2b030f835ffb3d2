import { loadDeclarations, OWN_PIPELINES } from '../declare/load.ts';
import { conclude } from '../pipeline.ts';
import type { Conclude } from '../store/reconcile-stored.ts';

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
