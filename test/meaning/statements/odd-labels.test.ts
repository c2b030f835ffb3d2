import { describe, expect, test } from 'vitest';
import type { CellDoubt } from '../../../src/model/grid.ts';
import type { Table } from '../../../src/model/table.ts';
import { table } from './build.ts';
import { printed, readTables } from './document.ts';

const ABOVE = { above: ['一般公共预算支出表', '单位：元'] };
const HEAD = '科目编码|科目名称|合计';

function linesOf(rows: readonly string[]) {
  const { statements } = readTables([table([HEAD, ...rows], ABOVE)]);
  return statements[0]?.lines ?? [];
}

describe('codes with more than digits in their cells', () => {
  test.each(['205①', '*205', '205注1', '205[1]', '205*'])('marks are no part of %s', (code) => {
    expect(linesOf([`${code}|教育支出|9`]).map((line) => [line.code, line.flags])).toEqual([['205', []]]);
  });

  test.each(['二〇五', '2O5', 'A205B', '20505011', '2050100', '�'])('%s is in doubt', (code) => {
    const [line] = linesOf([`${code}|${code === '2050100' ? '教育管理事务' : '教育支出'}|9`, '206|科学技术支出|8']);
    expect(line?.flags).toContain('code-doubtful');
  });

  test('so they are where nobody can read any of the column', () => {
    const lines = linesOf(['�|教育支出|9', '�|科学技术支出|8', '�|卫生健康支出|7']);
    expect(lines.map(({ code, flags }) => [code, flags])).toEqual(lines.map(() => [null, ['code-doubtful']]));
  });

  test('so are several of one cell, where those of units and of subjects were not parted', () => {
    const rows = ['类|款|科目名称|合计', '205|01 02 416301|一般行政管理事务|9'];
    const [line] = readTables([table(rows, ABOVE)]).statements[0]?.lines ?? [];
    expect(line?.flags).toContain('code-doubtful');
  });

  test('one that is older than the dictionary is as it is printed', () => {
    expect(linesOf(['2100501|行政单位医疗|9'])[0]).toMatchObject({ code: '2100501', flags: [] });
  });
});

describe('lines of a wrapped name that became lines of their own', () => {
  const names = (rows: readonly string[]) => linesOf(rows).map(({ name }) => name);

  test('are put together where they make the name of the code', () => {
    const rows = ['|政府办公厅|', '20103|（室）及相关机|9', '|构事务|', '2010301|行政运行|9'];
    expect(names(rows)[1]).toBe('政府办公厅（室）及相关机构事务');
    expect(names(['|国有土地使用权|', '21208|出让收入安排的|9', '|支出|'])[1]).toBe('国有土地使用权出让收入安排的支出');
    expect(names(['|机关事业单位|', '2080506|职业年金缴费|9', '|支出|'])[1]).toBe('机关事业单位职业年金缴费支出');
  });

  test('are in doubt where they do not, and leave a whole name alone', () => {
    expect(linesOf(['|某某|', '20103|（室）及相关机|9'])[1]?.flags).toContain('name-doubtful');
    expect(linesOf(['|某某|', '2010301|行政运行|9'])[1]).toMatchObject({ name: '行政运行', flags: [] });
  });
});

test('marks of footnotes are no part of a name that is known without them', () => {
  expect(linesOf(['205|教育支出①|9', '206|★科学技术支出|8', '|零星修缮（1）|7']).map(({ name }) => name)).toEqual([
    '教育支出',
    '科学技术支出',
    '零星修缮（1）',
  ]);
});

/** The table with a doubt about the print of one cell. */
function doubted(one: Table, text: string, doubt: CellDoubt): Table {
  const rows = one.rows.map((row) => row.map((cell) => (cell.text === text ? { ...cell, doubts: [doubt] } : cell)));
  return { ...one, rows };
}

