/**
 * Sorts in place; what is in order already, as most print is by the way it is written, is only looked through: sorting would
 * ask V8 for a call of `compare` through its runtime at every step.
 */
export function sortInPlace<T>(items: T[], compare: (a: T, b: T) => number): T[] {
  let before: T | undefined;
  for (const item of items) {
    if (before !== undefined && compare(before, item) > 0) return items.sort(compare);
    before = item;
  }
  return items;
}
