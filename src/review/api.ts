import type { Box } from '../model/box.ts';
import type { CorrectionKind, CorrectionStatus } from '../model/correction.ts';
import type { FactRef, FindingMark, FindingOrigin, Scope } from '../model/fact.ts';
import type { ReviewData } from '../model/review-data.ts';
import type { ItemHeader } from '../model/statement.ts';
import type { DocumentHead } from '../store/read/evidence.ts';
import type { FindingFacets, FindingFilter, FindingRow } from '../store/read/findings.ts';
import type { DocumentWindow } from '../store/read/overview.ts';
import type { Facets, QueueEntry, QueueFilter, QueueWindow } from '../store/read/queue.ts';

export type {
  BulkAnswer,
  BulkItem,
  BulkPreview,
  BulkRequest,
  BulkUndone,
  EditAnswer,
  EditPreview,
  EditRequest,
  IntakeFile,
  IntakeView,
  SumChange,
  SumState,
} from './api-work.ts';
export type {
  DocumentHead,
  DocumentWindow,
  Facets,
  FindingFacets,
  FindingFilter,
  FindingRow,
  QueueEntry,
  QueueFilter,
  QueueWindow,
};

/** What server and page say to each other. Amounts are exact text in 元; nothing here is a float of money. */

/** An amount with its place and its names. */
export interface Cell {
  readonly ref: FactRef;
  readonly kind: string;
  readonly title: string;
  readonly unit: string;
  readonly line: number;
  readonly row: number;
  readonly side: string | null;
  readonly lineCode: string | null;
  readonly lineName: string;
  readonly lineName2: string | null;
  readonly measure: string;
  readonly amount: string;
  readonly raw: string;
  readonly readAmount: string;
  readonly page: number;
  readonly box: Box;
  readonly source: string;
  readonly readSource: string;
  readonly confidence: number;
  readonly proof: string;
  readonly needsReview: boolean;
  readonly flags: readonly string[];
  readonly others: readonly string[];
}

/** A member of an identity. */
export interface CheckCell {
  readonly ref: FactRef;
  readonly left: boolean;
  readonly suspect: boolean;
  readonly kind: string;
  readonly lineName: string;
  readonly measure: string;
  readonly amount: string;
  readonly page: number;
  readonly box: Box;
}

export interface CheckView {
  readonly index: number;
  readonly rule: string;
  /** The rule in words, as declared. */
  readonly title: string;
  /** In words; `place` says the same as data, null in rows of an older version. */
  readonly scope: string;
  readonly place: Scope | null;
  readonly relation: 'equal' | 'at_most';
  readonly lhs: string;
  readonly rhs: string;
  readonly difference: string;
  readonly tolerance: string;
  readonly status: string;
  readonly blame: string | null;
  readonly cells: readonly CheckCell[];
}

/** A value that might stand in the cell, and where it comes from. */
export interface Candidate {
  readonly amount: string;
  /** As one would type it in the unit of the table. */
  readonly printed: string;
  readonly from: readonly CandidateOrigin[];
}
export type CandidateOrigin = 'published' | 'read' | 'other' | 'implied' | 'elsewhere';

/** Something that happened to a cell. */
export interface HistoryEntry {
  readonly id: number | null;
  readonly kind: CorrectionKind | 'read' | 'repair';
  readonly status: CorrectionStatus | null;
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly target: string | null;
  readonly reviewer: string;
  readonly reason: string;
  readonly at: string | null;
  readonly undoneBy: string | null;
  readonly undoneAt: string | null;
}

/** An entry of the queue in full. */
export interface ItemView {
  readonly key: string;
  readonly group: string;
  readonly origin: string;
  readonly ref: FactRef | null;
  readonly statement: string | null;
  readonly page: number | null;
  readonly box: Box | null;
  readonly reason: string;
  readonly severity: number;
  /** In Chinese; `data` says the same without words, null in rows of an older version. */
  readonly detail: string;
  readonly data: ReviewData | null;
}

/** A line of the statement as a row of a table. */
export interface TableLine {
  readonly line: number;
  readonly row: number;
  readonly side: string | null;
  readonly code: string | null;
  readonly name: string;
  readonly name2: string | null;
  readonly cells: readonly TableCell[];
}
export interface TableCell {
  readonly ref: FactRef;
  readonly measure: string;
  readonly amount: string;
  readonly raw: string;
  readonly page: number;
  readonly box: Box;
  readonly proof: string;
  readonly source: string;
  readonly needsReview: boolean;
}
export interface TableColumn {
  readonly side: string | null;
  readonly measure: string;
  readonly header: readonly string[];
  /** Where the header words are printed. */
  readonly at?: { readonly page: number; readonly box: Box } | undefined;
  /** The printed columns that the lines of a transposed table were. */
  readonly items?: readonly ItemHeader[] | undefined;
}
export interface StatementTable {
  readonly index: number;
  readonly kind: string;
  readonly title: string;
  readonly unit: string;
  readonly ignored: boolean;
  readonly pages: readonly number[];
  readonly columns: readonly TableColumn[];
  readonly lines: readonly TableLine[];
}

/** A cell that could not be read, into which an amount may be entered: the likeliest line and column. */
export interface EntryPlace {
  readonly unit: string;
  readonly line: number | null;
  readonly measure: string | null;
}

