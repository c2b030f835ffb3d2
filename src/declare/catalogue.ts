import * as z from 'zod';
import { MEASURES, STATEMENT_KINDS } from '../model/catalogue.ts';
import { isAddedKind, isAddedMeasure, type KnownMeasure, type StatementKind } from '../model/statement.ts';

const names = z.strictObject({
  zh: z.string().min(1).describe('中文名称'),
  en: z.string().min(1).describe('英文名称'),
});

/** catalogue.yaml: keys of statements and measures that a region adds to those of the contract. */
export const catalogueSchema = z.strictObject({
  statements: z
    .record(z.string().refine(isAddedKind, '只能用小写字母、数字和 _，且不能是已有的报表'), names)
    .default({})
    .describe('另加的报表：键 → 名称'),
  measures: z
    .record(z.string().refine(isAddedMeasure, '只能用小写字母、数字和 _，且不能是已有的列'), names)
    .default({})
    .describe('另加的列：键 → 名称'),
});

export type CatalogueDeclaration = z.output<typeof catalogueSchema>;

/** pipelines/catalogue.yaml: the statements and measures of the contract, in the order in which they are shown. */
export const contractSchema = z.strictObject({
  statements: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_]*$/u),
      names.extend({ core: z.boolean().default(false).describe('每份报告都应有一张的报表') }),
    )
    .describe('报表：键 → 名称'),
  measures: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/u), names).describe('列：键 → 名称'),
});

export type Contract = z.output<typeof contractSchema>;

const NOTHING: CatalogueDeclaration = { statements: {}, measures: {} };
let added = NOTHING;

/** Checks declarations under these additional keys; loading is synchronous, so nobody else sees them. */
export function withCatalogue<T>(catalogue: CatalogueDeclaration, run: () => T): T {
  const before = added;
  added = catalogue;
  try {
    return run();
  } finally {
    added = before;
  }
}

function isStatement(value: unknown): value is StatementKind {
  return typeof value === 'string' && (isOneOf(STATEMENT_KINDS, value) || Object.hasOwn(added.statements, value));
}

function isMeasure(value: unknown): value is KnownMeasure {
  return typeof value === 'string' && (isOneOf(MEASURES, value) || Object.hasOwn(added.measures, value));
}

function isOneOf(list: readonly string[], value: string): boolean {
  return list.includes(value);
}

/** What editors complete: the contract's keys; others must be of a catalogue. */
function choices(list: readonly string[]) {
  return { anyOf: [{ enum: [...list] }, { type: 'string', pattern: '^[a-z][a-z0-9_]*$' }] };
}

/** The key of a statement: the contract's, or one of the catalogue. */
export const statementKey = z
  .custom<StatementKind>(isStatement, {
    error: () => `期望 ${STATEMENT_KINDS.join('|')}，或 catalogue.yaml 里另加的报表`,
  })
  .meta(choices(STATEMENT_KINDS));

/** The key of a measure: the contract's, or one of the catalogue. */
export const measureKey = z
  .custom<KnownMeasure>(isMeasure, { error: () => `期望 ${MEASURES.join('|')}，或 catalogue.yaml 里另加的列` })
  .meta(choices(MEASURES));

/** The statements and measures that a catalogue adds, as keys. */
export function addedKeys({ statements, measures }: CatalogueDeclaration) {
  return {
    statements: Object.keys(statements).filter(isAddedKind),
    measures: Object.keys(measures).filter(isAddedMeasure),
  };
}
