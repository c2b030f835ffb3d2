import type { Grey } from './clean-ink.ts';

/**
 * Where a picture is inked, one bit a pixel: the lowest bit of a word is the leftmost of its 32 pixels. Work on ink alone
 * takes a word at a time and passes over white, which most of a page is.
 */
export interface Bits {
  readonly width: number;
  readonly height: number;
  /** Words of a row. */
  readonly stride: number;
  readonly words: Int32Array;
}

/** The pixels darker than `ink`. */
export function inkBits({ width, height, data }: Grey, ink: number): Bits {
  const stride = (width + 31) >> 5;
  const words = new Int32Array(stride * height);
  const fours = data.byteOffset % 4 === 0 ? new Int32Array(data.buffer, data.byteOffset, data.length >> 2) : null;
  for (let y = 0; y < height; y++) {
    const base = y * width;
    for (let word = 0; word < stride; word++) {
      const from = base + (word << 5);
      if (fours !== null && isWhite(fours, from >> 2)) continue;
      const to = Math.min(from + 32, base + width);
      let bits = 0;
      for (let at = to - 1; at >= from; at--) bits = (bits << 1) | ((data[at] ?? 255) < ink ? 1 : 0);
      words[y * stride + word] = bits;
    }
  }
  return { width, height, stride, words };
}

/** Whether nine times four pixels are all white, as most of a page is: 32 pixels lie within, wherever they begin. */
function isWhite(fours: Int32Array, at: number): boolean {
  if (at + 9 > fours.length) return false;
  const one = (fours[at] ?? 0) & (fours[at + 1] ?? 0) & (fours[at + 2] ?? 0);
  const two = (fours[at + 3] ?? 0) & (fours[at + 4] ?? 0) & (fours[at + 5] ?? 0);
  return (one & two & (fours[at + 6] ?? 0) & (fours[at + 7] ?? 0) & (fours[at + 8] ?? 0)) === -1;
}

/** Whether a pixel is inked; nothing is beyond the edges. */
export function isInked({ width, height, stride, words }: Bits, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= width || y >= height) return false;
  return (((words[y * stride + (x >> 5)] ?? 0) >>> (x & 31)) & 1) === 1;
}

/** Number of bits that are set. */
export function countOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Inked pixels of a row from column `from` up to, not including, `to`. */
export function countIn({ width, height, stride, words }: Bits, y: number, from: number, to: number): number {
  if (y < 0 || y >= height) return 0;
  let count = 0;
  const end = Math.min(width, to);
  for (let x = Math.max(0, from); x < end; ) {
    const until = Math.min(end, (x | 31) + 1);
    const mask = (until - x === 32 ? -1 : (1 << (until - x)) - 1) << (x & 31);
    count += countOf((words[y * stride + (x >> 5)] ?? 0) & mask);
    x = until;
  }
  return count;
}

/** First column from `x` on that is inked (or, for `inked` false, that is not); the width where none is. */
export function nextIn({ width, stride, words }: Bits, y: number, x: number, inked: boolean): number {
  const base = y * stride;
  const flip = inked ? 0 : -1;
  for (let word = x >> 5, mask = -1 << (x & 31); word < stride; word++, mask = -1) {
    const bits = ((words[base + word] ?? 0) ^ flip) & mask;
    if (bits !== 0) return Math.min(width, (word << 5) + 31 - Math.clz32(bits & -bits));
  }
  return width;
}

/** Rows and columns exchanged. */
export function transposed({ width, height, stride, words }: Bits): Bits {
  const across = (height + 31) >> 5;
  const out = new Int32Array(across * width);
  const block = new Int32Array(32);
  for (let band = 0; band < across; band++)
    for (let word = 0; word < stride; word++) {
      let any = 0;
      for (let row = 0; row < 32; row++) {
        const bits = words[((band << 5) + row) * stride + word] ?? 0;
        block[row] = (band << 5) + row < height ? bits : 0;
        any |= block[row] ?? 0;
      }
      if (any === 0) continue;
      turnBlock(block);
      const columns = Math.min(32, width - (word << 5));
      for (let column = 0; column < columns; column++) out[((word << 5) + column) * across + band] = block[column] ?? 0;
    }
  return { width: height, height: width, stride: across, words: out };
}

/** Exchanges rows and columns of 32 words by swapping ever smaller squares (Warren, Hacker's Delight, 7-3). */
function turnBlock(block: Int32Array): void {
  for (let half = 16, mask = 0x0000ffff; half !== 0; half >>= 1, mask ^= mask << half)
    for (let at = 0; at < 32; at = (at + half + 1) & ~half) {
      const [upper, lower] = [block[at] ?? 0, block[at + half] ?? 0];
      const swapped = ((upper >>> half) ^ lower) & mask;
      block[at] = upper ^ (swapped << half);
      block[at + half] = lower ^ swapped;
    }
}

/** The ink that belongs to vertical runs of at most `tallest` pixels: what could be a level line. */
export function thinInk(bits: Bits, tallest: number): Bits {
  const { stride, words } = bits;
  // Ink with `tallest` pixels of ink above it, found by joining ever longer runs; then everything within such runs.
  const foot = words.slice();
  for (let have = 1; have < tallest + 1; ) {
    const more = Math.min(have, tallest + 1 - have) * stride;
    for (let at = foot.length - 1; at >= more; at--) foot[at] = (foot[at] ?? 0) & (foot[at - more] ?? 0);
    foot.fill(0, 0, Math.min(more, foot.length));
    have += more / stride;
  }
  for (let have = 1; have < tallest + 1; ) {
    const more = Math.min(have, tallest + 1 - have) * stride;
    for (let at = 0; at + more < foot.length; at++) foot[at] = (foot[at] ?? 0) | (foot[at + more] ?? 0);
    have += more / stride;
  }
  for (let at = 0; at < foot.length; at++) foot[at] = (words[at] ?? 0) & ~(foot[at] ?? 0);
  return { ...bits, words: foot };
}
