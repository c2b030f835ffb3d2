import type { Box } from '../../../model/box.ts';
import type { Grey } from '../image/clean-ink.ts';
import type { Char } from '../lines/read-stretches.ts';
import { guessDigit } from './digit-net.ts';
import { shapeOf } from './digit-shapes.ts';

export type ComparisonSign = '≥' | '≤' | '>' | '<' | '=';

/** A comparison sign (比较符号) found by its outline. */
export interface FoundSign extends Box {
  readonly sign: ComparisonSign;
  readonly confidence: number;
}

/** Ink lies this far from the darkest pixel towards white. */
const THRESHOLD = 0.6;
/** Signs are compared on a raster of this many points a side, whatever their size. */
const SIDE = 20;
/** Half the breadth of a stroke in parts of the sign's size. */
const STROKE = 0.075;
/** Likeness (correlation) with which a symbol passes for a sign, and its lead over the next best; a blurred one leads far. */
const ALIKE = [
  { least: 0.7, lead: 0.06 },
  { least: 0.6, lead: 0.25 },
];

/** A sign told by its outline is as good as this. */
const SURE = 0.95;

type Stroke = readonly [x0: number, y0: number, x1: number, y1: number];

/** The signs as strokes within their box, pointing right; the bar of ≥ is level in some typefaces and slanted in others. */
const WEDGES: readonly { readonly barred: boolean; readonly strokes: readonly Stroke[] }[] = [
  {
    barred: false,
    strokes: [
      [0.04, 0.04, 0.96, 0.5],
      [0.96, 0.5, 0.04, 0.96],
    ],
  },
  {
    barred: true,
    strokes: [
      [0.04, 0.04, 0.96, 0.36],
      [0.96, 0.36, 0.04, 0.68],
      [0.02, 0.95, 0.98, 0.95],
    ],
  },
  {
    barred: true,
    strokes: [
      [0.04, 0.04, 0.95, 0.38],
      [0.95, 0.38, 0.04, 0.7],
      [0.95, 0.62, 0.04, 0.96],
    ],
  },
];

interface Template {
  readonly sign: ComparisonSign;
  /** Ink with its mean taken off, of length 1. */
  readonly values: Float32Array;
}

const TEMPLATES: readonly Template[] = WEDGES.flatMap(({ barred, strokes }) => [
  { sign: barred ? '≥' : '>', values: drawn(strokes) },
  { sign: barred ? '≤' : '<', values: drawn(strokes.map(([x0, y0, x1, y1]) => [1 - x0, y0, 1 - x1, y1])) },
]);

function drawn(strokes: readonly Stroke[]): Float32Array {
  const values = new Float32Array(SIDE * SIDE);
  for (let at = 0; at < values.length; at++) {
    const x = ((at % SIDE) + 0.5) / SIDE;
    const y = (Math.floor(at / SIDE) + 0.5) / SIDE;
    const near = Math.min(...strokes.map((stroke) => distance(x, y, stroke)));
    values[at] = Math.exp(-((near / STROKE) ** 2));
  }
  return centred(values);
}

function distance(x: number, y: number, [x0, y0, x1, y1]: Stroke): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const along = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
}

function centred(values: Float32Array): Float32Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const off = values.map((value) => value - mean);
  const length = Math.sqrt(off.reduce((sum, value) => sum + value * value, 0)) || 1;
  return off.map((value) => value / length);
}

/** How like each sign the first symbol of a line is, where it stands, and how like itself it is upside down. */
interface Likeness {
  readonly place: Box;
  readonly even: number;
  readonly alike: ReadonlyMap<ComparisonSign, number>;
}

/** Least size of a sign in pixels, its width in parts of its height, and its height in parts of the line's. */
const SIGN = { width: 6, height: 7, slender: 0.55, broad: 1.5, ofLine: 0.45 };

