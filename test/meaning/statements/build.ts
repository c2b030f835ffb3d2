import type { TextLine } from '../../../src/model/grid.ts';
import type { Source } from '../../../src/model/page.ts';
import type { Table, TableCell } from '../../../src/model/table.ts';

const WIDTH = 60;
const HEIGHT = 16;

function textLine(text: string, x0: number, y0: number, { source, confidence }: Reading): TextLine {
  const x1 = x0 + Math.max(1, text.length) * 5;
  return { text, x0, y0, x1, y1: y0 + 9, size: 9, source, confidence, glyphs: [] };
}

interface Reading {
  readonly source: Source;
  readonly confidence: number;
}

/** Options of {@link table}. */
interface Printed {
  readonly index?: number;
  readonly above?: readonly string[];
  readonly below?: readonly string[];
  readonly page?: number;
  readonly source?: Source;
  /** How surely it was read: 1 for text, 0.9 for `ocr` when not given. */
  readonly confidence?: number;
}

/**
 * A table as one would draw it: one string per row, cells parted by `|`. `<` merges a cell with the one to its left,
 * `^` with the one above. Leading spaces indent the text, `⏎` wraps it.
 */
export function table(rows: readonly string[], printed: Printed = {}): Table {
  const { index = 0, above = [], below = [], page = 1, source = 'text' } = printed;
  const confidence = printed.confidence ?? (source === 'text' ? 1 : 0.9);
  const texts = rows.map((row) => row.split('|'));
  const columns = Math.max(...texts.map((row) => row.length));
  const at = (row: number, column: number): string => texts[row]?.[column]?.trim() ?? '';
  const cells = texts.map((row, r) =>
    row.flatMap((raw, c): TableCell[] => {
      if (raw.trim() === '<' || raw.trim() === '^') return [];
      let columnSpan = 1;
      while (at(r, c + columnSpan) === '<') columnSpan++;
      let rowSpan = 1;
      while (at(r + rowSpan, c) === '^') rowSpan++;
      const box = {
        x0: c * WIDTH,
        y0: 100 + r * HEIGHT,
        x1: (c + columnSpan) * WIDTH,
        y1: 100 + (r + rowSpan) * HEIGHT,
      };
      const indent = raw.length - raw.trimStart().length;
      const lines =
        raw.trim() === ''
          ? []
          : raw
              .trim()
              .split('⏎')
              .map((text, n) => textLine(text, box.x0 + 2 + indent * 5, box.y0 + n * 10, { source, confidence }));
      const text = lines.map((line) => line.text).join('');
      const ink = lines[0] ? { x0: lines[0].x0, y0: lines[0].y0, x1: lines[0].x1, y1: lines[0].y1 } : null;
      return [
        {
          row: r,
          column: c,
          rowSpan,
          columnSpan,
          page,
          box,
          ink,
          lines,
          text,
          source,
          confidence,
          others: [],
        },
      ];
    }),
  );
  const outside = (text: string, at: number): TextLine => textLine(text, 50, 20 + at * 15, { source, confidence });
  const xs = Array.from({ length: columns + 1 }, (_, c) => c * WIDTH);
  return { index, pages: [page], xs, rows: cells, above: above.map(outside), below: below.map(outside) };
}
