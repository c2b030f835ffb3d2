import type { Box } from '../../model/box.ts';

/** Height in points of the bands in which boxes over one another are looked for: they lie in one of them, or in two neighbours. */
const BAND = 12;

/**
 * Tells of boxes that meet (相接): every two, by their places in `boxes`, that share a piece of their width, grown by `room`,
 * and lie about as high. The one further left comes first. Of thousands of small ones few are compared.
 */
export function eachMeeting(boxes: readonly Box[], room: number, visit: (one: number, other: number) => void): void {
  const bands = new Map<number, number[]>();
  boxes.forEach(({ y0, y1 }, at) => {
    const band = Math.floor((y0 + y1) / 2 / BAND);
    const known = bands.get(band);
    if (known) known.push(at);
    else bands.set(band, [at]);
  });
  const leftOf = (at: number) => boxes[at]?.x0 ?? 0;
  const rightOf = (at: number) => (boxes[at]?.x1 ?? 0) + room;
  for (const members of bands.values()) members.sort((a, b) => leftOf(a) - leftOf(b));
  for (const [band, members] of bands) {
    members.forEach((one, rank) => {
      const right = rightOf(one);
      for (let next = rank + 1; next < members.length; next++) {
        const other = members[next] ?? 0;
        if (leftOf(other) >= right) break;
        visit(one, other);
      }
    });
    const below = bands.get(band + 1);
    if (below === undefined) continue;
    let first = 0;
    for (const one of members) {
      const [left, right] = [leftOf(one), rightOf(one)];
      while (first < below.length && rightOf(below[first] ?? 0) <= left) first++;
      for (let next = first; next < below.length; next++) {
        const other = below[next] ?? 0;
        if (leftOf(other) >= right) break;
        if (rightOf(other) <= left) continue;
        if (leftOf(other) < left || (leftOf(other) === left && other < one)) visit(other, one);
        else visit(one, other);
      }
    }
  }
}
