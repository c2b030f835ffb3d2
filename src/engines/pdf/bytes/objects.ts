import { inflateSync } from 'node:zlib';

/** Longest text of a dictionary that is looked through. */
const LONGEST_DICTIONARY = 16_384;
const SHORT_DICTIONARY = 512;
/** What ends a dictionary: its data, or the object. */
const END = /\bstream\r?\n|\bendobj\b/u;
const LONGEST_END = 10;
/** Most that is inflated at once: a stream of more is let be. */
export const MOST_BYTES = 200_000_000;

/** What is legible of a file's objects without opening it. */
export interface RawObjects {
  readonly file: Buffer;
  /** Where each begins. */
  readonly objects: ReadonlyMap<number, number>;
  /** The texts of those that lie packed in others. */
  readonly packed: ReadonlyMap<number, string>;
}

export function rawObjects(bytes: Uint8Array): RawObjects {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const objects = objectsIn(file);
  return { file, objects, packed: packedIn(file, objects) };
}

/** Where each object begins; of several of one number the last counts. */
function objectsIn(file: Buffer): Map<number, number> {
  const found = new Map<number, number>();
  for (let at = file.indexOf(' obj'); at >= 0; at = file.indexOf(' obj', at + 4)) {
    const name = /(?<!\d)(\d{1,10})\s+\d{1,5}$/u.exec(file.toString('latin1', Math.max(0, at - 18), at));
    if (name) found.set(Number(name[1]), at + 4);
  }
  return found;
}

/** The text of an object up to its data or its end. */
export function dictionaryAt(file: Buffer, begin: number | undefined): string {
  if (begin === undefined) return '';
  // Nearly all end early. What stands in the last few bytes of a piece may be cut in two.
  const short = file.toString('latin1', begin, begin + SHORT_DICTIONARY);
  const end = short.search(END);
  if (end >= 0 && end < SHORT_DICTIONARY - LONGEST_END) return short.slice(0, end);
  const text = file.toString('latin1', begin, begin + LONGEST_DICTIONARY);
  const last = text.search(END);
  return last < 0 ? text : text.slice(0, last);
}

/** The objects that lie packed in others (对象流). */
function packedIn(file: Buffer, objects: ReadonlyMap<number, number>): Map<number, string> {
  const found = new Map<number, string>();
  if (!file.includes('/ObjStm')) return found;
  for (const begin of objects.values()) {
    const dictionary = dictionaryAt(file, begin);
    const first = Number(/\/First\s+(\d+)/u.exec(dictionary)?.[1]);
    if (!/\/Type\s*\/ObjStm/u.test(dictionary) || !Number.isFinite(first)) continue;
    const text = inflated(dataOf(file, begin))?.toString('latin1');
    if (text === undefined) continue;
    const numbers = (text.slice(0, first).match(/\d+/gu) ?? []).map(Number);
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      const [number = 0, from = 0, to] = [numbers[at], numbers[at + 1], numbers[at + 3]];
      found.set(number, text.slice(first + from, to === undefined ? undefined : first + to));
    }
  }
  return found;
}

function inflated(data: Buffer): Buffer | undefined {
  try {
    return inflateSync(data, { maxOutputLength: MOST_BYTES });
  } catch {
    return undefined;
  }
}

/** The objects that a text refers to, in its order. */
export function referencesIn(text: string): number[] {
  return [...text.matchAll(/(\d+)\s+\d+\s+R/gu)].map((found) => Number(found[1]));
}

/** The data of a stream, whatever length is written. */
export function dataOf(file: Buffer, begin: number): Buffer {
  const start = file.indexOf('stream', begin);
  const from = start + 6 + (file[start + 6] === 0x0d ? 2 : 1);
  const end = file.indexOf('endstream', from);
  return file.subarray(from, end < 0 ? file.length : end);
}
