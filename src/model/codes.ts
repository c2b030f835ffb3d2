/**
 * Every code that yusuan leaves in its results (标记、提示、复核原因、勾稽规则): closed lists, so that a misspelt one does not
 * compile, and neither does one without a sentence in messages/. One code a line, so that two additions never conflict.
 */

/** How an amount stands to the identities (证明). */
export type Proof = 'proven' | 'consistent' | 'unproven' | 'contradicted';

/** Who made what fails. */
export type Blame = 'publisher' | 'extraction' | 'unknown';

/** Flags (标记) of amounts, lines, forms and verdicts. */
export const FLAGS = [
  // a printed number: wide digits and gaps; (12.00) for −12.00; misplaced commas
  'typography',
  'bracket-minus',
  'grouping',
  // an amount as read: digits put right by the grammar of amounts; one number over several lines; measure `other:`
  'misread-characters',
  'wrapped',
  'unknown-column',
  // why it may not be what its text says, or not its cell's (CellDoubt)
  'overrun',
  'overprinted',
  'footnote-mark',
  'cut',
  'by-looks',
  'red',
  'struck',
  'merged-rows',
  'cut-row',
  'heading-reach',
  'worn',
  'leading-zero',
  'trailing-minus',
  'letter-dropped',
  'lone-integer',
  'odd-decimals',
  // in its row or column stands something that was not read as an amount: a sum that fails there may miss that one
  'beside-unread',
  // it stands in a list within a form
  'in-form',
  // a line as read: 2, 7 printed for 02, 07; 类 or 款 taken from the line above; a code of no classification
  'zero-dropped',
  'parent-code-implied',
  'code-corrected',
  'code-doubtful',
  'odd-code',
  'name-corrected',
  'name-completed',
  'name-doubtful',
  'nameless-line',
  'unit-row',
  // what reconciliation says: its table's unit line contradicts the others; its line is none of the form's; others tell of
  // another place
  'unit-line',
  'unknown-line',
  'place-doubtful',
  // the title over its table may be another's
  'title-doubtful',
  'repaired',
  'contradicted',
  // what reviewers say: entered where nobody could read (补录); its table set aside
  'corrected',
  'accepted',
  'publisher-error',
  'moved',
  'entered',
  'ignored',
  // indicators, heads of projects, rows of the catalogue
  'joined-over-break',
  'level-corrected',
  'level-from-schema',
  'level-misplaced',
  'parent-missing',
  'name-missing',
  'value-corrected',
  'value-doubtful',
  'value-missing',
  'scope-assumed',
  'halves-differ',
  'form-cut',
  'head-missing',
  'head-differs',
  'funds-missing',
  'funds-unreadable',
  'funds-do-not-add-up',
  'unit-assumed',
  'printed-twice',
  'same-name',
] as const;
export type Flag = (typeof FLAGS)[number];

/** How it was decided what a table is; each becomes a note of that code. */
export const TABLE_FLAGS = ['continued', 'told-by-elimination', 'untitled', 'title-doubtful'] as const;
export type TableFlag = (typeof TABLE_FLAGS)[number];

/** Why a whole document stayed unread (整份未读): each of its pages is told of by the same code. */
export const UNREAD_CODES = [
  'password-needed',
  'password-wrong',
  'encryption-unknown',
  'file-damaged',
  'file-no-pdf',
  'file-too-large',
  'reading-failed',
] as const;
export type UnreadCode = (typeof UNREAD_CODES)[number];

/** Whether a reason is that of a document that stayed unread. */
export function isUnread(reason: string): reason is UnreadCode {
  return UNREAD_CODES.some((code) => code === reason);
}

/** Codes of notes (提示): what a phase noticed on its way. */
export const NOTE_CODES = [
  ...TABLE_FLAGS,
  ...UNREAD_CODES,
  // pages
  'no-report',
  'page-not-read',
  'page-lost',
  'embedded-documents',
  'page-unreadable-costly',
  'look-failed',
  'scan-not-read',
  'picture-too-large',
  'picture-not-decoded',
  'page-unreadable-dark',
  'page-unreadable-noise',
  'picture-cut-off',
  'page-poorly-read',
  'unread-ink',
  'hidden-figures',
  'fonts-missing',
  'table-not-found',
  'content-absent',
  'page-damaged',
  // meaning
  'pipelines-tie',
  'another-department',
  'fiscal-year-doubtful',
  'unknown-statement',
  'unread-form',
  'form-money',
  'unread-cell',
  'unknown-column',
  'unit-from-document',
  'unit-assumed',
  'form-cut',
  'form-head-missing',
  'form-without-indicators',
  'form-printed-twice',
  'projects-of-same-name',
  'projects-nearly-alike',
  'catalog-code-unread',
  'page-printed-twice',
  // of a database that another version wrote
  'unknown-note',
] as const;
export type NoteCode = (typeof NOTE_CODES)[number];

/** Reasons (复核原因) that reconciliation itself gives for an entry of the review queue. */
export type QueueReason =
  | 'unit-line'
  | 'contradicted'
  | 'missing-amount'
  | 'missing-line'
  | 'missing-total'
  | 'identity-fails'
  | 'form-mismatch'
  | 'project-form-differs'
  | 'unknown-line'
  | 'unknown-column'
  | 'place-inferred'
  | 'place-doubtful'
  | 'claim-disagrees'
  | 'claim-doubtful'
  | 'unproven-reading'
  | 'unjudged';

/** Every reason for an entry of the queue: reconciliation's own, a note, or what an amount is flagged with. */
export type ReviewReason = QueueReason | NoteCode | Flag | Proof;

/** Rules of checks that no identities.yaml declares: units, forms and prose. */
export const ENGINE_RULES = [
  'unit-line',
  'project-form',
  'prose-share',
  'prose-change-rate',
  'prose-completion',
  'prose-items',
  'prose-nature',
  'prose-path',
  'prose-year',
] as const;
export type EngineRule = (typeof ENGINE_RULES)[number];

declare const DECLARED: unique symbol;
/** Id of an identity that a declaration (identities.yaml) gives; made by {@link declaredRule} and nothing else. */
export type DeclaredRule = string & { readonly [DECLARED]: true };
export type Rule = EngineRule | DeclaredRule;

function isDeclaredRule(id: string): id is DeclaredRule {
  return !ENGINE_RULES.some((rule) => rule === id);
}

/** The rule of a declared identity. @throws for the name of one of the engine's own rules. */
export function declaredRule(id: string): DeclaredRule {
  if (!isDeclaredRule(id)) throw new Error(`“${id}” is a rule of the engine; a declared identity needs another name`);
  return id;
}

/** The flags among stored words: those of another version that are no longer known are left out. */
export function flagsAmong(words: readonly string[]): readonly Flag[] {
  return FLAGS.filter((flag) => words.includes(flag)).sort((a, b) => words.indexOf(a) - words.indexOf(b));
}

/** A stored note's code. */
export function noteCodeOf(word: string): NoteCode {
  return NOTE_CODES.find((code) => code === word) ?? 'unknown-note';
}
