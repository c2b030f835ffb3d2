import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refused } from '../decisions.ts';

/** A file that lies in the folder beside the database, or a link. */
export interface Received {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** Larger than any report; a slip of the hand must not fill the disk. */
const LARGEST = 512 << 20;
const LONGEST_NAME = 120;

/**
 * Keeps what was dropped on the page in `folder`, so that pictures of its pages can be drawn later: under its own name, in
 * a folder named by its bytes. Nothing of the name decides where it goes.
 */
export async function receive(
  folder: string,
  name: string,
  body: ReadableStream<Uint8Array> | null,
): Promise<Received> {
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
      done(bytes > LARGEST ? new Refused('invalid', 'too large') : null, chunk);
    },
  });
  try {
    await pipeline(Readable.from(chunksOf(body)), count, createWriteStream(part, { mode: 0o600 }));
    const place = join(folder, hash.digest('hex').slice(0, 16));
    mkdirSync(place, { recursive: true });
    const path = join(place, file);
    renameSync(part, path);
    return { path, name: file, bytes };
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
  return `${[...kept.slice(0, -ending.length)].slice(0, LONGEST_NAME).join('')}${ending}`;
}
