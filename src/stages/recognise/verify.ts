import type { Grey } from './clean.ts';
import { cutFigure, type Segment } from './figures.ts';
import { narrowFigure, settle } from './grammar.ts';
import type { Char } from './read.ts';
import type { Stretch } from './segment.ts';
import { Alphabet, type Likeness, type Sample, type Shape, shapesOf } from './shapes.ts';

/** A stretch that looks like a figure, with what its outlines and the engine say. */
export interface FigureCandidate {
  /** Index of the stretch. */
  readonly index: number;
  readonly segments: readonly Segment[];
  readonly shapes: readonly Shape[];
  /** The engine's reading, half-width, no spaces. */
  readonly read: string;
}

/** The reading of a figure by likeness alone. */
export interface ShapeReading {
  readonly text: string;
  /** 0..1: how clearly the least clear digit is told from any other. */
  readonly clarity: number;
}

/** Stretches whose outline is a row of digits, or whose reading is a figure. */
export function findFigures(
  grey: Grey,
  stretches: readonly Stretch[],
  rows: readonly (readonly Char[])[],
): FigureCandidate[] {
  return stretches.flatMap((stretch, index) => {
    const read = narrowFigure((rows[index] ?? []).map((char) => char.text).join(''));
    const segments = cutFigure(grey, stretch);
    if (!segments) return [];
    const digits = [...read].filter((char) => char >= '0' && char <= '9').length;
    if (digits * 2 < read.length && segments.length < 4) return [];
    return [{ index, segments, shapes: shapesOf(grey, segments), read }];
  });
}

/** The page's own digits, learnt from readings whose length fits the outlines, cleansed once by their own verdict. */
export function learnAlphabet(figures: readonly FigureCandidate[]): Alphabet {
  const first = figures.flatMap(samplesOf);
  const rough = new Alphabet(first);
  const kept = first.filter((sample) => {
    const seen = rough.nearest(sample.shape, sample.owner);
    return seen === null || seen.label === sample.label || seen.distance > 0.6 * seen.next;
  });
  return new Alphabet(kept);
}

function samplesOf(figure: FigureCandidate): Sample[] {
  const { read, segments, shapes } = figure;
  if (read.length !== segments.length) return [];
  const fits = segments.every((segment, at) => {
    const char = read[at] ?? '';
    if (segment.kind === 'digit') return char >= '0' && char <= '9';
    return segment.kind === 'point' ? char === '.' || char === ',' : char === '-';
  });
  if (!fits) return [];
  const digits = [...read].filter((char) => char >= '0' && char <= '9');
  return shapes.map((shape, at) => ({ shape, label: digits[at] ?? '', owner: figure.index }));
}

/** Reads a figure by likeness to the page's other digits; null when one of them is like none. */
export function readByShape(figure: FigureCandidate, alphabet: Alphabet): ShapeReading | null {
  let text = '';
  let clarity = 1;
  let at = 0;
  for (const segment of figure.segments) {
    if (segment.kind === 'dash') text += '-';
    else if (segment.kind === 'point') text += segment.y1 - segment.y0 > 1.4 * (segment.x1 - segment.x0) ? ',' : '.';
    else {
      const shape = figure.shapes[at++];
      const seen = shape ? alphabet.nearest(shape, figure.index) : null;
      if (!seen || seen.distance > 0.12) return null;
      text += seen.label;
      clarity = Math.min(clarity, clarityOf(seen));
    }
  }
  return { text: settle(text)?.text ?? text, clarity };
}

function clarityOf({ distance, next }: Likeness): number {
  if (next === Infinity) return 0.5;
  return Math.max(0, Math.min(1, 1 - distance / next));
}
