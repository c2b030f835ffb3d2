import { describe, expect, test } from 'vitest';
import { scopeText } from '../../src/messages/sentences.ts';
import type { Statement } from '../../src/model/statement.ts';
import { reconcile } from '../../src/proof/reconcile.ts';
import { claimsOf } from '../meaning/prose/prose.ts';
import { declared, documentOf, row, statement } from './build.ts';

const final = declared('department-final');
const budget = declared('department-budget');

const basic = [
  row('301 工资福利支出', { total: '90.00' }),
  row('30101 基本工资', { total: '50.00' }),
  row('30102 津贴补贴', { total: '40.00' }),
  row('303 对个人和家庭的补助', { total: '10.31' }),
  row('30302 退休费', { total: '10.00' }),
  row('30309 奖励金', { total: '0.31' }),
  row('30310 个人农业生产补贴', {}),
];

const general = [
  row('204 公共安全支出', { total: '70.00', basic: '50.00', project: '20.00' }),
  row('20406 司法', { total: '70.00', basic: '50.00', project: '20.00' }),
  row('2040601 行政运行', { total: '50.00', basic: '50.00' }),
  row('2040602 一般行政管理事务', { total: '20.00', project: '20.00' }),
];

type Rows = Parameters<typeof statement>[1];

/** The findings on the words of a final account's prose, given one statement. */
function found(kind: 'basic_expenditure' | 'general_expenditure', rows: Rows, text: string, source?: 'ocr') {
  const statements = documentOf(statement(kind, rows, source === undefined ? {} : { source }));
  const { checks } = reconcile(statements, claimsOf('final', 2024, text), final);
  return checks.filter(({ rule }) => /^prose-(?:items|nature|path|year)$/u.test(rule));
}

const items = (list: string, rows: Rows = basic, source?: 'ocr') =>
  found(
    'basic_expenditure',
    rows,
    `六、一般公共预算财政拨款基本支出决算情况说明\n　　基本支出100.31万元。其中：人员经费100.31万元，主要包括：${list}；公用经费0万元。`,
    source,
  );

const lines = (text: string) =>
  found('general_expenditure', general, `五、一般公共预算财政拨款支出决算情况说明\n　　1、${text}`);

describe('a list of what a sum is made up of', () => {
  test('names a line without an amount: the publisher’s error, with the line that it leaves out', () => {
    const [check, ...others] = items('基本工资、津贴补贴、退休费、个人农业生产补贴');
    expect(others).toEqual([]);
    expect(check).toMatchObject({ rule: 'prose-items', status: 'fail', blame: 'publisher', lhs: 400n, rhs: 300n });
    expect(check).toMatchObject({ statement: 'basic_expenditure', page: 1 });
    expect(check?.scope).toEqual({ of: 'items', listed: ['个人农业生产补贴'], instead: ['奖励金'] });
    expect(check?.cells).toEqual([{ statement: 0, amount: 5 }]);
  });

  test('names a line whose amount was rounded to 0 in a table of whole 万元', () => {
    const whole = (raw: string) =>
      basic.map((one, at) =>
        row(
          one.label,
          at === 6
            ? { total: raw }
            : Object.fromEntries(
                Object.entries(one.amounts).map(([measure, print]) => [measure, `${print}`.replace(/\.\d+$/u, '')]),
              ),
        ),
      );
    expect(items('基本工资、津贴补贴、退休费、个人农业生产补贴', whole('0'))).toEqual([]);
    expect(items('基本工资、津贴补贴、退休费、个人农业生产补贴', whole('0.00'))).toHaveLength(1);
  });

  test('may be shorter than the table, and end in 等', () => {
    expect(items('基本工资、津贴补贴、退休费、奖励金')).toEqual([]);
    expect(items('基本工资、津贴补贴、退休费等')).toEqual([]);
  });

  test('of what such money may be spent on accuses nobody', () => {
    expect(items('基本工资、津贴补贴、奖金、伙食补助费、绩效工资、退休费、抚恤金、生活补助')).toEqual([]);
    expect(items('在职人员工资、社会保险、其他')).toEqual([]);
  });

  test('is held against nobody where a line of the table may not have been read: its class does not add up', () => {
    const without = basic.filter((_, at) => at !== 2);
    expect(items('基本工资、退休费、奖励金、个人农业生产补贴', without)).toMatchObject([
      { status: 'fail', blame: 'unknown' },
    ]);
  });

  test('is held against nobody where the line of a class was not read', () => {
    const without = basic.filter((_, at) => at !== 0);
    expect(items('基本工资、津贴补贴、退休费、个人农业生产补贴', without)).toMatchObject([
      { status: 'fail', blame: 'unknown' },
    ]);
  });

  test('is held against the publisher only where every figure of the table is known', () => {
    const doubtful = basic.map((one, at) =>
      at === 5 ? row('30309 奖励金', { total: { raw: '0.81', confidence: 0.5 } }) : one,
    );
    expect(items('基本工资、津贴补贴、退休费、个人农业生产补贴', doubtful, 'ocr')).toMatchObject([
      { status: 'fail', blame: 'unknown' },
    ]);
  });
});

