import type { Box } from '../model/box.ts';
import type { Alternative, Rule } from '../model/page.ts';

/** A glyph as drawn, before anything is judged: in page coordinates as displayed. */
export interface RawGlyph extends Box {
  readonly text: string;
  readonly size: number;
  /** Direction of writing in degrees, 0 = upright, clockwise. */
  readonly angle: number;
  /** False for rendering mode 3 (invisible text), fully transparent text, or text outside its clip. */
  readonly visible: boolean;
  /** Fill colour `#rrggbb`. */
  readonly color: string;
  readonly alpha: number;
  readonly clip: Box | null;
  /** Whether the font gave no usable Unicode for it (private use, .notdef). */
  readonly unreadable: boolean;
}

/** A picture placed on the page; `id` names the object for {@link PdfPages.picture}. */
export interface RawPicture extends Box {
  readonly id: string;
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  /** Turn of the picture on the page in degrees clockwise (0, 90, 180, 270), and whether it is mirrored. */
  readonly turn: 0 | 90 | 180 | 270;
}

/** What one page draws, in drawing order. */
export interface RawPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly RawGlyph[];
  readonly rules: readonly Rule[];
  readonly pictures: readonly RawPicture[];
  /** Number of operators that could not be interpreted. */
  readonly skipped: number;
}

/** An 8-bit picture: `channels` 1 (grey) or 4 (RGBA), row by row from the top. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 4;
  readonly data: Uint8Array;
}

/** An open PDF. Pages are read one at a time and freed. */
export interface PdfPages {
  readonly pageCount: number;
  read(page: number): Promise<RawPage>;
  /** The page as displayed, `scale` pixels per point. */
  render(page: number, scale: number): Promise<Raster>;
  /** The pixels of a placed picture at its own resolution, before placement; null when it cannot be decoded. */
  picture(page: number, id: string): Promise<Raster | null>;
  close(): Promise<void>;
}

/** Why a PDF cannot be opened. */
export type PdfProblem = 'encrypted' | 'damaged' | 'empty' | 'not-pdf' | 'no-pages' | 'too-large';

export class PdfError extends Error {
  readonly problem: PdfProblem;
  constructor(problem: PdfProblem, message: string) {
    super(message);
    this.name = 'PdfError';
    this.problem = problem;
  }
}

/** What recognition (OCR) reads in one picture region: characters with boxes in pixels of that picture. */
export interface RecognisedGlyph extends Box {
  readonly text: string;
  readonly confidence: number;
}

export interface RecognisedLine extends Box {
  readonly text: string;
  readonly confidence: number;
  readonly glyphs: readonly RecognisedGlyph[];
  readonly others: readonly Pick<Alternative, 'text' | 'confidence' | 'how'>[];
}

/** How to read a region: one line or a block, and which characters may occur. */
export interface RecogniseHint {
  readonly layout: 'line' | 'block';
  readonly alphabet: 'any' | 'amount';
}

/** Reads characters in a grey raster. Pure for equal inputs; holds a warm worker. */
export interface Recogniser {
  /** Names engine, its version and data, for cache keys. */
  readonly id: string;
  read(image: Raster, hint: RecogniseHint): Promise<readonly RecognisedLine[]>;
}
