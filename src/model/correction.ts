import type { Box } from './box.ts';
import type { Flag } from './codes.ts';
import type { ClaimDraft, Reconciliation, ReviewItem } from './fact.ts';
import type { ProjectHead } from './form.ts';
import type { Fen, Unit } from './money.ts';
import { type ReviewData, saysSame, wasSaidAs } from './review-data.ts';
import type { Amount, Line, Side, Statement, StatementKind } from './statement.ts';

/**
 * What a reviewer decided (复核决定). `value`: another amount is printed there; `accept`: it is printed as published;
 * `publisher`: it is printed so, and the publisher erred; `line`, `measure`: the amount belongs to another line or
 * column; `ignore`: the whole table is none of ours; `seen`: a notice without an amount needs nothing more; `unit`: the
 * table's amounts are in another unit; `rename`: a line has another code or name; `table`: a table is another statement,
 * or has another title.
 */
export const CORRECTION_KINDS = [
  ...(['value', 'accept', 'publisher', 'line', 'measure', 'ignore', 'seen'] as const),
  ...(['unit', 'rename', 'table'] as const),
] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** `applied`; `confirmed`: reading it again gave the same; `orphaned`: its place was not found; `undone`. */
export type CorrectionStatus = 'applied' | 'confirmed' | 'orphaned' | 'undone';

/** Where a decision holds: words of the statement as read, and the print on the page. Never row numbers. */
export interface Anchor {
  readonly statement: string;
  readonly side: Side | null;
  readonly lineCode: string | null;
  readonly lineName: string;
  readonly lineName2: string | null;
  readonly measure: string;
  readonly page: number;
  readonly box: Box;
}

/** An amount with everything that names it. */
export interface Place {
  readonly statement: Statement;
  readonly line: Line;
  readonly amount: Amount;
}

/** The anchor of an amount as it was read. */
export function anchorOf({ statement, line, amount }: Place): Anchor {
  return {
    statement: statement.kind,
    side: line.side,
    lineCode: line.code,
    lineName: line.name,
    lineName2: line.name2,
    measure: amount.measure,
    page: amount.page,
    box: amount.box,
  };
}

/** Flag of an amount that nobody could read and a reviewer entered (补录). */
export const ENTERED = 'entered' satisfies Flag;

/** What an entry of the queue said when it was decided: code and data; of older versions its Chinese words. */
export interface Notice {
  readonly reason: string;
  readonly data?: ReviewData;
  readonly detail?: string;
}

/** Whether a notice that was decided is this one: what it says counts, not the words in which it was shown. */
export function isSameNotice({ reason, data, detail = '' }: Notice, item: Pick<ReviewItem, 'data'> & Notice): boolean {
  if (reason !== item.reason) return false;
  return data === undefined ? wasSaidAs(item.data, detail) : saysSame(data, item.data);
}

/**
 * The line or column that an amount belongs to; the notice that was seen; or the notice of a cell that could not be
 * read, in which a reviewer entered the amount.
 */
export type CorrectionTarget =
  | {
      readonly kind: 'line';
      readonly line: Pick<Anchor, 'side' | 'lineCode' | 'lineName' | 'lineName2' | 'page' | 'box'>;
    }
  | { readonly kind: 'measure'; readonly measure: string; readonly column: boolean }
  | { readonly kind: 'unit'; readonly unit: Unit }
  | { readonly kind: 'rename'; readonly code: string | null; readonly name: string }
  | { readonly kind: 'table'; readonly statement: StatementKind; readonly title: string }
  | ({ readonly kind: 'seen' } & Notice)
  | (Notice & {
      readonly kind: 'entry';
      /** The characters that were read instead of an amount. */
      readonly raw: string;
      readonly line: Pick<Anchor, 'side' | 'lineCode' | 'lineName' | 'lineName2' | 'page' | 'box'>;
    });

export interface Correction {
  readonly id: number;
  readonly kind: CorrectionKind;
  readonly anchor: Anchor;
  readonly oldValue: Fen | null;
  /** The amount that is to stand there; null where no single amount is decided. */
  readonly newValue: Fen | null;
  readonly target: CorrectionTarget | null;
  readonly reviewer: string;
  readonly reason: string;
  readonly at: string;
}

/** What reconciliation takes: all that was read of a document, before any verdict. */
export interface Readings {
  readonly pipeline: string | null;
  readonly statements: readonly Statement[];
  readonly drafts: readonly ClaimDraft[];
  /** Heads of the projects' forms, to be compared with 项目支出表. */
  readonly projects?: readonly ProjectHead[];
}

/** Readings under the reviewers' decisions, reconciled. */
export interface Conclusion {
  /** The statements as the reviewers want them; indexes are those of the readings. */
  readonly statements: readonly Statement[];
  /** `Statement.index` of tables that are none of ours; their lines and amounts are empty. */
  readonly ignored: ReadonlySet<number>;
  /** By correction id: what became of it. */
  readonly outcomes: ReadonlyMap<number, Exclude<CorrectionStatus, 'undone'>>;
  /** Whether a person has decided what this entry of the queue asks. */
  readonly settles: (item: ReviewItem) => boolean;
  readonly reconciliation: Reconciliation;
}
