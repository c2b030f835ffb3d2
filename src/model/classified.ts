import type { TableFlag } from './codes.ts';
import type { Identity } from './document.ts';
import type { Placement, StatementKind } from './statement.ts';

/** How sure classification is that a table is a statement of this kind, 0..1. */
export interface Candidate {
  readonly kind: StatementKind;
  readonly score: number;
  /** Whether no line of the table speaks for it, only words that many statements have over their columns. */
  readonly weak?: boolean;
}

/**
 * What a table is. `statement`: one of ours; `contents`: rows of a table of contents (目录); `stranger`: amounts under a
 * title that no declaration knows; `form`: a form (绩效目标表) with amounts; `other`: catalogues, staff tables, forms without.
 */
export type TableRole = 'statement' | 'contents' | 'stranger' | 'form' | 'other';

export interface ClassifiedTable {
  /** `Table.index`. */
  readonly table: number;
  readonly role: TableRole;
  /** Set exactly when `role` is `statement`. */
  readonly kind: StatementKind | null;
  /** How sure it is that it is this statement. */
  readonly placement: Placement;
  /** The title line as printed, spaces removed; '' when none was found. */
  readonly title: string;
  readonly score: number;
  /** Other kinds that were considered, best first. */
  readonly runnersUp: readonly Candidate[];
  /** The unit whose table it is, where it is not the document's department. */
  readonly department?: string;
  /** What was odd. */
  readonly flags: readonly TableFlag[];
}

/** What the document is, which declaration reads it, and what each of its tables is (in table order). */
export interface Classification {
  readonly identity: Identity;
  /** Name of the pipeline; null when the document is no budget or final-accounts report. */
  readonly pipeline: string | null;
  readonly tables: readonly ClassifiedTable[];
}
