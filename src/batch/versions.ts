import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { OWN_PIPELINES } from '../declare/load.ts';

/** What made a result: one short hash per stage's code, one for engines, model and geometry, one for declarations. */
export type StageVersions = Readonly<Record<string, string>>;

const SOURCE = join(import.meta.dirname, '..');
const ENGINES = ['model', 'geometry', 'engines', 'scan.ts', 'scan.js'];
const SHARED = [...ENGINES, 'declare', 'pipeline.ts', 'pipeline.js', 'looks.ts', 'looks.js'];
/** The stages between the bytes and the pages. */
const READING = ['read', 'triage', 'recognise'];
/** Packages that see what is printed; those that are not installed see nothing. */
const SEEING = ['pdfjs-dist', 'tesseract.js', 'onnxruntime-node', '@napi-rs/canvas'];
const CODE = new Set(['.ts', '.js']);
const DECLARED = new Set(['.yaml', '.csv']);

/** Versions of the program as it lies on the disk: nobody can forget to count one up. */
export function stageVersions(extraDeclarations: readonly string[]): StageVersions {
  const stages = join(SOURCE, 'stages');
  const entries = readdirSync(stages, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const declared = filesIn(OWN_PIPELINES, DECLARED);
  const names = entries.map((entry) => entry.name).sort();
  return {
    ...Object.fromEntries(names.map((name) => [name, hashOf(filesIn(join(stages, name), CODE))])),
    shared: hashOf(SHARED.flatMap((name) => filesIn(join(SOURCE, name), CODE))),
    identities: hashOf(declared.filter(isIdentity)),
    declarations: hashOf([...declared.filter((file) => !isIdentity(file)), ...extraDeclarations]),
  };
}

/** Version of all that makes pages of bytes: kept pages hold as long as it stays the same. */
export function readingVersion(): string {
  const code = [...ENGINES, ...READING.map((name) => join('stages', name))].flatMap((name) =>
    filesIn(join(SOURCE, name), CODE),
  );
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
const CONCLUSION: ReadonlySet<string> = new Set(['correct', 'reconcile', 'identities']);

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
