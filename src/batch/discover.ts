import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { type Link, linkOf, looksLikeLink, parseLinks } from '../fetch/link.ts';

/** A million links. */
const LARGEST_LIST = 200_000_000;
/** More lines than these say nothing new. */
const MOST_BAD_LINES = 20;

/** A path that was given or met and cannot be used. */
export interface PathProblem {
  readonly path: string;
  readonly code: 'missing' | 'unreadable' | 'no-pdf' | 'not-a-link' | 'no-links';
}

export interface FoundFile {
  /** As given or found, for messages; of a link that is not fetched yet, the link. */
  readonly path: string;
  /** 0 of a link that is not fetched yet. */
  readonly bytes: number;
  readonly link?: Link;
  /** Known of a document that was fetched. */
  readonly sha256?: string;
}

export interface Found {
  readonly files: readonly FoundFile[];
  readonly problems: readonly PathProblem[];
}

/**
 * The files behind `paths`: files as they are, folders searched through for `.pdf` in any case, patterns expanded, links
 * and lists of links (`.txt`).
 * In the order given, each folder's and pattern's files sorted by name, every file once.
 */
export async function discover(paths: readonly string[]): Promise<Found> {
  const files = new Map<string, FoundFile>();
  const problems: PathProblem[] = [];
  for (const path of paths) {
    const found = await expand(path);
    problems.push(...found.problems);
    for (const file of found.files) {
      const key = file.link === undefined ? resolve(file.path) : file.path;
      if (!files.has(key)) files.set(key, file);
    }
  }
  return { files: [...files.values()], problems };
}

async function expand(path: string): Promise<Found> {
  if (looksLikeLink(path)) {
    const link = linkOf(path);
    return link === null
      ? { files: [], problems: [{ path, code: 'not-a-link' }] }
      : { files: linked([link]), problems: [] };
  }
  try {
    const info = await stat(path);
    if (info.isDirectory()) return await folder(path);
    if (isList(path) && info.size <= LARGEST_LIST) return await listed(path);
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

/** The links of a list, in its order. */
async function listed(path: string): Promise<Found> {
  const { links, bad } = parseLinks(await readFile(path, 'utf8'));
  const problems = bad
    .slice(0, MOST_BAD_LINES)
    .map(({ line, text }): PathProblem => ({ path: `${path}:${line} ${text.slice(0, 200)}`, code: 'not-a-link' }));
  if (links.length === 0) return { files: [], problems: [{ path, code: 'no-links' }] };
  return { files: linked(links), problems };
}

function linked(links: readonly Link[]): FoundFile[] {
  return links.map((link) => ({ path: link.url, bytes: 0, link }));
}

function isList(path: string): boolean {
  return /\.txt$/i.test(path);
}

function isPdf(path: string): boolean {
  return /\.pdf$/i.test(path);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
