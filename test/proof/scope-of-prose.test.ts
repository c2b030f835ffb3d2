import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/proof/reconcile.ts';
import { claimsOf } from '../meaning/prose/prose.ts';
import { declared, documentOf, row, statement } from './build.ts';

const revenue = { side: 'revenue' } as const;
const expenditure = { side: 'expenditure' } as const;

const accounts = documentOf(
  statement('balance', [
    row('本年收入合计', { total: '1370.00' }, revenue),
    row('年初结转和结余', { total: '30.00' }, revenue),
    row('总计', { total: '1400.00' }, revenue),
    row('本年支出合计', { total: '1300.00' }, expenditure),
    row('年末结转和结余', { total: '100.00' }, expenditure),
    row('总计', { total: '1400.00' }, expenditure),
  ]),
  statement('revenue', [row('合计', { total: '1370.00', appropriation: '1300.00', other_revenue: '70.00' })]),
  statement('expenditure', [
    row('合计', { total: '1300.00', basic: '870.00', project: '430.00' }),
    row('201 一般公共服务支出', { total: '930.00', basic: '620.00', project: '310.00' }),
    row('208 社会保障和就业支出', { total: '370.00', basic: '250.00', project: '120.00' }),
  ]),
);

/** The figures of a paragraph under a heading that are said to disagree with the tables. */
function disagreeing(heading: string, text: string): readonly string[] {
  const drafts = claimsOf('final', 2025, `${heading}\n　　${text}`);
  const { claims } = reconcile(accounts, drafts, declared('department-final'));
  return claims.filter(({ status }) => status === 'disagrees').map(({ phrase }) => phrase);
}

const WHOLE = '一、收入支出决算总体情况说明';
const REVENUE = '二、收入决算情况说明';
const SPENT = '三、支出决算情况说明';

describe('a figure of the prose disagrees with the report', () => {
  test.each([
    ['whole', WHOLE, '2025年度收入总计1500万元。', '2025年度收入总计1500万元'],
    ['of the department by its name', WHOLE, '某局2025年度收入总计1500万元。', '某局2025年度收入总计1500万元'],
    ['of the department under its name', `${WHOLE}\n（一）某局`, '收入总计1500万元。', '收入总计1500万元'],
    ['part', SPENT, '支出合计1300万元，其中：基本支出880万元。', '基本支出880万元'],
    ['line', SPENT, '2025年一般公共服务支出940万元。', '2025年一般公共服务支出940万元'],
  ])('%s', (_, heading, text, phrase) => {
    expect(disagreeing(heading, text)).toEqual([phrase]);
  });
});

describe('a figure of the prose accuses nobody where it speaks of', () => {
  test.each([
    ['one unit of several', WHOLE, '某局本级收入总计900万元，支出总计900万元；下属某中心收入总计500万元。'],
    ['several years', WHOLE, '2023年至2025年三年收入总计3900万元，支出总计3900万元。'],
    ['the whole county', WHOLE, '全县本年支出合计125000万元。'],
    ['last year, named once for two figures', WHOLE, '2024年度本年收入合计1250万元、本年支出合计1280万元。'],
    ['two subjects one after the other', WHOLE, '本年收入合计、本年支出合计分别为1370万元、1300万元。'],
    ['a source with a longer name', REVENUE, '其他收入70万元，主要为非同级财政拨款收入15万元。'],
    ['one project', SPENT, '主要是：1.办公设备购置项目支出30万元；2.其他项目支出200万元。'],
    ['what is planned', SPENT, '支出年初预算为1250万元，其中：基本支出850万元，项目支出400万元；支出决算为1300万元。'],
    ['the nature of one line', SPENT, '一般公共服务支出930万元，其中基本支出620万元、项目支出310万元。'],
    [
      'the nature of one path',
      SPENT,
      '一般公共服务支出（类）支出决算930万元。其中：基本支出620万元，项目支出310万元。',
    ],
    ['an addition to a line', SPENT, '年中追加社会保障和就业支出50万元。'],
    ['one unit by its heading', `${WHOLE}\n（二）某中心`, '收入总计500万元，支出总计500万元。'],
    ['one unit with which it opens', WHOLE, '2.某局本级：收入总计900万元，支出总计900万元。'],
    ['one fund', REVENUE, '财政拨款收入总计1320万元，一般公共预算财政拨款收入合计1200万元。'],
    ['one fund by its heading', `${WHOLE}\n（三）财政拨款支出情况`, '一般公共服务支出870万元，本年支出合计1240万元。'],
  ])('%s', (_, heading, text) => {
    expect(disagreeing(heading, text)).toEqual([]);
  });

  test('a line that the statement meant first does not print: another statement may count otherwise', () => {
    expect(disagreeing(REVENUE, '财政拨款收入1310万元。')).toEqual(['财政拨款收入1310万元']);
    expect(disagreeing(REVENUE, '一般公共预算财政拨款收入1310万元。')).toEqual([]);
  });
});

