import type { Fen } from '../../model/money.ts';
import type { Line, Measure, Statement } from '../../model/statement.ts';
import { lineLabel } from '../identities/equation.ts';
import type { LedgerEntry } from '../identities/ledger.ts';
import { codeOf } from '../identities/outline.ts';
import type { Bound, System } from '../solve/system.ts';

/** An amount that a broken sum lacks, and the printed amount that shows what it should be. */
export interface MissingAmount {
  readonly label: string;
  readonly measure: Measure;
  readonly witness: LedgerEntry;
}

interface Gap {
  readonly statement: Statement;
  readonly measure: Measure;
  readonly size: Fen;
  readonly tolerance: Fen;
}

function gapOf(system: System, bound: Bound): Gap | null {
  const cells = bound.members.map((member) => member.cell);
  const [first] = cells;
  if (!first || cells.some((cell) => cell.statement !== first.statement)) return null;
  const off = system.difference(bound);
  const measure = bound.equation.left[0]?.amount.measure ?? first.amount.measure;
  return { statement: first.statement, measure, size: off < 0n ? -off : off, tolerance: bound.tolerance };
}

function fits(cell: LedgerEntry, gap: Gap): boolean {
  const off = cell.value - gap.size;
  return cell.value !== 0n && off <= gap.tolerance && -off <= gap.tolerance;
}

function isBlank(cells: readonly LedgerEntry[], line: Line, gap: Gap, measure: Measure): boolean {
  return !cells.some(
    (cell) => cell.statement === gap.statement && cell.line === line && cell.amount.measure === measure,
  );
}

/** A printed line whose amount in the column is blank where another column, or another statement, prints it. */
function blankInColumn(
  gap: Gap,
  witnesses: readonly LedgerEntry[],
  cells: readonly LedgerEntry[],
): readonly MissingAmount[] {
  return gap.statement.lines.flatMap((line) => {
    const code = codeOf(line);
    const witness = witnesses.find((cell) =>
      cell.statement === gap.statement ? cell.line === line : code !== null && codeOf(cell.line) === code,
    );
    return witness && isBlank(cells, line, gap, gap.measure)
      ? [{ label: lineLabel(line), measure: gap.measure, witness }]
      : [];
  });
}

/** Within one line the total itself tells what a blank column lacks; of several, the one another statement prints. */
function blankInLine(
  gap: Gap,
  whole: LedgerEntry,
  witnesses: readonly LedgerEntry[],
  cells: readonly LedgerEntry[],
): readonly MissingAmount[] {
  const measures = new Set(cells.filter((cell) => cell.statement === gap.statement).map((cell) => cell.amount.measure));
  const blank = [...measures].filter((measure) => isBlank(cells, whole.line, gap, measure));
  const printed = witnesses.filter((cell) => codeOf(cell.line) !== null && codeOf(cell.line) === codeOf(whole.line));
  const shown = blank.filter((measure) => printed.some((cell) => cell.amount.measure === measure));
  const label = lineLabel(whole.line);
  return (shown.length > 0 ? shown : blank).map((measure) => ({
    label,
    measure,
    witness: printed.find((cell) => cell.amount.measure === measure) ?? whole,
  }));
}

/** A subject that another statement prints with just what is lacking, and this one does not print at all. */
function lostLines(gap: Gap, witnesses: readonly LedgerEntry[], whole: LedgerEntry): readonly MissingAmount[] {
  const known = new Set(gap.statement.lines.flatMap((line) => codeOf(line) ?? []));
  const prefix = codeOf(whole.line) ?? '';
  const lost = witnesses.filter((cell) => {
    const code = codeOf(cell.line);
    return code !== null && cell.statement !== gap.statement && !known.has(code) && code.startsWith(prefix);
  });
  const first = lost.find((cell) => cell.amount.measure === gap.measure) ?? lost[0];
  return first ? [{ label: lineLabel(first.line), measure: gap.measure, witness: first }] : [];
}

/** The one amount that a broken sum lacks, when exactly one would make it good; null otherwise. */
export function missingFrom(system: System, bound: Bound): MissingAmount | null {
  const gap = gapOf(system, bound);
  const [whole] = bound.equation.left;
  if (!gap || !whole || bound.equation.axis === 'places') return null;
  const members = new Set(bound.members.map((member) => member.cell));
  const witnesses = system.cells.filter((cell) => !members.has(cell) && fits(cell, gap));
  const own =
    bound.equation.axis === 'line'
      ? blankInLine(gap, whole, witnesses, system.cells)
      : blankInColumn(gap, witnesses, system.cells);
  const found = own.length > 0 || bound.equation.axis === 'line' ? own : lostLines(gap, witnesses, whole);
  return found.length === 1 ? (found[0] ?? null) : null;
}
