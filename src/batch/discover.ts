import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';

/** A path that was given or met and cannot be used. */
export interface PathProblem {
  readonly path: string;
  readonly code: 'missing' | 'unreadable' | 'no-pdf';
}

export interface FoundFile {
  /** As given or found, for messages. */
  readonly path: string;
  readonly bytes: number;
}

export interface Found {
  readonly files: readonly FoundFile[];
  readonly problems: readonly PathProblem[];
}

/**
 * The files behind `paths`: files as they are, folders searched through for `.pdf` in any case, patterns expanded.
 * In the order given, each folder's and pattern's files sorted by name, every file once.
 */
export async function discover(paths: readonly string[]): Promise<Found> {
  const files = new Map<string, FoundFile>();
  const problems: PathProblem[] = [];
  for (const path of paths) {
    const found = await expand(path);
    problems.push(...found.problems);
    for (const file of found.files) {
      const key = resolve(file.path);
      if (!files.has(key)) files.set(key, file);
    }
  }
  return { files: [...files.values()], problems };
}

async function expand(path: string): Promise<Found> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) return await folder(path);
    return { files: [{ path, bytes: info.size }], problems: [] };
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') return { files: [], problems: [{ path, code: 'unreadable' }] };
  }
  if (!isDynamicPattern(path)) return { files: [], problems: [{ path, code: 'missing' }] };
  const matches = await glob(path, {
    expandDirectories: false,
    caseSensitiveMatch: false,
    followSymbolicLinks: false,
    absolute: isAbsolute(path),
  });
  const pdfs = matches.filter(isPdf);
  if (pdfs.length === 0) return { files: [], problems: [{ path, code: 'missing' }] };
  return sized(pdfs);
}

async function folder(root: string): Promise<Found> {
  const names: string[] = [];
  const problems: PathProblem[] = [];
  const visited = new Set<string>();
  const walk = async (at: string): Promise<void> => {
    try {
      const real = await realpath(at);
      // A link back to a parent folder would otherwise be followed for ever.
      if (visited.has(real)) return;
      visited.add(real);
      for (const entry of await readdir(at, { withFileTypes: true })) {
        const path = join(at, entry.name);
        if (entry.name.startsWith('.')) continue;
        const target = entry.isSymbolicLink() ? await stat(path).catch(() => entry) : entry;
        if (target.isDirectory()) await walk(path);
        else if (isPdf(entry.name)) names.push(path);
      }
    } catch {
      problems.push({ path: at, code: 'unreadable' });
    }
  };
  await walk(root);
  const found = await sized(names);
  if (names.length === 0 && problems.length === 0) problems.push({ path: root, code: 'no-pdf' });
  return { files: found.files, problems: [...problems, ...found.problems] };
}

async function sized(paths: readonly string[]): Promise<Found> {
  const files: FoundFile[] = [];
  const problems: PathProblem[] = [];
  for (const path of [...paths].sort()) {
    try {
      files.push({ path, bytes: (await stat(path)).size });
    } catch {
      problems.push({ path, code: 'unreadable' });
    }
  }
  return { files, problems };
}

function isPdf(path: string): boolean {
  return /\.pdf$/i.test(path);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
