import { inflateRawSync, inflateSync } from 'node:zlib';

/** Longest text of a dictionary that is looked through. */
const LONGEST_DICTIONARY = 16_384;
/** Most that is inflated at once: a content stream of more is let be. */
const MOST_BYTES = 200_000_000;
/** The two bytes before deflated data; what checks them stands behind, and is left out by some programs. */
const ZLIB_HEAD = 2;

/**
 * The pages of a PDF (by the numbers of their objects) whose content (页面内容流) breaks off, is garbage, or is not in the
 * file. Viewers draw what there is of it without a word, so nothing else tells that a part of the page is missing.
 * Encrypted files are not looked into.
 */
export function brokenContents(bytes: Uint8Array): ReadonlySet<number> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.includes('/Encrypt')) return new Set();
  const objects = objectsIn(file);
  const packed = packedIn(file, objects);
  const text = (number: number) => packed.get(number) ?? dictionaryAt(file, objects.get(number));
  const broken = new Set<number>();
  for (const number of [...objects.keys(), ...packed.keys()]) {
    const page = text(number);
    if (!/\/Type\s*\/Page(?![a-zA-Z])/u.test(page)) continue;
    if (contentsOf(page, text).some((one) => !packed.has(one) && isBroken(file, objects.get(one)))) broken.add(number);
  }
  return broken;
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
function dictionaryAt(file: Buffer, begin: number | undefined): string {
  if (begin === undefined) return '';
  const text = file.toString('latin1', begin, begin + LONGEST_DICTIONARY);
  return /^[\s\S]*?(?=\bstream\r?\n|\bendobj\b)/u.exec(text)?.[0] ?? text;
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

/** The objects of a page's content. */
function contentsOf(page: string, text: (number: number) => string): number[] {
  const said = /\/Contents\s*(?:\[([^\]]*)\]|(\d+\s+\d+\s+R))/u.exec(page);
  const refs = referencesIn(said?.[1] ?? said?.[2] ?? '');
  const [only] = refs;
  const list = said?.[2] !== undefined && only !== undefined ? /^\s*\[([^\]]*)\]/u.exec(text(only))?.[1] : undefined;
  return list === undefined ? refs : referencesIn(list);
}

function referencesIn(text: string): number[] {
  return [...text.matchAll(/(\d+)\s+\d+\s+R/gu)].map((found) => Number(found[1]));
}

/** The data of a stream, whatever length is written. */
function dataOf(file: Buffer, begin: number): Buffer {
  const start = file.indexOf('stream', begin);
  const from = start + 6 + (file[start + 6] === 0x0d ? 2 : 1);
  const end = file.indexOf('endstream', from);
  return file.subarray(from, end < 0 ? file.length : end);
}

/** Whether the data of a stream, deflated and nothing else, are not all there. */
function isBroken(file: Buffer, begin: number | undefined): boolean {
  if (begin === undefined) return true;
  const filter = /\/Filter\s*(?:\[\s*)?\/FlateDecode\s*(?:\]|\/(?!\w*Decode)|>>)/u;
  if (!filter.test(dictionaryAt(file, begin))) return false;
  const data = dataOf(file, begin);
  // Blank pages have streams of nothing at all.
  if (data.toString('latin1', 0, 8).trim() === '') return false;
  try {
    inflateRawSync(data.subarray(ZLIB_HEAD), { maxOutputLength: MOST_BYTES });
    return false;
  } catch (error) {
    return !(error instanceof RangeError);
  }
}
