import type { IdentitiesDeclaration, IdentityDeclaration } from '../../declare/identity.ts';
import { tellingDigits } from '../../model/money.ts';
import type { KnownMeasure, Line, Measure } from '../../model/statement.ts';
import { lineEquations, type PlaceBook, placePairs } from './across-statements.ts';
import { type Equation, holds } from './equation.ts';
import { type LedgerEntry, sumOf } from './ledger.ts';
import type { Outline } from './outline.ts';

/** So many different figures that stand under each other's heading, or line, are no chance. */
const FEWEST = 3;
/** A sum of totals that holds with the neighbouring column says something only where so many digits agree. */
const TELLING_DIGITS = 4;

type Rule<K extends IdentityDeclaration['kind']> = Extract<IdentityDeclaration, { kind: K }>;

/** The columns of a statement that are parts of one sum (基本支出 and 项目支出): they may be taken for each other. */
function siblings(declaration: IdentitiesDeclaration, outline: Outline, measure: Measure): readonly KnownMeasure[] {
  const sums = Object.values(declaration.identities).filter(
    (rule) => rule.kind === 'columns' && rule.statements.includes(outline.statement.kind),
  );
  const parts = sums.flatMap((rule) =>
    rule.kind === 'columns' && rule.right.some((one) => one === measure) ? rule.right : [],
  );
  return [...new Set(parts)].filter((other) => other !== measure && outline.measures.includes(other));
}

function cellsIn(outline: Outline, measures: readonly Measure[]): readonly LedgerEntry[] {
  return outline.lines.flatMap((line) => measures.flatMap((measure) => outline.cell(line, measure) ?? []));
}

/** The figures of a column by code, where one line prints each. */
function column(book: PlaceBook, measure: Measure): ReadonlyMap<string, bigint> {
  return new Map(
    [...book.codes].flatMap(([code, { line }]) => {
      const cell = book.outlines.map((outline) => outline.cell(line, measure)).find((one) => one !== null);
      return cell ? [[code, cell.value] as const] : [];
    }),
  );
}

/** How many different figures two columns print alike. */
function alike(one: ReadonlyMap<string, bigint>, other: ReadonlyMap<string, bigint>): ReadonlySet<bigint> {
  return new Set([...one].flatMap(([code, value]) => (value !== 0n && other.get(code) === value ? [value] : [])));
}

/** Two statements of which one prints under each of two headings what the other prints under the other one. */
function columnsExchanged(declaration: IdentitiesDeclaration, a: PlaceBook, b: PlaceBook): readonly LedgerEntry[] {
  const [one, other] = [a.outlines[0], b.outlines[0]];
  if (!one || !other || a.measure !== b.measure) return [];
  return siblings(declaration, one, a.measure)
    .filter((measure) => other.measures.includes(measure))
    .flatMap((measure) => {
      const [left, right] = [a, b].map((book) => [column(book, a.measure), column(book, measure)] as const);
      if (!left || !right) return [];
      const straight = new Set([...alike(left[0], right[0]), ...alike(left[1], right[1])]);
      const crossed = new Set([...alike(left[0], right[1]), ...alike(left[1], right[0])]);
      if (crossed.size < FEWEST || crossed.size <= straight.size) return [];
      return [one, other].flatMap((outline) => cellsIn(outline, [a.measure, measure]));
    });
}

/** The codes of one level in two places, with what each of them prints; nothing where it prints none. */
function levels({ codes }: PlaceBook, other: PlaceBook): readonly (readonly MovedCode[])[] {
  const all = [...new Set([...codes.keys(), ...other.codes.keys()])].map((code): MovedCode => {
    const [here, there] = [codes.get(code), other.codes.get(code)];
    return { code, lines: [here?.line, there?.line], here: sumOf(here?.cells ?? []), there: sumOf(there?.cells ?? []) };
  });
  return [...Map.groupBy(all, ({ code }) => code.length).values()];
}

interface MovedCode {
  readonly code: string;
  readonly lines: readonly (Line | undefined)[];
  readonly here: bigint;
  readonly there: bigint;
}

/** Whether the figures of these codes are the same in both places, only each on another line. */
function isSlipped(apart: readonly MovedCode[]): boolean {
  const sorted = (values: readonly bigint[]) =>
    values
      .filter((value) => value !== 0n)
      .sort((x, y) => (x < y ? -1 : 1))
      .join('/');
  const figures = apart.map(({ here }) => here).filter((value) => value !== 0n);
  const isTelling =
    new Set(figures).size >= Math.min(FEWEST, Math.max(2, figures.length)) ||
    figures.some((value) => tellingDigits(value) >= TELLING_DIGITS);
  return figures.length > 0 && isTelling && sorted(figures) === sorted(apart.map(({ there }) => there));
}

