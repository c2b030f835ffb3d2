import { describe, expect, test } from 'vitest';
import { dottedRules } from '../../src/engines/pdf/shapes/dotted.ts';
import type { Box } from '../../src/model/box.ts';
import type { Rule } from '../../src/model/page.ts';

const SIZE = 0.75;

function dot(x: number, y: number): Box {
  return { x0: x, y0: y, x1: x + SIZE, y1: y + SIZE };
}

/** Dots in a row, `step` apart. */
function row(x: number, y: number, count: number, step = 1.5): Box[] {
  return Array.from({ length: count }, (_, at) => dot(x + step * at, y));
}

const upright = (boxes: readonly Box[]) => boxes.map(({ x0, y0 }) => dot(y0, x0));

describe('squares in a row, as browsers draw dotted borders', () => {
  test('are one rule, along either axis, and no dots of figures', () => {
    const { rules, specks } = dottedRules([...row(10, 50, 40), ...upright(row(50, 10, 30)), dot(200, 300)], []);
    expect(rules.map(({ axis }) => axis).sort()).toEqual(['h', 'v']);
    expect(rules.find(({ axis }) => axis === 'h')).toMatchObject({ from: 10, to: 10 + 39 * 1.5 + SIZE });
    expect(specks).toEqual([dot(200, 300)]);
  });

  test('are two rules where a gap is wider, and none where they are few', () => {
    const sides = [10, 60].map((at): Rule => ({ axis: 'v', at, from: 20, to: 90, thickness: 1 }));
    expect(dottedRules([...row(10, 50, 20), ...row(60, 50, 20)], sides).rules).toHaveLength(2);
    expect(dottedRules(row(10, 50, 8), sides).rules).toEqual([]);
    expect(dottedRules(row(10, 50, 30, 9), sides).rules).toEqual([]);
  });

  test('lead to a page of the contents where they meet no rule', () => {
    const leaders = [...row(10, 50, 40), ...row(10, 70, 40)];
    expect(dottedRules(leaders, [])).toEqual({ rules: [], specks: leaders });
  });

  test('fill an area where rows stand close to each other', () => {
    const filled = Array.from({ length: 20 }, (_, at) => row(10, 50 + 1.5 * at, 40)).flat();
    expect(dottedRules(filled, [{ axis: 'v', at: 10, from: 20, to: 90, thickness: 1 }])).toEqual({
      rules: [],
      specks: filled,
    });
  });
});
