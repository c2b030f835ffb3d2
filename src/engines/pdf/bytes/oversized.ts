/** Pixels of the largest picture that is decoded or rendered; an A3 page at 400 dpi has 31 million. */
export const MOST_PIXELS = 40_000_000;

/** How far around its width a picture's height is written. */
const NEAR = 1024;

/**
 * Whether a PDF holds a picture that is too large to be decoded within any sensible memory: pdf.js leaves it out
 * without a word. Dictionaries of pictures are never compressed, so the bytes tell.
 */
export function holdsOversized(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = file.indexOf('/Width'); at >= 0; at = file.indexOf('/Width', at + 6)) {
    const width = Number(/^\/Width\s+(\d+)/.exec(file.toString('latin1', at, at + 24))?.[1] ?? 0);
    const start = Math.max(file.lastIndexOf(' obj', at), at - NEAR);
    const end = file.indexOf('stream', at);
    const around = file.toString('latin1', start, end < 0 || end > at + NEAR ? at + NEAR : end);
    const height = Number(/\/Height\s+(\d+)/.exec(around)?.[1] ?? 0);
    if (width * height > MOST_PIXELS) return true;
  }
  return false;
}
