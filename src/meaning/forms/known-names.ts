import type { Classification } from '../../model/classified.ts';
import type { Project } from '../../model/form.ts';
import type { StatementKind } from '../../model/statement.ts';
import type { Table } from '../../model/table.ts';
import { bareWords, compact } from '../../model/text.ts';
import type { WordDistance } from '../../words/distance.ts';
import type { Organisations } from '../../words/organisations.ts';
import { printedName } from './goals/misread.ts';

/** A name that the document prints elsewhere too. */
interface Known {
  readonly name: string;
  readonly confidence: number;
}

/** Names of projects and of the units that carry them out, as the statements print them. */
export interface KnownNames {
  readonly projects: readonly Known[];
  readonly units: readonly Known[];
}

const PROJECTS: readonly StatementKind[] = ['project_expenditure', 'project_carryover'];
const UNITS: readonly StatementKind[] = ['agency_operation', ...PROJECTS];
/** One misread character in this many is put right. */
const CHARACTERS_PER_ERROR = 4;

/** Gathers the names from the statements' name columns. */
export function knownNames(
  tables: readonly Table[],
  classification: Classification | null,
  endings: Organisations,
): KnownNames {
  const kinds = new Map(classification?.tables.map(({ table, kind }) => [table, kind]));
  const namesOf = (wanted: readonly StatementKind[]): Known[] =>
    tables
      .filter(({ index }) => wanted.some((kind) => kind === kinds.get(index)))
      .flatMap((table) => table.rows.flatMap((row) => row.slice(0, 2)))
      .filter((cell) => /\p{Script=Han}{3}/u.test(cell.text))
      .map((cell) => ({ name: printedName(compact(cell.text), cell.source), confidence: cell.confidence }));
  const department = classification?.identity.department ?? null;
  const own = department === null ? [] : [{ name: printedName(department), confidence: 1 }];
  return { projects: namesOf(PROJECTS), units: [...own, ...namesOf(UNITS).filter(({ name }) => endings.isUnit(name))] };
}

/** A recognised project with its names as the statements print them, where those were read more surely; flagged. */
export function withKnownNames(project: Project, known: KnownNames, measure: WordDistance): Project {
  if (project.confidence === 1) return project;
  const name = better(project.name, project.confidence, known.projects, measure);
  const unit = project.unit === null ? null : better(project.unit, project.confidence, known.units, measure);
  if (name === project.name && unit === project.unit) return project;
  return { ...project, name, unit, needsReview: true, flags: [...project.flags, 'name-corrected'] };
}

function better(read: string, confidence: number, known: readonly Known[], measure: WordDistance): string {
  const bare = bareWords(read);
  let best: { name: string; distance: number } | null = null;
  for (const { name, confidence: theirs } of known) {
    const limit = Math.floor(name.length / CHARACTERS_PER_ERROR);
    const distance = measure.between(bare, bareWords(name), limit);
    if (distance === 0) return read;
    if (distance > limit || theirs < confidence) continue;
    if (best === null || distance < best.distance) best = { name, distance };
  }
  return best?.name ?? read;
}
