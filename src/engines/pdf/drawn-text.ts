import type { Box } from '../../model/box.ts';
import { compose, type FontFacts, type GraphicsState, type Matrix } from './graphics-state.ts';
import type { RawGlyph } from './pdf.ts';

/** Share of the em above and below the baseline; CJK fonts fill 0.88 / 0.12, and Latin digits lie inside. */
const ASCENT = 0.86;
const DESCENT = 0.14;

interface DrawnGlyph {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
  readonly vmetric: readonly [number, number, number] | null;
}

function drawnGlyph(value: object): DrawnGlyph {
  const unicode = 'unicode' in value && typeof value.unicode === 'string' ? value.unicode : '';
  const width = 'width' in value && typeof value.width === 'number' ? value.width : 0;
  const vmetric = 'vmetric' in value && Array.isArray(value.vmetric) ? value.vmetric : null;
  return {
    unicode,
    width,
    isSpace: 'isSpace' in value && value.isSpace === true,
    vmetric: vmetric ? [Number(vmetric[0]), Number(vmetric[1]), Number(vmetric[2])] : null,
  };
}

/**
 * The characters of one `showText`, appended to `out`. `items` mixes glyphs and TJ adjustments (thousandths of an em).
 * Advances the text matrix. Blank characters are not drawn and not kept: gaps speak for themselves.
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
  const painted = state.renderingMode !== 3 && state.renderingMode !== 7 && state.fillAlpha > 0.02;
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
    const advance = font.vertical
      ? (glyph.vmetric?.[0] ?? -1000) * em + spacing
      : (glyph.width * em + spacing) * horizontalScale;
    if (glyph.unicode.trim() !== '' || glyph.unicode === '') {
      const box = font.vertical
        ? place(matrix, -fontSize / 2, pen - fontSize, fontSize / 2, pen)
        : place(
            matrix,
            pen,
            state.rise - DESCENT * fontSize,
            pen + glyph.width * em * horizontalScale,
            state.rise + ASCENT * fontSize,
          );
      out.push(rawGlyph(glyph.unicode, box, matrix, state, page, clip, painted));
    }
    pen += advance;
  }
  const moved: Matrix = font.vertical ? [1, 0, 0, 1, 0, pen] : [1, 0, 0, 1, pen, 0];
  state.textMatrix = compose(state.textMatrix, moved);
}

function covers(clip: Box, page: Box): boolean {
  return clip.x0 <= page.x0 && clip.y0 <= page.y0 && clip.x1 >= page.x1 && clip.y1 >= page.y1;
}

function place(m: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  if (m[1] === 0 && m[2] === 0) {
    const [left, right] = [m[0] * x0 + m[4], m[0] * x1 + m[4]];
    const [top, bottom] = [m[3] * y1 + m[5], m[3] * y0 + m[5]];
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

function rawGlyph(
  unicode: string,
  box: Box,
  matrix: Matrix,
  state: GraphicsState,
  page: Box,
  clip: Box | null,
  painted: boolean,
): RawGlyph {
  const direction = Math.sign(state.fontSize) || 1;
  const upright = matrix[1] === 0 && matrix[0] * direction > 0;
  return {
    x0: box.x0,
    y0: box.y0,
    x1: box.x1,
    y1: box.y1,
    text: unicode,
    size: Math.abs(state.fontSize) * Math.hypot(matrix[2], matrix[3]),
    angle: upright
      ? 0
      : (Math.round((Math.atan2(matrix[1] * direction, matrix[0] * direction) * 180) / Math.PI) + 360) % 360,
    visible: painted && shown(box, page) && (clip === null || shown(box, clip)),
    color: state.fill,
    alpha: state.fillAlpha,
    clip,
    unreadable: unicode === '' || /[\p{Cc}\p{Co}\ufffd]/u.test(unicode),
  };
}

/** A character counts as shown when at least a quarter of its height and width lie inside. */
function shown(box: Box, frame: Box): boolean {
  const width = Math.min(box.x1, frame.x1) - Math.max(box.x0, frame.x0);
  const height = Math.min(box.y1, frame.y1) - Math.max(box.y0, frame.y0);
  return width >= (box.x1 - box.x0) / 4 && height >= (box.y1 - box.y0) / 4;
}
