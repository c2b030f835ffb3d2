import type { Box } from './box.ts';
import type { Flag } from './codes.ts';
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
  readonly flags: readonly Flag[];
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
  readonly flags: readonly Flag[];
}

/** What of a project is compared with its line in 项目支出表. */
export type ProjectHead = Pick<Project, 'name' | 'durationYears' | 'confidence' | 'flags'> & {
  readonly period: Pick<Funds, 'total'>;
  readonly annual: Pick<Funds, 'total'>;
};

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
  readonly confidence: number;
  readonly needsReview: boolean;
  readonly flags: readonly Flag[];
}

/** One label and its value in a form, as printed; contacts (负责人、经办人、联系电话) are left out unless asked for. */
export interface FormField {
  readonly page: number;
  readonly box: Box;
  /** Project name of the form; null for the department as a whole. */
  readonly project: string | null;
  /** Declared meaning (forms.yaml); null for a label that is not declared. */
  readonly key: string | null;
  /** The label with those it stands under, outermost first, joined by `/`. */
  readonly label: string;
  readonly value: string;
  readonly confidence: number;
  readonly needsReview: boolean;
}

/** What a counted or measured thing is: vehicles (车辆), floor area (房屋), equipment (设备), or its value in money. */
export type AssetKind = 'vehicle' | 'building' | 'equipment' | 'value';

/** State-owned assets (国有资产占有使用情况): one stated quantity. */
export interface Asset {
  readonly page: number;
  readonly box: Box | null;
  readonly kind: AssetKind;
  /** The thing's name as printed: 领导用车, 办公用房建筑总面积, 价值50万元（原值）以上的通用设备. */
  readonly item: string;
  /** Exact decimal text. */
  readonly quantity: string;
  /** 辆, 平方米, 台（套）, 万元 … as printed. */
  readonly unit: string;
  /** The date the quantity speaks of, as printed; null where none is stated. */
  readonly asOf: string | null;
  /** Not held, but to be bought (预算安排购置). */
  readonly planned: boolean;
  readonly phrase: string;
  readonly confidence: number;
  readonly needsReview: boolean;
}

export const PROCUREMENT_KINDS = ['total', 'goods', 'works', 'services', 'small_business', 'micro_business'] as const;
/** What a government procurement (政府采购) amount is for: everything, 货物, 工程, 服务, 中小企业, 小微企业. */
export type ProcurementKind = (typeof PROCUREMENT_KINDS)[number];

/** One stated amount of government procurement. */
export interface Procurement {
  readonly page: number;
  readonly box: Box | null;
  readonly kind: ProcurementKind;
  readonly fen: Fen;
  readonly raw: string;
  readonly unit: Unit;
  readonly phrase: string;
  readonly confidence: number;
  readonly needsReview: boolean;
}

/** One stated number of people or offices. */
export interface Staff {
  readonly page: number;
  readonly box: Box | null;
  /** The organisation it is about, as printed; null for the department as a whole. */
  readonly organisation: string | null;
  /** Declared meaning: `authorised` (编制), `actual` (实有) …; null where none is declared. */
  readonly kind: string | null;
  /** As printed: 核定编制, 退休人员. */
  readonly item: string;
  readonly count: number;
  readonly unit: string;
  readonly phrase: string;
  readonly confidence: number;
  readonly needsReview: boolean;
}

/** A subordinate unit (下属单位) or an internal office (内设机构) that the report lists. */
export interface Institution {
  readonly page: number;
  readonly box: Box | null;
  readonly kind: 'subordinate' | 'internal';
  readonly name: string;
  readonly remark: string | null;
}

/** A headed section (章节) of the report as text. */
export interface Chapter {
  readonly page: number;
  readonly lastPage: number;
  readonly box: Box | null;
  /** 1 = 第一部分, 2 = 一、, 3 = （一）, 4 = 1., 5 = an entry of a glossary. */
  readonly level: number;
  readonly ordinal: string;
  readonly title: string;
  /** Declared kind: `duties`, `organisation`, `glossary` …; null where none is declared. */
  readonly kind: string | null;
  /** Its own text, without that of its subsections; paragraphs end with a line break. */
  readonly text: string;
}

/** Everything that the forms stage reads. */
export interface Report {
  readonly indicators: readonly Indicator[];
  readonly projects: readonly Project[];
  readonly catalog: readonly CatalogRow[];
  readonly fields: readonly FormField[];
  readonly assets: readonly Asset[];
  readonly procurement: readonly Procurement[];
  readonly staff: readonly Staff[];
  readonly institutions: readonly Institution[];
  readonly chapters: readonly Chapter[];
}
