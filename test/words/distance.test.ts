import { expect, test } from 'vitest';
import { nearlyAlike, wordDistance } from '../../src/words/distance.ts';

const measure = wordDistance([{ read: '未', meant: '末', cost: 0.1 }]);

test('a typical confusion of recognition costs less than another character, in either direction', () => {
  expect(measure.between('年未结转', '年末结转', 1)).toBeCloseTo(0.1);
  expect(measure.between('年末结转', '年未结转', 1)).toBeCloseTo(0.1);
  expect(measure.between('年初结转', '年末结转', 1)).toBe(1);
  expect(measure.between('年初结余', '年末结转', 1)).toBe(Infinity);
});

test('names are nearly alike by the same measure; other numbers make other projects', () => {
  expect(nearlyAlike('年未档案整理费', '年末档案整理经费', measure)).toBe(false);
  expect(nearlyAlike('档案整理费', '档案整理经费', measure)).toBe(true);
  expect(nearlyAlike('年未年未档案整理', '年末年末档案整理', measure)).toBe(true);
  expect(nearlyAlike('2024年档案整理', '2025年档案整理', measure)).toBe(false);
});
