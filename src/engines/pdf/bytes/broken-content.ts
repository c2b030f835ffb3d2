import { inflateRawSync } from 'node:zlib';
import { dataOf, dictionaryAt, MOST_BYTES, type RawObjects, rawObjects, referencesIn } from './objects.ts';
import { pieceFor } from './unpack.ts';

/** The two bytes before deflated data; what checks them stands behind, and is left out by some programs. */
const ZLIB_HEAD = 2;

/**
 * The pages of a PDF (by the numbers of their objects) whose content (页面内容流) breaks off, is garbage, or is not in the
 * file. Viewers draw what there is of it without a word, so nothing else tells that a part of the page is missing.
 * Encrypted files are not looked into.
 */
export function brokenContents(bytes: Uint8Array, raw: RawObjects = rawObjects(bytes)): ReadonlySet<number> {
  const { file, objects, packed } = raw;
  if (file.includes('/Encrypt')) return new Set();
  const text = (number: number) => packed.get(number) ?? dictionaryAt(file, objects.get(number));
  const broken = new Set<number>();
  for (const number of [...objects.keys(), ...packed.keys()]) {
    const page = text(number);
    if (!/\/Type\s*\/Page(?![a-zA-Z])/u.test(page)) continue;
    if (contentsOf(page, text).some((one) => !packed.has(one) && isBroken(file, objects.get(one)))) broken.add(number);
  }
  return broken;
}

/** The objects of a page's content. */
function contentsOf(page: string, text: (number: number) => string): number[] {
  const said = /\/Contents\s*(?:\[([^\]]*)\]|(\d+\s+\d+\s+R))/u.exec(page);
  const refs = referencesIn(said?.[1] ?? said?.[2] ?? '');
  const [only] = refs;
  const list = said?.[2] !== undefined && only !== undefined ? /^\s*\[([^\]]*)\]/u.exec(text(only))?.[1] : undefined;
  return list === undefined ? refs : referencesIn(list);
}

/** Whether the data of a stream, deflated and nothing else, are not all there. */
function isBroken(file: Buffer, begin: number | undefined): boolean {
  if (begin === undefined || !file.includes('endstream', begin)) return true;
  const filter = /\/Filter\s*(?:\[\s*)?\/FlateDecode\s*(?:\]|\/(?!\w*Decode)|>>)/u;
  if (!filter.test(dictionaryAt(file, begin))) return false;
  const data = dataOf(file, begin);
  // Blank pages have streams of nothing at all.
  if (data.toString('latin1', 0, 8).trim() === '') return false;
  try {
    inflateRawSync(data.subarray(ZLIB_HEAD), { maxOutputLength: MOST_BYTES, chunkSize: pieceFor(data) });
    return false;
  } catch (error) {
    return !(error instanceof RangeError);
  }
}
