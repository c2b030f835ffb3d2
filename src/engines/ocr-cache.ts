import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Note, Outcome } from '../model/note.ts';
import type { Page } from '../model/page.ts';
import type { PagePicture } from '../model/raster.ts';
import type { RawPage } from '../model/raw-page.ts';

/** Recognised pages kept between runs, so that no picture is recognised twice. */
export interface RecognitionCache {
  /** The kept result for this picture; else makes it and keeps it. */
  recall(raw: RawPage, picture: PagePicture, make: () => Promise<Outcome<Page>>): Promise<Outcome<Page>>;
}

/** Changes whenever stored pages would differ: the file format, or the way pictures are read. */
const FORMAT = 1;

/**
 * Names a recognition by all that goes into it: the pixels, their place on the page, the layer under them, the engine
 * and the version of the stage.
 */
export function recognitionKey(raw: RawPage, picture: PagePicture, engine: string, stage: number): string {
  const { raster, box, turn } = picture;
  const hash = createHash('sha256');
  const place = [raw.width, raw.height, box.x0, box.y0, box.x1, box.y1].map((value) => value.toFixed(2));
  hash.update([FORMAT, stage, engine, raster.width, raster.height, raster.channels, turn, ...place].join('|'));
  hash.update(raster.data);
  for (const { text, x0, y0 } of raw.glyphs) hash.update(`${text}${x0.toFixed(1)},${y0.toFixed(1)};`);
  return hash.digest('hex');
}

/**
 * A cache in a folder: one JSON file per picture, written whole or not at all; an unreadable file counts as absent.
 * @param engine names the recogniser and its data, `stage` the version of the stage that reads with it.
 */
export function openRecognitionCache(folder: string, engine: string, stage: number): RecognitionCache {
  return {
    recall: async (raw, picture, make) => {
      const key = recognitionKey(raw, picture, engine, stage);
      const path = join(folder, key.slice(0, 2), `${key}.json`);
      const kept = await readKept(path);
      if (kept) return renumbered(kept, raw.number);
      const made = await make();
      await mkdir(dirname(path), { recursive: true });
      const draft = `${path}.${randomUUID()}`;
      await writeFile(draft, JSON.stringify({ format: FORMAT, ...made }));
      await rename(draft, path);
      return made;
    },
  };
}

async function readKept(path: string): Promise<Outcome<Page> | null> {
  try {
    return parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}

/** The same picture may stand on another page: the number is not part of the key. */
function renumbered({ value, notes }: Outcome<Page>, number: number): Outcome<Page> {
  return { value: { ...value, number }, notes: notes.map((note): Note => ({ ...note, page: number })) };
}

function parse(json: string): Outcome<Page> | null {
  const stored: unknown = JSON.parse(json);
  return isStored(stored) ? { value: stored.value, notes: stored.notes } : null;
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
