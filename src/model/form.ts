import type { Box } from './box.ts';
import type { Fen, Unit } from './money.ts';

/** One performance indicator (绩效指标) of a 整体/项目支出绩效目标表; see the contract's `indicators` view. */
export interface Indicator {
  readonly page: number;
  readonly box: Box;
  /** Project name as printed; null for the department as a whole. */
  readonly project: string | null;
  readonly scope: 'period' | 'year';
  readonly level1: string | null;
  readonly level2: string | null;
  readonly level3: string;
  readonly standard1: string | null;
  readonly standard2: string | null;
  /** The full name where the print is clipped; null otherwise. */
  readonly level3Full: string | null;
  readonly operator: '≥' | '≤' | '>' | '<' | '=' | null;
  readonly value: string;
  readonly unit: string | null;
  readonly raw: string;
  readonly confidence: number;
  readonly needsReview: boolean;
  readonly flags: readonly string[];
}

/** Funds of a project by source, in 分; null where nothing is printed. */
export interface Funds {
  readonly total: Fen | null;
  readonly central: Fen | null;
  readonly provincial: Fen | null;
  readonly local: Fen | null;
  readonly selfRaised: Fen | null;
  readonly other: Fen | null;
}

/** The head of one 项目支出绩效目标表. */
export interface Project {
  readonly pages: readonly number[];
  readonly box: Box | null;
  readonly name: string;
  readonly departmentCode: string | null;
  readonly department: string | null;
  readonly unit: string | null;
  readonly nature: string | null;
  readonly durationYears: number | null;
  readonly fundsUnit: Unit;
  readonly period: Funds;
  readonly annual: Funds;
  readonly confidence: number;
  readonly needsReview: boolean;
  readonly flags: readonly string[];
}

/** One printed code of 政府购买服务指导性目录; levels above filled from its ancestors, below null. */
export interface CatalogRow {
  readonly page: number;
  readonly box: Box;
  readonly agency: string;
  readonly code: string;
  readonly level1: string | null;
  readonly level2: string | null;
  readonly level3: string | null;
  readonly level4: string | null;
}
