import { sortInPlace } from '../../geometry/sorted.ts';
import type { Box } from '../../model/box.ts';

/** Height in points of the bands in which boxes over one another are looked for: they lie in one of them, or in two neighbours. */
const BAND = 12;

/**
 * Tells of boxes that meet (相接): every two that share a piece of their width, grown by `room`, and lie about as high. The
 * one further left comes first. Of thousands of small ones few are compared.
 */
export function eachMeeting<T extends Box>(
  boxes: readonly T[],
  room: number,
  visit: (left: T, right: T) => void,
): void {
  const bands = Map.groupBy(boxes, ({ y0, y1 }) => Math.floor((y0 + y1) / 2 / BAND));
  for (const members of bands.values()) sortInPlace(members, (a, b) => a.x0 - b.x0);
  for (const [band, members] of bands) {
    for (let at = 0; at < members.length; at++) meetingsOf(members[at], members, at + 1, room, visit);
    const below = bands.get(band + 1);
    if (below === undefined) continue;
    let first = 0;
    for (const one of members) {
      while (first < below.length && (below[first]?.x1 ?? 0) + room <= one.x0) first++;
      meetingsOf(one, below, first, room, visit);
    }
  }
}

/** Those of a row, from its place `first` on, that a box meets. */
function meetingsOf<T extends Box>(
  one: T | undefined,
  row: readonly T[],
  first: number,
  room: number,
  visit: (left: T, right: T) => void,
): void {
  if (one === undefined) return;
  const right = one.x1 + room;
  for (let at = first; at < row.length; at++) {
    const other = row[at];
    if (other === undefined || other.x0 >= right) break;
    if (other.x1 + room <= one.x0) continue;
    if (other.x0 < one.x0) visit(other, one);
    else visit(one, other);
  }
}
