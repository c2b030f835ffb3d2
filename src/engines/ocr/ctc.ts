/** What a line recogniser says of each step along a line: its two likeliest classes, 0 for "no character". */
export interface Scores {
  readonly steps: number;
  /** Two per step, the likelier first. */
  readonly labels: Float32Array;
  readonly probabilities: Float32Array;
}

/** A character as decoded, and the steps over which it reaches. */
export interface Decoded {
  readonly text: string;
  readonly confidence: number;
  readonly from: number;
  readonly to: number;
}

/** Steps that a character takes on either side of its middle, at most: half of a full-width one, or of a letter. */
const HALF = 3;
const HALF_NARROW = 2;
/** Probability from which a character that lost against "no character" makes its neighbours doubtful. */
const NEARLY = 0.25;

/** A character at the step where it was seen most clearly. */
interface Peak {
  readonly label: number;
  confidence: number;
  step: number;
}

/** The likeliest class of a step, and the likeliest that is a character. */
interface Seen {
  readonly label: number;
  readonly probability: number;
  readonly character: number;
  readonly likelihood: number;
}

/**
 * Best path decoding of connectionist temporal classification (CTC; Graves et al. 2006): the likeliest class of each
 * step, runs taken once, blanks left out. A character that was nearly seen lowers the confidence of those beside it.
 */
export function decode(scores: Scores, characters: readonly string[]): Decoded[] {
  const peaks: Peak[] = [];
  let last = 0;
  let blanks: Seen[] = [];
  for (let step = 0; step < scores.steps; step++) {
    const seen = best(scores, step);
    const peak = peaks[peaks.length - 1];
    if (seen.label === 0) blanks.push(seen);
    else if (seen.label === last && peak) {
      if (seen.probability > peak.confidence) Object.assign(peak, { confidence: seen.probability, step });
    } else {
      const next = { label: seen.label, confidence: seen.probability, step };
      doubt([peak, next], blanks);
      peaks.push(next);
      blanks = [];
    }
    last = seen.label;
  }
  doubt([peaks[peaks.length - 1]], blanks);
  return peaks.map((peak, at) => reaching(peaks, at, peak, characters, scores.steps)).filter(({ text }) => text.trim());
}

function reaching(
  peaks: readonly Peak[],
  at: number,
  peak: Peak,
  characters: readonly string[],
  steps: number,
): Decoded {
  const { label, confidence, step } = peak;
  const before = peaks[at - 1]?.step ?? -Infinity;
  const after = peaks[at + 1]?.step ?? Infinity;
  const text = characters[label] ?? '';
  const half = text < '\u0100' ? HALF_NARROW : HALF;
  return {
    text,
    confidence,
    from: Math.max(0, step + 0.5 - half, (before + step + 1) / 2),
    to: Math.min(steps, step + 0.5 + half, (after + step + 1) / 2),
  };
}

/** Lowers the confidence of the characters on either side of blanks where another one was nearly seen. */
function doubt(beside: readonly (Peak | undefined)[], blanks: readonly Seen[]): void {
  const labels = beside.map((peak) => peak?.label);
  const missed = blanks
    .filter(({ character }) => !labels.includes(character))
    .reduce((most, { likelihood }) => Math.max(most, likelihood), 0);
  if (missed < NEARLY) return;
  for (const peak of beside) if (peak) peak.confidence = Math.min(peak.confidence, 1 - missed);
}

function best({ labels, probabilities }: Scores, step: number): Seen {
  const [first, second] = [labels[2 * step] ?? 0, labels[2 * step + 1] ?? 0];
  const [most, next] = [probabilities[2 * step] ?? 0, probabilities[2 * step + 1] ?? 0];
  return first === 0
    ? { label: 0, probability: most, character: second, likelihood: next }
    : { label: first, probability: most, character: first, likelihood: most };
}
