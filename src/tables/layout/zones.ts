import type { TablesWording } from '../../declare/wording/wording.ts';
import { joinRules } from '../../geometry/lattice.ts';
import { type Box, contains } from '../../model/box.ts';
import type { Grid, TextLine } from '../../model/grid.ts';
import type { Page, Rule } from '../../model/page.ts';
import { withOpenEnds, type Zone } from './open-ends.ts';
import { isAmount, segments, startsRow } from './segments.ts';

/** Rules with ends this close (points) belong to one table. */
const SAME_EXTENT = 4;
const LEADER = /[.…·_﹍－-]{4,}|(\. ){3,}/u;

/** The zones between horizontal rules of one extent (三线表), then those by alignment alone. */
export function zones(
  page: Page,
  lines: readonly TextLine[],
  grids: readonly Grid[],
  { above_table: heading }: TablesWording,
): Zone[] {
  const free = joinRules(page.rules, 1.2).filter(
    (rule) =>
      rule.axis === 'h' &&
      rule.to - rule.from > page.width * 0.25 &&
      !grids.some((grid) => contains(grid.box, (rule.from + rule.to) / 2, rule.at, 3)),
  );
  const isHeading = (line: TextLine) => heading.test(line.text.trim());
  const ruled = betweenRules(free, lines, heading).map((zone) => withOpenEnds(zone, lines, isHeading));
  const rest = lines.filter((line) => !ruled.some((zone) => zone.lines.includes(line)));
  return underHeads(ruled, byAlignment(rest, page.width, heading), rest, isHeading);
}

/** White (font sizes) between a head's lower rule and the body under it. */
const UNDER_HEAD = 3;

/**
 * Heads between two rules without a third on the page, put together with the aligned lines right below them, or with the only
 * line there.
 */
function underHeads(
  ruled: readonly Zone[],
  aligned: readonly Zone[],
  lines: readonly TextLine[],
  isHeading: (line: TextLine) => boolean,
): Zone[] {
  const taken = new Set<Zone>();
  const whole = ruled.map((head): Zone => {
    if (head.rules.length !== 2 || head.lines.some((line) => segments(line).some((part) => isAmount(part.text))))
      return head;
    const size = head.lines[0]?.size ?? 10;
    const isUnder = (box: Box) =>
      box.y0 > head.box.y1 - size &&
      box.y0 < head.box.y1 + UNDER_HEAD * size &&
      box.x0 > head.box.x0 - SAME_EXTENT &&
      box.x1 < head.box.x1 + SAME_EXTENT;
    const found = aligned.find(({ box }) => isUnder(box));
    if (found !== undefined) taken.add(found);
    const row = lines.find((line) => isUnder(line));
    const body = found ?? (row !== undefined && !isHeading(row) && isRow(row) ? zoneOfLines([row]) : undefined);
    if (body === undefined) return head;
    const box = { ...head.box, y1: body.box.y1 };
    return { box, rules: [...head.rules, box.y1], lines: [...head.lines, ...body.lines], open: true };
  });
  return [...whole, ...aligned.filter((zone) => !taken.has(zone))];
}

/** Whether a line can be the only row of a table: figures, beside a name at most. */
function isRow(line: TextLine): boolean {
  const [first, ...more] = segments(line);
  const isFigure = ({ text }: TextLine) => isAmount(text) || /^[-－—–]+$/u.test(text.trim());
  return first !== undefined && more.length > 0 && more.every(isFigure) && more.some(({ text }) => isAmount(text));
}

function betweenRules(rules: readonly Rule[], lines: readonly TextLine[], heading: RegExp): Zone[] {
  const found: Zone[] = [];
  const sorted = [...rules].sort((a, b) => a.at - b.at);
  let open: Rule[] = [];
  const flush = () => {
    const zone = zoneOf(open, lines);
    if (zone) found.push(zone);
    open = [];
  };
  for (const rule of sorted) {
    const last = open.at(-1);
    if (last !== undefined) {
      const next = sorted.find(({ at }) => at > rule.at + 1);
      if (beginsAnew(open, rule, next, lines)) flush();
      const between = lines.filter((line) => centre(line) > last.at && centre(line) < rule.at);
      if (open.length > 0 && (!withinSides(rule, open) || between.some((line) => heading.test(line.text.trim()))))
        flush();
    }
    open.push(rule);
  }
  flush();
  return found;
}

