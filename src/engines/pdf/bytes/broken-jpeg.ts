/**
 * The JPEG pictures of a PDF whose data break off before their end mark, as pdf.js names them (`12R`). Decoders make
 * something up for the missing part, so the pixels do not tell. Compressed or encrypted streams are not looked into.
 */
export function brokenJpegs(bytes: Uint8Array): ReadonlySet<string> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken = new Set<string>();
  if (file.includes('/Encrypt')) return broken;
  for (let at = file.indexOf('/DCTDecode'); at >= 0; at = file.indexOf('/DCTDecode', at + 10)) {
    const head = file.lastIndexOf(' obj', at);
    const start = file.indexOf('stream', at);
    if (head < 0 || start < 0 || at - head > LONGEST_DICTIONARY || start - at > LONGEST_DICTIONARY) continue;
    const dictionary = file.toString('latin1', head, start);
    if (/endobj|FlateDecode|ASCII85Decode|ASCIIHexDecode|LZWDecode|RunLengthDecode/.test(dictionary)) continue;
    const name = /(\d+)\s+(\d+)$/.exec(file.toString('latin1', Math.max(0, head - 20), head));
    const end = endOfStream(file, start, dictionary);
    if (!name || end < 0 || file.subarray(Math.max(start, end - 64), end).includes(END_OF_IMAGE)) continue;
    broken.add(name[2] === '0' ? `${name[1]}R` : `${name[1]}R${name[2]}`);
  }
  return broken;
}

/** Longest text of a picture's dictionary that is looked through. */
const LONGEST_DICTIONARY = 4096;
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/** Where the data of a stream end: by their length where it is written there, else by the next `endstream`. */
function endOfStream(file: Buffer, start: number, dictionary: string): number {
  const length = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
  if (length === undefined) return file.indexOf('endstream', start + 6);
  const begin = start + 6 + (file[start + 6] === 0x0d ? 2 : 1);
  return Math.min(file.length, begin + Number(length));
}
