import type { IdentityDeclaration } from '../../declare/identity.ts';
import type { Line, Measure, StatementKind } from '../../model/statement.ts';
import { type Equation, lineLabel } from './equation.ts';
import type { Cell } from './ledger.ts';
import type { Outline } from './outline.ts';

type Rule<K extends IdentityDeclaration['kind']> = Extract<IdentityDeclaration, { kind: K }>;

/** The parts of each measure as declared for a kind of statement, to stand in for a blank column. */
export type MeasureParts = (kind: StatementKind, measure: Measure) => readonly Measure[];

function applies(
  rule: { readonly statements: readonly StatementKind[]; readonly side?: string | undefined },
  outline: Outline,
): boolean {
  return rule.statements.includes(outline.statement.kind) && (rule.side === undefined || rule.side === outline.side);
}

function base(id: string, rule: IdentityDeclaration, outline: Outline) {
  return {
    rule: id,
    title: rule.title,
    group: `${id}/${outline.statement.index}/${outline.side ?? ''}`,
    relation: 'equal' as const,
    axis: rule.kind === 'columns' ? ('line' as const) : ('column' as const),
    strength: rule.strength,
    whole: false,
  };
}

/** Columns of one line that add up (合计 = 基本支出 + 项目支出). */
export function columnEquations(
  id: string,
  rule: Rule<'columns'>,
  outline: Outline,
  parts: MeasureParts,
): readonly Equation[] {
  if (!applies(rule, outline)) return [];
  const kind = outline.statement.kind;
  const terms = (line: Line, measure: Measure, without: ReadonlySet<Measure>): readonly Cell[] => {
    const own = outline.cell(line, measure);
    if (own) return [own];
    return parts(kind, measure).flatMap((part) =>
      without.has(part) ? [] : terms(line, part, new Set([...without, part])),
    );
  };
  const known = new Set(outline.measures);
  const present = (measure: Measure): boolean =>
    known.has(measure) || parts(kind, measure).some((part) => known.has(part));
  if (!rule.left.every(present) || !rule.right.some(present)) return [];
  return choose(rule, outline, (right) =>
    outline.lines.flatMap((line) => {
      const seen = new Set<Measure>([...rule.left, ...right]);
      const left = rule.left.flatMap((measure) => own(outline, line, measure));
      const sum = right.flatMap((measure) => terms(line, measure, seen));
      if (left.length === 0 || (sum.length === 0 && left.every((cell) => cell.value === 0n))) return [];
      return [{ ...base(id, rule, outline), scope: `${lineLabel(line)} ${rule.left.join('+')}`, left, right: sum }];
    }),
  );
}

function own(outline: Outline, line: Line, measure: Measure): readonly Cell[] {
  const cell = outline.cell(line, measure);
  return cell ? [cell] : [];
}

function difference(equation: Equation): bigint {
  const sum = (cells: readonly Cell[]) => cells.reduce((total, cell) => total + cell.value, 0n);
  return sum(equation.left) - sum(equation.right);
}

/** Forms differ in whether the total includes the optional columns: the reading that more lines satisfy is taken. */
function choose(
  rule: Rule<'columns'>,
  outline: Outline,
  make: (right: readonly Measure[]) => readonly Equation[],
): readonly Equation[] {
  const optional = rule.optional.filter((measure) => outline.measures.includes(measure));
  const full = make([...rule.right, ...optional]);
  if (optional.length === 0) return full;
  const bare = make(rule.right);
  const held = (equations: readonly Equation[]) => equations.filter((equation) => difference(equation) === 0n).length;
  return held(bare) > held(full) ? bare : full;
}

/** Parts that add up to the line they belong to. */
export function childEquations(id: string, rule: Rule<'children'>, outline: Outline): readonly Equation[] {
  if (!applies(rule, outline)) return [];
  return outline.lines.flatMap((line) => {
    const children = outline.children(line);
    const alive = children.filter((child) =>
      outline.measures.some((measure) => outline.terms(child, measure).length > 0),
    );
    if (alive.length === 0) return [];
    const listed = alive.some((child) => child.rawName.trimStart().startsWith('其中'));
    return outline.measures.flatMap((measure): readonly Equation[] => {
      const cell = outline.cell(line, measure);
      if (!cell) return [];
      const right = alive.flatMap((child) => outline.terms(child, measure));
      if (right.length === 0 && cell.value === 0n) return [];
      const equation = { ...base(id, rule, outline), scope: `${lineLabel(line)} ${measure}`, left: [cell], right };
      if (!listed || difference(equation) === 0n) return [equation];
      return [{ ...equation, left: right, right: [cell], relation: 'at_most' }];
    });
  });
}

/** Lines that add up to a subtotal, and with what follows it to the total. */
export function cascadeEquations(id: string, rule: Rule<'cascade'>, outline: Outline): readonly Equation[] {
  if (!applies(rule, outline)) return [];
  const { subtotal, total, tops } = outline;
  const before = subtotal ? tops.filter((line) => line.index < subtotal.index) : [];
  const after = subtotal ? tops.filter((line) => line.index > subtotal.index) : tops;
  return outline.measures.flatMap((measure) => {
    const sum = (lines: readonly Line[]) => lines.flatMap((line) => outline.terms(line, measure));
    const middle = subtotal ? outline.cell(subtotal, measure) : null;
    const end = total ? outline.cell(total, measure) : null;
    const found: Equation[] = [];
    const add = (line: Line, cell: Cell, right: readonly Cell[]) => {
      if (right.length === 0) return;
      found.push({ ...base(id, rule, outline), scope: `${lineLabel(line)} ${measure}`, left: [cell], right });
    };
    if (subtotal && middle) add(subtotal, middle, sum(before));
    if (total && end) add(total, end, [...(middle ? [middle] : sum(before)), ...sum(after)]);
    return found;
  });
}
