import type { TablesWording } from '../../declare/wording/wording.ts';
import { overlap } from '../../model/box.ts';
import type { Grid, GridCell, TextLine } from '../../model/grid.ts';
import type { Page } from '../../model/page.ts';
import { bodyColumns, columnBorders, columnsOf } from './columns.ts';
import type { HeadTiling } from './head-tiling.ts';
import { headerLevels, placeAt, placeHeaders } from './header-spans.ts';
import { headOf, type OwnHead, type Piece, spaced, toldHead } from './heads.ts';
import type { Zone } from './open-ends.ts';
import { cell, rowCells } from './row-cells.ts';
import { bodyRows, tightGap } from './rows.ts';
import { isAmount, isNumbered, isTotal, segments, splitAtEdges } from './segments.ts';
import { zones } from './zones.ts';

/** A page's text outside ruled tables, and the ruled tables. */
export interface PageText {
  readonly page: Page;
  readonly lines: readonly TextLine[];
  readonly ruled: readonly Grid[];
}

/**
 * Tables without vertical rules, as grids per page, and the lines that belong to none of them. Zones with one header,
 * and continuations without a header, share their columns: a last page with two rows alone would not show them.
 */
export function alignedGrids(
  pages: readonly PageText[],
  wording: TablesWording,
): { grids: Grid[]; lines: TextLine[] }[] {
  const pieces = pages.flatMap(({ page, lines, ruled }) =>
    zones(page, lines, ruled, wording).map((zone) => pieceOf(zone, page.number, leadsPage(zone, lines, ruled))),
  );
  const found = groups(pieces).flatMap((group) => gridsOf(group));
  return pages.map(({ page, lines }) => {
    const own = found.filter(({ grid }) => grid.page === page.number);
    const used = new Set(own.flatMap(({ piece }) => piece.zone.lines));
    return {
      grids: own.map(({ grid }) => grid),
      lines: used.size === 0 ? [...lines] : lines.filter((line) => !used.has(line)),
    };
  });
}

/** Whether no text and no table stands above a zone. */
function leadsPage({ box }: Zone, lines: readonly TextLine[], ruled: readonly Grid[]): boolean {
  return !lines.some((line) => line.y1 < box.y0 + 1) && !ruled.some((grid) => grid.box.y1 < box.y0 + 1);
}

function pieceOf(zone: Zone, page: number, leads: boolean): Piece {
  const rows = zone.lines.map((line) => segments(line));
  const bodyStart = zone.lines.findIndex((line, index) => isBodyLine(line, rows[index] ?? [], zone));
  const numbered = rows.findIndex(isNumberRow);
  const begin = bodyStart < 0 ? rows.length : namesBefore(rows, bandStart(zone, bodyStart) ?? bodyStart);
  // A row of column numbers (栏次) names nothing: the words above it do.
  const cut = numbered >= 0 && numbered < begin ? numbered : begin;
  return { page, zone, header: rows.slice(0, cut), body: splitAtEdges(rows.slice(cut)), leads };
}

/** Whether a row counts the columns: 1 2 3 … with whatever labels beside (栏次, **). */
function isNumberRow(parts: readonly TextLine[]): boolean {
  const numbers = parts.filter(isColumnNumber);
  const labels = new Set(parts.filter((part) => !isColumnNumber(part)).map(({ text }) => text));
  // two numbers count columns only where one label stands before each
  if (numbers.length < (labels.size === 1 && parts.length > numbers.length + 1 ? 2 : 3)) return false;
  if (numbers.length === parts.length) return true;
  const counts = numbers.every(({ text }, at) => Number(text) === at + 1);
  return counts && !parts.some(({ text }) => isAmount(text) || isNumbered(text));
}

function isColumnNumber({ text }: TextLine): boolean {
  return /^\d{1,2}$/.test(text);
}

/** The first line below the rule above the first figures, where every row has its rule: all of that row is body. */
function bandStart({ rules, lines }: Zone, bodyStart: number): number | null {
  const first = lines[bodyStart];
  if (rules.length <= HEAD_RULES || first === undefined) return null;
  const above = rules.findLast((y) => y < (first.y0 + first.y1) / 2);
  if (above === undefined || above === rules[0]) return null;
  return lines.findIndex((line) => (line.y0 + line.y1) / 2 > above);
}

