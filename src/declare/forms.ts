import * as z from 'zod';
import { PROCUREMENT_KINDS } from '../model/form.ts';
import { bareWords } from '../model/text.ts';
import { type WordMap, wordMap } from '../model/word-map.ts';
import type { WordDistance } from '../words/distance.ts';
import type { Organisations } from '../words/organisations.ts';
import { measureKey, statementKey } from './catalogue.ts';
import type { FormsWording } from './wording/wording.ts';

const words = z.array(z.string().min(1));
const FORM_KINDS = ['department', 'project'] as const;
/** Whose targets a form states: the department's as a whole (整体支出), or one project's (项目支出). */
export type FormKind = (typeof FORM_KINDS)[number];

const SOURCES = ['central', 'provincial', 'local', 'undivided', 'selfRaised', 'other'] as const;
/** Where a project's money comes from; `undivided` is 财政拨款 whose level of government the form does not say. */
export type FundSource = (typeof SOURCES)[number];

/** What a header cell over a list of indicators says. */
const COLUMNS = [
  'level1',
  'level2',
  'level3',
  'value',
  'operator',
  'unit',
  'indicator',
  'explanation',
  'ignored',
] as const;
export type IndicatorColumn = (typeof COLUMNS)[number];

const SCOPES = ['period', 'year'] as const;
const LEVELS = ['level1', 'level2', 'level3', 'level4'] as const;
export type CatalogLevel = (typeof LEVELS)[number];

const fundsSchema = z.strictObject({
  sections: words.default([]).describe('资金栏的总标签'),
  totals: z
    .strictObject({ period: words.default([]), year: words.default([]), either: words.default([]) })
    .prefault({}),
  sources: z.partialRecord(z.enum(SOURCES), words).default({}).describe('资金来源 → 印刷写法'),
});

const indicatorsSchema = z.strictObject({
  columns: z
    .partialRecord(z.enum(COLUMNS), words)
    .default({})
    .describe('指标表的表头用语；indicator 只在没有分级栏目时表示指标名称，explanation 只在没有 value 栏时表示指标值'),
  scopes: z.partialRecord(z.enum(SCOPES), words).default({}).describe('实施期、年度两半的表头用语'),
  schema: z
    .record(z.string(), z.strictObject({ words, children: z.record(z.string(), words).default({}) }))
    .default({})
    .describe('标准指标体系：一级指标 → 写法与二级指标'),
  placeholders: words.default([]).describe('空白表格里的占位字样，不是指标'),
});

const proseSchema = z.strictObject({
  chapters: z.record(z.string(), words).default({}).describe('章节的种类 → 标题写法'),
  procurement: z.partialRecord(z.enum(PROCUREMENT_KINDS), words).default({}).describe('政府采购金额前的字样'),
  staff: z.record(z.string(), words).default({}).describe('人员、机构数量的种类 → 数字前的字样'),
  internal: words.default([]).describe('列举内设机构之前的字样'),
  subordinate: words.default([]).describe('列举所属单位之前的字样'),
  unit_columns: words.default([]).describe('单位构成表里单位名称一栏的表头'),
});

