import type { Box } from './box.ts';
import { CORE_KINDS, MEASURES, STATEMENT_KINDS } from './catalogue.ts';
import type { Flag } from './codes.ts';
import type { Fen, Unit } from './money.ts';
import type { Source } from './page.ts';

/** A table with amounts that is none of the declared statements: kept under its printed title. */
export const OTHER = 'other';

declare const ADDED: unique symbol;
/** A key that a declaration adds to those of the contract (catalogue.yaml); made by {@link addedKind} and {@link addedMeasure}. */
export type AddedKind = string & { readonly [ADDED]: 'statement' };
export type AddedMeasure = string & { readonly [ADDED]: 'measure' };
export type StatementKind = (typeof STATEMENT_KINDS)[number] | AddedKind;
const KEY = /^[a-z][a-z0-9_]*$/u;

/** Whether a declaration may add a statement of this key. */
export function isAddedKind(key: string): key is AddedKind {
  return KEY.test(key) && !STATEMENT_KINDS.some((kind) => kind === key);
}

/** A statement by its key, the contract's or an added one; null for a key that can be none. */
export function asKind(key: string): StatementKind | null {
  return STATEMENT_KINDS.find((kind) => kind === key) ?? (isAddedKind(key) ? key : null);
}

/** Whether a declaration may add a measure of this key. */
export function isAddedMeasure(key: string): key is AddedMeasure {
  return KEY.test(key) && !MEASURES.some((measure) => measure === key);
}

/** Whether a statement is one of the core, of which a report has one each. */
export function isCore(kind: StatementKind): boolean {
  return CORE_KINDS.some((core) => core === kind);
}

/**
 * How sure it is where an amount belongs (归位): `established` when title, header tree and codes or names of a
 * declaration agree, `inferred` when position, elimination or one of them alone told it, `unknown` when it is kept as
 * printed under `other` or `other:`.
 */
export const PLACEMENTS = ['established', 'inferred', 'unknown'] as const;
export type Placement = (typeof PLACEMENTS)[number];

/** What is known of an amount whose statement, line and column are known to these degrees: no more than of the weakest. */
export function weakest(...placements: readonly Placement[]): Placement {
  return PLACEMENTS.findLast((one) => placements.includes(one)) ?? 'established';
}

/** A column that fits none of the contract's measures, nor an added one, is `other:<header words>`. */
export type KnownMeasure = (typeof MEASURES)[number] | AddedMeasure;

/** Measures that say of which fund (资金性质) the money is. */
export const FUND_MEASURES: readonly KnownMeasure[] = [
  'general_public',
  'government_fund',
  'state_capital',
  'special_account',
  'unit_funds',
  'appropriation',
];

/** Measures that say from where a unit's own money comes (单位资金来源). */
export const SOURCE_MEASURES: readonly KnownMeasure[] = [
  'superior_subsidy',
  'business',
  'operating_revenue',
  'affiliate_remittance',
  'other_revenue',
];

/**
 * What heads a column that is none of the known measures: an economic class in a matrix (`economic:30101`), a 三公 item of
 * a unit (`item:公务接待费`), or words that no declaration knows.
 */
export const MEASURE_PREFIXES = ['economic', 'item', 'other'] as const;
export type Measure = KnownMeasure | `${(typeof MEASURE_PREFIXES)[number]}:${string}`;

/** A measure that was stored, the contract's or an added one; null for a name that can be none. */
export function storedMeasure(name: string): Measure | null {
  return asMeasure(name) ?? (isAddedMeasure(name) ? name : null);
}

/** A measure by its name; null for a name that is none. */
export function asMeasure(name: string): Measure | null {
  const known = MEASURES.find((measure) => measure === name);
  if (known !== undefined) return known;
  const prefix = MEASURE_PREFIXES.find((one) => name.startsWith(`${one}:`));
  return prefix === undefined ? null : `${prefix}:${name.slice(prefix.length + 1)}`;
}

/** Whether an amount stands beside what the core declares: another table, or a column told by its own words or item. */
export function isBeside(kind: StatementKind, measure: string, placement: Placement): boolean {
  return (
    !isCore(kind) || placement === 'unknown' || MEASURE_PREFIXES.some((prefix) => measure.startsWith(`${prefix}:`))
  );
}

export type Side = 'revenue' | 'expenditure';
export type CodeScheme = 'functional' | 'economic_department' | 'economic_government' | 'revenue';
/** What a line's code is a code of: a classification (科目), a unit (单位代码) or a project (项目代码). */
export type LineScheme = CodeScheme | 'unit' | 'project';

