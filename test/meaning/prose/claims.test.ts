import { describe, expect, it } from 'vitest';
import { numbersOf } from '../../../src/meaning/prose/numbers.ts';
import { WORDING } from '../../support/cut.ts';
import { brief, claimsOf } from './prose.ts';

const none = { thresholds: { before: [], after: [] }, wording: WORDING.prose };

const amounts = (kind: 'budget' | 'final', year: number, ...texts: string[]): string[] =>
  claimsOf(kind, year, ...texts)
    .filter(({ kind }) => kind === 'amount' || kind === 'change')
    .map(brief);

describe('amounts in prose', () => {
  it('are joined over line and page breaks', () => {
    const drafts = claimsOf(
      'budget',
      2025,
      '三、支出预算情况说明\n　　2025年度某局支出预算1,234.56万元，其中：基本支出1,069.69万元；项目支出164.87\n万元，上年结转0万',
      '元。',
    );
    expect(drafts.map(brief)).toEqual([
      '1234560000 expenditure 合计 total',
      '1069690000 expenditure 合计 basic',
      '164870000 expenditure 合计 project',
      '0 expenditure …上年结转 total',
    ]);
    expect(drafts.map((draft) => draft.page)).toEqual([1, 1, 1, 1]);
    expect(drafts[2]?.box?.y1).toBeLessThan(125);
  });

  it('of what is counted before them bind to the whole weakly', () => {
    const text = `七、“三公”经费财政拨款支出决算情况说明
　　公务用车购置费支出决算18.00万元，更新购置公务用车1辆，其中：轿车0辆、金额0万元，越野车1辆、金额18.00万元。`;
    expect(claimsOf('final', 2023, text).map(({ binding }) => binding)).toEqual(['firm', 'weak', 'weak']);
  });

  it('are no years before words that begin with 元', () => {
    const text = '三、一般公共预算支出情况\n　　教育支出（类）2025元旦春节慰问，安排支出3万元。';
    expect(amounts('budget', 2025, text)).toEqual(['3000000 general_expenditure …支出 total']);
  });

  it('keep the precision that is printed', () => {
    const [coarse, fine] = claimsOf('budget', 2025, '三、支出预算情况说明\n　　支出预算208.8万元，基本支出12元。');
    expect([coarse?.fen, coarse?.tolerance]).toEqual([208_800_000n, 50_000n]);
    expect([fine?.fen, fine?.tolerance]).toEqual([1_200n, 50n]);
  });

  it('are no years, limits, unit prices or rough figures', () => {
    const text = `十一、其他说明
　　截至2025年8月31日，单价100万元（含）以上设备0台；单位价值50万元以上通用设备1台；新增服务119余万元；每人每年500元。
　　附2,35万元。`;
    expect(claimsOf('budget', 2025, text)).toEqual([]);
  });

  it('of a year bind loosely where nobody knows of which year the report is', () => {
    const text = '三、支出决算情况说明\n　　2022年本年支出合计1250万元。本年支出合计1300万元。';
    expect(claimsOf('final', null, text).map(({ binding }) => binding)).toEqual(['loose', 'firm']);
    expect(claimsOf('final', 2022, text).map(({ binding }) => binding)).toEqual(['firm', 'firm']);
  });

  it('under a heading on one fund are not of all of them', () => {
    const text = '八、2023年度政府性基金预算支出情况说明\n　　本年支出100万元。';
    expect(amounts('final', 2023, text)).toEqual(['100000000 government_fund_expenditure 合计 total']);
  });

  it('are no rough figures, whatever says so, and may be of wide digits', () => {
    const text = `三、支出决算情况说明
　　本年支出约1290万元，其中：项目支出近400万元，基本支出900万元左右；超过预算。节约10万元，本年支出１３００万元。`;
    expect(amounts('final', 2023, text)).toEqual(['10000000 –', '1300000000 expenditure 合计 total']);
  });

  it('may lack 元, stand alone or be counted in 亿元', () => {
    const text = '六、年度预算安排\n　　795万元\n　　项目总预算1170.00万，其中甲870.00万。总投资1.5亿元，涉及3万人。';
    expect(amounts('budget', 2025, text)).toEqual(['795000000 –', '1170000000 –', '870000000 –', '15000000000 –']);
  });
});

