import type { Box } from '../model/box.ts';
import type { Rule } from '../model/page.ts';
import { sortInPlace } from './sorted.ts';

/** A rectangle of the lattice: rows and columns counted from 0. */
export interface LatticeCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly box: Box;
}

/** A ruled table region: its borders and the cells between them. `at[row * columns + column]` indexes `cells`. */
export interface Lattice {
  readonly box: Box;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cells: readonly LatticeCell[];
  readonly at: readonly number[];
}

/** Dots and dashes of one line stand no further apart than this (points); no cell is narrower. */
const DASH_GAP = 3;
/** The two strokes of a double border stand closer than this (points), or than this share of the smaller print: no digit fits. */
const DOUBLE_BORDER = 3;
const NO_DIGIT = 0.5;

/** Joins collinear pieces: rules of one axis whose `at` differ by at most `tolerance` and that (nearly) touch. */
export function joinRules(rules: readonly Rule[], tolerance: number): Rule[] {
  const joined: Rule[] = [];
  for (const axis of ['h', 'v'] as const) {
    const own = rules.filter((rule) => rule.axis === axis);
    sortInPlace(own, (a, b) => a.at - b.at);
    for (let start = 0; start < own.length; ) {
      const first = own[start];
      if (first === undefined) break;
      let end = start;
      while (end < own.length && (own[end]?.at ?? Infinity) - first.at <= tolerance) end++;
      joinBand(own.slice(start, end), axis, tolerance, joined);
      start = end;
    }
  }
  return joined;
}

function joinBand(band: Rule[], axis: 'h' | 'v', tolerance: number, out: Rule[]): void {
  sortInPlace(band, (a, b) => a.from - b.from);
  let from = 0;
  let to = -Infinity;
  let weight = 0;
  let sum = 0;
  let thickness = 0;
  const flush = () => {
    if (weight > 0) out.push({ axis, at: sum / weight, from, to, thickness });
  };
  for (const rule of band) {
    const length = Math.max(rule.to - rule.from, 0.01);
    if (rule.from > to + Math.max(tolerance, DASH_GAP)) {
      flush();
      ({ from, to } = rule);
      weight = length;
      sum = rule.at * length;
      thickness = rule.thickness;
      continue;
    }
    to = Math.max(to, rule.to);
    weight += length;
    sum += rule.at * length;
    thickness = Math.max(thickness, rule.thickness);
  }
  flush();
}

/** A vertical rule shorter than this (points) parts no rows of a table. */
const COLUMN_RULE = 12;

/**
 * Groups rules that cross or touch into connected regions. Of rules that meet nothing only those part a table that stand
 * upright between its sides: where no rule closes it at the foot, they begin below a merged cell.
 */
export function regions(rules: readonly Rule[], tolerance: number): Rule[][] {
  const hs = rules.filter((rule) => rule.axis === 'h');
  const vs = rules.filter((rule) => rule.axis === 'v');
  const parent = new Map<Rule, Rule>();
  const find = (rule: Rule): Rule => {
    let top = rule;
    for (let up = parent.get(top); up !== undefined; up = parent.get(top)) top = up;
    return top;
  };
  const met = new Set<Rule>();
  for (const h of hs) {
    for (const v of vs) {
      if (v.at < h.from - tolerance || v.at > h.to + tolerance) continue;
      if (h.at < v.from - tolerance || h.at > v.to + tolerance) continue;
      met.add(h).add(v);
      const a = find(h);
      const b = find(v);
      if (a !== b) parent.set(b, a);
    }
  }
  const groups = new Map<Rule, Rule[]>();
  for (const rule of met) {
    const top = find(rule);
    const group = groups.get(top);
    if (group) group.push(rule);
    else groups.set(top, [rule]);
  }
  const found = [...groups.values()];
  const loose = vs.filter((rule) => !met.has(rule) && rule.to - rule.from > COLUMN_RULE);
  if (loose.length > 0) for (const group of found) group.push(...loose.filter((rule) => standsWithin(rule, group)));
  return found;
}

function standsWithin({ at, from, to }: Rule, group: readonly Rule[]): boolean {
  const uprights = group.filter((rule) => rule.axis === 'v');
  const left = uprights.filter((rule) => rule.at < at && rule.from < to && rule.to > from);
  const right = uprights.filter((rule) => rule.at > at && rule.from < to && rule.to > from);
  const whole = (rule: Rule) => rule.from <= from + DOUBLE_BORDER && rule.to >= to - DOUBLE_BORDER;
  return left.some(whole) && right.some(whole);
}

/** Snaps sorted positions that lie within `tolerance` of their group's first to the group's mean. */
export function clusterPositions(values: readonly number[], tolerance: number): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const out: number[] = [];
  for (let start = 0; start < sorted.length; ) {
    const first = sorted[start] ?? 0;
    let end = start;
    let sum = 0;
    while (end < sorted.length && (sorted[end] ?? Infinity) - first <= tolerance) sum += sorted[end++] ?? 0;
    out.push(sum / (end - start));
    start = end;
  }
  return out;
}

/** Whether the pieces of `rules` cover at least half of [from, to]. */
function covered(rules: readonly Rule[], from: number, to: number): boolean {
  let length = 0;
  for (const rule of rules) {
    length += Math.max(0, Math.min(rule.to, to) - Math.max(rule.from, from));
  }
  return length >= (to - from) / 2;
}

