import { type Fen, print } from '../figures.ts';
import type { Block, Cell } from '../model.ts';

/** An indicator as data; its printed value is `operator + value + unit`. */
export interface IndicatorData {
  readonly level1: string;
  readonly level2: string;
  readonly level3: string;
  readonly operator: string;
  readonly value: string;
  readonly unit: string;
}

export interface ProjectData {
  readonly name: string;
  readonly department: string;
  readonly departmentCode: string;
  readonly unit: string;
  readonly nature: string;
  readonly years: number;
  /** All of it local money, the same for the whole period and the year. */
  readonly funds: Fen;
  readonly reason: string;
  readonly goal: string;
  readonly indicators: readonly IndicatorData[];
}

const text = (words: string, colSpan = 1, rowSpan = 1): Cell => ({ text: words, colSpan, rowSpan });
const left = (words: string, colSpan = 1, rowSpan = 1): Cell => ({ text: words, colSpan, rowSpan, align: 'left' });
const right = (words: string, colSpan = 1): Cell => ({ text: words, colSpan, align: 'right' });

const printed = ({ operator, value, unit }: IndicatorData): string => `${operator}${value}${unit}`;

/** 项目支出绩效目标表: one project, the period on the left and the year on the right. */
export function projectForm(project: ProjectData, place: string, year: number): Block[] {
  const { name, department, departmentCode, unit, nature, years, reason, goal } = project;
  const prose = (title: string, words: string): Cell[] => [text(title, 2), left(words, 6)];
  return [
    { kind: 'break' },
    { kind: 'title', text: `${place}（区）级预算部门（单位）项目支出绩效目标表`, size: 14 },
    { kind: 'paragraph', text: `（${year}年度）`, align: 'center' },
    {
      kind: 'table',
      form: true,
      fontSize: 8,
      widths: [6, 11, 14, 22, 12, 14, 22, 12],
      header: [],
      body: [
        prose('项目名称', name),
        [text('主管部门及代码', 2), left(`${departmentCode}-${department}`, 2), text('实施单位'), left(unit, 3)],
        [text('项目属性', 2), left(nature, 2), text('项目期'), left(`${years}年`, 3)],
        ...fundRows(project.funds),
        prose('项目概况', reason),
        prose('立项依据', '根据本级政府年度工作安排和部门职责。'),
        prose('项目实施计划', '按季度推进，年底前完成全部工作内容。'),
        [text('总体目标', 2, 2), text('实施期目标', 3), text('年度目标', 3)],
        [left(goal, 3), left(goal, 3)],
        ...indicatorRows(project.indicators),
      ],
    },
  ];
}

function fundRows(funds: Fen): Cell[][] {
  const amount = (value: Fen | null) => (value === null ? '' : print(value, '元', 0, true));
  const sources: readonly (readonly [string, Fen | null])[] = [
    ['其中：中央财政资金', 0n],
    ['省级财政资金', 0n],
    ['市县（区）财政资金', funds],
    ['单位自筹', 0n],
    ['其他资金', null],
  ];
  const pair = (period: string, annual: string, value: Fen | null): Cell[] => [
    left(period, 2),
    right(amount(value)),
    left(annual, 2),
    right(amount(value), 2),
  ];
  return [
    [text('项目资金（元）', 1, sources.length + 1), ...pair('实施期资金总额：', '年度资金总额：', funds)],
    ...sources.map(([words, value]) => pair(words, words, value)),
  ];
}

/** The cells of the indicator rows: equal first and second levels become one cell over their rows. */
function indicatorCells(indicators: readonly IndicatorData[]): { level1: Cell[]; rest: Cell[] }[] {
  return indicators.map((indicator, i) => {
    const before = indicators[i - 1];
    const new1 = before?.level1 !== indicator.level1;
    const new2 = new1 || before?.level2 !== indicator.level2;
    const run = (same: (other: IndicatorData) => boolean) => {
      const end = indicators.findIndex((other, j) => j > i && !same(other));
      return (end < 0 ? indicators.length : end) - i;
    };
    const span1 = run((other) => other.level1 === indicator.level1);
    const span2 = run((other) => other.level1 === indicator.level1 && other.level2 === indicator.level2);
    const level2 = new2 ? [text(indicator.level2, 1, span2)] : [];
    return {
      level1: new1 ? [text(indicator.level1, 1, span1)] : [],
      rest: [...level2, left(indicator.level3), text(printed(indicator))],
    };
  });
}

/** Both halves, the period's and the year's, below their titles. */
function indicatorRows(indicators: readonly IndicatorData[]): Cell[][] {
  const titles = ['一级指标', '二级指标', '三级指标', '指标值', '二级指标', '三级指标', '指标值'];
  const rows = indicatorCells(indicators).map(({ level1, rest }) => [...level1, ...rest, ...rest]);
  return [[text('绩效指标', 1, rows.length + 1), ...titles.map((title) => text(title))], ...rows];
}

/** What the department as a whole aims at. */
export interface OverallData {
  readonly code: string;
  readonly department: string;
  readonly strategy: string;
  readonly total: Fen;
  readonly basic: Fen;
  readonly project: Fen;
  readonly indicators: readonly IndicatorData[];
}

/** 整体支出绩效目标申报表. */
export function overallForm(overall: OverallData, place: string, year: number): Block[] {
  const { code, department, strategy, total, basic, project, indicators } = overall;
  const wan = (amount: Fen) => right(print(amount, '万元', 2, false));
  const prose = (title: string, words: string): Cell[] => [text(title), left(words, 4)];
  return [
    { kind: 'break' },
    { kind: 'title', text: `${place}级预算部门（单位）整体支出绩效目标申报表`, size: 14 },
    { kind: 'paragraph', text: `（${year}）年度`, align: 'center' },
    {
      kind: 'table',
      form: true,
      fontSize: 8,
      widths: [14, 26, 18, 26, 18],
      header: [],
      body: [
        [text('部门基本信息', 1, 2), text('部门名称'), left(`${code}-${department}`, 3)],
        [text('内设职能部门数'), text('8个'), text('所属预算单位数'), text('1个')],
        prose('部门战略目标', strategy),
        [
          text('年度预算情况', 1, 4),
          text('按资金来源划分'),
          text('资金总额（万元）'),
          text('按资金方向划分'),
          text('资金总额（万元）'),
        ],
        [left('合计'), wan(total), left('合计'), wan(total)],
        [left('其中:一般公共预算资金'), wan(total), left('其中:基本支出'), wan(basic)],
        [left('政府性基金预算资金'), wan(0n), left('项目支出'), wan(project)],
        prose('年度绩效目标', strategy),
      ],
    },
    { kind: 'space', height: 2 },
    {
      kind: 'table',
      form: true,
      fontSize: 8,
      widths: [18, 22, 40, 22],
      header: [['一级指标', '二级指标', '三级指标', '指标值'].map((title) => text(title))],
      body: indicatorCells(indicators).map(({ level1, rest }) => [...level1, ...rest]),
    },
  ];
}
