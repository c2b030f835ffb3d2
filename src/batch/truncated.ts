const END = '%%EOF';
/** What a sender or signer may add after the end. */
const TAIL = 4096;

/**
 * Whether a PDF breaks off: its last end mark is followed by much more than a tail. A web-optimised or updated file
 * has an earlier end mark inside, so readers open its first part without a word about what is missing.
 */
export function isTruncated(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.lastIndexOf(END);
  if (end < 0) return false;
  let last = buffer.length;
  while (last > end && (buffer[last - 1] ?? 0) <= 32) last -= 1;
  return last - (end + END.length) > TAIL;
}
