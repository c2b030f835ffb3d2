import { expect, test } from 'vitest';
import { loadDeclarations } from '../../../src/declare/load.ts';
import { forms } from '../../../src/meaning/forms/forms.ts';
import { type Spec, table } from './tables.ts';

const pipeline = loadDeclarations().pipeline('department-budget');
if (pipeline === null) throw new Error('no pipeline');

const FORM: readonly (readonly Spec[])[] = [
  ['项目名称', ['窗口设备', 3]],
  ['一级指标', '二级指标', '三级指标', '指标值'],
  ['产出指标', '数量指标', '设备数量', '≥95台'],
];

/** Whether a table behind a form is taken for the rest of it. */
const taken = (rows: readonly (readonly Spec[])[], above: readonly string[]): boolean => {
  const form = table(FORM, { above: ['项目支出绩效目标表'] });
  return forms([form, table(rows, { index: 1, above })], [], null, pipeline).value.tables.includes(1);
};

test('a table under a heading or a title of its own is no rest of the form before it', () => {
  const assets: readonly (readonly Spec[])[] = [
    ['类别', '数量', '价值（万元）'],
    ['房屋', '5200', '1,820.33'],
  ];
  const rest = [['效益指标', '社会效益', '服务水平', '提升']];
  expect(taken(rest, [])).toBe(true);
  expect(taken(rest, ['（五）资产占用情况'])).toBe(false);
  expect(taken(rest, ['项目支出预算明细表'])).toBe(false);
  // 数量 where the form has no levels
  expect(taken([['类别', ['用途', 2], '数量'], ...assets.slice(1)], [])).toBe(false);
});
