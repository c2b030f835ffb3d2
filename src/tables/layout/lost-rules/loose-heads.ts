import type { TablesWording } from '../../../declare/wording/wording.ts';
import type { Grid, TextLine } from '../../../model/grid.ts';
import { type HeaderBlock, headerBlocks } from '../columns.ts';
import { flushStructures, type Run, structures } from '../head-structure.ts';
import { headerLevels, placeAt } from '../header-spans.ts';
import { spaced } from '../heads.ts';
import { headBelow } from '../open-ends.ts';
import { cell } from '../row-cells.ts';
import type { RuledPage } from '../ruled-heads.ts';
import { isAmount, segments } from '../segments.ts';
import { between, columnOf, OVER } from './print.ts';

/** Fewer columns may stand under a line of text by chance. */
const FEW_COLUMNS = 3;
/** Headings closer than this (font sizes) stand on one level. */
const LEVEL = 0.6;
/** The most white (font sizes) between two lines of one heading: there may be as little between two headings. */
const WRAPPED = [0.9, 0.65, 0.45, 0.2, 0.05] as const;

/**
 * Puts heads without rules over the ruled bodies right below them. Only where every column has its heading, in the middle
 * of its cell or flush left in it, or one level of headings stands over one column each: captions and running heads do not.
 */
export function underLooseHeads(pages: readonly RuledPage[], wording: TablesWording): RuledPage[] {
  return pages.map((page): RuledPage => {
    let { lines } = page;
    const ruled = page.ruled.map((grid) => {
      const found = withHead(grid, lines, page.ruled, wording);
      if (found === null) return grid;
      lines = lines.filter((line) => !found.head.includes(line));
      return found.grid;
    });
    return { ...page, ruled, lines };
  });
}

function withHead(
  grid: Grid,
  lines: readonly TextLine[],
  all: readonly Grid[],
  { above_table: heading }: TablesWording,
) {
  const { xs, box } = grid;
  if (xs.length <= FEW_COLUMNS || !beginsWithFigures(grid)) return null;
  const from = Math.max(-Infinity, ...all.map((other) => other.box.y1).filter((y) => y <= box.y0));
  const isHead = (line: TextLine) =>
    line.source === 'text' &&
    !heading.test(line.text.trim()) &&
    ![...segments(line)].some((part) => isAmount(part.text)) &&
    line.x0 > box.x0 - OVER &&
    line.x1 < box.x1 + OVER;
  const above = lines.filter((line) => line.y0 > from && line.y1 < box.y0 + OVER).toSorted((a, b) => b.y0 - a.y0);
  const head = headBelow(box, above, isHead);
  const [first] = head;
  if (first === undefined) return null;
  const rows = head.map((line) => segments(line));
  for (const words of [rows, spaced(rows)]) {
    for (const white of WRAPPED) {
      const blocks = headerBlocks(words, white * first.size);
      const runs = placesOf(blocks, grid);
      if (runs !== null) return { head, grid: stacked(grid, blocks, runs, LEVEL * first.size) };
    }
  }
  return null;
}

/** Whether the first row of a grid is one of its body: figures stand in it. */
function beginsWithFigures({ cells }: Grid): boolean {
  return cells.some((one) => one.row === 0 && one.lines.some((line) => isAmount(line.text.trim())));
}

/** Over which columns each block stands; null where that is not told. */
function placesOf(blocks: readonly HeaderBlock[], { xs, box }: Grid): readonly Run[] | null {
  const head = { blocks, top: null, bottom: box.y0, bodyTop: box.y0 };
  const [only, other] = structures(head, [], xs);
  if (only !== undefined) return other === undefined ? only : null;
  for (const mixed of [false, true]) {
    const [flush, another] = flushStructures(head, xs, mixed);
    if (flush !== undefined) return another === undefined ? flush : null;
  }
  const columns = blocks.map((block) => columnOf(block, xs));
  const isEach = columns.every((at, index) => at >= 0 && columns.indexOf(at) === index);
  return isEach && columns.length === xs.length - 1 ? columns.map((at) => ({ first: at, last: at })) : null;
}

/** A grid with a head of these blocks on top. */
function stacked(grid: Grid, blocks: readonly HeaderBlock[], runs: readonly Run[], tight: number): Grid {
  const levels = headerLevels(blocks, tight);
  const top = Math.min(...blocks.map(({ y0 }) => y0)) - OVER;
  const ys = [top, ...between(levels), ...grid.ys];
  const headings = placeAt(blocks, runs, levels).map(({ block, row, rowSpan, column, columnSpan }) =>
    cell(row, column, rowSpan, columnSpan, grid.xs, ys, block.lines),
  );
  const body = grid.cells.map((one) => ({ ...one, row: one.row + levels.length }));
  return { ...grid, box: { ...grid.box, y0: top }, ys, cells: [...headings, ...body] };
}
