import { expect, test } from 'vitest';
import { table } from '../statements/build.ts';
import { readTables } from '../statements/document.ts';

const HEAD = ['科目编码|科目名称|合计|基本支出|项目支出', '205|教育支出|9|6|3'];
const BODY = ['208|社会保障支出|9|6|3', '210|卫生健康支出|8|5|3'];

/** Whether a table on the next page with these lines above it goes on with a titled one. */
function goesOn(above: readonly string[]): boolean {
  const first = table(HEAD, { index: 0, above: ['支出总表', '单位：元'] });
  const second = table(BODY, { index: 1, page: 2, above });
  return readTables([first, second]).classification.tables[1]?.flags.includes('continued') === true;
}

test('a title above a head without rules, however many lines above, begins another table', () => {
  const head = Array.from({ length: 12 }, (_, at) => `表头${at}`);
  expect([goesOn([]), goesOn(['一般公共预算支出表', ...head]), goesOn(['支出总表', ...head])]).toEqual([
    true,
    false,
    true,
  ]);
});

test('headings between a title and the figures are no title', () => {
  const titles = (above: readonly string[]) =>
    readTables([table(['拨款|9|教育支出|9'], { above })]).classification.tables.map(({ title }) => title);
  expect(titles(['项目 预算 项目 预算', '单位：元'])).toEqual(['']);
  expect(titles(['项 目 支 出 预 算', '单位：元'])).toEqual(['项目支出预算']);
});
