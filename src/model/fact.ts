import type { Box } from './box.ts';
import type { Fen } from './money.ts';
import type { StatementKind } from './statement.ts';

export type Proof = 'proven' | 'consistent' | 'unproven' | 'contradicted';
export type Blame = 'publisher' | 'extraction' | 'unknown';
export type FactSource = 'text' | 'ocr' | 'repair' | 'correction';

/** Points at one amount: `Statement.index` and `Amount.index`. */
export interface FactRef {
  readonly statement: number;
  readonly amount: number;
}

/** What reconciliation says of one amount; the amount itself stays as it was read. */
export interface Verdict {
  readonly ref: FactRef;
  /** The value to publish: the reading, or a repair of an OCR reading. */
  readonly fen: Fen;
  readonly source: FactSource;
  readonly proof: Proof;
  /** Calibrated 0..1. */
  readonly confidence: number;
  readonly needsReview: boolean;
  readonly flags: readonly string[];
}

export type CheckStatus = 'pass' | 'fail' | 'not_applicable';

/** One accounting identity (勾稽关系) applied to one document. */
export interface Check {
  /** The declared rule's id. */
  readonly rule: string;
  /** Statement kinds it speaks of, joined by `,`. */
  readonly statement: string;
  /** Which instance: code, line name and measure, in words. */
  readonly scope: string;
  readonly lhs: Fen;
  readonly rhs: Fen;
  readonly difference: Fen;
  readonly tolerance: Fen;
  readonly status: CheckStatus;
  readonly blame: Blame | null;
  /** Every amount that takes part; the first `left` of them make up the left side. */
  readonly cells: readonly FactRef[];
  readonly left: number;
  /** The cells that are probably at fault, likeliest first; empty unless it fails. */
  readonly suspects: readonly FactRef[];
}

/** What a number in the prose is: an amount, a share (占比), a change (增减) or a count (个数). */
export type ClaimKind = 'amount' | 'share' | 'change' | 'count';

/** A number that the prose states, as extracted, before it is linked to a fact. */
export interface ClaimDraft {
  readonly page: number;
  readonly box: Box | null;
  /** Heading of the section it stands in. */
  readonly section: string;
  /** The words around the number, as printed. */
  readonly phrase: string;
  readonly kind: ClaimKind;
  /** 分 for amounts and changes in money; the number × 100 for shares (per cent), changes in per cent, and counts. */
  readonly fen: Fen;
  /** Half a unit of the last printed place, on the same scale as `fen`. */
  readonly tolerance: Fen;
  /** Words beside the number that name its subject, nearest first: line names, code paths (类/款/项), 基本支出, 合计. */
  readonly subjects: readonly string[];
  /** What the wording settles by itself; null where it does not. */
  readonly statement: StatementKind | null;
  readonly lineName: string | null;
  readonly measure: string | null;
}

/** A claim (文字表述): an amount that the prose states, and the fact it repeats. */
export interface Claim {
  readonly page: number;
  readonly box: Box | null;
  readonly section: string;
  readonly phrase: string;
  readonly fen: Fen;
  /** Decimals and unit as printed decide the tolerance; this is half a unit of the last place, in 分. */
  readonly tolerance: Fen;
  readonly statement: StatementKind | null;
  readonly lineName: string | null;
  readonly measure: string | null;
  readonly ref: FactRef | null;
  readonly status: 'agrees' | 'disagrees' | 'unlinked';
}

/** A thing a person should look at, with the place and the reason. */
export interface ReviewItem {
  readonly statement: StatementKind | null;
  readonly ref: FactRef | null;
  readonly page: number | null;
  readonly box: Box | null;
  /** Kebab-case reason code. */
  readonly reason: string;
  /** Higher is worse; orders the queue. */
  readonly severity: number;
  readonly detail: string;
}

/** What reconciliation returns for a document. */
export interface Reconciliation {
  readonly verdicts: readonly Verdict[];
  readonly checks: readonly Check[];
  readonly claims: readonly Claim[];
  readonly review: readonly ReviewItem[];
}
