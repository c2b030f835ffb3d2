import type { IdentityDeclaration } from '../../declare/identity.ts';
import { declaredRule } from '../../model/codes.ts';
import { type LineScope, lineScope } from '../../model/fact.ts';
import type { Line, Measure, StatementKind } from '../../model/statement.ts';
import { type Equation, holds, lineLabel, mostSatisfied } from './equation.ts';
import type { LedgerEntry } from './ledger.ts';
import { codeOf, inOneSeries, type Outline } from './outline.ts';
import { type Block, sideBlocks } from './side-blocks.ts';

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
    rule: declaredRule(id),
    title: rule.title,
    group: `${id}/${outline.statement.index}/${outline.side ?? ''}`,
    relation: 'equal' as const,
    axis: rule.kind === 'columns' ? ('line' as const) : ('column' as const),
    strength: rule.strength,
    whole: false,
  };
}

/** A column that no declaration knows may hold anything: its sums prove, but accuse nobody. */
function inColumn(id: string, rule: IdentityDeclaration, outline: Outline, measure: Measure) {
  const strength = measure.startsWith('other:') ? ('soft' as const) : rule.strength;
  return { ...base(id, rule, outline), strength };
}

function scopeOf(line: Line, measure: Measure): LineScope {
  return lineScope(lineLabel(line), [measure]);
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
  const terms = (line: Line, measure: Measure, without: ReadonlySet<Measure>): readonly LedgerEntry[] => {
    const own = outline.cell(line, measure);
    if (own) return [own];
    return parts(kind, measure).flatMap((part) =>
      without.has(part) ? [] : terms(line, part, new Set([...without, part])),
    );
  };
  const known = new Set(outline.measures);
  const present = (measure: Measure): boolean =>
    known.has(measure) || parts(kind, measure).some((part) => known.has(part));
  if (![...rule.left, ...rule.needs].every(present) || !rule.right.some(present)) return [];
  const reading = (sides: readonly Measure[], right: readonly Measure[]) =>
    outline.lines.flatMap((line): readonly Equation[] => {
      const seen = new Set<Measure>([...sides, ...right]);
      const left = sides.flatMap((measure) => own(outline, line, measure));
      const sum = right.flatMap((measure) => terms(line, measure, seen));
      if (left.length === 0 || (sum.length === 0 && left.every((cell) => cell.value === 0n))) return [];
      return [{ ...base(id, rule, outline), scope: lineScope(lineLabel(line), sides), left, right: sum }];
    });
  // 基本支出 and 项目支出 below 当年预算 make up its 小计, not the 合计 that holds 上年结转 too
  const thisYear = rule.this_year !== undefined && known.has(rule.this_year) ? [[rule.this_year]] : [];
  return mostSatisfied(
    [rule.left, ...thisYear].flatMap((left) => rightSides(rule, outline).map((right) => reading(left, right))),
  );
}

function own(outline: Outline, line: Line, measure: Measure): readonly LedgerEntry[] {
  const cell = outline.cell(line, measure);
  return cell ? [cell] : [];
}

/**
 * The columns that a total may include: as declared, with optional ones, with columns that no declaration knows: all of
 * them, or one alone, for the others may be parts of columns (其中) or sums of them.
 */
function rightSides(rule: Rule<'columns'>, outline: Outline): readonly (readonly Measure[])[] {
  const optional = rule.optional.filter((measure) => outline.measures.includes(measure));
  const others = outline.measures.filter((measure) => measure.startsWith('other:'));
  const declared = [[...rule.right, ...optional], ...(optional.length > 0 ? [rule.right] : [])];
  const more = others.length > 1 ? [others, ...others.map((one) => [one])] : [others];
  return [...declared, ...(others.length === 0 ? [] : more.flatMap((set) => declared.map((own) => [...own, ...set])))];
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
    const listed = alive.some((child) => rule.among.some((word) => child.rawName.trimStart().startsWith(word)));
    return outline.measures.flatMap((measure): readonly Equation[] => {
      const cell = outline.cell(line, measure);
      if (!cell) return [];
      const right = alive.flatMap((child) => outline.terms(child, measure));
      if (right.length === 0 && cell.value === 0n) return [];
      const common = inColumn(id, rule, outline, measure);
      const strength = alive.some((child) => outline.isLoose(child)) ? ('soft' as const) : common.strength;
      const equation = { ...common, strength, scope: scopeOf(line, measure), left: [cell], right };
      if (!listed || holds(equation)) return [equation];
      return [{ ...equation, left: right, right: [cell], relation: 'at_most' }];
    });
  });
}

/** Whether a line is a subject or a source; units, projects and other items are not. */
function isClassified(line: Line): boolean {
  return codeOf(line) !== null || line.role === 'source';
}