/** Null where the first symbol has not the size of a sign. */
function likenessAt(grey: Grey, line: Box): Likeness | null {
  const limit = inkLimit(grey, line);
  const span = firstSymbol(grey, line, limit);
  if (span === null) return null;
  const place = inkRows(grey, { ...span, y0: line.y0, y1: line.y1 }, limit);
  const [width, height] = [place.x1 - place.x0, place.y1 - place.y0];
  const slender = width / height < SIGN.slender || width / height > SIGN.broad;
  if (width < SIGN.width || height < SIGN.height || slender) return null;
  if (height < SIGN.ofLine * (line.y1 - line.y0)) return null;
  const shape = centred(sampled(grey, place));
  const alike = new Map<ComparisonSign, number>();
  for (const { sign, values } of TEMPLATES) {
    let likeness = 0;
    for (let at = 0; at < values.length; at++) likeness += (values[at] ?? 0) * (shape[at] ?? 0);
    alike.set(sign, Math.max(alike.get(sign) ?? -1, likeness));
  }
  return { place, alike, even: evenness(shape) };
}

/** Likeness of a symbol to itself upside down: a wedge without a bar is even, whatever its breadth, and one with a bar is not. */
function evenness(shape: Float32Array): number {
  let likeness = 0;
  for (let at = 0; at < shape.length; at++) {
    const upright = Math.floor(at / SIDE);
    likeness += (shape[at] ?? 0) * (shape[(SIDE - 1 - upright) * SIDE + (at % SIDE)] ?? 0);
  }
  return likeness;
}

/** Evenness from which a wedge has no bar: in worn print a bar that touches the wedge is seen in nothing else. */
const EVEN = 0.7;

/** How sure a sign is that was told by its outline. */
function sureOf(sign: ComparisonSign, even: number): number {
  return (sign === '>' || sign === '<') && even < EVEN ? BAR_UNKNOWN : SURE;
}

/**
 * The comparison sign with which a line begins, told by its outline alone. Recognition knows no ≥ and ≤ and takes
 * them for ideographs. Null where the line begins with anything else.
 */
export function signAt(grey: Grey, line: Box): FoundSign | null {
  const found = likenessAt(grey, line);
  if (found === null) return null;
  const [best, next] = [...found.alike].sort((a, b) => b[1] - a[1]);
  const passes = ALIKE.some(({ least, lead }) => best && best[1] >= least && best[1] - (next?.[1] ?? -1) >= lead);
  if (best === undefined || !passes) return null;
  return { ...found.place, sign: best[0], confidence: sureOf(best[0], found.even) };
}

/** The = with which a line begins, told by its outline; null where the line begins with anything else. */
function equalAt(grey: Grey, line: Box): FoundSign | null {
  const limit = inkLimit(grey, line);
  const span = firstSymbol(grey, line, limit);
  if (span === null) return null;
  const place = inkRows(grey, { ...span, y0: line.y0, y1: line.y1 }, limit);
  return isEqual(grey, place) ? { ...place, sign: '=', confidence: SURE } : null;
}

/** What recognition makes of a wedge: it sees where it points, and never its bar. */
const READ_WEDGES: Readonly<Record<string, readonly [plain: ComparisonSign, barred: ComparisonSign]>> = {
  '>': ['>', '≥'],
  '＞': ['>', '≥'],
  '<': ['<', '≤'],
  '＜': ['<', '≤'],
};
/** Likeness of a wedge that was read as one, and how much more it has to be like one with a bar than without, or less. */
const KNOWN_WEDGE = { least: 0.5, lead: 0.1 };
/** A wedge of which the outline does not tell whether it has a bar is no better than this. */
const BAR_UNKNOWN = 0.5;

/** A wedge that recognition read, with or without its bar as the outline shows; doubtful where it shows neither. */
function withBar(grey: Grey, line: Box, [first, ...rest]: readonly Char[]): Char[] | null {
  const pair = first && READ_WEDGES[first.text];
  if (first === undefined || pair === undefined) return null;
  const found = likenessAt(grey, line);
  const [plain, barred] = pair.map((sign) => found?.alike.get(sign) ?? 0);
  const lead = (barred ?? 0) - (plain ?? 0);
  const sign = lead > 0 ? pair[1] : pair[0];
  const told = Math.max(plain ?? 0, barred ?? 0) >= KNOWN_WEDGE.least && Math.abs(lead) >= KNOWN_WEDGE.lead;
  if (told) return [{ ...first, text: sign, confidence: sureOf(sign, found?.even ?? 0) }, ...rest];
  return [{ ...first, confidence: Math.min(first.confidence, BAR_UNKNOWN) }, ...rest];
}

/** From where an outline is no digit, whatever was read. */
const NO_DIGIT = 0.9;

