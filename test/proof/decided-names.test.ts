import { expect, test } from 'vitest';
import { withNames } from '../../src/proof/decisions/tables.ts';
import { line, statement } from '../store/sample-result.ts';

test('the parts of a line whose code was put right find it again, and a line finds its own whole', () => {
  const parents: readonly [string, number | null][] = [
    ['205', null],
    ['30501', null],
    ['2050101', 0],
    ['206', null],
  ];
  const lines = parents.map(([code, parent], index) => line(index, { code, standardCode: code, parent }));
  const edits = {
    units: new Map(),
    tables: new Map(),
    lines: new Map([['0/1', { kind: 'rename', code: '20501', name: '教育管理事务' } as const]]),
    outcomes: new Map(),
  };
  const named = withNames(statement(0, { lines }), edits).lines;
  expect(named.map(({ code, parent }) => [code, parent])).toEqual([
    ['205', null],
    ['20501', 0],
    ['2050101', 1],
    ['206', null],
  ]);
});
