import { describe, expect, test } from 'vitest';
import type { Box } from '../../src/model/box.ts';
import { declaredRule } from '../../src/model/codes.ts';
import { anchorOf, type Correction } from '../../src/model/correction.ts';
import { type Check, lineScope, type Reconciliation } from '../../src/model/fact.ts';
import type { Statement } from '../../src/model/statement.ts';
import { correct } from '../../src/proof/decisions/apply.ts';
import { settle } from '../../src/proof/decisions/settle.ts';
import { amount, line, statement, verdict } from '../store/sample-result.ts';

const at = (row: number): Box => ({ x0: 100, y0: row * 20, x1: 150, y1: row * 20 + 10 });

function table(over: Partial<Statement> = {}): Statement {
  const lines = [0, 1].map((index) => line(index, { code: `20${index}`, name: `行${index}`, box: at(index) }));
  const amounts = [0, 1].map((index) => amount(index, { line: index, fen: 100n, box: at(index) }));
  return statement(0, { lines, amounts, ...over });
}

function decision(of: Statement, index: number, over: Partial<Correction> = {}): Correction {
  const one = of.amounts[index] ?? amount(0);
  const anchor = anchorOf({ statement: of, line: of.lines[one.line] ?? line(0), amount: one });
  return {
    ...{ id: 1, kind: 'value', anchor, oldValue: 100n, newValue: 700n, target: null, reviewer: '某人', reason: '' },
    ...{ at: '2026-01-01T00:00:00Z' },
    ...over,
  };
}

describe('correct', () => {
  test('pins the amount and leaves all others alone', () => {
    const read = table();
    const { statements, outcomes } = correct([read], [decision(read, 1)]);
    expect(statements[0]?.amounts.map(({ fen }) => fen)).toEqual([100n, 700n]);
    expect(statements[0]?.amounts[1]).toMatchObject({ source: 'text', confidence: 1, others: [] });
    expect(outcomes.get(1)).toBe('applied');
    expect(read.amounts[1]?.fen).toBe(100n);
  });

  test('says so when reading again gave the corrected value', () => {
    const read = table();
    expect(correct([read], [decision(read, 0, { newValue: 100n })]).outcomes.get(1)).toBe('confirmed');
  });

  test('the last decision on a cell counts', () => {
    const read = table();
    const two = [decision(read, 0), decision(read, 0, { id: 2, newValue: 9n })];
    expect(correct([read], two).statements[0]?.amounts[0]?.fen).toBe(9n);
  });

  test('finds the print again when words are read otherwise, and the words when the print moved', () => {
    const read = table();
    const renamed = table({ lines: table().lines.map((one) => ({ ...one, name: '另名', code: null })) });
    expect(correct([renamed], [decision(read, 1)]).statements[0]?.amounts[1]?.fen).toBe(700n);
    const moved = table({ amounts: table().amounts.map((one) => ({ ...one, box: { ...at(40), y1: 900 } })) });
    expect(correct([moved], [decision(read, 1)]).outcomes.get(1)).not.toBe('orphaned');
  });

  test('a decision whose print and words are gone changes nothing and is an orphan', () => {
    const read = table();
    const { amounts } = read;
    const gone = table({ amounts: amounts.slice(0, 1) });
    const { statements, outcomes } = correct([gone], [decision(read, 1)]);
    expect(outcomes.get(1)).toBe('orphaned');
    expect(statements[0]?.amounts[0]?.fen).toBe(100n);
  });

  test('moves a cell, or a column, and keeps what was read', () => {
    const read = table();
    const { box, page } = read.lines[0] ?? line(0);
    const to = { side: null, lineCode: '200', lineName: '行0', lineName2: null, page, box };
    const moved = correct(
      [read],
      [decision(read, 1, { kind: 'line', newValue: 100n, target: { kind: 'line', line: to } })],
    );
    expect(moved.statements[0]?.amounts[1]?.line).toBe(0);
    const target = { kind: 'measure', measure: 'project', column: true } as const;
    const column = correct([read], [decision(read, 1, { kind: 'measure', newValue: 100n, target })]);
    expect(column.statements[0]?.amounts.map(({ measure }) => measure)).toEqual(['project', 'project']);
    const cell = correct(
      [read],
      [decision(read, 1, { kind: 'measure', newValue: 100n, target: { ...target, column: false } })],
    );
    expect(cell.statements[0]?.amounts.map(({ measure }) => measure)).toEqual(['total', 'project']);
  });

  test('a table that is set aside is empty, with its place kept', () => {
    const [first, second] = [table(), { ...table(), index: 1, kind: 'revenue' as const, pages: [7] }];
    const { statements, ignored } = correct([first, second], [decision(first, 0, { kind: 'ignore', newValue: null })]);
    expect(statements.map(({ amounts }) => amounts.length)).toEqual([0, 2]);
    expect([...ignored]).toEqual([0]);
  });
});

