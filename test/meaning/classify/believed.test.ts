import { expect, test } from 'vitest';
import { table } from '../statements/build.ts';
import { readTables } from '../statements/document.ts';

test('a list under a title of its own is no statement that is missing, nor is a table without one line of its classes', () => {
  const rows = ['专项资金名称|主管部门|合计|一般公共预算|政府性基金', '殡葬设施维护|某某市民政局|120.00|120.00|0.00'];
  const listed = readTables([table(rows, { above: ['2025年部门专项资金管理清单目录', '单位：万元'] })]);
  expect(listed.classification.tables[0]).toMatchObject({ kind: null, title: '2025年部门专项资金管理清单目录' });
  const untitled = readTables([table(rows, { above: ['单位：万元'] })]);
  expect(untitled.classification.tables[0]).toMatchObject({ kind: null, title: '' });
});

test('a title of a fund over subjects that it is never spent on is not believed alone', () => {
  const placed = (title: string, ...codes: string[]) => {
    const rows = ['科目编码|科目名称|合计|基本支出|项目支出', ...codes.map((code) => `${code}|某项|5.00|3.00|2.00`)];
    return readTables([table(rows, { above: [title, '单位：万元'] })]).classification.tables[0]?.placement;
  };
  const funds = '政府性基金预算支出表';
  expect(placed(funds, '201', '20103', '2010301')).toBe('inferred');
  expect(placed(funds, '208', '20805', '2080505')).toBe('inferred');
  expect(placed(funds, '212', '21208', '2120804')).toBe('established');
  // what the class of a bond's money is called says nothing
  expect(placed(funds, '205', '20598', '2059801')).toBe('established');
  expect(placed(funds, '208')).toBe('established');
  expect(placed('国有资本经营预算支出表', '212', '21208', '2120804')).toBe('inferred');
  expect(placed('国有资本经营预算支出表', '223', '22301', '2230105')).toBe('established');
  expect(placed('一般公共预算支出表', '201', '20103', '2010301')).toBe('established');
});
