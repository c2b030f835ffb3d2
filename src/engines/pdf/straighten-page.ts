import type { Slant } from '../../model/page.ts';
import type { RawGlyph } from '../../model/raw-page.ts';
import { compose, type Matrix } from './graphics-state.ts';

/** Least and greatest slant, in degrees, of a page that was laid askew: less moves no line by a rule, more is meant. */
const LEAST = 0.04;
const GREATEST = 6;
/** How finely slants are told apart, in parts of a degree. */
const STEPS = 20;

/** How far, in degrees clockwise, most of a page's shown characters slant together; null where the page stands upright. */
export function slantOf(glyphs: readonly RawGlyph[]): number | null {
  if (glyphs.every(({ angle }) => angle === 0)) return null;
  const alike = new Map<number, number[]>();
  let shown = 0;
  for (const { visible, text, angle } of glyphs) {
    if (!visible || text.trim() === '') continue;
    shown++;
    if (angle === 0) continue;
    const off = angle > 180 ? angle - 360 : angle;
    if (Math.abs(off) < LEAST || Math.abs(off) > GREATEST) continue;
    const step = Math.round(off * STEPS);
    const known = alike.get(step);
    if (known) known.push(off);
    else alike.set(step, [off]);
  }
  const most = [...alike.values()].find((angles) => angles.length > shown / 2);
  return most === undefined ? null : most.reduce((sum, angle) => sum + angle, 0) / most.length;
}

/** The way from PDF user space to the page turned upright about its middle, and the slant that leads back. */
export function straightened(
  { width, height, transform }: { readonly width: number; readonly height: number; readonly transform: Matrix },
  degrees: number,
): { readonly transform: Matrix; readonly slant: Slant } {
  const [x, y] = [width / 2, height / 2];
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const upright: Matrix = [cos, -sin, sin, cos, x - cos * x - sin * y, y + sin * x - cos * y];
  return { transform: compose(upright, transform), slant: { rise: sin, lean: -sin, x, y } };
}
