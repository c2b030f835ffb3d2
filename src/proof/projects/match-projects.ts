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
 * money fits best; a line of a nearly identical name is compared where there is no better one, and the scope says so.
 */
export function matchProjects(
  projects: readonly ProjectHead[],
  statements: readonly Statement[],
  distance: WordDistance,
): Check[] {
  const lines = projectLines(statements);
  const free = new Set(lines);
  const found = new Map<ProjectHead, { line: ProjectLine; near: boolean }>();
  const passes: readonly ((project: ProjectHead, line: ProjectLine) => boolean)[] = [
    (project, line) => line.bare === bareWords(project.name) && agrees(project, line),
    (project, line) => line.bare === bareWords(project.name),
    (project, line) => nearlyAlike(line.bare, bareWords(project.name), distance) && agrees(project, line),
    (project, line) => nearlyAlike(line.bare, bareWords(project.name), distance),
  ];
  for (const [index, fits] of passes.entries()) {
    for (const project of projects) {
      if (found.has(project) || moneyOf(project) === null) continue;
      const line = lines.find((candidate) => free.has(candidate) && fits(project, candidate));
      if (line === undefined) continue;
      free.delete(line);
      found.set(project, { line, near: index >= 2 });
    }
  }
  return projects.map((project) => {
    const match = found.get(project);
    return match === undefined ? unmatched(project) : compared(project, match.line, match.near);
  });
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

function difference(project: ProjectHead, line: ProjectLine): Fen {
  return (moneyOf(project) ?? 0n) - line.amount.fen;
}

function agrees(project: ProjectHead, line: ProjectLine): boolean {
  const apart = difference(project, line);
  return (apart < 0n ? -apart : apart) <= toleranceOf(line);
}

function toleranceOf({ amount }: ProjectLine): Fen {
  return halfPlace(amount.decimals, amount.unit);
}

function compared(project: ProjectHead, line: ProjectLine, near: boolean): Check {
  const passes = agrees(project, line);
  const printed = project.confidence === 1 && line.amount.source === 'text';
  const refs = [{ statement: line.statement.index, amount: line.amount.index }];
  return {
    ...{ rule: RULE, statement: line.statement.kind },
    scope: { of: 'project', project: project.name, ...(near ? { line: line.name } : {}) },
    ...{ lhs: moneyOf(project) ?? 0n, rhs: line.amount.fen },
    ...{ difference: difference(project, line), tolerance: toleranceOf(line) },
    status: passes ? 'pass' : 'fail',
    blame: passes ? null : printed && !near ? 'publisher' : 'unknown',
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
