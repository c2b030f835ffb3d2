import { type Box, overlap, union } from '../../model/box.ts';
import type { TextLine } from '../../model/grid.ts';

/** A gap this wide (in font sizes) parts the headings of two tables that stand side by side. */
const WIDE_GAP = 2;

/** The parts of text lines that stand over or under one of several tables side by side. */
export function besideText(lines: readonly TextLine[], box: Box): TextLine[] {
  return lines.flatMap((line) =>
    wideParts(line).filter((part) => {
      const shared = overlap(part.x0, part.x1, box.x0, box.x1);
      return shared > 0.5 * (part.x1 - part.x0);
    }),
  );
}

function wideParts(line: TextLine): TextLine[] {
  const groups: TextLine['glyphs'][number][][] = [];
  let right = -Infinity;
  for (const glyph of line.glyphs) {
    if (glyph.x0 - right > WIDE_GAP * glyph.size) groups.push([]);
    groups.at(-1)?.push(glyph);
    right = Math.max(right, glyph.x1);
  }
  return groups.map((glyphs) => ({
    ...line,
    ...union(glyphs),
    glyphs,
    text: glyphs.map((glyph) => glyph.text).join(''),
  }));
}
