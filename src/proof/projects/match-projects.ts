import type { EngineRule, Flag } from '../../model/codes.ts';
import type { Check, Reconciliation, ReviewItem, Scope } from '../../model/fact.ts';
import type { ProjectHead } from '../../model/form.ts';
import { type Fen, formatYuan, halfPlace } from '../../model/money.ts';
import type { QueueData } from '../../model/review-data.ts';
import { severityOf } from '../../model/severity.ts';
import type { Amount, Statement } from '../../model/statement.ts';
import { bareWords } from '../../model/text.ts';
import { nearlyAlike, type WordDistance } from '../../words/distance.ts';

/** A line of 项目支出表 with its total. */
interface ProjectLine {
  readonly statement: Statement;
  readonly amount: Amount;
  readonly name: string;
  readonly bare: string;
}

const RULE = 'project-form' satisfies EngineRule;

/** Adds the projects' forms to what reconciliation found: a check each, and an entry in the queue for those that differ. */
export function withProjects(
  reconciliation: Reconciliation,
  projects: readonly ProjectHead[],
  statements: readonly Statement[],
  distance: WordDistance,
): Reconciliation {
  const wrongUnits = new Set(
    reconciliation.verdicts.filter(({ flags }) => flags.includes('unit-line')).map(({ ref }) => ref.statement),
  );
  const checks = matchProjects(projects, statements, distance).map((check) => withoutWrongUnits(check, wrongUnits));
  const differing = checks.filter(({ status }) => status === 'fail').map((check) => itemOf(check, statements));
  return {
    ...reconciliation,
    checks: [...reconciliation.checks, ...checks],
    review: [...reconciliation.review, ...differing],
  };
}

/** A statement whose unit line is wrong is reported as such; its lines differ from the forms by that alone. */
function withoutWrongUnits(check: Check, wrongUnits: ReadonlySet<number>): Check {
  const concerned = check.status === 'fail' && check.cells.some((ref) => wrongUnits.has(ref.statement));
  return concerned ? { ...check, status: 'not_applicable', blame: null, suspects: [] } : check;
}

/** The project's name, and that of its line where it differs. */
function namesOf(scope: Scope): QueueData {
  if (scope.of !== 'project') return {};
  return { project: scope.project, ...(scope.line === undefined ? {} : { line: scope.line }) };
}

function itemOf(check: Check, statements: readonly Statement[]): ReviewItem {
  const [ref] = check.cells;
  const statement = statements.find(({ index }) => index === ref?.statement);
  const amount = statement?.amounts[ref?.amount ?? -1];
  return {
    statement: statement?.kind ?? null,
    ref: null,
    page: amount?.page ?? null,
    box: amount?.box ?? null,
    reason: 'project-form-differs',
    severity: severityOf('project-form-differs'),
    data: { ...namesOf(check.scope), form: formatYuan(check.lhs), own: formatYuan(check.rhs) },
  };
}

/**
 * Compares each project's form with its line in 项目支出表 (this year's or the carry-over): the form's funds for the
 * year are the line's total, within the rounding of the line. Lines of one name go to the forms of that name whose
 * money fits best, or are together what the form says (a project of several units, or of several classes); a line of a
 * nearly identical name is compared where there is no better one, and the scope says so.
 */
export function matchProjects(
  projects: readonly ProjectHead[],
  statements: readonly Statement[],
  distance: WordDistance,
): Check[] {
  const lines = projectLines(statements);
  const free = new Set(lines);
  const found = new Map<ProjectHead, Match>();
  const passes: readonly ((project: ProjectHead, line: ProjectLine) => boolean)[] = [
    (project, line) => line.bare === bareWords(project.name) && agrees(project, line),
    (project, line) => line.bare === bareWords(project.name),
    (project, line) => nearlyAlike(line.bare, bareWords(project.name), distance) && agrees(project, line),
    (project, line) => nearlyAlike(line.bare, bareWords(project.name), distance),
  ];
  for (const [index, fits] of passes.entries()) {
    for (const project of projects) {
      if (found.has(project) || moneyOf(project) === null) continue;
      const parts = index === 1 ? partsOf(project, [...free]) : [];
      const line = lines.find((candidate) => free.has(candidate) && fits(project, candidate));
      const matched = parts.length > 0 ? parts : line === undefined ? [] : [line];
      if (matched.length === 0) continue;
      for (const one of matched) free.delete(one);
      found.set(project, { lines: matched, near: index >= 2 });
    }
  }
  const open = new Set([...free].map(({ bare }) => bare));
  return projects.map((project) => {
    const match = found.get(project);
    return match === undefined ? unmatched(project) : compared(project, match, open.has(bareWords(project.name)));
  });
}

