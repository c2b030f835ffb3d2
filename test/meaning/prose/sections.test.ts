import { describe, expect, it } from 'vitest';
import { claimsOf } from './prose.ts';

/** The statement that the amounts under a heading are first compared with. */
function under(kind: 'budget' | 'final', heading: string, words: string): string | undefined {
  const [draft] = claimsOf(kind, 2024, `${heading}\n　　${words}100.00万元。`);
  return draft?.targets[0]?.statement;
}

/** Headings as national and provincial reports print them. */
describe('the section of a heading', () => {
  it.each([
    ['一、关于某某局2024年部门收支总表的说明', '收支总预算', 'balance'],
    ['二、关于某某局2024年部门收入总表的说明', '收入预算', 'balance'],
    ['三、关于某某局2024年部门支出总表的说明', '支出预算', 'expenditure'],
    ['四、关于某某局2024年财政拨款收支总表的说明', '财政拨款收支总预算', 'appropriation_balance'],
    ['四、财政拨款收支预算总体情况说明', '收支总预算', 'appropriation_balance'],
    ['五、关于某某局2024年一般公共预算支出表的说明', '一般公共预算支出', 'general_expenditure'],
    ['六、一般公共预算基本支出情况说明', '基本支出', 'basic_expenditure'],
    ['六、基本支出情况说明', '基本支出', 'basic_expenditure'],
    ['八、政府性基金预算支出情况说明', '基本支出', 'government_fund_expenditure'],
    ['九、国有资本经营预算支出情况说明', '国有资本经营预算支出', 'state_capital'],
  ])('of a budget: %s', (heading, words, statement) => {
    expect(under('budget', heading, words)).toBe(statement);
  });

  it.each([
    ['一、收入支出决算总体情况说明', '2024年度收、支总计均为', 'balance'],
    ['四、财政拨款收入支出决算总体情况说明', '财政拨款收、支总计均为', 'appropriation_balance'],
    ['八、政府性基金预算财政拨款收入支出决算情况说明', '本年收入', 'government_fund_expenditure'],
    ['九、国有资本经营预算财政拨款支出决算情况说明', '本年支出', 'state_capital'],
  ])('of final accounts: %s', (heading, words, statement) => {
    expect(under('final', heading, words)).toBe(statement);
  });
});
