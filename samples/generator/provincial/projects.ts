import { FUNCTION_NAMES } from '../data/codes.ts';
import { type Fen, head, label } from '../figures.ts';
import type { Cell } from '../model.ts';
import type { Chance } from '../recombined/random.ts';
import {
  type Books,
  carried,
  current,
  economicName,
  type Figure,
  type Fund,
  OWN,
  of,
  type Project,
  total,
} from './books.ts';
import { amounts, type Column, headerOf, leaf, lowest, under } from './columns.ts';
import type { Made } from './subjects.ts';

const FIRST: readonly (readonly [string, Fund])[] = [
  ['一般公共预算', 'general_public'],
  ['政府性基金预算', 'government_fund'],
  ['国有资本经营预算', 'state_capital'],
];

/** Funds of projects: this year's and what was left over, in the common form or flat. */
function fundColumns(chance: Chance): Column[] {
  const all = leaf(chance.pick(['合计', '总计']), total, 'total');
  const special = leaf('财政专户管理资金', of(total, 'special_account'), 'special_account');
  const own = leaf('单位资金', of(total, ...OWN), 'unit_funds');
  switch (chance.whole(1, 4)) {
    case 1: {
      const year = FIRST.map(([text, fund]) => leaf(text, of(current, fund), fund));
      const left = FIRST.map(([text, fund]) => leaf(text, of(carried, fund), 'other:'));
      return [all, under('本年拨款', year), under('财政拨款结转结余', left), special, own];
    }
    case 2:
      return [all, ...FIRST.map(([text, fund]) => leaf(text, of(total, fund), fund)), special, own];
    case 3: {
      const parts = FIRST.map(([text, fund]) => leaf(text, of(total, fund), fund));
      const sum = leaf('小计', of(total, 'general_public', 'government_fund', 'state_capital'), 'appropriation');
      return [all, under('财政拨款', [sum, ...parts]), special, own];
    }
    default:
      return [leaf(chance.pick(['预算数', '金额', '项目金额', '合计', '本年预算数']), total, 'total')];
  }
}

interface ProjectForm {
  readonly names: readonly Column[];
  readonly cells: (one: Project) => Cell[];
  /** Whether the project's code is printed. */
  readonly coded: boolean;
  readonly widths: readonly number[];
}

const attributes = (...texts: readonly string[]): Column[] => texts.map((text) => ({ text }));

/** What stands before the amounts; null where projects stand below their units. */
function formOf(chance: Chance, { projects, units }: Books): ProjectForm | null {
  const unit = (one: Project) => units.find(({ code }) => code === one.unit) ?? { code: '', name: '' };
  const word = chance.pick(['项目名称', '项目名称', '预算项目名称', '二级项目名称']);
  const kind = chance.pick(['类型', '项目类别', '项目分类', '项目类型', '支出项目类别']);
  const wide = [
    '项目分类',
    '项目代码',
    word,
    '项目单位',
    '功能科目编码',
    '功能科目名称',
    '经济科目编码',
    '经济科目名称',
  ];
  return chance.pick<ProjectForm | null>([
    null,
    {
      names: attributes(kind, word, chance.pick(['项目单位', '实施单位', '单位名称'])),
      cells: (one) => [label(one.kind), label(one.name), label(unit(one).name)],
      ...{ coded: false, widths: [12, 26, 22] },
    },
    {
      names: attributes('单位编码', '单位名称', word),
      cells: (one) => [{ text: unit(one).code }, label(unit(one).name), label(one.name)],
      ...{ coded: false, widths: [10, 24, 26] },
    },
    {
      names: attributes('序号', chance.pick([word, '项目', '项目内容'])),
      cells: (one) => [{ text: `${projects.indexOf(one) + 1}` }, label(one.name)],
      ...{ coded: false, widths: [6, 34] },
    },
    {
      names: attributes('项目编码', word),
      cells: (one) => [{ text: one.code }, label(one.name)],
      ...{ coded: true, widths: [22, 30] },
    },
    {
      names: attributes(...wide),
      cells: (one) => [
        ...[label(one.kind), { text: one.code }, label(one.name), label(unit(one).name), { text: one.item.code }],
        ...[label(FUNCTION_NAMES[one.item.code] ?? ''), { text: '30227' }, label(economicName('30227'))],
      ],
      ...{ coded: true, widths: [10, 20, 20, 18, 9, 16, 8, 12] },
    },
    {
      names: attributes('单位名称', kind, word),
      cells: (one) => [label(unit(one).name), label(one.kind), label(one.name)],
      ...{ coded: false, widths: [24, 12, 26] },
    },
  ]);
}