/** Rules of a table that has none between its rows: above and below the head, and at the foot. */
const HEAD_RULES = 3;

/** Lines without figures right above the first with some are body too where they begin under its name, not centred. */
function namesBefore(rows: readonly (readonly TextLine[])[], bodyStart: number): number {
  const name = rows[bodyStart]?.[0];
  let cut = bodyStart;
  for (; cut > 0; cut--) {
    const [only, more] = rows[cut - 1] ?? [];
    if (name === undefined || only === undefined || more !== undefined) break;
    if (Math.abs(only.x0 - name.x0) > INDENT * name.size) break;
  }
  return cut;
}

/** How far (font sizes) names of one column may be indented against each other. */
const INDENT = 2.5;

/** The body begins below the header's rule where there is one; else with the first code, ordinal or amount. */
function isBodyLine(line: TextLine, parts: readonly TextLine[], zone: Zone): boolean {
  const headerRule = zone.rules.length === HEAD_RULES ? zone.rules[1] : undefined;
  if (headerRule !== undefined) return (line.y0 + line.y1) / 2 > headerRule;
  return parts.some((part) => isAmount(part.text) || isNumbered(part.text));
}

/** How far (points) the sides of two zones with the same columns may differ. */
const SAME_SIDE = 4;

function groups(pieces: readonly Piece[]): Piece[][] {
  const out: Piece[][] = [];
  const lowest = new Map(
    pieces.toSorted((a, b) => a.zone.box.y0 - b.zone.box.y0).map((piece) => [piece.page, piece.zone]),
  );
  for (const piece of pieces) {
    const before = lowest.get(piece.page - 1);
    const previous = out.find((group) => group.at(-1)?.zone === before && goesOn(group, piece));
    const alike = out.find((group) => group[0] !== undefined && sameHeader(group[0], piece));
    if (alike?.[0]) alike.push(cutBelow(piece, alike[0].header.length));
    else if (previous) previous.push({ ...piece, header: [], body: splitAtEdges([...piece.header, ...piece.body]) });
    else out.push([piece]);
  }
  return out;
}

/**
 * Whether two zones have the same header at the same place: then they have the same columns. Names without figures may
 * stand between the header that a page repeats and its first figures.
 */
function sameHeader(first: Piece, piece: Piece): boolean {
  if (piece.header.length === 0 || first.header.length === 0 || !sameSides(first, piece)) return false;
  const repeated = piece.header.slice(0, first.header.length);
  return (
    headerKey(first.header) === headerKey(repeated) &&
    Math.abs(headerLeft(first.header) - headerLeft(repeated)) < SAME_SIDE
  );
}

/** The piece with so many lines of header; what follows them is body. */
function cutBelow(piece: Piece, lines: number): Piece {
  if (piece.header.length <= lines) return piece;
  const rest = piece.header.slice(lines);
  return { ...piece, header: piece.header.slice(0, lines), body: splitAtEdges([...rest, ...piece.body]) };
}

/** Ruled zones must have the same sides; those without rules show only their ink. */
function sameSides(first: Piece, piece: Piece): boolean {
  if (first.zone.rules.length === 0 || piece.zone.rules.length === 0) return true;
  const { x0, x1 } = first.zone.box;
  return Math.abs(x0 - piece.zone.box.x0) < SAME_SIDE && Math.abs(x1 - piece.zone.box.x1) < SAME_SIDE;
}

/** So many cells of words in one line before all figures are a head, whatever they say. */
const HEAD_CELLS = 3;

/**
 * Whether a zone at the top of a page goes on without a header: nothing stands above it, it has no header rule, and
 * all its text stands in the columns so far.
 */
