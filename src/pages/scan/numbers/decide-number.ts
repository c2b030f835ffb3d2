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
/** Clearness from which shapes stand even against an engine's reading that fits the outlines. */
const VERY_CLEAR = 0.95;

/** Clearness below which shapes tell nothing. */
const UNTOLD = 0.4;

/**
 * What each reading of a figure weighs. Only their order counts: the engine's two readings, which fit the outlines and
 * agree (1.8), outweigh shapes that are not clear; clear shapes (1.8 at 0.86) outweigh both, since one engine errs alike
 * at two sizes; shapes that tell nothing (0.4) do not outweigh the worst reading of the engine.
 */
const WEIGHT = {
  /** Shapes that tell nothing. */
  shape: 0.4,
  /** What perfectly clear shapes add; it grows with the square of their clearness, for a doubtful digit spoils the rest. */
  clearness: 1.9,
  /** The engine's reading at its usual size, and where it has more or fewer characters than the print has outlines. */
  engine: 1,
  engineMisfit: 0.5,
  /** Its reading of the same line at another size: the same engine again, hence a little less. */
  again: 0.8,
  againMisfit: 0.4,
} as const;

/**
 * How sure a decision is, by who agrees. Set by hand in the order in which readers deserve belief; what a figure's
 * confidence means is fitted afterwards on pages with known truth (`confidence.yaml`, scripts/fit-confidence.ts).
 */
const SURENESS = {
  /** Shapes are clear, and the engine says the same; once of its two times; never, and fits; never, and does not fit. */
  clear: { agreed: 0.995, disputed: 0.96, overruled: 0.65, overruledVeryClear: 0.8, alone: 0.88 },
  /** Shapes are not clear: both readings of the engine agree with them, one does, none. Each with what clearness adds. */
  both: { least: 0.9, clearness: 0.09 },
  one: { least: 0.8, clearness: 0.15 },
  oneDisputed: { least: 0.6, clearness: 0.2 },
  shapesOnly: { least: 0.25, clearness: 0.4 },
  /** The shapes say otherwise: against both readings of the engine, or one, where the lead over the shapes counts. */
  againstShapes: { both: 0.55, least: 0.2, lead: 0.3 },
  /** There are no shapes: both readings of the engine agree, or there is but one. */
  noShapes: { both: 0.8, one: 0.4 },
} as const;

/** What lowers confidence: grammar placed a mark that nobody read; outlines and characters differ; a spare zero (045.60). */
const ODDNESS = { byGrammar: 0.06, misfit: 0.12, spareZero: 0.5 } as const;

/** No figure is surely wrong, and none that lost is more likely right than the one that won. */
const LEAST_CONFIDENCE = 0.05;
const MOST_OF_A_LOSER = 0.5;

/** A reading of the engine by the grammar of amounts, dust left out; null when it is no figure. */
export function settledRead(read: string): string | null {
  const text = withoutFalsePoints(read, '');
  return settle(text) === null ? null : text;
}

/**
 * What the engine read, a colon where the outlines have a point taken for one: what a pale mark across the print left
 * above it. Clear outlines say by themselves what stands there, be it a time.
 */
function withPoints({ read, segments }: FigureCandidate, shape: ShapeReading | null): string {
  if (!read.includes(':') || read.length !== segments.length || (shape?.clarity ?? 0) >= CLEAR) return read;
  return [...read].map((char, at) => (char === ':' && segments[at]?.kind === 'point' ? '.' : char)).join('');
}

/** Outlines of digits with the points and commas that two readings put between them: in tiny print those are no more than dust. */
function withMarks(shape: ShapeReading, first: string | null, second: string | null): ShapeReading {
  const digits = (text: string) => text.replace(/[.,]/g, '');
  const lost = first !== null && first === second && first.length > shape.text.length;
  return lost && digits(first) === digits(shape.text) ? { ...shape, text: first } : shape;
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
  const first = settledRead(withPoints(figure, shape));
  const second = again === null ? null : settledRead(again);
  const votes = new Map<string, { weight: number; how: How }>();
  const vote = (text: string | null, weight: number, how: How) => {
    if (text === null) return;
    const known = votes.get(text);
    votes.set(text, { weight: (known?.weight ?? 0) + weight, how: known?.how ?? how });
  };
  const shaped = shape && isFigure(shape.text) ? withMarks(shape, first, second) : null;
  // outlines that tell nothing do not tell how many there are either
  const isFit = (text: string | null) => fits(text, figure) || (shape !== null && shape.clarity < UNTOLD);
  vote(shaped?.text ?? null, shaped ? WEIGHT.shape + WEIGHT.clearness * shaped.clarity ** 2 : 0, 'shape');
  vote(first, isFit(first) ? WEIGHT.engine : WEIGHT.engineMisfit, 'engine');
  vote(second, isFit(second) ? WEIGHT.again : WEIGHT.againMisfit, 'scale');
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
      LEAST_CONFIDENCE,
      sureness(clarity, shaped !== null, engines, against, (weight - loser) / weight) - oddness(text, figure, again),
    ),
    others: ranked.slice(1).map(([other, { weight: lost, how }]) => ({
      text: other,
      confidence: Math.max(LEAST_CONFIDENCE, Math.min(MOST_OF_A_LOSER, lost / (weight + lost))),
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
  const { clear, both, one, oneDisputed, shapesOnly, againstShapes, noShapes } = SURENESS;
  const by = ({ least, clearness }: typeof both | typeof one | typeof oneDisputed | typeof shapesOnly, seen: number) =>
    least + clearness * seen;
  if (clarity === null && shaped)
    return engines === 2 ? againstShapes.both : againstShapes.least + againstShapes.lead * lead;
  if (clarity === null) return engines === 2 ? noShapes.both : noShapes.one;
  if (clarity >= CLEAR && engines > 0) return against ? clear.disputed : clear.agreed;
  if (clarity >= CLEAR && against) return clarity >= VERY_CLEAR ? clear.overruledVeryClear : clear.overruled;
  if (clarity >= CLEAR) return clear.alone;
  if (engines === 2) return by(both, clarity);
  if (engines === 1) return by(against ? oneDisputed : one, clarity);
  return by(shapesOnly, clarity);
}

/** What must lower confidence: grammar had to decide, outlines do not fit, an amount that begins with a spare zero. */
function oddness(text: string, figure: FigureCandidate, again: string | null): number {
  const byGrammar = /[.,]/.test(text) && figure.read !== text && again !== text;
  const spareZero = /^-?0\d/.test(text) && /[.,]/.test(text);
  return (
    (byGrammar ? ODDNESS.byGrammar : 0) +
    (fits(text, figure) ? 0 : ODDNESS.misfit) +
    (spareZero ? ODDNESS.spareZero : 0)
  );
}