/** Projects one a row, in many orders of type, unit, code and name. */
export function projectTable(chance: Chance, books: Books, title: string, statement: string): Made {
  const { projects, units, pen } = books;
  const columns = fundColumns(chance);
  const form = formOf(chance, books);
  const figures = (list: readonly Project[], lineName: string, lineCode?: string) =>
    amounts(
      columns,
      list.map(({ item }) => ({ ...item, personnel: 0n, public: 0n })),
      pen,
      statement,
      { lineName, ...(lineCode === undefined ? {} : { lineCode }) },
    );
  const names = form?.names ?? attributes(chance.pick(['单位名称/项目名称', '单位（项目）名称', '单位、项目名称']));
  const sum = [head('合计', names.length), ...figures(projects, '合计')];
  const rows =
    form !== null
      ? projects.map((one) => [...form.cells(one), ...figures([one], one.name, form.coded ? one.code : undefined)])
      : units.flatMap((unit) => {
          const mine = projects.filter((one) => one.unit === unit.code);
          return [
            [label(unit.name), ...figures(mine, unit.name)],
            ...mine.map((one) => [label(one.name, 1), ...figures([one], one.name)]),
          ];
        });
  return {
    title,
    table: {
      kind: 'table',
      widths: [...(form?.widths ?? [40]), ...lowest(columns).map(() => 12)],
      header: headerOf([...names, ...columns]),
      body: chance.often(0.7) ? [sum, ...rows] : [...rows, sum],
    },
  };
}

/** 中期规划: three years beside one another, of which the later ones are no figures of this year. */
export function mediumTerm(chance: Chance, books: Books, title: string): Made {
  const { projects, year, units, pen } = books;
  const S = 'other';
  const figures: readonly [string, Figure, string][] = [
    [`${year}年`, current, 'total|other:|general_public|project'],
    [`${year + 1}年`, (item) => 2n * current(item), 'other:'],
    [`${year + 2}年`, (item) => 3n * current(item), 'other:'],
  ];
  const columns = figures.map(([text, figure, measure]) => leaf(text, figure, measure));
  const spent = projects.map(({ item }) => ({ ...item, personnel: 0n, public: 0n }));
  return {
    title,
    table: {
      kind: 'table',
      widths: [22, 14, 28, 10, 13, 13, 13],
      header: headerOf([
        ...['单位名称', '项目类别', '项目名称', '项目级次'].map((text) => ({ text })),
        chance.often(0.5) ? under('一般公共预算', columns) : under('项目支出', columns),
      ]),
      body: [
        ...projects.map((one, at) => [
          label(units.find(({ code }) => code === one.unit)?.name ?? ''),
          label(one.kind),
          label(one.name),
          { text: '本级' },
          ...amounts(columns, [spent[at] ?? one.item], pen, S, { lineName: one.name }),
        ]),
        [head('合计', 4), ...amounts(columns, spent, pen, S, { lineName: '合计' })],
      ],
    },
  };
}

/** 政府采购 with counts and prices beside the amounts. */
export function procurementTable(chance: Chance, books: Books, title: string, statement: string): Made {
  const { pen, units } = books;
  const goods: readonly (readonly [string, string, number, bigint])[] = [
    ['台式计算机', 'A02010105', 12, 50n],
    ['多功能一体机', 'A02020400', 3, 200n],
    ['物业管理服务', 'C21040000', 1, 9000n],
    ['印刷服务', 'C23090100', 1, 1234n],
  ];
  const fen = (count: number, price: bigint): Fen => BigInt(count) * price * 10_000n;
  const all = goods.reduce((so, [, , count, price]) => so + fen(count, price), 0n);
  const unit = units[0]?.name ?? '';
  const funds = chance.often(0.5);
  const columns: Column[] = [
    leaf(chance.pick(['合计', '采购金额', '预算金额', '金额']), total, 'total'),
    ...(funds
      ? [leaf('一般公共预算', total, 'general_public'), leaf('政府性基金预算', () => 0n, 'government_fund')]
      : []),
  ];
  const row = (texts: Cell[], amount: Fen, what: { lineName: string; lineCode?: string }): Cell[] => [
    ...texts,
    ...['total', 'general_public', 'government_fund']
      .slice(0, funds ? 3 : 1)
      .map((measure) => pen.amount(measure === 'government_fund' ? 0n : amount, statement, measure, what)),
  ];
  return {
    title,
    table: {
      kind: 'table',
      widths: [22, 22, 16, 9, 9, ...lowest(columns).map(() => 13)],
      header: headerOf([
        ...[
          '单位名称',
          chance.pick(['采购项目', '采购项目名称', '采购品目名称']),
          chance.pick(['采购目录', '采购品目']),
          '计量单位',
          '数量',
        ].map((text) => ({ text })),
        ...(chance.often(0.5) && funds ? [under('资金来源', columns)] : columns),
      ]),
      body: [
        row([head('合计', 3), { text: '' }, { text: '' }], all, { lineName: '合计' }),
        ...goods.map(([name, code, count, price]) =>
          row(
            [label(unit), label(name), label(`${code}`), { text: count > 1 ? '台' : '项' }, { text: `${count}` }],
            fen(count, price),
            { lineName: name },
          ),
        ),
      ],
    },
  };
}

