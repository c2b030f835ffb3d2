import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { bucketLink, type Link, linkOf, looksLikeLink, parseLinks } from '../fetch/link.ts';
import { type FetchProblem, fetchError } from '../fetch/problem.ts';
import { type BucketPlace, bucketPlace, isBucketAddress, isPrefix } from '../fetch/s3-address.ts';

/** A million links. */
const LARGEST_LIST = 200_000_000;
/** More lines than these say nothing new. */
const MOST_BAD_LINES = 20;

/** A path that was given or met and cannot be used. */
export type PathProblem =
  | { readonly path: string; readonly code: PathProblemCode }
  /** A bucket that could not be listed. */
  | { readonly path: string; readonly code: FetchProblem; readonly detail: string };

export type PathProblemCode =
  | 'missing'
  | 'unreadable'
  | 'no-file'
  | 'no-pdf'
  | 'not-a-link'
  | 'no-links'
  | 'no-buckets';

/** Lists the objects below a prefix (前缀) of a bucket. */
export type ListBucket = (place: BucketPlace) => AsyncIterable<Link>;

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
 * and lists of links (`.txt`), and with `list` what lies in buckets.
 * In the order given, each folder's and pattern's files sorted by name, every file once.
 */
export async function discover(paths: readonly string[], list: ListBucket | null = null): Promise<Found> {
  const files = new Map<string, FoundFile>();
  const problems: PathProblem[] = [];
  for (const path of paths) {
    const found = await expand(path, list);
    problems.push(...found.problems);
    for (const file of found.files) {
      const key = file.link === undefined ? resolve(file.path) : file.path;
      if (!files.has(key)) files.set(key, file);
    }
  }
  return { files: [...files.values()], problems };
}

async function expand(path: string, list: ListBucket | null): Promise<Found> {
  if (looksLikeLink(path)) {
    const link = isBucketAddress(path) ? bucketLink(path) : linkOf(path);
    if (link === null) return { files: [], problems: [{ path, code: 'not-a-link' }] };
    return await linked([link], list);
  }
  try {
    const info = await stat(path);
    if (info.isDirectory()) return await folder(path);
    // Reading a pipe that nobody writes to would wait for ever.
    if (!info.isFile()) return { files: [], problems: [{ path, code: 'no-file' }] };
    if (isList(path) && info.size <= LARGEST_LIST) return await listed(path, list);
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
      const info = await stat(path);
      if (info.isFile()) files.push({ path, bytes: info.size });
      else problems.push({ path, code: 'no-file' });
    } catch (error) {
      problems.push({ path, code: codeOf(error) === 'ENOENT' ? 'missing' : 'unreadable' });
    }
  }
  return { files, problems };
}

/** The links of a list, in its order. */
async function listed(path: string, list: ListBucket | null): Promise<Found> {
  const { links, bad } = parseLinks(await readFile(path, 'utf8'));
  const problems = bad
    .slice(0, MOST_BAD_LINES)
    .map(({ line, text }): PathProblem => ({ path: `${path}:${line} ${text.slice(0, 200)}`, code: 'not-a-link' }));
  if (links.length === 0) return { files: [], problems: [{ path, code: 'no-links' }] };
  const found = await linked(links, list);
  return { files: found.files, problems: [...problems, ...found.problems] };
}

/** Links as they are, and the PDFs below what names a prefix of a bucket. */
async function linked(links: readonly Link[], list: ListBucket | null): Promise<Found> {
  const files: FoundFile[] = [];
  const problems: PathProblem[] = [];
  for (const link of links) {
    const place = bucketPlace(link.url);
    if (place !== null && list === null) problems.push({ path: link.url, code: 'no-buckets' });
    else if (place === null || list === null || !isPrefix(place)) files.push({ path: link.url, bytes: 0, link });
    else {
      const found = await below(place, link.url, list);
      // Not spread: a prefix may hold more than a call takes arguments.
      for (const file of found.files) files.push(file);
      problems.push(...found.problems);
    }
  }
  return { files, problems };
}

async function below(place: BucketPlace, path: string, list: ListBucket): Promise<Found> {
  const files: FoundFile[] = [];
  try {
    for await (const link of list(place)) if (isPdf(link.url)) files.push({ path: link.url, bytes: 0, link });
  } catch (error) {
    const { problem, message } = fetchError(error);
    // Half of a prefix passes for all of it: better none.
    return { files: [], problems: [{ path, code: problem, detail: message }] };
  }
  return { files, problems: files.length === 0 ? [{ path, code: 'no-pdf' }] : [] };
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
