import type { Scope } from '../model/fact.ts';

/** What server and page say to each other about taking documents in, and about setting whole tables right. */

/** One document that is being taken in. */
export interface IntakeFile {
  /** Names it among the others. */
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  /** `known`: the same bytes are there already; `stopped`: somebody cancelled. */
  readonly state: 'waiting' | 'reading' | 'done' | 'known' | 'failed' | 'stopped';
  readonly done: number;
  readonly pages: number;
  /** Why it failed, and what to do about it. */
  readonly problem: string | null;
  readonly sha256: string | null;
  readonly status: string | null;
  readonly sameAs: string | null;
  readonly facts: number;
  readonly proven: number;
  readonly open: number;
  readonly findings: number;
}

export interface IntakeView {
  /** Whether this server can take documents in at all. */
  readonly able: boolean;
  readonly running: boolean;
  /** Documents in the database. */
  readonly documents: number;
  readonly files: readonly IntakeFile[];
}

/** Sets a whole table or a line right. `seen`: what stood there when it was decided. */
export interface EditRequest {
  readonly document: string;
  readonly table: number;
  readonly kind: 'unit' | 'table' | 'rename';
  readonly seen: {
    readonly kind: string;
    readonly title: string;
    readonly unit: string;
    readonly code?: string | null | undefined;
    readonly name?: string | undefined;
  };
  readonly unit?: string | undefined;
  readonly statement?: string | undefined;
  readonly title?: string | undefined;
  readonly line?: number | undefined;
  readonly code?: string | undefined;
  readonly name?: string | undefined;
  readonly reviewer: string;
  readonly reason: string;
}

export interface EditAnswer {
  readonly id: number;
  readonly left: number;
}

export interface SumState {
  readonly status: string;
  readonly lhs: string;
  readonly rhs: string;
}

/** A sum before and after; null where it is only there in one of them. */
export interface SumChange {
  readonly rule: string;
  /** What the rule is called. */
  readonly title: string;
  readonly place: Scope;
  readonly before: SumState | null;
  readonly after: SumState | null;
}

/** What decisions would do. */
export interface EditPreview {
  /** Whether they can be carried out: amounts finer than a 分 cannot be kept. */
  readonly possible: boolean;
  readonly mended: number;
  readonly broken: number;
  /** Sums that hold afterwards. */
  readonly held: number;
  readonly sums: readonly SumChange[];
  /** Entries of the document's queue, after and before. */
  readonly left: number;
  readonly leftBefore: number;
}

/** An entry of the queue as it was seen when it was chosen. */
export interface BulkItem {
  readonly document: string;
  readonly key: string;
  /** The amount that stood there; null for a notice. */
  readonly amount: string | null;
}

/** One decision over many entries: amounts are read right, notices are seen. */
export interface BulkRequest {
  readonly items: readonly BulkItem[];
  readonly reviewer: string;
  readonly reason: string;
}

export interface BulkPreview {
  readonly decisions: number;
  /** Changed or settled meanwhile: they are left out. */
  readonly skipped: number;
  readonly mended: number;
  readonly broken: number;
  readonly left: number;
  readonly leftBefore: number;
}

/** `ids`: what was really taken back; others were so before. */
export interface BulkUndone {
  readonly ids: readonly number[];
  readonly left: number;
}

export interface BulkAnswer {
  readonly ids: readonly number[];
  /** Left out because something else stands there by now. */
  readonly skipped: number;
  /** Left out because nobody can see the page: its PDF moved. */
  readonly blind: number;
  readonly left: number;
}
