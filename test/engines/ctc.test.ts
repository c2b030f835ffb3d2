import { describe, expect, test } from 'vitest';
import { decode } from '../../src/engines/ocr/ctc.ts';

const CHARACTERS = ['', '支', '文', '出', ' '];

/** Scores from one row per step: probabilities by character, the rest for the blank. */
function scores(rows: readonly Readonly<Record<string, number>>[]) {
  const two = rows.map((row) => {
    const rest = Object.values(row).reduce((left, value) => left - value, 1);
    const all = Object.entries({ '': rest, ...row }).sort(([, a], [, b]) => b - a);
    return [...all, ['', 0] as const].slice(0, 2);
  });
  return {
    steps: rows.length,
    labels: Float32Array.from(two.flat(), ([character]) => CHARACTERS.indexOf(character)),
    probabilities: Float32Array.from(two.flat(), ([, value]) => value),
  };
}

const text = (rows: Parameters<typeof scores>[0]) =>
  decode(scores(rows), CHARACTERS)
    .map((one) => one.text)
    .join('');

describe('decoding of a line', () => {
  test('takes a run once, and the same character twice where a blank parts it', () => {
    expect(text([{ 支: 0.9 }, { 支: 0.8 }, {}, { 支: 0.7 }, { 出: 0.9 }, { 出: 0.6 }])).toBe('支支出');
  });

  test('leaves spaces out', () => {
    expect(text([{ 支: 0.9 }, { ' ': 0.9 }, { 出: 0.9 }])).toBe('支出');
  });

  test('gives the confidence of the clearest step, and places that do not overlap', () => {
    const found = decode(scores([{ 支: 0.6 }, { 支: 0.9 }, {}, { 出: 0.7 }]), CHARACTERS);
    expect(found.map(({ confidence }) => Math.round(confidence * 10) / 10)).toEqual([0.9, 0.7]);
    expect(found[0]?.to).toBeLessThanOrEqual(found[1]?.from ?? 0);
    expect(found[0]?.from).toBe(0);
    expect(found[1]?.to).toBe(4);
  });

  test('is less sure beside a place where another character was nearly seen', () => {
    const [first, second] = decode(scores([{ 支: 0.95 }, { 文: 0.4 }, { 出: 0.95 }]), CHARACTERS);
    expect(first?.confidence).toBeCloseTo(0.6);
    expect(second?.confidence).toBeCloseTo(0.6);
    const [clear] = decode(scores([{ 支: 0.95 }, { 支: 0.4 }, { 出: 0.95 }]), CHARACTERS);
    expect(clear?.confidence).toBeCloseTo(0.95);
  });

  test('of nothing is nothing', () => {
    expect(text([{}, {}])).toBe('');
  });
});