/**
 * Lines that add up to a subtotal, and with what follows it to the total. A form may list the same money twice, by
 * subject and by unit or nature: then one of the two lists adds up.
 */
export function cascadeEquations(id: string, rule: Rule<'cascade'>, outline: Outline): readonly Equation[] {
  if (!applies(rule, outline)) return [];
  const together = listReadings(id, rule, outline, outline);
  const beside = sideBlocks(outline);
  if (beside.length < 2)
    return mostSatisfied([...together, ...onceEach(outline).flatMap((one) => listReadings(id, rule, outline, one))]);
  const apart = beside.flatMap((block) => mostSatisfied(listReadings(id, rule, outline, block)));
  return mostSatisfied([...together, apart]);
}

/** Names that begin so far (points) from each other stand in different blocks, not one indented below the other. */
const APART = 30;

/** Blocks beside each other may each print what comes to the one total besides (结转下年): it comes to it once. */
function onceEach({ subtotal, total, tops }: Block): readonly Block[] {
  const beside = (one: Line, other: Line) => one === other || Math.abs(one.box.x0 - other.box.x0) > APART;
  const same = (line: Line) =>
    tops.filter((one) => one.role === 'source' && one.name === line.name && beside(one, line));
  const most = Math.max(0, ...tops.map((line) => same(line).length));
  if (most < 2) return [];
  return Array.from({ length: most }, (_, nth) => ({
    ...{ subtotal, total },
    tops: tops.filter((line) => {
      const all = same(line);
      return all.length < 2 || all[Math.min(nth, all.length - 1)] === line;
    }),
  }));
}

/** What may add up to the totals of a list: all of it, one of the two lists in it, or each list by itself. */
function listReadings(id: string, rule: Rule<'cascade'>, outline: Outline, block: Block): (readonly Equation[])[] {
  const { tops } = block;
  const classified = tops.filter(isClassified);
  const lists = [tops];
  if (classified.length > 0 && classified.length < tops.length) {
    lists.push(
      classified,
      tops.filter((line) => !isClassified(line)),
    );
  }
  const readings = lists.map((list) => cascadeOf(id, rule, outline, { ...block, tops: list }));
  const blocks = blocksOf(tops);
  if (blocks.length > 1)
    readings.push(blocks.flatMap((list) => cascadeOf(id, rule, outline, { ...block, tops: list })));
  return readings;
}

/** Lists of a side that each are the whole: by 功能分类, 部门 and 政府经济分类, by nature; carry-over comes to each of them. */
function blocksOf(tops: readonly Line[]): readonly (readonly Line[])[] {
  const block = ({ scheme, role }: Line) => (role === 'source' ? 'every' : (scheme ?? 'none'));
  const blocks = [...new Set(tops.map(block))].filter((one) => one !== 'every');
  return blocks.map((one) => tops.filter((line) => block(line) === one || block(line) === 'every'));
}

/** The lines that add up to the subtotal, and those that come to it besides. */
function aroundSubtotal({ subtotal, tops }: Block): readonly [readonly Line[], readonly Line[]] {
  if (subtotal === null) return [[], tops];
  const before = tops.filter((line) => line.index < subtotal.index);
  const after = tops.filter((line) => line.index > subtotal.index);
  if (before.length > 0) return [before, after];
  // It stands above its parts: 一、本年支出, （一）一般公共服务支出 ….
  const parts = after.filter((line) => line.parent === subtotal.index);
  const next = after.findIndex((line) => inOneSeries(line, subtotal));
  const upToNext = next < 0 ? after.filter((line) => codeOf(line) !== null) : after.slice(0, next);
  const own = new Set(parts.length > 0 ? parts : upToNext);
  return [[...own], after.filter((line) => !own.has(line))];
}

function cascadeOf(id: string, rule: Rule<'cascade'>, outline: Outline, block: Block): readonly Equation[] {
  const { subtotal, total } = block;
  const [before, after] = aroundSubtotal(block);
  return outline.measures.flatMap((measure) => {
    const sum = (lines: readonly Line[]) => lines.flatMap((line) => outline.terms(line, measure));
    const middle = subtotal ? outline.cell(subtotal, measure) : null;
    const end = total ? outline.cell(total, measure) : null;
    const found: Equation[] = [];
    const add = (line: Line, cell: LedgerEntry, right: readonly LedgerEntry[]) => {
      if (right.length === 0) return;
      found.push({ ...inColumn(id, rule, outline, measure), scope: scopeOf(line, measure), left: [cell], right });
    };
    if (subtotal && middle) add(subtotal, middle, sum(before));
    if (total && end) add(total, end, [...(middle ? [middle] : sum(before)), ...sum(after)]);
    return found;
  });
}
