import type { Raster } from '../../model/raster.ts';
import type { GlyphPicture, RawPage } from '../../model/raw-page.ts';

export type { Raster, RecognisedGlyph, RecognisedLine, RecogniseHint, Recogniser } from '../../model/raster.ts';
export type { GlyphPicture, RawGlyph, RawPage, RawPicture } from '../../model/raw-page.ts';

/** An open PDF. Pages are read one at a time and freed. */
export interface PdfPages {
  readonly pageCount: number;
  /** Pages that the file seems to have besides, which no reader gets to; absent for nearly all. */
  readonly lostPages?: number;
  /** Names of PDFs that lie in this one and are not read; absent for nearly all. */
  readonly embedded?: readonly string[];
  /** A password opened it; absent for nearly all. What it shows is nobody's who does not have the password. */
  readonly unlocked?: true;
  read(page: number): Promise<RawPage>;
  /** The page as displayed, `scale` pixels per point. */
  render(page: number, scale: number): Promise<Raster>;
  /** What a character of an embedded font looks like; null where that cannot be told. */
  glyph(font: string, char: string): GlyphPicture | null;
  /** The pixels of a placed picture at its own resolution, before placement; null when it cannot be decoded. */
  picture(page: number, id: string): Promise<Raster | null>;
  /** Whether the data of a placed picture could not be decoded, so that nothing shows in its place; never said when absent. */
  undecoded?(page: number, id: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Why a PDF cannot be opened. */
export type PdfProblem =
  | 'encrypted'
  | 'wrong-password'
  | 'unknown-encryption'
  | 'damaged'
  | 'empty'
  | 'not-pdf'
  | 'no-pages'
  | 'too-large';

export class PdfError extends Error {
  readonly problem: PdfProblem;
  constructor(problem: PdfProblem, message: string) {
    super(message);
    this.name = 'PdfError';
    this.problem = problem;
  }
}
