import { createHash } from 'node:crypto';
import type { Note, Outcome } from '../../model/note.ts';
import type { Page } from '../../model/page.ts';
import type { PagePicture } from '../../model/raster.ts';
import type { RawPage } from '../../model/raw-page.ts';
import type { CacheFolder } from './cache-folder.ts';

/** Recognised pages kept between runs, so that no picture is recognised twice. */
export interface RecognitionCache {
  /** The kept result for this picture; else makes it and keeps it. */
  recall(raw: RawPage, picture: PagePicture, make: () => Promise<Outcome<Page>>): Promise<Outcome<Page>>;
}

/** Changes whenever stored pages would differ: the file format, or the way pictures are read. */
const FORMAT = 1;

/**
 * Names a recognition by all that goes into it: the pixels, their place on the page, the layer under them, the engine
 * and the version of what reads with it.
 */
export function recognitionKey(raw: RawPage, picture: PagePicture, engine: string, version: string): string {
  const { raster, box, turn } = picture;
  const hash = createHash('sha256');
  const place = [raw.width, raw.height, box.x0, box.y0, box.x1, box.y1].map((value) => value.toFixed(2));
  hash.update([FORMAT, version, engine, raster.width, raster.height, raster.channels, turn, ...place].join('|'));
  hash.update(raster.data);
  for (const { text, x0, y0 } of raw.glyphs) hash.update(`${text}${x0.toFixed(1)},${y0.toFixed(1)};`);
  return hash.digest('hex');
}

/**
 * A cache of one JSON file per picture; an unreadable file counts as absent.
 * @param engine names the recogniser and its data, `version` the version of what reads with it.
 */
export function openRecognitionCache(folder: CacheFolder, engine: string, version: string): RecognitionCache {
  return {
    recall: async (raw, picture, make) => {
      const name = `${recognitionKey(raw, picture, engine, version)}.json`;
      const kept = parse(await folder.read(name));
      if (kept) return renumbered(kept, raw.number);
      const made = await make();
      await folder.write(name, JSON.stringify({ format: FORMAT, ...made }));
      return made;
    },
  };
}

/** The same picture may stand on another page: the number is not part of the key. */
function renumbered({ value, notes }: Outcome<Page>, number: number): Outcome<Page> {
  return { value: { ...value, number }, notes: notes.map((note): Note => ({ ...note, page: number })) };
}

function parse(json: Buffer | null): Outcome<Page> | null {
  if (json === null) return null;
  try {
    const stored: unknown = JSON.parse(json.toString());
    return isStored(stored) ? { value: stored.value, notes: stored.notes } : null;
  } catch {
    return null;
  }
}

/** Files of this format were written by this cache; their head is enough to know them. */
function isStored(stored: unknown): stored is Outcome<Page> {
  if (typeof stored !== 'object' || stored === null) return false;
  if (!('format' in stored && 'value' in stored && 'notes' in stored)) return false;
  const { value } = stored;
  return (
    stored.format === FORMAT &&
    Array.isArray(stored.notes) &&
    typeof value === 'object' &&
    value !== null &&
    'glyphs' in value &&
    Array.isArray(value.glyphs)
  );
}