/**
 * Lines that one statement prints with the figures of each other, as another one has them, or with those of the next line: no
 * sum of a column tells.
 */
function linesExchanged(a: PlaceBook, b: PlaceBook): readonly LedgerEntry[] {
  return levels(a, b).flatMap((level) => {
    const apart = level.filter(({ here, there }) => here !== there);
    if (!isSlipped(apart)) return [];
    const lines = new Set(apart.flatMap(({ lines }) => lines));
    return [...a.outlines, ...b.outlines].flatMap((outline) =>
      outline.lines.filter((line) => lines.has(line)).flatMap((line) => inLine(outline, line)),
    );
  });
}

function inLine(outline: Outline, line: Line): readonly LedgerEntry[] {
  return outline.measures.flatMap((measure) => outline.cell(line, measure) ?? []);
}

/** The readings of a rule in which one column of a statement stands in for its neighbour. */
function neighbours(
  id: string,
  rule: Rule<'lines'>,
  declaration: IdentitiesDeclaration,
  outlines: readonly Outline[],
): readonly { readonly equation: Equation; readonly cells: readonly LedgerEntry[] }[] {
  const [term, ...more] = rule.right;
  const measure = term?.measure;
  const outline = outlines.find(({ statement }) => statement.kind === term?.statement);
  if (!term?.whole || measure === undefined || more.length > 0 || !outline) return [];
  return siblings(declaration, outline, measure).flatMap((sibling) =>
    lineEquations(id, { ...rule, right: [{ ...term, measure: sibling }] }, outlines).map((equation) => ({
      equation,
      cells: cellsIn(outline, [measure, sibling]),
    })),
  );
}

/** A total that another statement prints, or that some of its lines add up to, in the neighbouring column. */
function totalsExchanged(
  id: string,
  rule: Rule<'lines'>,
  declaration: IdentitiesDeclaration,
  outlines: readonly Outline[],
): readonly LedgerEntry[] {
  const own = lineEquations(id, rule, outlines);
  if (own.length === 0 || own.some(holds)) return [];
  const fits = ({ equation }: { equation: Equation }) =>
    sumOf(equation.left) === sumOf(equation.right) && tellingDigits(sumOf(equation.left)) >= TELLING_DIGITS;
  return neighbours(id, rule, declaration, outlines)
    .filter(fits)
    .flatMap(({ cells }) => cells);
}

/** The columns of `there` that agree with doubtful ones of `here`, figure by figure: what is true of these is of them. */
function inAgreement(found: ReadonlySet<LedgerEntry>, here: PlaceBook, there: PlaceBook): readonly LedgerEntry[] {
  const [one, other] = [here.outlines[0], there.outlines[0]];
  if (!one || !other || here.measure !== there.measure) return [];
  const doubtful = one.measures.filter((measure) => cellsIn(one, [measure]).some((cell) => found.has(cell)));
  if (!doubtful.includes(here.measure) || alike(column(here, here.measure), column(there, there.measure)).size < FEWEST)
    return [];
  return cellsIn(other, doubtful);
}

/**
 * Figures whose column or line may be another's (串列、串行): all sums hold as well with 基本支出 and 项目支出 exchanged, so
 * nothing fails; but another statement prints the same figures under the other heading, or on another line.
 */
export function exchanges(declaration: IdentitiesDeclaration, outlines: readonly Outline[]): ReadonlySet<LedgerEntry> {
  const rules = Object.entries(declaration.identities);
  const pairs = rules.flatMap(([id, rule]) =>
    rule.kind === 'same' && rule.relation === 'equal' ? placePairs(id, rule, outlines) : [],
  );
  const found = new Set([
    ...rules.flatMap(([id, rule]) => (rule.kind === 'lines' ? totalsExchanged(id, rule, declaration, outlines) : [])),
    ...pairs.flatMap(({ a, b }) => columnsExchanged(declaration, a, b)),
  ]);
  const alsoThere = pairs.flatMap(({ a, b }) => [...inAgreement(found, a, b), ...inAgreement(found, b, a)]);
  return new Set([...found, ...alsoThere, ...pairs.flatMap(({ a, b }) => linesExchanged(a, b))]);
}