/** forms.yaml: performance targets, catalogues and the prose beside the statements. */
export const formsSchema = z.strictObject({
  titles: z
    .partialRecord(z.enum(FORM_KINDS), z.array(words.min(1)))
    .default({})
    .describe('表的标题：这些词依次出现'),
  fields: z.record(z.string(), words).default({}).describe('栏目 → 标签的印刷写法；* 代表任意文字'),
  values: z.record(z.string(), words).default({}).describe('栏目的常见内容：识别有误时据此改正'),
  staff_fields: words.default([]).describe('哪些栏目是人员或机构的数量'),
  department_amounts: z
    .record(z.string(), z.strictObject({ statement: statementKey, measure: measureKey }))
    .default({})
    .describe('整体支出绩效目标表里的金额 → 与哪张报表的合计核对'),
  contacts: words.default([]).describe('联系人、电话等标签：默认不保存'),
  funds: fundsSchema.prefault({}).describe('项目资金'),
  tasks: z
    .strictObject({ names: words.default([]), money: words.default([]) })
    .prefault({})
    .describe('年度主要任务一栏里的表头：任务名称，及各项任务的金额'),
  execution: z
    .strictObject({ planned: words.default([]), spent: words.default([]) })
    .prefault({})
    .describe('自评表里预算执行情况一栏的表头：预算数，及执行数'),
  scores: words.default([]).describe('这些表头之下、标签之旁的数是分数、权重、比率、代码、电话、数量，不是金额'),
  indicators: indicatorsSchema.prefault({}).describe('绩效指标'),
  catalog: z
    .strictObject({
      code: words.default([]),
      levels: z.partialRecord(z.enum(LEVELS), words).default({}),
      ignored: words.default([]),
    })
    .prefault({})
    .describe('政府购买服务指导性目录的表头'),
  prose: proseSchema.prefault({}).describe('正文'),
});

export type FormsDeclaration = z.output<typeof formsSchema>;

/** What a label of a form's head means. */
export type LabelConcept =
  | { readonly is: 'field'; readonly key: string }
  | { readonly is: 'funds' }
  | { readonly is: 'total'; readonly scope: 'period' | 'year' | null }
  | { readonly is: 'source'; readonly source: FundSource }
  | { readonly is: 'contact' };

export type HeaderMeaning = { readonly column: IndicatorColumn; readonly scope: 'period' | 'year' | null };
/** What a heading over a list of tasks (任务名称, 预算金额) says. */
export type TaskColumn = 'name' | 'money';
/** What a heading over the execution of a budget (年初预算数, 全年执行数) says. */
export type ExecutionColumn = 'planned' | 'spent';
export type CatalogColumn = 'code' | 'ignored' | CatalogLevel;

/** A level of the standard indicator schema (指标体系). */
export interface StandardLevel {
  readonly standard1: string;
  readonly standard2: string | null;
}

/** Words that can also be found when a character or two were misread. */
export interface Words<T> extends WordMap<T> {
  /** The literal words, without wildcards but for one at the end, which is left out; compared by {@link bareWords}. */
  readonly literal: readonly (readonly [word: string, value: T])[];
  readonly distance: WordDistance;
}

/** forms.yaml compiled: words to meanings. */
export interface FormWords {
  readonly organisations: Organisations;
  /** By what names are compared that may be misread. */
  readonly distance: WordDistance;
  /** Words that forms of every kind use. */
  readonly wording: FormsWording;
  readonly declared: FormsDeclaration;
  readonly titles: readonly { readonly kind: FormKind; readonly words: readonly string[] }[];
  readonly labels: Words<LabelConcept>;
  readonly headers: Words<HeaderMeaning>;
  readonly tasks: Words<TaskColumn>;
  readonly execution: Words<ExecutionColumn>;
  readonly scores: WordMap<true>;
  readonly scopes: Words<'period' | 'year'>;
  readonly level1: Words<StandardLevel>;
  readonly level2: Words<StandardLevel>;
  readonly placeholders: WordMap<true>;
  readonly catalog: Words<CatalogColumn>;
  readonly chapters: WordMap<string>;
  readonly unitColumns: WordMap<true>;
}

function wordsOf<T>(entries: Iterable<readonly [string, T]>, distance: WordDistance): Words<T> {
  const list = [...entries];
  // what a word goes on with (*) may as well be nothing
  const literal = list
    .map(([word, value]) => [word.replace(/\*$/u, ''), value] as const)
    .filter(([word]) => !word.includes('*'))
    .map(([word, value]) => [bareWords(word), value] as const);
  return { find: wordMap(list).find, literal, distance };
}

