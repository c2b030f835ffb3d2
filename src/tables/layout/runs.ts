import type { Lattice, LatticeCell } from '../../geometry/lattice.ts';
import { type Box, overlap, union } from '../../model/box.ts';
import type { Glyph } from '../../model/page.ts';

/** Characters typeset in one go stand this close (share of the font size), or overlap by no more. */
const SET_TIGHT = 0.12;
/** Letter-spaced ones stand this close, and each as far from the last as the one before. */
const SPACED = 0.35;
const EVEN = 0.03;
/** Their baselines differ by no more than this share of the font size. */
const ONE_BASELINE = 0.1;
/** A ruling line strikes a character when it stands at least this far (share of the font size) inside it. */
const STRUCK = 0.1;
/** Two characters of one word have less white between them than this; two cells have their padding. */
const HARDLY = 0.06;
/** White (font sizes) that a cell keeps between its border and the text that is aligned with it; a name's indentation. */
const PADDING = 0.75;
const INDENT = 4;

const FIGURE = /^[\d,.，．()（）+\-－−–—¥￥%％\s]+$/u;

/** A place in the lattices of a page. */
export interface Place {
  readonly lattice: number;
  readonly cell: number;
}

/** What was typeset across a ruling line, and the cell to which all of it belongs. */
export interface Overrun {
  readonly place: Place;
  readonly ink: Box;
  readonly figure: boolean;
}

/** A stretch of the page's characters in drawing order. */
type GlyphRun = readonly [from: number, to: number];

/** Whether two characters were drawn into the same frame: programs that clip cells clip each to its own. */
function sameClip(a: Box | null, b: Box | null): boolean {
  return a === b || (a?.x0 === b?.x0 && a?.x1 === b?.x1 && a?.y0 === b?.y0 && a?.y1 === b?.y1);
}

/** Whether `glyph` was typeset right behind `before`: one line, one size, evenly spaced. */
function follows(glyph: Glyph, before: Glyph, gap: number | null, next: Glyph | undefined): boolean {
  const { size } = before;
  if (!sameClip(glyph.clip, before.clip)) return false;
  if (Math.abs(glyph.y1 - before.y1) > ONE_BASELINE * size || Math.abs(glyph.size - size) > EVEN * size) return false;
  const own = glyph.x0 - before.x1;
  if (Math.abs(own) <= SET_TIGHT * size) return true;
  if (own < 0 || own > SPACED * size) return false;
  const rhythm = gap ?? (next === undefined ? Infinity : next.x0 - glyph.x1);
  return Math.abs(own - rhythm) <= EVEN * size;
}

/** The characters that were typeset in one go. */
function* runsOf(glyphs: readonly Glyph[]): Generator<GlyphRun> {
  let from = 0;
  let gap: number | null = null;
  for (let at = 1; at <= glyphs.length; at++) {
    const [glyph, before] = [glyphs[at], glyphs[at - 1]];
    if (glyph !== undefined && before !== undefined && follows(glyph, before, gap, glyphs[at + 1])) {
      gap = glyph.x0 - before.x1;
      continue;
    }
    yield [from, at];
    from = at;
    gap = null;
  }
}

/** One letter for each character. */
function letters(glyphs: readonly (Glyph | undefined)[]): string {
  return glyphs.map((glyph) => glyph?.text.charAt(0) ?? '').join('');
}

/** A name and the figure right behind it are two, though nothing parts them. */
function parted(glyphs: readonly Glyph[], [from, to]: GlyphRun): readonly GlyphRun[] {
  const text = letters(glyphs.slice(from, to));
  const [figure] = /(?<=[^\d,.，．()（）\-－])[-－(（]?\d[\d,，]*[.．]\d{2}[)）]?$/u.exec(text) ?? [];
  if (figure === undefined) return [[from, to]];
  return [
    [from, to - figure.length],
    [to - figure.length, to],
  ];
}