describe('amounts in recognised prose', () => {
  it.each([
    ['ly758.48方元', 1_758_480_000n],
    ['67:90万元', 67_900_000n],
    ['4.557.36力兀', 4_557_360_000n],
    ['1O.5万元', 10_500_000n],
    ['12,345元', 1_234_500n],
  ])('are read through typical confusions: %s', (text, fen) => {
    expect(numbersOf(`基本支出${text}，`, true, none).map((number) => 'fen' in number && number.fen)).toEqual([fen]);
  });

  it('are taken as printed from a text layer', () => {
    expect(numbersOf('代码ly758方元，67:90万元', false, none).map((n) => n.start)).toEqual([13]);
  });
});

describe('what an amount speaks of', () => {
  it('follows from the words before it and the heading above it', () => {
    const text = `一、部门预算收支数据变动情况及原因
　　2025年度某局预算收入总计457.36万元，其中：本年收入450.00万元，上年结转7.36万元，比上年减少5.15万元；本年部门预算支出总计457.36万元，其中：本年预算安排450.00万元，上年结转7.36万元。
四、财政拨款收支预算总体情况说明
　　财政拨款收支总预算450万元。其中：一般公共预算拨款450万元。支出包括：一般公共服务支出300万元、教育支出150万元。`;
    expect(amounts('budget', 2025, text)).toEqual([
      '457360000 balance revenue 合计 total',
      '450000000 balance revenue 本年收入合计 total',
      '7360000 balance revenue 上年结转* total',
      '5150000 –',
      '457360000 balance expenditure 合计 total',
      '450000000 balance expenditure 合计 current',
      '7360000 balance expenditure 合计 carryover',
      '450000000 appropriation_balance revenue 合计 total',
      '450000000 appropriation_balance revenue 一般公共预算 total',
      '300000000 appropriation_balance expenditure …一般公共服务支出 total',
      '150000000 appropriation_balance expenditure …教育支出 total',
    ]);
  });

  it.each([
    ['“公共安全支出（类）司法（款)行政运行（项）”科目1672.67万元', 'general_expenditure 公共安全支出/司法/行政运行'],
    [
      '1、公共安全支出（204类）司法（06款）行政运行（01项）1672.67万元',
      'general_expenditure 2040601 公共安全支出/司法/行政运行',
    ],
    [
      '（1）公共安全支出（204）司法（06）行政运行（01）1672.67万元',
      'general_expenditure 2040601 公共安全支出/司法/行政运行',
    ],
    ['行政运行（2040601）1672.67万元', 'general_expenditure 2040601 行政运行'],
    ['2040601行政运行1672.67万元', 'general_expenditure 2040601 行政运行'],
    ['公共安全（类）支出1672.67万元', 'general_expenditure 公共安全'],
  ])('is a path however it is written: %s', (printed, target) => {
    expect(amounts('budget', 2026, `2026年部门预算编制说明\n　　${printed}，主要用于基本支出。`)).toEqual([
      `1672670000 ${target} total`,
    ]);
  });

  it('is the subject in force where the words only name the role', () => {
    const text = `五、一般公共预算财政拨款支出决算情况说明
　　1、住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：缴纳住房公积金。年初预算为187.75万元，支出决算为187.19万元。`;
    expect(amounts('final', 2024, text)).toEqual([
      '187750000 general_expenditure 住房保障支出/住房改革支出/住房公积金 planned',
      '187190000 general_expenditure 住房保障支出/住房改革支出/住房公积金 total',
    ]);
  });

  it('is another year where the words say so', () => {
    const text =
      '八、机关运行经费增减变动原因说明\n　　2023年机关运行经费44.3万元，2022年机关运行经费47.36万元，比上年减少3.06万元。';
    const drafts = claimsOf('budget', 2023, text);
    expect(drafts.map(brief)).toEqual([
      '44300000 agency_operation 合计 total',
      '47360000 agency_operation 合计 prior_total',
      '3060000 –',
    ]);
    expect(drafts.map((draft) => draft.kind)).toEqual(['amount', 'amount', 'change']);
    expect(drafts[1]?.binding).toBe('weak');
  });

  it('is nothing in sections whose amounts no statement prints', () => {
    const text = '九、政府采购情况\n　　政府采购预算总额871.40万元，其中：基本支出110.28万元。';
    expect(amounts('budget', 2025, text)).toEqual(['871400000 –', '110280000 –']);
  });

  it('is a budget or the account in final accounts', () => {
    const text =
      '七、财政拨款“三公”经费支出决算情况说明\n　　“三公”经费财政拨款支出预算为10.00万元，支出决算为8.00万元。';
    expect(amounts('final', 2024, text)).toEqual([
      '10000000 three_public 合计 planned',
      '8000000 three_public 合计 total',
    ]);
  });
});

