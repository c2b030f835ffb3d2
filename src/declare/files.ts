import { catalogueSchema } from './catalogue.ts';
import { formsSchema } from './forms.ts';
import { identitiesSchema } from './identity.ts';
import { kindSchema, wordsSchema } from './kind.ts';
import { noiseSchema } from './noise.ts';
import { proseSchema } from './prose.ts';
import { statementsSchema } from './statements.ts';

/**
 * The files of a pipeline folder and what may stand in them. A file added here is read, checked, merged through
 * `extends`, typed in `Pipeline` and gets a JSON Schema in pipelines/schema.
 */
export const PIPELINE_FILES = {
  kind: kindSchema,
  catalogue: catalogueSchema,
  statements: statementsSchema,
  noise: noiseSchema,
  identities: identitiesSchema,
  forms: formsSchema,
  prose: proseSchema,
  words: wordsSchema,
} as const;

export type PipelineFile = keyof typeof PIPELINE_FILES;