/** Everything needed to decide one entry or one cell. */
export interface Evidence {
  readonly document: DocumentHead;
  /** Changes whenever somebody decided here or the value changed: sent back with a decision. */
  readonly version: string;
  /** Null when it is not (or no longer) in the queue. */
  readonly item: ItemView | null;
  readonly cell: Cell | null;
  /** Null where there is an amount, or no table to enter one into. */
  readonly entry: EntryPlace | null;
  readonly page: { readonly number: number; readonly width: number; readonly height: number } | null;
  readonly box: Box | null;
  /** The cell's row, its column and its column's header on the page. */
  readonly rowBox: Box | null;
  readonly columnBox: Box | null;
  readonly headerBox: Box | null;
  readonly header: readonly string[];
  readonly checks: readonly CheckView[];
  readonly candidates: readonly Candidate[];
  readonly history: readonly HistoryEntry[];
  readonly elsewhere: readonly Cell[];
  readonly group: readonly ItemView[];
  /** The table around the cell or the place of entry; null for a notice without one. */
  readonly table: StatementTable | null;
}

/** What the page asks the server to decide. */
export interface DecisionRequest {
  readonly document: string;
  readonly item: string | null;
  readonly ref: FactRef | null;
  readonly version: string;
  readonly kind: CorrectionKind;
  /** As typed, in the unit of the table; for `value`. */
  readonly value?: string | undefined;
  readonly line?: number | undefined;
  readonly measure?: string | undefined;
  /** Whether `measure` holds for the whole column. */
  readonly column?: boolean | undefined;
  readonly reviewer: string;
  readonly reason: string;
  readonly filter: QueueFilter;
}

export interface DecisionAnswer {
  readonly id: number;
  /** Entries that this decision took off the queue, or put on it. */
  readonly settled: number;
  readonly added: number;
  readonly left: number;
  readonly next: Next | null;
}

/** The entry to look at after a decision, within the filter. */
export interface Next {
  readonly index: number;
  readonly entry: QueueEntry;
  readonly evidence: Evidence;
}

export interface UndoAnswer {
  readonly left: number;
  readonly document: string;
  readonly ref: FactRef | null;
  readonly item: string | null;
}

/** Somebody else was first: nothing was written. An outcome to show, not a failed request. */
export interface Conflict {
  readonly error: 'conflict';
  /** What stands there now; null when it is gone. */
  readonly current: Evidence | null;
  /** The latest decision there. */
  readonly by: HistoryEntry | null;
}

/** Why a request was refused. */
export interface Refusal {
  readonly error: 'invalid' | 'not-found' | 'forbidden' | 'unauthorised' | 'busy' | 'failed';
  readonly detail: string;
}

export interface DocumentRow extends Omit<DocumentHead, 'current'> {
  readonly status: string;
  readonly statements: number;
  readonly facts: number;
  readonly proven: number;
  readonly toReview: number;
  readonly open: number;
  readonly checksFailed: number;
  readonly findings: number;
  readonly corrections: number;
  readonly current: boolean;
  readonly importedAt: string;
}

export interface DocumentView {
  readonly document: DocumentRow;
  readonly sizes: readonly { readonly number: number; readonly width: number; readonly height: number }[];
  readonly statements: readonly StatementTable[];
  readonly openItems: readonly ItemView[];
}

/** Expenditure of one department in one year by class (类). */
export interface ChartBar {
  readonly department: string;
  readonly fiscalYear: number;
  readonly documentType: string;
  readonly document: string;
  readonly parts: readonly ChartPart[];
}
export interface ChartPart {
  readonly code: string;
  readonly name: string;
  readonly amount: string;
  readonly ref: FactRef;
  readonly proof: string;
  readonly needsReview: boolean;
}

export interface ChartRows {
  readonly document: DocumentHead;
  readonly rows: readonly Cell[];
}

/** Pushed to open pages: somebody (or another program) changed something. */
export interface Change {
  readonly left: number;
  readonly at: number;
}

/** A finding in the list, with what its rule is called. */
export interface FindingEntry extends FindingRow {
  readonly title: string;
}

export interface FindingWindow {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly FindingEntry[];
}

/** A place on a page that a finding speaks of. */
export interface FindingPlace {
  readonly role: 'left' | 'right' | 'suspect' | 'sentence';
  readonly page: number;
  readonly box: Box;
}

/** A page with such places, and its size in points. */
export interface FindingPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
}

export interface MarkEntry {
  readonly number: number;
  readonly mark: FindingMark;
  readonly note: string;
  readonly reviewer: string;
  readonly at: string;
}

/** Everything that a finding rests on. */
export interface FindingView {
  readonly document: DocumentHead;
  readonly row: FindingEntry;
  /** The finding in words, as `yusuan check` has it: what is wrong, the sum written out. */
  readonly text: readonly string[];
  readonly check: CheckView | null;
  /** What the prose says, in full. */
  readonly sentence: string | null;
  /** The amount that the sentence speaks of. */
  readonly cell: Cell | null;
  readonly places: readonly FindingPlace[];
  readonly pages: readonly FindingPage[];
  readonly marks: readonly MarkEntry[];
}

/** What the page asks the server to note about a finding. `seen`: the number of the mark in force; 0 for none. */
export interface MarkRequest {
  readonly document: string;
  readonly origin: FindingOrigin;
  readonly index: number;
  readonly finding: string;
  readonly seen: number;
  readonly mark: FindingMark;
  readonly note: string;
  readonly reviewer: string;
}
