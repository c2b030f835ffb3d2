import { cellAt, type Lattice, ruledLattices } from '../../../geometry/lattice.ts';
import { union } from '../../../model/box.ts';
import type { Rule, Turn } from '../../../model/page.ts';
import type { PagePicture, Raster, Recogniser } from '../../../model/raster.ts';
import { cutLines, type Stretch } from '../lines/cut-lines.ts';
import { type Blob, findBlobs } from './blobs.ts';
import { cleanInk, type Grey } from './clean-ink.ts';
import { isDrawn, isLoose } from './crisp-rules.ts';
import { deepened, strengthened } from './deepen.ts';
import { dropSpecks } from './drop-specks.ts';
import { eraseRules } from './erase-rules.ts';
import { findRules, scaleOf, toRule, withoutShadows } from './find-rules.ts';
import { isNoPrint, marredBy } from './marred.ts';
import { isBilevel, softened } from './soften.ts';
import { measureSlant, type Slant, straighten } from './straighten.ts';
import type { Scale } from './trace-lines.ts';
import { addTurns, runsDown, turned } from './turn.ts';

/** A picture made ready for reading: upright, straight, without shadows, stamps and rules. */
export interface Prepared {
  /** Straight, rules erased. */
  readonly grey: Grey;
  /** Upright, as it was scanned. */
  readonly upright: Grey;
  readonly slant: Slant;
  /** How far the picture was turned. */
  readonly turn: Turn;
  /** Pixels per point. */
  readonly perPoint: number;
  /** Ruling lines in points of the prepared picture. */
  readonly rules: readonly Rule[];
  readonly stretches: readonly Stretch[];
  /** Whether more of its tables was left out as too pale for print than was not. */
  readonly faint: boolean;
  /** Those beside ink that was left out as no print: some of theirs may have gone with it. */
  readonly marred: ReadonlySet<Stretch>;
  /** Usual height of a character in pixels. */
  readonly em: number;
}

/** Throws when the page has had its time: asked between the steps of the work. */
type InTime = NonNullable<Recogniser['inTime']>;

/** Why a picture holds nothing that could be read. */
export type Unreadable = 'dark' | 'noise';

/** Largest part of a page of print that is ink. */
const MOST_INK = 0.35;
/** More blobs than any page of print has. */
const MOST_BLOBS = 40_000;
/** Fewer blobs than a page with a line of print has. */
const FEW_BLOBS = 10;

/**
 * All work on the picture before reading.
 * @param turn a turn known beforehand: how the picture lies on the page.
 * @param perPoint pixels per point, after making it smaller by `factor`.
 */
export function prepare(
  raster: Raster,
  turn: Turn,
  perPoint: number,
  factor = 1,
  inTime: InTime = () => undefined,
): Prepared | Unreadable {
  const cleaned = cleanInk(raster, perPoint * factor * 72, factor);
  if (cleaned === null) return 'dark';
  const scanned = turned(cleaned, turn);
  const scale = scaleOf(perPoint * 72);
  inTime();
  const seen = findBlobs(scanned);
  if (!seen || seen.length > MOST_BLOBS) return 'noise';
  const deep = seen.length < FEW_BLOBS ? strengthened(scanned, scale.dpi) : deepened(scanned, seen, scale.dpi);
  const placed = deep ?? scanned;
  const blobs = deep === null ? seen : findBlobs(deep);
  if (!blobs || blobs.length > MOST_BLOBS) return 'noise';
  const ink = blobs.reduce((sum, blob) => sum + blob.area, 0);
  if (ink > MOST_INK * placed.data.length) return 'dark';
  inTime();
  const sideways: Turn = runsDown(blobs, scale.dpi) ? 90 : 0;
  return straightened(turned(placed, sideways), addTurns(turn, sideways), perPoint, scale, inTime);
}

/** Resolution beyond which more pixels tell nothing more, and pixels of a picture beyond which they only cost memory. */
const FINEST = 450;
const MOST_PIXELS = 24_000_000;

