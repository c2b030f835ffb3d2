import type { Project, Report } from '../../model/form.ts';
import { type Fen, halfPlace } from '../../model/money.ts';
import type { Line, Statement } from '../../model/statement.ts';
import { bareWords } from '../../model/text.ts';
import type { WordDistance } from '../../words/distance.ts';
import { SURE_WORDS } from './goals/indicators.ts';

/** One misread character in this many: the money is the same besides. */
const CHARACTERS_PER_ERROR = 4;
/** Shorter names say too little. */
const SHORTEST = 4;

type Forms = Pick<Report, 'projects' | 'indicators'>;

/**
 * Names of recognised projects agreed with the lines of the tables that print the same money: where the two differ in a
 * misread character, the surer reading stands, and a person is asked.
 */
export function withAgreedNames<T extends Forms>(
  report: T,
  statements: readonly Statement[],
  distance: WordDistance,
): T {
  const agreed = new Map<Project, Project>();
  for (const project of report.projects) {
    const line = project.confidence === 1 ? null : misreadLine(project, statements, distance);
    if (line !== null) agreed.set(project, inWordsOf(project, line));
    else if (project.confidence < SURE_WORDS && !isPrinted(project, statements)) agreed.set(project, doubted(project));
  }
  if (agreed.size === 0) return report;
  return {
    ...report,
    projects: report.projects.map((project) => agreed.get(project) ?? project),
    indicators: report.indicators.map((indicator) => {
      const own = report.projects.find(
        ({ name, pages }) => name === indicator.project && pages.includes(indicator.page),
      );
      const now = own && agreed.get(own);
      if (now === undefined) return indicator;
      const differs = now.flags.includes('name-doubtful');
      return { ...indicator, project: now.name, needsReview: indicator.needsReview || differs };
    }),
  };
}

/** By how much a name that is in doubt itself must be surer than another. */
const MUCH_SURER = 0.1;

function inWordsOf(project: Project, line: Line): Project {
  const lead = line.flags.includes('name-doubtful') ? MUCH_SURER : 0;
  const surer = line.confidence > project.confidence + lead;
  if (!surer) return doubted(project);
  return { ...project, name: line.name, needsReview: true, flags: [...project.flags, 'name-corrected'] };
}

function doubted(project: Project): Project {
  return { ...project, needsReview: true, flags: [...new Set([...project.flags, 'name-doubtful' as const])] };
}

/** Whether a line of a table has the very name of the project: two prints do not err alike. */
function isPrinted({ name }: Project, statements: readonly Statement[]): boolean {
  return statements.some(({ lines }) => lines.some((line) => bareWords(line.name) === bareWords(name)));
}

/** The line with the project's money whose name is that of the project but for misread characters; null where one has its very name. */
function misreadLine(project: Project, statements: readonly Statement[], distance: WordDistance): Line | null {
  const money = project.annual.total ?? (project.durationYears === 1 ? project.period.total : null);
  const name = bareWords(project.name);
  if (money === null || money === 0n || name.length < SHORTEST) return null;
  const limit = Math.floor(name.length / CHARACTERS_PER_ERROR);
  const lines = statements.flatMap((statement) => linesWith(statement, money));
  if (lines.some((line) => bareWords(line.name) === name)) return null;
  const near = lines.filter((line) => distance.between(name, bareWords(line.name), limit) <= limit);
  return new Set(near.map((line) => line.name)).size === 1 ? (near[0] ?? null) : null;
}

/** Lines that have names of their own and an amount like the one given. */
function linesWith({ amounts, lines }: Statement, money: Fen): Line[] {
  return amounts.flatMap(({ line, fen, decimals, unit }) => {
    const apart = fen < money ? money - fen : fen - money;
    const own = lines[line];
    if (own === undefined || apart > halfPlace(decimals, unit)) return [];
    return own.scheme === null || own.scheme === 'project' || own.scheme === 'unit' ? [own] : [];
  });
}
