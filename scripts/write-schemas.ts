/** Writes pipelines/schema/*.json from the zod schemas; run it after changing what a declaration may say. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas } from '../src/declare/json-schema.ts';

const folder = join(import.meta.dirname, '..', 'pipelines', 'schema');
for (const [name, text] of jsonSchemas()) writeFileSync(join(folder, name), text);