/**
 * A number whose first digit has not the outline of one: a worn sign was read so (28% for ≥8%). It is doubtful, and the sign
 * stands in its place where the outline shows one.
 */
function insteadOfDigit(grey: Grey, line: Box, chars: readonly Char[]): Char[] | null {
  const [first, ...rest] = chars;
  const found = first && /^\d$/u.test(first.text) ? likenessAt(grey, line) : null;
  if (!first || found === null || guessDigit(shapeOf(grey, found.place)).strange < NO_DIGIT) return null;
  // outlines that touch are several digits
  if (rest.some((char) => (char.x0 + char.x1) / 2 < found.place.x1)) return null;
  return [{ ...first, text: toldWedge(found) ?? first.text, confidence: BAR_UNKNOWN }, ...rest];
}

/**
 * The sign that the outline shows before a number where it was not read, in doubt (42家 for >42家): worn ones are lost so.
 */
function beforeDigit(grey: Grey, line: Box, chars: readonly Char[]): Char[] | null {
  const [first, ...rest] = chars;
  if (!first || !/^\d$/u.test(first.text)) return null;
  const found = likenessAt(grey, line);
  const sign = toldWedge(found);
  if (found === null || sign === null || (first.x0 + first.x1) / 2 <= found.place.x1) return null;
  const digit = { ...first, x0: Math.max(first.x0, found.place.x1) };
  return [{ ...found.place, y0: line.y0, y1: line.y1, text: sign, confidence: BAR_UNKNOWN }, digit, ...rest];
}

/** The wedge that an outline shows where one is known to be, or likely. */
function toldWedge(found: Likeness | null): ComparisonSign | null {
  const [best, next] = [...(found?.alike ?? [])].sort((a, b) => b[1] - a[1]);
  const told = best && best[1] >= KNOWN_WEDGE.least && best[1] - (next?.[1] ?? 0) >= KNOWN_WEDGE.lead;
  return told ? best[0] : null;
}

/** The darkness of the symbol on the small raster. */
function sampled({ width, data }: Grey, box: Box): Float32Array {
  const values = new Float32Array(SIDE * SIDE);
  const [stepX, stepY] = [(box.x1 - box.x0) / SIDE, (box.y1 - box.y0) / SIDE];
  for (let at = 0; at < values.length; at++) {
    const x = box.x0 + ((at % SIDE) + 0.5) * stepX - 0.5;
    const y = box.y0 + (Math.floor(at / SIDE) + 0.5) * stepY - 0.5;
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [fx, fy] = [x - left, y - top];
    const ink = (dx: number, dy: number) => 255 - (data[(top + dy) * width + left + dx] ?? 255);
    values[at] = (ink(0, 0) * (1 - fx) + ink(1, 0) * fx) * (1 - fy) + (ink(0, 1) * (1 - fx) + ink(1, 1) * fx) * fy;
  }
  return values;
}

function inkLimit({ width, data }: Grey, line: Box): number {
  let dark = 255;
  for (let y = line.y0; y < line.y1; y++) {
    for (let x = line.x0; x < line.x1; x++) dark = Math.min(dark, data[y * width + x] ?? 255);
  }
  return dark + THRESHOLD * (255 - dark);
}

/** Where a sign that touches its neighbour ends, in heights of the line. */
const NARROWEST = 0.7;
const WIDEST = 1.1;

/**
 * The columns of the first symbol: from the first inked column to the first empty one, or, where it touches its
 * neighbour, to the column with the least ink about where a sign of the line's height would end.
 */
function firstSymbol(grey: Grey, line: Box, limit: number): { x0: number; x1: number } | null {
  const tall = line.y1 - line.y0;
  const inks: number[] = [];
  for (let x = line.x0; x < Math.min(line.x1, line.x0 + 2 * tall); x++) {
    let ink = 0;
    for (let y = line.y0; y < line.y1; y++) if ((grey.data[y * grey.width + x] ?? 255) < limit) ink++;
    inks.push(ink);
  }
  const start = inks.findIndex((ink) => ink > 0);
  if (start < 0) return null;
  const gap = inks.findIndex((ink, at) => at > start && ink === 0);
  const end = gap < 0 ? inks.length : gap;
  if (end - start <= WIDEST * tall) return { x0: line.x0 + start, x1: line.x0 + end };
  let cut = start + Math.round(NARROWEST * tall);
  for (let at = cut; at < start + WIDEST * tall; at++) if ((inks[at] ?? tall) < (inks[cut] ?? tall)) cut = at;
  return { x0: line.x0 + start, x1: line.x0 + cut };
}

