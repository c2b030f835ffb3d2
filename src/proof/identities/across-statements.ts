import type { IdentityDeclaration, IdentityTerm } from '../../declare/identity.ts';
import { declaredRule } from '../../model/codes.ts';
import { lineScope } from '../../model/fact.ts';
import type { Line, Measure, StatementKind } from '../../model/statement.ts';
import { bareWords } from '../../model/text.ts';
import { type Equation, lineLabel, mostSatisfied } from './equation.ts';
import type { LedgerEntry } from './ledger.ts';
import { type Coded, codeOf, type Outline } from './outline.ts';

type Rule<K extends IdentityDeclaration['kind']> = Extract<IdentityDeclaration, { kind: K }>;

/** The outlines of a place; where it names no side, a two-sided form of the statement speaks of what is spent. */
function outlineOf(
  outlines: readonly Outline[],
  place: { readonly statement: string; readonly side?: string | undefined },
): readonly Outline[] {
  const found = outlines.filter(({ statement }) => statement.kind === place.statement);
  if (place.side !== undefined) return found.filter(({ side }) => side === place.side);
  const spent = found.filter(({ side }) => side === 'expenditure');
  return spent.length === 0 ? found : found.filter(({ side }) => side !== 'revenue');
}

/**
 * The outlines to compare with each other: those of each unit that prints its own, and of these as many sets as each of
 * the statements is printed (for the department and for its office). Where one is printed more often than another,
 * nothing can be compared.
 */
function setsOf(kinds: ReadonlySet<StatementKind>, outlines: readonly Outline[]): readonly (readonly Outline[])[] {
  const concerned = outlines.filter((outline) => kinds.has(outline.statement.kind));
  const units = new Set(concerned.map(({ statement }) => statement.department));
  return [...units].flatMap((unit) => setsOfUnit(concerned.filter(({ statement }) => statement.department === unit)));
}

function setsOfUnit(outlines: readonly Outline[]): readonly (readonly Outline[])[] {
  const printed = new Map<StatementKind, number[]>();
  for (const { statement, occurrence } of outlines) {
    const before = printed.get(statement.kind) ?? [];
    if (!before.includes(occurrence)) printed.set(statement.kind, [...before, occurrence]);
  }
  const [count = 0, ...others] = new Set([...printed.values()].map(({ length }) => length));
  if (others.length > 0) return [];
  const isOf = (set: number) => (outline: Outline) => printed.get(outline.statement.kind)?.[set] === outline.occurrence;
  return Array.from({ length: count }, (_, set) => outlines.filter(isOf(set)));
}

function cellsOf(term: IdentityTerm, measure: Measure, outline: Outline): readonly LedgerEntry[] {
  if (term.whole) return outline.whole(measure);
  const named = (name: string) => outline.lines.filter((line) => bareWords(line.name) === bareWords(name));
  if (term.codes) {
    const codes = new Set(term.codes);
    return outline.lines
      .filter((line) => codes.has(codeOf(line) ?? ''))
      .flatMap((line) => outline.terms(line, measure));
  }
  const cells = (name: string) => named(name).flatMap((line) => outline.terms(line, measure));
  if (term.each) {
    return term.each.flatMap((name) => {
      const own = cells(name);
      return own.length > 0 ? own : (term.instead?.[name] ?? []).flatMap(cells);
    });
  }
  for (const name of term.lines ?? []) {
    const found = named(name);
    const printed = found.find((line) => outline.terms(line, measure).length > 0);
    const line = term.occurrence === undefined ? (printed ?? found[0]) : found[term.occurrence - 1];
    if (line === undefined) continue;
    const own = outline.terms(line, measure);
    return own.length > 0 ? own : underSameHead(line, measure, outline);
  }
  return [];
}

/** A line's amount in the same printed column, which holds another measure there: a 合计 over 会议费 and 培训费 as well. */
function underSameHead(line: Line, measure: Measure, { statement, cell }: Outline): readonly LedgerEntry[] {
  const head = statement.columns.find((column) => column.measure === measure)?.header.join(' ');
  const alike = statement.columns.filter((column) => column.measure !== measure && column.header.join(' ') === head);
  return alike.flatMap((column) => cell(line, column.measure) ?? []).slice(0, 1);
}

function sum(
  terms: readonly IdentityTerm[],
  measure: Measure | null,
  outlines: readonly Outline[],
): readonly LedgerEntry[] {
  return terms.flatMap((term) => {
    const column = term.measure ?? measure;
    return column === null ? [] : outlineOf(outlines, term).flatMap((outline) => cellsOf(term, column, outline));
  });
}

function label(term: IdentityTerm): string {
  return term.lines?.[0] ?? term.each?.join('+') ?? term.codes?.join('+') ?? '合计';
}

