import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadLexicon } from '../../src/declare/lexicon.ts';
import { readLexiconFiles } from '../../src/declare/lexicon-files.ts';

const DIR = join(import.meta.dirname, '../../pipelines/lexicon');
const lexicon = loadLexicon(DIR);
const codes = (scheme: Parameters<typeof lexicon.byName>[0], ...rest: [string, number | null, string?, string?]) =>
  lexicon.byName(scheme, ...rest).map((entry) => entry.code);

describe('lexicon files', () => {
  const files = readLexiconFiles(DIR);

  it('give every code one name per year, and every code below 类 its parent', () => {
    const known = new Set(files.entries.map((entry) => `${entry.scheme} ${entry.code}`));
    const taken = new Set<string>();
    const wrong: string[] = [];
    for (const { scheme, code, fromYear, toYear } of files.entries) {
      if (code.length > 3 && !known.has(`${scheme} ${code.slice(0, -2)}`)) wrong.push(`${code} has no parent`);
      for (let year = fromYear; year <= (toYear ?? 2030); year++) {
        if (taken.has(`${scheme} ${code} ${year}`)) wrong.push(`${code} has two names in ${year}`);
        taken.add(`${scheme} ${code} ${year}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('relate only codes that exist', () => {
    const known = new Set(files.entries.map((entry) => entry.code));
    for (const [department, governments] of files.crosswalk) {
      expect(known).toContain(department);
      for (const government of governments) expect(known).toContain(government);
    }
  });

  it.each([
    ['2010,人大事务,2019,,recalled', '编码的位数或首位不属于这一分类'],
    ['20101,人大事务,2019,recalled', '应有 5 列，实有 4 列'],
    ['20101,人大事务,2021,2019,recalled', '起始年度晚于终止年度'],
    ['20101,人大事务,2019,,guessed', 'status'],
  ])('refuse %s, naming file and line', (row, problem) => {
    const dir = mkdtempSync(join(tmpdir(), 'lexicon-'));
    cpSync(DIR, dir, { recursive: true });
    const file = join(dir, 'functional-codes.csv');
    writeFileSync(file, `code,name,from_year,to_year,status\n201,一般公共服务支出,2019,,attested\n${row}\n`);
    expect(() => loadLexicon(dir)).toThrow(`${file}:3`);
    expect(() => loadLexicon(dir)).toThrow(problem);
  });

  it('say which file is missing', () => {
    expect(() => loadLexicon(tmpdir())).toThrow('functional-codes.csv:1：词典文件读不出来');
  });

  it('hold no comment or quoting that the reader would take for a name', () => {
    expect(readFileSync(join(DIR, 'functional-codes.csv'), 'utf8')).not.toMatch(/["#]/u);
  });
});

describe('byCode', () => {
  it('gives the name of the year', () => {
    expect(lexicon.byCode('functional', '20805', 2019)?.name).toBe('行政事业单位离退休');
    expect(lexicon.byCode('functional', '20805', 2025)?.name).toBe('行政事业单位养老支出');
    expect(lexicon.byCode('functional', '207', 2018)?.name).toBe('文化体育与传媒支出');
  });

  it.each([
    ['functional', '21505', 2024, '工业和信息产业监管'],
    ['functional', '21505', 2026, '工业和信息产业'],
    ['functional', '2150508', 2020, '无线电监管'],
    ['functional', '2150508', 2026, '无线电及信息通信监管'],
    ['functional', '22303', 2024, '国有企业政策性补贴'],
    ['functional', '22303', 2026, '国有企业公益性补贴'],
    ['functional', '2080701', 2025, '就业创业服务补贴'],
    ['functional', '2080701', 2026, '就业创业服务补助'],
    ['functional', '2159802', 2026, '制造业'],
    ['functional', '21208', 2019, '国有土地使用权出让收入及对应专项债务收入安排的支出'],
    ['functional', '2040405', 2018, '公诉、审判、侦查、执行等检察监督支出'],
    ['economic_department', '310', 2017, '其他资本性支出'],
    ['economic_department', '30311', 2017, '住房公积金'],
    ['economic_department', '30311', 2021, '代缴社会保险费'],
    ['economic_government', '50999', 2026, '其他对个人和家庭的补助'],
  ] as const)('%s %s in %i is %s', (scheme, code, year, name) => {
    expect(lexicon.byCode(scheme, code, year)?.name).toBe(name);
  });

  it('knows that a report prints the special treasury bonds under their 类', () => {
    const under = codes('functional', '超长期特别国债安排的支出', 2026);
    expect(under).toEqual(['20598', '20698', '21298', '21398', '21498', '21598']);
    expect(codes('functional', '超长期特别国债安排的支出', 2026, '213')).toEqual(['21398']);
  });

  it('takes the nearest year outside the dictionary, and null for an unknown code', () => {
    expect(lexicon.byCode('functional', '201', 2012)?.name).toBe('一般公共服务支出');
    expect(lexicon.byCode('functional', '299', 2025)).toBeNull();
  });
});

describe('byName', () => {
  it('finds a name however it is tidied', () => {
    expect(codes('functional', '三、政府办公厅(室) 及相关机构事务', 2025)).toEqual(['20103']);
    expect(codes('functional', '八、社会保障和就业', 2025)[0]).toBe('208');
    expect(codes('functional', '五、教育', 2025)[0]).toBe('205');
  });

  it('finds names of other years under the code they had', () => {
    expect(codes('functional', '国土海洋气象等支出', 2025)).toEqual(['220']);
    expect(codes('functional', '资源勘探信息等支出', 2019)).toEqual(['215']);
  });

  it('lets the parent decide between equal names', () => {
    expect(codes('functional', '一般行政管理事务', 2025, '20106')).toEqual(['2010602']);
    expect(codes('functional', '其他一般公共服务支出', 2025)).toEqual(['20199', '2019999']);
    expect(codes('functional', '其他一般公共服务支出', 2025, '20199')).toEqual(['2019999']);
    expect(codes('functional', '行政运行', 2025, '21011')).toEqual([]);
  });

  it('lets the department class decide the government class of a line', () => {
    expect(codes('economic_government', '设备购置', 2025, undefined, '31002')).toEqual(['50306']);
    expect(codes('economic_government', '设备购置', 2025, undefined, '30902')).toEqual(['50404']);
    expect(codes('economic_government', '工资福利支出', 2025, undefined, '30101')).toEqual(['50501']);
    expect(codes('economic_government', '商品和服务支出', 2025, undefined, '30201')).toEqual(['50502']);
    expect(codes('economic_government', '住房公积金', 2025, undefined, '30113')).toEqual(['50103']);
    expect(codes('economic_government', '社会福利和救助', 2025, undefined, '30307')).toEqual(['50901']);
  });

  it('resolves only what is not ambiguous', () => {
    expect(lexicon.resolve('functional', '行政运行', 2025)).toBeNull();
    expect(lexicon.resolve('functional', '行政运行', 2025, '20106')?.code).toBe('2010601');
    expect(lexicon.resolve('functional', '其他支出', 2025)?.code).toBe('229');
    expect(lexicon.resolve('economic_department', '房屋建筑物购建', 2025)).toBeNull();
    expect(lexicon.resolve('economic_department', '房屋建筑物购建', 2025, '310')?.code).toBe('31001');
  });
});

describe('nearestName', () => {
  it('corrects typical misreadings', () => {
    expect(lexicon.nearestName('functional', '住房保障文山', { year: 2025 })?.name).toBe('住房保障支出');
    expect(lexicon.nearestName('economic_department', '办公设各购買', { year: 2025, code: '31002' })?.name).toBe(
      '办公设备购置',
    );
  });

  it('never goes against a code that was read with confidence', () => {
    const nearest = lexicon.nearestName('functional', '事业单位医疗', { year: 2025, code: '2101101' });
    expect(nearest?.entries.map((entry) => entry.code)).toEqual(['2101101']);
    expect(lexicon.nearestName('functional', '事业单位医疗', { year: 2025, code: '2210201' })).toBeNull();
  });

  it('says how far the next name is', () => {
    expect(lexicon.nearestName('functional', '行政单位医疗', { year: 2025 })?.margin).toBeGreaterThan(0);
    expect(lexicon.nearestName('functional', '业单位医疗', { year: 2025 })?.margin).toBeLessThan(2);
  });

  it('leaves alone what resembles nothing', () => {
    expect(lexicon.nearestName('functional', '汾阳市智慧政务项目建设经费', { year: 2025 })).toBeNull();
  });
});

describe('pair', () => {
  it('agrees with other years, other spellings and missing 支出', () => {
    expect(lexicon.pair('functional', '2080501', '归口管理的行政单位离退休', 2025)).toBe('agrees');
    expect(lexicon.pair('functional', '208', '社会保障和就业', 2025)).toBe('agrees');
    expect(lexicon.pair('economic_department', '30231', '公务用车运行费', 2025)).toBe('agrees');
    expect(lexicon.pair('economic_department', '302', '按项目管理的商品和服务支出', 2022)).toBe('agrees');
  });

  it('contradicts only where a report attests the code', () => {
    expect(lexicon.pair('functional', '2101101', '事业单位医疗', 2025)).toBe('contradicts');
    expect(lexicon.pair('functional', '2020101', '事业单位医疗', 2025)).toBe('unknown');
    expect(lexicon.pair('functional', '2998877', '事业单位医疗', 2025)).toBe('unknown');
  });
});

describe('nearestWord', () => {
  it('corrects header words and leaves strangers', () => {
    expect(lexicon.nearestWord('财政专户菅理资金')?.word).toBe('财政专户管理资金');
    expect(lexicon.nearestWord('单位：方元')?.word).toBe('单位：万元');
    expect(lexicon.nearestWord('完全不同的词语')).toBeNull();
  });
});