/** 新增资产配置: prices and counts beside the amounts. */
export function assetTable(_chance: Chance, books: Books, title: string): Made {
  const { pen, units } = books;
  const S = 'asset_purchase';
  const list: readonly (readonly [string, number, bigint])[] = [
    ['台式计算机', 10, 60n],
    ['空调机', 4, 35n],
    ['办公桌', 20, 12n],
  ];
  return {
    title,
    table: {
      kind: 'table',
      widths: [24, 14, 20, 10, 8, 12, 12],
      header: headerOf([
        ...['单位名称', '资产类别', '资产名称', '计量单位'].map((text) => ({ text })),
        under('财政部门批复数', [{ text: '数量' }, leaf('单价', total, 'x'), leaf('金额', total, 'x')]),
      ]),
      body: list.map(([name, count, price]) => [
        label(units[0]?.name ?? ''),
        label('设备'),
        label(name),
        { text: '台' },
        { text: `${count}` },
        pen.amount(price * 10_000n, S, 'other:', { lineName: name }),
        pen.amount(BigInt(count) * price * 10_000n, S, 'total', { lineName: name }),
      ]),
    },
  };
}

/** 对下转移支付 by region. */
export function transferTable(chance: Chance, books: Books, title: string): Made {
  const { pen } = books;
  const S = 'transfers';
  const regions = ['东山县', '西河县', '南湖区'];
  const money = () => BigInt(chance.whole(100, 9000)) * 10_000n;
  const list = ['农村公路养护补助', '乡村医生补助'].map((name) => ({ name, parts: regions.map(money) }));
  const sum = (parts: readonly Fen[]) => parts.reduce((a, b) => a + b, 0n);
  const row = (texts: Cell[], parts: readonly Fen[], lineName: string): Cell[] => [
    ...texts,
    pen.amount(sum(parts), S, 'total', { lineName }),
    ...parts.map((fen) => pen.amount(fen, S, 'other:', { lineName })),
  ];
  return {
    title,
    table: {
      kind: 'table',
      widths: [30, 13, 13, 13, 13],
      header: headerOf([
        { text: '单位名称（项目）' },
        leaf('合计', total, 'x'),
        under(
          '地区',
          regions.map((text) => leaf(text, total, 'x')),
        ),
      ]),
      body: [
        row(
          [label('合计')],
          regions.map((_, at) => sum(list.map(({ parts }) => parts[at] ?? 0n))),
          '合计',
        ),
        ...list.map(({ name, parts }) => row([label(name)], parts, name)),
      ],
    },
  };
}

/** 非税收入计划: a stranger with two years. */
export function nonTaxTable(chance: Chance, books: Books, title: string): Made {
  const { pen, year } = books;
  const S = 'other';
  const list = ['行政事业性收费收入', '罚没收入', '国有资源（资产）有偿使用收入'];
  const money = () => BigInt(chance.whole(100, 9000)) * 10_000n;
  const rows = list.map((name) => ({ name, prior: money(), now: money() }));
  const cells = (prior: Fen, now: Fen, lineName: string): Cell[] => [
    pen.amount(prior, S, 'prior_total|other:', { lineName }),
    pen.amount(now, S, 'total|other:', { lineName }),
  ];
  const sum = (of: (row: (typeof rows)[number]) => Fen) => rows.reduce((so, row) => so + of(row), 0n);
  return {
    title,
    table: {
      kind: 'table',
      widths: [34, 16, 16, 16],
      header: [[head('项目'), head(`${year - 1}年预计完成数`), head(`${year}年计划数`), head('增长（%）')]],
      body: [
        ...rows.map(({ name, prior, now }) => [label(name), ...cells(prior, now, name), { text: '3.5' }]),
        [
          head('合计'),
          ...cells(
            sum(({ prior }) => prior),
            sum(({ now }) => now),
            '合计',
          ),
          { text: '' },
        ],
      ],
    },
  };
}
