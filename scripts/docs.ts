// node scripts/docs.ts: writes what is generated of the documentation.
import { writeFileSync } from 'node:fs';
import { cliReference } from '../src/cli/reference.ts';

writeFileSync(new URL('../docs/cli.md', import.meta.url), cliReference());