describe('lines whose label is struck out, printed over or cut', () => {
  const one = table(['项目|预算数', '合计|9', '公务接待费|9'], { above: ['“三公”经费支出表', '单位：元'] });
  test.each<CellDoubt>(['struck', 'overprinted', 'overrun', 'cut'])('a name that is %s is in doubt', (doubt) => {
    const [, line] = readTables([doubted(one, '公务接待费', doubt)]).statements[0]?.lines ?? [];
    expect(line?.flags).toContain('name-doubtful');
  });

  test('one that its code bears out is not; a code is', () => {
    const coded = table([HEAD, '205|教育支出|9'], ABOVE);
    const flags = (text: string) => readTables([doubted(coded, text, 'cut')]).statements[0]?.lines[0]?.flags;
    expect([flags('教育支出'), flags('205')]).toEqual([[], ['code-doubtful']]);
  });

  test('so is that of a further class, unless its code bears it out', () => {
    const above = { above: ['一般公共预算支出表', '单位：元'] };
    const flags = (name: string) => {
      const both = table(['功能分类科目|部门预算经济分类|合计', `2010801|30214-${name}|9`], above);
      return readTables([doubted(both, `30214-${name}`, 'overrun')]).statements[0]?.lines[0]?.flags;
    };
    expect([flags('租赁费'), flags('租赁费 000103')]).toEqual([[], ['name-doubtful']]);
  });

  test('a title that is struck out is none', () => {
    const struck = table([HEAD, '205|教育支出|9'], ABOVE);
    const [line] = struck.above;
    const glyph = {
      x0: 0,
      y0: 0,
      x1: 9,
      y1: 9,
      text: '表',
      size: 9,
      source: 'text',
      confidence: 1,
      clip: null,
    } as const;
    const above = struck.above.map((each) =>
      each === line ? { ...each, glyphs: [{ ...glyph, doubt: 'struck' as const }] } : each,
    );
    expect(printed(readTables([struck]).statements[0])).toHaveLength(1);
    expect(readTables([{ ...struck, above }]).statements[0]?.kind).not.toBe('general_expenditure');
  });
});

test('a heading that is struck out is none where the one that counts stands beside it', () => {
  const drawn = table(['科目编码|科目名称|项目支出⏎基本支出|基本支出⏎项目支出', '205|教育支出|9|5'], {
    above: ['部门支出总表', '单位：元'],
  });
  const rows = drawn.rows.map((row) =>
    row.map((cell) => {
      if (cell.lines.length < 2) return cell;
      const lines = cell.lines.map(({ text, ...line }, at) => {
        const glyph = { ...line, text, clip: null, ...(at === 0 ? { doubt: 'struck' as const } : {}) };
        return { ...line, text, glyphs: [glyph] };
      });
      return { ...cell, lines, doubts: ['struck' as const] };
    }),
  );
  const { statements } = readTables([{ ...drawn, rows }]);
  expect(statements[0]?.amounts.map(({ measure, raw }) => [measure, raw])).toEqual([
    ['basic', '9'],
    ['project', '5'],
  ]);
});

test('a sort printed in a column before the names is the line over its projects; one beside a name is none', () => {
  const rows = [
    '项目类别|项目代码|项目名称|合计|一般公共预算',
    '合计|||9|9',
    '其他运转类|||4|4',
    '其他运转类|T001|档案整理|4|4',
    '特定目标类|||5|5',
    '特定目标类|T002|设备购置|5|5',
  ];
  const [statement] = readTables([table(rows, { above: ['项目支出表', '单位：元'] })]).statements;
  expect(statement?.lines.map(({ name, parent }) => [name, parent])).toEqual([
    ['合计', null],
    ['其他运转类', null],
    ['档案整理', 1],
    ['特定目标类', null],
    ['设备购置', 3],
  ]);
});

test('a letter in the column of codes names no line that has a name', () => {
  const rows = ['项目编号|A货物、B工程、C服务|总计', 'A|货物|4', 'C|服务|5'];
  const [statement] = readTables([table(rows, { above: ['政府采购预算明细表', '单位：元'] })]).statements;
  expect(statement?.lines.map(({ name }) => name)).toEqual(['货物', '服务']);
});

test('beside a column of quantities the other figures are money, whatever the name counts', () => {
  const rows = ['项目|数量|价值（金额单位：元）', '房屋（平方米）|3,456.78|900.00', '车辆（台、辆）|5|100.00'];
  const { statements, notes } = readTables([table(rows, { above: ['国有资产占用情况表', '单位：元'] })]);
  expect(printed(statements[0])).toEqual(['房屋（平方米） other:价值=900.00', '车辆（台、辆） other:价值=100.00']);
  expect(notes.map(({ code }) => code)).not.toContain('unread-cell');
});

