import type { IdentitiesDeclaration, NestDeclaration } from '../../declare/identity.ts';
import type { Line, Measure, Side, Statement, StatementKind } from '../../model/statement.ts';
import { bareWords, ordinalOf } from '../../model/text.ts';
import { codeParent } from '../../words/codes.ts';
import { inferParents } from './infer-parents.ts';
import { type LedgerEntry, sumOf } from './ledger.ts';

/** Names of the lines that sum up a side of a statement, as its cascade declares them. */
export interface TotalNames {
  readonly subtotal: ReadonlySet<string>;
  readonly total: ReadonlySet<string>;
}

/** A statement, or one side of it, as a tree of lines with their amounts. */
export interface Outline {
  readonly statement: Statement;
  readonly side: Side | null;
  /** Which of the statements of its kind it is, in the order of the document, from 0. */
  readonly occurrence: number;
  readonly lines: readonly Line[];
  /** Top-level lines that are not totals, in printed order. */
  readonly tops: readonly Line[];
  readonly subtotal: Line | null;
  readonly total: Line | null;
  readonly measures: readonly Measure[];
  children(line: Line): readonly Line[];
  /** Whether a line is a part of the one above it by a declared nest that a form may leave incomplete. */
  isLoose(line: Line): boolean;
  cell(line: Line, measure: Measure): LedgerEntry | null;
  /** The amounts of a column by classification code: of lines of one code, the first line and all their amounts. */
  byCode(measure: Measure): ReadonlyMap<string, Coded>;
  /** The line's amount; where it is blank, the amounts of its parts. */
  terms(line: Line, measure: Measure): readonly LedgerEntry[];
  /** What the year's amounts of a side, or all of a list, add up to (本年支出合计, 合计); without such a line, the top-level amounts. */
  whole(measure: Measure): readonly LedgerEntry[];
}

/** The lines of one code. */
export interface Coded {
  readonly line: Line;
  readonly cells: readonly LedgerEntry[];
}

const NO_NAMES: TotalNames = { subtotal: new Set(), total: new Set() };

function key(statement: Statement, side: Side | null): string {
  return `${statement.kind}/${side ?? ''}`;
}

/** The names of totals by statement and side, from the declared cascades. */
function totalNames(declaration: IdentitiesDeclaration): ReadonlyMap<string, TotalNames> {
  const found = new Map<string, TotalNames>();
  for (const rule of Object.values(declaration.identities)) {
    if (rule.kind !== 'cascade') continue;
    for (const kind of rule.statements) {
      found.set(`${kind}/${rule.side ?? ''}`, {
        subtotal: new Set((rule.subtotal ?? []).map(bareWords)),
        total: new Set(rule.total.map(bareWords)),
      });
    }
  }
  return found;
}

/** The line's classification code, printed or known by its name; the code of a unit or a project is none. */
export function codeOf(line: Line): string | null {
  return line.scheme === 'unit' || line.scheme === 'project' ? null : (line.code ?? line.standardCode);
}

/** What the codes of lines are compared within: subjects with subjects, units with units, projects with projects. */
function codeKind({ scheme }: Line): string {
  return scheme === 'unit' || scheme === 'project' ? scheme : 'subject';
}

/** Parents by code: the nearest line above whose code, of the same kind, begins this line's code. */
function parentByCode(lines: readonly Line[], at: number): Line | null {
  const sameKind = (above: Line, line: Line) => codeKind(above) === codeKind(line);
  const parent = codeParent(lines, at, ({ code, standardCode }) => code ?? standardCode, sameKind);
  return parent === null ? null : (lines[parent] ?? null);
}

/** Whether two lines stand in one list: those beside it (功能分类 | 支出性质) have their names elsewhere. */
function inOneList(one: Line, other: Line): boolean {
  return one.box.x0 <= other.box.x1 && other.box.x0 <= one.box.x1;
}

/** How an ordinal is written: 一、, （一）, 1., （1）. */
function seriesOf({ rawName }: Line): string {
  return ordinalOf(rawName)
    .replace(/[一二三四五六七八九十]+/u, '一')
    .replace(/\d+/u, '1');
}

/** Whether two lines are numbered alike, as those of one list are. */
export function inOneSeries(one: Line, other: Line): boolean {
  const series = seriesOf(one);
  return series !== '' && series === seriesOf(other);
}