describe('clauses that there is none', () => {
  it('claim 0 of a known subject, this year', () => {
    const text = `七、“三公”经费增减变动原因说明
　　本部门无“三公”经费预算。主要原因是无公务接待费支出；2024年无公务用车购置费。公务接待无变化。`;
    expect(amounts('budget', 2025, text)).toEqual(['0 three_public 合计 total']);
  });

  it('are none about names that begin with 无, and bind loosely where more is said than the subject', () => {
    const of = (sentence: string) =>
      claimsOf('budget', 2025, `三、一般公共预算支出情况\n　　${sentence}`).map(({ fen, binding }) => [fen, binding]);
    expect(of('主要用于无偿献血项目支出。')).toEqual([]);
    expect(of('无为市基本支出。')).toEqual([]);
    expect(of('全县没有公立医院的基本支出。')).toEqual([[0n, 'loose']]);
    expect(of('本部门没有项目支出。')).toEqual([[0n, 'firm']]);
  });
});

describe('shares and rates', () => {
  const checks = (text: string) =>
    claimsOf('final', 2024, `二、收入决算情况说明\n　　${text}`).flatMap(({ recomputed }) =>
      recomputed ? [`${recomputed.rule} ${recomputed.status} ${recomputed.lhs} ${recomputed.rhs}`] : [],
    );

  it('are recomputed from the amounts beside them', () => {
    expect(
      checks('本年收入合计2946.25万元，其中：财政拨款收入2940.05万元，占99.79%；其他收入6.2万元，占0.21%。'),
    ).toEqual(['prose-share pass 9979 9979', 'prose-share pass 21 21']);
    expect(checks('本年收入合计2995.39万元。与2023年度相比，本年收入减少56.95万元，下降1.87%。')).toEqual([
      'prose-change-rate pass 187 187',
    ]);
    expect(checks('支出年初预算为2993.92万元，支出决算为2940.05万元，完成年初预算的98.20%。')).toEqual([
      'prose-completion pass 9820 9820',
    ]);
    expect(checks('2023年预算执行数为59.11万元，2024年预算安排57.8万元，比2023年预算执行数减少2.21%。')).toEqual([
      'prose-change-rate pass 221 222',
    ]);
  });

  it('fail where the wording leaves one reading only', () => {
    expect(checks('支出2940.05万元，主要用于以下方面：一般公共服务支出（类）2106.66万元，占71.73%。')).toEqual([
      'prose-share fail 7173 7165',
    ]);
    expect(checks('2023年预算执行数为43269.3万元，2024年预算安排3845.49万元，比2023年预算执行数增加17.62%。')).toEqual([
      'prose-change-rate fail 1762 -9111',
    ]);
  });

  it('take the plan for the whole, wherever it stands', () => {
    expect(checks('支出决算为2940.05万元，年初预算为2993.92万元，完成年初预算的98.20%。')).toEqual([
      'prose-completion pass 9820 9820',
    ]);
  });

  it('say nothing of growth from nothing', () => {
    expect(checks('2023年预算执行数为0万元，2024年预算安排57.8万元，比2023年预算执行数增加100%。')).toEqual([]);
    expect(checks('支出年初预算为0万元，支出决算为12.00万元，完成年初预算的100%。')).toEqual([]);
  });

  it('say nothing where the whole is not in sight', () => {
    expect(checks('基本支出600万元，占60%；项目支出400万元，占40%。')).toEqual([]);
    expect(checks('项目支出300万元，公用经费比上年减少5万元，下降10%。')).toEqual([]);
  });
});

it('finds nothing under headings of duties and explanations of terms', () => {
  expect(claimsOf('budget', 2025, '第四部分名词解释\n　　一、财政拨款收入：指取得的财政拨款100万元，下同。')).toEqual(
    [],
  );
});
