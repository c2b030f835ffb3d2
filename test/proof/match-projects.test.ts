import { expect, test } from 'vitest';
import type { ProjectHead } from '../../src/model/form.ts';
import type { Amount, Line, Statement } from '../../src/model/statement.ts';
import { matchProjects, withConfirmedNames, withProjects } from '../../src/proof/projects/match-projects.ts';
import { DISTANCE } from '../support/cut.ts';

const BOX = { x0: 0, y0: 0, x1: 10, y1: 10 };

function statement(lines: readonly (readonly [name: string, fen: bigint])[]): Statement {
  return {
    ...{ kind: 'project_expenditure', index: 4, table: 4, title: '', unit: '万元', unitPrinted: true, pages: [9] },
    ...{ placement: 'established', columns: [], remarks: [] },
    lines: lines.map(
      ([name], index): Line => ({
        ...{ index, row: index, side: null, role: 'item', code: null, name, name2: null, rawName: name, scheme: null },
        ...{
          standardCode: null,
          standardCode2: null,
          parent: null,
          page: 9,
          box: BOX,
          source: 'text',
          confidence: 1,
          flags: [],
        },
      }),
    ),
    amounts: lines.map(
      ([, fen], index): Amount => ({
        ...{ index, line: index, measure: 'total', fen, raw: '', unit: '万元', decimals: 2, page: 9, box: BOX },
        ...{ source: 'text', confidence: 1, placement: 'established', others: [], flags: [] },
      }),
    ),
  };
}

const project = (name: string, fen: bigint): ProjectHead => ({
  ...{ name, durationYears: 3, confidence: 1, flags: [], period: { total: null }, annual: { total: fen } },
});

test('a form agrees with its line within the rounding of the line', () => {
  const [check] = matchProjects([project('窗口设备', 6_135_000n)], [statement([['窗口设备', 6_140_000n]])], DISTANCE);
  expect(check).toMatchObject({ rule: 'project-form', status: 'pass', tolerance: 5_000n, difference: -5_000n });
  const [off] = matchProjects([project('窗口设备', 6_134_900n)], [statement([['窗口设备', 6_140_000n]])], DISTANCE);
  expect(off).toMatchObject({ status: 'fail', blame: 'publisher', suspects: [{ statement: 4, amount: 0 }] });
});

test('lines of one name go to the forms whose money fits, nearly identical names are named', () => {
  const lines = statement([
    ['编外人员管理经费', 19_000_000n],
    ['编外人员管理经费', 209_000_000n],
    ['档案整理费', 100_000n],
  ]);
  const checks = matchProjects(
    [
      project('编外人员管理经费', 209_000_000n),
      project('编外人员管理经费', 19_000_000n),
      project('档案整理经费', 100_000n),
    ],
    [lines],
    DISTANCE,
  );
  expect(checks.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass']);
  expect(checks.map(({ cells }) => cells[0]?.amount)).toEqual([1, 0, 2]);
  expect(checks[2]?.scope).toEqual({ of: 'project', project: '档案整理经费', line: '档案整理费' });
});

test('a form without a line is not applicable; one that differs joins the queue', () => {
  const none = { verdicts: [], checks: [], claims: [], review: [] };
  const found = withProjects(
    none,
    [project('甲项目', 1n), project('乙项目', 5_000_000n)],
    [statement([['乙项目', 1_000_000n]])],
    DISTANCE,
  );
  expect(found.checks.map(({ status }) => status)).toEqual(['not_applicable', 'fail']);
  expect(found.review).toMatchObject([
    { reason: 'project-form-differs', statement: 'project_expenditure', page: 9, box: BOX },
  ]);
});

test('a form of the same name and money confirms the name of a line; one that copied it does not', () => {
  const doubted = statement([['窗口设备', 6_140_000n]]);
  const lines = doubted.lines.map((line) => ({ ...line, flags: ['name-doubtful' as const] }));
  const flags = (form: ProjectHead) => withConfirmedNames([{ ...doubted, lines }], [form])[0]?.lines[0]?.flags;
  expect(flags(project('窗口设备', 6_135_000n))).toEqual([]);
  expect(flags(project('窗口设各', 6_135_000n))).toEqual(['name-doubtful']);
  expect(flags(project('窗口设备', 7_000_000n))).toEqual(['name-doubtful']);
  expect(flags({ ...project('窗口设备', 6_135_000n), flags: ['name-corrected'] })).toEqual(['name-doubtful']);
});

test('a form may be of several lines of its name, which make up its money; of one among others nobody is accused', () => {
  const parts = statement([
    ['窗口设备', 6_000_000n],
    ['窗口设备', 2_000_000n],
  ]);
  const [whole] = matchProjects([project('窗口设备', 8_000_000n)], [parts], DISTANCE);
  expect(whole).toMatchObject({ status: 'pass', rhs: 8_000_000n, tolerance: 10_000n });
  expect(whole?.cells).toHaveLength(2);
  const [other] = matchProjects([project('窗口设备', 7_000_000n)], [parts], DISTANCE);
  expect(other).toMatchObject({ status: 'fail', blame: 'unknown' });
});
