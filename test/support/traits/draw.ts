import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { fontBytes } from '../../../samples/generator/fonts.ts';
import { longIndexFontkit } from '../../../samples/generator/subset.ts';
import type { PdfDraft } from '../pdf.ts';

const noto = longIndexFontkit.create(fontBytes('regular'));
GlobalFonts.register(Buffer.from(fontBytes('regular')), 'yusuan-draft');

/** Width of a text in points. */
export function widthOf(text: string, size: number): number {
  let units = 0;
  for (const char of text) units += noto.glyphForCodePoint(char.codePointAt(0) ?? 32).advanceWidth;
  return (units * size) / noto.unitsPerEm;
}

/** The strokes of an outline; fontkit's types leave them out. */
function commandsOf(path: object): readonly { readonly command: string; readonly args: readonly number[] }[] {
  return 'commands' in path && Array.isArray(path.commands) ? path.commands : [];
}

/** The real outlines of a text, filled. */
export function outlined(text: string, x: number, y: number, size: number): string {
  const scale = size / noto.unitsPerEm;
  let [pen, out] = [x, ''];
  for (const char of text) {
    const glyph = noto.glyphForCodePoint(char.codePointAt(0) ?? 32);
    let at: [number, number] = [0, 0];
    const to = (px: number, py: number) => `${(pen + px * scale).toFixed(3)} ${(y + py * scale).toFixed(3)}`;
    for (const { command, args } of commandsOf(glyph.path)) {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
      if (command === 'moveTo') [out, at] = [`${out}${to(a, b)} m `, [a, b]];
      else if (command === 'lineTo') [out, at] = [`${out}${to(a, b)} l `, [a, b]];
      else if (command === 'quadraticCurveTo') {
        const [one, two] = [
          [at[0] + (2 / 3) * (a - at[0]), at[1] + (2 / 3) * (b - at[1])],
          [c + (2 / 3) * (a - c), d + (2 / 3) * (b - d)],
        ];
        out += `${to(one[0] ?? 0, one[1] ?? 0)} ${to(two[0] ?? 0, two[1] ?? 0)} ${to(c, d)} c `;
        at = [c, d];
      } else if (command === 'bezierCurveTo') [out, at] = [`${out}${to(a, b)} ${to(c, d)} ${to(e, f)} c `, [e, f]];
      else out += 'h ';
    }
    out += 'f\n';
    pen += glyph.advanceWidth * scale;
  }
  return out;
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Grey, row by row. */
  readonly data: Uint8Array;
}

/** Draws with a canvas at `dpi`; coordinates are points of the page, from its top left. */
export function pixels(
  width: number,
  height: number,
  dpi: number,
  draw: (context: ReturnType<ReturnType<typeof createCanvas>['getContext']>) => void,
): Pixels {
  const scale = dpi / 72;
  const [w, h] = [Math.ceil(width * scale), Math.ceil(height * scale)];
  const context = createCanvas(w, h).getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, w, h);
  context.scale(scale, scale);
  context.fillStyle = '#000000';
  draw(context);
  const { data } = context.getImageData(0, 0, w, h);
  return { width: w, height: h, data: Uint8Array.from({ length: w * h }, (_, at) => data[at * 4] ?? 255) };
}

/** A text as a picture of its own. */
export function textPixels(text: string, size: number, dpi = 200): Pixels {
  return pixels(widthOf(text, size) + 2, size * 1.4, dpi, (context) => {
    context.font = `${size}px yusuan-draft`;
    context.fillText(text, 1, size * 1.1);
  });
}

/** The rows of pixels as bits, ink 0. */
export function bits({ width, height, data }: Pixels, ink = 0): Uint8Array {
  const stride = Math.ceil(width / 8);
  const out = new Uint8Array(stride * height).fill(ink === 0 ? 255 : 0);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if ((data[y * width + x] ?? 255) < 128) {
        const at = y * stride + (x >> 3);
        out[at] = (out[at] ?? 0) ^ (0x80 >> (x & 7));
      }
  return out;
}

/** Adds a picture to the draft; the number of its object. */
export function image(
  draft: PdfDraft,
  shot: Pixels,
  kind: 'grey' | 'mask' | 'indexed' | 'inverted' | 'soft' | 'rgb',
): number {
  const head = `<</Type/XObject/Subtype/Image/Width ${shot.width}/Height ${shot.height}`;
  if (kind === 'mask') return draft.add(`${head}/ImageMask true/BitsPerComponent 1>>`, bits(shot));
  if (kind === 'indexed')
    return draft.add(`${head}/ColorSpace[/Indexed/DeviceRGB 1 <000000ffffff>]/BitsPerComponent 1>>`, bits(shot));
  if (kind === 'inverted')
    return draft.add(
      `${head}/ColorSpace/DeviceGray/Decode[1 0]/BitsPerComponent 8>>`,
      shot.data.map((value) => 255 - value),
    );
  if (kind === 'rgb') {
    const rgb = new Uint8Array(shot.data.length * 3);
    shot.data.forEach((value, at) => {
      rgb.fill(value, at * 3, at * 3 + 3);
    });
    return draft.add(`${head}/ColorSpace/DeviceRGB/BitsPerComponent 8>>`, rgb);
  }
  if (kind === 'soft') {
    const mask = draft.add(
      `${head}/ColorSpace/DeviceGray/BitsPerComponent 8>>`,
      shot.data.map((value) => 255 - value),
    );
    return draft.add(
      `<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/SMask ${mask} 0 R>>`,
      new Uint8Array([0]),
    );
  }
  return draft.add(`${head}/ColorSpace/DeviceGray/BitsPerComponent 8>>`, shot.data);
}