function goesOn(group: readonly Piece[], piece: Piece): boolean {
  const [first] = group;
  if (first === undefined || !piece.leads || !sameSides(first, piece)) return false;
  const ruled = ({ zone }: Piece) => zone.rules.length > 0;
  if (ruled(first) !== ruled(piece) && !first.zone.open) return false;
  if (piece.zone.rules.length === HEAD_RULES && piece.header.length > 0) return false;
  if (piece.header.some((parts) => parts.length >= HEAD_CELLS)) return false;
  const parts = [...piece.header, ...piece.body].flat().filter((part) => !isTotal(part.text));
  const columns = bodyColumns(
    group.flatMap((one) => [...one.body, ...one.header.slice(-1)]),
    first.zone.lines[0]?.size ?? 10,
  );
  const crossing = parts.filter(
    (part) => columns.filter((column) => overlap(column.x0, column.x1, part.x0, part.x1) > 0).length > 1,
  );
  return crossing.length <= parts.length * 0.05;
}

function headerKey(header: Piece['header']): string {
  return header.flatMap((parts) => parts.map((part) => part.text.replace(/\s/g, ''))).join('|');
}

function headerLeft(header: Piece['header']): number {
  return Math.min(...header.flat().map((part) => part.x0));
}

function gridsOf(group: readonly Piece[]): { piece: Piece; grid: Grid }[] {
  const body = group.flatMap((piece) => piece.body);
  const sizes = group.flatMap((piece) => piece.zone.lines.map((line) => line.size)).sort((a, b) => a - b);
  const size = sizes[sizes.length >> 1] ?? 10;
  const tight = Math.min(...group.map((piece) => tightGap(piece.body, size)));
  const [first] = group;
  const left = Math.min(...group.map((piece) => piece.zone.box.x0));
  const right = Math.max(...group.map((piece) => piece.zone.box.x1));
  const inked = body.map((parts) => (isNumberRow(parts) ? parts.filter(isColumnNumber) : parts));
  const rows = group.flatMap((piece) => bodyRows(piece.body, tight, piece.zone.rules));
  const exact = (first?.zone.rules.length ?? 0) > 0;
  const told = first === undefined ? null : toldHead(first, inked, { left, right, exact }, tight, size);
  const { tiling = null, head } = told ?? {};
  const columns = tiling?.columns ?? columnsOf(inked, rows, head?.leaf ?? [], size);
  // what stands in no columns together may have columns of its own
  if (columns.length < 2) return group.length > 1 ? group.flatMap((piece) => gridsOf([piece])) : [];
  const borders = tiling?.borders ?? columnBorders(columns, left, right);
  return group.map((piece) => {
    const own = headOf(piece, told?.joined === true ? spaced(piece.header) : piece.header, told?.tight ?? tight, size);
    return { piece, grid: gridOf(piece, own, { columns, borders, runs: tiling?.runs ?? null }, tight, size) };
  });
}

function gridOf(
  piece: Piece,
  { blocks, end, leaf }: OwnHead,
  { columns, borders, runs }: HeadTiling,
  tight: number,
  size: number,
): Grid {
  const { zone } = piece;
  const levels = headerLevels(blocks, size * 0.6);
  const told = runs !== null && runs.length === blocks.length;
  const headers = told ? placeAt(blocks, runs, levels) : placeHeaders(blocks, leaf, columns, borders, levels, end);
  const grouped = bodyRows(piece.body, tight, zone.rules);
  const ys = rowBorders(zone, levels, piece.header, grouped);
  const cells: GridCell[] = headers.map(({ block, row, rowSpan, column, columnSpan }) =>
    cell(row, column, rowSpan, columnSpan, borders, ys, block.lines),
  );
  const unsure = !told && (headers.some(({ columnSpan }) => columnSpan > 1) || leaf.length < blocks.length);
  grouped.forEach((parts, index) => {
    const own = rowCells(parts, levels.length + index, borders, ys);
    cells.push(...(unsure ? own.map((one): GridCell => ({ ...one, doubts: ['heading-reach'] })) : own));
  });
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  const last = borders.length - 1;
  const box = { x0: borders[0] ?? 0, y0: ys[0] ?? 0, x1: borders[last] ?? 0, y1: ys.at(-1) ?? 0 };
  return { page: piece.page, box, xs: borders, ys, cells, ruling: 'aligned' };
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
