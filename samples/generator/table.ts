import { textWidth, wrap } from './fonts.ts';
import type { Align, Cell, Item, PlacedFact, Rect, RuleItem, Style, TableBlock, TextItem } from './model.ts';

const PADDING = 2;
const LEADING = 1.3;
const BLACK = [0, 0, 0] as const;

/** A cell with its place in the table and its text cut into lines. */
interface SetCell {
  readonly cell: Cell;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly lines: readonly string[];
}

/** A table measured for a width: rows may now be taken one by one. */
export interface SetTable {
  readonly xs: readonly number[];
  readonly heights: readonly number[];
  readonly cells: readonly SetCell[];
  readonly headerRows: number;
  readonly size: number;
  readonly form: boolean;
}

/** Puts the cells of all rows into columns, as HTML does: a cell takes the next free column of its row. */
function place(rows: readonly (readonly Cell[])[], columns: number): Omit<SetCell, 'lines'>[] {
  const taken = rows.map(() => new Set<number>());
  const placed: Omit<SetCell, 'lines'>[] = [];
  rows.forEach((cells, row) => {
    let column = 0;
    for (const cell of cells) {
      while (taken[row]?.has(column)) column++;
      const rowSpan = cell.rowSpan ?? 1;
      const columnSpan = cell.colSpan ?? 1;
      if (column + columnSpan > columns || row + rowSpan > rows.length)
        throw new Error(`Row ${row}: “${cell.text}” leaves the table`);
      for (let r = row; r < row + rowSpan; r++) for (let c = column; c < column + columnSpan; c++) taken[r]?.add(c);
      placed.push({ cell, row, column, rowSpan, columnSpan });
    }
  });
  taken.forEach((set, row) => {
    if (set.size !== columns) throw new Error(`Row ${row} fills ${set.size} of ${columns} columns`);
  });
  return placed;
}

/** Measures a table for `width` points. */
export function setTable(table: TableBlock, width: number, style: Style): SetTable {
  const size = table.fontSize ?? style.tableSize;
  const total = table.widths.reduce((a, b) => a + b, 0);
  const xs = [0];
  for (const part of table.widths) xs.push((xs.at(-1) ?? 0) + (part / total) * width);
  const rows = [...table.header, ...table.body];
  const cells = place(rows, table.widths.length).map((placed) => {
    const room = (xs[placed.column + placed.columnSpan] ?? 0) - (xs[placed.column] ?? 0) - 2 * PADDING;
    const weight = placed.cell.bold && style.bold === 'font' ? 'bold' : 'regular';
    const text = placed.cell.text;
    const fits = placed.cell.fact !== undefined || text === '';
    return { ...placed, lines: fits ? [text] : wrap(text, size, weight, room - (placed.cell.indent ?? 0) * size) };
  });
  return {
    xs,
    heights: rowHeights(cells, rows.length, size, style),
    cells,
    headerRows: table.header.length,
    size,
    form: table.form ?? false,
  };
}

function rowHeights(cells: readonly SetCell[], rows: number, size: number, style: Style): number[] {
  const air = 0.7 * size * style.rowAir;
  const heights = Array.from({ length: rows }, () => size * LEADING + air);
  const room = (lines: number) => size * LEADING * (style.maxLines > 0 ? Math.min(lines, style.maxLines) : lines) + air;
  for (const cell of [...cells].sort((a, b) => a.rowSpan - b.rowSpan)) {
    let height = 0;
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) height += heights[row] ?? 0;
    const last = cell.row + cell.rowSpan - 1;
    const missing = room(cell.lines.length) - height;
    if (missing > 0) heights[last] = (heights[last] ?? 0) + missing;
  }
  return heights;
}

/** How many body rows, beginning with `from`, fit into `room` points (after the header, when `withHeader`). */
export function rowsThatFit(table: SetTable, from: number, room: number, withHeader: boolean): number {
  let left = room;
  if (withHeader) for (let row = 0; row < table.headerRows; row++) left -= table.heights[row] ?? 0;
  let count = 0;
  for (let row = from; row < table.heights.length; row++) {
    left -= table.heights[row] ?? 0;
    if (left < -0.01) break;
    count++;
  }
  return count;
}

/** What a part of a table draws on its page. */
export interface DrawnTable {
  readonly items: readonly Item[];
  readonly facts: readonly Omit<PlacedFact, 'page'>[];
  readonly height: number;
}

/** Draws the given rows (indices into `heights`) with the top left corner at (left, top). */
export function drawRows(
  table: SetTable,
  rows: readonly number[],
  left: number,
  top: number,
  style: Style,
): DrawnTable {
  const ys = [top];
  for (const row of rows) ys.push((ys.at(-1) ?? top) + (table.heights[row] ?? 0));
  const boxes: { cell: SetCell; box: Rect }[] = [];
  for (const cell of table.cells) {
    const inside = rows.flatMap((row, i) => (row >= cell.row && row < cell.row + cell.rowSpan ? [i] : []));
    const first = inside[0];
    const last = inside.at(-1);
    if (first === undefined || last === undefined) continue;
    const box = {
      x0: left + (table.xs[cell.column] ?? 0),
      x1: left + (table.xs[cell.column + cell.columnSpan] ?? 0),
      y0: ys[first] ?? top,
      y1: ys[last + 1] ?? top,
    };
    // A cell cut by a page break shows its text in the part where it begins.
    const begins = rows.includes(cell.row);
    boxes.push({ cell: begins ? cell : { ...cell, cell: { ...cell.cell, text: '' }, lines: [] }, box });
  }
  const header = rows.filter((row) => row < table.headerRows).length;
  const facts: Omit<PlacedFact, 'page'>[] = [];
  const texts = ordered(boxes, style).map(({ cell, box }) => cellText(cell, box, table.size, style, facts));
  const rules = tableRules(
    boxes.map((b) => b.box),
    ys[header] ?? top,
    table.form ? 'stroke' : style.ruling,
  );
  return { items: [...rules, ...texts.flat()], facts, height: (ys.at(-1) ?? top) - top };
}

