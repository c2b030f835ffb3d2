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
