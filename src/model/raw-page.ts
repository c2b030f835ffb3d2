import type { Box } from './box.ts';
import type { Rule, Turn } from './page.ts';

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

/** A picture placed on the page; `id` names the object for the engine. */
export interface RawPicture extends Box {
  readonly id: string;
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  /** Turn of the picture on the page in degrees clockwise (0, 90, 180, 270), and whether it is mirrored. */
  readonly turn: Turn;
}

/** What one page draws, in drawing order. */
export interface RawPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly RawGlyph[];
  readonly rules: readonly Rule[];
  readonly pictures: readonly RawPicture[];
  /** Set when the page's picture is too large to be decoded and was left out. */
  readonly pictureTooLarge?: true;
  /** Number of operators that could not be interpreted. */
  readonly skipped: number;
}
