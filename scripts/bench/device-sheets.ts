import type { Measure, Side, StatementKind } from '../../src/model/statement.ts';
import type { Random } from './device-modes.ts';

/** What is printed on one page, and what is to be read from it. */
export interface Sheet {
  readonly title: string;
  /** Borders of its columns in points, and how each is set. */
  readonly xs: readonly number[];
  readonly align: readonly ('left' | 'right')[];
  /** Texts row by row; the first row holds the heads. */
  readonly cells: readonly (readonly string[])[];
  readonly facts: ReadonlyMap<string, bigint>;
  readonly indicators: readonly string[];
}

/** Names a fact for comparing: statement, side, line, column. */
export function factKey(kind: StatementKind, side: Side | null, line: string, measure: Measure): string {
  return [kind, side ?? '', line, measure].join('|');
}

interface Row {
  readonly code: string;
  readonly name: string;
  readonly amounts: readonly [total: bigint, basic: bigint, project: bigint];
}

const NAMES: readonly (readonly [code: string, name: string])[] = [
  ['2010301', '行政运行'],
  ['2010302', '一般行政管理事务'],
  ['2010350', '事业运行'],
  ['2080501', '行政单位离退休'],
  ['2080505', '机关事业单位基本养老保险缴费支出'],
  ['2080506', '机关事业单位职业年金缴费支出'],
  ['2101101', '行政单位医疗'],
  ['2101102', '事业单位医疗'],
  ['2210201', '住房公积金'],
  ['2210203', '购房补贴'],
];
const HIGHER: Readonly<Record<string, string>> = {
  '201': '一般公共服务支出',
  '20103': '政府办公厅（室）及相关机构事务',
  '208': '社会保障和就业支出',
  '20805': '行政事业单位养老支出',
  '210': '卫生健康支出',
  '21011': '行政事业单位医疗',
  '221': '住房保障支出',
  '22102': '住房改革支出',
};

function classesOf(random: Random): Row[] {
  const amount = () => BigInt(Math.floor(10 ** (4 + 5 * random())));
  const leaves = NAMES.map(([code, name]): Row => {
    const [basic, project] = random() < 0.6 ? [amount(), 0n] : [0n, amount()];
    return { code, name, amounts: [basic + project, basic, project] };
  });
  const sum = (code: string): Row['amounts'] => {
    const own = leaves.filter((leaf) => leaf.code.startsWith(code));
    const of = (at: 0 | 1 | 2) => own.reduce((total, { amounts }) => total + amounts[at], 0n);
    return [of(0), of(1), of(2)];
  };
  const higher = Object.entries(HIGHER).map(([code, name]) => ({ code, name, amounts: sum(code) }));
  const all = [...leaves, ...higher].sort((a, b) => (a.code < b.code ? -1 : 1));
  return [...all, { code: '', name: '合计', amounts: sum('') }];
}

/** Names that no dictionary has: projects of a department's own. */
const PROJECTS =
  '购买政务服务窗口劳务 遗属生活困难补助 重点文物修缮工程 网格员待遇补贴 残疾人康复救助 粮食储备轮换差价 森林防火物资购置 校园保安服务外包 ' +
  '乡镇卫生院改扩建 河湖水质监测评估 非遗传承人补助 城区绿化养护项目 招商引资奖励资金 青少年活动中心运行 退役军人优抚慰问 科技特派员工作经费 ' +
  '食品药品抽检 禁毒宣传教育 民兵训练器材 档案数字化加工 综治视联网租赁 危房改造贴息 扶贫产业技术指导 婚姻登记处搬迁 公墓道路硬化 ' +
  '疫苗冷链设备更新 审计委托中介费 信访积案化解 烈士陵园维护 农机购置累加补贴 人才公寓租金 职业技能鉴定 志愿者保险 殡葬惠民减免 ' +
  '油茶低产林改造 病死畜禽无害化处理 普惠托育示范 驻村第一书记经费 污水处理厂提标 地质灾害点监测 奖励金及清退费 土地出让收益返还';

