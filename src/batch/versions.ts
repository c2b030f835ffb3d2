import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { OWN_PIPELINES } from '../declare/load.ts';

/** What made a result: one short hash per phase's code, one for what the phases share, one for declarations. */
export type StageVersions = Readonly<Record<string, string>>;

const SOURCE = join(import.meta.dirname, '..');
const PHASES = ['pages', 'tables', 'meaning', 'proof'];
const BELOW = ['model', 'geometry', 'words', 'engines'];
const SHARED = [...BELOW, 'declare', 'pipeline.ts', 'pipeline.js', 'second-look.ts', 'second-look.js'];
/** Packages that see what is printed; those that are not installed see nothing. */
const SEEING = ['pdfjs-dist', 'tesseract.js', 'onnxruntime-node', '@napi-rs/canvas'];
const CODE = new Set(['.ts', '.js']);
const DECLARED = new Set(['.yaml', '.csv']);

/** Versions of the program as it lies on the disk: nobody can forget to count one up. */
export function stageVersions(extraDeclarations: readonly string[]): StageVersions {
  const declared = filesIn(OWN_PIPELINES, DECLARED);
  return {
    ...Object.fromEntries(PHASES.map((name) => [name, hashOf(filesIn(join(SOURCE, name), CODE))])),
    shared: hashOf(SHARED.flatMap((name) => filesIn(join(SOURCE, name), CODE))),
    identities: hashOf(declared.filter(isIdentity)),
    declarations: hashOf([...declared.filter((file) => !isIdentity(file)), ...extraDeclarations]),
  };
}

/** Version of all that makes pages of bytes: kept pages hold as long as it stays the same. */
export function readingVersion(): string {
  const code = [...BELOW, 'pages'].flatMap((name) => filesIn(join(SOURCE, name), CODE));
  return hashOf([...code, ...SEEING.flatMap(manifestOf)]);
}

function manifestOf(name: string): string[] {
  try {
    return [createRequire(import.meta.url).resolve(`${name}/package.json`)];
  } catch {
    return [];
  }
}

/** What only the end of the pipeline reads: a document whose other parts are current need not be read again. */
const CONCLUSION: ReadonlySet<string> = new Set(['proof', 'identities']);

/** What has changed since a document was read: nothing, only its conclusion, or its reading. */
export function staleness(then: StageVersions, now: StageVersions): 'current' | 'conclusion' | 'reading' {
  const parts = new Set([...Object.keys(then), ...Object.keys(now)]);
  const stale = [...parts].filter((part) => then[part] !== now[part]);
  if (stale.length === 0) return 'current';
  return stale.every((part) => CONCLUSION.has(part)) ? 'conclusion' : 'reading';
}

function isIdentity(file: string): boolean {
  return /(identities|confidence)\.yaml$/.test(file);
}

/** The files at or below `path`, in a fixed order. */
function filesIn(path: string, extensions: ReadonlySet<string>): string[] {
  if (!existsSync(path)) return [];
  if (extensions.has(extname(path))) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && extensions.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 12);
}