/**
 * Whether a rule is the upper one of a second table's head, of two under one title: nothing stands between it and the one
 * before, below which there are figures, and right under it words without figures stand over figures.
 */
function beginsAnew(open: readonly Rule[], rule: Rule, next: Rule | undefined, lines: readonly TextLine[]): boolean {
  const [first, last] = [open[0], open.at(-1)];
  if (first === undefined || last === undefined || first === last || next === undefined) return false;
  const within = (from: number, to: number) => lines.filter((line) => centre(line) > from && centre(line) < to);
  const figures = (some: readonly TextLine[]) => some.flatMap(segments).filter((part) => isAmount(part.text));
  if (within(last.at, rule.at).length > 0 || figures(within(first.at, last.at)).length === 0) return false;
  const words = within(rule.at, next.at).flatMap(segments);
  if (words.length < 3 || words.some((part) => isAmount(part.text))) return false;
  const below = lines.filter((line) => centre(line) > next.at).map((line) => segments(line));
  const names = below.flatMap((parts) => {
    const at = parts.findIndex((part) => isAmount(part.text));
    return at > 0 ? [parts[at - 1]?.x1 ?? 0] : [];
  });
  return names.length > 0 && words.filter((word) => word.x0 > Math.max(...names)).length >= HEADS_OVER_FIGURES;
}

/** So many words of one row right of all names that figures stand beside are headings. */
const HEADS_OVER_FIGURES = 2;

/** Whether a rule lies within the sides of the table so far: as wide, or shorter under some heading cells. */
function withinSides(rule: Rule, open: readonly Rule[]): boolean {
  const from = Math.min(...open.map((one) => one.from));
  const to = Math.max(...open.map((one) => one.to));
  return rule.from > from - SAME_EXTENT && rule.to < to + SAME_EXTENT;
}

function zoneOf(all: readonly Rule[], lines: readonly TextLine[]): Zone | null {
  const from = Math.min(...all.map((rule) => rule.from));
  const to = Math.max(...all.map((rule) => rule.to));
  const rules = all.filter((rule) => rule.from < from + SAME_EXTENT && rule.to > to - SAME_EXTENT);
  const [first, last] = [rules[0], rules.at(-1)];
  if (first === undefined || last === undefined || rules.length < 2) return null;
  const inside = lines.filter((line) => centre(line) > first.at && centre(line) < last.at);
  if (!inside.some((line) => segments(line).length >= 2)) return null;
  if (inside.filter((line) => LEADER.test(line.text)).length * 2 > inside.length) return null;
  const box = { x0: first.from, y0: first.at, x1: first.to, y1: last.at };
  return { box, rules: rules.map((rule) => rule.at), lines: inside };
}

function centre(line: TextLine): number {
  return (line.y0 + line.y1) / 2;
}

/** Runs of lines whose amounts stand under each other; header lines above them are taken in. */
function byAlignment(lines: readonly TextLine[], pageWidth: number, heading: RegExp): Zone[] {
  const rows = lines.map((line) => ({ line, parts: segments(line) }));
  const isBody = rows.map(
    ({ line, parts }) => parts.length >= 2 && !LEADER.test(line.text) && parts.some((part) => isAmount(part.text)),
  );
  const found: Zone[] = [];
  let free = 0;
  for (let i = 0; i < rows.length; i++) {
    if (!isBody[i]) continue;
    let end = i;
    let told = i;
    for (let k = i + 1; k < rows.length && k - told <= 12; k++) {
      const row = rows[k];
      const before = rows[k - 1];
      if (row === undefined || before === undefined || heading.test(row.line.text.trim())) break;
      if (isProse(row.line, pageWidth)) break;
      // Blank ruled rows before the totals leave a wide gap; amounts under amounts bridge it.
      const apart = row.line.y0 - before.line.y1 > 3 * row.line.size;
      if (apart && !(isBody[k] && amountsAlign([...rows.slice(i, end + 1), row].map(({ parts }) => parts)))) break;
      if (isBody[k]) end = k;
      if (isBody[k] || row.parts.some((part) => startsRow(part.text))) told = k;
    }
    let start = i;
    const white = whiteBetween(rows.slice(i, end + 1).map(({ line }) => line));
    while (start > free && isHead(rows[start - 1], rows[start], white, pageWidth, heading)) start--;
    while (end + 1 < rows.length && isTail(rows, end, pageWidth, heading)) end++;
    const inside = rows.slice(start, end + 1);
    const aligned = end > i && amountsAlign(inside.map(({ parts }) => parts));
    if (aligned || isSingleRow(inside.slice(0, i - start), rows[i])) {
      found.push(zoneOfLines(inside.map(({ line }) => line)));
      i = end;
      free = end + 1;
    }
  }
  return found;
}

