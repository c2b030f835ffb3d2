import type { Box } from './box.ts';
import type { Alternative, Glyph, Source } from './page.ts';

/** Characters on one baseline, left to right; gaps wider than a space hold one ' '. */
export interface TextLine extends Box {
  readonly text: string;
  readonly size: number;
  readonly source: Source;
  /** The least confidence among its characters. */
  readonly confidence: number;
  readonly glyphs: readonly Glyph[];
}

/** Wrapped lines as one text: ideographs join without a gap, Latin words with one. */
export function joinLines(lines: readonly TextLine[]): string {
  let text = '';
  for (const line of lines) {
    const words = /[\p{Script=Latin},;:.]$/u.test(text) && /^\p{Script=Latin}/u.test(line.text);
    text += words ? ` ${line.text}` : line.text;
  }
  return text;
}

/**
 * Why the figure of a cell may not be what its text says, or not the cell's: it is set across a ruling line (`overrun`),
 * another print stands on it (`overprinted`), a footnote mark was taken off it (`footnote-mark`), its cell cuts it off (`cut`),
 * its font says that its characters are others (`by-looks`), it is red, which may stand for a minus (`red`),
 * it is struck out (`struck`), its cell is merged over lines of their own (`merged-rows`), no rule tells how far the headings over
 * it reach (`heading-reach`), a digit of it is worn and may be another (`worn`).
 */
export type CellDoubt =
  | 'overrun'
  | 'overprinted'
  | 'footnote-mark'
  | 'cut'
  | 'by-looks'
  | 'red'
  | 'struck'
  | 'merged-rows'
  | 'cut-row'
  | 'heading-reach'
  | 'worn';

/** A table cell (单元格); row and column count from 0, `box` is the cell's rectangle (not its ink). */
export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly box: Box;
  /** Its text, top to bottom. */
  readonly lines: readonly TextLine[];
  /** Absent for nearly all. */
  readonly doubts?: readonly CellDoubt[];
}

/** A rectangular grid of cells on one page. `xs` has one more entry than columns, `ys` one more than rows. */
export interface Grid {
  readonly page: number;
  readonly box: Box;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cells: readonly GridCell[];
  /** `ruled`: cells from ruling lines; `aligned`: some or all borders inferred from alignment. */
  readonly ruling: 'ruled' | 'aligned';
}

/** A page cut into tables and the text between them, both in reading order. */
export interface PageLayout {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly grids: readonly Grid[];
  /** Text outside grids: titles, unit lines, notes, prose. */
  readonly lines: readonly TextLine[];
  /** Running heads, page numbers, seals: set apart, never content. */
  readonly furniture: readonly TextLine[];
  readonly alternatives: readonly Alternative[];
  /** Where pictures stand; absent where there are none. */
  readonly pictures?: readonly Box[];
}
