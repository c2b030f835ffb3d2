/** Writes docs/schema.md and docs/datasette.json; run it after a migration, a view or docs/queries.md changed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { datasetteMetadata, schemaPage } from './schema-page.ts';

const docs = join(import.meta.dirname, '..', 'docs');
writeFileSync(join(docs, 'schema.md'), schemaPage());
writeFileSync(join(docs, 'datasette.json'), datasetteMetadata());