/** Parents by declared nests: the nearest `whole` above, as long as only its parts stand between. */
function nestParent(
  all: readonly Line[],
  own: number,
  nests: readonly NestDeclaration[],
): readonly [whole: Line, nest: NestDeclaration] | null {
  const line = all[own];
  if (line === undefined || codeOf(line) !== null) return null;
  const lines = all.slice(0, own + 1).filter((one) => inOneList(one, line));
  const at = lines.length - 1;
  for (const nest of nests) {
    const parts = nest.parts.map(bareWords);
    const isPart = (line: Line | undefined) => parts.some((part) => bareWords(line?.name ?? '').startsWith(part));
    if (!isPart(lines[at])) continue;
    const wholes = nest.whole.map(bareWords);
    for (let i = at - 1; i >= 0; i--) {
      const above = lines[i];
      // 一、上年结转 and 二、一般公共预算拨款 stand beside one another
      if (above && wholes.includes(bareWords(above.name))) return inOneSeries(above, line) ? null : [above, nest];
      if (!isPart(above)) break;
    }
  }
  return null;
}

function isTotal(line: Line): boolean {
  return line.role === 'grand_total' || line.role === 'subtotal';
}

/** Whether the lines of a list, all of them, are what the total of a column counts: then none of them is a part of another. */
function addsUpFlat(
  lines: readonly Line[],
  plain: readonly Line[],
  cellsOf: (line: Line) => readonly LedgerEntry[],
): boolean {
  const totals = lines.filter((line) => line.role === 'grand_total').flatMap((line) => cellsOf(line));
  return totals.some((total) => {
    if (total.value === 0n) return false;
    const parts = plain.flatMap((line) =>
      cellsOf(line).filter(({ amount }) => amount.measure === total.amount.measure),
    );
    const counted = parts.filter(({ value }) => value !== 0n);
    const off = total.value - sumOf(parts);
    const slack = parts.reduce((so, { half }) => so + half, total.half);
    return counted.length > 1 && off <= slack && -off <= slack;
  });
}

/** Resolves who is whose part, and which lines are the totals, of one side of a statement. */
function parentsOf(
  lines: readonly Line[],
  all: readonly Line[],
  nests: readonly NestDeclaration[],
  cellsOf: (line: Line) => readonly LedgerEntry[],
  loose: Set<Line>,
): ReadonlyMap<Line, Line> {
  const parents = new Map<Line, Line>();
  lines.forEach((line, at) => {
    if (isTotal(line)) return;
    const given = line.parent === null ? null : (all[line.parent] ?? null);
    const sure = given && !isTotal(given) ? given : parentByCode(lines, at);
    const [nested, nest] = (sure === null ? nestParent(lines, at, nests) : null) ?? [null, null];
    const parent = sure ?? nested;
    if (nest?.strength === 'soft') loose.add(line);
    if (parent && parent !== line) parents.set(line, parent);
  });
  const plain = lines.filter((line) => !isTotal(line));
  // on a scan indentation is a few points more or less than printed: the arithmetic may know better
  const doubtful = parents.size === 0 || plain.some((line) => line.source === 'ocr');
  if (!doubtful || plain.some((line) => line.code !== null || line.role !== 'item')) return parents;
  if (addsUpFlat(lines, plain, cellsOf)) return parents;
  const inferred = inferParents(plain, cellsOf);
  return inferred.size > parents.size ? inferred : parents;
}

