import { describe, expect, test } from 'vitest';
import type { TextLine } from '../../../src/model/grid.ts';
import { table } from './build.ts';
import { declarations, printed, readTables } from './document.ts';

/** Tables as recognition leaves them: words misread, heads repeated, pages not joined. */
describe('recognised tables', () => {
  const above = ['2025年部门支出总表', '单位;元'];

  test('a title with misread characters, a unit line with ;', () => {
    const rows = ['科目编码|科目名称|合计|基本支出', '205|教育支出|2.00|1.00'];
    const misread = table(rows, { above: ['2025年财政拔款收文总表', '单位;元'], source: 'ocr' });
    const titles = declarations.pipeline('department-budget')?.vocabulary.titles;
    expect(titles?.nearly('2025年财政拔款收支总表', '')[0]?.kind).toBe('appropriation_balance');
    expect(titles?.nearly('202算6年预收支总表', '')[0]?.kind).toBe('balance');
    expect(titles?.nearly('政府采购支出预算表', '')[0]?.kind).toBe('procurement');
    expect(readTables([misread]).statements.map((one) => one.unit)).not.toContain('万元');
  });

  test('a heading that cannot be read is told from the usual columns; in a text layer it stays unknown', () => {
    const rows = ['科目编码|科目名称|合计|人页呈经于费|公用经费', '301|工资福利支出|2.00|1.00|1.00'];
    const title = ['一般公共预算基本支出表', '单位：元'];
    expect(printed(readTables([table(rows, { above: title, source: 'ocr' })]).statements[0])).toEqual([
      '301 工资福利支出 (301) total=2.00 personnel=1.00 public=1.00',
    ]);
    expect(printed(readTables([table(rows, { above: title })]).statements[0])).toEqual([
      '301 工资福利支出 (301) total=2.00 other:人页呈经于费=1.00 public=1.00',
    ]);
  });

  test('a heading misread in a typical way means what it would; one in a text layer does not', () => {
    const rows = ['科目编码|科目名称|合计|当年财政拔款安排|上年结转安排', '205|教育支出|3.00|2.00|1.00'];
    const title = ['一般公共预算支出预算表', '单位：元'];
    const read = (source: 'ocr' | 'text') =>
      printed(readTables([table(rows, { above: title, source })]).statements[0])[0];
    expect(read('ocr')).toContain(' current=2.00 ');
    expect(read('text')).not.toContain(' current=');
    const income = ['科目编码|科目名称|合计|一般公其预算收入|政府性基金预算收入', '205|教育支出|3.00|2.00|1.00'];
    const { statements } = readTables([table(income, { above: ['部门收入总表', '单位：元'], source: 'ocr' })]);
    expect(printed(statements[0])[0]).toContain(' general_public=2.00 ');
  });

  test('a title with a mark behind it that a speck was taken for', () => {
    const rows = ['科目编码|科目名称|合计|基本支出|项目支出', '205|教育支出|3.00|2.00|1.00'];
    const kinds = (title: string) =>
      readTables([table(rows, { above: [title, '单位：元'], source: 'ocr' })]).statements.map(({ kind, title }) => [
        kind,
        title,
      ]);
    expect(kinds('2026年预算支出总表。')).toEqual([['expenditure', '2026年预算支出总表']]);
  });

  test('a second name that contradicts its code, or was lost beside it, is in doubt', () => {
    const head = '部门经济科目编码|部门经济科目名称|政府经济科目编码|政府经济科目名称|合计|人员经费|公用经费';
    const flags = (name: string) => {
      const rows = [head, `30103|奖金|50101|${name}|3.00|3.00|`, '30101|基本工资|50101|工资奖金津补贴|2.00|2.00|'];
      const above = ['一般公共预算基本支出表', '单位：元'];
      return readTables([
        table(rows, { above, source: 'ocr', confidence: 0.99 }),
      ]).statements[0]?.lines[0]?.flags.includes('name-doubtful');
    };
    expect(['工资奖金津补贴', '资奖金津补贴', ''].map(flags)).toEqual([false, true, true]);
  });

  test('a head repeated in the middle, read otherwise the second time', () => {
    const rows = [
      '收入|<|支出|<',
      '项目|2025年|项目|金额',
      '事业收入|1.00|教育支出|1.00',
      '项日|2025|项目|金颜',
      '单位资金|1.00|科学技术支出|1.00',
    ];
    const { statements } = readTables([table(rows, { above: ['2025年部门收支总表', '单位：元'], source: 'ocr' })]);
    expect(printed(statements[0])).toEqual([
      'revenue 事业收入 total=1.00',
      'expenditure 教育支出 (205) total=1.00',
      'revenue 单位资金 total=1.00',
      'expenditure 科学技术支出 (206) total=1.00',
    ]);
  });

  test('a heading of one side that cannot be read: the totals below it tell the side', () => {
    const title = { above: ['2025年政府性基金收支表', '单位：元'], source: 'ocr' } as const;
    const body = ['政府性基金拨款|9.00|城乡社区支出|9.00', '本年收入合计|9.00|本年支出合计|9.00'];
    const rows = (head: string) => [head, '项目|预算数|项目|预算数', ...body];
    const sides = (head: string) => readTables([table(rows(head), title)]).statements[0]?.lines.map(({ side }) => side);
    expect(sides('收入|<|支出|<')).toEqual(['revenue', 'expenditure', 'revenue', 'expenditure']);
    for (const head of ['收 >|<|支出|<', '收入|<|艾山|<', '收八|<|艾山|<'])
      expect(sides(head)).toEqual(sides('收入|<|支出|<'));
    const swapped = body.map((row) => row.split('|')).map(([a, b, c, d]) => [c, d, a, b].join('|'));
    const turned = readTables([table(['艾山|<|收八|<', '项目|预算数|项目|预算数', ...swapped], title)]).statements[0];
    expect(turned?.lines.map(({ side }) => side)).toEqual(['expenditure', 'revenue', 'expenditure', 'revenue']);
  });

  test('a year heading taken for a figure, column numbers read badly the second time', () => {
    const rows = [
      '项目名称|202688903111|<',
      '^|合计|一般公共预算',
      '1|2|3',
      '校舍维修|5.00|5.00',
      '|2|3',
      '设备购置|4.00|间4.00',
    ];
    const { statements } = readTables([table(rows, { above: ['2026年项目支出预算表', '单位：元'], source: 'ocr' })]);
    expect(printed(statements[0])).toEqual([
      '校舍维修 total=5.00 general_public=5.00',
      '设备购置 total=4.00 general_public=4.00',
    ]);
    const flags = ['misread-characters', 'letter-dropped'];
    expect(statements[0]?.amounts.at(-1)).toMatchObject({ confidence: 0.45, flags });
  });

  test('columns of two pages that lie a few points apart', () => {
    const drawn = table(['科目编码|科目名称|<|合计', '205|教育支出|<|2.00', '206|科学技术支出|1.00|<'], {
      above,
      source: 'ocr',
    });
    const xs = [0, 60, 117, 120, 180];
    const { statements } = readTables([{ ...drawn, xs }]);
    expect(statements[0]?.amounts.map((amount) => amount.measure)).toEqual(['total', 'total']);
  });

  test('digits that stand far apart are of two columns, and no amount', () => {
    const rows = ['科目编码|科目名称|合计|基本支出', '205|教育支出|32.04|32.04'];
    const drawn = table(rows, { above, source: 'ocr' });
    const read = (white: number) => {
      const spread = drawn.rows.map((row) =>
        row.map((cell) => ({
          ...cell,
          lines: cell.lines.map((line) => withGlyphs(line, cell.column === 2 ? white : 0)),
        })),
      );
      return readTables([{ ...drawn, rows: spread }]);
    };
    expect(printed(read(8).statements[0])).toEqual(['205 教育支出 (205) total=32.04 basic=32.04']);
    expect(printed(read(20).statements[0])).toEqual(['205 教育支出 (205) basic=32.04']);
    expect(read(20).notes.map(({ code }) => code)).toContain('unread-cell');
  });

  test('separators and digits that came out wrong', () => {
    const rows = [
      '科目编码|科目名称|合计|基本支出',
      '205|教育支出|334.3704.00|1,2O0.50',
      '206|科学技术支出|21, 601, 733. 00|?',
    ];
    const { statements, notes } = readTables([table(rows, { above, source: 'ocr' })]);
    expect(printed(statements[0])).toEqual([
      '205 教育支出 (205) total=3343704.00 basic=1200.50',
      '206 科学技术支出 (206) total=21601733.00',
    ]);
    expect(statements[0]?.amounts[0]?.flags).toContain('misread-characters');
    expect(notes).toMatchObject([{ code: 'unread-cell', data: { text: '?' } }]);
  });

  test('a next page without title and head goes on with the columns of the page before', () => {
    const first = table(['科目编码|科目名称|合计|基本支出', '205|教育支出|2.00|1.00'], {
      above,
      page: 3,
      source: 'ocr',
    });
    const next = table(['206|科学技术支出|2.00|1.00', '合计|<|4.00|2.00'], { index: 1, page: 4, source: 'ocr' });
    const { statements } = readTables([first, next]);
    expect(statements.map((one) => one.pages)).toEqual([[3, 4]]);
    expect(printed(statements[0]).slice(1)).toEqual([
      '206 科学技术支出 (206) total=2.00 basic=1.00',
      '合计 total=4.00 basic=2.00',
    ]);
    expect(statements[0]?.amounts.at(-1)?.page).toBe(4);
  });

  test('names that were read surely: only typical confusions are put right', () => {
    const rows = [
      '收入|<|支出|<',
      '项目|预算数|项目|预算数',
      '一、本年财政拨款收入|9.00|般公共服务支出|7.00',
      '|<|十二农林水支出|1.00',
      '其中：一般公共预算拔款|9.00|年未财政拨款结转和结余|1.00',
    ];
    const above = ['财政拨款收支总表', '单位：元'];
    const { statements } = readTables([table(rows, { above, source: 'ocr', confidence: 0.99 })]);
    expect(printed(statements[0])).toEqual([
      'revenue 本年财政拨款收入 total=9.00',
      'expenditure 一般公共服务支出 (201) total=7.00',
      'expenditure 农林水支出 (213) total=1.00',
      'revenue 其中：一般公共预算拨款 total=9.00',
      'expenditure 年末财政拨款结转和结余 total=1.00',
    ]);
  });

  test('a separator taken for the point, and the point lost', () => {
    const rows = ['科目编码|科目名称|合计|基本支出', '205|教育支出|72.61626|72,616.26'];
    const recognised = readTables([table(rows, { above, source: 'ocr' })]).statements[0];
    expect(printed(recognised)).toEqual(['205 教育支出 (205) total=72616.26 basic=72616.26']);
    expect(recognised?.amounts[0]?.flags).toEqual(['misread-characters']);
    expect(readTables([table(rows, { above })]).notes).toMatchObject([{ code: 'unread-cell' }]);
  });

  test.each([
    ['553,810.40126', '553810401.26'],
    ['1,383.S86,501.36', '1383586501.36'],
    ['3.633.30087', '3633300.87'],
    // a speck behind the figure
    ['3.00.', '3.00'],
  ])('a figure whose separators are gone: %s', (raw, amount) => {
    const rows = ['科目编码|科目名称|合计|基本支出', `205|教育支出|${raw}|1.00`];
    const { statements } = readTables([table(rows, { above, source: 'ocr' })]);
    expect(printed(statements[0])).toEqual([`205 教育支出 (205) total=${amount} basic=1.00`]);
    expect(statements[0]?.amounts[0]?.flags).toContain('misread-characters');
  });

  test('a figure whose last digits a rule took, or whose separators do not tell where it ends, is an odd print', () => {
    const rows = ['科目编码|科目名称|合计|基本支出|项目支出', '205|教育支出|550,000.0C|850,000 0|8,166.120 0'];
    const read = readTables([table(rows, { above, source: 'ocr' })]).statements[0]?.amounts ?? [];
    expect(read.map(({ flags }) => flags.filter((flag) => flag !== 'misread-characters'))).toEqual([
      ['letter-dropped'],
      ['grouping'],
      ['grouping'],
    ]);
    expect(read[0]?.fen).toBe(55_000_000n);
  });

  test('codes that their names contradict: an unsure one is put right, a sure one doubted', () => {
    const rows = [
      '科目编码|科目名称|合计|基本支出',
      '2101191|行政单位医疗|1.00|1.00',
      '3ll3|对个人和家庭的补助|1.00|1.00',
      '2101103|公务员医疗补助|1.00|1.00',
    ];
    const read = (confidence: number) =>
      readTables([table(rows, { above, source: 'ocr', confidence })]).statements[0]?.lines.map(({ code, flags }) => [
        code,
        flags.filter((flag) => flag.startsWith('code')),
      ]);
    expect(read(0.9)).toEqual([
      ['2101101', ['code-corrected']],
      [null, ['code-doubtful']],
      ['2101103', []],
    ]);
    expect(read(0.99)?.[0]).toEqual(['2101191', ['code-doubtful']]);
    const text = readTables([table(rows, { above })]).statements[0];
    expect(text?.lines[0]).toMatchObject({ code: '2101191', flags: [] });
  });

  test('a code whose last column was not read is that of its name, in doubt; a sure one that is a digit off is doubted', () => {
    const rows = [
      '科目编码|<|<|科目名称|合计|基本支出',
      '类|款|项|^|^|^',
      '205|03||职业教育|1.00|1.00',
      '205|03|总|高等职业教育|1.00|1.00',
      '205|03|99|高等职业教育|1.00|1.00',
      '210|11|02|行政单位医疗|1.00|1.00',
    ];
    const read = readTables([table(rows, { above, source: 'ocr', confidence: 0.99 })]).statements[0];
    expect(read?.lines.map(({ code, flags }) => [code, flags.includes('code-doubtful')])).toEqual([
      ['20503', false],
      ['2050305', true],
      ['2050399', false],
      ['2101102', true],
    ]);
  });

  test('below a class that was misread and put right by its name stand the lines of the right one', () => {
    const rows = [
      '科目编码|<|<|科目名称|合计|基本支出',
      '类|款|项|^|^|^',
      '206|||教育支出|1.00|1.00',
      '|08||进修及培训|1.00|1.00',
      '||03|培训支出|1.00|1.00',
    ];
    const read = readTables([table(rows, { above, source: 'ocr', confidence: 0.9 })]).statements[0];
    expect(read?.lines.map(({ code }) => code)).toEqual(['205', '20508', '2050803']);
  });

  test('a code that was guessed is doubted where one near it bears the same name, whatever that name agrees with', () => {
    const rows = ['科目编码|科目名称|合计|基本支出', '2010801|行政运行|1.00|1.00', '2101103|公务员医疗补助|1.00|1.00'];
    const doubted = (confidence: number) =>
      readTables([table(rows, { above, source: 'ocr', confidence })]).statements[0]?.lines.map(({ flags }) =>
        flags.includes('code-doubtful'),
      );
    expect(doubted(0.5)).toEqual([true, false]);
    expect(doubted(0.9)).toEqual([false, false]);
  });

  test('a code with digits too many beside the name of a subject is that subject’s, in doubt, and no code of a unit', () => {
    const rows = [
      '科目编码|科目名称|合计|基本支出',
      '21011111|行政单位医疗|1.00|1.00',
      '2101103|公务员医疗补助|1.00|1.00',
    ];
    const line = readTables([table(rows, { above, source: 'ocr', confidence: 0.99 })]).statements[0]?.lines[0];
    expect(line).toMatchObject({ code: '2101101', scheme: 'functional' });
    expect(line?.flags).toContain('code-doubtful');
  });

  test('a unit whose code is like one of a class that does not exist classifies no table', () => {
    const kindOf = (code: string) => {
      const rows = [
        '部门代码|部门名称|合计|一般公共预算|事业收入',
        '合计|<|9.00|9.00|',
        `${code}|某市审计局|9.00|9.00|`,
      ];
      return readTables([
        table([...rows, '024001|某市审计局|9.00|9.00|'], { above: ['收入总表', '单位：万元'], source: 'ocr' }),
      ]).statements[0]?.kind;
    };
    expect([kindOf('324'), kindOf('024')]).toEqual(['revenue', 'revenue']);
  });

  test('a code of a unit that was read unsurely is doubted', () => {
    const rows = (code: string) => ['部门代码|部门名称|合计|基本支出', `${code}|某市学生资助管理中心|1.00|1.00`];
    const flags = (confidence: number, code = '1111111') =>
      readTables([table(rows(code), { above, source: 'ocr', confidence })]).statements[0]?.lines[0]?.flags;
    // 024 at a border
    expect(flags(0.99, 'J24')).toContain('code-doubtful');
    expect(flags(0.65)).toContain('code-doubtful');
    expect(flags(0.91)).toContain('code-doubtful');
    expect(flags(0.99)).not.toContain('code-doubtful');
  });

  test('a mark that no name holds makes a name of its own doubtful, however surely it was read', () => {
    const project = table(['项目名称|合计|一般公共预算', '窗口\\运行经费|2.00|2.00'], {
      above: ['项目支出预算表', '单位：元'],
      source: 'ocr',
      confidence: 0.99,
    });
    expect(readTables([project]).statements[0]?.lines[0]?.flags).toContain('name-doubtful');
  });

  test('a name that is far from the declared one that it is taken for is doubted', () => {
    const rows = ['收入|<|支出|<', '项目|预算数|项目|预算数', '*事业收入|1.00|教教育出出|1.00', '|<|卫生健慷支击|1.00'];
    const { statements } = readTables([
      table(rows, { above: ['部门收支总表', '单位：元'], source: 'ocr', confidence: 0.7 }),
    ]);
    const lines = statements[0]?.lines.map(({ name, flags }) => [name, flags]);
    expect(lines?.[0]).toEqual(['事业收入', []]);
    expect(lines?.slice(1).map(([, flags]) => flags)).toEqual([['name-doubtful'], ['name-corrected', 'name-doubtful']]);
  });

  test('column numbers beside labels that were not read', () => {
    const head = '科目编码|<|科目名称|合计|基本支出|项目支出|上缴上级支出|经营支出';
    for (const numbers of ['类款|顶|栏次|1|2|3|4|5', '类|款顶|杜次|1|2|3|A|5']) {
      const rows = [head, numbers, '205|<|教育支出|3.00|2.00|1.00||'];
      const { statements } = readTables([table(rows, { above, source: 'ocr' })]);
      expect(printed(statements[0])).toEqual(['205 教育支出 (205) total=3.00 basic=2.00 project=1.00']);
    }
  });

  test('figures in a column of words are reported', () => {
    const rows = [
      '科目编码|科目名称|合计|金颜车及⏎运行说明',
      '205|教育支出|3.00|.0 100,000.00',
      '206|科学技术支出|1.00|2025.01-2025.12',
      '207|文化旅游体育与传媒支出|1.00|见附表',
    ];
    const { notes } = readTables([table(rows, { above, source: 'ocr' })]);
    expect(notes).toMatchObject([{ code: 'unread-cell', data: { text: '.0100,000.00' } }]);
  });

  test('a worn ordinal before a name', () => {
    const rows = ['收入|<|支出|<', '项目|预算数|项目|预算数', '事业收入|1.00|八v社会保障和就业支出|1.00'];
    const { statements } = readTables([table(rows, { above: ['部门收支总表', '单位：元'], source: 'ocr' })]);
    expect(statements[0]?.lines[1]).toMatchObject({
      name: '社会保障和就业支出',
      standardCode: '208',
      flags: ['name-corrected'],
    });
  });
});

/** A line of type five points wide, with so much white behind its first character. */
function withGlyphs(line: TextLine, white: number): TextLine {
  const glyphs = [...line.text].map((text, at) => {
    const x0 = line.x0 + 5 * at + (at > 0 ? white : 0);
    const { y0, y1, size, source, confidence } = line;
    return { text, x0, x1: x0 + 5, y0, y1, size, source, confidence, clip: null };
  });
  return { ...line, glyphs };
}
