import type { Box } from './box.ts';
import type { Alternative, Turn } from './page.ts';

/** An 8-bit picture: `channels` 1 (grey), 3 (RGB) or 4 (RGBA), row by row from the top. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly data: Uint8Array;
  /** Set when the file breaks off before the picture ends: what is missing was made up. */
  readonly incomplete?: true;
}

/** The picture of a page or of a part of it: its pixels, where it lies on the page as displayed, how it was turned there. */
export interface PagePicture {
  readonly raster: Raster;
  readonly box: Box;
  readonly turn: Turn;
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
export interface BlockReader {
  /** Names engine, its version and data, for cache keys. */
  readonly id: string;
  read(image: Raster, hint: RecogniseHint): Promise<readonly RecognisedLine[]>;
}

/** Reads the characters of a grey picture of one line, from left to right. Pure for equal inputs. */
export interface LineReader {
  readonly id: string;
  /** @param squeeze how much narrower the print is set for reading: 1 leaves it as it is. */
  readLine(line: Raster, squeeze?: number): Promise<readonly RecognisedGlyph[]>;
}

/** The readers of scanned pages: two engines that err independently. */
export interface Recogniser {
  readonly id: string;
  readonly blocks: BlockReader;
  /** The better reader of words; null on machines for which it does not exist. */
  readonly lines: LineReader | null;
  /** Asked between pieces of work that no reader sees; throws {@link PageTooCostly} when the page has had its time. */
  readonly inTime?: () => void;
}

/** Thrown where reading a scanned page has taken more processor time than any page is worth: it is given up, alone. */
export class PageTooCostly extends Error {
  constructor(seconds: number) {
    super(`more than ${seconds} s of processor time`);
    this.name = 'PageTooCostly';
  }
}
