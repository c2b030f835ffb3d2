import { asUpright, type Glyph, type Page, type Rule, type Turn } from '../../model/page.ts';
import type { RawGlyph, RawPage } from '../../model/raw-page.ts';
import { UNREAD } from '../../model/text.ts';
import { cutWords } from './cut-words.ts';
import { halfCovered } from './doubtful-print.ts';
import { dropOverprints } from './fake-bold.ts';
import { plainCharacter } from './radicals.ts';
import { isLevel } from './untold.ts';
import { watermarkOf } from './watermark.ts';

/**
 * What a page draws → the page turned upright: every visible character once, ruling lines, pictures.
 * Watermarks, slanted and invisible characters are set `aside`. For pages whose text layer is trusted.
 */
export function read(raw: RawPage): Page {
  const turn = uprightTurn(raw.glyphs);
  const content: Glyph[] = [];
  const aside: Glyph[] = [];
  const watermark = watermarkOf(raw.glyphs, turn);
  const covered = halfCovered(raw, watermark);
  const broken = cutWords(raw.glyphs);
  const isWatermark = watermark.size > 0;
  const isCut = covered.size + broken.size > 0;
  for (const drawn of raw.glyphs) {
    const glyph = toGlyph(drawn, raw, turn);
    if (isWatermark && watermark.has(drawn)) aside.push(glyph);
    else if (isCut && (covered.has(drawn) || broken.has(drawn))) content.push({ ...glyph, cut: true });
    else if (drawn.visible && isLevel(drawn.angle, turn)) content.push(glyph);
    else aside.push(glyph);
  }
  const swapped = turn === 90 || turn === 270;
  return {
    number: raw.number,
    width: swapped ? raw.height : raw.width,
    height: swapped ? raw.width : raw.height,
    turn,
    ...(raw.slant === undefined ? {} : { slant: raw.slant }),
    kind: content.length === 0 && raw.pictures.length === 0 ? 'blank' : 'text',
    glyphs: dropOverprints(content),
    rules: turn === 0 ? raw.rules : raw.rules.map((rule) => turnRule(rule, raw, turn)),
    pictures: raw.pictures.map((picture) => asUpright(picture, raw.width, raw.height, turn)),
    alternatives: [],
    aside,
  };
}

/** The turn that brings most of the visible characters upright. */
function uprightTurn(glyphs: readonly RawGlyph[]): Turn {
  const count = { 0: 0, 90: 0, 180: 0, 270: 0 };
  for (const { visible, angle } of glyphs) {
    if (visible && (angle === 0 || angle === 90 || angle === 180 || angle === 270)) count[angle]++;
  }
  if (count[270] > count[0] && count[270] >= count[90] && count[270] >= count[180]) return 90;
  if (count[90] > count[0] && count[90] >= count[180]) return 270;
  return count[180] > count[0] ? 180 : 0;
}

function toGlyph(drawn: RawGlyph, raw: RawPage, turn: Turn): Glyph {
  const box = turn === 0 ? drawn : asUpright(drawn, raw.width, raw.height, turn);
  // A line through it and red come first: no sum lifts it, while looks may be borne out.
  const doubt = drawn.struck
    ? 'struck'
    : drawn.foreign
      ? 'overprinted'
      : drawn.color !== '#000000' && isRed(drawn.color)
        ? 'red'
        : drawn.byLooks
          ? 'by-looks'
          : null;
  const glyph: Glyph = {
    x0: box.x0,
    y0: box.y0,
    x1: box.x1,
    y1: box.y1,
    text: drawn.unreadable ? UNREAD : plainCharacter(drawn.text),
    size: drawn.size,
    source: 'text',
    confidence: drawn.unreadable ? 0 : 1,
    clip: drawn.clip && turn !== 0 ? asUpright(drawn.clip, raw.width, raw.height, turn) : drawn.clip,
  };
  return doubt === null ? glyph : { ...glyph, doubt };
}

/** How much red the darkest red print has (#800000 has 128), of 255. */
const DARKEST_RED = 110;

/** Accountants print losses in red. */
function isRed(color: string): boolean {
  const value = Number.parseInt(color.slice(1), 16);
  const [red, green, blue] = [value >> 16, (value >> 8) & 255, value & 255];
  return red > DARKEST_RED && green < 0.5 * red && blue < 0.5 * red;
}

function turnRule(rule: Rule, raw: RawPage, turn: Turn): Rule {
  const flat = rule.axis === 'h';
  const box = flat
    ? { x0: rule.from, x1: rule.to, y0: rule.at, y1: rule.at }
    : { x0: rule.at, x1: rule.at, y0: rule.from, y1: rule.to };
  const { x0, y0, x1, y1 } = asUpright(box, raw.width, raw.height, turn);
  const axis = turn === 180 ? rule.axis : flat ? 'v' : 'h';
  return axis === 'h'
    ? { axis, at: y0, from: x0, to: x1, thickness: rule.thickness }
    : { axis, at: x0, from: y0, to: y1, thickness: rule.thickness };
}
