import { expect, test } from 'vitest';
import type { Declarations, Pipeline } from '../../../src/declare/load.ts';
import { classify } from '../../../src/meaning/classify/classify.ts';
import { table } from '../statements/build.ts';
import { declarations, page } from '../statements/document.ts';

const statement = table(['科目|合计|基本支出|项目支出', '201 甲|3.00|1.00|2.00', '合计|3.00|1.00|2.00'], {
  above: ['部门支出总表', '单位：万元'],
});

/** What is read under these pipelines alone. */
function under(pipelines: readonly Pipeline[]) {
  const some: Declarations = { ...declarations, pipelines };
  const { value, notes } = classify([statement], [page(1, ['某某市教育局', '2025年部门预算'])], some);
  return { pipeline: value.pipeline, tie: notes.filter(({ code }) => code === 'pipelines-tie') };
}

const budget = declarations.pipeline('department-budget');
if (budget === null) throw new Error('no budget');

test('two pipelines that fit alike are reported, and neither is taken for standing first', () => {
  const other = { ...budget, name: 'a-province' };
  for (const order of [
    [budget, other],
    [other, budget],
  ]) {
    const { pipeline, tie } = under(order);
    expect(pipeline).toBeNull();
    expect(tie).toMatchObject([{ severity: 'error', data: { pipelines: order.map(({ name }) => name).join(' ') } }]);
  }
});

test('one that is declared for that case is taken, and the tie is reported', () => {
  const other = { ...budget, name: 'a-province' };
  const { recognise } = other.kind;
  const ranked = { ...other, kind: { ...other.kind, recognise: { ...recognise, otherwise: 2 } } };
  for (const order of [
    [budget, ranked],
    [ranked, budget],
  ]) {
    expect(under(order)).toMatchObject({ pipeline: 'a-province', tie: [{ severity: 'warning' }] });
  }
});

test('one that extends the other goes before it: no tie', () => {
  const own = { ...budget, name: 'z-city', kind: { ...budget.kind, extends: 'department-budget' } };
  expect(under([budget, own])).toEqual({ pipeline: 'z-city', tie: [] });
});

/** What a single table without a cover is taken for. */
function alone(title: string, head: string) {
  const one = table([head, '合计|2.00|1.00', '因公出国（境）费|1.00|0.50', '公务接待费|1.00|0.50'], {
    above: [title, '单位：万元'],
  });
  const { value, notes } = classify([one], [page(1, [title])], declarations);
  return [value.identity.documentType, notes.some(({ code }) => code === 'pipelines-tie')];
}

test('headings tell a final account whose title does not: 决算数 that is of no earlier year', () => {
  expect(alone('2023年度“三公”经费支出表', '项目|预算数|决算数')).toEqual(['final', false]);
  expect(alone('2023年度一般公共预算财政拨款“三公”经费支出表', '项目|年初预算数|决算数')).toEqual(['final', false]);
  expect(alone('2024年“三公”经费预算表', '项目|2023年决算数|2024年预算数')).toEqual(['budget', false]);
  expect(alone('2024年“三公”经费预算表', '项目|上年决算数|预算数')).toEqual(['budget', false]);
});

test('the name of a fund is no word for a budget', () => {
  expect(alone('2023年度一般公共预算财政拨款“三公”经费支出表', '项目|支出数|其中：本级')).toEqual(['budget', true]);
});
