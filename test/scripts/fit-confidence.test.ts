import { describe, expect, test } from 'vitest';
import { calibrationError, confidence, fitTable, heldOutError, type Sample } from '../../scripts/fit-confidence.ts';
import type { Proof } from '../../src/model/fact.ts';

function samples(count: number, wrong: number, reading: number, proof: Proof = 'unproven'): readonly Sample[] {
  return Array.from({ length: count }, (_, i) => ({
    file: `${i % 5}.pdf`,
    source: 'ocr',
    proof,
    place: 'established',
    reading,
    right: i >= wrong,
  }));
}

describe('the fitted confidence', () => {
  test('is the share of right amounts where there are enough of them', () => {
    const table = fitTable(samples(1000, 100, 0.97));
    expect(table.ocr[0]?.unproven).toBeCloseTo(0.9, 2);
  });

  test('never rises as the reading gets worse', () => {
    const table = fitTable([...samples(50, 20, 0.97), ...samples(50, 0, 0.92), ...samples(50, 30, 0.3)]);
    const shares = table.ocr.map((row) => row.unproven);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
  });

  test('keeps near the prior where little was seen', () => {
    const table = fitTable(samples(1, 1, 0.97, 'proven'));
    expect(table.ocr[0]?.proven).toBeGreaterThan(0.7);
    expect(table.text.proven).toBeGreaterThan(0.99);
  });

  test('has no calibration error on what it was fitted to, and little on what it was not', () => {
    const all = [...samples(1000, 100, 0.97), ...samples(500, 250, 0.5), ...samples(4000, 1, 0.97, 'proven')];
    const table = fitTable(all);
    const judged = all.map((sample) => ({ confidence: confidence(table, sample), right: sample.right }));
    expect(calibrationError(judged)).toBeLessThan(0.002);
    expect(heldOutError(all)).toBeLessThan(0.05);
    expect(calibrationError(judged.map((one) => ({ ...one, confidence: 0.5 })))).toBeGreaterThan(0.3);
  });
});
