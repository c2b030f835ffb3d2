import type { Box } from '../../model/box.ts';
import { compose, type FontFacts, type GraphicsState, isUnsure, type Matrix, type Shape } from './graphics-state.ts';
import { isWhite } from './painted-path.ts';
import type { RawGlyph } from './pdf.ts';
import { shareInside } from './shapes/path-shape.ts';

/** Share of the em above and below the baseline; CJK fonts fill 0.88 / 0.12, and Latin digits lie inside. */
const ASCENT = 0.86;
const DESCENT = 0.14;

/** Opacity from which a character is seen. */
const SEEN = 0.02;

interface DrawnGlyph {
  readonly unicode: string;
  /** The character by which the embedded font draws it; '' where it has none. */
  readonly char: string;
  readonly width: number;
  readonly isSpace: boolean;
}

function drawnGlyph(value: object): DrawnGlyph {
  const missing = 'isInFont' in value && value.isInFont === false;
  const unicode = 'unicode' in value && typeof value.unicode === 'string' ? value.unicode : '';
  const width = 'width' in value && typeof value.width === 'number' ? value.width : 0;
  return {
    unicode: withoutSelectors(unicode),
    char: missing ? '' : charOf(value),
    width,
    isSpace: 'isSpace' in value && value.isSpace === true,
  };
}

/** A character without what chooses its form or its neighbours (异体字选择符) and shows nothing; alone it stays, as a blank. */
function withoutSelectors(unicode: string): string {
  if (unicode.length < 2) return unicode;
  const shown = unicode.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '');
  return shown === '' ? unicode : shown;
}

/** How far a character of a vertical font goes down, in its units. */
function downOf(value: object): number {
  return 'vmetric' in value && Array.isArray(value.vmetric) ? Number(value.vmetric[0]) : -1000;
}

/** The name of the drawing in a Type 3 font, or the character of any other. */
function charOf(value: object): string {
  if ('operatorListId' in value && typeof value.operatorListId === 'string') return value.operatorListId;
  return 'fontChar' in value && typeof value.fontChar === 'string' ? value.fontChar : '';
}

/** Characters that show nothing by their meaning: white space, control and format characters, soft hyphen. */
const BLANK = /^[\s\p{Cc}\p{Cf}\p{Zs}\u3164\uffa0\u2800]*$/u;

/**
 * The characters of one `showText`, appended to `out`. `items` mixes glyphs and TJ adjustments (thousandths of an em).
 * Advances the text matrix. Characters that are blank by their meaning are kept only when the font gives them ink:
 * else gaps speak for themselves.
 */
export function glyphsOf(
  items: unknown,
  state: GraphicsState,
  page: Box,
  fontOf: (id: string) => FontFacts,
  out: RawGlyph[],
): void {
  if (!Array.isArray(items)) return;
  const font = fontOf(state.font);
  const matrix = compose(state.ctm, state.textMatrix);
  const { fontSize, horizontalScale, charSpacing, wordSpacing } = state;
  const clip = state.clip && !covers(state.clip, page) ? state.clip : null;
  const style = styleOf(state, page, clip, matrix, font);
  let pen = 0;
  for (const item of items) {
    if (typeof item === 'number') {
      pen -= (item / 1000) * fontSize * (font.vertical ? 1 : horizontalScale);
      continue;
    }
    if (typeof item !== 'object' || item === null) continue;
    const glyph = drawnGlyph(item);
    const spacing = charSpacing + (glyph.isSpace ? wordSpacing : 0);
    const em = fontSize * font.unit;
    const advance = font.vertical ? downOf(item) * em + spacing : (glyph.width * em + spacing) * horizontalScale;
    const plain = isPlain(glyph.unicode);
    const blank = plain ? isWhole(glyph, font) : BLANK.test(glyph.unicode) || font.written?.has(glyph.char) === true;
    if (
      !blank ||
      isUnknown(glyph, font) ||
      (font.inked === null ? glyph.unicode === '' || /\S/u.test(glyph.unicode) : font.inked(glyph.char))
    ) {
      const box = font.vertical
        ? place(matrix, -fontSize / 2, pen - fontSize, fontSize / 2, pen)
        : place(
            matrix,
            pen,
            state.rise - DESCENT * fontSize,
            pen + glyph.width * em * horizontalScale,
            state.rise + ASCENT * fontSize,
          );
      out.push(rawGlyph(glyph, blank, plain, box, style));
    }
    pen += advance;
  }
  const moved: Matrix = font.vertical ? [1, 0, 0, 1, 0, pen] : [1, 0, 0, 1, pen, 0];
  state.textMatrix = compose(state.textMatrix, moved);
}

