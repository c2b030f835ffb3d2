import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** A file that appears under its name only when it is whole. */
export class FileSink {
  readonly #path: string;
  readonly #fd: number;
  bytes = 0;

  constructor(path: string) {
    this.#path = path;
    this.#fd = openSync(partOf(path), 'w');
  }

  write(chunk: string | Uint8Array): void {
    const buffer = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
    for (let at = 0; at < buffer.length; ) at += writeSync(this.#fd, buffer, at);
    this.bytes += buffer.length;
  }

  close(): void {
    closeSync(this.#fd);
    renameSync(partOf(this.#path), this.#path);
  }

  discard(): void {
    closeSync(this.#fd);
    rmSync(partOf(this.#path), { force: true });
  }
}

/** Where a file is written until it is whole. */
export function partOf(path: string): string {
  return `${path}.part`;
}

/** Writes `chunks` to `path`; nothing is left under that name when it fails or is interrupted. */
export async function writeChunks(path: string, chunks: AsyncIterable<string | Uint8Array>): Promise<number> {
  const sink = new FileSink(path);
  try {
    for await (const chunk of chunks) sink.write(chunk);
  } catch (error) {
    sink.discard();
    throw error;
  }
  sink.close();
  return sink.bytes;
}

/** The same for a writer that wants a path of its own. */
export async function writeWhole(path: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = partOf(path);
  try {
    await write(part);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
