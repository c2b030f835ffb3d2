import { inflateSync } from 'node:zlib';

interface Way {
  readonly writable: { getWriter(): { write(bytes: Uint8Array<ArrayBuffer>): Promise<void>; close(): Promise<void> } };
  readonly readable: {
    getReader(): { read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }> };
  };
}

const Streams = globalThis.DecompressionStream;

/**
 * Lets pdf.js unpack (解压) a stream of a PDF in one call. It asks a browser's `DecompressionStream` for it, which Node makes
 * of four streams and work on another thread, for thousands of small streams: that costs more than unpacking them.
 */
export function unpackAtOnce(): void {
  if (globalThis.DecompressionStream !== Streams) return;
  Object.defineProperty(globalThis, 'DecompressionStream', { value: AtOnce, configurable: true, writable: true });
}

/** As much of a `DecompressionStream` as pdf.js uses: everything is written, then everything is read, or an error. */
class AtOnce implements Way {
  readonly writable: Way['writable'];
  readonly readable: Way['readable'];

  constructor(format: 'deflate' | 'deflate-raw' | 'gzip') {
    ({ writable: this.writable, readable: this.readable } = format === 'deflate' ? inflating() : new Streams(format));
  }
}

/** How much longer than packed most content is, and what a piece of it has at least and at most. */
const LONGER = 5;
const LEAST_PIECE = 1 << 10;
const MOST_PIECE = 1 << 18;

/** The size of the pieces (bytes) in which to unpack something: one holds most streams, and zlib's own are small. */
export function pieceFor({ length }: Uint8Array): number {
  return Math.min(MOST_PIECE, Math.max(LEAST_PIECE, LONGER * length));
}

/**
 * Bytes that are nobody else's: pdf.js hands the pixels of pictures over with the memory they lie in, which cannot be done with
 * the memory that Node keeps for small buffers, and then leaves the picture out.
 */
function ownBytes(bytes: Buffer<ArrayBuffer>): Uint8Array {
  const { buffer, byteOffset, length } = bytes;
  return buffer.byteLength === Buffer.poolSize ? new Uint8Array(bytes) : new Uint8Array(buffer, byteOffset, length);
}

function inflating(): Way {
  let packed: Uint8Array<ArrayBuffer> = new Uint8Array();
  let isRead = false;
  const write = async (bytes: Uint8Array<ArrayBuffer>) => {
    packed = bytes;
  };
  const read = async () => {
    if (isRead) return { done: true };
    isRead = true;
    const options = { rejectGarbageAfterEnd: true, chunkSize: pieceFor(packed) };
    return { done: false, value: ownBytes(inflateSync(packed, options)) };
  };
  return {
    writable: { getWriter: () => ({ write, close: async () => undefined }) },
    readable: { getReader: () => ({ read }) },
  };
}
