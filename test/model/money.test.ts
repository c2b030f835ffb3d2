import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  formatYuan,
  halfPlace,
  isBlankAmount,
  isPlainlyAmount,
  parsePrinted,
  toFen,
  UNIT_FACTOR,
  type Unit,
} from '../../src/model/money.ts';

const units = Object.keys(UNIT_FACTOR).filter((unit): unit is Unit => unit in UNIT_FACTOR);

describe('amounts', () => {
  it.each([
    ['1,433.90', '1433.90'],
    ['１，４３３．９０', '1433.90'],
    ['-12.5', '-12.5'],
    ['（3,000）', '-3000'],
    ['21, 601, 733. 00', '21601733.00'],
    ['0', '0'],
    ['.50', '0.50'],
    ['0.50', '0.50'],
    ['−12.50', '-12.50'],
    ['—12.50', '-12.50'],
    ['﹣12.50', '-12.50'],
    ['-     1,433.90', '-1433.90'],
    ['△1,433.90', '-1433.90'],
    ['▲ 12.50', '-12.50'],
    ['1,433.90-', '-1433.90'],
    ['负1,433.90', '-1433.90'],
    ["1'433.90", '1433.90'],
    ['1’433’000', '1433000'],
    ['1.433,90', '1433.90'],
    ['1433,90', '1433.90'],
    ['1 , 4 3 3 . 9 0', '1433.90'],
  ])('reads %s as %s', (raw, decimal) => {
    expect(parsePrinted(raw)?.decimal).toBe(decimal);
  });

  it.each(['7 7', '1 2 3', "1'43.90", '12.0013.00', '1.2.3', '12a', '合计', '', '-', '1,433.90万元', '12.5%', '1-2'])(
    'refuses %s',
    (raw) => {
      expect(parsePrinted(raw)).toBeNull();
    },
  );

  it('says when grouping is irregular', () => {
    expect(parsePrinted('1,43,390')?.irregular).toContain('grouping');
    expect(parsePrinted('045.20')?.irregular).toEqual(['leading-zero']);
    expect(parsePrinted('0.20')?.irregular).toEqual([]);
    expect(parsePrinted('1,433,90')).toMatchObject({ decimal: '1433.90', irregular: ['grouping'] });
    expect(parsePrinted('143,390')?.irregular).not.toContain('grouping');
  });

  it('takes dashes and blanks for nothing, a zero for a figure', () => {
    expect(['', ' ', '-', '—', '——', '－'].every(isBlankAmount)).toBe(true);
    expect(isBlankAmount('0')).toBe(false);
  });

  it('never loses a 分 between print, unit and 元', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.constantFrom(...units), (fen, unit) => {
        const factor = BigInt(UNIT_FACTOR[unit]) * 100n;
        const sign = fen < 0n ? '-' : '';
        const abs = fen < 0n ? -fen : fen;
        const places = String(factor).length - 1;
        const printed = `${sign}${abs / factor}.${String(abs % factor).padStart(places, '0')}`;
        const parsed = parsePrinted(printed);
        expect(parsed && toFen(parsed.decimal, unit)).toBe(fen === 0n ? 0n : fen);
        expect(BigInt(formatYuan(fen).replace('.', ''))).toBe(fen);
      }),
    );
  });

  it('allows half a unit of the last place', () => {
    expect(halfPlace(2, '万元')).toBe(5_000n);
    expect(halfPlace(0, '元')).toBe(50n);
    expect(halfPlace(2, '元')).toBe(1n);
  });
});

test.each([
  ['￥1,597.81', true],
  ['¥9.00', true],
  ['￥2025', false],
])('a figure behind the sign of its currency is plainly an amount where it is one without: %s', (text, is) => {
  expect(isPlainlyAmount(text)).toBe(is);
});
