import type { Grey } from './clean-ink.ts';
import { type CrispRule, crispRule, eraseCrisp, REACH, runsBeside } from './crisp-rules.ts';
import { positionAt } from './find-rules.ts';
import { INK, type Slant } from './straighten.ts';
import type { Trace } from './trace-lines.ts';
import { eraseUpright } from './upright-rules.ts';

const LEVEL: Slant = { rise: 0, lean: 0 };

/**
 * Paints the traced rules white in place; strokes of print that cross a rule stay whole, those that touch it lose the touch.
 * @param isDrawn whether the picture was never on paper, so that rules look the same all along and what touches them is told
 * @param slant how the picture lay before it was straightened
 */
export function eraseRules(
  grey: Grey,
  rules: readonly Trace[],
  thickest: number,
  isDrawn = false,
  slant = LEVEL,
): void {
  const crisp = new Map<Trace, CrispRule>();
  const done = new Set<Trace>();
  for (const rule of isDrawn ? rules : []) {
    const seen = crispRule(grey, rule);
    if (seen !== null) crisp.set(rule, seen);
  }
  for (const rule of rules) {
    const along = rule.axis === 'h' ? 1 : grey.width;
    const across = rule.axis === 'h' ? grey.width : 1;
    const limit = rule.axis === 'h' ? grey.height : grey.width;
    const seen = crisp.get(rule);
    if (seen === undefined && [...crisp].some(([other, one]) => runsBeside(rule, other, one))) continue;
    if (seen === undefined && rule.axis === 'v') {
      eraseUpright(grey, rule, thickest, slant);
      done.add(rule);
      continue;
    }
    const crossed = seen === undefined ? new Set<number>() : crossingsOf(rule, seen.at, rules);
    const before = [...crisp].filter(([other, one]) => done.has(other) && runsBeside(rule, other, one));
    for (let at = Math.floor(rule.from) - 1; at < rule.to + 1; at++) {
      if (before.some(([other]) => at >= Math.floor(other.from) - 1 && at < other.to + 1)) continue;
      if (seen !== undefined) eraseCrisp(grey, at * along, across, seen, crossed.has(at));
      else eraseAcross(grey.data, at * along, across, limit, positionAt(rule, at), rule.thickness, thickest);
    }
    done.add(rule);
  }
}

/** The slices of a rule, `at` its place, in which other rules cross it. */
function crossingsOf(rule: Trace, at: number, rules: readonly Trace[]): ReadonlySet<number> {
  const across = rules.filter(({ axis, from, to }) => axis !== rule.axis && from - REACH <= at && at <= to + REACH);
  const around = Array.from({ length: 2 * REACH + 1 }, (_, k) => k - REACH);
  return new Set(across.flatMap((other) => around.map((k) => Math.round(positionAt(other, at)) + k)));
}

/** Erases one slice across a rule: `base + k * step` for k in [0, limit). */
function eraseAcross(
  data: Uint8Array,
  base: number,
  step: number,
  limit: number,
  centre: number,
  thickness: number,
  thickest: number,
): void {
  const dark = (k: number) => k >= 0 && k < limit && (data[base + k * step] ?? 255) < INK;
  const half = Math.ceil(thickness / 2);
  let middle = Math.round(centre);
  if (!dark(middle)) {
    let away = 1;
    while (away <= half + 1 && !dark(middle - away) && !dark(middle + away)) away++;
    if (away > half + 1) return;
    middle += dark(middle - away) ? -away : away;
  }
  let top = middle;
  let bottom = middle;
  while (dark(top - 1) && middle - top <= thickest + 2) top--;
  while (dark(bottom + 1) && bottom - middle <= thickest + 2) bottom++;
  const above = middle - top > half + 1;
  const below = bottom - middle > half + 1;
  if (above && below) return;
  if (above) top = middle - half;
  if (below) bottom = middle + half;
  for (let k = Math.max(0, top - 2); k <= Math.min(limit - 1, bottom + 2); k++) {
    const beyond = k < top - 1 || k > bottom + 1;
    if (beyond && dark(k)) continue;
    if ((above && k < top) || (below && k > bottom)) continue;
    data[base + k * step] = 255;
  }
}