describe('settle', () => {
  const read = table();
  const failing: Check = {
    ...{
      rule: declaredRule('r'),
      statement: 'expenditure',
      scope: lineScope('', []),
      lhs: 1n,
      rhs: 2n,
      difference: -1n,
      tolerance: 0n,
    },
    ...{ status: 'fail', blame: 'unknown', left: 1, suspects: [], cells: [{ statement: 0, amount: 0 }] },
  };
  const found: Reconciliation = {
    verdicts: read.amounts.map((one) => verdict(0, one, { needsReview: true, confidence: 0.5 })),
    checks: [failing],
    claims: [],
    review: [0, 1].map((index) => ({
      ...{
        statement: 'expenditure',
        ref: { statement: 0, amount: index },
        page: 6,
        box: null,
        reason: 'unproven-reading',
      },
      ...{ severity: 1, data: {} },
    })),
  };

  test('the word of a person stands over the verdict, and settles the entry', () => {
    const corrected = correct([read], [decision(read, 0)]);
    const settled = settle(found, corrected);
    expect(settled.verdicts[0]).toMatchObject({ fen: 700n, source: 'correction', needsReview: false });
    expect(settled.verdicts[0]?.flags).toContain('corrected');
    expect(settled.verdicts[1]).toEqual(found.verdicts[1]);
    expect(settled.review.filter((item) => !corrected.settles(item)).map(({ ref }) => ref?.amount)).toEqual([1]);
  });

  test('a publisher’s error is blamed on the publisher; nothing else is', () => {
    const settled = settle(found, correct([read], [decision(read, 0, { kind: 'publisher', newValue: 100n })]));
    expect(settled.checks[0]).toMatchObject({ blame: 'publisher', suspects: [{ statement: 0, amount: 0 }] });
    expect(settled.verdicts[0]).toMatchObject({ fen: 100n, source: 'text', flags: ['publisher-error'] });
    expect(settle(found, correct([read], [decision(read, 1)])).checks).toEqual(found.checks);
  });
});

describe('an amount entered where none was read', () => {
  const whole = table();
  const read = table({ amounts: whole.amounts.slice(0, 1) });
  const lost = whole.lines[1] ?? line(1);
  const notice = { reason: 'unread-cell', data: { text: '7■0', row: 3, column: 2 } } as const;
  const entry = decision(whole, 1, {
    oldValue: null,
    target: {
      kind: 'entry',
      ...notice,
      raw: '7■0',
      line: { ...lost, lineCode: lost.code, lineName: lost.name, lineName2: null },
    },
  });
  const item = { ...notice, statement: read.kind, ref: null, page: 6, box: at(1), severity: 0.3 };

  test('joins its line and settles the notice', () => {
    const { statements, outcomes, pins, settles } = correct([read], [entry]);
    expect(statements[0]?.amounts[1]).toMatchObject({ index: 1, line: 1, fen: 700n, raw: '7■0', flags: ['entered'] });
    expect(pins.get('0/1')?.fen).toBe(700n);
    expect(outcomes.get(1)).toBe('applied');
    expect(settles(item)).toBe(true);
    expect(settles({ ...item, box: at(0) })).toBe(false);
    expect(read.amounts).toHaveLength(1);
  });

  test('is confirmed when it is read by itself, and a correction when something else is read', () => {
    const seen = table({ amounts: whole.amounts.map((one) => ({ ...one, fen: 700n })) });
    expect(correct([seen], [entry]).outcomes.get(1)).toBe('confirmed');
    const other = correct([whole], [entry]);
    expect(other.statements[0]?.amounts.map(({ fen }) => fen)).toEqual([100n, 700n]);
    expect(other.outcomes.get(1)).toBe('applied');
  });

  test('can be corrected, too, and is an orphan without its line', () => {
    const second = decision(whole, 1, { id: 2, newValue: 800n });
    expect(correct([read], [entry, second]).statements[0]?.amounts[1]?.fen).toBe(800n);
    const gone = correct([{ ...read, lines: read.lines.slice(0, 1) }], [entry]);
    expect(gone.outcomes.get(1)).toBe('orphaned');
    expect(gone.settles(item)).toBe(false);
  });
});
