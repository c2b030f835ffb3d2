import { type Shape, SIZE } from './digit-shapes.ts';
import { FIRST_LAYER, FIRST_SCALE, HIDDEN_UNITS, LABELS, SECOND_LAYER, SECOND_SCALE } from './digit-weights.ts';

/** What the small net says of one character. */
export interface Guess {
  /** The likeliest digit. */
  readonly label: string;
  /** Its probability among the digits. */
  readonly confidence: number;
  /** Probability that it is no digit at all. */
  readonly strange: number;
}

const DIGITS = '0123456789';

interface Net {
  readonly first: Float32Array;
  readonly second: Float32Array;
}

let unpacked: Net | null = null;

/**
 * Names a digit by its shape with a small net trained on printed digits of many fonts (scripts/train-digits.ts): a
 * reader that shares nothing with the engine.
 */
export function guessDigit(shape: Shape): Guess {
  const out = run(net(), shape);
  let best = 0;
  let digits = 0;
  for (let label = 0; label < DIGITS.length; label++) {
    digits += out[label] ?? 0;
    if ((out[label] ?? 0) > (out[best] ?? 0)) best = label;
  }
  return { label: DIGITS[best] ?? '', confidence: (out[best] ?? 0) / Math.max(1e-6, digits), strange: 1 - digits };
}

function net(): Net {
  unpacked ??= { first: unpack(FIRST_LAYER, FIRST_SCALE), second: unpack(SECOND_LAYER, SECOND_SCALE) };
  return unpacked;
}

function unpack(base64: string, scale: number): Float32Array {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return Float32Array.from(new Int8Array(bytes.buffer), (weight) => weight * scale);
}

/** Probabilities of the labels. */
function run({ first, second }: Net, shape: Shape): Float32Array {
  const hidden = new Float32Array(HIDDEN_UNITS);
  for (let unit = 0; unit < HIDDEN_UNITS; unit++) {
    const base = unit * (SIZE + 1);
    let sum = first[base + SIZE] ?? 0;
    for (let at = 0; at < SIZE; at++) sum += (first[base + at] ?? 0) * (shape[at] ?? 0);
    hidden[unit] = Math.max(0, sum);
  }
  const out = new Float32Array(LABELS);
  let total = 0;
  for (let label = 0; label < LABELS; label++) {
    const base = label * (HIDDEN_UNITS + 1);
    let sum = second[base + HIDDEN_UNITS] ?? 0;
    for (let unit = 0; unit < HIDDEN_UNITS; unit++) sum += (second[base + unit] ?? 0) * (hidden[unit] ?? 0);
    out[label] = Math.exp(Math.min(40, sum));
    total += out[label] ?? 0;
  }
  return out.map((value) => value / total);
}