/** {@link prepare} for the picture of a page, made smaller where it is finer than print needs. */
export function preparedOf({ raster, box, turn }: PagePicture, inTime?: InTime): Prepared | Unreadable {
  const across = turn === 90 || turn === 270 ? raster.height : raster.width;
  const perPoint = across / Math.max(1, box.x1 - box.x0);
  const factor = reduction(raster, perPoint);
  return prepare(raster, turn, perPoint / factor, factor, inTime);
}

/** By what whole number a picture is made smaller before it is looked at; 1 for nearly all. */
function reduction({ width, height }: Raster, perPoint: number): number {
  const byResolution = Math.floor((perPoint * 72) / (FINEST / 2));
  const bySize = Math.ceil(Math.sqrt((width * height) / MOST_PIXELS));
  return Math.max(1, perPoint * 72 >= FINEST ? byResolution : 1, bySize);
}

/** The same picture upside down. */
export function upsideDown(prepared: Prepared, inTime?: InTime): Prepared {
  const { perPoint, turn } = prepared;
  return straightened(turned(prepared.upright, 180), addTurns(turn, 180), perPoint, scaleOf(perPoint * 72), inTime);
}

function straightened(
  upright: Grey,
  turn: Turn,
  perPoint: number,
  scale: Scale,
  inTime: InTime = () => undefined,
): Prepared {
  const slant = measureSlant(upright);
  const straight = straighten(upright, slant);
  inTime();
  const found = findRules(straight, scale);
  // what was never on paper stands level to the pixel
  const isLevel = Math.abs(slant.rise) + Math.abs(slant.lean) === 0;
  const isScreen = isLevel && isDrawn(straight, found, scale.long);
  const traces = isScreen ? found.filter((trace) => !isLoose(straight, trace, found, scale.long)) : found;
  inTime();
  eraseRules(straight, traces, scale.thickest, isScreen, slant);
  const rules = withoutShadows(traces, straight, scale).map((trace) => toRule(trace, perPoint));
  const ink = findBlobs(straight) ?? [];
  const residue = new Set(ink.filter((blob) => isResidue(blob, rules, perPoint)));
  const print = ink.filter((blob) => !residue.has(blob));
  const em = usualHeight(print, scale.dpi);
  const blobs = ink.filter((blob) => !residue.has(blob) || isOutermost(blob, print, em));
  inTime();
  const lattices = ruledLattices(rules, INEXACT);
  const cut = cutCells(dropSpecks(blobs, em), lattices, perPoint, em, scale.dpi);
  const stretches = cut.filter(isPrint);
  const large = blobs.filter((blob) => isNoPrint(blob, scale.dpi));
  const marred = marredBy(large, straight, stretches, lattices, perPoint, em);
  const grey = isBilevel(upright) ? softened(straight) : straight;
  return { grey, upright, slant, turn, perPoint, rules, stretches, faint: isFaint(cut), marred, em };
}

/** How far beyond its end (points) a piece of a rule may lie. */
const BEYOND = 14;

/** What erasing left of a rule: a flat piece on the rule itself. */
function isResidue(blob: Blob, rules: readonly Rule[], perPoint: number): boolean {
  const tall = blob.y1 - blob.y0;
  const wide = blob.x1 - blob.x0;
  if (Math.min(tall, wide) > 4 || Math.max(tall, wide) < 3) return false;
  const flat = wide >= tall;
  return rules.some((rule) => {
    if ((rule.axis === 'h') !== flat) return false;
    const across = (flat ? blob.y0 + blob.y1 : blob.x0 + blob.x1) / 2;
    const along = (flat ? blob.x0 + blob.x1 : blob.y0 + blob.y1) / 2;
    const near = rule.thickness * perPoint + 2;
    // Thin pieces beyond an end, no further than a row, are the rule's own.
    const slack =
      Math.min(tall, wide) <= rule.thickness * perPoint + 1 && Math.max(tall, wide) > 8 ? BEYOND * perPoint : 4;
    return (
      Math.abs(across - rule.at * perPoint) <= near &&
      along >= rule.from * perPoint - slack &&
      along <= rule.to * perPoint + slack
    );
  });
}

/** Least height of a digit in parts of a usual character, how exactly digits are level, and how far from one the next one is. */
const DIGIT = { least: 0.6, level: 0.12, next: 0.9 };

