import { expect, test } from 'vitest';
import { loadDeclarations } from '../../../src/declare/load.ts';
import { forms } from '../../../src/meaning/forms/forms.ts';
import type { Table } from '../../../src/model/table.ts';
import { type Making, type Spec, table } from './tables.ts';

const pipeline = loadDeclarations().pipeline('department-budget');
if (pipeline === null) throw new Error('no pipeline');
const read = (...tables: Table[]) => forms(tables, [], null, pipeline);

const HEADER: readonly Spec[] = ['代码', '一级目录', '二级目录', '三级目录', '四级目录'];
const ROWS: readonly (readonly Spec[])[] = [
  [['某局', 5]],
  ['A', '公共服务', '', '', ''],
  ['A01', '', '公共安全服务', '', ''],
  ['A0101', '', '', '隐患排查服务', ''],
  ['A010101', '', '', '', '网络安全检查服务'],
];
const make = (rows: readonly (readonly Spec[])[], making: Making = {}) =>
  table(rows, { above: ['某省政府购买服务指导性目录'], ...making });

test('levels above come from the ancestors of the same agency, those below stay empty', () => {
  const { value } = read(make([HEADER, ...ROWS, [['某院', 5]], ['A', '公共服务', '', '', '']]));
  expect(value.catalog.map((row) => [row.agency, row.code, row.level1, row.level2, row.level3, row.level4])).toEqual([
    ['某局', 'A', '公共服务', null, null, null],
    ['某局', 'A01', '公共服务', '公共安全服务', null, null],
    ['某局', 'A0101', '公共服务', '公共安全服务', '隐患排查服务', null],
    ['某局', 'A010101', '公共服务', '公共安全服务', '隐患排查服务', '网络安全检查服务'],
    ['某院', 'A', '公共服务', null, null, null],
  ]);
  expect(value.catalog.every((row) => !row.needsReview)).toBe(true);
});

test('a catalogue goes on in a table without a header, and a missing parent is flagged, not made up', () => {
  const rest = table(ROWS.slice(3), { index: 1, page: 2 });
  const { value } = read(make([HEADER, ...ROWS.slice(0, 2)]), rest);
  expect(value.catalog.at(-1)).toMatchObject({
    agency: '某局',
    level1: '公共服务',
    level2: null,
    level3: '隐患排查服务',
  });
  expect(value.catalog[1]).toMatchObject({ code: 'A0101', flags: ['parent-missing'], needsReview: true });
});

test('specks beside a recognised code are no part of it', () => {
  const rows = ROWS.map((row) => row.map((spec): Spec => (spec === 'A010101' ? '.A010101-' : spec)));
  const { value } = read(make([HEADER, ...rows], { source: 'ocr', confidence: 0.9 }));
  expect(value.catalog.at(-1)).toMatchObject({ code: 'A010101', flags: ['code-corrected'], needsReview: true });
});

test('recognised codes are put right where their parent stands above, others are noted', () => {
  const rows = ROWS.map((row) =>
    row.map((spec): Spec => (spec === 'A0101' ? '4O1O1' : spec === 'A010101' ? '及??' : spec)),
  );
  const { value, notes } = read(make([HEADER, ...rows], { source: 'ocr', confidence: 0.9 }));
  expect(value.catalog.map((row) => row.code)).toEqual(['A', 'A01', 'A0101']);
  expect(value.catalog[2]).toMatchObject({ flags: ['code-corrected'], needsReview: true });
  expect(notes).toMatchObject([{ code: 'catalog-code-unread', data: { text: '及??' } }]);
});
