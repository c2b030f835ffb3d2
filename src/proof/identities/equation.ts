import type { IdentityStrength } from '../../declare/identity.ts';
import type { DeclaredRule } from '../../model/codes.ts';
import type { LineScope } from '../../model/fact.ts';
import type { LedgerEntry } from './ledger.ts';

/** An identity applied to one place: left = right, or left ≤ right, over amounts that count once each. */
export interface Equation {
  readonly rule: DeclaredRule;
  readonly title: string;
  /** Instances that stand or fall together: the rule within a statement, or between two statements. */
  readonly group: string;
  readonly scope: LineScope;
  readonly left: readonly LedgerEntry[];
  readonly right: readonly LedgerEntry[];
  readonly relation: 'equal' | 'at_most';
  /** Along one line, down one column, or between places. */
  readonly axis: 'line' | 'column' | 'places';
  readonly strength: IdentityStrength;
  /** Whether it compares the totals of two statements: on it rest the `balanced` comparisons of its group. */
  readonly whole: boolean;
  /** The subject that it compares, where it compares subjects one by one. */
  readonly subject?: string;
}

/** Whether an equation says how much room other tables leave for a total: it tells of tables, not of one figure. */
export function isRoom({ axis, relation, subject }: Equation): boolean {
  return axis === 'places' && relation === 'at_most' && subject === undefined;
}

/** Names the line of a scope: code and name as printed. */
export function lineLabel(line: {
  readonly code: string | null;
  readonly name: string;
  readonly name2: string | null;
}): string {
  const name = line.name2 === null ? line.name : `${line.name}/${line.name2}`;
  return line.code === null ? name : `${line.code} ${name}`;
}

/** Whether the equation holds within rounding with the figures as read. */
export function holds(equation: Equation): boolean {
  const sum = (cells: readonly LedgerEntry[], what: 'value' | 'half') =>
    cells.reduce((total, cell) => total + cell[what], 0n);
  const off = sum(equation.left, 'value') - sum(equation.right, 'value');
  const slack = sum(equation.left, 'half') + sum(equation.right, 'half');
  return off <= slack && -off <= slack;
}

/** Forms differ in what a total includes: of several readings the one that most lines satisfy, the first among equals. */
export function mostSatisfied(readings: readonly (readonly Equation[])[]): readonly Equation[] {
  const held = readings.map((equations) => equations.filter(holds).length);
  return readings[held.indexOf(Math.max(...held))] ?? [];
}
