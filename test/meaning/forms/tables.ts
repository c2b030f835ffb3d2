import type { TextLine } from '../../../src/model/grid.ts';
import type { Source } from '../../../src/model/page.ts';
import type { Table, TableCell } from '../../../src/model/table.ts';

/** A cell: its text, or text with columns and rows that it spans. `>` in a spec stands for nothing: a covered place. */
export type Spec = string | readonly [text: string, columns: number, rows?: number];

export interface Making {
  readonly index?: number;
  readonly page?: number;
  /** Row in which the next page begins. */
  readonly breakAt?: number;
  readonly above?: readonly string[];
  readonly source?: Source;
  readonly confidence?: number;
  readonly columns?: readonly number[];
}

const ROW = 20;

function textLine(text: string, y: number): TextLine {
  return { text, x0: 60, x1: 300, y0: y, y1: y + 12, size: 12, source: 'text', confidence: 1, glyphs: [] };
}

/** A table drawn cell by cell, spans filled in as in HTML. */
export function table(rows: readonly (readonly Spec[])[], making: Making = {}): Table {
  const { index = 0, page = 1, breakAt = Infinity, above = [], source = 'text', confidence = 1 } = making;
  const width = Math.max(...rows.map((row) => row.reduce((sum, spec) => sum + (Array.isArray(spec) ? spec[1] : 1), 0)));
  const xs = making.columns ?? Array.from({ length: width + 1 }, (_, column) => 50 + column * 60);
  const taken = rows.map(() => new Set<number>());
  const cells = rows.map((specs, row): TableCell[] => {
    let column = 0;
    return specs.map((spec) => {
      const [text, columnSpan, rowSpan = 1] = typeof spec === 'string' ? ([spec, 1] as const) : spec;
      while (taken[row]?.has(column)) column++;
      for (let r = row; r < row + rowSpan; r++) for (let c = column; c < column + columnSpan; c++) taken[r]?.add(c);
      const onPage = row >= breakAt ? page + 1 : page;
      const top = 100 + ROW * (row >= breakAt ? row - breakAt : row);
      const box = { x0: xs[column] ?? 0, x1: xs[column + columnSpan] ?? 0, y0: top, y1: top + ROW * rowSpan };
      const ink = text === '' ? null : { x0: box.x0 + 2, x1: box.x1 - 2, y0: box.y0 + 4, y1: box.y0 + 16 };
      const cell = { row, column, rowSpan, columnSpan, page: onPage, box, ink, lines: [], text, source, confidence };
      column += columnSpan;
      return { ...cell, others: [] };
    });
  });
  const pages = breakAt < rows.length ? [page, page + 1] : [page];
  return { index, pages, xs, rows: cells, above: above.map((text, at) => textLine(text, 40 + 16 * at)), below: [] };
}
