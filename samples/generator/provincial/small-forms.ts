import { type Fen, head, label } from '../figures.ts';
import type { Cell } from '../model.ts';
import type { Chance } from '../recombined/random.ts';
import { ordinal } from '../words.ts';
import { add, type Books, carried, current, of, total, tree } from './books.ts';
import type { Made } from './subjects.ts';
import { sums } from './three-items.ts';

/** 收支总表 of a small unit: revenue above expenditure in one column. */
export function stackedBalance(chance: Chance, { items, pen, year }: Books, title: string): Made {
  const row = (text: string, name: string, fen: Fen, side: 'revenue' | 'expenditure'): Cell[] => [
    label(text),
    pen.amount(fen, 'balance', 'total', { lineName: name, side }),
  ];
  const sources: readonly (readonly [string, Fen])[] = [
    ['一般公共预算拨款收入', add(items, of(current, 'general_public'))],
    ['政府性基金预算拨款收入', add(items, of(current, 'government_fund'))],
    ['国有资本经营预算拨款收入', add(items, of(current, 'state_capital'))],
    ['财政专户管理资金收入', add(items, of(current, 'special_account'))],
    ['事业收入', add(items, of(current, 'business'))],
    ['其他收入', add(items, of(current, 'other_revenue'))],
    ['上年结转', add(items, carried)],
  ];
  const classes = tree(items).filter(({ level }) => level === 1);
  return {
    title,
    table: {
      kind: 'table',
      widths: [40, 18],
      header: [[head('项目'), head(chance.pick(['金额', '预算数', `${year}年预算数`]))]],
      body: [
        row('一、收入总计', '收入总计', add(items, total), 'revenue'),
        ...sources.map(([name, fen], at) => row(`（${ordinal(at + 1)}）${name}`, name, fen, 'revenue')),
        row('二、支出总计', '支出总计', add(items, total), 'expenditure'),
        ...classes.map(({ name, of: mine }, at) =>
          row(`（${ordinal(at + 1)}）${name}`, name, add(mine, total), 'expenditure'),
        ),
      ],
    },
  };
}

const COUNTS = ['国内公务接待批次（个）', '公务用车保有量（辆）', '因公出国（境）团组数（个）'];
const CARS = ['副部（省）级及以上领导用车', '机要通信用车', '应急保障用车', '其他用车'];

/** 机构运行信息表: “三公” items, 机关运行经费, counts, cars and purchases, one below the other. */
export function informationTable(chance: Chance, books: Books): Made {
  const { items, pen } = books;
  const three = sums(books, 1n);
  const bought = BigInt(chance.whole(100, 900)) * 10_000n;
  const open = add(items, (item) => (item.fund === 'general_public' ? item.public : 0n));
  const row = (text: string, fen: Fen, statement: string, lineName: string): Cell[] => [
    label(text),
    pen.amount(fen, statement, 'total', { lineName }),
  ];
  const part = (text: string, item: string): Cell[] => row(text, three[item] ?? 0n, 'three_public', item);
  const plain = (text: string, value = '—'): Cell[] => [label(text), { text: value }];
  return {
    title: '机构运行信息表',
    table: {
      kind: 'table',
      widths: [40, 16],
      header: [[head('项目'), head('统计数')]],
      body: [
        plain('一、“三公”经费支出'),
        part('（一）支出合计', '合计'),
        part('1.因公出国（境）费', '因公出国（境）费'),
        part('2.公务用车购置及运行维护费', '公务用车购置及运行费'),
        part('（1）公务用车购置费', '公务用车购置费'),
        part('（2）公务用车运行维护费', '公务用车运行维护费'),
        part('3.公务接待费', '公务接待费'),
        plain('（二）相关统计数'),
        ...COUNTS.map((text) => plain(text, `${chance.whole(1, 20)}`)),
        row('二、机关运行经费', open, 'agency_operation', '合计'),
        row('（一）行政单位', open, 'other', '行政单位'),
        plain('三、国有资产占用情况'),
        plain('（一）车辆数合计（辆）', '4'),
        ...CARS.map((text) => plain(text, '1')),
        plain('四、政府采购支出信息'),
        row('（一）政府采购支出合计', bought, 'other', '政府采购支出合计'),
        row('1.政府采购服务支出', bought, 'other', '政府采购服务支出'),
      ],
    },
  };
}

/** 政府采购 by goods with their codes, prices in 元 beside amounts in the unit of the table. */
export function goodsTable(chance: Chance, { pen, units }: Books, title: string): Made {
  const unit = units[0] ?? { code: '', name: '' };
  const goods: readonly (readonly [string, string, bigint, bigint])[] = [
    ['台式计算机', 'A02010105', 12n, 500_000n],
    ['多功能一体机', 'A02020400', 3n, 250_000n],
    ['办公桌', '2010105', 20n, 120_000n],
  ];
  const S = 'procurement';
  const all = goods.reduce((so, [, , count, price]) => so + count * price, 0n);
  return {
    title,
    table: {
      kind: 'table',
      widths: [11, 24, 13, 18, 8, 12, 16],
      header: [
        [
          ...[
            '单位编码',
            '单位名称',
            chance.pick(['采购目录编码', '采购目录', '资产编号']),
            '采购品目名称',
            '数量',
          ].map((text) => head(text)),
          head(chance.pick(['单价（元）', '单价（元/台）'])),
          head(`采购金额（${pen.unit}）`),
        ],
      ],
      body: [
        [
          ...['', '合计', '', '', '35', ''].map((text) => ({ text })),
          pen.amount(all, S, 'total', { lineName: '合计' }),
        ],
        ...goods.map(([name, code, count, price]): Cell[] => [
          { text: unit.code },
          label(unit.name),
          { text: code },
          label(name),
          { text: `${count}` },
          pen.inYuan(price, S, 'other:', { lineName: name }),
          pen.amount(count * price, S, 'total', { lineName: name }),
        ]),
      ],
    },
  };
}
