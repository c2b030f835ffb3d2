import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { FetchError } from './problem.ts';

/** What the server said: the same as before, or bytes, which now lie in the part file. */
export type Answer =
  | { readonly unchanged: true }
  | {
      readonly unchanged: false;
      readonly sha256: string;
      readonly bytes: number;
      readonly etag: string | null;
      readonly lastModified: string | null;
    };

/** Bytes that begin to come, and what is said of them. */
export interface Incoming {
  readonly body: Readable;
  /** 0 where the server does not say how many. */
  readonly announced: number;
  readonly encoding: string;
  readonly type: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** The mark of a PDF stands in its first kilobyte. */
const HEAD_BYTES = 1024;

/** Writes what comes to `part`, hashed and never more than is allowed. */
export async function save(
  { body, announced, encoding, type, etag, lastModified }: Incoming,
  part: string,
  { maxBytes }: { readonly maxBytes: number },
  signal: AbortSignal,
  onBytes: () => void = () => undefined,
): Promise<Answer> {
  if (announced > maxBytes) {
    body.destroy();
    throw new FetchError('link-too-large', megabytes(announced));
  }
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onBytes();
      bytes += chunk.length;
      hash.update(chunk);
      if (bytes > maxBytes) done(new FetchError('link-too-large', `> ${megabytes(maxBytes)}`));
      else done(null, chunk);
    },
  });
  // Some servers compress whatever was asked for; the limit is that of what comes out.
  const plain = encoding === 'gzip' ? [createGunzip()] : [];
  await pipeline([body, ...plain, counted, createWriteStream(part, { flags: 'wx' })], { signal });
  if (!(await isPdf(part))) throw new FetchError('link-not-pdf', type);
  return { unchanged: false, sha256: hash.digest('hex'), bytes, etag, lastModified };
}

async function isPdf(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead).includes('%PDF-');
  } finally {
    await file.close();
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
