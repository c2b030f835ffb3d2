import { expect, test } from 'vitest';
import { sortInPlace } from '../../src/geometry/sorted.ts';

test('lists are sorted as by sort: in place, and those alike stay in their order', () => {
  const lists = [[], [3], [1, 2, 2, 3], [3, 2, 1], [1, 3, 2, 3, 1], [2, 2, 1, 1]];
  for (const keys of lists) {
    const items = keys.map((key, at) => ({ key, at }));
    const expected = items.toSorted((a, b) => a.key - b.key);
    expect(sortInPlace(items, (a, b) => a.key - b.key)).toBe(items);
    expect(items).toEqual(expected);
  }
});
