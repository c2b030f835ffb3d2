import { describe, expect, test } from 'vitest';
import { map } from '../../../src/meaning/statements/read-statements.ts';
import { unitOnFirstPages } from '../../../src/meaning/statements/units.ts';
import type { Grid } from '../../../src/model/grid.ts';
import { compact, ordinalOf, tidyName } from '../../../src/model/text.ts';
import { table } from './build.ts';
import { declarations, page, printed, readTables } from './document.ts';

const HEAD = '科目编码|科目名称|合计|基本支出';
const TITLE = '部门支出总表';

test('a page that repeats a table without a title is told: it may be another table of the same figures', () => {
  const rows = [HEAD, '205|教育支出|12.00|12.00'];
  const reprints = [{ page: 2, box: { x0: 0, y0: 0, x1: 9, y1: 9 } }];
  const severities = (above: readonly string[]) =>
    readTables([{ ...table(rows, { above }), reprints }]).notes.flatMap(({ code, severity, page }) =>
      code === 'page-printed-twice' ? [[severity, page]] : [],
    );
  expect(severities(['单位：元'])).toEqual([['warning', 2]]);
  expect(severities([TITLE, '单位：元'])).toEqual([['info', 2]]);
});

test('a figure under headings of which nothing tells how far they reach is placed by its position alone', () => {
  const told = table([HEAD, '205|教育支出|12.00|12.00'], { above: [TITLE, '单位：元'] });
  const rows = told.rows.map((cells) =>
    cells.map((cell) => (cell.column === 3 ? { ...cell, doubts: ['heading-reach' as const] } : cell)),
  );
  const { statements } = readTables([{ ...told, rows }]);
  expect(statements[0]?.amounts.map(({ placement, flags }) => [placement, flags])).toEqual([
    ['established', []],
    ['inferred', ['heading-reach']],
  ]);
});