/**
 * Whether what looks like a piece of an upright rule is the 1 of a figure set close to it: level with a digit beside it, be
 * that in pieces, as a 7 or a 4 of thin print is.
 */
function isOutermost({ x0, x1, y0, y1 }: Blob, print: readonly Blob[], em: number): boolean {
  if (y1 - y0 < DIGIT.least * em || x1 - x0 >= y1 - y0) return false;
  const level = Math.max(1, DIGIT.level * em);
  const beside = (side: -1 | 1) =>
    union(
      print.filter((blob) => {
        const white = side < 0 ? x0 - blob.x1 : blob.x0 - x1;
        return white > 0 && white < DIGIT.next * em && blob.y0 >= y0 - level && blob.y1 <= y1 + level;
      }),
    );
  return [beside(-1), beside(1)].some(
    (box) => box !== null && Math.abs(box.y0 - y0) <= level && Math.abs(box.y1 - y1) <= level,
  );
}

/** Heights of characters as parts of an inch: least and most, and where there are none the usual one. */
const LETTER = { least: 25, most: 3, usual: 8 };
/** The usual height is that under which three in five lie: strokes and points are lower than characters. */
const USUAL_QUANTILE = 0.6;

function usualHeight(blobs: readonly Blob[], dpi: number): number {
  const heights = blobs
    .map((blob) => blob.y1 - blob.y0)
    .filter((height) => height > dpi / LETTER.least && height < dpi / LETTER.most)
    .sort((a, b) => a - b);
  return heights[Math.floor(heights.length * USUAL_QUANTILE)] ?? dpi / LETTER.usual;
}

/** Points by which scanned ruling lines are inexact. */
const INEXACT = 1.5;

/** Gives each blob to the cell around it and cuts every cell, and what lies outside tables, into lines. */
function cutCells(
  blobs: readonly Blob[],
  lattices: readonly Lattice[],
  perPoint: number,
  em: number,
  dpi: number,
): Stretch[] {
  const cells = new Map<number, Blob[]>();
  for (const blob of blobs) {
    if (isNoPrint(blob, dpi)) continue;
    const x = (blob.x0 + blob.x1) / 2 / perPoint;
    const y = (blob.y0 + blob.y1) / 2 / perPoint;
    let cell = -1;
    let first = 0;
    for (const lattice of lattices) {
      const inside = cellAt(lattice, x, y);
      if (inside >= 0) cell = first + inside;
      first += lattice.cells.length;
    }
    const group = cells.get(cell);
    if (group) group.push(blob);
    else cells.set(cell, [blob]);
  }
  return [...cells]
    .flatMap(([cell, group]) => cutLines(group, cell, em))
    .filter((stretch) => isLarge(stretch, em))
    .sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0);
}

/** Least size of print in parts of the usual height of a character: of several pieces, and of a single stroke (1, 一). */
const SMALLEST = 0.38;
const SHORTEST_STROKE = 0.55;

/** Whether a stretch is large enough to be a character; what a stamp or a worn rule leaves in a cell is smaller. */
function isLarge({ x0, y0, x1, y1, blobs }: Stretch, em: number): boolean {
  return Math.max(x1 - x0, y1 - y0) >= (blobs.length === 1 ? SHORTEST_STROKE : SMALLEST) * em;
}

/** Darkest value that full print reaches; paler stretches are marks in the paper. */
const PALEST = 120;

function isPrint(stretch: Stretch): boolean {
  let dark = 0;
  let all = 0;
  for (const blob of stretch.blobs) {
    all += blob.area;
    if (blob.darkest < PALEST) dark += blob.area;
  }
  return dark >= 0.5 * all;
}

/** Fewest stretches that are a table's print, though too pale for any. */
const FAINT = 12;

/** Whether tables were printed paler than print is read: what there is of them is no more than their rules. */
function isFaint(stretches: readonly Stretch[]): boolean {
  const inCells = stretches.filter(({ cell }) => cell >= 0);
  const pale = inCells.filter((stretch) => !isPrint(stretch)).length;
  return pale >= FAINT && 2 * pale > inCells.length;
}
