/** A fact that a typeset cell must yield, in the words of the contract; `page` and box are added when it is laid out. */
export interface FactSeed {
  readonly statement: string;
  readonly side: 'revenue' | 'expenditure' | null;
  readonly row: number;
  readonly lineCode: string | null;
  readonly lineName: string;
  readonly lineName2: string | null;
  readonly standardCode: string | null;
  readonly standardCode2: string | null;
  readonly codeScheme: string | null;
  readonly measure: string;
  /** Exact 元 with two decimals, of what is printed. */
  readonly amount: string;
  readonly raw: string;
  readonly unit: string;
}

export interface PlacedFact extends FactSeed {
  readonly page: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export type Align = 'left' | 'center' | 'right';

/** A cell as written: its column follows from the cells before it, as in HTML. */
export interface Cell {
  readonly text: string;
  readonly colSpan?: number;
  readonly rowSpan?: number;
  readonly align?: Align;
  readonly bold?: boolean;
  /** Width in ems by which the text is set in, the first line and the others alike. */
  readonly indent?: number;
  readonly fact?: FactSeed;
}

export interface TableBlock {
  readonly kind: 'table';
  /** Relative widths of the columns. */
  readonly widths: readonly number[];
  readonly header: readonly (readonly Cell[])[];
  readonly body: readonly (readonly Cell[])[];
  readonly fontSize?: number;
  /** A form (绩效目标表): ruled whatever the style says. */
  readonly form?: boolean;
}

export type Block =
  | { readonly kind: 'title'; readonly text: string; readonly size: number }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly align?: Align }
  | { readonly kind: 'line'; readonly left?: string; readonly center?: string; readonly right?: string }
  | { readonly kind: 'space'; readonly height: number }
  /** A new page; a soft one is left out when the style packs several tables onto a page. */
  | { readonly kind: 'break'; readonly landscape?: boolean; readonly soft?: boolean }
  | TableBlock;

/** A report to typeset: data only, no positions. */
export interface Report {
  readonly documentType: 'budget' | 'final';
  readonly year: number;
  readonly department: string;
  readonly blocks: readonly Block[];
}

/** How a report looks. Every field is independent; {@link PLAIN} is the usual print. */
export interface Style {
  /** Ruling lines of tables: strokes, thin filled rectangles, short pieces per cell edge, only horizontal, three lines, or none. */
  readonly ruling: 'stroke' | 'fill' | 'pieces' | 'horizontal' | 'three-line' | 'none';
  /** Characters per showText operator. */
  readonly text: 'run' | 'glyph';
  /** Bold words: the bold font, the same word drawn twice a little apart, or filled and stroked. */
  readonly bold: 'font' | 'twice' | 'stroke';
  /** Draw each cell's text inside a clip rectangle of the cell. */
  readonly clipCells: boolean;
  /** Lines that a table row makes room for; further lines run below the cell. 0 = as many as needed. */
  readonly maxLines: number;
  readonly repeatHeader: boolean;
  /** Let short tables share a page. */
  readonly packTables: boolean;
  /** Draw the cells of a table in this order. */
  readonly order: 'rows' | 'columns' | 'shuffled';
  /** /Rotate of every page; the content is turned the other way, so pages are displayed upright. */
  readonly rotate: 0 | 90 | 180 | 270;
  /** Factor between page content and points, as WPS and others write it. */
  readonly contentScale: number;
  readonly tableSize: number;
  readonly bodySize: number;
  /** Factor to the space above and below a row's text. */
  readonly rowAir: number;
  readonly amountAlign: Align;
  readonly margin: number;
  /** Pale turned words over the page; '' for none. */
  readonly watermark: string;
  readonly runningHead: string;
  readonly pageNumbers: boolean;
}

export const PLAIN: Style = {
  ruling: 'stroke',
  text: 'run',
  bold: 'font',
  clipCells: false,
  maxLines: 0,
  repeatHeader: true,
  packTables: false,
  order: 'rows',
  rotate: 0,
  contentScale: 1,
  tableSize: 9,
  bodySize: 11,
  rowAir: 1,
  amountAlign: 'right',
  margin: 54,
  watermark: '',
  runningHead: '',
  pageNumbers: true,
};

export interface Rect {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** A run of characters on a baseline, in points from the top left of the page as displayed. */
export interface TextItem {
  readonly type: 'text';
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
  readonly color: readonly [number, number, number];
  /** Degrees, counter-clockwise. */
  readonly angle: number;
  readonly clip: Rect | null;
}

/** A ruling line as the thin rectangle that it covers. */
export interface RuleItem extends Rect {
  readonly type: 'rule';
}

export type Item = TextItem | RuleItem;

/** A page ready to be drawn, on paper or on a canvas. */
export interface LaidPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly items: readonly Item[];
  readonly facts: readonly PlacedFact[];
}