describe('lines that say the same while words under an unknown heading tell them apart', () => {
  const flagsOf = (head: string, rows: readonly string[]) =>
    readTables([table([head, ...rows], ABOVE)]).statements[0]?.lines.map(({ flags }) => flags);
  const doubt = ['name-doubtful'];

  test('are in doubt: those may be their classification', () => {
    const rows = ['205|教育支出|甲类|9', '205|教育支出|乙类|8', '206|科学技术支出|甲类|7'];
    expect(flagsOf('科目编码|科目名称|某某类别|合计', rows)).toEqual([doubt, doubt, []]);
  });

  test('so is every line beside a subject with its code', () => {
    const rows = ['205|教育支出|30216-培训费|9', '206|科学技术支出|甲类|7'];
    expect(flagsOf('科目编码|科目名称|某某类别|合计', rows)).toEqual([doubt, []]);
  });

  test('are not where the words are the same, stand behind the figures, or are declared to be remarks', () => {
    const [apart, alike] = [
      ['205|教育支出|甲类|9', '205|教育支出|乙类|8'],
      ['205|教育支出|甲类|9', '205|教育支出|甲类|8'],
    ];
    expect(flagsOf('科目编码|科目名称|某某类别|合计', alike)).toEqual([[], []]);
    expect(flagsOf('科目编码|科目名称|备注|合计', apart)).toEqual([[], []]);
    const behind = ['205|教育支出|9|甲类', '205|教育支出|8|乙类'];
    expect(flagsOf('科目编码|科目名称|合计|某某类别', behind)).toEqual([[], []]);
  });
});

test('codes in brackets of two widths are codes', () => {
  const rows = ['功能科目名称|合计', '［205]教育支出|9', '〔206〕科学技术支出|8'];
  const { statements } = readTables([table(rows, { ...ABOVE, source: 'ocr' })]);
  expect(statements[0]?.lines.map(({ code, name, flags }) => [code, name, flags])).toEqual([
    ['205', '教育支出', []],
    ['206', '科学技术支出', []],
  ]);
});

test.each([
  ['科目编码（单位代码）', '科目名称（单位名称）'],
  ['单位编码/科目编码', '单位名称/科目名称'],
])('codes under %s are of units or of subjects, each by itself', (codes, names) => {
  const rows = [
    `${codes}|${names}|合计`,
    '205001|某某局|3.00',
    '205|教育支出|3.00',
    '20502|普通教育|3.00',
    '2050202|小学教育|3.00',
  ];
  const [statement] = readTables([table(rows, { above: ['部门支出总表', '单位：万元'] })]).statements;
  expect(statement?.lines.map(({ scheme, standardCode }) => `${scheme} ${standardCode}`)).toEqual([
    ...['unit null', 'functional 205', 'functional 20502', 'functional 2050202'],
  ]);
});

test('a name that begins with a code is in doubt however surely it was recognised; one with a year is not', () => {
  const rows = ['单位名称|合计', '121某某市信访局|9', '2025年某某项目|8'];
  const of = (source: 'text' | 'ocr') =>
    readTables([table(rows, { above: ['部门收入总表', '单位：元'], source, confidence: 1 })]).statements[0]?.lines.map(
      ({ flags }) => flags,
    );
  expect(of('ocr')).toEqual([['name-doubtful'], []]);
  expect(of('text')).toEqual([[], []]);
});