function ordered<T extends { cell: SetCell; box: Rect }>(boxes: readonly T[], style: Style): T[] {
  const list = [...boxes];
  if (style.order === 'columns') list.sort((a, b) => a.box.x0 - b.box.x0 || a.box.y0 - b.box.y0);
  if (style.order === 'shuffled') list.sort((a, b) => scatter(a.box) - scatter(b.box));
  return list;
}

/** A repeatable disorder: the same place always sorts the same way. */
function scatter(box: Rect): number {
  const value = Math.sin(box.x0 * 12.9898 + box.y0 * 78.233) * 43758.5453;
  return value - Math.floor(value);
}

function cellText(set: SetCell, box: Rect, size: number, style: Style, facts: Omit<PlacedFact, 'page'>[]): TextItem[] {
  const { cell, lines } = set;
  const bold = cell.bold ?? false;
  const weight = bold && style.bold === 'font' ? 'bold' : 'regular';
  const align: Align = cell.fact ? (cell.align ?? style.amountAlign) : (cell.align ?? 'center');
  const shown = style.maxLines > 0 ? Math.min(lines.length, style.maxLines) : lines.length;
  const block = shown * size * LEADING;
  // Text with more lines than room begins at the top, so that half of the next line still shows.
  const top = lines.length > shown ? box.y0 : (box.y0 + box.y1 - block) / 2;
  const items: TextItem[] = [];
  lines.forEach((line, i) => {
    if (line === '') return;
    const width = textWidth(line, size, weight);
    const indent = (cell.indent ?? 0) * size;
    let x = box.x0 + PADDING + indent;
    if (align === 'center') x = (box.x0 + box.x1 - width) / 2;
    if (align === 'right') x = box.x1 - PADDING - width;
    const y = top + i * size * LEADING + size * 1.03;
    items.push({
      type: 'text',
      x,
      y,
      text: line,
      size,
      bold,
      color: BLACK,
      angle: 0,
      clip: style.clipCells ? box : null,
    });
    if (cell.fact) facts.push({ ...cell.fact, x0: x, y0: y - size * 0.88, x1: x + width, y1: y + size * 0.12 });
  });
  return items;
}

const THIN = 0.5;

function rule(axis: 'h' | 'v', at: number, from: number, to: number, thickness = THIN): RuleItem {
  const half = thickness / 2;
  return axis === 'h'
    ? { type: 'rule', x0: from, x1: to, y0: at - half, y1: at + half }
    : { type: 'rule', x0: at - half, x1: at + half, y0: from, y1: to };
}

/** The ruling lines around the given cells; `headerBottom` is where a three-line table has its second line. */
function tableRules(boxes: readonly Rect[], headerBottom: number, ruling: Style['ruling']): RuleItem[] {
  if (ruling === 'none' || boxes.length === 0) return [];
  const left = Math.min(...boxes.map((b) => b.x0));
  const right = Math.max(...boxes.map((b) => b.x1));
  const top = Math.min(...boxes.map((b) => b.y0));
  const bottom = Math.max(...boxes.map((b) => b.y1));
  if (ruling === 'three-line')
    return [rule('h', top, left, right, 1), rule('h', headerBottom, left, right), rule('h', bottom, left, right, 1)];
  const horizontal = boxes.flatMap((b) => [edge('h', b.y0, b.x0, b.x1), edge('h', b.y1, b.x0, b.x1)]);
  const vertical = boxes.flatMap((b) => [edge('v', b.x0, b.y0, b.y1), edge('v', b.x1, b.y0, b.y1)]);
  const edges = ruling === 'horizontal' ? horizontal : [...horizontal, ...vertical];
  if (ruling === 'pieces') return unique(edges).map((e) => rule(e.axis, e.at, e.from + 0.4, e.to - 0.4, 0.48));
  return merge(edges).map((e) => rule(e.axis, e.at, e.from - THIN / 2, e.to + THIN / 2));
}

interface Edge {
  readonly axis: 'h' | 'v';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

function edge(axis: 'h' | 'v', at: number, from: number, to: number): Edge {
  const round = (v: number) => Math.round(v * 100) / 100;
  return { axis, at: round(at), from: round(from), to: round(to) };
}

function unique(edges: readonly Edge[]): Edge[] {
  return [...new Map(edges.map((e) => [`${e.axis}${e.at} ${e.from} ${e.to}`, e])).values()];
}

/** Joins edges on one line that touch or overlap. */
function merge(edges: readonly Edge[]): Edge[] {
  const sorted = [...edges].sort((a, b) => a.axis.localeCompare(b.axis) || a.at - b.at || a.from - b.from);
  const merged: Edge[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last && last.axis === next.axis && last.at === next.at && next.from <= last.to + 0.02)
      merged[merged.length - 1] = { ...last, to: Math.max(last.to, next.to) };
    else merged.push(next);
  }
  return merged;
}
