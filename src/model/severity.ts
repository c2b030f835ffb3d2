import type { NoteCode, QueueReason, ReviewReason } from './codes.ts';

/**
 * How bad (轻重) each thing is that a person should look at, on one scale whatever noticed it; the queue stands in this
 * order. What was not read at all comes first: nobody can know what is missing. Then units and contradictions, tables
 * and lines that are doubtful, prose, and readings that nothing proves.
 */
export const SEVERITY: Readonly<Record<QueueReason | NoteCode, number>> = {
  'password-needed': 100,
  'password-wrong': 100,
  'encryption-unknown': 100,
  'file-damaged': 100,
  'file-no-pdf': 100,
  'file-too-large': 100,
  'reading-failed': 100,
  'page-not-read': 100,
  'page-lost': 97,
  'embedded-documents': 97,
  'page-unreadable-costly': 99,
  'scan-not-read': 100,
  'pipelines-tie': 97,
  'look-failed': 97,
  'picture-too-large': 100,
  'picture-not-decoded': 99,
  'page-unreadable-dark': 99,
  'page-unreadable-noise': 99,
  'picture-cut-off': 98,
  'unread-ink': 97,
  'fonts-missing': 97,
  'table-not-found': 97,
  'content-absent': 97,
  'page-damaged': 97,
  'unit-line': 95,
  contradicted: 90,
  'missing-amount': 85,
  'missing-line': 85,
  'missing-total': 85,
  'identity-fails': 85,
  'another-department': 84,
  'fiscal-year-doubtful': 84,
  'told-by-elimination': 82,

  'form-mismatch': 80,
  'place-doubtful': 79,
  'title-doubtful': 79,
  'unknown-statement': 78,
  'place-inferred': 72,
  'unread-form': 42,
  'form-money': 42,
  'page-poorly-read': 76,
  'project-form-differs': 75,
  'unit-assumed': 74,
  'unknown-line': 70,
  'unknown-column': 70,
  'unread-cell': 68,
  'hidden-figures': 66,
  'claim-disagrees': 60,
  'claim-doubtful': 55,
  'unproven-reading': 50,
  unjudged: 45,
  'form-cut': 40,
  'form-head-missing': 40,
  'form-without-indicators': 40,
  'catalog-code-unread': 40,
  'unknown-note': 30,
  'unit-from-document': 20,
  continued: 20,
  untitled: 20,
  'projects-of-same-name': 20,
  'projects-nearly-alike': 20,
  'form-printed-twice': 10,
  'page-printed-twice': 82,
  'no-report': 10,
};

/** An unproven reading is worse the less sure it is: by so much at most. */
const DOUBT = 15;

function isRanked(reason: ReviewReason): reason is QueueReason | NoteCode {
  return Object.hasOwn(SEVERITY, reason);
}

/** Where an entry of the queue stands. `confidence`: how surely an unproven amount was read. */
export function severityOf(reason: ReviewReason, confidence = 1): number {
  if (!isRanked(reason)) return SEVERITY.unjudged;
  const doubt = reason === 'unproven-reading' ? Math.round((1 - confidence) * DOUBT) : 0;
  return SEVERITY[reason] + doubt;
}
