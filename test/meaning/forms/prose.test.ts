import { expect, test } from 'vitest';
import { loadDeclarations } from '../../../src/declare/load.ts';
import { forms } from '../../../src/meaning/forms/forms.ts';
import type { PageLayout, TextLine } from '../../../src/model/grid.ts';

const pipeline = loadDeclarations().pipeline('department-budget');
if (pipeline === null) throw new Error('no pipeline');

/** A page of lines; `#` sets a line large and centred, `>` begins a paragraph. */
function page(number: number, texts: readonly string[]): PageLayout {
  const lines = texts.map((raw, at): TextLine => {
    const size = raw.startsWith('#') ? 18 : 12;
    const text = raw.replace(/^[#>]/u, '');
    const width = Math.min(text.length * size, 480);
    const x0 = raw.startsWith('#') ? (595 - width) / 2 : raw.startsWith('>') ? 81 : 57;
    const y0 = 70 + 24 * at;
    return { text, x0, x1: x0 + width, y0, y1: y0 + size, size, source: 'text', confidence: 1, glyphs: [] };
  });
  return { page: number, width: 595, height: 842, grids: [], lines, furniture: [], alternatives: [] };
}

const read = (...pages: PageLayout[]) => forms([], pages, null, pipeline).value;

test('chapters by their ordinals, with the text between and the terms of a glossary; contents pages are none', () => {
  const contents = page(1, ['#目录', '第一部分 概况 1', '一、本部门职责 1', '第二部分 名词解释 9']);
  const first = page(2, [
    '#第一部分 概况',
    '一、本部门职责',
    '>负责全市政务服务工作，承担政务公开职责，协调推进各项改革任务，组织实施监督检查',
    '和考核。联系电话：0356-3038771。',
    '二、机构设置情况',
    '>内设机构：办公室、财务科、督查科。核定编制50名，实有人员45名。某市政务中心核定编制6名。',
  ]);
  const last = page(3, ['#第二部分 名词解释', '>一、基本支出：指为保障机构运转而发生的支出。']);
  const value = read(contents, first, last);
  expect(value.chapters.map(({ level, title, kind }) => [level, title, kind])).toEqual([
    [1, '概况', 'overview'],
    [2, '本部门职责', 'duties'],
    [2, '机构设置情况', 'organisation'],
    [1, '名词解释', 'glossary'],
    [5, '基本支出', 'term'],
  ]);
  expect(value.chapters[1]?.text).toMatch(/监督检查和考核。联系电话：〔略〕。$/u);
  expect(value.institutions.map(({ kind, name }) => [kind, name])).toEqual([
    ['internal', '办公室'],
    ['internal', '财务科'],
    ['internal', '督查科'],
  ]);
  expect(value.staff.map(({ organisation, kind, count }) => [organisation, kind, count])).toEqual([
    [null, 'authorised', 50],
    [null, 'actual', 45],
    ['某市政务中心', 'authorised', 6],
  ]);
});

test('procurement by kind and assets by what they are, planned purchases apart', () => {
  const value = read(
    page(5, [
      '一、政府采购情况',
      '>2025年政府采购预算总额871.40万元。其中：政府采购货物预算110.28万元、政府采购工程预算0万元、政府采购服务预算761.12万元。',
      '二、国有资产占有使用情况',
      '>截至2024年8月31日，某局共有车辆3辆，其中：执法执勤用车2辆；办公用房建筑总面积7509平方米。',
      '>单价100万元（含）以上设备（不含车辆）1台（套）。2025年部门预算安排购置车辆1辆。',
    ]),
  );
  expect(value.procurement.map(({ kind, fen }) => [kind, fen])).toEqual([
    ['total', 871_400_000n],
    ['goods', 110_280_000n],
    ['works', 0n],
    ['services', 761_120_000n],
  ]);
  expect(
    value.assets.map(({ kind, item, quantity, unit, planned, asOf }) => [kind, item, quantity, unit, planned, asOf]),
  ).toEqual([
    ['vehicle', '车辆', '3', '辆', false, '2024年8月31日'],
    ['vehicle', '执法执勤用车', '2', '辆', false, '2024年8月31日'],
    ['building', '办公用房建筑总面积', '7509', '平方米', false, '2024年8月31日'],
    ['equipment', '单价100万元（含）以上设备（不含车辆）', '1', '台（套）', false, '2024年8月31日'],
    ['vehicle', '车辆', '1', '辆', true, null],
  ]);
});
