import { type Box, contains, overlap } from '../../model/box.ts';
import type { PagePicture, Raster } from '../../model/raster.ts';
import type { RawGlyph, RawPage } from '../../model/raw-page.ts';
import { isStrokeIn } from './unexplained.ts';

/** White around what is left, in points: recognition wants paper around print. */
const MARGIN = 12;
/** How far around a box its ink may reach, in points. */
const PAD = 1;

/**
 * What is left (余墨) of a rendered page when everything is taken away that its characters and ruling lines explain:
 * the ink in `boxes`, dark on white whatever its ground, as a picture of the part of the page in which they lie.
 */
export function residualOf(rendered: Raster, raw: RawPage, boxes: readonly Box[]): PagePicture {
  const scale = rendered.width / raw.width;
  const around = {
    x0: Math.max(0, Math.min(...boxes.map((box) => box.x0)) - MARGIN),
    y0: Math.max(0, Math.min(...boxes.map((box) => box.y0)) - MARGIN),
    x1: Math.min(raw.width, Math.max(...boxes.map((box) => box.x1)) + MARGIN),
    y1: Math.min(raw.height, Math.max(...boxes.map((box) => box.y1)) + MARGIN),
  };
  const sheet = new Sheet(rendered, scale, around);
  for (const box of boxes) sheet.copy(box);
  for (const glyph of raw.glyphs) if (isExplained(glyph) && !inToken(glyph, boxes, raw)) sheet.wipe(glyph);
  for (const rule of raw.rules) {
    const { axis, at, from, to, thickness } = rule;
    const half = thickness / 2 + PAD / 2;
    if (
      to - from < SHORT_RULE ||
      boxes.some(
        (box) =>
          isStrokeIn(rule, box) ||
          (isPicture(box, raw) &&
            contains(box, axis === 'h' ? (from + to) / 2 : at, axis === 'h' ? at : (from + to) / 2)),
      )
    )
      continue;
    sheet.wipe(
      axis === 'h'
        ? { x0: from, x1: to, y0: at - half, y1: at + half }
        : { x0: at - half, x1: at + half, y0: from, y1: to },
    );
  }
  return { raster: sheet.raster, box: sheet.box, turn: 0 };
}

/** Lines shorter than this, in points, may be strokes of print. */
const SHORT_RULE = 10;

function isExplained(glyph: RawGlyph): boolean {
  return glyph.visible && !glyph.unreadable;
}

function isPicture(box: Box, raw: RawPage): boolean {
  return raw.pictures.some(
    (picture) => overlap(picture.x0, picture.x1, box.x0, box.x1) * overlap(picture.y0, picture.y1, box.y0, box.y1) > 0,
  );
}

/** Whether a character stands in a print that is read again because of a character without meaning in it. */
function inToken(glyph: Box, boxes: readonly Box[], raw: RawPage): boolean {
  const [x, y] = [(glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2];
  return boxes.some(
    (box) =>
      contains(box, x, y) &&
      raw.glyphs.some(
        (other) =>
          other.visible && other.unreadable && contains(box, (other.x0 + other.x1) / 2, (other.y0 + other.y1) / 2),
      ),
  );
}

/** A white sheet on which parts of a rendered page are laid. */
class Sheet {
  readonly raster: Raster;
  readonly box: Box;
  readonly #from: Raster;
  readonly #scale: number;
  readonly #left: number;
  readonly #top: number;

  constructor(from: Raster, scale: number, around: Box) {
    this.#from = from;
    this.#scale = scale;
    this.#left = Math.floor(around.x0 * scale);
    this.#top = Math.floor(around.y0 * scale);
    const width = Math.max(1, Math.min(from.width, Math.ceil(around.x1 * scale)) - this.#left);
    const height = Math.max(1, Math.min(from.height, Math.ceil(around.y1 * scale)) - this.#top);
    this.raster = { width, height, channels: 1, data: new Uint8Array(width * height).fill(255) };
    this.box = {
      x0: this.#left / scale,
      y0: this.#top / scale,
      x1: (this.#left + width) / scale,
      y1: (this.#top + height) / scale,
    };
  }

  copy(box: Box): void {
    const ground = this.#groundOf(box);
    const most = Math.max(ground, 255 - ground);
    this.#each(box, PAD, (x, y, at) => {
      this.raster.data[at] = 255 - Math.min(255, Math.round((Math.abs(this.#grey(x, y) - ground) * 255) / most));
    });
  }

  wipe(box: Box): void {
    this.#each(box, 0, (_x, _y, at) => {
      this.raster.data[at] = 255;
    });
  }

  #grey(x: number, y: number): number {
    const { width, channels, data } = this.#from;
    const at = (y * width + x) * channels;
    const red = data[at] ?? 255;
    return channels === 1 ? red : (299 * red + 587 * (data[at + 1] ?? 255) + 114 * (data[at + 2] ?? 255)) / 1000;
  }

  /** The most frequent grey of a box: its ground. */
  #groundOf(box: Box): number {
    const counts = new Uint32Array(16);
    this.#each(box, PAD, (x, y) => {
      const level = this.#grey(x, y) >> 4;
      counts[level] = (counts[level] ?? 0) + 1;
    });
    let best = 15;
    counts.forEach((count, level) => {
      if (count > (counts[best] ?? 0)) best = level;
    });
    return best === 15 ? 255 : best * 16 + 8;
  }

  #each(box: Box, pad: number, use: (x: number, y: number, at: number) => void): void {
    const { width, height } = this.raster;
    const x0 = Math.max(this.#left, Math.floor((box.x0 - pad) * this.#scale));
    const y0 = Math.max(this.#top, Math.floor((box.y0 - pad) * this.#scale));
    const x1 = Math.min(this.#left + width, Math.ceil((box.x1 + pad) * this.#scale));
    const y1 = Math.min(this.#top + height, Math.ceil((box.y1 + pad) * this.#scale));
    for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) use(x, y, (y - this.#top) * width + (x - this.#left));
  }
}
