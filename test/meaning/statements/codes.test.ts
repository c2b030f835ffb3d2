import { expect, test } from 'vitest';
import { table } from './build.ts';
import { readTables } from './document.ts';

const ABOVE = { above: ['一般公共预算支出表', '单位：元'] };

test.each(['2,050,201', '2050201.0', '2050201.00', '2,050,201.00'])('%s is a code shown as a number', (code) => {
  const rows = ['科目编码|科目名称|合计', `${code}|学前教育|9`, `${code}|另一名称|9`];
  const lines = readTables([table(rows, ABOVE)]).statements[0]?.lines ?? [];
  expect(lines[0]).toMatchObject({ code: '2050201', flags: [] });
  expect(lines[1]?.flags).toContain('code-doubtful');
});

test.each(['/', '—', '_', '-', '.'])('the levels of a code may be parted by %s', (mark) => {
  const rows = [
    '科目编码|科目名称|合计',
    '205|教育支出|9',
    `205${mark}02|普通教育|9`,
    `205${mark}02${mark}01|学前教育|9`,
  ];
  const lines = readTables([table(rows, ABOVE)]).statements[0]?.lines ?? [];
  expect(lines.map(({ code, flags }) => [code, ...flags])).toEqual([['205'], ['20502'], ['2050201']]);
});
