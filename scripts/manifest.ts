/**
 * The package.json that travels in the package, in place while npm packs (`prepack`), and back again (`postpack`).
 *
 * A checkout brings its own Node and the fast reader of scans with it, whatever machine it is on; both are optional, since
 * their install scripts fetch from elsewhere. In a package they would be two thirds of what is installed: the reader alone
 * holds the machine code of every platform. There the reader that the package carries does the work, `yusuan doctor` says
 * how to add the fast one, and Node is the user's own. What reads buckets is added by those who have some.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = process.cwd();
const FILE = join(ROOT, 'package.json');
const ORIGINAL = join(ROOT, 'package.original.json');

/** The oldest Node that runs what was built; `bin/yusuan.js` and `src/library/node.ts` say so, too. */
export const OLDEST_NODE = '>=22.13';

interface Manifest {
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

/** What users of the package need of a manifest. */
export function packed(manifest: Manifest): Record<string, unknown> {
  const { devDependencies: _dev, scripts: _scripts, allowScripts: _allow, optionalDependencies, ...rest } = manifest;
  const asked = Object.entries(optionalDependencies).filter(([name]) => name !== 'node');
  return {
    ...rest,
    engines: { node: OLDEST_NODE },
    peerDependencies: Object.fromEntries(asked.map(([name, version]) => [name, `^${version}`])),
    peerDependenciesMeta: Object.fromEntries(asked.map(([name]) => [name, { optional: true }])),
  };
}

function restore(): void {
  if (existsSync(ORIGINAL)) renameSync(ORIGINAL, FILE);
}

if (process.argv[2] === 'pack') {
  // Packing may have been killed before.
  restore();
  const text = readFileSync(FILE, 'utf8');
  writeFileSync(ORIGINAL, text);
  writeFileSync(FILE, `${JSON.stringify(packed(JSON.parse(text)), null, 2)}\n`);
} else if (process.argv[2] === 'restore') restore();