describe('amounts', () => {
  test('blanks and dashes are nothing, zeros are amounts, brackets are minus', () => {
    const rows = [HEAD, '205|教育支出|0.00|—', '206|科学技术支出||-', '207|文化旅游体育与传媒支出|(1.50)|1，234.50'];
    const { statements, notes } = readTables([table(rows, { above: [TITLE, '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '205 教育支出 (205) total=0.00',
      '206 科学技术支出 (206)',
      '207 文化旅游体育与传媒支出 (207) total=-1.50 basic=1234.50',
    ]);
    expect(notes).toEqual([]);
  });

  test('a cell that is no number is reported with its place, never dropped or guessed', () => {
    const rows = [HEAD, '205|教育支出|12.3.4|见附表', '206|科学技术支出|1,|'];
    const { statements, notes } = readTables([table(rows, { above: [TITLE, '单位：元'], page: 7 })]);
    expect(statements[0]?.amounts).toEqual([]);
    expect(notes.map((note) => [note.code, note.page, note.statement, note.data.text])).toEqual([
      ['unread-cell', 7, 'expenditure', '12.3.4'],
      ['unread-cell', 7, 'expenditure', '见附表'],
      ['unread-cell', 7, 'expenditure', '1,'],
    ]);
  });

  test('amounts in whose row or column something was not read are marked: a sum that fails there accuses nobody', () => {
    const rows = [HEAD, '205|教育支出|12.00|1 2.0.0', '206|科学技术支出|3.00|4.00', '207|文化旅游体育与传媒支出|5.00|'];
    const { statements } = readTables([table(rows, { above: [TITLE, '单位：元'] })]);
    expect(statements[0]?.amounts.map(({ raw, flags }) => [raw, ...flags])).toEqual([
      ['12.00', 'beside-unread'],
      ['3.00'],
      ['4.00', 'beside-unread'],
      ['5.00'],
    ]);
  });

  test('what a cell is filled up with before its figure is no part of it; one star, or two points, say something else', () => {
    const rows = [HEAD, '205|教育支出|......1,234.50|***12.00', '206|科学技术支出|*12.00|..12.00'];
    const { statements, notes } = readTables([table(rows, { above: [TITLE, '单位：元'] })]);
    expect(printed(statements[0])).toEqual(['205 教育支出 (205) total=1234.50 basic=12.00', '206 科学技术支出 (206)']);
    expect(statements[0]?.amounts.map(({ flags }) => flags[0])).toEqual(['typography', 'typography']);
    expect(notes.map(({ code }) => code)).toEqual(['unread-cell', 'unread-cell']);
  });

  test('a footnote mark behind a figure is no part of it, a figure that begins with a zero is none', () => {
    const rows = [HEAD, '205|教育支出|12.50①|12.50[3]', '206|科学技术支出|12.50*|007'];
    const { statements, notes } = readTables([table(rows, { above: [TITLE, '单位：元'] })]);
    expect(statements[0]?.amounts.map(({ fen, flags }) => [fen, flags])).toEqual([
      [1_250n, ['footnote-mark']],
      [1_250n, ['footnote-mark', 'beside-unread']],
      [1_250n, ['footnote-mark', 'beside-unread']],
    ]);
    expect(notes.map((note) => note.data.text)).toEqual(['007']);
  });

  test('a wrapped number is one, two numbers over each other are reported', () => {
    const rows = [
      HEAD,
      '205|教育支出|45,573,6⏎00.00|12⏎13',
      '206|科学技术支出|4557360.0⏎0|12⏎34.50',
      // either line may be a figure
      '207|文化旅游体育与传媒支出|1,234⏎567.00|45,573,600.⏎00',
      '208|社会保障和就业支出|45,573⏎,600.00|45,573,600⏎1.00',
    ];
    const { statements, notes } = readTables([table(rows, { above: [TITLE, '单位：元'] })]);
    const flagged = statements[0]?.amounts.map(({ fen, flags }) => [fen, flags.filter((flag) => flag === 'wrapped')]);
    expect(flagged).toEqual([
      [4_557_360_000n, []],
      [455_736_000n, ['wrapped']],
      [4_557_360_000n, []],
      [4_557_360_000n, []],
    ]);
    expect(notes.map((note) => [note.code, note.data.text])).toEqual([
      ['unread-cell', '1213'],
      ['unread-cell', '1234.50'],
      ['unread-cell', '1,234567.00'],
      ['unread-cell', '45,573,6001.00'],
    ]);
  });

  test('every non-blank cell is a fact, a heading, noise or reported', () => {
    const rows = [HEAD, '205|教育支出|5|5', '无|||', '注：本表数字未经审计|<|<|<'];
    const { statements, notes } = readTables([table(rows, { above: [TITLE, '单位：元'] })]);
    expect(statements[0]?.amounts).toHaveLength(2);
    expect(statements[0]?.remarks).toEqual(['注：本表数字未经审计']);
    expect(notes).toEqual([]);
  });

  test('an empty table is a statement without amounts; a note under a full one changes nothing', () => {
    const empty = table([HEAD, '合计|<||', '|||'], { index: 0, above: [TITLE, '单位：元'], below: ['注：本表无数据'] });
    const full = table([HEAD, '合计|<|5|5'], { index: 1, above: ['一般公共预算支出表'], below: ['注：本表无数据'] });
    const { statements } = readTables([empty, full]);
    expect(statements.map((one) => [one.kind, one.amounts.length, one.remarks])).toEqual([
      ['expenditure', 0, ['注：本表无数据']],
      ['general_expenditure', 2, ['注：本表无数据']],
    ]);
  });
});

describe('a figure among words', () => {
  test('of a column of remarks is told of; shares and differences are not', () => {
    const rows = ['项目名称|合计|增减|备注', '电脑|5|2.50|含上年', '桌椅|5|7.14|12.00', '合计|10|增长|'];
    const { notes } = readTables([table(rows, { above: ['项目支出表', '单位：元'] })]);
    expect(notes).toMatchObject([{ code: 'unread-cell', severity: 'warning', data: { text: '12.00' } }]);
  });
});

describe('units', () => {
  const rows = [HEAD, '205|教育支出|1.5|1.5'];
  const fen = (above: readonly string[][]) =>
    readTables(above.map((lines, index) => table(rows, { index, above: lines }))).statements.map((one) => [
      one.unit,
      one.unitPrinted,
      one.amounts[0]?.fen,
    ]);

  test.each([
    [['单位：元'], '元', 150n],
    [['单位元'], '元', 150n],
    [['金额单位：千元'], '千元', 150_000n],
    [['单位: 万元'], '万元', 1_500_000n],
    [['单位：人民币亿元'], '亿元', 15_000_000_000n],
  ] as const)('%s', (line, unit, value) => {
    expect(fen([[TITLE, ...line]])).toEqual([[unit, true, value]]);
  });

  test('each table has its own; one without takes what the document mostly prints', () => {
    expect(
      fen([
        [TITLE, '单位：元'],
        ['政府性基金预算支出表', '单位：万元'],
        ['一般公共预算支出表', '单位：万元'],
        ['国有资本经营预算支出表'],
      ]),
    ).toEqual([
      ['元', true, 150n],
      ['万元', true, 1_500_000n],
      ['万元', true, 1_500_000n],
      ['万元', false, 1_500_000n],
    ]);
  });

  test('in brackets in the heading, or in a row of the grid', () => {
    const bracket = table(['科目编码|科目名称|合计（万元）|基本支出（万元）', '205|教育支出|1.5|1.5'], {
      above: [TITLE],
    });
    expect(readTables([bracket]).statements[0]).toMatchObject({ unit: '万元', unitPrinted: true });
    const inside = table(['部门：某局|<|单位：千元|<', ...rows], { above: [TITLE] });
    const { statements, notes } = readTables([inside]);
    expect(statements[0]).toMatchObject({ unit: '千元', unitPrinted: true });
    expect(notes).toEqual([]);
  });

  test.each([
    ['部门名称：某局    千元', '千元', true],
    ['千元', '千元', true],
    ['共计 1,000 千元', '万元', false],
  ])('apart from all else on a line: %s', (line, unit, unitPrinted) => {
    const { statements } = readTables([table(rows, { above: [TITLE, line] })]);
    expect(statements[0]).toMatchObject({ unit, unitPrinted });
  });

  test('a column has the unit that its own heading prints, whatever its neighbours or the table print', () => {
    const prices = table(['项目名称|数量|单价（元）|金额（万元）', '电脑|10|5000|5.00', '合计|||5.00'], {
      above: ['政府采购预算表'],
    });
    const items = table(['项目|预算数（元）', '合计|5000.00', '公务接待费|5000.00'], {
      above: ['“三公”经费支出表', '单位：万元'],
      index: 1,
    });
    const across = table(['因公出国（境）费（元）|公务接待费（元）', '0.00|5000.00'], {
      above: ['“三公”经费支出表', '单位：万元'],
      index: 2,
    });
    const { statements } = readTables([prices, items, across]);
    expect(statements.map((one) => [one.unit, one.unitPrinted])).toEqual([
      ['万元', true],
      ['万元', true],
      ['万元', true],
    ]);
    expect(printed(statements[0])).toEqual(['电脑 other:单价=5000.00 total=50000.00', '合计 total=50000.00']);
    expect(printed(statements[1])).toEqual(['合计 total=5000.00', '公务接待费 total=5000.00']);
    expect(printed(statements[2])).toEqual(['因公出国（境）费 total=0.00', '公务接待费 total=5000.00']);
  });

  test('a heading speaks for its neighbours only where it heads the total', () => {
    const of = (head: string) =>
      readTables([table([head, '电脑|5000.00|5.00'], { above: ['政府采购预算表'] })]).statements[0];
    expect(of('项目名称|单价（元）|金额')).toMatchObject({ unitPrinted: false });
    expect(of('项目名称|合计（元）|一般公共预算')).toMatchObject({ unit: '元', unitPrinted: true });
  });

  test('a unit may stand alone over a table; one that is none that we know is an item', () => {
    const { statements, notes } = readTables([
      table(rows, { above: [TITLE, '元'] }),
      table(rows, { above: ['一般公共预算支出表', '单位：十万元'], index: 1, page: 3 }),
      table(rows, { above: ['政府性基金预算支出表', '单位：美元'], index: 2, page: 4 }),
      table(rows, { above: ['国有资本经营预算支出表', '单位：元/万元'], index: 3, page: 5 }),
    ]);
    expect(statements.map((one) => [one.unit, one.unitPrinted])).toEqual([
      ['元', true],
      ['元', false],
      ['元', false],
      ['元', false],
    ]);
    expect(notes).toMatchObject([
      { code: 'unit-assumed', severity: 'warning', page: 3 },
      { code: 'unit-assumed', severity: 'warning', page: 4 },
      { code: 'unit-assumed', severity: 'warning', page: 5 },
    ]);
  });

  test.each([
    ['编制单位：元氏县财政局 单位：万元', '万元', true],
    ['单位：元和街道办事处 金额单位：万元', '万元', true],
    ['填报单位：元谋县教育局', '万元', false],
    ['单位：元 太原市财政局', '元', true],
    ['单 位：元', '元', true],
    ['单位：元人民币', '元', true],
    ['单位：万元部门：某某局', '万元', true],
    ['编制单位：元 氏 县 财 政 局', '万元', false],
    ['单位：元 江 县 教 育 局', '万元', false],
    ['填报单位：元谋县 教育局', '万元', false],
    ['单位：元 第 1 页', '元', true],
    ['单位∶元', '元', true],
    ['单位：人、辆、平方米、元', '元', true],
    ['本表以元为单位', '元', true],
    ['金额单位为千元', '千元', true],
    ['单位：百万元', '百万元', true],
    ['单位：万', '万元', true],
    ['编制单位：万安县财政局', '万元', false],
  ])('a name that begins like a unit is none: %s', (line, unit, printed) => {
    const [statement] = readTables([table(rows, { above: [TITLE, line] })]).statements;
    expect([statement?.unit, statement?.unitPrinted]).toEqual([unit, printed]);
  });

  test('the pages before the tables may state the unit of all, where these print none', () => {
    const box = { x0: 0, y0: 0, x1: 9, y1: 9 };
    const grid: Grid = { page: 2, box, xs: [0, 9], ys: [0, 9], cells: [], ruling: 'ruled' };
    const pages = (lines: readonly string[]) => [page(1, lines), { ...page(2, ['单位：元']), grids: [grid] }];
    const stated = (...lines: readonly string[]) => unitOnFirstPages(pages(lines), declarations.wording.statements);
    expect(stated('某某市教育局', '金额单位：千元')).toBe('千元');
    expect(stated('某某市教育局', '单位：万元', '单位：元')).toBeNull();
    expect(stated('某某市教育局')).toBeNull();
    const unlabelled = table(rows, { above: [TITLE] });
    const { classification } = readTables([unlabelled]);
    const [statement] = map([unlabelled], classification, declarations, undefined, '千元').value;
    expect([statement?.unit, statement?.unitPrinted]).toEqual(['千元', true]);
  });

  test('a note states the unit; of a unit line at the foot nobody knows which table it is of', () => {
    const of = (line: string) => {
      const below = table(rows, { above: [TITLE], below: [line] });
      const others = [1, 2].map((index) =>
        table(rows, { above: [`附表${index}`, '单位：万元'], index, page: 2 * index + 1 }),
      );
      const { statements, notes } = readTables([below, ...others]);
      return [statements[0]?.unit, notes.flatMap(({ code, severity }) => (code.startsWith('unit') ? [severity] : []))];
    };
    expect(of('注：本表金额单位为元')).toEqual(['元', []]);
    expect(of('单位：元')).toEqual(['万元', ['warning']]);
    expect(of('单位：万元')).toEqual(['万元', ['info']]);
    const both = (foot: string) =>
      readTables([
        table(rows, { above: [TITLE], below: ['单位：元'] }),
        table(rows, { above: ['政府性基金预算支出表'], below: [foot], index: 1, page: 2 }),
      ]).statements.map((one) => [one.unit, one.unitPrinted]);
    // where all units below tables are one, it makes no difference whose it is
    expect(both('单位：元')).toEqual([
      ['元', true],
      ['元', true],
    ]);
    expect(both('单位：千元').map(([, printed]) => printed)).toEqual([false, false]);
    const first = table(rows, { above: [TITLE, '单位：万元'], below: ['单位：元'] });
    const next = table(rows, { above: ['一般公共预算支出表'], index: 1, page: 2 });
    expect(readTables([first, next]).notes).toMatchObject([{ code: 'unit-assumed', severity: 'warning', page: 2 }]);
  });

  test('a page of another unit is a table of its own', () => {
    const more = table(['2081|民政|2.5|2.5'], { above: ['单位：元'], index: 1, page: 2 });
    const { statements } = readTables([table(rows, { above: [TITLE, '单位：万元'] }), more]);
    expect(statements.map((one) => [one.kind, one.unit, one.amounts[0]?.fen])).toEqual([
      ['expenditure', '万元', 1_500_000n],
      ['expenditure', '元', 250n],
    ]);
  });
});

describe('names', () => {
  test.each([
    ['一、一般公共服务支出', '一般公共服务支出'],
    ['二十一、国有资本经营预算支出', '国有资本经营预算支出'],
    ['（一）教育支出', '教育支出'],
    ['①公务用车购置费', '公务用车购置费'],
    ['1. 一般公共预算资金', '一般公共预算资金'],
    ['因公出国(境)费', '因公出国（境）费'],
    ['"三公"经费', '“三公”经费'],
    ['一般公共服务 支出', '一般公共服务支出'],
    ['2023年保运转经费', '2023年保运转经费'],
    ['7.5元补助', '7.5元补助'],
  ])('%s is tidied to %s', (raw, name) => expect(tidyName(raw)).toBe(name));

  test('look-alike code points are made ordinary', () => {
    expect(compact('⼀般公共预算财政专⼾')).toBe('一般公共预算财政专户');
    expect(ordinalOf('（三）其他')).toBe('（三）');
  });

  test('a recognised name is corrected by its code or by the dictionary; a text layer is believed', () => {
    const rows = [HEAD, '20501|教育管理事各|5|5', '|一般公共服务文出|5|5'];
    const ocr = readTables([table(rows, { above: [TITLE, '单位：元'], source: 'ocr' })]).statements[0];
    expect(ocr?.lines.map((line) => [line.name, line.rawName, line.flags])).toEqual([
      ['教育管理事务', '教育管理事各', ['name-corrected']],
      ['一般公共服务支出', '一般公共服务文出', ['name-corrected']],
    ]);
    const text = readTables([table(rows, { above: [TITLE, '单位：元'] })]).statements[0];
    expect(text?.lines.map((line) => line.name)).toEqual(['教育管理事各', '一般公共服务文出']);
  });
});

test('a figure that alone of many prints no decimals may be the number of a page', () => {
  const rows = Array.from({ length: 20 }, (_, at) => `某某单位${at}|${at + 10}.25|${at + 1}.50`);
  const flagged = (...more: string[]) =>
    readTables([table(['单位名称|合计|基本支出', ...rows, ...more], { above: ['部门支出总表', '单位：万元'] })])
      .statements.flatMap(({ amounts }) => amounts)
      .filter(({ flags }) => flags.includes('lone-integer'))
      .map(({ raw }) => raw);
  expect(flagged('某某中心|30.25|27')).toEqual(['27']);
  expect(flagged('某某中心|30.25|0')).toEqual([]);
  expect(flagged('某某中心|30.25|27', '某某学院|30.5|20.5')).toEqual([]);
  expect(flagged('某某中心|30|27', '某某学院|31|20')).toEqual([]);
});

test('a figure that prints more decimals than all others may have the number of a footnote behind it', () => {
  const rows = Array.from({ length: 6 }, (_, at) => `某某单位${at}|${at + 10}.25|${at + 1}.50`);
  const flagged = (...more: string[]) =>
    readTables([table(['单位名称|合计|基本支出', ...rows, ...more], { above: ['部门支出总表', '单位：万元'] })])
      .statements.flatMap(({ amounts }) => amounts)
      .filter(({ flags }) => flags.includes('odd-decimals'))
      .map(({ raw }) => raw);
  expect(flagged('某某中心|30.251|27.00')).toEqual(['30.251']);
  expect(flagged('某某中心|30.251|27.1', '某某学院|30.2|20.5')).toEqual([]);
  expect(flagged('某某中心|30.25|27.00')).toEqual([]);
});
