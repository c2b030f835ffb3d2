import type { Box } from './box.ts';
import type { Note } from './note.ts';

/** Where characters come from: the PDF's text layer, or recognition of the page picture. */
export type Source = 'text' | 'ocr';

/** One printed character (rarely a ligature or a short run) with its box; `size` is the font size in points. */
export interface Glyph extends Box {
  readonly text: string;
  readonly size: number;
  readonly source: Source;
  /** 1 for a text layer; the recogniser's own 0..1 for `ocr`. */
  readonly confidence: number;
  /** The clip rectangle in force when it was drawn, when narrower than the page: often the table cell it belongs to. */
  readonly clip: Box | null;
  /** The footnote mark that stands raised at it, taken off the text; absent for nearly all. */
  readonly mark?: string;
  /** Cut off by the frame of its cell, so that nobody sees it, or by the edge of the picture it was read from; absent for all others. */
  readonly cut?: true;
  /**
   * Why it is doubtful though it stands in a text layer: read by its looks against the font, or from a picture in which
   * something else is printed over it, struck out, or red (a loss, perhaps); or of a scan, a digit so worn that it may be another.
   */
  readonly doubt?: 'by-looks' | 'overprinted' | 'red' | 'struck' | 'worn';
}

/** A ruling line (表格线), stroked or drawn as a thin filled rectangle. `at` is y for `h` and x for `v`. */
export interface Rule {
  readonly axis: 'h' | 'v';
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly thickness: number;
}

/** The box that a ruling line covers. */
export function boxOfRule({ axis, at, from, to, thickness }: Rule): Box {
  const [low, high] = [at - thickness / 2, at + thickness / 2];
  return axis === 'h' ? { x0: from, x1: to, y0: low, y1: high } : { x0: low, x1: high, y0: from, y1: to };
}

/** The `how` of readings that were taken when identities had pointed at a figure; equal ones stand there repeatedly. */
export const LOOK = 'look';

/**
 * Ways to another reading: the engine itself or at another size, the shapes of digits, an untrusted text layer, a
 * second look.
 */
export type How = 'engine' | 'scale' | 'shape' | 'hidden-text' | typeof LOOK;

/** Another reading of what is printed in `box`, from a second recognition or an untrusted text layer. */
export interface Alternative {
  readonly box: Box;
  readonly text: string;
  readonly confidence: number;
  /** How it was got; {@link LOOK} for readings of a second look. */
  readonly how: How;
}

export type PageKind = 'text' | 'scan' | 'mixed' | 'blank';

/** Quarter turns in degrees, clockwise. */
export type Turn = 0 | 90 | 180 | 270;

/** Slope of the lines (dy/dx), of the rules (dx/dy), and the point of the upright page that straightening left in place. */
export interface Slant {
  readonly rise: number;
  readonly lean: number;
  readonly x: number;
  readonly y: number;
}

/** Where a page lies on the sheet (PDF page) that shows it, when it is not that sheet in its own measure. */
export interface Sheet {
  /** The PDF page, 1-based, and its size in points as displayed. */
  readonly page: number;
  readonly width: number;
  readonly height: number;
  /** Top left of the page on the sheet, in points of the sheet. */
  readonly x: number;
  readonly y: number;
  /** Points of the sheet per point of the page: scans whose sheet was measured in pixels. */
  readonly scale: number;
}

/**
 * A page turned upright: what is visible on it, whatever its source. Later stages do not care whether it was scanned.
 * Width, height and all boxes are those of the upright page; {@link asDisplayed} maps back.
 */
export interface Page {
  /** 1-based; counts pages, of which a sheet may show two. */
  readonly number: number;
  /** Where the page lies on its sheet; absent for a page that is its sheet. */
  readonly sheet?: Sheet;
  readonly width: number;
  readonly height: number;
  /** How far the displayed page had to be turned to stand upright; 0 for nearly all. */
  readonly turn: Turn;
  /** How the print slanted on a scan, or in a text layer, that was straightened. */
  readonly slant?: Slant;
  readonly kind: PageKind;
  readonly glyphs: readonly Glyph[];
  readonly rules: readonly Rule[];
  /** Where pictures stand. */
  readonly pictures: readonly Box[];
  readonly alternatives: readonly Alternative[];
  /** Visible or invisible characters that are not the page's own text: rotated watermarks, hidden layers. */
  readonly aside: readonly Glyph[];
}

/** A box of the upright page in coordinates of the sheet as displayed. */
export function asDisplayed(straight: Box, page: Pick<Page, 'width' | 'height' | 'turn' | 'slant' | 'sheet'>): Box {
  const box = turnedBack(straight, page);
  if (!page.sheet) return box;
  const { x, y, scale } = page.sheet;
  return { x0: x + box.x0 * scale, y0: y + box.y0 * scale, x1: x + box.x1 * scale, y1: y + box.y1 * scale };
}

function turnedBack(straight: Box, page: Pick<Page, 'width' | 'height' | 'turn' | 'slant'>): Box {
  const { width, height } = page;
  const box = page.slant ? slanted(straight, page.slant) : straight;
  if (page.turn === 90) return { x0: box.y0, y0: width - box.x1, x1: box.y1, y1: width - box.x0 };
  if (page.turn === 180) return { x0: width - box.x1, y0: height - box.y1, x1: width - box.x0, y1: height - box.y0 };
  if (page.turn === 270) return { x0: height - box.y1, y0: box.x0, x1: height - box.y0, y1: box.x1 };
  return box;
}

/** Where the middle of a box lay before straightening; its size is kept. */
function slanted(box: Box, { rise, lean, x, y }: Slant): Box {
  const dx = ((box.y0 + box.y1) / 2 - y) * lean;
  const dy = ((box.x0 + box.x1) / 2 + dx - x) * rise;
  return { x0: box.x0 + dx, y0: box.y0 + dy, x1: box.x1 + dx, y1: box.y1 + dy };
}

/** The inverse of {@link asDisplayed} for a page without slant; `width` and `height` are those of the page as displayed. */
export function asUpright(box: Box, width: number, height: number, turn: Turn): Box {
  if (turn === 90) return { x0: height - box.y1, y0: box.x0, x1: height - box.y0, y1: box.x1 };
  if (turn === 180) return { x0: width - box.x1, y0: height - box.y1, x1: width - box.x0, y1: height - box.y0 };
  if (turn === 270) return { x0: box.y0, y0: width - box.x1, x1: box.y1, y1: width - box.x0 };
  return box;
}

/** All pages of a document as they were read, before anything is made of them. */
export interface ReadPages {
  readonly pages: readonly Page[];
  readonly notes: readonly Note[];
}

/** The pages kept from an earlier run; else makes them and keeps them. */
export type RecallPages = (make: () => Promise<ReadPages>) => Promise<ReadPages>;

/** What looking again at these boxes of a page gave in an earlier run; else looks and keeps it. */
export type RecallLooks = (
  page: number,
  boxes: readonly Box[],
  look: () => Promise<readonly Alternative[]>,
) => Promise<readonly Alternative[]>;