function projectsOf(random: Random): Row[] {
  const names = PROJECTS.split(' ')
    .map((name) => ({ name, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, 18);
  const rows = names.map(({ name }): Row => {
    const amount = BigInt(Math.floor(10 ** (4 + 5 * random())));
    const [basic, project] = random() < 0.7 ? [amount, 0n] : [0n, amount];
    return { code: '', name, amounts: [amount, basic, project] };
  });
  const of = (at: 0 | 1 | 2) => rows.reduce((total, { amounts }) => total + amounts[at], 0n);
  return [{ code: '', name: '合计', amounts: [of(0), of(1), of(2)] }, ...rows];
}

/** Shares and numbers that forms ask for; the names of indicators are made of a project's name and these. */
const ASKED: readonly (readonly [level1: string, level2: string, name: string, value: string])[] = [
  ['产出指标', '数量指标', '培训人员数量', '≥125人'],
  ['产出指标', '数量指标', '购置设备台数', '=38台'],
  ['产出指标', '质量指标', '验收合格率', '≥95%'],
  ['产出指标', '时效指标', '资金支付及时率', '100%'],
  ['产出指标', '成本指标', '单位维护成本', '≤1200元/平方米'],
  ['产出指标', '成本指标', '项目总成本', '≤27.6万元'],
  ['效益指标', '社会效益指标', '群众办事便利程度', '有效提升'],
  ['效益指标', '生态效益指标', '节约用纸比例', '≥8%'],
  ['效益指标', '可持续影响指标', '机制健全性', '长期'],
  ['满意度指标', '服务对象满意度指标', '企业和群众满意度', '>90%'],
];

function money(fen: bigint): string {
  const text = fen.toString().padStart(3, '0');
  return `${text.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${text.slice(-2)}`;
}

type Table = Pick<Sheet, 'title' | 'xs'> & { readonly kind: StatementKind; readonly heads: readonly string[] };

/** A table of lines with a code or none and three columns of amounts. */
function tableOf({ title, xs, kind, heads }: Table, rows: readonly Row[], measures: readonly Measure[]): Sheet {
  const names = heads.length - measures.length;
  const facts = new Map<string, bigint>();
  for (const { code, name, amounts } of rows)
    measures.forEach((measure, at) => {
      const fen = amounts[at] ?? 0n;
      if (fen !== 0n) facts.set(factKey(kind, null, code || name, measure), fen);
    });
  const cells = rows.map(({ code, name, amounts }) => [
    ...(names === 2 ? [code] : []),
    name,
    ...amounts.map((fen) => (fen === 0n ? '' : money(fen))),
  ]);
  const align = heads.map((_, at) => (at < names ? 'left' : 'right'));
  return { title, xs, align, cells: [heads, ...cells], facts, indicators: [] };
}

const REVENUE = [
  '一般公共预算财政拨款收入',
  '政府性基金预算财政拨款收入',
  '国有资本经营预算财政拨款收入',
  '财政专户管理资金收入',
  '单位资金收入',
];
const EXPENDITURE =
  '一般公共服务支出 外交支出 国防支出 公共安全支出 教育支出 科学技术支出 文化旅游体育与传媒支出 社会保障和就业支出 社会保险基金支出 ' +
  '卫生健康支出 节能环保支出 城乡社区支出 农林水支出 交通运输支出 资源勘探工业信息等支出 商业服务业等支出 金融支出 ' +
  '援助其他地区支出 自然资源海洋气象等支出 住房保障支出 粮油物资储备支出';
const NUMERALS = '一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十 二十一'.split(' ');

/** A balance (收支总表): what comes in on the left, what goes out on the right, the same sum below both. */
function balanceOf(random: Random): Sheet {
  const parts = (names: readonly string[], share: number) =>
    names.map((name) => ({ name, fen: random() < share ? BigInt(Math.floor(10 ** (5 + 4 * random()))) : 0n }));
  const right = parts(EXPENDITURE.split(' '), 0.5);
  const sum = right.reduce((total, { fen }) => total + fen, 0n);
  const rest = parts(REVENUE.slice(1), 0.5).map((part) => ({ ...part, fen: part.fen % (sum / 8n + 1n) }));
  const left = [{ name: REVENUE[0] ?? '', fen: rest.reduce((total, { fen }) => total - fen, sum) }, ...rest];
  const facts = new Map<string, bigint>();
  for (const [side, own] of [['revenue', left] as const, ['expenditure', right] as const]) {
    for (const { name, fen } of own) if (fen !== 0n) facts.set(factKey('balance', side, name, 'total'), fen);
    facts.set(factKey('balance', side, side === 'revenue' ? '收入总计' : '支出总计', 'total'), sum);
  }
  const half = (part: (typeof left)[number] | undefined, at: number) =>
    part === undefined ? ['', ''] : [`${NUMERALS[at]}、${part.name}`, part.fen === 0n ? '' : money(part.fen)];
  const cells = right.map((part, at) => [...half(left[at], at), ...half(part, at)]);
  return {
    title: '2025年部门收支总表',
    xs: [50, 215, 297, 463, 545],
    align: ['left', 'right', 'left', 'right'],
    cells: [['收入项目', '预算数', '支出项目', '预算数'], ...cells, ['收入总计', money(sum), '支出总计', money(sum)]],
    facts,
    indicators: [],
  };
}

/** A project's form (绩效目标表). */
function formOf({ name, amounts }: Row): Sheet {
  const total = money(amounts[0]);
  const said = ASKED.map(([, level2, level3, value]) => [level2, level3, value].join('|'));
  return {
    title: '2025年项目支出绩效目标表',
    xs: [50, 130, 270, 410, 545],
    align: ['left', 'left', 'left', 'left'],
    cells: [
      ['项目名称', name, '实施单位', '某市政务服务管理局'],
      ['项目属性', '延续性项目', '项目期', '3年'],
      ['年度资金总额（元）', total, '其中：财政拨款', total],
      ['一级指标', '二级指标', '三级指标', '指标值'],
      ...ASKED,
    ],
    facts: new Map(),
    indicators: said.map((words) => `${name}|${words}`),
  };
}

/** The pages of a report: functions, projects, balance, and the form of one project. */
export function sheetsOf(random: Random): Sheet[] {
  const classes: Table = {
    kind: 'general_expenditure',
    title: '2025年部门一般公共预算支出功能分类预算表',
    heads: ['科目编码', '科目名称', '合计', '基本支出', '项目支出'],
    xs: [50, 120, 290, 375, 460, 545],
  };
  const own: Table = {
    kind: 'project_expenditure',
    title: '2025年项目支出预算表',
    heads: ['项目名称', '合计', '一般公共预算', '政府性基金预算'],
    xs: [50, 290, 375, 460, 545],
  };
  const projects = projectsOf(random);
  const sheets = [
    tableOf(classes, classesOf(random), ['total', 'basic', 'project']),
    tableOf(own, projects, ['total', 'general_public', 'government_fund']),
    balanceOf(random),
  ];
  const [, first] = projects;
  return first === undefined ? sheets : [...sheets, formOf(first)];
}
