import type { StatementsWording } from '../declare/wording/wording.ts';
import { type Box, contains, union } from '../model/box.ts';
import type { Grid, PageLayout, TextLine } from '../model/grid.ts';
import type { Note } from '../model/note.ts';
import { unitOf } from './statements/units.ts';

/** So many lines of several pieces under it are a table, whatever they spell. */
const ROWS = 3;

/** A figure that stands by itself in a line. */
export const FIGURE = /^[-－—(（]?[￥¥]?\d[\d,，]*[.．]\d{2,}(?:[亿万千]?元)?[)）]?$/u;
/** So many of them in one line are a row of a table, not running text. */
const FIGURES = 2;

/**
 * Tables that were not found (漏掉的表): a page says in which unit its amounts are (单位行), lines of several pieces stand
 * under it up to the next such line, and none of them became a table. Without rules, figures that cannot be read as such
 * are how a table is passed over. Rows of figures outside all tables are one, too, whatever stands above them: title and
 * unit may be on the page before.
 */
export function lostTables(layouts: readonly PageLayout[], wording: StatementsWording): Note[] {
  return layouts.flatMap((layout): Note[] => {
    const underUnits = lostUnderUnits(layout, wording);
    if (underUnits.length > 0) return underUnits;
    const inOneCell = heapedUp(layout);
    if (inOneCell.length > 0) return inOneCell;
    const rows = layout.lines.filter(isRow);
    // A table may leave a single row to its last page.
    const alone = layout.grids.length === 0 && rows.some((row) => endsInFigures(row) || namesBeforeFigures(row));
    const lost = rows.length >= ROWS || alone ? rows : listed(layout);
    if (lost.length === 0) return [];
    return [
      {
        ...{ code: 'table-not-found', severity: 'warning', page: layout.page, box: union(lost), statement: null },
        data: { text: lost[0]?.text ?? '' },
      },
    ];
  });
}

/** A name and its figure, a colon, dots or white between them and no unit behind: 公务接待费：3.20, 档案数字化……3.20. */
const LISTED =
  /^(?=.*\p{Script=Han}{2})(?:[（(]?\d{1,2}[)）、.．]+)?[^。；，\d]{2,}(?:[:：]|[.…·_﹍－-]{3,}|\s)\s*[-－(（]?\d[\d,，]*[.．]\d{2,}[)）]?[;；。]?$/u;
/** Words or a unit with which the next line goes on: the figure is one of running text. */
const GOES_ON = /^(?:[百千]?万|亿|元|[，,、）)])/u;

/** Lines of a list that gives the amounts of things without their unit (单位 stands above it): no table, and no prose that states amounts. */
function listed({ lines }: PageLayout): readonly TextLine[] {
  const all = lines.toSorted((a, b) => a.y0 - b.y0);
  const found = all.filter(
    (line, at) => LISTED.test(line.text.trim()) && !GOES_ON.test((all[at + 1]?.text ?? '').trim()),
  );
  return found.length >= ROWS ? found : [];
}

/** Tables in a frame without rules within: all of their rows stand in one cell of it. */
function heapedUp({ grids, page }: PageLayout): Note[] {
  const many = grids.flatMap(({ cells }) => cells.filter(({ lines }) => lines.length >= ROWS));
  const cells = many.map(({ lines }) => lines.filter(isRow));
  return cells.flatMap((rows): Note[] => {
    if (rows.length < ROWS) return [];
    const data = { text: rows[0]?.text ?? '' };
    return [{ code: 'table-not-found', severity: 'warning', page, box: union(rows), statement: null, data }];
  });
}

/** Years in headings are no figures. */
const YEAR = /(?:19|20)\d{2}年/gu;

function holdsDigits({ cells }: Grid): boolean {
  return cells.some(({ lines }) => lines.some(({ text }) => /\d/u.test(text.replace(YEAR, ''))));
}

function isRow(line: TextLine): boolean {
  return piecesOf(line).filter((one) => FIGURE.test(one)).length >= FIGURES;
}

/** Between a figure and the name that begins right behind it in the next column; a unit behind a figure is its own. */
const NEXT_NAME = /(?<=\d[.．]\d{2,})(?![千万亿]?元)(?=\p{Script=Han})/u;

/** What a line is made of: its figures, and the words between them. */
export function piecesOf({ text }: TextLine): readonly string[] {
  return text
    .trim()
    .split(/\s+/u)
    .flatMap((one) => one.split(NEXT_NAME));
}

/** What a column of changes or shares prints: 10.00%. */
const SHARE = /^[-－—]?\d[\d,]*(?:[.．]\d+)?[%％]$/u;

/** Whether all that follows the first figure of a line are figures, shares, and dashes for none: no running text ends so. */
function endsInFigures(line: TextLine): boolean {
  const pieces = piecesOf(line);
  const rest = pieces.slice(pieces.findIndex((one) => FIGURE.test(one)));
  return rest.length > 1 && rest.every((one) => FIGURE.test(one) || SHARE.test(one) || /^[-－—]+$/u.test(one));
}

/** Whether one name stands before each figure of a line, as where two sides of a table print their totals. */
function namesBeforeFigures(line: TextLine): boolean {
  const pieces = piecesOf(line);
  return pieces.every((one, at) => (at % 2 === 1 ? FIGURE.test(one) : NAME.test(one))) && pieces.length % 2 === 0;
}

/** A name without digits and without what parts running text. */
const NAME = /^[^\d，。；、]{2,}$/u;

function lostUnderUnits(layout: PageLayout, wording: StatementsWording): Note[] {
  const units = layout.lines.filter((line) => unitOf(line.text, wording) !== null).sort((a, b) => a.y0 - b.y0);
  return units.flatMap((unit, at): Note[] => {
    const end = units[at + 1]?.y0 ?? Infinity;
    const grids = layout.grids.filter(({ box }) => box.y1 > unit.y0 && box.y0 < end);
    if (grids.some(holdsDigits)) return [];
    // below a head that alone has rules figures tell its rows from running text
    const isOf = (line: TextLine) =>
      isInPieces(line) && (grids.length === 0 || piecesOf(line).some((one) => FIGURE.test(one)));
    const rows = layout.lines.filter((line) => line.y0 >= unit.y1 - 1 && line.y0 < end && isOf(line));
    if (grids.length > 0 && rows.length < ROWS) return [];
    const box = rows.length >= ROWS ? union(rows) : blindPicture(layout, unit.y1, end);
    if (box === null) return [];
    const data = { text: unit.text };
    return [{ code: 'table-not-found', severity: 'warning', page: layout.page, box, statement: null, data }];
  });
}

/** Width and height in points from which a picture may be that of a table. */
const WIDTH = 80;
const HEIGHT = 40;

/** A picture between two heights in which nothing was read: too pale a table, perhaps. */
function blindPicture({ pictures = [], lines }: PageLayout, from: number, to: number): Box | null {
  const large = pictures.filter(
    ({ x0, y0, x1, y1 }) => x1 - x0 >= WIDTH && y1 - y0 >= HEIGHT && y1 > from + HEIGHT && y0 < to,
  );
  const isOver = (box: Box) => lines.some((line) => contains(box, (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2));
  return large.find((box) => !isOver(box)) ?? null;
}

/** A line of several pieces, or of a figure alone. */
function isInPieces({ text }: TextLine): boolean {
  return text.trim().split(/\s+/u).length > 1 || /^[\d,，]*[.．]\d+$/u.test(text.trim());
}