/** What a font without a mapping has at the place of a control character; white space is blank in any font. */
const CONTROL = /^(?!\s)\p{Cc}$/u;

/** Whether nobody can know what a character is: its font is not in the file and does not say. */
function isUnknown({ unicode, width }: DrawnGlyph, { missing }: FontFacts): boolean {
  return missing === true && width > 0 && CONTROL.test(unicode);
}

function covers(clip: Box, page: Box): boolean {
  return clip.x0 <= page.x0 && clip.y0 <= page.y0 && clip.x1 >= page.x1 && clip.y1 >= page.y1;
}

function place(m: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  if (m[1] === 0 && m[2] === 0) {
    const left = m[0] * x0 + m[4];
    const right = m[0] * x1 + m[4];
    const top = m[3] * y1 + m[5];
    const bottom = m[3] * y0 + m[5];
    return {
      x0: Math.min(left, right),
      y0: Math.min(top, bottom),
      x1: Math.max(left, right),
      y1: Math.max(top, bottom),
    };
  }
  const xs = [x0, x1, x0, x1].map((x, i) => m[0] * x + m[2] * (i < 2 ? y0 : y1) + m[4]);
  const ys = [x0, x1, x0, x1].map((x, i) => m[1] * x + m[3] * (i < 2 ? y0 : y1) + m[5]);
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
}

/** Nearly all characters: printed ASCII and Chinese, of which nothing more has to be asked. */
function isPlain(text: string): boolean {
  const code = text.charCodeAt(0);
  return text.length === 1 && ((code > 0x20 && code < 0x7f) || (code >= 0x4e00 && code <= 0x9fff));
}

/** Width, in ems, that no letter, digit or sign has. */
const WIDEST = 1.5;

/** Whether a drawing may be a word or a figure, whatever it is said to be: it is too wide for a character, or writes in a font. */
function isWhole({ unicode, char, width }: DrawnGlyph, { unit, written }: FontFacts): boolean {
  return unicode < '\u007f' && (width * unit > WIDEST || written?.has(char) === true);
}

/** What all characters of one `showText` share. */
interface Style {
  readonly state: GraphicsState;
  readonly page: Box;
  readonly clip: Box | null;
  readonly painted: boolean;
  readonly embedded: boolean;
  readonly missing: boolean;
  readonly upright: boolean;
  readonly angle: number;
  readonly size: number;
  readonly color: string;
  readonly alpha: number;
  readonly unsure: boolean;
}

function styleOf(state: GraphicsState, page: Box, clip: Box | null, matrix: Matrix, font: FontFacts): Style {
  const { embedded, missing = false } = font;
  const direction = (Math.sign(state.fontSize) || 1) * (Math.sign(state.horizontalScale) || 1);
  const upright = Math.abs(matrix[1]) < LEVEL && matrix[0] * direction > 0;
  const mode = state.renderingMode & 3;
  // Outlined in one colour and filled with another, it is seen by whichever is the darker.
  const stroked = mode === 1 || (mode === 2 && isWhite(state.fill));
  return {
    state,
    page,
    clip,
    painted: isPainted(state),
    embedded,
    missing,
    upright,
    angle: upright ? 0 : angleOf(matrix, direction),
    size: Math.abs(state.fontSize) * Math.hypot(matrix[2], matrix[3]),
    color: colourOf(state, stroked),
    alpha: stroked ? state.strokeAlpha : state.fillAlpha,
    unsure: isUnsure(state),
  };
}

/** Whether the rendering mode and the opacity in force leave ink: filled (0, 2), or stroked (1, 2), or clipped to besides. */
function isPainted({ renderingMode, fillAlpha, strokeAlpha }: GraphicsState): boolean {
  const mode = renderingMode & 3;
  const fills = mode === 0 || mode === 2;
  const strokes = mode === 1 || mode === 2;
  return (fills && fillAlpha > SEEN) || (strokes && strokeAlpha > SEEN);
}

