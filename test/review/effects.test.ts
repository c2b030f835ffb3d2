import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CheckView } from '../../src/review/api.ts';
import { printedIn, typedFen } from '../../src/review/cells.ts';
import { effectsOf, fen, impliedValues } from '../../src/review/effects.ts';

const box = { x0: 0, y0: 0, x1: 1, y1: 1 };
const ref = (amount: number) => ({ statement: 0, amount });

/** left = Σ right, all given in 元. */
function check(left: string, right: readonly string[], over: Partial<CheckView> = {}): CheckView {
  const cells = [left, ...right].map((amount, at) => ({
    ...{ ref: ref(at), left: at === 0, suspect: false, kind: 'expenditure', lineName: '', measure: 'total' },
    ...{ amount, page: 1, box },
  }));
  const rhs = right.reduce((sum, one) => sum + fen(one), 0n);
  return {
    ...{ index: 0, rule: 'r', title: 't', scope: '', place: null, relation: 'equal', lhs: left, rhs: signed(rhs) },
    ...{ difference: signed(fen(left) - rhs), tolerance: '0.00', status: 'fail', blame: null, cells },
    ...over,
  };
}

function signed(value: bigint): string {
  const abs = value < 0n ? -value : value;
  return `${value < 0n ? '-' : ''}${abs / 100n}.${String(abs % 100n).padStart(2, '0')}`;
}

describe('effects', () => {
  const broken = check('10.00', ['4.00', '5.00']);

  test('the value that an identity asks for mends it, on either side', () => {
    expect(impliedValues([broken], ref(0), 1000n)).toEqual([900n]);
    expect(impliedValues([broken], ref(1), 400n)).toEqual([500n]);
    expect(effectsOf([broken], ref(1), 500n)).toMatchObject([{ change: 'mends', difference: 0n, rhs: 1000n }]);
    expect(effectsOf([broken], ref(1), 600n)).toMatchObject([{ change: 'stays-broken', difference: -100n }]);
  });

  test('a holding identity that would break says so; tolerance counts', () => {
    const holding = check('10.00', ['4.00', '6.00'], { status: 'pass', tolerance: '0.01' });
    expect(effectsOf([holding], ref(2), 601n)).toMatchObject([{ change: 'keeps' }]);
    expect(effectsOf([holding], ref(2), 602n)).toMatchObject([{ change: 'breaks' }]);
  });

  test('of "at most" only an excess breaks', () => {
    const most = check('3.00', ['5.00'], { relation: 'at_most', status: 'pass', difference: '-2.00' });
    expect(effectsOf([most], ref(0), 500n)).toMatchObject([{ change: 'keeps' }]);
    expect(effectsOf([most], ref(0), 501n)).toMatchObject([{ change: 'breaks' }]);
  });

  test('an identity on another scale than its amounts is left alone', () => {
    const scaled = { ...broken, lhs: '100000.00' };
    expect(effectsOf([scaled], ref(0), 900n)).toEqual([]);
    expect(impliedValues([scaled], ref(0), 1000n)).toEqual([]);
  });

  test('the implied value always mends its own identity', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
    fc.assert(
      fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 6 }), fc.nat(), (left, right, pick) => {
        const one = check(signed(left), right.map(signed));
        const at = pick % (right.length + 1);
        const current = at === 0 ? left : (right[at - 1] ?? 0n);
        for (const value of impliedValues([one], ref(at), current)) {
          expect(effectsOf([one], ref(at), value)[0]?.difference).toBe(0n);
        }
      }),
    );
  });
});

describe('typed amounts', () => {
  test('what the page proposes is what typing it means', () => {
    const unit = fc.constantFrom('元', '千元', '万元', '亿元');
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), unit, (value, of) => {
        expect(typedFen(printedIn(value, of), of)).toBe(value);
      }),
    );
  });

  test.each([
    ['1,433.91', '万元', 1_433_910_000n],
    ['１，４３３．９１', '万元', 1_433_910_000n],
    ['(5)', '元', -500n],
    ['-0.01', '元', -1n],
    ['0', '亿元', 0n],
  ])('%s %s', (text, unit, value) => expect(typedFen(text, unit)).toBe(value));

  test.each(['', ' ', '1,2', '12,34.5', '1.2.3', '1 2', 'abc', '1e3', '--', '0.001'])('%j is no amount of 元', (text) =>
    expect(typedFen(text, '元')).toBeNull(),
  );
});
