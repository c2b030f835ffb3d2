import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { OWN_PIPELINES } from '../declare/load.ts';
import { PHASE_NAMES } from '../phase.ts';

/** What made a result: one short hash per phase's code, one for what the phases share, one for declarations. */
export type StageVersions = Readonly<Record<string, string>>;

const SOURCE = join(import.meta.dirname, '..');
const BELOW = ['model', 'geometry', 'words', 'engines'];
const SHARED = [...BELOW, 'declare', 'phases', 'phase.ts', 'phase.js', 'pipeline.ts', 'pipeline.js'];
/** Where a phase's code lies; the last phase runs alone after a decision, so what calls it is its own. */
const OWN = (name: string) => (name === 'proof' ? [name, 'phases/prove.ts', 'phases/prove.js'] : [name]);
/** Packages that see what is printed; those that are not installed see nothing. */
const SEEING = ['pdfjs-dist', 'tesseract.js', 'onnxruntime-node', '@napi-rs/canvas'];
const CODE = new Set(['.ts', '.js']);
const DECLARED = new Set(['.yaml', '.csv']);

/** Versions of the program as it lies on the disk: nobody can forget to count one up. */
export function stageVersions(extraDeclarations: readonly string[]): StageVersions {
  const declared = filesIn(OWN_PIPELINES, DECLARED);
  return {
    ...Object.fromEntries(PHASE_NAMES.map((name) => [name, hashOf(codeIn(OWN(name)))])),
    shared: hashOf(codeIn(SHARED).filter((file) => !/[/\\]prove\.[jt]s$/.test(file))),
    identities: hashOf(declared.filter(isIdentity)),
    declarations: hashOf([...declared.filter((file) => !isIdentity(file)), ...extraDeclarations]),
  };
}

/** Version of all that makes pages of bytes: kept pages hold as long as it stays the same. */
export function readingVersion(): string {
  return hashOf([...codeIn([...BELOW, 'pages']), ...SEEING.flatMap(manifestOf)]);
}

/** Version of all that makes characters of a picture: recognised pictures hold as long as it stays the same. */
export function recognitionVersion(): string {
  const entry = ['.ts', '.js'].map((end) => join(SOURCE, 'pages', 'scan', `recognise${end}`)).filter(existsSync);
  return hashOf([...codeBehind(entry), ...codeIn(['engines/ocr']), ...SEEING.flatMap(manifestOf)]);
}

/** These files and every file of ours that they import, at whatever distance, in a fixed order; types do nothing. */
export function codeBehind(entries: readonly string[]): string[] {
  const found = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const [, typeOnly, path = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      if (typeOnly === undefined) open.push(join(dirname(file), path));
    }
  }
  return [...found].sort();
}

/** An import of ours: `from './other.ts'`, or `import './other.ts'`. */
const IMPORT = /^(?:import|export)( type)?\b[^;']*'(\.{1,2}\/[^']+)';/gmu;

function codeIn(names: readonly string[]): string[] {
  return names.flatMap((name) => filesIn(join(SOURCE, name), CODE));
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
