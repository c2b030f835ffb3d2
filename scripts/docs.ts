// node scripts/docs.ts: writes what is generated of the documentation.
import { writeFileSync } from 'node:fs';
import { cliReference } from '../src/cli/reference.ts';

for (const [language, path] of [
  ['zh', 'cli.md'],
  ['en', 'en/cli.md'],
] as const)
  writeFileSync(new URL(`../docs/${path}`, import.meta.url), cliReference(language));
