import { FINANCE_OFFICE } from './data/final.ts';
import { EVERY_FUND } from './data/funds.ts';
import { CATALOG, FIRE_REVIEW, OVERALL, SERVICE_PURCHASE } from './data/performance.ts';
import { CIVIL_AFFAIRS } from './data/regional.ts';
import { COMMERCE_COMMISSION } from './data/shanghai.ts';
import { APPROVAL_OFFICE, SERVICE_OFFICE } from './data/shanxi.ts';
import { type Planted, print, USUAL, wan } from './figures.ts';
import { type CatalogAgency, catalogBlocks } from './forms/catalog.ts';
import { finalReport } from './forms/final-accounts.ts';
import { type IndicatorData, overallForm, type ProjectData, projectForm } from './forms/performance.ts';
import { blocksReport, matrixReport, proseFigures, proseReport, unitReport, yearsReport } from './forms/regional.ts';
import { shanghaiBudget } from './forms/shanghai-budget.ts';
import { shanxiBudget } from './forms/shanxi-budget.ts';
import type { Report, Style } from './model.ts';
import type { Scan } from './raster.ts';

/** A sample: a folder of `samples/`. */
export interface Sample {
  readonly name: string;
  readonly title: string;
  /** What a reader must cope with here. */
  readonly shows: readonly string[];
  readonly report: Report;
  readonly style: Partial<Style>;
  /** Pages that are pictures; how each was scanned. */
  readonly scan?: { readonly pages: (page: number) => boolean; readonly how: (page: number) => Partial<Scan> };
  readonly planted?: readonly Planted[];
  readonly projects?: readonly ProjectData[];
  readonly overall?: readonly IndicatorData[];
  readonly catalog?: readonly CatalogAgency[];
  readonly template?: boolean;
  /** Exact 元 that the prose states, where that is all there is. */
  readonly claims?: readonly string[];
}

const PLANTED: readonly Planted[] = [
  { statement: 'expenditure', line: '20103', measure: 'project', printed: '407.00' },
  { statement: 'revenue', line: '2080505', measure: 'total', printed: '116.15' },
  { statement: 'basic_expenditure', line: '办公费', measure: 'total', printed: '32.00' },
  { statement: 'project_expenditure', line: '政府统一服务', measure: 'total', printed: '500.00' },
];

