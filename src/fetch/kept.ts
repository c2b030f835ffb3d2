import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { hostOf, type Link } from './link.ts';
import { bucketPlace } from './s3-address.ts';

/** What is known of a link's document since it was last asked for. Written beside the document as `link.json`. */
const Record = z.object({
  url: z.string(),
  /** Below the link's own folder. */
  file: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  checkedAt: z.iso.datetime(),
});
export type KeptRecord = z.infer<typeof Record>;

/** A document that is kept, its bytes checked. */
export interface Kept {
  readonly path: string;
  readonly record: KeptRecord;
}

const RECORD = 'link.json';
const PART = '.part';
/** A part older than this belongs to a process that died. */
const DEAD_PART_MS = 60 * 60 * 1000;
const LONGEST_NAME = 80;

/** The folder of one link: `<folder>/<host or bucket>/<hash of the link>`, so that equal names of one server do not meet. */
export function folderOf(folder: string, link: Link): string {
  const key = createHash('sha256').update(link.url).digest('hex').slice(0, 16);
  return join(folder, hostOf(link).replace(/[^a-z0-9.-]/gi, '_'), key);
}

/** A file name for a link: the last part of its path, without what a file system may refuse, ending in `.pdf`. */
export function nameOf(link: Link): string {
  const plain = lastPart(link)
    .normalize('NFC')
    .replace(/[\p{C}<>:"/\\|?*]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const stem = plain.replace(/\.pdf$/i, '');
  return `${[...stem].slice(0, LONGEST_NAME).join('') || 'document'}.pdf`;
}

function lastPart({ url }: Link): string {
  const place = bucketPlace(url);
  if (place !== null) return place.key.split('/').pop() ?? '';
  return decoded(new URL(url).pathname.split('/').pop() ?? '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Percent signs of another encoding (GBK) stay as they are.
    return text;
  }
}

/** What is kept of a link; null when there is nothing, or its bytes are no longer those that were fetched. */
export async function recall(home: string): Promise<Kept | null> {
  try {
    const record = Record.parse(JSON.parse(await readFile(join(home, RECORD), 'utf8')));
    const path = join(home, record.file);
    if ((await stat(path)).size !== record.bytes) return null;
    return (await hashOf(path)) === record.sha256 ? { path, record } : null;
  } catch {
    // Nothing kept, or not whole: it is fetched again.
    return null;
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** A name for a file that is being fetched; what processes that died left behind goes. */
export async function newPart(home: string): Promise<string> {
  await mkdir(home, { recursive: true });
  for (const name of await readdir(home)) {
    if (!name.endsWith(PART)) continue;
    const path = join(home, name);
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > DEAD_PART_MS) await rm(path, { force: true });
  }
  return join(home, `${randomUUID()}${PART}`);
}

/**
 * Gives a fetched part its name. Another version of the same link stays beside it: documents that were imported from
 * it go on showing their pages.
 */
export async function keep(home: string, part: string, link: Link, record: Omit<KeptRecord, 'file'>): Promise<Kept> {
  const name = nameOf(link);
  const before = await recall(home);
  const same = before === null || before.record.sha256 === record.sha256;
  const file = same ? (before?.record.file ?? name) : join(record.sha256.slice(0, 10), name);
  const path = join(home, file);
  if (!same) await mkdir(join(home, record.sha256.slice(0, 10)), { recursive: true });
  await rename(part, path);
  await note(home, { ...record, file });
  return { path, record: { ...record, file } };
}

/** Writes what is known of a link, whole or not at all. */
export async function note(home: string, record: KeptRecord): Promise<void> {
  const path = join(home, RECORD);
  const fresh = `${path}.${randomUUID()}${PART}`;
  await writeFile(fresh, `${JSON.stringify(record, null, 2)}\n`);
  await rename(fresh, path);
}
