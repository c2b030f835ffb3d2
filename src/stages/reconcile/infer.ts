import type { Line } from '../../model/statement.ts';
import type { Cell } from './ledger.ts';

interface Root {
  readonly line: Line;
  readonly hasParts: boolean;
}

/**
 * Who is whose part in a list without codes, indentation or parents (项目支出表: department, unit, projects), from the
 * arithmetic alone: a line whose every amount is the sum of the same amounts of the two or more lines after it. A line
 * that equals a single following line is its parent only when that one has parts itself.
 */
export function inferParents(
  lines: readonly Line[],
  cellsOf: (line: Line) => readonly Cell[],
): ReadonlyMap<Line, Line> {
  const parents = new Map<Line, Line>();
  const amount = (line: Line, measure: string) =>
    cellsOf(line).find((cell) => cell.amount.measure === measure)?.value ?? 0n;
  let roots: Root[] = [];
  for (const line of [...lines].reverse()) {
    const cells = cellsOf(line).filter((cell) => cell.value !== 0n);
    const parts = cells.length === 0 ? 0 : countParts(cells, roots, amount);
    for (const root of roots.slice(0, parts)) parents.set(root.line, line);
    roots = [{ line, hasParts: parts > 0 }, ...roots.slice(parts)];
  }
  return parents;
}

/** How many of the following roots add up to `cells`; 0 when none do. */
function countParts(
  cells: readonly Cell[],
  roots: readonly Root[],
  amount: (line: Line, measure: string) => bigint,
): number {
  const left = cells.map((cell) => cell.value);
  const within = cells.map((cell) => cell.half);
  for (const [taken, root] of roots.entries()) {
    let done = true;
    for (const [i, cell] of cells.entries()) {
      const rest = (left[i] ?? 0n) - amount(root.line, cell.amount.measure);
      const slack = (within[i] ?? 0n) + cell.half;
      left[i] = rest;
      within[i] = slack;
      if (rest < -slack) return 0;
      if (rest > slack) done = false;
    }
    if (done) return taken > 0 || root.hasParts ? taken + 1 : 0;
  }
  return 0;
}
