import { describe, expect, test } from 'vitest';
import { table } from './build.ts';
import { readTables } from './document.ts';

/** A heading over columns, or a column: `is` is its measure, null where the words are nobody's. */
interface Heading {
  readonly words: string;
  readonly is: string | null;
  readonly below: readonly Heading[];
}

interface Column {
  readonly path: readonly string[];
  readonly is: string | null;
}

/** Numbers that look random and are the same each time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return Math.floor((state / 4294967296) * sides);
  };
}

const leaf = (words: string, is: string | null): Heading => ({ words, is, below: [] });
const group = (words: string, ...below: readonly Heading[]): Heading => ({ words, is: null, below });

const SOURCES = [
  leaf('事业收入', 'business'),
  leaf('其他收入', 'other_revenue'),
  leaf('上级补助收入', 'superior_subsidy'),
];
const FUNDS = [
  leaf('一般公共预算', 'general_public'),
  leaf('政府性基金预算', 'government_fund'),
  leaf('国有资本经营预算', 'state_capital'),
];
/** The same headings where they are nothing that the contract has a measure for. */
const nobody = (headings: readonly Heading[]): Heading[] => headings.map(({ words }) => leaf(words, null));

/** All that a revenue table may print, each group with what its columns mean there. */
const FOREST: readonly Heading[] = [
  leaf('总计', 'total'),
  group(
    '本年收入',
    leaf('小计', 'year_revenue'),
    group('财政拨款', leaf('小计', 'appropriation'), ...FUNDS),
    ...SOURCES,
  ),
  group('上年结转结余', leaf('小计', 'carryover'), ...nobody(FUNDS), leaf('单位资金', null)),
  group('某某专项安排', leaf('小计', null), ...nobody(FUNDS), group('其中', ...nobody(SOURCES))),
  group('2024年预算数', leaf('合计', 'prior_total'), ...nobody(FUNDS)),
  leaf('财政专户管理资金', 'special_account'),
  group('单位资金', leaf('小计', 'unit_funds')),
  leaf('某某余额', null),
];

/** The headings in another order, some of them left out. */
function shuffled(headings: readonly Heading[], roll: (sides: number) => number): Heading[] {
  const left = headings.map((one) => ({ ...one, below: shuffled(one.below, roll) }));
  const out: Heading[] = [];
  while (left.length > 0) out.push(...left.splice(roll(left.length), 1));
  return out.filter((one, at) => {
    const wasGroup = headings.some(({ words, below }) => words === one.words && below.length > 0);
    return (!wasGroup || one.below.length > 0) && (at === 0 || roll(4) > 0);
  });
}

function columnsOf(headings: readonly Heading[], above: readonly string[] = []): Column[] {
  return headings.flatMap(({ words, is, below }) => {
    const path = [...above, words];
    return below.length === 0 ? [{ path, is }] : columnsOf(below, path);
  });
}

/** The head as rows of text: `<` goes on with the heading to the left, `^` with the one above. */
function head(columns: readonly Column[]): string[] {
  const depth = Math.max(...columns.map(({ path }) => path.length));
  return Array.from({ length: depth }, (_, row) =>
    [
      row === 0 ? '单位名称' : '^',
      ...columns.map(({ path }, at) => {
        if (row >= path.length) return '^';
        const before = columns[at - 1]?.path ?? [];
        const same = row < path.length - 1 && path.slice(0, row + 1).every((words, i) => words === before[i]);
        return same ? '<' : (path[row] ?? '');
      }),
    ].join('|'),
  );
}

function read(columns: readonly Column[]) {
  const figures = columns.map((_, at) => `${at + 1}.00`);
  const rows = [...head(columns), ['某某局', ...figures].join('|'), ['某某所', ...figures].join('|')];
  const { statements } = readTables([table(rows, { above: ['部门收入总表', '单位：元'] })]);
  const amounts = statements[0]?.amounts.filter((one) => one.line === 0) ?? [];
  return { rows, amounts: columns.map((_, at) => amounts.find((one) => one.raw === `${at + 1}.00`)) };
}

describe('header trees of any shape', () => {
  test('every amount has the measure that its headings say, or its words and a flag; never another', () => {
    const told = { right: 0, kept: 0, known: 0 };
    for (let seed = 1; seed <= 400; seed++) {
      const columns = columnsOf(shuffled(FOREST, dice(seed)));
      if (columns.length < 2) continue;
      const { rows, amounts } = read(columns);
      for (const [at, { path, is }] of columns.entries()) {
        const amount = amounts[at];
        if (is !== null) told.known++;
        const place = `seed ${seed}: ${path.join(' › ')} in\n${rows.join('\n')}`;
        expect(amount, place).toBeDefined();
        if (amount?.measure.startsWith('other:')) {
          if (is !== null) told.kept++;
          expect(amount.flags, place).toContain('unknown-column');
        } else {
          told.right++;
          expect(amount?.measure, place).toBe(is);
        }
      }
    }
    expect(told.kept / told.known).toBeLessThan(0.02);
    expect(told.right).toBeGreaterThan(3000);
  });

  test('the order of the columns changes nothing', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const columns = columnsOf(shuffled(FOREST, dice(seed)));
      if (columns.length < 2) continue;
      const turned = columnsOf(FOREST).filter(({ path }) => columns.some((one) => one.path.join() === path.join()));
      const measures = (list: readonly Column[]) =>
        new Map(read(list).amounts.map((amount, at) => [list[at]?.path.join('›'), amount?.measure]));
      expect(Object.fromEntries(measures(columns)), `seed ${seed}`).toEqual(Object.fromEntries(measures(turned)));
    }
  });
});

test('小计 of 本年支出 is this year’s sum where another column is the total, and the total where none is', () => {
  const measures = (rows: readonly string[]) => {
    const { statements } = readTables([table(rows, { above: ['一般公共预算支出表', '单位：元'] })]);
    return statements[0]?.columns.map(({ measure }) => measure);
  };
  expect(
    measures([
      '科目编码|科目名称|合计|本年支出|<|<|上年结转',
      '^|^|^|小计|基本支出|项目支出|^',
      '205|教育支出|6.00|5.00|3.00|2.00|1.00',
    ]),
  ).toEqual(['total', 'current', 'basic', 'project', 'carryover']);
  expect(
    measures(['科目编码|科目名称|本年支出|<|<', '^|^|小计|基本支出|项目支出', '205|教育支出|5.00|3.00|2.00']),
  ).toEqual(['total', 'basic', 'project']);
});

test.each([
  ['一般公共预算财政拨款基本支出表', '本年一般公共预算基本支出', '30101|基本工资'],
  ['政府性基金预算支出表', '2025年政府性基金支出', '21208|国有土地使用权出让收入安排的支出'],
])('a heading that says nothing but the title’s words, in another spelling: %s', (title, heading, line) => {
  const rows = [`科目编码|科目名称|${heading}|<|<`, '^|^|合计|人员经费|公用经费', `${line}|5.00|3.00|2.00`];
  const { statements } = readTables([table(rows, { above: [title, '单位：元'] })]);
  expect(statements[0]?.kind).not.toBe('other');
  expect(statements[0]?.columns.map(({ measure }) => measure)).toEqual(['total', 'personnel', 'public']);
});
