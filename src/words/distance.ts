/** Edit distance (编辑距离) of two short texts; `limit` + 1 as soon as it is certain to exceed `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const value = Math.min(change, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      current.push(value);
      least = Math.min(least, value);
    }
    if (least > limit) return limit + 1;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** Names that differ in no more than one character in this many, or of which one holds the other, are nearly alike. */
const CHARACTERS_PER_DIFFERENCE = 6;

/** Whether two names differ so little that they may mean one project. Numbers that differ tell projects apart. */
export function nearlyAlike(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 4 || short.replace(/\D+/gu, ' ') !== long.replace(/\D+/gu, ' ')) return false;
  const limit = Math.max(1, Math.floor(long.length / CHARACTERS_PER_DIFFERENCE));
  return editDistance(short, long, limit) <= limit;
}