/** Whether a ruling line stands inside a character, or between two that are set as tight as the rest. */
function strikesThrough(run: readonly Glyph[], places: readonly (Place | null)[], lattices: readonly Lattice[]) {
  return run.every((glyph, at) => {
    const [next, here, there] = [run[at + 1], places[at], places[at + 1]];
    if (next === undefined || here?.cell === there?.cell) return true;
    const cell = here ? lattices[here.lattice]?.cells[here.cell] : there && lattices[there.lattice]?.cells[there.cell];
    const border = (here ? cell?.box.x1 : cell?.box.x0) ?? 0;
    const inside = (one: Glyph) => border > one.x0 + STRUCK * one.size && border < one.x1 - STRUCK * one.size;
    return inside(glyph) || inside(next) || next.x0 - glyph.x1 < HARDLY * glyph.size;
  });
}

/** The cell of a figure set over several: cells are right-aligned, or left-aligned, or centred. */
function cellOfFigure(ink: Box, size: number, cells: readonly LatticeCell[]): LatticeCell | undefined {
  const [first, last] = [cells[0], cells.at(-1)];
  const within = (white: number) => white > -STRUCK * size && white < PADDING * size;
  if (last && within(last.box.x1 - ink.x1)) return last;
  if (first && within(ink.x0 - first.box.x0) && holdsPart(first, ink)) return first;
  return around(ink, cells);
}

/** Part of a figure that lies in the cell at whose left border it begins: a sliver left of a column holds none. */
const LEAST_PART = 0.25;

function holdsPart({ box }: LatticeCell, { x0, x1 }: Box): boolean {
  return overlap(box.x0, box.x1, x0, x1) > LEAST_PART * (x1 - x0);
}

/** The cell of words set over several: they begin at its left border, or stand in its middle. */
function cellOfWords(ink: Box, size: number, cells: readonly LatticeCell[]): LatticeCell | undefined {
  const [first] = cells;
  if (first && ink.x0 - first.box.x0 < PADDING * size) return first;
  const middle = (box: Box) => (box.x0 + box.x1) / 2;
  const centred = cells.find((cell) => Math.abs(middle(cell.box) - middle(ink)) < PADDING * size);
  if (centred) return centred;
  return first && ink.x0 - first.box.x0 < INDENT * size ? first : around(ink, cells);
}

function around(ink: Box, cells: readonly LatticeCell[]): LatticeCell | undefined {
  const shared = (cell: LatticeCell) => overlap(cell.box.x0, cell.box.x1, ink.x0, ink.x1);
  return cells.toSorted((a, b) => shared(b) - shared(a))[0];
}

/** A run that crosses a ruling line, with the cells it crosses, left to right. */
interface Crossing {
  readonly run: GlyphRun;
  readonly lattice: number;
  readonly cells: readonly number[];
}

function standsInOne([from, to]: GlyphRun, places: readonly (Place | null)[]): boolean {
  const first = places[from];
  for (let at = from + 1; at < to; at++) {
    const place = places[at];
    if (place?.cell !== first?.cell || place?.lattice !== first?.lattice) return false;
  }
  return true;
}

/** The run as one that really crosses a ruling line; null when it stands in one cell, or fills neighbours one by one. */
function crossingOf(
  run: GlyphRun,
  glyphs: readonly Glyph[],
  places: readonly (Place | null)[],
  lattices: readonly Lattice[],
): Crossing | null {
  if (standsInOne(run, places)) return null;
  const own = places.slice(...run);
  const first = own.find((place) => place !== null);
  if (first === undefined || first === null) return null;
  const drawn = glyphs.slice(...run);
  if (drawn.some((glyph) => glyph.source !== 'text') || !strikesThrough(drawn, own, lattices)) return null;
  const here = own.flatMap((place) => (place?.lattice === first.lattice ? [place.cell] : []));
  return { run, lattice: first.lattice, cells: [...new Set(here)] };
}

/** Whether another print stands in the cell at the height of this one. */
function isTaken(cell: number, ink: Box, rest: ReadonlyMap<number, readonly Glyph[]>): boolean {
  return rest.get(cell)?.some((glyph) => overlap(glyph.y0, glyph.y1, ink.y0, ink.y1) > glyph.size / 2) ?? false;
}

