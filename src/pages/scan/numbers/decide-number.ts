import type { Alternative, How } from '../../../model/page.ts';
import type { FigureCandidate, ShapeReading } from './number-candidates.ts';
import { isFigure, settle, withoutFalsePoints } from './number-grammar.ts';

/** What was decided for a figure: text, confidence and the readings that lost. */
export interface Decision {
  readonly text: string;
  readonly confidence: number;
  readonly others: readonly Pick<Alternative, 'text' | 'confidence' | 'how'>[];
}

/** Clearness from which the shapes alone name every digit. */
const CLEAR = 0.85;

/** A reading of the engine by the grammar of amounts, dust left out; null when it is no figure. */
export function settledRead(read: string): string | null {
  const text = withoutFalsePoints(read, '');
  return settle(text) === null ? null : text;
}

/** Whether engine and likeness agree so well that no further reading is wanted. */
export function isAgreed(figure: FigureCandidate, shape: ShapeReading | null): boolean {
  return shape !== null && shape.clarity >= CLEAR && settledRead(figure.read) === shape.text;
}

/**
 * Weighs the readings of one figure: `shape` by its digits' shapes, `read` and `again` by the engine at two sizes.
 * Null when it is no figure after all.
 */
export function decide(figure: FigureCandidate, shape: ShapeReading | null, again: string | null): Decision | null {
  const first = settledRead(figure.read);
  const second = again === null ? null : settledRead(again);
  const votes = new Map<string, { weight: number; how: How }>();
  const vote = (text: string | null, weight: number, how: How) => {
    if (text === null) return;
    const known = votes.get(text);
    votes.set(text, { weight: (known?.weight ?? 0) + weight, how: known?.how ?? how });
  };
  const shaped = shape && isFigure(shape.text) ? shape : null;
  vote(shaped?.text ?? null, shaped ? 0.4 + 1.9 * shaped.clarity ** 2 : 0, 'shape');
  vote(first, fits(first, figure) ? 1 : 0.5, 'engine');
  vote(second, fits(second, figure) ? 0.8 : 0.4, 'scale');
  const ranked = [...votes].sort((a, b) => b[1].weight - a[1].weight);
  const [winner, _loser] = ranked;
  if (!winner) return null;
  const [text, { weight }] = winner;
  const engines = [first, second].filter((reading) => reading === text).length;
  const against = [first, second].some((reading) => reading !== null && reading !== text && fits(reading, figure));
  const clarity = shaped?.text === text ? shaped.clarity : null;
  const loser = ranked[1]?.[1].weight ?? 0;
  return {
    text,
    confidence: Math.max(
      0.05,
      sureness(clarity, shaped !== null, engines, against, (weight - loser) / weight) - oddness(text, figure, again),
    ),
    others: ranked.slice(1).map(([other, { weight: lost, how }]) => ({
      text: other,
      confidence: Math.max(0.05, Math.min(0.5, lost / (weight + lost))),
      how,
    })),
  };
}

/** Whether a reading has as many characters as the print has outlines. */
function fits(text: string | null, figure: FigureCandidate): boolean {
  return text !== null && (figure.segments.length === 0 || text.length === figure.segments.length);
}

/**
 * Confidence by how many readers agree and how clearly. `clarity` is null when the shapes say otherwise (`shaped`) or
 * nothing; two readings of one engine count little against them, since it errs alike at every size.
 */
function sureness(clarity: number | null, shaped: boolean, engines: number, against: boolean, lead: number): number {
  if (clarity === null) return shaped ? (engines === 2 ? 0.55 : 0.2 + 0.3 * lead) : engines === 2 ? 0.8 : 0.4;
  if (clarity >= CLEAR) return engines > 0 ? (against ? 0.96 : 0.995) : against ? (clarity >= 0.95 ? 0.8 : 0.65) : 0.88;
  if (engines === 2) return 0.9 + 0.09 * clarity;
  if (engines === 1) return against ? 0.6 + 0.2 * clarity : 0.8 + 0.15 * clarity;
  return 0.25 + 0.4 * clarity;
}

/** What must lower confidence: grammar had to decide, outlines do not fit, an amount that begins with a spare zero. */
function oddness(text: string, figure: FigureCandidate, again: string | null): number {
  const byGrammar = /[.,]/.test(text) && figure.read !== text && again !== text;
  const spareZero = /^-?0\d/.test(text) && /[.,]/.test(text);
  return (byGrammar ? 0.06 : 0) + (fits(text, figure) ? 0 : 0.12) + (spareZero ? 0.5 : 0);
}
