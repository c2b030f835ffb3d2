import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

const CHUNK = 1 << 18;

/**
 * Gives the SHA-256 of files, in hexadecimal, one after the other: all go through one buffer, since thousands of files
 * would otherwise leave their bytes to be collected.
 */
export function fileHasher(): (path: string) => Promise<string> {
  const buffer = Buffer.allocUnsafeSlow(CHUNK);
  return async (path) => {
    const hash = createHash('sha256');
    const file = await open(path);
    try {
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, CHUNK, null);
        if (bytesRead === 0) return hash.digest('hex');
        hash.update(buffer.subarray(0, bytesRead));
      }
    } finally {
      await file.close();
    }
  };
}
