import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { Database } from '../store/port.ts';
import { Refused } from './decisions.ts';
import type { PictureAnswer, PictureJob, PictureProblem } from './picture-worker.ts';

/** A page as a picture, or why there is none. */
export type Picture = { readonly bytes: Uint8Array } | { readonly problem: 'missing' | 'changed' | PictureProblem };

export interface Pictures {
  /** `scale`: pixels per point. */
  readonly page: (sha256: string, page: number, scale: number) => Promise<Picture>;
  /** Whether the very PDF is still where it was met. */
  readonly stands: (sha256: string) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** Bytes of page pictures kept for going back and forth. */
const KEPT_BYTES = 96 << 20;

/**
 * Renders pages of the database's documents, in a thread of its own so that decisions do not wait. A file is used only
 * while its bytes are those that were imported; paths come from the database, never from a request.
 */
export function openPictures(db: Database, passwords: readonly string[] = []): Pictures {
  const paths = db
    .prepare<[string], string>('SELECT path FROM seen_path WHERE sha256 = ? ORDER BY seen_at DESC, path')
    .pluck();
  const renderer = openRenderer(passwords);
  const kept = new Map<string, Promise<Picture>>();
  const sizes = new Map<string, number>();
  const files = fileCache();

  const render = async (sha256: string, page: number, scale: number): Promise<Picture> => {
    const file = await files.of(sha256, paths.all(sha256));
    if ('problem' in file) return file;
    return await renderer.render({ sha256, path: file.path, page, scale });
  };
  const forget = () => {
    let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const key of kept.keys()) {
      if (total <= KEPT_BYTES) return;
      total -= sizes.get(key) ?? 0;
      kept.delete(key);
      sizes.delete(key);
    }
  };
  return {
    page: async (sha256, page, scale) => {
      const key = `${sha256}/${page}/${scale}`;
      const known = kept.get(key);
      const picture = known ?? render(sha256, page, scale);
      kept.delete(key);
      kept.set(key, picture);
      const done = await picture;
      if ('problem' in done) kept.delete(key);
      else sizes.set(key, done.bytes.length);
      forget();
      return done;
    },
    stands: async (sha256) => 'path' in (await files.of(sha256, paths.all(sha256))),
    close: renderer.close,
  };
}

/** Refuses a decision on a page that nobody can look at. */
export async function notBlind(pictures: Pictures, sha256: string): Promise<void> {
  if (!(await pictures.stands(sha256))) throw new Refused('invalid', 'no-picture');
}

type Verified = { readonly path: string } | { readonly problem: 'missing' | 'changed' };

/** Finds a file that still has the imported bytes; hashes it again only when it was touched. */
function fileCache() {
  const verified = new Map<string, { readonly path: string; readonly stamp: string }>();
  const stampOf = async (path: string) => {
    const info = await stat(path).catch(() => null);
    return info === null || !info.isFile() ? null : `${info.size}/${info.mtimeMs}/${info.ino}`;
  };
  return {
    of: async (sha256: string, paths: readonly string[]): Promise<Verified> => {
      const known = verified.get(sha256);
      if (known !== undefined && known.stamp === (await stampOf(known.path))) return { path: known.path };
      verified.delete(sha256);
      let problem: 'missing' | 'changed' = 'missing';
      for (const path of paths) {
        const stamp = await stampOf(path);
        if (stamp === null) continue;
        const bytes = await readFile(path).catch(() => null);
        if (bytes === null) continue;
        if (createHash('sha256').update(bytes).digest('hex') === sha256) {
          verified.set(sha256, { path, stamp });
          return { path };
        }
        problem = 'changed';
      }
      return { problem };
    },
  };
}

/** The rendering thread, started when first needed and again when it died. */
function openRenderer(passwords: readonly string[]) {
  let worker: Worker | null = null;
  let count = 0;
  const waiting = new Map<number, (picture: PictureAnswer['picture']) => void>();
  const fail = () => {
    worker = null;
    for (const answer of waiting.values()) answer({ problem: 'unreadable' });
    waiting.clear();
  };
  const start = () => {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const fresh = new Worker(new URL(`./picture-worker.${extension}`, import.meta.url), { workerData: passwords });
    fresh.on('message', ({ id, picture }: PictureAnswer) => {
      waiting.get(id)?.(picture);
      waiting.delete(id);
    });
    fresh.on('error', fail).on('exit', fail);
    fresh.unref();
    return fresh;
  };
  return {
    render: (job: Omit<PictureJob, 'id'>) =>
      new Promise<PictureAnswer['picture']>((resolve) => {
        worker ??= start();
        count += 1;
        waiting.set(count, resolve);
        worker.postMessage({ ...job, id: count } satisfies PictureJob);
      }),
    close: async () => {
      await worker?.terminate();
    },
  };
}