describe('what the money of a line is called', () => {
  const path = '公共安全支出（类）司法（款）一般行政管理事务（项）';

  test('must be the column in which it stands', () => {
    expect(lines(`${path}。主要用于：业务指导等基本支出。支出决算为20.00万元。`)).toMatchObject([
      { rule: 'prose-nature', status: 'fail', blame: 'publisher', lhs: 0n, rhs: 20_000_000n },
    ]);
    expect(lines(`${path}。主要用于：业务指导等项目支出。支出决算为20.00万元。`)).toEqual([]);
    expect(lines(`${path}。主要用于：业务指导支出，不含基本支出的部分。`)).toEqual([]);
  });
});

describe('a path of subjects', () => {
  test('must be one of the statement', () => {
    expect(lines('公共安全支出（类）司法（款）行政运行（项）。支出决算为50.00万元。')).toEqual([]);
    expect(lines('公共安全支出（类）司法（款）司法（项）。支出决算为50.00万元。')).toMatchObject([
      { rule: 'prose-path', blame: 'publisher', scope: { of: 'nowhere' } },
    ]);
  });

  test('is not missed where a name is clipped in print', () => {
    const text =
      '五、一般公共预算财政拨款支出决算情况说明\n　　1、公共安全支出（类）司法（款）一般行政管理事务（项）。支出决算为20.00万元。';
    const clipped = (name: string) =>
      found('general_expenditure', [...general.slice(0, -1), row(name, { total: '20.00', project: '20.00' })], text);
    expect(clipped('2040602 一般行政管')).toEqual([]);
    expect(clipped('2040602 基层司法业务')).toHaveLength(1);
  });

  test('is not missed where the lines of its class do not add up: one may not have been read', () => {
    const text =
      '五、一般公共预算财政拨款支出决算情况说明\n　　1、公共安全支出（类）司法（款）司法（项）。支出决算为20.00万元。';
    const paths = (rows: Rows) => found('general_expenditure', rows, text).filter(({ rule }) => rule === 'prose-path');
    expect(paths(general)).toHaveLength(1);
    expect(paths(general.slice(0, -1))).toEqual([]);
    const read = statement('general_expenditure', general);
    const named = read.lines.map((line, at) => (at === 3 ? { ...line, flags: ['name-doubtful' as const] } : line));
    const { checks } = reconcile(documentOf({ ...read, lines: named }), claimsOf('final', 2024, text), final);
    expect(checks.filter(({ rule }) => rule === 'prose-path')).toEqual([]);
  });

  test('must bear the names of its code', () => {
    const named = (name: string) => lines(`${name}（204类）司法（06款）行政运行（01项）50.00万元。`);
    expect(named('公共安全支出')).toEqual([]);
    expect(named('公共安全')).toEqual([]);
    expect(named('国防支出')).toMatchObject([
      { scope: { of: 'names', called: [{ code: '204', name: '公共安全支出' }] } },
    ]);
  });

  test('of one name and a whole code is that of its last level', () => {
    expect(lines('行政运行（2040601）50.00万元。')).toEqual([]);
    expect(lines('2040601行政运行反映机关的支出50.00万元。')).toEqual([]);
    expect(lines('国防动员（2040601）50.00万元。')).toMatchObject([
      { scope: { of: 'names', called: [{ code: '2040601', name: '行政运行' }] } },
    ]);
  });

  test('accuses nobody where the line bears the name among others, or a figure, or may be misread', () => {
    const text = '一般公共预算财政拨款支出决算情况说明\n　　培训支出（2050803）50.00万元。';
    const blames = (name: string, flags: Statement['lines'][0]['flags'] = []) => {
      const read = statement('general_expenditure', [row(`2050803 ${name}`, { total: '50.00' })]);
      const named = { ...read, lines: read.lines.map((line) => ({ ...line, flags })) };
      const { checks } = reconcile(documentOf(named), claimsOf('final', 2024, text), final);
      return checks.flatMap(({ rule, blame }) => (rule === 'prose-path' ? [blame] : []));
    };
    expect(blames('培训支出')).toEqual([]);
    expect(blames('干部教育')).toEqual(['publisher']);
    expect([blames('进修及培训培训支出'), blames('干部教育50.00')]).toEqual([['unknown'], ['unknown']]);
    expect(blames('干部教育', ['name-doubtful'])).toEqual(['unknown']);
  });

  test('may stand in another statement than its class', () => {
    const fund = [
      row('212 城乡社区支出', { total: '5.00', project: '5.00' }),
      row('21208 国有土地使用权出让收入安排的支出', { total: '5.00', project: '5.00' }),
    ];
    const own = [
      ...general,
      row('212 城乡社区支出', { total: '1.00' }),
      row('21201 城乡社区管理事务', { total: '1.00' }),
    ];
    const text = (name: string) => `某项情况说明\n　　城乡社区支出（类）${name}（款）。支出决算为5.00万元。`;
    const paths = (name: string, statements: readonly Statement[]) =>
      reconcile(statements, claimsOf('final', 2024, text(name)), final).checks.filter(
        ({ rule }) => rule === 'prose-path',
      );
    const name = '国有土地使用权出让收入安排的支出';
    const [first, second] = [statement('general_expenditure', own), statement('government_fund_expenditure', fund)];
    expect(paths(name, documentOf(first, second))).toEqual([]);
    expect(paths(name, documentOf(first))).toHaveLength(1);
  });

  test('proves nothing in a template', () => {
    const empty = [row('204 公共安全支出', {}), row('20406 司法', {}), row('2040601 行政运行', {})];
    const text = '五、一般公共预算财政拨款支出决算情况说明\n　　1、国防支出（204类）司法（06款）行政运行（01项）。';
    expect(found('general_expenditure', empty, text)).toEqual([]);
  });
});

test('a budget compared with its own year is last year’s text; with the year before it is not', () => {
  const years = (text: string) => {
    const drafts = claimsOf('budget', 2026, `2026年部门预算编制说明\n　　${text}`);
    return reconcile([], drafts, budget).checks.map(({ rule, scope }) => `${rule} ${scopeText(scope)}`);
  };
  expect(years('2026年财政拨款收入500万元，比2026年预算增加20万元。')).toEqual(['prose-year 比2026年预算增加20万元']);
  expect(years('2026年财政拨款收入500万元，比2025年预算增加20万元。')).toEqual([]);
  expect(years('2025年执行数比2026年预算少20万元。')).toEqual([]);
});
