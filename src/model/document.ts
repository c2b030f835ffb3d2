import type { ClaimDraft, Reconciliation } from './fact.ts';
import type { CatalogRow, Indicator, Project, Report } from './form.ts';
import type { Note } from './note.ts';
import type { Statement } from './statement.ts';

export type DocumentType = 'budget' | 'final';

/** `unrecognised`: no budget or final-accounts report; `template`: a blank form without figures. */
export type DocumentStatus = 'done' | 'done_with_warnings' | 'unrecognised' | 'template' | 'failed';

/** Who published what for which year, as printed on cover and titles. */
export interface Identity {
  readonly documentType: DocumentType | null;
  readonly fiscalYear: number | null;
  readonly department: string | null;
}

/** What a report says beside its statements, targets and catalogue. */
export type SideReport = Omit<Report, 'indicators' | 'projects' | 'catalog'>;

/** What became of the amounts that a page prints (页的金额清点): every one of them is in exactly one of these places. */
export interface PageCoverage {
  readonly page: number;
  readonly printed: number;
  readonly facts: number;
  /** In forms and catalogues, which have views of their own. */
  readonly forms: number;
  /** In the text between the tables. */
  readonly prose: number;
  /** In columns and rows that are declared to hold none: percentages, differences, quantities. */
  readonly noAmount: number;
  /** Without a place; the review queue says where. */
  readonly unplaced: number;
}

/** Everything yusuan knows of one document; the store writes it in one transaction. */
export interface DocumentResult {
  readonly identity: Identity;
  readonly status: DocumentStatus;
  readonly pages: number;
  /** Name of the declaration (pipelines/) that read it; null when unrecognised. */
  readonly pipeline: string | null;
  readonly statements: readonly Statement[];
  readonly indicators: readonly Indicator[];
  readonly projects: readonly Project[];
  readonly catalog: readonly CatalogRow[];
  /** Absent where no declaration read the document. */
  readonly report?: SideReport;
  /** What the prose states, before linking: kept so that a document can be reconciled again after a correction. */
  readonly drafts?: readonly ClaimDraft[];
  readonly reconciliation: Reconciliation;
  readonly notes: readonly Note[];
  /** What became of the amounts of each page; absent where no declaration read the document. */
  readonly coverage?: readonly PageCoverage[];
}
