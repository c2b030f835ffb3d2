import type { HeaderBlock } from './columns.ts';

/** A range of columns. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** The head of a table: its blocks, and its upper and lower side where rules tell them; the body begins at `bodyTop`. */
export interface Head {
  readonly blocks: readonly HeaderBlock[];
  readonly top: number | null;
  readonly bottom: number | null;
  readonly bodyTop: number;
}

/** How far (points) a heading may be off the middle of its cell. */
const OFF_MIDDLE = 0.75;
/** How far (font sizes) the sides that columns of cells give may differ: print is a little off the middle of its line. */
const OFF_SIDE = 0.4;
/** How far (points) print may reach over the border of its cell. */
const OVER = 1;
/** Steps (points) in which the upper side of a head is looked for. */
const STEP = 0.5;
/** How far (points) above the print it may be. */
const MOST_ABOVE = 40;
/** More ways than these to place the headings are as good as none. */
const MOST = 4;

/**
 * The ways to place the blocks of a head over columns with these borders so that their cells tile it: one run for each
 * block, in their order. Each block stands in the middle of its run, and of the rows that its cell takes.
 */
export function structures(head: Head, leaf: readonly HeaderBlock[], borders: readonly number[]): Run[][] {
  const choices = head.blocks.map((block) => {
    const at = leaf.indexOf(block);
    return at >= 0 ? [{ first: at, last: at }] : runsOf(block, borders);
  });
  return tilings(head, choices, borders.length - 1);
}

/** How far (points) from the left side of its cell a heading that is set flush left may begin. */
const MOST_INDENT = 8;

/**
 * The same where headings are set flush left in their cells (左对齐), all of them or (`mixed`) those that do not stand in the
 * middle of theirs: each begins as far from the left side of its cell as the others.
 */
export function flushStructures(head: Head, borders: readonly number[], mixed = false): Run[][] {
  const columns = borders.length - 1;
  const centred = head.blocks.map((block) => (mixed ? runsOf(block, borders) : []));
  const begins = head.blocks.map(({ x0 }) => borders.findLastIndex((left) => x0 > left - OVER));
  const indents = head.blocks.map(({ x0 }, at) => x0 - (borders[begins[at] ?? 0] ?? 0));
  const own = indents.filter((_, at) => centred[at]?.length === 0);
  const [least, most] = [Math.min(...own), Math.max(...own)];
  if (own.length === 0 || most - least > OVER || most > MOST_INDENT) return [];
  const choices = begins.map((first, at) => {
    const isFlush = first >= 0 && Math.abs((indents[at] ?? Infinity) - least) <= OVER;
    const flush = Array.from({ length: isFlush ? columns - first : 0 }, (_, more) => ({ first, last: first + more }));
    const middle = centred[at] ?? [];
    return [...middle, ...flush.filter(({ last }) => !middle.some((run) => run.first === first && run.last === last))];
  });
  return tilings(head, choices, columns);
}

/** The ways to give each block one of its runs so that their cells tile the head. */
function tilings(head: Head, choices: readonly (readonly Run[])[], columns: number): Run[][] {
  const out: Run[][] = [];
  const place = (at: number, runs: readonly Run[]): void => {
    if (out.length > MOST) return;
    const [block, choice] = [head.blocks[at], choices[at]];
    if (block === undefined || choice === undefined) {
      if (tilesDown(head, runs, columns)) out.push([...runs]);
      return;
    }
    for (const run of choice) {
      const fits = runs.every((other, index) => nested(block, run, head.blocks[index], other));
      if (fits) place(at + 1, [...runs, run]);
    }
  };
  place(0, []);
  return out;
}

/** The runs of columns in whose middle a block stands, and that hold it. */
function runsOf({ x0, x1 }: HeaderBlock, borders: readonly number[]): Run[] {
  const out: Run[] = [];
  borders.forEach((left, first) => {
    borders.slice(first + 1).forEach((right, more) => {
      const middle = Math.abs(left + right - x0 - x1) / 2 < OFF_MIDDLE;
      if (middle && x0 > left - OVER && x1 < right + OVER) out.push({ first, last: first + more });
    });
  });
  return out;
}

/** Whether two blocks stand side by side, or the one with fewer columns below the other. */
function nested(block: HeaderBlock, run: Run, other: HeaderBlock | undefined, its: Run): boolean {
  if (other === undefined || run.last < its.first || its.last < run.first) return true;
  const above = block.y0 + block.y1 < other.y0 + other.y1;
  const [outer, inner] = above ? [run, its] : [its, run];
  const [upper, lower] = above ? [block, other] : [other, block];
  return outer.first <= inner.first && inner.last <= outer.last && upper.y1 < lower.y0 + OVER;
}

/** Whether in every column the cells of its headings fill the head from its upper to its lower side. */
function tilesDown({ blocks, top, bottom, bodyTop }: Head, runs: readonly Run[], columns: number): boolean {
  const chains = Array.from({ length: columns }, (_, column) =>
    blocks
      .filter((_, index) => {
        const run = runs[index];
        return run !== undefined && run.first <= column && column <= run.last;
      })
      .sort((a, b) => a.y0 - b.y0),
  );
  const off = OFF_SIDE * Math.max(...blocks.flatMap(({ lines }) => lines.map(({ size }) => size)));
  const highest = Math.min(...blocks.map(({ y0 }) => y0));
  const [from, to] = top === null ? [highest - MOST_ABOVE, highest + OVER] : [top, top];
  for (let upper = from; upper <= to; upper += STEP) {
    const lower = chains.map((chain) => lowerSide(chain, upper));
    const [least, most] = [Math.min(...lower), Math.max(...lower)];
    if (most - least > off || Number.isNaN(least)) continue;
    if (bottom === null ? most < bodyTop + OVER : Math.abs((least + most) / 2 - bottom) < off) return true;
  }
  return false;
}

/** Where the lowest cell of a column of cells ends, or not a number where one does not hold its print. */
function lowerSide(chain: readonly HeaderBlock[], upper: number): number {
  let side = upper;
  for (const { y0, y1 } of chain) {
    if (y0 < side - OVER) return Number.NaN;
    side = y0 + y1 - side;
  }
  return chain.length === 0 ? Number.NaN : side;
}
