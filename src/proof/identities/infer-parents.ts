import type { Line, Measure } from '../../model/statement.ts';
import type { LedgerEntry } from './ledger.ts';

interface Root {
  readonly line: Line;
  readonly cell: LedgerEntry | null;
  readonly hasParts: boolean;
}

/**
 * Who is whose part in a list without codes, indentation or parents (项目支出表: department, unit, projects), from the
 * arithmetic alone. Each column is tried by itself, so that an error in one does not hide the structure; the column
 * that explains most lines decides.
 */
export function inferParents(
  lines: readonly Line[],
  cellsOf: (line: Line) => readonly LedgerEntry[],
): ReadonlyMap<Line, Line> {
  const measures = [...new Set(lines.flatMap((line) => cellsOf(line).map((cell) => cell.amount.measure)))];
  const found = measures.map((measure) => inferFrom(lines, cellsOf, measure));
  return found.reduce((best, one) => (one.size > best.size ? one : best), new Map<Line, Line>());
}

/**
 * A line is the parent of the two or more lines after it that add up to it; of a single line that equals it only when
 * that one has parts itself.
 */
function inferFrom(
  lines: readonly Line[],
  cellsOf: (line: Line) => readonly LedgerEntry[],
  measure: Measure,
): ReadonlyMap<Line, Line> {
  const parents = new Map<Line, Line>();
  let roots: Root[] = [];
  for (const line of [...lines].reverse()) {
    const cell = cellsOf(line).find((one) => one.amount.measure === measure) ?? null;
    const parts = cell === null || cell.value === 0n ? 0 : countParts(cell, roots);
    for (const root of roots.slice(0, parts)) parents.set(root.line, line);
    roots = [{ line, cell, hasParts: parts > 0 }, ...roots.slice(parts)];
  }
  return parents;
}

/** How many of the following roots add up to `cell`; 0 when none do. */
function countParts(cell: LedgerEntry, roots: readonly Root[]): number {
  let rest = cell.value;
  let slack = cell.half;
  for (const [taken, root] of roots.entries()) {
    rest -= root.cell?.value ?? 0n;
    slack += root.cell?.half ?? 0n;
    if (rest < -slack) return 0;
    if (rest <= slack) return taken > 0 || root.hasParts ? taken + 1 : 0;
  }
  return 0;
}
