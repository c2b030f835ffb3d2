import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Note, Outcome } from '../model/note.ts';
import type { Page } from '../model/page.ts';
import type { PagePicture } from '../model/raster.ts';
import type { RawPage } from '../model/raw-page.ts';

/** Recognised pages kept between runs, so that no picture is recognised twice. */
export interface RecognitionCache {
  get(key: string): Promise<Outcome<Page> | null>;
  put(key: string, outcome: Outcome<Page>): Promise<void>;
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

/** A cache in a folder: one JSON file per picture, written whole or not at all; an unreadable file counts as absent. */
export function openRecognitionCache(folder: string): RecognitionCache {
  const pathOf = (key: string) => join(folder, key.slice(0, 2), `${key}.json`);
  return {
    get: async (key) => {
      try {
        return parse(await readFile(pathOf(key), 'utf8'));
      } catch {
        return null;
      }
    },
    put: async (key, outcome) => {
      const path = pathOf(key);
      await mkdir(join(folder, key.slice(0, 2)), { recursive: true });
      const draft = `${path}.${randomUUID()}`;
      await writeFile(draft, JSON.stringify({ format: FORMAT, ...outcome }));
      await rename(draft, path);
    },
  };
}

/** The same page printed on another sheet has another number: it is stored with the page, not in the key. */
export function renumbered({ value, notes }: Outcome<Page>, number: number): Outcome<Page> {
  return {
    value: { ...value, number },
    notes: notes.map((note): Note => ({ ...note, page: number })),
  };
}

function parse(json: string): Outcome<Page> | null {
  const stored: unknown = JSON.parse(json);
  return isStored(stored) ? { value: stored.value, notes: stored.notes } : null;
}

/** Files of this format were written by {@link openRecognitionCache}; their head is enough to know them. */
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
