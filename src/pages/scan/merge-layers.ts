import { overlap } from '../../model/box.ts';
import type { Glyph, Page } from '../../model/page.ts';

/** Part of the recognised characters that must stand in the text layer too for the layer to be what is seen. */
const SAME = 0.9;
/** Characters needed to compare a layer with the picture. */
const ENOUGH = 20;
/** Confidence of a recognised character above which it speaks against the layer. */
const SURE = 0.8;

/**
 * A page whose text stands on a picture: the picture decides. When it shows the same characters at the same places the
 * layer is what is printed and is read instead; otherwise the recognised page stands.
 */
export function chooseLayer(text: Page, scanned: Page): Page {
  if (scanned.glyphs.length === 0) return text;
  if (text.turn !== scanned.turn || scanned.glyphs.length < ENOUGH) return scanned;
  const figures = scanned.glyphs.filter((glyph) => /[\p{Script=Han}\d]/u.test(glyph.text) && glyph.confidence > SURE);
  const same = figures.filter((glyph) => text.glyphs.some((other) => other.text === glyph.text && meet(glyph, other)));
  return same.length >= SAME * Math.max(1, figures.length) ? { ...text, kind: 'mixed' } : scanned;
}

function meet(a: Glyph, b: Glyph): boolean {
  const slack = 0.5 * a.size;
  return overlap(a.x0 - slack, a.x1 + slack, b.x0, b.x1) > 0 && overlap(a.y0 - slack, a.y1 + slack, b.y0, b.y1) > 0;
}

/** A text page with the recognised pictures that stand in it put in their places. */
export function insertScans(text: Page, scans: readonly Page[]): Page {
  const upright = scans.filter((scan) => scan.turn === text.turn && scan.glyphs.length > 0);
  if (upright.length === 0) return { ...text, kind: 'mixed' };
  return {
    ...text,
    kind: 'mixed',
    glyphs: [...text.glyphs, ...upright.flatMap((scan) => scan.glyphs)],
    rules: [...text.rules, ...upright.flatMap((scan) => scan.rules)],
    alternatives: [...text.alternatives, ...upright.flatMap((scan) => scan.alternatives)],
  };
}
