import type { Cell, Report, TableBlock } from '../../samples/generator/model.ts';

/** A form that no declaration knows: other titles, other words, other order of columns, another layout of codes. */
const head = (text: string, more: Partial<Cell> = {}): Cell => ({ text, ...more });
const name = (text: string): Cell => ({ text, align: 'left' });
const money = (text: string): Cell => ({ text, align: 'right' });

interface Spent {
  readonly code: string;
  readonly name: string;
  readonly special: string;
  readonly daily: string;
  readonly all: string;
}

const SPENT: readonly Spent[] = [
  { code: '201', name: '一般公共服务支出', special: '210.50', daily: '1,312.61', all: '1,523.11' },
  { code: '20103', name: '政府办公厅（室）及相关机构事务', special: '210.50', daily: '1,312.61', all: '1,523.11' },
  { code: '2010301', name: '行政运行', special: '', daily: '1,312.61', all: '1,312.61' },
  { code: '2010302', name: '一般行政管理事务', special: '210.50', daily: '', all: '210.50' },
  { code: '208', name: '社会保障和就业支出', special: '', daily: '156.40', all: '156.40' },
  { code: '20805', name: '行政事业单位养老支出', special: '', daily: '156.40', all: '156.40' },
  { code: '2080505', name: '机关事业单位基本养老保险缴费支出', special: '', daily: '156.40', all: '156.40' },
];
const TOTAL = { special: '210.50', daily: '1,469.01', all: '1,679.51' };

const parts = (code: string): Cell[] =>
  [code.slice(0, 3), code.slice(3, 5), code.slice(5, 7)].map((text) => ({ text }));

/** Amounts first, names in the middle, codes last and in three columns. */
const SPENDING: TableBlock = {
  kind: 'table',
  widths: [1.4, 1.4, 1.4, 3.4, 0.8, 0.8, 0.8],
  header: [['专项开支', '日常开支', '共计', '开支用途', '类号', '款号', '项号'].map((text) => head(text))],
  body: [
    ...SPENT.map(({ code, name: words, special, daily, all }) => [
      ...[special, daily, all].map(money),
      name(words),
      ...parts(code),
    ]),
    [...[TOTAL.special, TOTAL.daily, TOTAL.all].map(money), name('合计'), head(''), head(''), head('')],
  ],
};

export const STRANGE: Report = {
  documentType: 'budget',
  year: 2025,
  department: '青石县档案馆',
  blocks: [
    { kind: 'title', text: '青石县档案馆2025年部门预算', size: 22 },
    { kind: 'break' },
    { kind: 'title', text: '各科目花费一览表', size: 16 },
    { kind: 'line', left: '部门名称：青石县档案馆', right: '单位：万元' },
    SPENDING,
  ],
};

/** What must be read: line code, name, measure, 元. */
export function strangeFacts(): string[] {
  const yuan = (wan: string) => `${wan.replaceAll(',', '').replace('.', '')}00.00`;
  const rows = [...SPENT, { code: '', name: '合计', ...TOTAL }];
  return rows
    .flatMap(({ code, name: words, special, daily, all }) =>
      [
        ['project', special],
        ['basic', daily],
        ['total', all],
      ].flatMap(([measure = '', text = '']) => (text === '' ? [] : [`${code}|${words}|${measure}|${yuan(text)}`])),
    )
    .sort();
}