function outline(
  statement: Statement,
  side: Side | null,
  names: TotalNames,
  nests: readonly NestDeclaration[],
  byLine: ReadonlyMap<number, readonly LedgerEntry[]>,
  columns: ReturnType<typeof columnsOf>,
  occurrence: number,
): Outline {
  const lines = statement.lines.filter((line) => line.side === side);
  const cellsOf = (line: Line) => byLine.get(line.index) ?? [];
  const loose = new Set<Line>();
  const parents = parentsOf(lines, statement.lines, nests, cellsOf, loose);
  const kids = new Map<Line, Line[]>();
  for (const [line, parent] of parents) {
    const list = kids.get(parent);
    if (list) list.push(line);
    else kids.set(parent, [line]);
  }
  const named = (wanted: ReadonlySet<string>, but: Line | null) =>
    lines.find((line) => line !== but && wanted.has(bareWords(line.name))) ?? null;
  const subtotal = named(names.subtotal, null);
  // 收入合计 is the whole where 收入小计 is the year's; where 本年收入 stands above its parts nobody knows what it sums
  const last = named(names.total, subtotal);
  const total = last !== null && names.subtotal.has(bareWords(last.name)) && lines[0] === subtotal ? null : last;
  const tops = lines.filter((line) => line !== subtotal && line !== total && !isTotal(line) && !parents.has(line));
  const cell = (line: Line, measure: Measure) => columns.get(measure)?.get(line.index) ?? null;
  const coded = new Map<Measure, ReadonlyMap<string, Coded>>();
  const byCode = (measure: Measure) => {
    const known = coded.get(measure) ?? codedIn(lines, (line) => cell(line, measure));
    coded.set(measure, known);
    return known;
  };
  const children = (line: Line) => kids.get(line) ?? [];
  const isLoose = (line: Line) => loose.has(line);
  const terms = (line: Line, measure: Measure): readonly LedgerEntry[] => {
    const own = cell(line, measure);
    return own ? [own] : children(line).flatMap((child) => terms(child, measure));
  };
  const whole = (measure: Measure): readonly LedgerEntry[] => {
    // a list in one column goes on below 本年收入合计: what it all comes to is 收入总计
    for (const line of side === null ? [total, subtotal] : [subtotal, total]) {
      const own = line && cell(line, measure);
      if (own) return [own];
    }
    return tops.flatMap((line) => terms(line, measure));
  };
  const measures = [...new Set(lines.flatMap((line) => cellsOf(line).map((one) => one.amount.measure)))];
  const shape = { statement, side, lines, tops, subtotal, total, occurrence, measures };
  return { ...shape, children, isLoose, cell, byCode, terms, whole };
}

/** The first amount of each line in each column, by the line's index. */
function columnsOf(byLine: ReadonlyMap<number, readonly LedgerEntry[]>) {
  const columns = new Map<Measure, Map<number, LedgerEntry>>();
  for (const [line, cells] of byLine)
    for (const cell of cells) {
      const column = columns.get(cell.amount.measure) ?? new Map<number, LedgerEntry>();
      columns.set(cell.amount.measure, column);
      if (!column.has(line)) column.set(line, cell);
    }
  return columns;
}

function codedIn(lines: readonly Line[], cellOf: (line: Line) => LedgerEntry | null): ReadonlyMap<string, Coded> {
  const found = new Map<string, Coded>();
  for (const line of lines) {
    const code = codeOf(line);
    const cell = code === null ? null : cellOf(line);
    if (code === null || cell === null) continue;
    const same = found.get(code);
    found.set(code, same ? { line: same.line, cells: [...same.cells, cell] } : { line, cells: [cell] });
  }
  return found;
}

/** The outlines of a document: one per statement, two for a two-sided one. */
export function outlinesOf(
  statements: readonly Statement[],
  cells: readonly LedgerEntry[],
  declaration: IdentitiesDeclaration,
): readonly Outline[] {
  const names = totalNames(declaration);
  const byStatement = new Map<Statement, Map<number, LedgerEntry[]>>();
  for (const cell of cells) {
    const byLine = byStatement.get(cell.statement) ?? new Map<number, LedgerEntry[]>();
    byStatement.set(cell.statement, byLine);
    const list = byLine.get(cell.line.index);
    if (list) list.push(cell);
    else byLine.set(cell.line.index, [cell]);
  }
  const seen = new Map<StatementKind, number>();
  return statements.flatMap((statement) => {
    const occurrence = seen.get(statement.kind) ?? 0;
    seen.set(statement.kind, occurrence + 1);
    const sides = [...new Set(statement.lines.map((line) => line.side))];
    const byLine = byStatement.get(statement) ?? new Map<number, LedgerEntry[]>();
    const columns = columnsOf(byLine);
    return sides.map((side) => {
      const nests = Object.values(declaration.nests).filter(
        (nest) => nest.statements.includes(statement.kind) && (nest.side ?? side) === side,
      );
      const own = names.get(key(statement, side)) ?? names.get(key(statement, null)) ?? NO_NAMES;
      return outline(statement, side, own, nests, byLine, columns, occurrence);
    });
  });
}