/** Labels lattice boxes so that boxes with no rule between them share a label. */
function connect(rows: number, columns: number, wallRight: boolean[], wallBelow: boolean[]): Int32Array {
  const label = new Int32Array(rows * columns).fill(-1);
  const stack: number[] = [];
  let next = 0;
  for (let seed = 0; seed < label.length; seed++) {
    if (label[seed] !== -1) continue;
    label[seed] = next;
    stack.push(seed);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const column = at % columns;
      const visit = (to: number, wall: boolean | undefined) => {
        if (wall || label[to] !== -1) return;
        label[to] = next;
        stack.push(to);
      };
      if (column + 1 < columns) visit(at + 1, wallRight[at]);
      if (column > 0) visit(at - 1, wallRight[at - 1]);
      if (at + columns < label.length) visit(at + columns, wallBelow[at]);
      if (at >= columns) visit(at - columns, wallBelow[at - columns]);
    }
    next++;
  }
  return label;
}

/** Cuts labelled boxes into rectangles: per label, runs of one row, joined downwards while equal. */
function rectangles(label: Int32Array, rows: number, columns: number): Omit<LatticeCell, 'box'>[] {
  const cells: { row: number; column: number; rowSpan: number; columnSpan: number; label: number }[] = [];
  let open: typeof cells = [];
  for (let row = 0; row < rows; row++) {
    const current: typeof cells = [];
    for (let column = 0; column < columns; ) {
      const id = label[row * columns + column] ?? -1;
      let end = column + 1;
      while (end < columns && label[row * columns + end] === id) end++;
      const above = open.find(
        (cell) => cell.label === id && cell.column === column && cell.columnSpan === end - column,
      );
      if (above) {
        above.rowSpan++;
        current.push(above);
      } else {
        const cell = { row, column, rowSpan: 1, columnSpan: end - column, label: id };
        cells.push(cell);
        current.push(cell);
      }
      column = end;
    }
    open = current;
  }
  return cells.map(({ row, column, rowSpan, columnSpan }) => ({ row, column, rowSpan, columnSpan }));
}

/** The cells of one connected region of rules over print of size `em`; null when it encloses fewer than two cells. */
export function lattice(rules: readonly Rule[], tolerance: number, em = 0): Lattice | null {
  const hs = rules.filter((rule) => rule.axis === 'h');
  const vs = rules.filter((rule) => rule.axis === 'v');
  // The two strokes of a double border are one: no cell is that thin.
  const snap = Math.max(2 * tolerance, DOUBLE_BORDER, NO_DIGIT * em);
  const openX = openSides(hs, vs);
  const openY = openSides(vs, hs);
  const xs = clusterPositions([...vs.map((rule) => rule.at), ...openX], snap);
  const ys = clusterPositions([...hs.map((rule) => rule.at), ...openY], snap);
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  if (columns < 1 || rows < 1 || columns * rows < 2) return null;
  const upright = xs.map((x) => vs.filter((rule) => Math.abs(rule.at - x) <= snap));
  const level = ys.map((y) => hs.filter((rule) => Math.abs(rule.at - y) <= snap));
  const wallRight: boolean[] = [];
  const wallBelow: boolean[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      wallRight.push(covered(upright[column + 1] ?? [], ys[row] ?? 0, ys[row + 1] ?? 0));
      wallBelow.push(covered(level[row + 1] ?? [], xs[column] ?? 0, xs[column + 1] ?? 0));
    }
  }
  const cells = rectangles(connect(rows, columns, wallRight, wallBelow), rows, columns).map((cell) => ({
    ...cell,
    box: {
      x0: xs[cell.column] ?? 0,
      y0: ys[cell.row] ?? 0,
      x1: xs[cell.column + cell.columnSpan] ?? 0,
      y1: ys[cell.row + cell.rowSpan] ?? 0,
    },
  }));
  if (cells.length < 2) return null;
  const at = new Array<number>(rows * columns).fill(0);
  cells.forEach((cell, index) => {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++)
        at[row * columns + column] = index;
  });
  const box = { x0: xs[0] ?? 0, y0: ys[0] ?? 0, x1: xs[columns] ?? 0, y1: ys[rows] ?? 0 };
  return { box, xs, ys, cells, at };
}

/**
 * Where rules reach beyond all that cross them: open sides of the table, closed by the rules' own ends. Those that end
 * earlier stop at a merged cell: that is no side, and no border of all columns.
 */
function openSides(rules: readonly Rule[], crossing: readonly Rule[]): number[] {
  const first = Math.min(...crossing.map((rule) => rule.at));
  const last = Math.max(...crossing.map((rule) => rule.at));
  const from = Math.min(...rules.map((rule) => rule.from));
  const to = Math.max(...rules.map((rule) => rule.to));
  return [...(from < first ? [from] : []), ...(to > last ? [to] : [])];
}

/**
 * All ruled tables (表格) of a page from its ruling lines, top to bottom.
 * @param tolerance how far apart (points) two pieces of one line may lie; 1 suits vector rules, scans need more.
 * @param em the size (points) of the smaller print of the page; 0 when nobody knows.
 */
export function ruledLattices(rules: readonly Rule[], tolerance = 1, em = 0): Lattice[] {
  const joined = joinRules(rules, tolerance);
  return regions(joined, 2 * tolerance)
    .map((region) => lattice(region, tolerance, em))
    .filter((found) => found !== null)
    .sort((a, b) => a.box.y0 - b.box.y0 || a.box.x0 - b.box.x0);
}

/** The index into `lattice.cells` of the cell around a point; -1 outside. */
export function cellAt(lattice: Lattice, x: number, y: number): number {
  const column = band(lattice.xs, x);
  const row = band(lattice.ys, y);
  return column < 0 || row < 0 ? -1 : (lattice.at[row * (lattice.xs.length - 1) + column] ?? -1);
}

function band(borders: readonly number[], value: number): number {
  let low = 0;
  let high = borders.length - 1;
  if (value < (borders[0] ?? 0) || value > (borders[high] ?? 0)) return -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (value < (borders[middle] ?? 0)) high = middle;
    else low = middle;
  }
  return low;
}