/**
 * Gives what was typeset across ruling lines to one cell as a whole: `places` holds the cell around each character and
 * is corrected. Only characters of a text layer are drawn in an order that tells what was typeset in one go.
 */
export function keepRunsWhole(
  glyphs: readonly Glyph[],
  places: (Place | null)[],
  lattices: readonly Lattice[],
): readonly Overrun[] {
  const runs = [...runsOf(glyphs)];
  const crossings = runs
    .filter((run) => crossingOf(run, glyphs, places, lattices) !== null)
    .flatMap((run) => parted(glyphs, run))
    .flatMap((run) => crossingOf(run, glyphs, places, lattices) ?? []);
  const broken = figuresInTwo(runs, glyphs, places);
  if (crossings.length === 0) return broken;
  const moved = new Set(crossings.flatMap(({ run: [from, to] }) => range(from, to)));
  const whole = crossings.flatMap(({ run, lattice, cells: numbers }): readonly Overrun[] => {
    const drawn = glyphs.slice(...run);
    const ink = union(drawn);
    const all = lattices[lattice]?.cells ?? [];
    if (ink === null) return [];
    const rest = new Map(numbers.map((cell) => [cell, standing(cell, lattice, glyphs, places, moved)]));
    const free = numbers.filter((cell) => !isTaken(cell, ink, rest));
    const figure = FIGURE.test(drawn.map((glyph) => glyph.text).join(''));
    const size = drawn[0]?.size ?? 0;
    const cells = (figure && free.length > 0 ? free : numbers).flatMap((cell) => all[cell] ?? []);
    const best = figure ? cellOfFigure(ink, size, cells) : cellOfWords(ink, size, cells);
    if (best === undefined) return [];
    const place = { lattice, cell: all.indexOf(best) };
    for (const at of range(...run)) places[at] = place;
    return [{ place, ink, figure }];
  });
  return [...whole, ...broken];
}

/** What may be the rest of a figure, and a figure that needs none before it. */
const REST = /^[\d,，]*[.．,，]\d/u;
const COMPLETE = /[.．]\d{2}$/u;
/** So many characters hold any figure. */
const LONGEST = 16;

/**
 * Figures that may begin in the cell before: a digit of it stands right beside their first one, though the letters are
 * spaced too unevenly to be of one run. Both cells are in doubt.
 */
function figuresInTwo(
  runs: readonly GlyphRun[],
  glyphs: readonly Glyph[],
  places: readonly (Place | null)[],
): readonly Overrun[] {
  return runs.flatMap(([from]): readonly Overrun[] => {
    const [left, right] = [glyphs[from - 1], glyphs[from]];
    const [there, here] = [places[from - 1], places[from]];
    if (left === undefined || right === undefined || !there || !here || there.lattice !== here.lattice) return [];
    if (there.cell === here.cell || !/\d/u.test(left.text) || !/\d/u.test(right.text)) return [];
    const gap = right.x0 - left.x1;
    const beside = gap > -SET_TIGHT * left.size && gap < SPACED * left.size && left.source === 'text';
    if (!beside || Math.abs(right.y1 - left.y1) > ONE_BASELINE * left.size) return [];
    const after = glyphs.slice(from, from + LONGEST).filter((_, at) => places[from + at]?.cell === here.cell);
    const before = [glyphs[from - 3], glyphs[from - 2], left];
    if (!REST.test(letters(after)) || COMPLETE.test(letters(before))) return [];
    return [left, right].map((glyph, side) => ({ place: side === 0 ? there : here, ink: glyph, figure: true }));
  });
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}

/** The characters of a cell that do not reach out of it. */
function standing(
  cell: number,
  lattice: number,
  glyphs: readonly Glyph[],
  places: readonly (Place | null)[],
  moved: ReadonlySet<number>,
): readonly Glyph[] {
  return glyphs.filter((_, at) => places[at]?.cell === cell && places[at]?.lattice === lattice && !moved.has(at));
}