/** Whether a limit is printed as nothing: the form has the column, and no line has a figure in it. */
function isBlank({ relation, right }: Rule<'lines'>, measure: Measure | null, outlines: readonly Outline[]): boolean {
  if (relation !== 'at_most') return false;
  return right.every((term) => {
    const column = term.measure ?? measure;
    return outlineOf(outlines, term).some(({ statement, side, measures }) => {
      const printed = statement.columns.some((one) => one.measure === column && one.side === side);
      return printed && column !== null && !measures.includes(column);
    });
  });
}

/** Named lines that add up, within a statement or across statements. */
export function lineEquations(id: string, rule: Rule<'lines'>, outlines: readonly Outline[]): readonly Equation[] {
  const kinds = new Set([...rule.left, ...rule.right].map((term) => term.statement));
  return setsOf(kinds, outlines).flatMap((set, at) =>
    (rule.measures ?? [null]).flatMap((measure): readonly Equation[] => {
      const left = sum(rule.left, measure, set);
      const right = sum(rule.right, measure, set);
      if (left.length === 0 || (right.length === 0 && !isBlank(rule, measure, set))) return [];
      const rightIds = new Set(right.map((cell) => cell.id));
      if (left.some((cell) => rightIds.has(cell.id))) return [];
      const optional = sum(rule.optional, measure, set);
      const column = rule.left[0]?.measure ?? measure ?? '';
      const equation: Equation = {
        rule: declaredRule(id),
        title: rule.title,
        group: `${id}/${at}`,
        scope: lineScope(rule.left.map(label).join(' + '), column === '' ? [] : [column]),
        left,
        right,
        relation: rule.relation,
        axis: 'places',
        strength: rule.strength,
        whole: false,
      };
      return optional.length === 0
        ? [equation]
        : mostSatisfied([[equation], [{ ...equation, right: [...right, ...optional] }]]);
    }),
  );
}

/** Amounts of a place by classification code; lines of one code that do not contain each other are added. */
function byCode(outlines: readonly Outline[], measure: Measure): ReadonlyMap<string, Coded> {
  const [first, ...others] = outlines.map((outline) => outline.byCode(measure));
  if (first === undefined || others.length === 0) return first ?? new Map();
  const found = new Map(first);
  for (const [code, { line, cells }] of others.flatMap((codes) => [...codes])) {
    const same = found.get(code);
    found.set(code, same ? { line: same.line, cells: [...same.cells, ...cells] } : { line, cells });
  }
  return found;
}

/** One place of a comparison: its amounts by code, and its total. */
export interface PlaceBook {
  readonly measure: Measure;
  readonly outlines: readonly Outline[];
  readonly codes: ReadonlyMap<string, Coded>;
  readonly whole: readonly LedgerEntry[];
}

/** Every two places of a comparison, or every place and the next where one does not exceed the other. */
export function placePairs(
  id: string,
  rule: Rule<'same'>,
  outlines: readonly Outline[],
): readonly { readonly group: string; readonly a: PlaceBook; readonly b: PlaceBook }[] {
  const kinds = new Set(rule.places.map((place) => place.statement));
  return setsOf(kinds, outlines).flatMap((set, at) => {
    const books = rule.places.map((place): PlaceBook => {
      const found = outlineOf(set, place);
      const whole = found.flatMap((outline) => outline.whole(place.measure));
      return { measure: place.measure, outlines: found, codes: byCode(found, place.measure), whole };
    });
    return books.flatMap((a, i) =>
      books
        .slice(i + 1, rule.relation === 'at_most' ? i + 2 : undefined)
        .map((b, j) => ({ group: `${id}/${at}/${i}/${i + 1 + j}`, a, b })),
    );
  });
}

/** What the total of a statement is called. */
const WHOLE = '合计';

/** One quantity printed in several statements, subject by subject, and their totals. */
export function sameEquations(id: string, rule: Rule<'same'>, outlines: readonly Outline[]): readonly Equation[] {
  return placePairs(id, rule, outlines).flatMap(({ group, a, b }) => {
    const { title, relation, strength } = rule;
    const common = { rule: declaredRule(id), title, group, relation, strength, axis: 'places' as const };
    const wholes: readonly Equation[] =
      a.whole.length > 0 && b.whole.length > 0
        ? [{ ...common, scope: lineScope(WHOLE, [a.measure]), left: a.whole, right: b.whole, whole: true }]
        : [];
    const subjects = [...a.codes].flatMap(([code, { line, cells }]): readonly Equation[] => {
      const other = b.codes.get(code);
      if (!other) return [];
      return [
        {
          ...{ ...common, scope: lineScope(lineLabel(line), [a.measure]), subject: code },
          ...{ left: cells, right: other.cells, whole: false },
        },
      ];
    });
    return [...wholes, ...subjects];
  });
}