describe('of two plans of a year', () => {
  const spent = (heading: string, remarks: readonly string[]) => {
    const planned = { planned: '12.00', total: '9.00' };
    const [table] = documentOf(statement('three_public', [row('合计', planned)]));
    const columns = [{ side: null, measure: 'planned' as const, header: [heading] }];
    return table === undefined ? [] : [{ ...table, columns, remarks }];
  };
  const wrong = (heading: string, text: string, remarks: readonly string[] = []) => {
    const drafts = claimsOf('final', 2025, `七、“三公”经费支出决算情况说明\n　　“三公”经费${text}`);
    const { claims } = reconcile(spent(heading, remarks), drafts, declared('department-final'));
    return claims.filter(({ status }) => status === 'disagrees').map(({ phrase }) => phrase);
  };

  test('a column that does not say which one it prints contradicts neither', () => {
    expect(wrong('预算数', '年初预算为15万元，全年预算数为12万元，支出决算为9万元。')).toEqual([]);
    expect(wrong('年初预算数', '全年预算数为15万元，支出决算为9万元。')).toEqual([]);
  });

  test('a note below the table may say which one it is', () => {
    const told = '年初预算为15万元，全年预算数为13万元，支出决算为9万元。';
    const note = '注：预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数。';
    expect(wrong('预算数', told, [note])).toEqual(['全年预算数为13万元']);
  });

  test('a column contradicts the plan that it names, and one that nobody names', () => {
    expect(wrong('年初预算数', '年初预算为15万元，支出决算为9万元。')).toEqual(['“三公”经费年初预算为15万元']);
    expect(wrong('预算数', '支出预算为15万元，支出决算为9万元。')).toEqual(['“三公”经费支出预算为15万元']);
  });
});

test('a section on a fund may say that it is 财政拨款', () => {
  const funds = documentOf(
    statement('government_fund_expenditure', [row('合计', { total: '60.00', project: '60.00' })]),
  );
  const text = '八、政府性基金预算财政拨款支出情况说明\n　　2025年政府性基金预算支出70万元。';
  const { claims } = reconcile(funds, claimsOf('budget', 2025, text), declared('department-budget'));
  expect(claims.map(({ status }) => status)).toEqual(['disagrees']);
});

test('a fund may be said with what was carried over of it', () => {
  const sources = documentOf(
    statement('appropriation_balance', [
      row('一般公共预算拨款', { total: '900.00' }, revenue),
      row('上年结转', { total: '15.00' }, revenue),
      row('收入总计', { total: '915.00' }, revenue),
    ]),
  );
  const wrong = (amount: string) => {
    const text = `四、关于财政拨款收支总表的说明\n　　收入按资金来源分为：一般公共预算拨款${amount}万元。`;
    const { claims } = reconcile(sources, claimsOf('budget', 2025, text), declared('department-budget'));
    return claims.map(({ status }) => status);
  };
  expect(['900', '915', '905'].map(wrong)).toEqual([['agrees'], ['unlinked'], ['disagrees']]);
});

/** The percentages of a paragraph that do not follow from its amounts, and who is to blame. */
function wrongRatios(text: string): readonly string[] {
  const drafts = claimsOf('final', 2025, `${WHOLE}\n　　${text}`);
  const { checks } = reconcile(accounts, drafts, declared('department-final'));
  return checks.filter(({ status }) => status === 'fail').map(({ rule, blame }) => `${rule} ${blame}`);
}

describe('a percentage of the prose', () => {
  test.each([
    ['of completion', '年初预算1200万元，支出决算1300万元，完成年初预算的118.3%。', 'prose-completion publisher'],
    ['of growth', '收入总计1400万元，比上年增加100万元，增长8.7%。', 'prose-change-rate publisher'],
    [
      'of a whole, beside others that hold',
      '支出总计1400万元，其中：基本支出870万元，占63.14%；项目支出430万元，占30.71%。',
      'prose-share publisher',
    ],
  ])('%s does not follow from its amounts', (_, text, found) => {
    expect(wrongRatios(text)).toEqual([found]);
  });

  test.each([
    ['with a change between the two', '支出合计1300万元，比年初预算数1200万元增加100万元，完成年初预算的108.3%。'],
    ['of the first of two plans', '年初预算1200万元，调整预算1350万元，支出决算1300万元，完成年初预算的108.3%。'],
    ['of a part whose plan is not said', '年初预算1000万元，其中：基本支出决算820万元，完成年初预算的102.5%。'],
    [
      'of another basis',
      '收入总计1400万元，比上年增加100万元，增长7.69%，剔除一次性项目后，比上年增加50万元，增长4.2%。',
    ],
    ['of a part that is not said', '支出1300万元。其中：公用经费，比上年减少5万元，下降4%。'],
  ])('is left alone %s', (_, text) => {
    expect(wrongRatios(text)).toEqual([]);
  });

  test('is nobody’s error where no share is one of the whole named before: they are shares of another', () => {
    expect(wrongRatios('支出总计1400万元，其中：基本支出870万元，占66.92%；项目支出430万元，占33.08%。')).toEqual([
      'prose-share unknown',
      'prose-share unknown',
    ]);
  });
});
