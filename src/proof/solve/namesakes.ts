import type { Fen } from '../../model/money.ts';
import type { LineScheme, Measure, Side, Statement, StatementKind } from '../../model/statement.ts';
import type { System } from './system.ts';

/** A total that a statement prints of all its money, or of one fund or sort of it. */
interface Stated {
  readonly kind: StatementKind;
  readonly measure: Measure;
  readonly side?: Side;
}

/** What a statement must come to, as others of the report state it: one of `stated`, or `parts` together. */
interface Expected {
  readonly stated: readonly Stated[];
  readonly parts?: readonly StatementKind[];
  /** How its lines are classified; null for two sides. */
  readonly by: LineScheme | null;
}

const EXPECTED: Readonly<Partial<Record<StatementKind, Expected>>> = {
  balance: {
    stated: [
      { kind: 'expenditure', measure: 'total' },
      { kind: 'revenue', measure: 'total' },
    ],
    by: null,
  },
  expenditure: {
    stated: [
      { kind: 'balance', measure: 'total', side: 'expenditure' },
      { kind: 'revenue', measure: 'total' },
    ],
    by: 'functional',
  },
  appropriation_balance: {
    stated: [],
    parts: ['general_expenditure', 'government_fund_expenditure', 'state_capital'],
    by: null,
  },
  general_expenditure: {
    stated: [
      { kind: 'appropriation_balance', measure: 'general_public', side: 'expenditure' },
      { kind: 'expenditure', measure: 'general_public' },
      { kind: 'revenue', measure: 'general_public' },
    ],
    by: 'functional',
  },
  basic_expenditure: { stated: [{ kind: 'general_expenditure', measure: 'basic' }], by: 'economic_department' },
  appropriation_expenditure: {
    stated: [{ kind: 'appropriation_balance', measure: 'total', side: 'expenditure' }],
    by: 'functional',
  },
  basic_all_funds: { stated: [{ kind: 'expenditure', measure: 'basic' }], by: 'economic_department' },
};

/** The core statements whose titles may have lost words. */
const CUT: readonly StatementKind[] = [
  'expenditure',
  'appropriation_balance',
  'general_expenditure',
  'basic_expenditure',
];

/** What expenditure by function is parted into. */
const PARTS: readonly Measure[] = ['basic', 'project'];

/** The totals that statements print, zeros aside. */
class Totals {
  readonly #system: System;

  constructor(system: System) {
    this.#system = system;
  }

  of({ kind, measure, side }: Stated, without?: Statement): readonly Fen[] {
    return this.#system.cells.flatMap(({ statement, line, amount, value }) => {
      const isOne = statement.kind === kind && statement !== without && amount.measure === measure;
      const isWhole = line.role === 'grand_total' && (side === undefined || line.side === side);
      return isOne && isWhole && value !== 0n ? [value] : [];
    });
  }

  /** What other statements than `without` say that a statement of a kind comes to. */
  expected(kind: StatementKind, without: Statement): ReadonlySet<Fen> {
    const { stated, parts = [] } = EXPECTED[kind] ?? { stated: [] };
    const sums = parts.flatMap((part) => this.of({ kind: part, measure: 'total' }, without)[0] ?? []);
    const sum = sums.reduce((all, one) => all + one, 0n);
    return new Set([...stated.flatMap((one) => this.of(one, without)), ...(sums.length < 2 ? [] : [sum])]);
  }

  own(statement: Statement): Fen | null {
    const values = this.#system.cells.filter(
      (cell) =>
        cell.statement === statement &&
        cell.line.role === 'grand_total' &&
        cell.line.side !== 'revenue' &&
        cell.amount.measure === 'total' &&
        cell.value !== 0n,
    );
    return values.at(-1)?.value ?? null;
  }
}

/** Whether a statement has lines, and columns where these are by function, of such a one. */
function isBy({ lines, amounts }: Statement, by: LineScheme | null): boolean {
  if (by === null) return lines.some(({ side }) => side !== null);
  if (by === 'functional' && !amounts.some(({ measure }) => PARTS.includes(measure))) return false;
  const subjects = lines.filter(({ side, standardCode }) => side === null && standardCode !== null);
  return subjects.length > 0 && subjects.every(({ scheme }) => scheme === by);
}

/**
 * Statements that may be another which the report lacks (表名缺字): the titles of both differ by words that may have been left
 * out (预算基本支出表 for 一般公共预算基本支出表), and they come to what others say of the one that is missing, not of themselves.
 */
export function namesakes(system: System): ReadonlySet<Statement> {
  const totals = new Totals(system);
  const statements = [...new Set(system.cells.map(({ statement }) => statement))];
  const missing = CUT.filter((kind) => !statements.some((one) => one.kind === kind));
  return new Set(
    statements.filter((one) => {
      const own = totals.own(one);
      const itself = totals.expected(one.kind, one);
      if (own === null || itself.has(own) || (one.kind in EXPECTED && itself.size === 0)) return false;
      return missing.some((kind) => isBy(one, EXPECTED[kind]?.by ?? null) && totals.expected(kind, one).has(own));
    }),
  );
}
