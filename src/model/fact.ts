import type { Box } from './box.ts';
import type { Blame, Flag, Proof, ReviewReason, Rule } from './codes.ts';
import type { Fen } from './money.ts';
import type { ReviewData } from './review-data.ts';
import type { Side, StatementKind } from './statement.ts';

export type { Blame, Proof } from './codes.ts';
export type FactSource = 'text' | 'ocr' | 'repair' | 'correction';

/** Points at one amount: `Statement.index` and `Amount.index`. */
export interface FactRef {
  readonly statement: number;
  readonly amount: number;
}

/** The same as a key of maps and sets. */
export function refKey({ statement, amount }: FactRef): string {
  return `${statement}/${amount}`;
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
  readonly flags: readonly Flag[];
}

/** A line (行) with the columns (列) that an identity takes of it. */
export type LineScope = {
  readonly of: 'line';
  /** Code and name as printed; several names where several lines make up a side. */
  readonly line: string;
  readonly measures: readonly string[];
};

/** Which instance of its rule a check is (范围), as data: words are made of it in messages/. Names stand as printed. */
export type Scope =
  | LineScope
  | { readonly of: 'unit'; readonly printed: string; readonly expected: string }
  /** A project's form; `line`: its line in 项目支出表 where that has another name. */
  | { readonly of: 'project'; readonly project: string; readonly line?: string }
  /** Words of the prose. */
  | { readonly of: 'words'; readonly phrase: string }
  /** Listed items without an amount, and lines with one that are not listed. */
  | { readonly of: 'items'; readonly listed: readonly string[]; readonly instead: readonly string[] }
  /** A path whose codes bear other names. */
  | { readonly of: 'names'; readonly phrase: string; readonly called: readonly Called[] }
  /** A path that the statement does not print. */
  | { readonly of: 'nowhere'; readonly phrase: string };

/** What a statement calls a code. */
export type Called = { readonly code: string; readonly name: string };

/** The scope of one line and its columns. */
export function lineScope(line: string, measures: readonly string[]): LineScope {
  return { of: 'line', line, measures };
}

export type CheckStatus = 'pass' | 'fail' | 'not_applicable';

/** One accounting identity (勾稽关系) applied to one document. */
export interface Check {
  readonly rule: Rule;
  /** Statement kinds it speaks of, joined by `,`. */
  readonly statement: string;
  readonly scope: Scope;
  readonly lhs: Fen;
  readonly rhs: Fen;
  readonly difference: Fen;
  readonly tolerance: Fen;
  readonly status: CheckStatus;
  /** Who made what fails; of a difference that passes: `publisher` when it is surely what the publisher's rounding left. */
  readonly blame: Blame | null;
  /** Every amount that takes part; the first `left` of them make up the left side. */
  readonly cells: readonly FactRef[];
  readonly left: number;
  /** The cells that are probably at fault, likeliest first; empty unless it fails. */
  readonly suspects: readonly FactRef[];
  /** Where the prose says it; absent for checks of amounts, whose cells say where they are. */
  readonly page?: number;
}

/**
 * What the prose states. Numbers: a figure of its own (`amount`), a change (增减) against another one, or a percentage
 * (占比、增减率、完成率) of two of them (`ratio`). Words: lines that a sum is made up of (`items`, 主要包括…), the column in
 * which a line's money stands (`nature`, 主要用于…等基本支出), a subject by its names and code (`path`), a comparison of
 * the year with itself (`year`).
 */
export type ClaimKind = 'amount' | 'change' | 'ratio' | 'items' | 'nature' | 'path' | 'year';

/** An amount of a statement that a claim may repeat. */
export interface ClaimTarget {
  readonly statement: StatementKind;
  /** Half of a two-sided statement; null in the others. */
  readonly side: Side | null;
  /** Printed code of the line; null where only its name is known. */
  readonly code: string | null;
  /**
   * Names of the line, likeliest first: 合计 for the statement's (side's) grand total, 类/款/项 for a path, `…` before
   * words that end in the name; `*` stands for anything.
   */
  readonly lines: readonly string[];
  readonly measure: string;
  /** Words of which the column's heading must have one for another amount in it to be an error: 年初 of two plans. */
  readonly headed?: readonly string[];
}

/** The measure of a target that means any column. */
export const ANY_MEASURE = '*';

/**
 * How a claim is compared. `firm`: with the first target that is printed; `weak`: with all of them, an equal amount
 * confirms it, a different one is no contradiction.
 */
export type ClaimBinding = 'firm' | 'loose' | 'weak';

/** What the prose states at one place, as extracted, before it is linked to facts. */
export interface ClaimDraft {
  readonly page: number;
  readonly box: Box | null;
  /** Heading of the section it stands in. */
  readonly section: string;
  /** The words around the number, as printed. */
  readonly phrase: string;
  readonly kind: ClaimKind;
  /** How surely its number was read; absent for 1. */
  readonly confidence?: number;
  /** 分; of a change its size, whatever its direction; of a ratio hundredths of a per cent; of words 0. */
  readonly fen: Fen;
  /** Half a unit of the last printed place, on the scale of `fen`. */
  readonly tolerance: Fen;
  /** A ratio recomputed from the prose's own amounts; null for all others. */
  readonly recomputed: Check | null;
  /**
   * What it may repeat, likeliest first; empty when the wording names nothing that a statement prints. Of `items` one
   * per name, of any measure ({@link ANY_MEASURE}).
   */
  readonly targets: readonly ClaimTarget[];
  readonly binding: ClaimBinding;
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
  /** `unlinked` with a `ref`: it differs from that amount by what may be a misreading. */
  readonly status: 'agrees' | 'disagrees' | 'unlinked';
}

/** A thing a person should look at, with the place and the reason. */
export interface ReviewItem {
  readonly statement: StatementKind | null;
  readonly ref: FactRef | null;
  readonly page: number | null;
  readonly box: Box | null;
  readonly reason: ReviewReason;
  /** Higher is worse; orders the queue: see severity.ts. */
  readonly severity: number;
  /** What the sentence about it is made of (messages/sentences.ts). */
  readonly data: ReviewData;
}

/** What reconciliation returns for a document. */
export interface Reconciliation {
  readonly verdicts: readonly Verdict[];
  readonly checks: readonly Check[];
  readonly claims: readonly Claim[];
  readonly review: readonly ReviewItem[];
}
/** What may be said of a finding (勾稽问题); the three are never mixed. */
export const FINDING_STATES = ['fails', 'unjudged', 'rounding'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** Where a finding comes from: an identity, or a sentence of the prose. */
export const FINDING_ORIGINS = ['check', 'claim'] as const;
export type FindingOrigin = (typeof FINDING_ORIGINS)[number];

/** Kinds of error: sums within a table, between tables, a table's unit, a project's form; an amount, a percentage, words of the prose. */
export const FINDING_KINDS = ['within', 'across', 'unit', 'form', 'amount', 'ratio', 'wording'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** What people did about a finding: `reported` to the publisher, `answered` by it, found `mistaken`; `none` takes that back. */
export const FINDING_MARKS = ['none', 'reported', 'answered', 'mistaken'] as const;
export type FindingMark = (typeof FINDING_MARKS)[number];