/** The samples in the order in which a newcomer may want to read them. */
export const SAMPLES: readonly Sample[] = [
  {
    name: 'shanxi-budget',
    title: '部门预算公开（山西格式）',
    shows: [
      '十三张报表，万元',
      '情况说明重复报表数字',
      '整体与项目支出绩效目标表',
      '政府购买服务指导性目录',
      '表号印错',
    ],
    report: shanxiBudget(APPROVAL_OFFICE, {
      print: { ...USUAL, grouping: false },
      numbers: [
        '预算公开表1',
        '预算公开表2',
        '',
        '预算公开表1',
        '预算公开表5',
        '预算公开表6',
        '预算公开表7',
        '预算公开表6',
      ],
      annexes: [
        ...overallForm(OVERALL, '云溪县', 2026),
        ...projectForm(FIRE_REVIEW, '云溪县县', 2026),
        ...projectForm(SERVICE_PURCHASE, '云溪县县', 2026),
        ...catalogBlocks(CATALOG),
      ],
    }),
    style: {},
    projects: [FIRE_REVIEW, SERVICE_PURCHASE],
    overall: OVERALL.indicators,
    catalog: CATALOG,
  },
  {
    name: 'shanghai-budget',
    title: '部门预算（上海格式）',
    shows: [
      '九张报表，元；最后一张万元',
      '编码分类、款、项三列',
      '合计在表尾',
      '“三公”经费与机关运行经费横排在一张表',
      '续页不重复表头',
    ],
    report: shanghaiBudget(COMMERCE_COMMISSION),
    style: { ruling: 'fill', repeatHeader: false },
  },
  {
    name: 'final-accounts',
    title: '部门决算',
    shows: ['九张决算报表，万元', '基本支出决算表左右两栏', '“三公”经费预算数与决算数三层表头', '续页不重复表头'],
    report: finalReport(FINANCE_OFFICE, { parents: 'once' }),
    style: { ruling: 'pieces', text: 'glyph', repeatHeader: false, contentScale: 0.05 },
  },
  {
    name: 'fake-bold',
    title: '假粗体、窄列折行、同页多表',
    shows: ['粗体字画两遍', '单元格内折行', '同一页多张表', '经济科目两次出现', '三个单位的项目树，同名项目'],
    report: shanxiBudget(SERVICE_OFFICE),
    style: {
      bold: 'twice',
      packTables: true,
      repeatHeader: true,
      clipCells: true,
      tableSize: 10,
      amountAlign: 'center',
    },
  },
  {
    name: 'every-fund',
    title: '各种资金来源俱全的部门',
    shows: [
      '政府性基金、国有资本经营、财政专户、单位资金、上年结转都有数',
      '基金与国有资本经营收支表有数据',
      '“三公”经费各项俱全',
    ],
    report: shanxiBudget(EVERY_FUND),
    style: { ruling: 'fill', watermark: '仅供内部审核' },
  },
  {
    name: 'page-breaks',
    title: '跨页的表，表头不重复',
    shows: ['每张表跨两页以上，只有第一页有表头', '单元格按列的顺序画出'],
    report: shanxiBudget(SERVICE_OFFICE, { whole: false }),
    style: { repeatHeader: false, rowAir: 3, order: 'columns', amountAlign: 'right' },
  },
  {
    name: 'three-lines',
    title: '三线表，无竖线',
    shows: ['只有三条横线，列要靠对齐', '每个字单独画出，顺序打乱', '页面旋转 90 度'],
    report: shanxiBudget(APPROVAL_OFFICE),
    style: { ruling: 'three-line', text: 'glyph', order: 'shuffled', rotate: 90 },
  },
  {
    name: 'scanned',
    title: '扫描件',
    shows: ['没有文字层，200 dpi', '略有倾斜、噪点与 JPEG 失真', '红色公章压在表上', '浅色水印'],
    report: shanghaiBudget(COMMERCE_COMMISSION, { whole: false, pages: ['balance', 'expenditure', 'three_public'] }),
    style: { watermark: '仅供内部审核' },
    scan: { pages: () => true, how: (page) => ({ seal: page === 1, skew: page % 2 === 0 ? -0.4 : 0.5 }) },
  },
  {
    name: 'mixed',
    title: '文字页与扫描页混排',
    shows: ['大部分页有文字层，个别页是扫描图', '一页横放着扫描'],
    report: finalReport(FINANCE_OFFICE),
    style: {},
    scan: { pages: (page) => page === 4 || page === 9, how: (page) => ({ turn: page === 9 ? 90 : 0 }) },
  },
  {
    name: 'publisher-errors',
    title: '公布单位自己的差错',
    shows: ['四个金额与同表、他表不符', '说明文字中的合计与报表不符', '差错原样记录，不更正'],
    report: shanxiBudget(APPROVAL_OFFICE, { print: { ...USUAL, planted: PLANTED }, proseTotal: wan('1785.49') }),
    style: {},
    planted: PLANTED,
  },
  {
    name: 'by-unit',
    title: '分单位的表',
    shows: ['单位编码与单位名称成行', '单位之下列功能科目', '封面分三行'],
    report: unitReport(CIVIL_AFFAIRS),
    style: {},
  },
  {
    name: 'four-blocks',
    title: '收支总表四栏并列',
    shows: ['支出按功能、部门经济、政府经济三种分类并列', '合计各印三遍', '封面标题在词中断行'],
    report: blocksReport(CIVIL_AFFAIRS),
    style: { ruling: 'fill' },
  },
  {
    name: 'matrix',
    title: '功能科目与经济分类的交叉表',
    shows: ['经济分类作列', '不在十三张表之列：归入 other'],
    report: matrixReport(CIVIL_AFFAIRS),
    style: {},
  },
  {
    name: 'years-as-rows',
    title: '“三公”经费按年度分行',
    shows: ['项目作列，年度作行', '上年数为 prior_total'],
    report: yearsReport(CIVIL_AFFAIRS),
    style: { ruling: 'pieces' },
  },
  {
    name: 'prose-alone',
    title: '只有情况说明，没有报表',
    shows: ['报表另册公开', '文字中的金额是 claims，无表可核'],
    report: proseReport(CIVIL_AFFAIRS),
    style: {},
    claims: proseFigures(CIVIL_AFFAIRS).map((amount) => print(amount, '元', 2, false)),
  },
  {
    name: 'blank-template',
    title: '空白决算模板',
    shows: ['只有表样，没有数字：不得产生任何金额'],
    report: finalReport(FINANCE_OFFICE, { print: { ...USUAL, blank: true } }),
    style: {},
    template: true,
  },
];