function* labelEntries(forms: FormsDeclaration): Iterable<[string, LabelConcept]> {
  for (const word of forms.contacts) yield [word, { is: 'contact' }];
  for (const scope of SCOPES) for (const word of forms.funds.totals[scope]) yield [word, { is: 'total', scope }];
  for (const word of forms.funds.totals.either) yield [word, { is: 'total', scope: null }];
  for (const source of SOURCES)
    for (const word of forms.funds.sources[source] ?? []) yield [word, { is: 'source', source }];
  for (const [key, labels] of Object.entries(forms.fields))
    for (const word of labels) yield [word, { is: 'field', key }];
  for (const word of forms.funds.sections) yield [word, { is: 'funds' }];
}

function* headerEntries(forms: FormsDeclaration): Iterable<[string, HeaderMeaning]> {
  const { columns, scopes } = forms.indicators;
  for (const column of COLUMNS) {
    for (const word of columns[column] ?? []) {
      yield [word, { column, scope: null }];
      // 年度指标值, 实施期指标值: a heading of one half and a column in one cell
      for (const scope of SCOPES) for (const half of scopes[scope] ?? []) yield [`${half}${word}`, { column, scope }];
    }
  }
}

function* levelEntries(forms: FormsDeclaration, depth: 1 | 2): Iterable<[string, StandardLevel]> {
  for (const [standard1, level] of Object.entries(forms.indicators.schema)) {
    if (depth === 1) for (const word of [standard1, ...level.words]) yield [word, { standard1, standard2: null }];
    else
      for (const [standard2, own] of Object.entries(level.children))
        for (const word of [standard2, ...own]) yield [word, { standard1, standard2 }];
  }
}

function* executionEntries({ execution }: FormsDeclaration): Iterable<[string, ExecutionColumn]> {
  for (const word of execution.planned) yield [word, 'planned'];
  for (const word of execution.spent) yield [word, 'spent'];
}

function* taskEntries({ tasks }: FormsDeclaration): Iterable<[string, TaskColumn]> {
  for (const word of tasks.names) yield [word, 'name'];
  for (const word of tasks.money) yield [word, 'money'];
}

function* catalogEntries(forms: FormsDeclaration): Iterable<[string, CatalogColumn]> {
  for (const word of forms.catalog.code) yield [word, 'code'];
  for (const level of LEVELS) for (const word of forms.catalog.levels[level] ?? []) yield [word, level];
  for (const word of forms.catalog.ignored) yield [word, 'ignored'];
}

/** Compiles forms.yaml into matchers. */
export function compileForms(
  forms: FormsDeclaration,
  endings: Organisations,
  wording: FormsWording,
  distance: WordDistance,
): FormWords {
  const flags = (list: readonly string[]) => wordMap(list.map((word) => [word, true] as const));
  return {
    organisations: endings,
    wording,
    distance,
    declared: forms,
    titles: FORM_KINDS.flatMap((kind) =>
      (forms.titles[kind] ?? []).map((title) => ({ kind, words: title.map(bareWords) })),
    ),
    labels: wordsOf(labelEntries(forms), distance),
    headers: wordsOf(headerEntries(forms), distance),
    tasks: wordsOf(taskEntries(forms), distance),
    execution: wordsOf(executionEntries(forms), distance),
    scores: flags(forms.scores),
    scopes: wordsOf(
      SCOPES.flatMap((scope) => (forms.indicators.scopes[scope] ?? []).map((word) => [word, scope] as const)),
      distance,
    ),
    level1: wordsOf(levelEntries(forms, 1), distance),
    level2: wordsOf(levelEntries(forms, 2), distance),
    placeholders: flags(forms.indicators.placeholders),
    catalog: wordsOf(catalogEntries(forms), distance),
    chapters: wordMap(
      Object.entries(forms.prose.chapters).flatMap(([kind, list]) => list.map((word) => [word, kind] as const)),
    ),
    unitColumns: flags(forms.prose.unit_columns),
  };
}
