import { type Fen, tellingDigits, UNIT_FACTOR, UNITS, type Unit } from '../../model/money.ts';
import type { Statement } from '../../model/statement.ts';
import type { Equation } from './equation.ts';
import { type LedgerEntry, type Scale, scaleTo } from './ledger.ts';

/** A statement whose unit line (单位) contradicts the rest of the document. */
export interface UnitError {
  readonly statement: Statement;
  /** To the unit with which its amounts agree with the other statements. */
  readonly scale: Scale;
  /** A comparison that shows it. */
  readonly witness: Equation;
}

/** Fewer digits than this may agree by chance. */
const TELLING_DIGITS = 3;

interface Link {
  readonly a: Statement;
  readonly b: Statement;
  /** Comparisons by the unit of `a` that makes them hold; its printed unit among them. */
  readonly votes: Map<Unit, Equation[]>;
}

function total(cells: readonly LedgerEntry[]): { value: Fen; half: Fen } {
  return cells.reduce((sum, cell) => ({ value: sum.value + cell.value, half: sum.half + cell.half }), {
    value: 0n,
    half: 0n,
  });
}

function soleStatement(cells: readonly LedgerEntry[]): Statement | null {
  const [first] = cells;
  return first && cells.every((cell) => cell.statement === first.statement) ? first.statement : null;
}

/** The unit of the left side under which both sides agree; null when none does or the figures say too little. */
function agreeingUnit(equation: Equation, printed: Unit): Unit | null {
  const [left, right] = [total(equation.left), total(equation.right)];
  if (left.value === 0n || right.value === 0n) return null;
  for (const unit of [printed, ...UNITS.filter((other) => other !== printed)]) {
    const { up, down } = scaleTo(printed, unit);
    const off = left.value * up - right.value * down;
    const slack = left.half * up + right.half * down;
    if (off > slack || off < -slack) continue;
    const telling = tellingDigits(left.value) >= TELLING_DIGITS;
    return unit === printed || telling ? unit : null;
  }
  return null;
}

function linksOf(equations: readonly Equation[]): readonly Link[] {
  const links = new Map<string, Link>();
  for (const equation of equations) {
    if (equation.relation !== 'equal') continue;
    const [a, b] = [soleStatement(equation.left), soleStatement(equation.right)];
    if (!a || !b || a === b) continue;
    const unit = agreeingUnit(equation, a.unit);
    if (unit === null) continue;
    const id = `${a.index}/${b.index}`;
    const link = links.get(id) ?? { a, b, votes: new Map<Unit, Equation[]>() };
    links.set(id, link);
    link.votes.set(unit, [...(link.votes.get(unit) ?? []), equation]);
  }
  return [...links.values()];
}

/** The unit of `a` that most comparisons of the pair ask for. */
function verdictOf(link: Link): { unit: Unit; witness: Equation } | null {
  const [first, second] = [...link.votes].sort((x, y) => y[1].length - x[1].length);
  const witness = first?.[1].find((equation) => equation.whole) ?? first?.[1][0];
  if (!first || !witness || (second && second[1].length === first[1].length)) return null;
  return { unit: first[0], witness };
}

/** Statements that agree among themselves about their units, the largest group first. */
function groupsOf(statements: readonly Statement[], agree: readonly Link[]): readonly (readonly Statement[])[] {
  const group = new Map<Statement, Set<Statement>>(statements.map((one) => [one, new Set([one])]));
  for (const { a, b } of agree) {
    const [left, right] = [group.get(a), group.get(b)];
    if (!left || !right || left === right) continue;
    for (const one of right) {
      left.add(one);
      group.set(one, left);
    }
  }
  return [...new Set(group.values())].map((set) => [...set]).sort((x, y) => y.length - x.length);
}

/**
 * Finds statements whose amounts differ from those of the other statements by exactly the factor between two units.
 * The unit that most statements agree on is taken to be right.
 */
export function findUnitErrors(statements: readonly Statement[], equations: readonly Equation[]): readonly UnitError[] {
  const judged = linksOf(equations).flatMap((link) => {
    const verdict = verdictOf(link);
    return verdict ? [{ link, ...verdict }] : [];
  });
  const agree = judged.filter(({ link, unit }) => unit === link.a.unit).map(({ link }) => link);
  const apart = judged.filter(({ link, unit }) => unit !== link.a.unit);
  if (apart.length === 0) return [];
  const groups = groupsOf(statements, agree);
  const rank = new Map(
    groups.flatMap((group, at) => group.map((statement) => [statement, { at, size: group.length }] as const)),
  );
  const found = new Map<Statement, UnitError>();
  for (const { link, unit, witness } of apart) {
    const [a, b] = [rank.get(link.a), rank.get(link.b)];
    if (!a || !b || a.size === b.size) continue;
    const wrong = a.size < b.size ? link.a : link.b;
    const scale = wrong === link.a ? scaleTo(link.a.unit, unit) : opposite(link, unit);
    if (scale && !found.has(wrong)) found.set(wrong, { statement: wrong, scale, witness });
  }
  return [...found.values()];
}

/** The scale of `b` when `a` is right as printed and would have to be in `unit` to agree with `b`. */
function opposite({ a, b }: Link, unit: Unit): Scale | null {
  const factor = (UNIT_FACTOR[b.unit] * UNIT_FACTOR[a.unit]) / UNIT_FACTOR[unit];
  const real = UNITS.find((one) => UNIT_FACTOR[one] === factor);
  return real ? scaleTo(b.unit, real) : null;
}
