import { overlap } from '../../../model/box.ts';
import type { Grid, GridCell, TextLine } from '../../../model/grid.ts';
import { bodyRows, tightGap } from '../rows.ts';
import { isAmount } from '../segments.ts';

/** Lines that share this part of their height stand at one height. */
const LEVEL = 0.5;

const CODE = /^\d{3}(?:\d{2}){0,4}$/u;

/** How a figure is printed: a wrapped one is cut anywhere (`21,601` over `733.00`), those of two rows are alike. */
function kindOf(text: string): string | null {
  const plain = text.replace(/\s/gu, '');
  if (CODE.test(plain)) return 'code';
  return isAmount(plain) ? `.${/[.．](\d+)/u.exec(plain)?.[1]?.length ?? 0}` : null;
}

/** Whether a cell holds the figures, or the codes, of several rows. */
function holdsSeveral({ lines }: GridCell): boolean {
  if (lines.length < 2) return false;
  const kinds = lines.map((line) => kindOf(line.text));
  return kinds.every((kind) => kind !== null && kind === kinds[0]);
}

function isLevel(a: TextLine, b: TextLine): boolean {
  return overlap(a.y0, a.y1, b.y0, b.y1) > LEVEL * Math.min(a.size, b.size);
}

/** Whether no rule parts the rows of a band: figures stand under each other in two of its cells, or each beside a name. */
function isStacked(band: readonly GridCell[]): boolean {
  const several = band.filter(holdsSeveral);
  const [one] = several;
  if (one === undefined || several.length > 1) return several.length > 1;
  return band.some((cell) => cell !== one && one.lines.every((line) => cell.lines.some((name) => isLevel(line, name))));
}

/** The lines of a band's cells, those of one height together, in rows from top to bottom. */
function rowsOf(band: readonly GridCell[]): readonly (readonly TextLine[])[] {
  const levels: TextLine[][] = [];
  const all = band.flatMap((cell) => cell.lines).sort((a, b) => a.y0 + a.y1 - b.y0 - b.y1);
  for (const line of all) {
    const open = levels.at(-1);
    const first = open?.[0];
    if (open && first && isLevel(first, line)) open.push(line);
    else levels.push([line]);
  }
  const sizes = all.map((line) => line.size).sort((a, b) => a - b);
  return bodyRows(levels, tightGap(levels, sizes[sizes.length >> 1] ?? 10), []);
}

/**
 * Parts the rows that stand between two ruling lines without one between them (只有部分横线): a table ruled by groups of
 * rows, or by columns alone.
 */
export function partStackedRows(grid: Grid): Grid {
  let result = grid;
  const bands = Map.groupBy(
    grid.cells.filter((cell) => cell.rowSpan === 1),
    (cell) => cell.row,
  );
  for (let row = grid.ys.length - 2; row >= 0; row--) {
    const band = bands.get(row) ?? [];
    if (!isStacked(band)) continue;
    const rows = rowsOf(band);
    if (rows.length > 1) result = split(result, row, rows);
  }
  return result;
}

function split(grid: Grid, row: number, rows: readonly (readonly TextLine[])[]): Grid {
  const more = rows.length - 1;
  const inner = rows.slice(1).map((parts, at) => {
    const bottom = Math.max(...(rows[at] ?? []).map((part) => part.y1));
    return (bottom + Math.min(...parts.map((part) => part.y0))) / 2;
  });
  const ys = [...grid.ys.slice(0, row + 1), ...inner, ...grid.ys.slice(row + 1)];
  const cells = grid.cells.flatMap((cell): GridCell[] => {
    if (cell.row > row) return [{ ...cell, row: cell.row + more }];
    if (cell.row + cell.rowSpan <= row) return [cell];
    if (cell.row < row || cell.rowSpan > 1) return [{ ...cell, rowSpan: cell.rowSpan + more }];
    return rows.map((parts, at) => ({
      ...cell,
      row: row + at,
      box: { ...cell.box, y0: ys[row + at] ?? cell.box.y0, y1: ys[row + at + 1] ?? cell.box.y1 },
      lines: cell.lines.filter((line) => parts.includes(line)),
    }));
  });
  return { ...grid, ys, cells: cells.sort((a, b) => a.row - b.row || a.column - b.column) };
}
