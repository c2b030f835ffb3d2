import type { Box } from '../../model/box.ts';
import type { TextLine } from '../../model/grid.ts';
import { isAmount, isNumbered, segments } from './segments.ts';

/** A stretch of a page that holds one table without (enough) ruling lines. */
export interface Zone {
  readonly box: Box;
  /** Heights of the full-width rules in it, top to bottom; empty when there are none. */
  readonly rules: readonly number[];
  readonly lines: readonly TextLine[];
  /** Its lowest rule is on a later page: the table goes on there. */
  readonly open?: true;
}

/** Rules of a table that has one under each row: more than above and below its head and at its foot. */
const RULED_ROWS = 4;
/** White (font sizes) between a head and the rule under it or the line under it. */
const HEAD_GAP = 1.6;
/** A line of one word between rows of a head is no larger than they are. */
const AS_LARGE = 1.1;
/** A head has so many lines at most, the first row of a body that no rule parts from it included. */
const HEAD_LINES = 8;
/** Print may reach so far (points) over the sides of its table. */
const OVER = 1;
/** A row without a rule under it is so much higher than the others at most. */
const ROW_HEIGHT = 1.5;

const middle = (line: TextLine) => (line.y0 + line.y1) / 2;

function isWithin(line: TextLine, { box }: Zone): boolean {
  return line.x0 > box.x0 - OVER && line.x1 < box.x1 + OVER;
}

/**
 * A zone with what it lacks a rule for: the head above its first rule, and, where each row has a rule, the row below its last.
 * Lines for which `isHeading` holds are captions.
 */
export function withOpenEnds(zone: Zone, lines: readonly TextLine[], isHeading: (line: TextLine) => boolean): Zone {
  const headed = withHead(zone, lines, isHeading);
  return zone.rules.length < RULED_ROWS ? headed : withFoot(headed, lines, isHeading);
}

/** Where a body begins right below the first rule, the lines above it are its head. */
function withHead(zone: Zone, lines: readonly TextLine[], isHeading: (line: TextLine) => boolean): Zone {
  const [rule] = zone.rules;
  const [first] = zone.lines;
  if (rule === undefined || first === undefined) return zone;
  if (!segments(first).some((part) => isAmount(part.text) || isNumbered(part.text)))
    return withGroups(zone, first, rule, lines, isHeading);
  const above = lines.filter((line) => middle(line) < rule).toSorted((a, b) => a.y0 - b.y0);
  const head = headBelow(
    { ...zone.box, y0: rule },
    above.reverse(),
    (line) => !isHeading(line) && isWithin(line, zone),
  );
  const [top] = head;
  const last = head.at(-1);
  const words = head.filter((line) => !segments(line).some((part) => isAmount(part.text)));
  if (top === undefined || last === undefined || words.length === 0) return zone;
  // as much white as below its last line
  const y0 = Math.min(...head.map((line) => line.y0)) - Math.max(0, rule - last.y1);
  return { ...zone, box: { ...zone.box, y0 }, rules: [y0, ...zone.rules], lines: [...head, ...zone.lines] };
}

/** A zone with the uppermost row of its head: its headings stand over several columns each, and not at the sides. */
function withGroups(
  zone: Zone,
  first: TextLine,
  rule: number,
  lines: readonly TextLine[],
  isHeading: (line: TextLine) => boolean,
): Zone {
  const row = lines.filter((line) => middle(line) < rule).toSorted((a, b) => b.y0 - a.y0)[0];
  if (row === undefined || isHeading(row) || /表$/u.test(row.text.trim())) return zone;
  const groups = segments(row);
  const columns = Math.max(...zone.lines.map((line) => segments(line).length));
  const near = rule - row.y1 <= HEAD_GAP * row.size && row.size <= AS_LARGE * first.size;
  const apart = row.x0 > zone.box.x0 + 2 * row.size && row.x1 < zone.box.x1 - 2 * row.size;
  if (!near || !apart || groups.length < 2 || 2 * groups.length > columns) return zone;
  const y0 = row.y0 - Math.max(0, rule - row.y1);
  return { ...zone, box: { ...zone.box, y0 }, rules: [y0, ...zone.rules], lines: [row, ...zone.lines] };
}

/**
 * The lines of a head above a table's side or first rule, top to bottom, from those above it, lowest first: rows, and words
 * alone (over two rows, or over some columns) which stand between two of them or on top.
 */
export function headBelow(box: Box, above: readonly TextLine[], isHead: (line: TextLine) => boolean): TextLine[] {
  const head: TextLine[] = [];
  let alone: TextLine[] = [];
  let bottom = box.y0;
  for (const line of above) {
    if (head.length + alone.length === HEAD_LINES || !isHead(line)) break;
    const row = segments(line).length >= 2;
    if (bottom - line.y1 > HEAD_GAP * line.size || (!row && line.size > AS_LARGE * (head[0]?.size ?? line.size))) break;
    if (row) head.unshift(line, ...alone);
    alone = row ? [] : [line, ...alone];
    bottom = Math.min(bottom, line.y0);
  }
  const [only, more] = alone;
  return only !== undefined && more === undefined && isOverSome(only, head, box) ? [only, ...head] : head;
}

/** Whether a line of one word stands between words of a head below it, and not in the middle or at a side of the table. */
function isOverSome(line: TextLine, head: readonly TextLine[], box: Box): boolean {
  const centre = (line.x0 + line.x1) / 2;
  const off = Math.abs(centre - (box.x0 + box.x1) / 2) > line.size;
  const inside = line.x0 > box.x0 + line.size && line.x1 < box.x1 - line.size;
  const words = head.flatMap((one) => segments(one));
  return off && inside && words.some(({ x1 }) => x1 < centre) && words.some(({ x0 }) => x0 > centre);
}

/** The row below the last rule, as high as others are. */
function withFoot(zone: Zone, lines: readonly TextLine[], isHeading: (line: TextLine) => boolean): Zone {
  const { rules } = zone;
  const last = rules.at(-1);
  if (last === undefined) return zone;
  const heights = rules.slice(1).map((y, at) => y - (rules[at] ?? y));
  const height = heights.toSorted((a, b) => a - b)[heights.length >> 1] ?? 0;
  const foot = lines.filter((line) => middle(line) > last && line.y1 < last + ROW_HEIGHT * height);
  const figures = foot.some((line) =>
    segments(line)
      .slice(1)
      .some((part) => isAmount(part.text)),
  );
  if (!figures || foot.some((line) => isHeading(line) || !isWithin(line, zone) || segments(line).length < 2))
    return zone;
  const y1 = Math.max(last + height, ...foot.map((line) => line.y1 + 1));
  return { ...zone, box: { ...zone.box, y1 }, rules: [...rules, y1], lines: [...zone.lines, ...foot] };
}
