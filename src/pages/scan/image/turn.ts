import type { Turn } from '../../../model/page.ts';
import type { Blob } from './blobs.ts';
import type { Grey } from './clean-ink.ts';

/** The picture turned clockwise by quarter turns. */
export function turned(grey: Grey, turn: Turn): Grey {
  const { width, height, data } = grey;
  if (turn === 0) return grey;
  const out = new Uint8Array(data.length);
  if (turn === 180) {
    for (let at = 0, to = data.length - 1; at < data.length; at++, to--) out[to] = data[at] ?? 255;
    return { width, height, data: out };
  }
  // A pixel (x, y) goes to (height - 1 - y, x) for 90, to (y, width - 1 - x) for 270; tiles keep to the cache.
  const tile = 32;
  for (let top = 0; top < height; top += tile)
    for (let left = 0; left < width; left += tile)
      for (let y = top; y < Math.min(height, top + tile); y++)
        for (let x = left; x < Math.min(width, left + tile); x++) {
          const to = turn === 90 ? x * height + height - 1 - y : (width - 1 - x) * height + y;
          out[to] = data[y * width + x] ?? 255;
        }
  return { width: height, height: width, data: out };
}

/** The sum of two turns. */
export function addTurns(a: Turn, b: Turn): Turn {
  const sum = (a + b) % 360;
  return sum === 90 || sum === 180 || sum === 270 ? sum : 0;
}

/** The least and the greatest side of a character, as parts of an inch. */
const CHARACTER = { least: 28, most: 3 };
/** Characters that tell a direction, and as many as need be asked. */
const FEWEST = 12;
const ENOUGH = 4000;
/** So many times as many must stand close below as beside one another. */
const CLEARLY = 1.5;

/**
 * Whether lines of print run down the picture instead of across: characters stand closer to their neighbours on the
 * same line than to the next line, so nearest neighbours tell the direction.
 */
export function runsDown(blobs: readonly Blob[], dpi: number): boolean {
  const [least, most] = [dpi / CHARACTER.least, dpi / CHARACTER.most];
  const chars = blobs.filter((blob) => {
    const size = Math.max(blob.x1 - blob.x0, blob.y1 - blob.y0);
    return size >= least && size <= most;
  });
  if (chars.length < FEWEST) return false;
  const buckets = new Map<number, Blob[]>();
  const cell = Math.ceil(most);
  const key = (x: number, y: number) => Math.floor(x / cell) * 65_536 + Math.floor(y / cell);
  for (const char of chars) {
    const at = key(char.x0, char.y0);
    const bucket = buckets.get(at);
    if (bucket) bucket.push(char);
    else buckets.set(at, [char]);
  }
  let across = 0;
  let down = 0;
  for (const char of chars.slice(0, ENOUGH)) {
    let besideGap = Infinity;
    let belowGap = Infinity;
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const other of buckets.get(key(char.x0 + dx * cell, char.y0 + dy * cell)) ?? []) {
          if (other === char) continue;
          const sideways = Math.max(other.x0 - char.x1, char.x0 - other.x1);
          const upwards = Math.max(other.y0 - char.y1, char.y0 - other.y1);
          if (upwards < 0 && sideways >= 0) besideGap = Math.min(besideGap, sideways);
          if (sideways < 0 && upwards >= 0) belowGap = Math.min(belowGap, upwards);
        }
    if (besideGap < belowGap) across++;
    else if (belowGap < besideGap) down++;
  }
  return down > CLEARLY * across;
}
