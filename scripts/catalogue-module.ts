import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Contract, contractSchema } from '../src/declare/catalogue.ts';
import { check, parseSource, within } from '../src/declare/source.ts';

const root = join(import.meta.dirname, '..');
export const CATALOGUE_MODULE = join(root, 'src', 'model', 'catalogue.ts');

/** pipelines/catalogue.yaml: the statements and measures of the contract. */
export function contract(): Contract {
  const file = join(root, 'pipelines', 'catalogue.yaml');
  const source = parseSource(file, readFileSync(file, 'utf8'));
  return check(contractSchema, source.data, within(source));
}

const quoted = (text: string): string => `'${text}'`;

function list(doc: string, name: string, keys: readonly string[]): string {
  return `/** ${doc} */\nexport const ${name} = [\n${keys.map((key) => `  ${quoted(key)},\n`).join('')}] as const;\n`;
}

function names(doc: string, name: string, entries: Contract['measures']): string {
  const lines = Object.entries(entries).map(
    ([key, { zh, en }]) => `  ${key}: { zh: ${quoted(zh)}, en: ${quoted(en)} },\n`,
  );
  return `/** ${doc} */\nexport const ${name} = {\n${lines.join('')}} as const;\n`;
}

/** The module through which types and pages know the catalogue: what stands in YAML, as code. */
export function catalogueModule({ statements, measures }: Contract): string {
  const core = Object.entries(statements).flatMap(([key, { core }]) => (core ? [key] : []));
  return [
    '/*\n * Written by scripts/write-catalogue.ts from pipelines/catalogue.yaml: change that, not this.\n */\n',
    list('The statements (报表) of the contract that every report has, or should have.', 'CORE_KINDS', core),
    list('All statements (报表) of the contract.', 'STATEMENT_KINDS', Object.keys(statements)),
    list('The measures (列的含义) of the contract.', 'MEASURES', Object.keys(measures)),
    names('What the statements are called.', 'STATEMENT_NAMES', statements),
    names('What the columns are called.', 'MEASURE_NAMES', measures),
  ].join('\n');
}
