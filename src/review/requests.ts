import * as z from 'zod';
import { CORRECTION_KINDS } from '../model/correction.ts';
import { FINDING_KINDS, FINDING_MARKS, FINDING_ORIGINS, FINDING_STATES } from '../model/fact.ts';
import { DOCUMENTS_SHOWN, MOST_DOCUMENTS } from './limits.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const index = z.number().int().min(0).max(1_000_000);
const words = z.string().max(2_000);
const ref = z.strictObject({ statement: index, amount: index });
const facet = z.string().max(20_000).optional();

const filter = z.strictObject({ document: sha256.optional(), department: facet, statement: facet, reason: facet });

/** Body of a decision; see `DecisionRequest`. */
export const decisionBody = z.strictObject({
  document: sha256,
  item: z.string().max(500).nullable(),
  ref: ref.nullable(),
  version: z.string().max(64),
  kind: z.enum(CORRECTION_KINDS),
  value: z.string().max(100).optional(),
  line: index.optional(),
  measure: z.string().max(500).optional(),
  column: z.boolean().optional(),
  reviewer: z.string().trim().min(1).max(100),
  reason: words,
  filter,
});

export const undoBody = z.strictObject({ reviewer: z.string().trim().min(1).max(100), reason: words });

const whole = (most: number) =>
  z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number)
    .pipe(z.number().max(most));

export const queueQuery = filter.extend({ offset: whole(9_999_999).default(0), limit: whole(500).default(100) });
export const facetsQuery = filter;
export const spotQuery = filter.extend({ of: sha256, key: z.string().max(500) });

export const evidenceQuery = z.strictObject({
  document: sha256,
  item: z.string().min(1).max(500).optional(),
  statement: whole(1_000_000).optional(),
  amount: whole(1_000_000).optional(),
});

export const documentsQuery = z.strictObject({
  text: z.string().max(200).default(''),
  limit: whole(MOST_DOCUMENTS).default(DOCUMENTS_SHOWN),
});
export const documentParam = z.strictObject({ sha256 });
export const pageParam = z.strictObject({ sha256, page: whole(5_000).pipe(z.number().min(1)) });
export const scaleQuery = z.strictObject({ scale: z.enum(['1', '1.5', '2', '3', '4']).default('2').transform(Number) });
export const classQuery = z.strictObject({ document: sha256, code: z.string().regex(/^\d{3}$/) });
export const correctionParam = z.strictObject({ id: whole(9_999_999) });

const findingFilter = z.strictObject({
  state: z.enum(FINDING_STATES).default('fails'),
  document: sha256.optional(),
  department: facet,
  kind: z.enum(FINDING_KINDS).optional(),
  grade: z.enum(['1', '2', '3']).optional(),
  mark: z.enum(FINDING_MARKS).optional(),
});
export const findingQuery = findingFilter.extend({
  offset: whole(9_999_999).default(0),
  limit: whole(500).default(100),
});
export const findingFacetsQuery = findingFilter;
export const findingParam = z.strictObject({
  document: sha256,
  origin: z.enum(FINDING_ORIGINS),
  index: whole(1_000_000),
});
export const EXPORTED = ['text', 'markdown', 'html', 'xlsx'] as const;
export const findingExport = findingFilter.extend({
  format: z.enum(EXPORTED),
  origin: z.enum(FINDING_ORIGINS).optional(),
  index: whole(1_000_000).optional(),
});
/** Body of a mark; see `MarkRequest`. */
export const markBody = z.strictObject({
  document: sha256,
  origin: z.enum(FINDING_ORIGINS),
  index,
  finding: z.string().max(20_000),
  seen: index,
  mark: z.enum(FINDING_MARKS),
  note: words,
  reviewer: z.string().trim().min(1).max(100),
});

export const uploadQuery = z.strictObject({ name: z.string().min(1).max(1_000) });
/** Ids of uploads, and links to documents or lists of them. */
export const importBody = z.strictObject({
  uploads: z.array(z.string().max(20)).max(20_000),
  links: z
    .array(
      z
        .string()
        .max(4_000)
        .regex(/^https?:\/\//),
    )
    .max(1_000),
});

export const exportQuery = z.strictObject({
  table: z.enum(['review_queue', 'documents', 'facts']),
  format: z.enum(['xlsx', 'csv']),
  department: facet,
  statement: facet,
});

/** Body of an edit of a table or a line; see `EditRequest`. */
export const editBody = z.strictObject({
  document: sha256,
  table: index,
  kind: z.enum(['unit', 'table', 'rename']),
  seen: z.strictObject({
    kind: z.string().max(200),
    title: words,
    unit: z.string().max(20),
    code: z.string().max(200).nullable().optional(),
    name: words.optional(),
  }),
  unit: z.string().max(20).optional(),
  statement: z.string().max(100).optional(),
  title: words.optional(),
  line: index.optional(),
  code: z.string().max(200).optional(),
  name: words.optional(),
  reviewer: z.string().trim().min(1).max(100),
  reason: words,
});
export const tableQuery = z.strictObject({ document: sha256, table: whole(1_000_000) });

const reviewer = z.string().trim().min(1).max(100);
export const bulkBody = z.strictObject({
  items: z
    .array(z.strictObject({ document: sha256, key: z.string().max(500), amount: z.string().max(60).nullable() }))
    .min(1)
    .max(500),
  reviewer,
  reason: words,
});
export const bulkUndoBody = z.strictObject({ ids: z.array(index).min(1).max(500), reviewer });
export const findBody = z.strictObject({ document: sha256, folder: z.string().min(1).max(4_000) });
