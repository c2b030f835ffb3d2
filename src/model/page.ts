import type { Box } from './box.ts';

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
}

/** A ruling line (表格线), stroked or drawn as a thin filled rectangle. `at` is y for `h` and x for `v`. */
export interface Rule {
  readonly axis: 'h' | 'v';
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly thickness: number;
}

/** Another reading of what is printed in `box`, from a second recognition or an untrusted text layer. */
export interface Alternative {
  readonly box: Box;
  readonly text: string;
  readonly confidence: number;
  /** How it was got: `scale`, `threshold`, `choice`, `hidden-text`, … */
  readonly how: string;
}

export type PageKind = 'text' | 'scan' | 'mixed' | 'blank';

/** A page as displayed: what is visible on it, whatever its source. Later stages do not care whether it was scanned. */
export interface Page {
  /** 1-based. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly kind: PageKind;
  readonly glyphs: readonly Glyph[];
  readonly rules: readonly Rule[];
  /** Where pictures stand. */
  readonly pictures: readonly Box[];
  readonly alternatives: readonly Alternative[];
  /** Visible or invisible characters that are not the page's own text: rotated watermarks, hidden layers. */
  readonly aside: readonly Glyph[];
}
