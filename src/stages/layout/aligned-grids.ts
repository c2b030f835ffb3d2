import { overlap } from '../../model/box.ts';
import type { Grid, GridCell, TextLine } from '../../model/grid.ts';
import type { Page } from '../../model/page.ts';
import { bodyColumns, columnBorders, headerBlocks, withHeaderColumns } from './columns.ts';
import { headerLevels, placeHeaders } from './header-spans.ts';
import { lineOf } from './lines.ts';
import { bodyRows, tightGap } from './rows.ts';
import { isAmount, isNumbered, segments } from './segments.ts';
import { type Zone, zones } from './zones.ts';

/** Tables without vertical rules, as grids, and the lines that belong to none of them. */
export function alignedGrids(
  page: Page,
  lines: readonly TextLine[],
  ruled: readonly Grid[],
): { grids: Grid[]; lines: TextLine[] } {
  const grids: Grid[] = [];
  const used = new Set<TextLine>();
  for (const zone of zones(page, lines, ruled)) {
    const grid = gridOf(zone, page.number);
    if (grid === null) continue;
    grids.push(grid);
    for (const line of zone.lines) used.add(line);
  }
  return { grids, lines: lines.filter((line) => !used.has(line)) };
}

function gridOf(zone: Zone, page: number): Grid | null {
  const rows = zone.lines.map((line) => segments(line));
  const bodyStart = zone.lines.findIndex((line, index) => isBodyLine(line, rows[index] ?? [], zone));
  const cut = bodyStart < 0 ? rows.length : bodyStart;
  const sizes = zone.lines.map((line) => line.size).sort((a, b) => a - b);
  const size = sizes[sizes.length >> 1] ?? 10;
  const body = rows.slice(cut);
  const tight = tightGap(body, size);
  const blocks = headerBlocks(rows.slice(0, cut), tight);
  const columns = withHeaderColumns(bodyColumns(body, size), blocks, size);
  if (columns.length < 2) return null;
  const borders = columnBorders(columns, zone.box.x0, zone.box.x1);
  const levels = headerLevels(blocks, size * 0.6);
  const headers = placeHeaders(blocks, borders, levels);
  const grouped = bodyRows(body, tight, zone.rules);
  const ys = rowBorders(zone, levels, rows.slice(0, cut), grouped);
  const cells: GridCell[] = headers.map(({ block, row, rowSpan, column, columnSpan }) =>
    cell(row, column, rowSpan, columnSpan, borders, ys, block.lines),
  );
  grouped.forEach((parts, index) => {
    cells.push(...rowCells(parts, levels.length + index, borders, ys));
  });
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  const last = borders.length - 1;
  const box = { x0: borders[0] ?? 0, y0: ys[0] ?? 0, x1: borders[last] ?? 0, y1: ys.at(-1) ?? 0 };
  return { page, box, xs: borders, ys, cells, ruling: 'aligned' };
}

/** The body begins below the header's rule where there is one; else with the first code, ordinal or amount. */
function isBodyLine(line: TextLine, parts: readonly TextLine[], zone: Zone): boolean {
  const headerRule = zone.rules.length >= 3 ? zone.rules[1] : undefined;
  if (headerRule !== undefined && zone.rules.length === 3) return (line.y0 + line.y1) / 2 > headerRule;
  return parts.some((part) => isAmount(part.text) || isNumbered(part.text));
}

function rowBorders(
  zone: Zone,
  levels: readonly number[],
  header: readonly (readonly TextLine[])[],
  body: readonly (readonly TextLine[])[],
): number[] {
  const ys = [zone.box.y0];
  for (let level = 1; level < levels.length; level++) ys.push(((levels[level - 1] ?? 0) + (levels[level] ?? 0)) / 2);
  let bottom = Math.max(zone.box.y0, ...header.flat().map((part) => part.y1));
  body.forEach((parts, index) => {
    const top = Math.min(...parts.map((part) => part.y0));
    if (index > 0 || levels.length > 0) ys.push(Math.max((bottom + top) / 2, (ys.at(-1) ?? 0) + 0.1));
    bottom = Math.max(...parts.map((part) => part.y1));
  });
  ys.push(Math.max(zone.box.y1, bottom));
  return ys;
}

function cell(
  row: number,
  column: number,
  rowSpan: number,
  columnSpan: number,
  xs: readonly number[],
  ys: readonly number[],
  lines: readonly TextLine[],
): GridCell {
  const box = { x0: xs[column] ?? 0, y0: ys[row] ?? 0, x1: xs[column + columnSpan] ?? 0, y1: ys[row + rowSpan] ?? 0 };
  return { row, column, rowSpan, columnSpan, box, lines };
}

/** One body row's cells, empty ones too; text that crosses a border spans the columns it lies in. */
function rowCells(parts: readonly TextLine[], row: number, xs: readonly number[], ys: readonly number[]): GridCell[] {
  const columns = xs.length - 1;
  const held: TextLine[][] = Array.from({ length: columns }, () => []);
  for (const part of parts) held[columnOf(part, xs)]?.push(part);
  return held.map((own, column) => cell(row, column, 1, 1, xs, ys, mergeLevels(own)));
}

/** The column that holds most of a segment's width. */
function columnOf(part: TextLine, xs: readonly number[]): number {
  let best = 0;
  let most = -1;
  for (let column = 0; column + 1 < xs.length; column++) {
    const shared = overlap(xs[column] ?? 0, xs[column + 1] ?? 0, part.x0, part.x1);
    if (shared > most) [best, most] = [column, shared];
  }
  return best;
}

/** Segments of one cell on one baseline are one line again. */
function mergeLevels(parts: readonly TextLine[]): TextLine[] {
  const out: TextLine[] = [];
  for (const part of parts) {
    const same = out.findIndex((line) => Math.abs(line.y0 + line.y1 - part.y0 - part.y1) < part.size);
    const known = out[same];
    if (known) out[same] = lineOf([...known.glyphs, ...part.glyphs]);
    else out.push(part);
  }
  return out;
}
