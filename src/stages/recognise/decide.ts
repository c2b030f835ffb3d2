import type { Alternative } from '../../model/page.ts';
import { isFigure, settle } from './grammar.ts';
import type { FigureCandidate, ShapeReading } from './verify.ts';

/** What was decided for a figure: text, confidence and the readings that lost. */
export interface Decision {
  readonly text: string;
  readonly confidence: number;
  readonly others: readonly Pick<Alternative, 'text' | 'confidence' | 'how'>[];
}

/** Clearness from which likeness alone names every digit. */
const CLEAR = 0.3;

/** The engine's first reading by the grammar of amounts; null when it is no figure. */
export function settledRead(read: string): string | null {
  const text = settle(read)?.text ?? read;
  return isFigure(text) ? text : null;
}

/** Whether engine and likeness agree so well that no further reading is wanted. */
export function isAgreed(figure: FigureCandidate, shape: ShapeReading | null): boolean {
  return shape !== null && shape.clarity >= CLEAR && settledRead(figure.read) === shape.text;
}

/**
 * Weighs the readings of one figure: `shape` by likeness, `read` and `again` by the engine at two sizes.
 * Null when it is no figure after all.
 */
export function decide(figure: FigureCandidate, shape: ShapeReading | null, again: string | null): Decision | null {
  const first = settledRead(figure.read);
  const second = again === null ? null : settledRead(again);
  const votes = new Map<string, { weight: number; how: string }>();
  const vote = (text: string | null, weight: number, how: string) => {
    if (text === null) return;
    const known = votes.get(text);
    votes.set(text, { weight: (known?.weight ?? 0) + weight, how: known?.how ?? how });
  };
  const likeness = shape && isFigure(shape.text) ? shape : null;
  vote(likeness?.text ?? null, likeness ? 0.4 + 1.2 * Math.min(1, likeness.clarity / 0.6) : 0, 'shape');
  vote(first, fits(first, figure) ? 1 : 0.6, 'engine');
  vote(second, fits(second, figure) ? 0.9 : 0.5, 'scale');
  const ranked = [...votes].sort((a, b) => b[1].weight - a[1].weight);
  const [winner, loser] = ranked;
  if (!winner) return null;
  const [text, { weight }] = winner;
  const readers = [likeness?.text, first, second].filter((reading) => reading === text).length;
  return {
    text,
    confidence: sureness(readers, weight, loser?.[1].weight ?? 0, text, figure, shape),
    others: ranked.slice(1).map(([other, { weight: lost, how }]) => ({
      text: other,
      confidence: Math.max(0.05, Math.min(0.5, lost / (weight + lost))),
      how,
    })),
  };
}

/** Whether a reading has as many characters as the print has outlines. */
function fits(text: string | null, figure: FigureCandidate): boolean {
  return text !== null && text.length === figure.segments.length;
}

/** Confidence by how many independent readers agree, and how clearly. */
function sureness(
  readers: number,
  weight: number,
  against: number,
  text: string,
  figure: FigureCandidate,
  shape: ShapeReading | null,
): number {
  const grammar = settle(text)?.asRead === false || !fits(text, figure) ? 0.12 : 0;
  const clear = shape !== null && shape.text === text && shape.clarity >= CLEAR;
  if (readers === 3) return 0.995 - grammar;
  if (readers === 2 && against === 0) return (clear ? 0.995 : 0.97) - grammar;
  if (readers === 2) return (clear ? 0.93 : 0.8) - grammar;
  return Math.max(0.2, Math.min(0.75, 0.35 + 0.4 * ((weight - against) / Math.max(1, weight)))) - grammar;
}
