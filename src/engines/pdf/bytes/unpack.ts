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

function inflating(): Way {
  let packed: Uint8Array<ArrayBuffer> = new Uint8Array();
  let isRead = false;
  const write = async (bytes: Uint8Array<ArrayBuffer>) => {
    packed = bytes;
  };
  const read = async () => {
    if (isRead) return { done: true };
    isRead = true;
    const { buffer, byteOffset, length } = inflateSync(packed, { rejectGarbageAfterEnd: true });
    return { done: false, value: new Uint8Array(buffer, byteOffset, length) };
  };
  return {
    writable: { getWriter: () => ({ write, close: async () => undefined }) },
    readable: { getReader: () => ({ read }) },
  };
}