describe('print of something else within a name', () => {
  test.each([
    '西安市某某监督125001管理局',
    '教育支出2026-03-12',
    '教育支出10:41',
    '125001某某项目',
    '某某项目（第一',
    '计合',
    '计',
  ])('%s is in doubt', (name) => {
    expect(linesOf([`|${name}|9`, '|科学技术支出|8']).map(({ flags }) => flags.includes('name-doubtful'))).toEqual([
      true,
      false,
    ]);
  });

  test.each(['12345政务热线经费', '某某项目202601', '2026年某某项目', '某某项目（2024-2026年）', '第101中学'])(
    '%s is none',
    (name) => {
      expect(linesOf([`|${name}|9`])[0]?.flags).not.toContain('name-doubtful');
    },
  );

  test('is in doubt beside its code, and in the name of a second classification', () => {
    expect(linesOf(['205|教育支出2026-03-12 10:41:07|9'])[0]?.flags).toContain('name-doubtful');
    const rows = ['政府经济科目编码|政府经济科目名称|部门经济科目编码|部门经济科目名称|合计'];
    const row = '50101|工资奖金津补贴|30101|基本工资2026-03-12|9';
    const { statements } = readTables([table([...rows, row], { above: ['一般公共预算基本支出表', '单位：元'] })]);
    expect(statements[0]?.lines[0]?.flags).toContain('name-doubtful');
  });

  test('is in doubt where the items are columns', () => {
    const rows = ['单位名称|合计|公务接待费|公务用车运行维护费', '计合|5.00|2.00|3.00', '某某局|5.00|2.00|3.00'];
    const { statements } = readTables([table(rows, { above: ['“三公”经费支出预算表', '单位：元'] })]);
    const doubtful = statements.flatMap(({ lines }) => lines.filter(({ flags }) => flags.includes('name-doubtful')));
    expect(new Set(doubtful.map(({ name }) => name))).toEqual(new Set(['计合']));
  });

  test('the number of a page is no part of a name that is known without it', () => {
    expect(linesOf(['205|教育支出15|9'])[0]).toMatchObject({ name: '教育支出', flags: [] });
  });
});

describe('columns of labels without a heading of their own', () => {
  test.each(['项目|预算数|项目|预算数', '项目|预算数||预算数', '|预算数|项目|预算数'])(
    'name their side: %s',
    (head) => {
      const rows = [
        ...['本年收入|<|本年支出|<', head, '一、财政拨款收入|3.00|一、教育支出|1.00'],
        ...['二、事业收入||二、科学技术支出|2.00', '收入总计|3.00|支出总计|3.00'],
      ];
      const { statements } = readTables([table(rows, { above: ['2025年部门收支预算总表', '单位：元'] })]);
      const lines = statements[0]?.lines.filter(({ name }) => name !== '事业收入');
      expect(lines?.map(({ side, name }) => `${side} ${name}`)).toEqual([
        ...['revenue 财政拨款收入', 'expenditure 教育支出', 'expenditure 科学技术支出'],
        ...['revenue 收入总计', 'expenditure 支出总计'],
      ]);
    },
  );

  test('hold codes of units', () => {
    const rows = ['项 目|<|合计|上年结转', '|单位名称（科目）|^|^', '合 计|<|5.00|1.00', '416301|某某局|3.00|1.00'];
    const more = '416501|某某队|2.00|';
    const { statements } = readTables([table([...rows, more], { above: ['部门收入总表', '单位：万元'] })]);
    expect(statements[0]?.lines.map(({ code, scheme }) => [code, scheme])).toEqual([
      [null, null],
      ['416301', 'unit'],
      ['416501', 'unit'],
    ]);
  });

  test('hold them with their names, the department’s, too', () => {
    const rows = ['单位|合计|基本支出', '416某某局|5.00|1.00', '416301某某局（本级）|3.00|1.00', '202501批次办|2.00|'];
    const { statements } = readTables([table(rows, { above: ['部门支出总表', '单位：万元'] })]);
    expect(statements[0]?.lines.map(({ code, name }) => [code, name])).toEqual([
      ['416', '某某局'],
      ['416301', '某某局（本级）'],
      [null, '202501批次办'],
    ]);
  });

  test.each(['类|款|项', '类|款|'])('hold the next level of a code: %s', (levels) => {
    const rows = ['项目|<|<|<|合计|基本支出', `${levels}|科目名称|^|^`, '204|||公共安全支出|3|3', '204|06||司法|1|1'];
    const more = ['204|06|01|行政运行|1|1', '205|||教育支出|2|2', '205|02||普通教育|2|2', '205|02|01|学前教育|2|2'];
    const { statements } = readTables([table([...rows, ...more], { above: ['部门支出总表', '单位：元'] })]);
    expect(statements[0]?.lines.map(({ code }) => code)).toEqual([
      ...['204', '20406', '2040601', '205', '20502', '2050201'],
    ]);
  });
});

