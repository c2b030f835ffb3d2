import { expect, test } from 'vitest';
import { isShare, misreadShare, nearestValue, printedName } from '../../../src/meaning/forms/goals/misread.ts';
import { splitValue } from '../../../src/meaning/forms/goals/value.ts';
import { DISTANCE, WORDING } from '../../support/cut.ts';

test.each([
  ['≥95%', '≥', '95', '%'],
  ['≤650元/天/人', '≤', '650', '元/天/人'],
  ['＜270.9191万平方米', '<', '270.9191', '万平方米'],
  ['>=3 次', '≥', '3', '次'],
  ['≧ 98％', '≥', '98', '%'],
  ['=100%', '=', '100', '%'],
  ['1,655项', null, '1655', '项'],
  ['1988.42万元', null, '1988.42', '万元'],
  ['100', null, '100', null],
  ['1年', null, '1', '年'],
  ['3个月', null, '3', '个月'],
  ['12月底前', null, '12月底前', null],
  ['5月', null, '5月', null],
  ['8月、12月', null, '8月、12月', null],
  ['2025年7月', null, '2025年7月', null],
  ['2026年底', null, '2026年底', null],
  ['≤2025-12-31', '≤', '2025-12-31', null],
  ['10日前', null, '10日前', null],
  ['3-5人', null, '3-5人', null],
  ['7×24小时', null, '7×24小时', null],
  ['2台、3套', null, '2台、3套', null],
  ['提升', null, '提升', null],
  ['三级', null, '三级', null],
  ['合格率%', null, '合格率%', null],
])('%s', (raw, operator, value, unit) => {
  expect(splitValue(raw, WORDING.forms)).toEqual({ operator, value, unit });
});

test('a per cent sign read as digits is told by the first digits, and only where the number cannot be a share', () => {
  expect(['10096', '10060', '≥959%', '≥958Y', '≥99%0'].map(misreadShare)).toEqual([
    '100%',
    '100%',
    '≥95%',
    '≥95%',
    '≥99%',
  ]);
  expect(['96%', '100%', '95.5%', '提升', '141411'].map(misreadShare)).toEqual([null, null, null, null, null]);
});

test('shares are known by their names or by the branch of satisfaction', () => {
  expect([isShare('验收合格率', null, WORDING.forms), isShare('服务对象', '满意度指标', WORDING.forms)]).toEqual([
    true,
    true,
  ]);
  expect([isShare('设备数量', null, WORDING.forms), isShare('设备数量', '产出指标', WORDING.forms)]).toEqual([
    false,
    false,
  ]);
});

test('hyphens before ideographs are 一 in a recognised name, and as printed in a text layer', () => {
  expect(printedName('-次性告知书', 'ocr')).toBe('一次性告知书');
  expect(printedName('印刷--次性告知书', 'ocr')).toBe('印刷一次性告知书');
  expect(printedName('运转经费-2023年', 'ocr')).toBe('运转经费-2023年');
  expect(printedName('印刷-次性', 'text')).toBe('印刷-次性');
});

test('recognised brackets are paired, printed ones stay', () => {
  expect(printedName('项目《长期开展)', 'ocr')).toBe('项目（长期开展）');
  expect(printedName('《办法》（试行)', 'ocr')).toBe('《办法》（试行）');
  expect(printedName('项目《长期开展)')).toBe('项目《长期开展）');
});

test('a closed list puts recognised words right, never printed ones', () => {
  const natures = ['一次性项目', '经常性项目'];
  expect(nearestValue('经常性项且', 'ocr', natures, DISTANCE)).toBe('经常性项目');
  expect(nearestValue('经常性项且', 'text', natures, DISTANCE)).toBe('经常性项且');
  expect(nearestValue('一般性工作', 'ocr', natures, DISTANCE)).toBe('一般性工作');
  const longer = [...natures, '一次性项目（1年结束）'];
  expect(nearestValue('次性项目（年结束束', 'ocr', longer, DISTANCE)).toBe('一次性项目（1年结束）');
});
