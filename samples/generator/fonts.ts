import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit, { type Font } from '@pdf-lib/fontkit';

const require = createRequire(import.meta.url);
const PACKAGE = '@expo-google-fonts/noto-sans-sc';

/** Paths of the two fonts inside the installed package. */
export const FONT_FILES = {
  regular: require.resolve(`${PACKAGE}/400Regular/NotoSansSC_400Regular.ttf`),
  bold: require.resolve(`${PACKAGE}/700Bold/NotoSansSC_700Bold.ttf`),
} as const;

export type Weight = keyof typeof FONT_FILES;

const bytes = new Map<Weight, Uint8Array>();
const fonts = new Map<Weight, Font>();
const widths = new Map<string, number>();

/** The bytes of a font, read once per process. */
export function fontBytes(weight: Weight): Uint8Array {
  const known = bytes.get(weight) ?? readFileSync(FONT_FILES[weight]);
  bytes.set(weight, known);
  return known;
}

function font(weight: Weight): Font {
  const known = fonts.get(weight) ?? fontkit.create(fontBytes(weight));
  fonts.set(weight, known);
  return known;
}

/** Advance width of one character in ems. */
export function advance(char: string, weight: Weight): number {
  const key = `${weight}${char}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const code = char.codePointAt(0) ?? 32;
  const face = font(weight);
  if (!face.hasGlyphForCodePoint(code)) throw new Error(`The font has no glyph for “${char}”`);
  const width = face.glyphForCodePoint(code).advanceWidth / face.unitsPerEm;
  widths.set(key, width);
  return width;
}

/** Width of a text in points. */
export function textWidth(text: string, size: number, weight: Weight): number {
  let width = 0;
  for (const char of text) width += advance(char, weight);
  return width * size;
}

/** Cuts a text into lines no wider than `width`, between any two characters; `first` is less room in the first line. */
export function wrap(text: string, size: number, weight: Weight, width: number, first = 0): string[] {
  const lines: string[] = [];
  for (const part of text.split('\n')) {
    let line = '';
    let room = width - (lines.length === 0 ? first : 0);
    for (const char of part) {
      const needed = advance(char, weight) * size;
      if (line !== '' && needed > room + 1e-6) {
        lines.push(line);
        line = '';
        room = width;
      }
      line += char;
      room -= needed;
    }
    lines.push(line);
  }
  return lines;
}