interface Row {
  readonly line: TextLine;
  readonly parts: readonly TextLine[];
}

function isProse(line: TextLine, pageWidth: number): boolean {
  return segments(line).length === 1 && line.x1 - line.x0 > pageWidth * 0.5 && /[，。；：]/u.test(line.text);
}

/** White above a head line (font sizes), unless the body is set as wide, with this much play. */
const ABOVE_BODY = 1.6;
const AS_WIDE = 1.2;

/** The usual white between the lines of a body, 0 where there is one line alone. */
function whiteBetween(lines: readonly TextLine[]): number {
  const whites = lines.slice(1).map((line, at) => line.y0 - (lines[at]?.y1 ?? line.y0));
  return whites.sort((a, b) => a - b)[whites.length >> 1] ?? 0;
}

function isHead(
  above: Row | undefined,
  below: Row | undefined,
  white: number,
  pageWidth: number,
  heading: RegExp,
): boolean {
  if (above === undefined || below === undefined) return false;
  if (heading.test(above.line.text.trim()) || isProse(above.line, pageWidth) || LEADER.test(above.line.text))
    return false;
  if (below.line.y0 - above.line.y1 > Math.max(ABOVE_BODY * above.line.size, AS_WIDE * white)) return false;
  return (
    above.parts.length >= 2 ||
    above.parts.some((part) => startsRow(part.text)) ||
    above.line.size <= below.line.size * 1.05
  );
}

function isTail(rows: readonly Row[], end: number, pageWidth: number, heading: RegExp): boolean {
  const [before, above, below] = [rows[end - 1], rows[end], rows[end + 1]];
  if (below === undefined || above === undefined || isProse(below.line, pageWidth)) return false;
  if (heading.test(below.line.text.trim()) || LEADER.test(below.line.text)) return false;
  const white = below.line.y0 - above.line.y1;
  // The second line of a wrapped name stands close under its first, from its beginning or centred.
  const names = [...above.parts, ...(before?.parts ?? [])];
  const wrapped = (part: TextLine) =>
    names.some((over) => Math.abs(over.x0 - part.x0) < 1.5 || (part.x0 > over.x0 && part.x1 < over.x1));
  if (white < 0.45 * below.line.size && below.parts.every(wrapped)) return true;
  return white <= 1.2 * below.line.size && below.parts.some((part) => startsRow(part.text));
}

/** Whether at least two amounts of different rows end or centre at one x: numbers in running text do not. */
function amountsAlign(rows: readonly (readonly TextLine[])[]): boolean {
  const rights: number[] = [];
  for (const parts of rows) {
    for (const part of parts) {
      if (!isAmount(part.text)) continue;
      const near = (x: number) => Math.abs(x - part.x1) < 2 || Math.abs(x - (part.x0 + part.x1) / 2 - 1e6) < 2;
      if (rights.some(near)) return true;
      rights.push(part.x1, (part.x0 + part.x1) / 2 + 1e6);
    }
  }
  return false;
}

/** One row of several amounts below a header of several cells is a table too. */
function isSingleRow(header: readonly Row[], row: Row | undefined): boolean {
  const amounts = row?.parts.filter((part) => isAmount(part.text)).length ?? 0;
  return amounts >= 2 && header.some(({ parts }) => parts.length >= 2);
}

function zoneOfLines(lines: readonly TextLine[]): Zone {
  const box = {
    x0: Math.min(...lines.map((line) => line.x0)) - 1,
    y0: Math.min(...lines.map((line) => line.y0)) - 1,
    x1: Math.max(...lines.map((line) => line.x1)) + 1,
    y1: Math.max(...lines.map((line) => line.y1)) + 1,
  };
  return { box, rules: [], lines };
}
