import { compact } from '../../../model/text.ts';
import { splitCodeAndName } from '../codes.ts';
import type { Matrix } from '../matrix.ts';
import type { Block, Columns } from './columns.ts';
import type { Header } from './header.ts';

/** Whether a column has no heading, or one over several columns of which others have one of their own below it. */
function lacksHeading(column: number, paths: Header['paths']): boolean {
  const path = paths[column] ?? [];
  const group = path.at(-1);
  if (group === undefined) return true;
  return group.cell.columnSpan > 1 && paths.some((one) => one.length > path.length && one.includes(group));
}

/**
 * Rows that words under a heading that nobody declared tell apart while what labels them is the same (同名行), and those
 * where such words are a subject with its code, or have no heading at all: they may be a further classification, or a
 * unit, and then the lines are not what they are called.
 */
export function rowsToldApart(
  matrix: Matrix,
  { bodyStart: from, paths }: Header,
  block: Block,
  columns: Columns,
): ReadonlySet<number> {
  const first = Math.min(...block.values.map(({ column }) => column));
  const names = block.labels.flatMap(({ codes, names }) => [...codes.map(({ column }) => column), ...names]);
  const start = Math.min(first, ...names);
  const isBare = (column: number) => lacksHeading(column, paths);
  const begin = Math.max(
    -1,
    ...columns.blocks.flatMap(({ values }) => values.map(({ column }) => column)).filter((column) => column < start),
  );
  const others = [...columns.unknownWords].filter(
    (column) => (start < column || (begin < column && isBare(column))) && column < first,
  );
  if (others.length === 0 || names.length === 0) return new Set();
  const textsOf = (row: number, at: readonly number[]) =>
    at.map((column) => compact(matrix.at(row, column)?.text ?? '')).join('|');
  const subject = (text: string) => splitCodeAndName(text, 'none', true) !== null;
  const subjects: number[] = [];
  const rows = new Map<string, Map<string, number[]>>();
  for (let row = from; row < matrix.rows; row++) {
    const label = textsOf(row, names);
    const words = textsOf(row, others);
    if (!/[^|]/u.test(label) || !/[^|]/u.test(words)) continue;
    const bare = textsOf(row, others.filter(isBare));
    if (words.split('|').some(subject) || /\p{Script=Han}{2}/u.test(bare)) subjects.push(row);
    const known = rows.get(label) ?? new Map<string, number[]>();
    const alike = known.get(words) ?? [];
    alike.push(row);
    rows.set(label, known.set(words, alike));
  }
  const apart = [...rows.values()].flatMap((words) => (words.size > 1 ? [...words.values()].flat() : []));
  return new Set([...subjects, ...apart]);
}