/** The lines of a form, and whether only their name is nearly its own. */
interface Match {
  readonly lines: readonly ProjectLine[];
  readonly near: boolean;
}

/** The lines of one statement that bear the form's name, where they come to its money together. */
function partsOf(project: ProjectHead, free: readonly ProjectLine[]): readonly ProjectLine[] {
  const named = free.filter(({ bare }) => bare === bareWords(project.name));
  const statements = [...new Set(named.map(({ statement }) => statement))];
  const groups = [...statements.map((one) => named.filter(({ statement }) => statement === one)), named];
  return groups.find((lines) => lines.length > 1 && agrees(project, ...lines)) ?? [];
}

/** How a form's name is flagged that was itself put right from the statements: it confirms nothing. */
const COPIED = 'name-corrected' satisfies Flag;

/**
 * Statements without doubts about names that a project's form prints alike, with the same money: two prints, read
 * independently, do not err alike.
 */
export function withConfirmedNames(
  statements: readonly Statement[],
  projects: readonly ProjectHead[],
): readonly Statement[] {
  const own = projects.filter((project) => moneyOf(project) !== null && !project.flags.includes(COPIED));
  const confirmed = projectLines(statements).filter((line) =>
    own.some((project) => bareWords(project.name) === line.bare && agrees(project, line)),
  );
  return statements.map((statement) => {
    const lines = new Set(confirmed.flatMap((one) => (one.statement === statement ? [one.amount.line] : [])));
    if (lines.size === 0) return statement;
    const withoutDoubt = (flags: readonly Flag[]) => flags.filter((flag) => flag !== 'name-doubtful');
    return {
      ...statement,
      lines: statement.lines.map((line) =>
        lines.has(line.index) ? { ...line, flags: withoutDoubt(line.flags) } : line,
      ),
    };
  });
}

function projectLines(statements: readonly Statement[]): ProjectLine[] {
  const own = statements.filter(({ kind }) => kind === 'project_expenditure' || kind === 'project_carryover');
  return own.flatMap((statement) =>
    statement.amounts.flatMap((amount) => {
      const line = statement.lines[amount.line];
      if (amount.measure !== 'total' || line === undefined) return [];
      return [{ statement, amount, name: line.name, bare: bareWords(line.name) }];
    }),
  );
}

/** What the form says of the year; forms of one-year projects may print the whole only. */
function moneyOf(project: ProjectHead): Fen | null {
  return project.annual.total ?? (project.durationYears === 1 ? project.period.total : null);
}

function moneyIn(lines: readonly ProjectLine[]): Fen {
  return lines.reduce((sum, { amount }) => sum + amount.fen, 0n);
}

function difference(project: ProjectHead, lines: readonly ProjectLine[]): Fen {
  return (moneyOf(project) ?? 0n) - moneyIn(lines);
}

function agrees(project: ProjectHead, ...lines: readonly ProjectLine[]): boolean {
  const apart = difference(project, lines);
  return (apart < 0n ? -apart : apart) <= toleranceOf(lines);
}

function toleranceOf(lines: readonly ProjectLine[]): Fen {
  return lines.reduce((sum, { amount }) => sum + halfPlace(amount.decimals, amount.unit), 0n);
}

/** `open`: whether the form may be of other lines of its name as well, which no form speaks of. */
function compared(project: ProjectHead, { lines, near }: Match, open: boolean): Check {
  const passes = agrees(project, ...lines);
  const [line] = lines;
  // a line whose neighbours were not read may be one of several
  const printed =
    project.confidence === 1 &&
    lines.every(({ amount }) => amount.source === 'text' && !amount.flags.includes('beside-unread'));
  const refs = lines.map(({ statement, amount }) => ({ statement: statement.index, amount: amount.index }));
  return {
    ...{ rule: RULE, statement: line?.statement.kind ?? 'project_expenditure' },
    scope: { of: 'project', project: project.name, ...(near && line !== undefined ? { line: line.name } : {}) },
    ...{ lhs: moneyOf(project) ?? 0n, rhs: moneyIn(lines) },
    ...{ difference: difference(project, lines), tolerance: toleranceOf(lines) },
    status: passes ? 'pass' : 'fail',
    blame: passes ? null : printed && !near && !open ? 'publisher' : 'unknown',
    ...{ cells: refs, left: 0, suspects: passes ? [] : refs },
  };
}

function unmatched(project: ProjectHead): Check {
  return {
    ...{ rule: RULE, statement: 'project_expenditure', scope: { of: 'project', project: project.name } },
    ...{ lhs: moneyOf(project) ?? 0n, rhs: 0n, difference: 0n, tolerance: 0n },
    ...{ status: 'not_applicable', blame: null, cells: [], left: 0, suspects: [] },
  };
}
