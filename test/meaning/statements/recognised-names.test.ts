import { describe, expect, test } from 'vitest';
import type { TextLine } from '../../../src/model/grid.ts';
import { table } from './build.ts';
import { printed, readTables } from './document.ts';

describe('what a recogniser makes of column numbers and of names that no dictionary holds', () => {
  const head = '项目名称|合计|一般公共预算|政府性基金预算|单位资金';
  const options = { above: ['2025年项目支出预算表（本年预算）', '单位：万元'], source: 'ocr' } as const;

  test('numerals of an ordinal that were taken for marks', () => {
    const rows = [
      '收入|<|支出|<',
      '项目|金额|项目|金额',
      '事业收入|2.00|-、一般公共服务支出|1.00',
      '||=、外交支出|1.00',
      '||十、-、节能环保支出|1.00',
      '||十=、城乡社区支出|1.00',
    ];
    const read = readTables([table(rows, { above: ['2025年部门收支总表', '单位：元'], source: 'ocr' })]);
    expect(printed(read.statements[0])).toEqual([
      'revenue 事业收入 total=2.00',
      'expenditure 一般公共服务支出 (201) total=1.00',
      'expenditure 外交支出 (202) total=1.00',
      'expenditure 节能环保支出 (211) total=1.00',
      'expenditure 城乡社区支出 (212) total=1.00',
    ]);
  });

  test.each([
    ['一、一般公共服务', true],
    ['一、一般公共服务支出', false],
  ])('%s whose end was read with doubt: another declared name begins with it: %s', (name, doubted) => {
    const rows = ['收入|<|支出|<', '项目|2025年|项目|2025年', `事业收入|1.00|${name}|1.00`];
    const above = ['2025年部门收支总表', '单位：元'];
    const { statements } = readTables([table(rows, { above, source: 'ocr', confidence: 0.55 })]);
    const lines = statements[0]?.lines ?? [];
    expect(lines.map(({ flags }) => flags.includes('name-doubtful'))).toEqual([false, doubted]);
  });

  test('the mark behind 其中 that was read as a dot', () => {
    const rows = [
      '收入|<|支出|<',
      '项目|2025年|项目|2025年',
      '上年结转|2.00|教育支出|1.00',
      '其中·财政拨款资金结转|1.00||',
    ];
    const read = readTables([table(rows, { above: ['2025年部门收支总表', '单位：元'], source: 'ocr' })]);
    expect(read.statements[0]?.lines.map(({ name }) => name)).toContain('其中：财政拨款资金结转');
  });

  test('一 in brackets that was read as an arrow', () => {
    const rows = ['收入|<|支出|<', '项目|2020年|项目|2020年', '事业收入|1.00|三、机关资本性支出（→）|1.00'];
    const read = readTables([table(rows, { above: ['2020年部门收支总表', '单位：元'], source: 'ocr' })]);
    expect(read.statements[0]?.lines.at(-1)?.name).toBe('机关资本性支出（一）');
  });

  test('a total beside names of its own that was read with doubt; 会计 that was read surely is a name', () => {
    const lines = (name: string, confidence: number) => {
      const rows = ['项目名称|合计|一般公共预算', `${name}|3.00|3.00`, '校舍维修|3.00|3.00'];
      const read = table(rows, { above: ['项目支出预算表', '单位：元'], source: 'ocr', confidence });
      return readTables([read]).statements[0]?.lines.map(({ name, role, flags }) => [name, role, flags.length > 0]);
    };
    expect(lines('台计', 0.8)?.[0]).toEqual(['合计', 'grand_total', true]);
    expect(lines('会计', 0.99)?.[0]).toEqual(['会计', 'item', false]);
    expect(lines('校舍维修', 0.8)?.[0]?.[0]).toBe('校舍维修');
  });

  test('一 at the beginning of 一般 that was read as a dash, or not at all', () => {
    const rows = [
      '收入|<|支出|<',
      '项目|2025年|项目|2025年',
      '-般公共预算收入|1.00|教育支出|1.00',
      '般公共预算结转|1.00||',
    ];
    const read = table(rows, { above: ['2025年部门收支总表', '单位：元'], source: 'ocr', confidence: 0.9 });
    expect(readTables([read]).statements[0]?.lines.map(({ name }) => name)).toEqual([
      '一般公共预算收入',
      '教育支出',
      '一般公共预算结转',
    ]);
  });

  test('what is left of a total is not put in the place of a longer one', () => {
    const rows = [
      '收入|<|支出|<',
      '项目|2025年|项目|2025年',
      '事业收入|1.00|教育支出|1.00',
      '到>总计|1.00|支出总计|1.00',
    ];
    const read = table(rows, { above: ['2025年部门收支总表', '单位：元'], source: 'ocr', confidence: 0.8 });
    const lines = readTables([read]).statements[0]?.lines ?? [];
    const asked = lines.filter(({ flags }) => flags.includes('name-doubtful'));
    expect(asked.map(({ side }) => side)).toEqual(['revenue']);
  });

  test.each([
    ['政府性基金预财政拨款收入', 0.55, true],
    ['政府性基金预财政拨款收入', 0.97, false],
    ['事业收入', 0.55, false],
  ])('a name that is like a declared one (%s) and was guessed (%s) is asked about: %s', (name, confidence, doubted) => {
    const rows = ['收入|<|支出|<', '项目|2025年|项目|2025年', `二、${name}|1.00|一、教育支出|1.00`];
    const read = table(rows, { above: ['2025年部门收支总表', '单位：元'], source: 'ocr', confidence });
    expect(readTables([read]).statements[0]?.lines[0]?.flags.includes('name-doubtful')).toBe(doubted);
  });

  test('a name that its cell cut off is made whole, and doubted where several begin so', () => {
    const rows = ['科目编码|科目名称|合计', '|行政事业单位|3.00', '|机关事业单位基本养老保险缴费支|3.00'];
    const read = table(rows, { above: ['部门支出总表', '单位：元'], source: 'ocr', confidence: 0.99 });
    const lines = readTables([read]).statements[0]?.lines.map(({ name, flags }) => [name, ...flags]);
    expect(lines?.[0]).toContain('name-doubtful');
    expect(lines?.[1]).toEqual(['机关事业单位基本养老保险缴费支出', 'name-completed']);
  });

  test('（一） whose numeral was read as two dashes', () => {
    const rows = ['收入|<|支出|<', '项目|2025年|项目|2025年', '事业收入|1.00|3、机关资本性支出（--）|1.00'];
    const above = ['2025年部门收支总表', '单位：元'];
    const { statements } = readTables([table(rows, { above, source: 'ocr', confidence: 0.99 })]);
    expect(printed(statements[0])[1]).toContain('机关资本性支出（一）');
  });

  test('an ordinal before a source of funds whose mark was lost', () => {
    const rows = ['收入|<|支出|<', '项目|2025年|项目|2025年', '三事业单位经营收入|1.00|一、教育支出|1.00'];
    const { statements } = readTables([table(rows, { above: ['2025年部门收支总表', '单位：元'], source: 'ocr' })]);
    expect(printed(statements[0])).toContain('revenue 事业单位经营收入 total=1.00');
  });

  test.each(['一一般公共预算财政拨款收人', '一般公共预算财政拨款收人'])(
    'the end of a source misread, its ordinal without a mark: %s',
    (name) => {
      const rows = ['收入|<|支出|<', '项目|2025年|项目|2025年', `${name}|1.00|一、教育支出|1.00`];
      const read = table(rows, { above: ['2025年部门收支总表', '单位：元'], source: 'ocr', confidence: 0.97 });
      expect(readTables([read]).statements[0]?.lines[0]?.name).toBe('一般公共预算财政拨款收入');
    },
  );

  test('an ordinal without its mark before a name that itself begins with a numeral', () => {
    const rows = ['收入|<|支出|<', '项目|2025年|项目|2025年', '事业收入|1.00|一一般公共服务支出|1.00'];
    const above = ['2025年部门收支总表', '单位：元'];
    const { statements } = readTables([table(rows, { above, source: 'ocr', confidence: 0.99 })]);
    expect(printed(statements[0])).toContain('expenditure 一般公共服务支出 (201) total=1.00');
  });

  test('a mark that 一 or 二 of an ordinal was taken for, the rest of it lost', () => {
    const rows = [
      '收入|<|支出|<',
      '项目|2025年|项目|2025年',
      '－一般公共预算财政拨款收入|9.00|十“城乡社区支出|1.00',
      '事业收入|1.00|－一般公共服务支出|1.00',
      '[国有资本经营预算财政拨款收入|1.00|」农林水支出|1.00',
    ];
    const above = ['2025年部门收支总表', '单位：元'];
    const { statements } = readTables([table(rows, { above, source: 'ocr', confidence: 0.99 })]);
    expect(printed(statements[0])).toEqual([
      'revenue 一般公共预算财政拨款收入 total=9.00',
      'expenditure 城乡社区支出 (212) total=1.00',
      'revenue 事业收入 total=1.00',
      'expenditure 一般公共服务支出 (201) total=1.00',
      'revenue 国有资本经营预算财政拨款收入 total=1.00',
      'expenditure 农林水支出 (213) total=1.00',
    ]);
  });

  test('a unit line whose colon is read as another mark, behind the department on its line', () => {
    const rows = ['科目编码|科目名称|合计', '205|教育支出|9.00'];
    const above = ['2025年部门支出总表', '编制部门：某市某某局单位·元'];
    const { statements } = readTables([table(rows, { above, source: 'ocr' })]);
    expect(statements[0]?.amounts.map(({ unit, flags }) => [unit, flags])).toEqual([['元', []]]);
  });

  test('numerals of an ordinal taken for another character; what stands before 、 in a name of its own stays', () => {
    const rows = ['收入|<|支出|<', '项目|2025年|项目|2025年', '事业收入|1.00|从、社会保障和就业支出|1.00'];
    const above = ['2025年部门收支总表', '单位：元'];
    const { statements } = readTables([table(rows, { above, source: 'ocr', confidence: 0.99 })]);
    expect(printed(statements[0])).toContain('expenditure 社会保障和就业支出 (208) total=1.00');
    const own = readTables([table([head, '水、教育支出设备|3.00|3.00||'], options)]);
    expect(own.statements[0]?.lines[0]?.name).toBe('水、教育支出设备');
  });

  test('the scrap of a pen in a cell of its own is no part of a name', () => {
    const { statements } = readTables([table([head, '设备购置\\|3.00|3.00||'], options)]);
    expect(printed(statements[0])).toEqual(['设备购置 total=30000.00 general_public=30000.00']);
  });

  test('column numbers of which some are misread are still no amounts', () => {
    const { statements } = readTables([table([head, '严1|2|人|4|5', '设备购置|3.00|3.00||'], options)]);
    expect(printed(statements[0])).toEqual(['设备购置 total=30000.00 general_public=30000.00']);
  });

  test('a project keeps its own words; one whose brackets do not pair is doubtful', () => {
    const rows = [
      head,
      '机关运转经费|3.00|3.00||',
      '（2022年结转[2022j70号）改造|2.00|2.00||',
      '评价报告书〈表）项目|1.00|1.00||',
      '（2022年结转（2022]138号）改造|1.00|1.00||',
    ];
    const { statements } = readTables([table(rows, options)]);
    expect(statements[0]?.lines.map(({ name }) => name)).toEqual([
      '机关运转经费',
      '（2022年结转[2022j70号）改造',
      '评价报告书（表）项目',
      '（2022年结转[2022]138号）改造',
    ]);
    expect(statements[0]?.lines[1]?.flags).toContain('name-doubtful');
  });

  test('an unsure mark leaves a name sure, an unsure character does not', () => {
    const flagsWith = (mark: number, word: number) => {
      const drawn = table([head, '7×24小时自助|3.00|3.00||'], options);
      const glyphsOf = (line: TextLine) =>
        [...line.text].map((text) => ({
          ...{ text, size: 9, source: 'ocr' as const, clip: null },
          ...{ confidence: text === '×' ? mark : text === '时' ? word : 0.99, x0: 0, y0: 0, x1: 9, y1: 9 },
        }));
      const rows = drawn.rows.map((row) =>
        row.map((cell) => ({ ...cell, lines: cell.lines.map((line) => ({ ...line, glyphs: glyphsOf(line) })) })),
      );
      return readTables([{ ...drawn, rows }]).statements[0]?.lines[0]?.flags;
    };
    expect(flagsWith(0.6, 0.99)).toEqual([]);
    expect(flagsWith(0.99, 0.6)).toEqual(['name-doubtful']);
  });

  test('a dash that begins a name, or a dot in it, is 一 perhaps, and a name with an unsure one is in doubt', () => {
    const flagsWith = (mark: number, name: string) => {
      const drawn = table([head, `${name}|3.00|3.00||`], { ...options, confidence: mark });
      const glyphsOf = ({ text, x0, y0, x1, y1 }: TextLine) =>
        [...text].map((char) => ({
          ...{ text: char, size: 9, source: 'ocr' as const, clip: null, x0, y0, x1, y1 },
          confidence: /[－·]/u.test(char) ? mark : 0.99,
        }));
      const rows = drawn.rows.map((row) =>
        row.map((cell) => ({ ...cell, lines: cell.lines.map((line) => ({ ...line, glyphs: glyphsOf(line) })) })),
      );
      return readTables([{ ...drawn, rows }]).statements[0]?.lines[0]?.flags;
    };
    for (const name of ['－体化平台', '三位·体平台']) {
      expect(flagsWith(0.5, name)).toEqual(['name-doubtful']);
      expect(flagsWith(0.99, name)).toEqual([]);
    }
  });

  test('words of a statement that no dictionary knows are doubted where they were read unsurely', () => {
    const rows = ['科目编码|科目名称|合计', '|绻绗绲运转|1.00'];
    const flagsWith = (confidence: number) => {
      const drawn = table(rows, { above: ['2025年部门支出总表', '单位：元'], source: 'ocr' });
      const read = drawn.rows.map((row) => row.map((cell) => ({ ...cell, confidence })));
      return readTables([{ ...drawn, rows: read }]).statements[0]?.lines[0]?.flags;
    };
    expect(flagsWith(0.6)).toContain('name-doubtful');
    // 离 for 寓 of a fax
    expect(flagsWith(0.94)).toContain('name-doubtful');
    expect(flagsWith(0.99)).not.toContain('name-doubtful');
  });

  test('an opening quote indents no line: its ink may stand in the right half of its square', () => {
    const names = ['政务会客厅', '“一件事”规程', '（一期）改造', '维护'];
    const drawn = table([head, ...names.map((name) => `${name}|3.00|3.00||`)], options);
    const moved = (line: TextLine): TextLine => {
      const [first = '', ...rest] = [...line.text];
      // a bracket of half width has no white before it
      const from = first === '“' ? line.x0 + 5 : line.x0;
      const glyph = { size: 9, source: 'ocr', confidence: 0.99, clip: null, y0: line.y0, y1: line.y1 } as const;
      const glyphs = [
        { ...glyph, text: first, x0: from, x1: line.x0 + (first === '（' ? 5 : 9) },
        ...rest.map((text, at) => ({ ...glyph, text, x0: line.x0 + 9 * (at + 1), x1: line.x0 + 9 * (at + 2) })),
      ];
      return { ...line, x0: from, glyphs };
    };
    const rows = drawn.rows.map((row) => row.map((cell) => ({ ...cell, lines: cell.lines.map(moved) })));
    const { statements } = readTables([{ ...drawn, rows }]);
    expect(statements[0]?.lines.map(({ parent }) => parent)).toEqual([null, null, null, null]);
  });
});