/** The box drawn in to the rows that hold ink. */
function inkRows({ width, data }: Grey, box: Box, limit: number): Box {
  let [y0, y1] = [box.y1, box.y0];
  for (let y = box.y0; y < box.y1; y++) {
    for (let x = box.x0; x < box.x1; x++) {
      if ((data[y * width + x] ?? 255) >= limit) continue;
      y0 = Math.min(y0, y);
      y1 = y + 1;
    }
  }
  return { ...box, y0, y1 };
}

/** A reading whose first character was meant for a comparison sign, put right by the outline; null when there is none. */
export function withSign(grey: Grey, line: Box, chars: readonly Char[]): Char[] | null {
  if (!chars.slice(0, 2).some((char) => /\d/u.test(char.text))) return null;
  const found = signAt(grey, line) ?? equalAt(grey, line);
  if (found === null)
    return withBar(grey, line, chars) ?? beforeDigit(grey, line, chars) ?? insteadOfDigit(grey, line, chars);
  const rest = chars.filter((char) => (char.x0 + char.x1) / 2 > found.x1);
  const lost = chars.length - rest.length;
  // at most the sign itself was read as something, and a number follows it
  if (lost > 1 || !/\d/u.test(rest[0]?.text ?? '')) return withBar(grey, line, chars);
  const { sign, ...box } = found;
  return [{ ...box, y0: line.y0, y1: line.y1, text: sign }, ...rest];
}

/** Most characters that a recogniser makes of one sign. */
const MOST_CHARS = 2;
/** Part of the width of a sign that each stroke of = spans: the upper one of 二 is shorter. */
const SPANS = 0.86;
/** Width of = in parts of its height, and height of a stroke in parts of the whole. */
const FLAT = { least: 1.1, most: 4, stroke: 0.48 };

/** A sign that stands alone in its cell (指标性质), told by its outline whatever it was read as; null when it is none. */
export function loneSign(grey: Grey, line: Box, chars: readonly Char[]): Char[] | null {
  if (chars.length > MOST_CHARS || chars.some((char) => /\d/u.test(char.text))) return null;
  if (line.x1 - line.x0 > FLAT.most * (line.y1 - line.y0)) return null;
  const wedge = signAt(grey, line);
  const whole = wedge !== null && wedge.x1 - wedge.x0 >= SPANS * (line.x1 - line.x0);
  const { x0, x1, y0, y1 } = line;
  if (whole) return [{ x0, x1, y0, y1, text: wedge.sign, confidence: wedge.confidence }];
  if (isEqual(grey, line)) return [{ x0, x1, y0, y1, text: '=', confidence: SURE }];
  return chars.length === 1 ? withBar(grey, line, chars) : null;
}

/** Whether the print is two level strokes of one width, one above the other, with white between. */
function isEqual({ width, data }: Grey, line: Box): boolean {
  const [wide, high] = [line.x1 - line.x0, line.y1 - line.y0];
  if (wide < FLAT.least * high || high < 4) return false;
  const limit = inkLimit({ width, height: 0, data }, line);
  const strokes: { rows: number; x0: number; x1: number }[] = [];
  let white = true;
  for (let y = line.y0; y < line.y1; y++) {
    const row = data.subarray(y * width + line.x0, y * width + line.x1);
    const inked = [...row.keys()].filter((x) => (row[x] ?? 255) < limit);
    const [x0, x1] = [inked[0], inked[inked.length - 1]];
    if (x0 !== undefined && x1 !== undefined) {
      const last = white ? undefined : strokes[strokes.length - 1];
      if (last) Object.assign(last, { rows: last.rows + 1, x0: Math.min(last.x0, x0), x1: Math.max(last.x1, x1) });
      else strokes.push({ rows: 1, x0, x1 });
    }
    white = x0 === undefined;
  }
  return (
    strokes.length === 2 &&
    strokes.every(({ rows, x0, x1 }) => x1 + 1 - x0 >= SPANS * wide && rows <= FLAT.stroke * high)
  );
}
