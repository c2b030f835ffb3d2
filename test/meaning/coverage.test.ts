import { describe, expect, test } from 'vitest';
import { classify } from '../../src/meaning/classify/classify.ts';
import { coverage } from '../../src/meaning/coverage.ts';
import { map } from '../../src/meaning/statements/read-statements.ts';
import type { Table } from '../../src/model/table.ts';
import { table } from './statements/build.ts';
import { declarations, page } from './statements/document.ts';

type Form = Parameters<typeof coverage>[0]['report'];

function counted(
  tables: readonly Table[],
  taken: readonly number[] = [],
  prose: readonly string[] = [],
  report: Form = null,
) {
  const layouts = [page(1, ['某某市教育局', '2025年部门预算']), page(2, prose)];
  const classified = classify(tables, layouts, declarations);
  const { value: statements, notes } = map(tables, classified.value, declarations, { taken, lists: [], within: [] });
  const { value, notes: lost } = coverage({ tables, layouts, statements, taken, report, notes });
  return { ...value.find((one) => one.page === 2), lost: lost.map(({ page: at, data }) => [at, data.figures]) };
}

const rows = [
  '科目编码|科目名称|合计|基本支出|比上年增减',
  '205|教育支出|2.00|2.00|0.50',
  '206|科学技术支出|1.00|1.00|0.25',
];
const printed = { page: 2, above: ['部门支出总表', '单位：元'] };

describe('where the amounts of a page went', () => {
  test('each is in one place: facts, prose, or declared to be none', () => {
    const prose = ['收入预算1,234.56万元，支出100元。'];
    expect(counted([table(rows, printed)], [], prose)).toEqual({
      ...{ page: 2, printed: 8, facts: 4, forms: 0, prose: 2, noAmount: 2, unplaced: 0, lost: [] },
    });
  });

  test('a table of which nothing was kept is told of: the rest of a statement behind a page break', () => {
    const rest = table(['年初结转和结余|49.14|年末结转和结余|55.34', '总计|2,995.39|总计|2,995.39'], {
      page: 2,
      above: [],
    });
    const layouts = [page(1, ['某某市教育局', '2025年部门预算']), page(2, [])];
    const { notes } = coverage({ tables: [rest], layouts, statements: [], taken: [], report: null, notes: [] });
    expect(notes.map(({ code, page: at }) => [code, at])).toEqual([['unknown-statement', 2]]);
    const lone = table(['面积|49.14'], { page: 2, above: [] });
    expect(coverage({ tables: [lone], layouts, statements: [], taken: [], report: null, notes: [] }).notes).toEqual([]);
  });

  test('so is one whose figures share their cells with words, and a row of figures outside all tables', () => {
    const none = { statements: [], taken: [], report: null, notes: [] };
    const of = (tables: readonly Table[], lines: readonly string[] = []) => {
      const { value, notes } = coverage({ ...none, tables, layouts: [page(1, []), page(2, lines)] });
      return [value[1]?.unplaced, notes.map(({ code, page: at }) => `${code} ${at}`)];
    };
    const shared = (...rows: string[]) => table(rows, { page: 2, above: [] });
    expect(of([shared('财政拨款 28,097.48|教育支出 12.23', '合计 28,097.48|合计 12.23')])).toEqual([
      4,
      ['unknown-statement 2'],
    ]);
    expect(of([shared('上级主管部门 12人|说明')])).toEqual([0, []]);
    // whole figures without separators are amounts where they are too large to count things
    expect(of([shared('宣传经费|1000000|404100', '维护经费|50000|0')])).toEqual([0, ['unknown-statement 2']]);
    expect(of([shared('宣传人员|1000|404', '维护人员|500|0'), shared('125001|某局|2', '125002|某所|3')])).toEqual([
      0,
      [],
    ]);
    expect(of([shared('收入支出|预算数⏎4,925.13 一、教育支出⏎258.27 二、外交支出')])).toEqual([
      2,
      ['unknown-statement 2'],
    ]);
    expect(of([], ['合计 1,897.55 1,013.41 884.25'])).toEqual([3, ['unknown-statement 2']]);
    expect(of([], ['收入1,897.55万元 支出1,013.41万元', '合计 1,897.55'])).toEqual([0, []]);
  });

  test('a document that prints whole figures may lose small ones: a table of which nothing was kept is told of, a contents page is none', () => {
    const rest = [table(['宣传经费|12|4', '维护经费|5|0'], { page: 2, index: 1, above: [] })];
    const told = (amounts: readonly string[], contents: readonly number[] = []) => {
      const own = table(['科目编码|科目名称|合计', ...amounts], { page: 1, above: ['部门支出总表', '单位：万元'] });
      const layouts = [page(1, ['某某市教育局', '2025年部门预算']), page(2, [])];
      const classified = classify([own], layouts, declarations);
      const { value: statements } = map([own], classified.value, declarations);
      const { notes } = coverage({ tables: rest, layouts, statements, taken: [], report: null, contents, notes: [] });
      return notes.map(({ code, page: at }) => `${code} ${at}`);
    };
    const whole = ['205|教育支出|20', '20502|普通教育|20'];
    expect(told(whole)).toEqual(['unknown-statement 2']);
    expect(told(whole, [1])).toEqual([]);
    expect(told(['205|教育支出|20.00', '20502|普通教育|20.00'])).toEqual([]);
  });

  test('figures of a form that nobody read have no place, and one note of the page says which; read, they belong to the form', () => {
    const strange = table(['项目|金额', '甲|3.00', '乙|4.00'], {
      page: 2,
      index: 1,
      above: ['重点项目绩效目标表', '单位：万元'],
    });
    const first = table(rows, { page: 1, above: ['部门支出总表', '单位：元'] });
    expect(counted([first, strange])).toMatchObject({ printed: 2, unplaced: 2 });
    const place = { page: 2, box: { x0: 0, y0: 0, x1: 1, y1: 1 }, confidence: 1, needsReview: false };
    const fields = [{ ...place, project: null, key: null, label: '甲', value: '3.00' }];
    const report = { fields, indicators: [], projects: [] };
    expect(counted([first, strange], [1], [], report)).toMatchObject({
      ...{ printed: 2, forms: 1, unplaced: 1, lost: [[2, '4.00']] },
    });
  });
});