/** What a line is in the tree of its statement. */
export type LineRole =
  | 'grand_total' // 收入总计, 支出总计, 合计 over everything
  | 'subtotal' // 本年收入合计, 本年支出合计, 人员经费合计
  | 'subject' // a classification subject (科目), with or without a printed code
  | 'source' // a fund source or carry-over line of a revenue side
  | 'item'; // unit, project, 三公 item, anything else

/** One line (行) of a statement; a printed row of a two-sided or side-by-side table gives one line per side. */
export interface Line {
  /** Position in `Statement.lines`. */
  readonly index: number;
  /** 1-based printed row within the statement, as the contract counts it. */
  readonly row: number;
  readonly side: Side | null;
  readonly role: LineRole;
  /** Printed code with separators removed, zero-padded; null where none is printed. */
  readonly code: string | null;
  /** Tidied name (contract, "Line names"). */
  readonly name: string;
  readonly name2: string | null;
  /** A third classification printed in the same row; absent where there is none. */
  readonly name3?: string | null;
  /** The name exactly as read. */
  readonly rawName: string;
  readonly standardCode: string | null;
  readonly standardCode2: string | null;
  readonly standardCode3?: string | null;
  readonly scheme: LineScheme | null;
  /** Index of the line of which this one is a part, by code, ordinal, indentation or repetition; null at the top. */
  readonly parent: number | null;
  readonly page: number;
  readonly box: Box;
  readonly source: Source;
  /** Confidence that this line is what it says (code and name), 0..1; 1 for a trusted text layer. */
  readonly confidence: number;
  readonly flags: readonly Flag[];
}

/** One amount as printed: where, how read, and what it means; the input of reconciliation. */
export interface Amount {
  /** Position in `Statement.amounts`. */
  readonly index: number;
  /** Index into `Statement.lines`. */
  readonly line: number;
  readonly measure: Measure;
  /** How sure statement, line and column are, taken together. */
  readonly placement: Placement;
  readonly fen: Fen;
  readonly raw: string;
  readonly unit: Unit;
  /** Decimals printed: decides the tolerance of sums. */
  readonly decimals: number;
  readonly page: number;
  readonly box: Box;
  readonly source: Source;
  /** Confidence of the reading alone, 0..1; 1 for a trusted text layer. */
  readonly confidence: number;
  /** Other readings of the same print, as texts, most likely first. */
  readonly others: readonly string[];
  /** What was read when the picture was looked at again (复看), equal readings repeated; absent when it was not. */
  readonly looks?: readonly string[];
  readonly flags: readonly Flag[];
}

/** A numeric column of a statement. */
export interface MeasureColumn {
  readonly side: Side | null;
  readonly measure: Measure;
  /** Header words, top to bottom, as read. */
  readonly header: readonly string[];
  /** Whether its headings say all there is to know, though no measure of the contract is what they say. */
  readonly understood?: boolean;
  /** Where they are printed; absent when nobody noted it. */
  readonly at?: { readonly page: number; readonly box: Box };
  /** In a transposed table each line has a printed column of its own, with its own header words. */
  readonly items?: readonly ItemHeader[];
}

/** The header of the printed column that a line of a transposed table was. */
export interface ItemHeader {
  /** Index into `Statement.lines`. */
  readonly line: number;
  readonly header: readonly string[];
  readonly page: number;
  readonly box: Box;
}

/** A statement as printed, every cell accounted for. */
export interface Statement {
  readonly kind: StatementKind;
  /** 0-based position in the document. */
  readonly index: number;
  /** The table it came from (`Table.index`). */
  readonly table: number;
  /** As printed, spaces removed; '' when none was found. */
  readonly title: string;
  /** The unit whose statement it is, where that is not the document's department. */
  readonly department?: string;
  /** How sure it is that the table is this statement. */
  readonly placement: Placement;
  /** A person said what the table is. */
  readonly placedByHand?: true;
  readonly unit: Unit;
  /** Whether the unit was printed with this table (false: taken from elsewhere in the document). */
  readonly unitPrinted: boolean;
  readonly pages: readonly number[];
  readonly columns: readonly MeasureColumn[];
  readonly lines: readonly Line[];
  readonly amounts: readonly Amount[];
  /** Printed notes below it. */
  readonly remarks: readonly string[];
}

/** How a statement or measure that a declaration added is called (另加的报表、列的名称). */
export interface AddedName {
  readonly what: 'statement' | 'measure';
  readonly key: string;
  readonly zh: string;
  readonly en: string;
}
