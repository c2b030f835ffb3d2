import type { Box } from './box.ts';
import type { CellDoubt, TextLine } from './grid.ts';
import type { Source } from './page.ts';

/** A cell of a logical table: what was read in it, where, and how sure the reading is. */
export interface TableCell {
  /** Row within the logical table (continuation pages go on counting) and column, both from 0. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly page: number;
  /** The cell's rectangle. */
  readonly box: Box;
  /** The box of the characters in it; null for an empty cell. */
  readonly ink: Box | null;
  readonly lines: readonly TextLine[];
  /** Lines joined, Latin words with a space; '' for an empty cell. */
  readonly text: string;
  readonly source: Source;
  readonly confidence: number;
  /** Other readings of the same ink, most likely first; empty for a trusted text layer. */
  readonly others: readonly string[];
  /** What was read when somebody looked again (复看), equal readings repeated; absent when nobody did. */
  readonly looks?: readonly string[];
  /** What makes its figure doubtful; absent for nearly all. */
  readonly doubts?: readonly CellDoubt[];
}

/**
 * A logical table: the grids of consecutive pages that belong together. Repeated header rows are dropped;
 * `rows[i]` holds the cells that begin in row i, left to right.
 */
export interface Table {
  /** 0-based position in the document. */
  readonly index: number;
  readonly pages: readonly number[];
  /** Column borders of the first part (x, points), one more than there are columns. */
  readonly xs: readonly number[];
  readonly rows: readonly (readonly TableCell[])[];
  /** Text lines above the table since the previous table or page top, top to bottom: title, table number, unit line. */
  readonly above: readonly TextLine[];
  /** Text lines below the table up to the next title or table: notes. */
  readonly below: readonly TextLine[];
  /** Its title, the first line of `above`, stands below it; absent for nearly all. */
  readonly titledBelow?: true;
  /** Where a page of it is printed a second time; absent for nearly all. */
  readonly reprints?: readonly { readonly page: number; readonly box: Box }[];
}
