import { expect, test } from 'vitest';
import { loadDeclarations } from '../../../src/declare/load.ts';
import { forms } from '../../../src/meaning/forms/forms.ts';
import { type Spec, table } from './tables.ts';

const pipeline = loadDeclarations().pipeline('department-budget');
if (pipeline === null) throw new Error('no pipeline');

/** What the department's own form states, as `key measure 分`. */
const stated = (rows: readonly (readonly Spec[])[], source: 'text' | 'ocr' = 'text') => {
  const made = table(rows, { above: ['部门整体支出绩效目标申报表'], source, confidence: source === 'text' ? 1 : 0.8 });
  return forms([made], [], null, pipeline).value.amounts;
};

const form = (unit: string): readonly (readonly Spec[])[] => [
  [['部门基本信息', 1, 2], '部门名称', ['062-某市政务局', 3]],
  ['核定的人员编制数', '157人', '实际在职人员总数', '195'],
  [
    ['年度预算情况', 1, 3],
    ['按资金来源划分', 2],
    ['按资金方向划分', 2],
  ],
  [`资金总额${unit}`, '4,557.36', `资金总额${unit}`, '4,557.36'],
  ['其中：一般公共预算资金', '4557.36', '其中：基本支出', '2568.94'],
];

test('the money of the department’s own form is compared with the statements’ totals', () => {
  const amounts = stated(form('（万元）'));
  expect(amounts.map(({ fen, targets: [target] }) => [target?.statement, target?.measure, fen])).toEqual([
    ['expenditure', 'total', 4_557_360_000n],
    ['general_expenditure', 'total', 4_557_360_000n],
    ['expenditure', 'basic', 2_568_940_000n],
  ]);
  expect(amounts[0]).toMatchObject({
    binding: 'firm',
    tolerance: 5_000n,
    confidence: 1,
    phrase: '资金总额（万元） 4,557.36',
  });
});

test('money without a printed unit is compared with nothing; what was read unsurely says so', () => {
  expect(stated(form(''))).toEqual([]);
  expect(stated(form('（万元）'), 'ocr').map(({ confidence }) => confidence)).toEqual([0.8, 0.8, 0.8]);
});

test('a column of amounts under a label is not the department’s total: the first task’s money disagreed with the statements', () => {
  const rows: readonly (readonly Spec[])[] = [
    [
      ['年度主要任务', 1, 3],
      ['工作安排', 1, 2],
      ['主要内容', 1, 2],
      ['预算金额（万元）', 2],
    ],
    ['资金总额（万元）', '其中：财政拨款'],
    ['保障运转', '人员经费。', '163.90', '163.50'],
    ['', '规划编制', '编制规划。', '38.50', '38.50'],
    ['', ['金额合计', 2], '202.40', '202.00'],
  ];
  expect(stated(rows)).toEqual([]);
  expect(stated(rows.slice(0, 3)).map(({ fen }) => fen)).toContain(163_900_000n);
});