function rawGlyph(glyph: DrawnGlyph, blank: boolean, plain: boolean, box: Box, style: Style): RawGlyph {
  const { state, page, clip, painted, embedded, upright } = style;
  const inClip = state.clipShapes.length === 0 ? 1 : shareInShapes(state.clipShapes, box);
  const height = clip === null || !upright ? 1 : shareOfHeight(box, clip);
  const inFrame =
    inClip > UNSEEN &&
    shown(box, page) &&
    (clip === null || shown(box, clip) || isSliver(glyph.unicode, height, box, clip));
  const hidden = !painted ? 'unpainted' : inFrame ? null : 'clipped';
  const unsure = hidden === null && (inClip < WHOLE || height < WHOLE || style.unsure);
  const drawn: RawGlyph = {
    x0: box.x0,
    y0: box.y0,
    x1: box.x1,
    y1: box.y1,
    text: blank ? '' : glyph.unicode,
    size: style.size,
    angle: style.angle,
    visible: hidden === null,
    hidden,
    ground: null,
    color: style.color,
    alpha: style.alpha,
    clip,
    // What its font has no outline for is a blank, or a box, whatever it says that it is.
    unreadable: blank || (embedded && glyph.char === '') || (!plain && /[\p{Cc}\p{Co}\ufffd]/u.test(glyph.unicode)),
    font: embedded ? state.font : null,
    char: embedded && glyph.char !== '' ? glyph.char : null,
  };
  if (!unsure && !style.missing) return drawn;
  return { ...drawn, ...(unsure ? { unsure } : {}), ...(style.missing ? { missing: true } : {}) };
}

/** What is left of a direction's rise by calculation where there is none. */
const LEVEL = 1e-9;

/** How far from a whole degree a direction is still one, in degrees. */
const WHOLE_DEGREE = 0.025;

/** The direction of writing on the page as displayed, in degrees. */
function angleOf(matrix: Matrix, direction: number): number {
  const degrees = (Math.atan2(matrix[1] * direction, matrix[0] * direction) * 180) / Math.PI;
  const whole = Math.round(degrees);
  return ((Math.abs(degrees - whole) < WHOLE_DEGREE ? whole : degrees) + 360) % 360;
}

/** Modes (混合模式) that turn the paper's white round: what is white by its colour is seen black, and black is not seen. */
const TURNING = new Set(['difference', 'exclusion']);

function colourOf({ blend, fill, stroke }: GraphicsState, stroked: boolean): string {
  const own = stroked ? stroke : fill;
  if (!TURNING.has(blend)) return own;
  return `#${(0xffffff - Number.parseInt(own.slice(1), 16)).toString(16).padStart(6, '0')}`;
}

/** Part of a character inside its clip under which nothing of it is seen, and from which all of it is. */
const UNSEEN = 0.1;
const WHOLE = 0.75;

const FIGURE = /^[\d.,]$/u;

/** Whether a clip leaves so little of a figure's height that nobody can say what it is, and yet some of its ink. */
function isSliver(text: string, height: number, { x0, x1 }: Box, clip: Box): boolean {
  const width = Math.min(x1, clip.x1) - Math.max(x0, clip.x0);
  return height > UNSEEN && width >= (x1 - x0) / 4 && FIGURE.test(text);
}

/** Room above and below digits, in shares of their line. */
const ROOM = 0.2;

/** Part of the height of digits that a clip leaves. */
function shareOfHeight({ y0, y1 }: Box, clip: Box): number {
  const room = (y1 - y0) * ROOM;
  const [top, bottom] = [y0 + room, y1 - room];
  return Math.max(0, Math.min(bottom, clip.y1) - Math.max(top, clip.y0)) / Math.max(1e-6, bottom - top);
}

function shareInShapes(shapes: readonly Shape[], { x0, y0, x1, y1 }: Box): number {
  const room = (y1 - y0) * ROOM;
  return Math.min(...shapes.map((shape) => shareInside(shape, { x0, x1, y0: y0 + room, y1: y1 - room })));
}

/** A character counts as shown when at least a quarter of its height and width lie inside. */
function shown(box: Box, frame: Box): boolean {
  const width = Math.min(box.x1, frame.x1) - Math.max(box.x0, frame.x0);
  const height = Math.min(box.y1, frame.y1) - Math.max(box.y0, frame.y0);
  return width >= (box.x1 - box.x0) / 4 && height >= (box.y1 - box.y0) / 4;
}
