import type { Declarations } from '../declare/load.ts';
import type { Conclusion, Correction, Readings } from '../model/correction.ts';
import type { DocumentResult, DocumentStatus } from '../model/document.ts';
import type { Reconciliation } from '../model/fact.ts';
import { correct } from '../proof/decisions/apply.ts';
import { settle } from '../proof/decisions/settle.ts';
import { withConfirmedNames, withProjects } from '../proof/projects/match-projects.ts';
import { reconcile } from '../proof/reconcile.ts';
import type { Meaning } from './artefacts.ts';

const NOTHING: Reconciliation = { verdicts: [], checks: [], claims: [], review: [] };

/** What was read → proven facts: nobody has decided anything yet. */
export function prove({ upright: _, figures, ...read }: Meaning, declarations: Declarations): DocumentResult {
  const { reconciliation } = conclude(read, [], declarations);
  return { ...read, status: statusOf(read, figures), reconciliation };
}

/** The same from stored readings, under what reviewers decided. No PDF is opened. */
export function conclude(
  { pipeline, statements, drafts, projects = [] }: Readings,
  corrections: readonly Correction[],
  declarations: Declarations,
): Conclusion {
  const corrected = correct(statements, corrections);
  const declared = pipeline === null ? null : declarations.pipeline(pipeline);
  if (declared === null) return { ...corrected, reconciliation: NOTHING };
  const { identities } = declared;
  const known = withConfirmedNames(corrected.statements, projects);
  const found = reconcile(known, drafts, { identities, confidence: declarations.confidence });
  const matched = withProjects(found, projects, corrected.statements, declarations.lexicon.distance);
  return { ...corrected, reconciliation: settle(matched, corrected) };
}

/** What tells that something was printed where no figure was read: a page that prints so is no blank template. */
const PRINTED: readonly string[] = ['unread-ink', 'unread-cell', 'page-damaged', 'fonts-missing'];

/** Decided here and nowhere else, by the figures of tables and prose; never `done` while an error note exists. */
function statusOf({ identity, notes }: Pick<Meaning, 'identity' | 'notes'>, figures: number): DocumentStatus {
  if (identity.documentType === null) return 'unrecognised';
  if (figures === 0 && !notes.some(({ code }) => PRINTED.includes(code))) return 'template';
  return notes.some((note) => note.severity !== 'info') ? 'done_with_warnings' : 'done';
}
