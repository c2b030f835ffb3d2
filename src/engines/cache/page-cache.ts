import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Alternative, ReadPages, RecallLooks, RecallPages } from '../../model/page.ts';
import type { CacheFolder } from './cache-folder.ts';

/** Changes with the format of the files. */
const FORMAT = 1;
/** More than the pages of any document take; a damaged file must not unpack without end. */
const MOST_BYTES = 1 << 30;
const CHECKED = { params: { [constants.ZSTD_c_checksumFlag]: 1 } };

/**
 * Keeps the pages of one document, named by all that goes into them: its bytes and `made`, the versions and options of
 * what reads them. Declarations are not among it: another declaration needs no other reading. What `mayKeep` denies is not
 * written: whoever has no password of a locked document must not get its pages from here.
 */
export function recallPages(
  folder: CacheFolder,
  sha256: string,
  made: readonly unknown[],
  mayKeep: () => boolean = () => true,
): RecallPages {
  const key = createHash('sha256')
    .update(JSON.stringify([FORMAT, sha256, ...made]))
    .digest('hex');
  const name = `${key}.pages`;
  return async (make) => {
    const bytes = await folder.read(name);
    const kept = bytes === null ? null : unpack(bytes);
    if (kept !== null) return kept;
    const read = await make();
    // What failed may go better next time.
    if (mayKeep() && read.notes.every(({ severity }) => severity !== 'error')) await folder.write(name, pack(read));
    return read;
  };
}

/** Keeps what looking again gave, named like the pages and by what was looked at. */
export function recallLooks(
  folder: CacheFolder,
  sha256: string,
  made: readonly unknown[],
  mayKeep: () => boolean = () => true,
): RecallLooks {
  return async (page, boxes, look) => {
    const key = createHash('sha256')
      .update(JSON.stringify([FORMAT, sha256, ...made, page, boxes]))
      .digest('hex');
    const name = `${key}.looks`;
    const bytes = await folder.read(name);
    const kept = bytes === null ? null : unpackLooks(bytes);
    if (kept !== null) return kept;
    const looks = await look();
    if (mayKeep()) await folder.write(name, JSON.stringify({ format: FORMAT, looks }));
    return looks;
  };
}

function unpackLooks(bytes: Buffer): readonly Alternative[] | null {
  try {
    const kept: unknown = JSON.parse(bytes.toString());
    return isLooks(kept) ? kept.looks : null;
  } catch {
    return null;
  }
}

/** Files are written whole; their head says that this cache wrote them. */
function isLooks(kept: unknown): kept is { readonly looks: readonly Alternative[] } {
  if (typeof kept !== 'object' || kept === null) return false;
  return 'format' in kept && kept.format === FORMAT && 'looks' in kept && Array.isArray(kept.looks);
}

function pack({ pages, notes }: ReadPages): Buffer {
  return zstdCompressSync(serialize({ format: FORMAT, pages, notes }), CHECKED);
}

function unpack(bytes: Buffer): ReadPages | null {
  try {
    const kept: unknown = deserialize(zstdDecompressSync(bytes, { maxOutputLength: MOST_BYTES }));
    return isKept(kept) ? { pages: kept.pages, notes: kept.notes } : null;
  } catch {
    return null;
  }
}

/** The checksum says that the file is as it was written; its head, that this cache wrote it. */
function isKept(kept: unknown): kept is ReadPages {
  if (typeof kept !== 'object' || kept === null) return false;
  if (!('format' in kept && 'pages' in kept && 'notes' in kept)) return false;
  return kept.format === FORMAT && Array.isArray(kept.pages) && Array.isArray(kept.notes);
}
