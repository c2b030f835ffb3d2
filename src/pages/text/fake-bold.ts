import type { Glyph } from '../../model/page.ts';

/**
 * Two prints of one character this close are one, printed twice to look bold: a share of the font size, and no more than
 * a share of its width, since narrow type stands close (`33` set at a third of its width).
 */
const OVERPRINT = 0.2;
const OWN_WIDTH = 0.45;
const BAND = 4;

/** So many characters printed again at one distance make it that of the page's bold print. */
const USUAL = 4;

interface Prints {
  readonly kept: readonly Glyph[];
  /** How often a character was printed again, by how far off. */
  readonly shifts: ReadonlyMap<string, number>;
}

/**
 * Keeps one of the characters printed on top of each other (假粗体). Goes by position, never by repetition:
 * `7 7` may be real. What is too narrow to touch its second print goes by the distance of the others.
 */
export function dropOverprints(glyphs: readonly Glyph[]): readonly Glyph[] {
  const { kept, shifts } = firstPrints(glyphs);
  const usual = new Set([...shifts].filter(([, count]) => count >= USUAL).map(([shift]) => shift));
  if (usual.size === 0) return kept;
  const narrow = new Map<string, Glyph[]>();
  return kept.filter((glyph) => {
    if (!isNarrow(glyph)) return true;
    const row = `${glyph.text} ${Math.round(glyph.y0)}`;
    const before = narrow.get(row);
    if (before?.some((other) => usual.has(shiftOf(other, glyph)))) return false;
    if (before) before.push(glyph);
    else narrow.set(row, [glyph]);
    return true;
  });
}

function shiftOf(from: Glyph, to: Glyph): string {
  return `${Math.round(10 * (to.x0 - from.x0))} ${Math.round(10 * (to.y0 - from.y0))}`;
}

/** Whether a second print of it need not touch the first: a point, a comma. */
function isNarrow({ x0, x1, size }: Glyph): boolean {
  return OWN_WIDTH * (x1 - x0) < OVERPRINT * size;
}

/** The first of some characters that begins within `aside` and `reach` of another. */
function firstNear({ x0, y0 }: Glyph, others: readonly Glyph[] | undefined, aside: number, reach: number) {
  if (others === undefined) return undefined;
  for (const other of others) if (Math.abs(other.x0 - x0) < aside && Math.abs(other.y0 - y0) < reach) return other;
  return undefined;
}

function firstPrints(glyphs: readonly Glyph[]): Prints {
  const seen = new Map<string, Map<number, Glyph[]>>();
  const shifts = new Map<string, number>();
  const kept = glyphs.filter((glyph) => {
    let bands = seen.get(glyph.text);
    if (bands === undefined) {
      bands = new Map();
      seen.set(glyph.text, bands);
    }
    const reach = OVERPRINT * glyph.size;
    const aside = Math.min(reach, OWN_WIDTH * (glyph.x1 - glyph.x0));
    const last = Math.floor((glyph.y0 + reach) / BAND);
    for (let band = Math.floor((glyph.y0 - reach) / BAND); band <= last; band++) {
      const first = firstNear(glyph, bands.get(band), aside, reach);
      if (first === undefined) continue;
      const shift = shiftOf(first, glyph);
      shifts.set(shift, (shifts.get(shift) ?? 0) + 1);
      return false;
    }
    const own = Math.floor(glyph.y0 / BAND);
    const list = bands.get(own);
    if (list) list.push(glyph);
    else bands.set(own, [glyph]);
    return true;
  });
  return { kept, shifts };
}
