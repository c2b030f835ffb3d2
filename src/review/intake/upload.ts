import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refused } from '../decisions.ts';
import { LARGEST_UPLOAD } from '../limits.ts';

/** A file that lies in the folder beside the database, or a link. */
export interface Received {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** In bytes, without the ending: file systems take 255, and a Chinese character needs three. */
const LONGEST_NAME = 200;

/** Files that came in through the page and wait for somebody to say that they are to be read. */
export interface Uploads {
  /** Keeps a file; returns what to call it by, which names no other one as long as the server runs. */
  readonly add: (name: string, body: ReadableStream<Uint8Array> | null) => Promise<string>;
  /** Hands files over to be read, all or, where one of them is unknown, none (null). */
  readonly take: (ids: readonly string[]) => readonly Received[] | null;
  /** Removes what nobody asked to read. */
  readonly close: () => void;
}

/** Opens a folder for what is dropped on the page. */
export function openUploads(folder: string): Uploads {
  const waiting = new Map<string, Received & { readonly fresh: boolean }>();
  // The same bytes under the same name lie in the same place, however often they come.
  const taken = new Set<string>();
  let count = 0;
  return {
    add: async (name, body) => {
      const one = await receive(folder, name, body);
      count += 1;
      waiting.set(`${count}`, one);
      return `${count}`;
    },
    take: (ids) => {
      const known = ids.flatMap((id) => waiting.get(id) ?? []);
      if (known.length !== ids.length) return null;
      for (const { path } of known) taken.add(path);
      for (const id of ids) waiting.delete(id);
      return known;
    },
    close: () => {
      for (const { path, fresh } of waiting.values()) if (fresh && !taken.has(path)) remove(path);
      waiting.clear();
    },
  };
}

function remove(path: string): void {
  rmSync(path, { force: true });
  const place = dirname(path);
  if (existsSync(place) && readdirSync(place).length === 0) rmdirSync(place);
}

/**
 * Keeps what was dropped on the page in `folder`, so that pictures of its pages can be drawn later: under its own name, in
 * a folder named by its bytes. Nothing of the name decides where it goes.
 */
async function receive(
  folder: string,
  name: string,
  body: ReadableStream<Uint8Array> | null,
): Promise<Received & { readonly fresh: boolean }> {
  const file = safeName(name);
  if (file === null || body === null) throw new Refused('invalid', 'name');
  mkdirSync(folder, { recursive: true });
  const part = join(folder, `${randomUUID()}.part`);
  const hash = createHash('sha256');
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(bytes > LARGEST_UPLOAD ? new Refused('invalid', 'too large') : null, chunk);
    },
  });
  try {
    await pipeline(Readable.from(chunksOf(body)), count, createWriteStream(part, { mode: 0o600 }));
    const place = join(folder, hash.digest('hex').slice(0, 16));
    mkdirSync(place, { recursive: true });
    const path = join(place, file);
    // What was there before is somebody's already.
    const fresh = !existsSync(path);
    renameSync(part, path);
    return { path, name: file, bytes, fresh };
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** The last part of the name without what a file system or a shell may mind; null when it is no report and no list of links. */
export function safeName(name: string): string | null {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const kept = last
    .replaceAll(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/^\.+/, '')
    .trim();
  const ending = /\.(?:pdf|txt)$/i.exec(kept)?.[0];
  if (ending === undefined || kept.length === ending.length) return null;
  return `${cut(kept.slice(0, -ending.length), LONGEST_NAME)}${ending}`;
}

/** As many whole characters as have room in so many bytes. */
function cut(text: string, bytes: number): string {
  let room = bytes;
  let kept = '';
  for (const one of text) {
    room -= Buffer.byteLength(one);
    if (room < 0) break;
    kept += one;
  }
  return kept;
}