describe('codes in one cell with their names, of which lower levels print the last digits', () => {
  const of = (rows: readonly string[]) => {
    const { statements } = readTables([table(['科目编码及名称|合计', ...rows], ABOVE)]);
    return statements[0]?.lines.map(({ code, name, flags }) => [code, name, flags]);
  };

  test('are joined to the codes above where they make the name', () => {
    const rows = ['205 教育支出|9', '01 教育管理事务|9', '01 行政运行|5', '2050199 其他教育管理事务支出|4'];
    expect(of(rows)).toEqual([
      ['205', '教育支出', []],
      ['20501', '教育管理事务', []],
      ['2050101', '行政运行', []],
      ['2050199', '其他教育管理事务支出', []],
    ]);
  });

  test('leave the name in doubt where they do not', () => {
    expect(of(['205 教育支出|9', '01 某某事务|9'])?.[1]).toEqual([null, '01某某事务', ['name-doubtful']]);
  });

  test('so are those for which no column is left beside 类, or 类 and 款', () => {
    const read = (rows: readonly string[]) =>
      readTables([table(rows, ABOVE)]).statements[0]?.lines.map(({ code, name, flags }) => [code, name, flags]);
    expect(read(['类|科目名称|合计', '205|教育支出|9', '205|01 教育管理事务|9', '205|77 某某事务|9'])).toEqual([
      ['205', '教育支出', []],
      ['20501', '教育管理事务', []],
      ['205', '77某某事务', ['name-doubtful']],
    ]);
    expect(read(['类|款|项|合计', '205|01|01 行政运行|9'])).toEqual([['2050101', '行政运行', []]]);
  });

  test('under a heading of both words the names begin with them', () => {
    const above = { above: ['一般公共预算支出表（按经济分类）', '单位：元'] };
    const rows = [
      '部门经济科目编码部门经济科目名称|政府经济科目编码|政府经济科目名称|合计',
      '30101 基本工资|50101|工资奖金津补贴|9',
    ];
    const { statements } = readTables([table(rows, above)]);
    expect(statements[0]?.lines.map(({ code, name }) => [code, name])).toEqual([['30101', '基本工资']]);
  });

  test('units stand behind theirs and a space; without one, digits are a part of the name', () => {
    const rows = ['单位编码单位名称|“三公”经费合计|公务接待费', '360 某县教育局|9|9', '110指挥中心|9|9'];
    const { statements } = readTables([table(rows, { above: ['“三公”经费支出表', '单位：元'] })]);
    expect(statements.flatMap(({ lines }) => lines.map(({ code, name }) => [code, name]))).toEqual([
      ['360', '某县教育局'],
      [null, '110指挥中心'],
    ]);
  });

  test('without codes above they are a part of the name', () => {
    expect(of(['12 月份慰问|9'])?.[0]?.[1]).toBe('12月份慰问');
  });

  test('a whole one in the midst of a wrapped name is its code, where the dictionary has it so', () => {
    expect(of(['其他教育管2050199理事务支出|9', '某某支22301出|9'])).toEqual([
      ['2050199', '其他教育管理事务支出', []],
      [null, '某某支22301出', ['name-doubtful']],
    ]);
  });
});

describe('a code before a name without one', () => {
  test('leaves the line in doubt where it was not taken for its code', () => {
    const rows = ['类|款|单位代码|项目科目|合计', '||416301|文化和旅游局|9', '207|01|416301|行政运行|9'];
    const [unit, subject] = readTables([table(rows, ABOVE)]).statements[0]?.lines ?? [];
    expect([unit?.code, unit?.flags]).toEqual([null, ['code-doubtful']]);
    expect(subject?.flags).not.toContain('code-doubtful');
  });

  test('says nothing of a project beside the code of its unit', () => {
    const rows = ['单位代码|项目名称|合计', '416301|文化惠民活动|9'];
    const { statements } = readTables([table(rows, { above: ['项目支出表', '单位：元'] })]);
    expect(statements[0]?.lines.map(({ flags }) => flags)).toEqual([[]]);
  });
});
