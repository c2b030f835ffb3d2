/**
 * Trains the small digit reader of src/pages/scan/numbers/digit-net.ts on digits drawn in the fonts of this machine, made
 * worse the way scanners and JPEG do. Writes src/pages/scan/numbers/digit-weights.ts. Needs no data but fonts.
 *
 *   node scripts/train-digits.ts [sheets]
 */
import { writeFileSync } from 'node:fs';
import { createCanvas, GlobalFonts, loadImage } from '@napi-rs/canvas';
import { cleanInk, type Grey } from '../src/pages/scan/image/clean-ink.ts';
import { SIZE, shapeOf } from '../src/pages/scan/numbers/digit-shapes.ts';

const HIDDEN = 64;
/** Ten digits; the signs of comparison, so that none is taken for a digit; and whatever is none of them. */
const CHARS = '0123456789≥≤><';
const CLASSES = CHARS.length + 1;
const OTHER = CHARS.length;
const OTHERS =
  '一二三四五六七八九十合计支出其他项目年月部门预算单位元口日目吕门川小心人工土大中卫公共OlIZSBqgoDCQUaeT/%)(〉〈》《过之这乏和三王';
const FAMILIES = [
  'Liberation Serif',
  'Liberation Sans',
  'Liberation Sans Narrow',
  'Liberation Mono',
  'DejaVu Sans',
  'DejaVu Serif',
  'DejaVu Sans Mono',
  'Nimbus Roman',
  'Nimbus Sans',
  'Nimbus Mono PS',
  'C059',
  'P052',
  'URW Bookman',
  'URW Gothic',
  'Noto Sans CJK SC',
  'Noto Serif CJK SC',
  'Noto Sans Mono CJK SC',
  'Noto Sans Mono',
  'Noto Mono',
  'Droid Sans Fallback',
].filter((family) => GlobalFonts.has(family));

/** What a sheet is made with, so that scans of every kind are among them; lengths in digit heights unless said. */
const SHEET = {
  // pixels: of a 100 dpi fax to a 300 dpi scan
  height: [9, 34],
  size: { wide: 1300, tall: 1500, rows: 40 },
  slot: { heights: 1.9, pixels: 8 },
  paper: [222, 255],
  ink: [0, 70],
  // a share of characters that are no digits, so that the net learns to refuse
  others: 0.13,
  bold: 0.25,
  // a digit's height in ems of most fonts
  digit: 0.7,
  // pixels off the middle
  off: 0.5,
  stretch: { wide: [0.72, 1.2], tall: [0.94, 1.06] },
  slant: [
    [-0.025, 0.025],
    [-0.06, 0.06],
  ],
  // type printed bolder, as by fake bold or a wet drum
  wet: { share: 0.2, width: [0.01, 0.05] },
} as const;
/** Blur (in heights), noise (in shades of grey) and the quality of JPEG: from a clean office scanner to a worn one. */
const WEAR = { blur: [0, 0.055], noise: [0, 22], jpeg: [35, 92] } as const;
/** Resolution that the cleaning of ink is told: only the size of its tiles follows from it. */
const DPI = 200;
/** Where ink ends, as readers choose it; edges out of place by up to so many pixels where digits were cut apart. */
const EDGES = {
  threshold: [150, 200],
  jitter: [-1.4, 1.4],
  sides: 0.12,
  top: 0.1,
  least: { wide: 2, tall: 6 },
} as const;
/** Random weights to begin with: larger where fewer of them meet. */
const BEGIN = { first: 0.15, second: 0.25 };
/** Gradient descent: how far a first step goes, by how much each round goes less far, and what of a step is kept. */
const DESCENT = { epochs: 16, rate: 0.006, slower: 0.84, momentum: 0.8 };
/** Labels are softened a little: a net that is never quite sure keeps telling doubtful digits from clear ones. */
const SOFTENED = 0.01;
/** Least probability of which the logarithm is taken, and largest exponent. */
const LEAST_SHARE = 1e-9;
const MOST_EXPONENT = 40;
/** What counts as sure: the confidence from which a digit of an embedded font is believed against its name. */
const SURE = 0.97;
/** Sheets that are drawn unless told otherwise, and of how many examples training does not see one. */
const SHEETS = 140;
const HELD_OUT = 10;
/** Weights are kept as signed bytes. */
const MOST_BYTE = 127;

let seed = 20260101;
function random(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 4294967296;
}
const between = ([low, high]: readonly [number, number]) => low + (high - low) * random();
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

interface Example {
  readonly shape: Float32Array;
  readonly label: number;
}

/** One page of digits of one scan quality, each in a slot of its own. */
async function sheet(): Promise<Example[]> {
  const height = Math.round(between(SHEET.height));
  const slot = Math.round(height * SHEET.slot.heights) + SHEET.slot.pixels;
  const columns = Math.floor(SHEET.size.wide / slot);
  const rows = Math.min(SHEET.size.rows, Math.floor(SHEET.size.tall / slot));
  const canvas = createCanvas(columns * slot, rows * slot);
  const context = canvas.getContext('2d');
  context.fillStyle = `rgb(${[0, 0, 0].map(() => Math.round(between(SHEET.paper))).join()})`;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const ink = Math.round(between(SHEET.ink));
  context.fillStyle = `rgb(${ink},${ink},${ink})`;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  const labels: number[] = [];
  for (let at = 0; at < columns * rows; at++) {
    const label = random() < SHEET.others ? OTHER : Math.floor(random() * OTHER);
    labels.push(label);
    const text = label === OTHER ? pick([...OTHERS]) : (CHARS[label] ?? '');
    const weight = random() < SHEET.bold ? 'bold' : 'normal';
    context.font = `${weight} ${height / SHEET.digit}px "${pick(FAMILIES)}"`;
    const x = ((at % columns) + 0.5) * slot + between([-SHEET.off, SHEET.off]);
    const y = (Math.floor(at / columns) + 0.5) * slot + height / 2 + between([-SHEET.off, SHEET.off]);
    const [down, aside] = SHEET.slant;
    const { wide, tall } = SHEET.stretch;
    context.setTransform(between(wide), between(down), between(aside), between(tall), x, y);
    context.fillText(text, 0, 0);
    if (random() < SHEET.wet.share) {
      context.lineWidth = height * between(SHEET.wet.width);
      context.strokeStyle = context.fillStyle;
      context.strokeText(text, 0, 0);
    }
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  const worn = await wear(canvas, height);
  const grey = cleanInk(worn, DPI);
  if (!grey) return [];
  return labels.flatMap((label, at) => {
    const box = inkBox(grey, (at % columns) * slot, Math.floor(at / columns) * slot, slot);
    return box ? [{ shape: shapeOf(grey, box), label }] : [];
  });
}

/** Blur, noise, JPEG: what happens between paper and file. */
async function wear(canvas: ReturnType<typeof createCanvas>, height: number) {
  const blurred = createCanvas(canvas.width, canvas.height);
  const context = blurred.getContext('2d');
  context.filter = `blur(${between(WEAR.blur) * height}px)`;
  context.drawImage(canvas, 0, 0);
  context.filter = 'none';
  const image = context.getImageData(0, 0, blurred.width, blurred.height);
  const strength = between(WEAR.noise);
  for (let at = 0; at < image.data.length; at += 4) {
    const noise = (random() + random() + random() - 1.5) * strength;
    for (let channel = 0; channel < 3; channel++)
      image.data[at + channel] = Math.max(0, Math.min(255, (image.data[at + channel] ?? 0) + noise));
  }
  context.putImageData(image, 0, 0);
  const loaded = await loadImage(await blurred.encode('jpeg', Math.round(between(WEAR.jpeg))));
  context.drawImage(loaded, 0, 0);
  const { data, width, height: tall } = context.getImageData(0, 0, blurred.width, blurred.height);
  return { width, height: tall, channels: 4 as const, data: new Uint8Array(data.buffer) };
}

/** The ink of a slot, its edges out of place by up to a pixel as when touching digits are cut apart. */
function inkBox({ width, data }: Grey, left: number, top: number, slot: number) {
  const threshold = between(EDGES.threshold);
  let [x0, y0, x1, y1] = [Infinity, Infinity, -1, -1];
  for (let y = top + 2; y < top + slot - 2; y++)
    for (let x = left + 2; x < left + slot - 2; x++)
      if ((data[y * width + x] ?? 255) < threshold) {
        x0 = Math.min(x0, x);
        x1 = Math.max(x1, x + 1);
        y0 = Math.min(y0, y);
        y1 = Math.max(y1, y + 1);
      }
  if (x1 - x0 < EDGES.least.wide || y1 - y0 < EDGES.least.tall) return null;
  const jitter = () => (random() < EDGES.sides ? Math.round(between(EDGES.jitter)) : 0);
  return { x0: x0 + jitter(), y0: y0 + (random() < EDGES.top ? jitter() : 0), x1: x1 + jitter(), y1 };
}

class Net {
  readonly first = Float32Array.from({ length: HIDDEN * (SIZE + 1) }, () => between([-1, 1]) * BEGIN.first);
  readonly second = Float32Array.from({ length: CLASSES * (HIDDEN + 1) }, () => between([-1, 1]) * BEGIN.second);
  readonly hidden = new Float32Array(HIDDEN);
  readonly out = new Float32Array(CLASSES);

  run(shape: Float32Array): Float32Array {
    for (let unit = 0; unit < HIDDEN; unit++) {
      const base = unit * (SIZE + 1);
      let sum = this.first[base + SIZE] ?? 0;
      for (let at = 0; at < SIZE; at++) sum += (this.first[base + at] ?? 0) * (shape[at] ?? 0);
      this.hidden[unit] = Math.max(0, sum);
    }
    let total = 0;
    for (let label = 0; label < CLASSES; label++) {
      const base = label * (HIDDEN + 1);
      let sum = this.second[base + HIDDEN] ?? 0;
      for (let unit = 0; unit < HIDDEN; unit++) sum += (this.second[base + unit] ?? 0) * (this.hidden[unit] ?? 0);
      this.out[label] = Math.exp(Math.min(MOST_EXPONENT, sum));
      total += this.out[label] ?? 0;
    }
    for (let label = 0; label < CLASSES; label++) this.out[label] = (this.out[label] ?? 0) / total;
    return this.out;
  }
}

/** Gradient descent with momentum, one example at a time. */
function train(net: Net, examples: readonly Example[], epochs: number): void {
  const speed1 = new Float32Array(net.first.length);
  const speed2 = new Float32Array(net.second.length);
  const order = examples.map((_, at) => at);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = DESCENT.rate * DESCENT.slower ** epoch;
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1));
      [order[at], order[other]] = [order[other] as number, order[at] as number];
    }
    let loss = 0;
    for (const index of order) {
      const { shape, label } = examples[index] as Example;
      const out = net.run(shape);
      loss -= Math.log(Math.max(LEAST_SHARE, out[label] ?? 0));
      step(net, shape, label, rate, speed1, speed2);
    }
    console.error(`epoch ${epoch + 1}: loss ${(loss / order.length).toFixed(4)}`);
  }
}

function step(net: Net, shape: Float32Array, label: number, rate: number, speed1: Float32Array, speed2: Float32Array) {
  const back = new Float32Array(HIDDEN);
  for (let other = 0; other < CLASSES; other++) {
    const target = other === label ? 1 - SOFTENED : SOFTENED / (CLASSES - 1);
    const slope = (net.out[other] ?? 0) - target;
    const base = other * (HIDDEN + 1);
    for (let unit = 0; unit <= HIDDEN; unit++) {
      const input = unit === HIDDEN ? 1 : (net.hidden[unit] ?? 0);
      if (unit < HIDDEN) back[unit] = (back[unit] ?? 0) + slope * (net.second[base + unit] ?? 0);
      if (input === 0) continue;
      const moved = DESCENT.momentum * (speed2[base + unit] ?? 0) - rate * slope * input;
      speed2[base + unit] = moved;
      net.second[base + unit] = (net.second[base + unit] ?? 0) + moved;
    }
  }
  for (let unit = 0; unit < HIDDEN; unit++) {
    if ((net.hidden[unit] ?? 0) <= 0) continue;
    const base = unit * (SIZE + 1);
    const slope = back[unit] ?? 0;
    for (let at = 0; at <= SIZE; at++) {
      const input = at === SIZE ? 1 : (shape[at] ?? 0);
      if (input === 0) continue;
      const moved = DESCENT.momentum * (speed1[base + at] ?? 0) - rate * slope * input;
      speed1[base + at] = moved;
      net.first[base + at] = (net.first[base + at] ?? 0) + moved;
    }
  }
}

/** Weights as signed bytes with one scale per layer. */
function packed(weights: Float32Array): { scale: number; base64: string } {
  const most = weights.reduce((top, weight) => Math.max(top, Math.abs(weight)), 0);
  const scale = most / MOST_BYTE;
  return {
    scale,
    base64: Buffer.from(Int8Array.from(weights, (weight) => Math.round(weight / scale)).buffer).toString('base64'),
  };
}

const sheets = Number(process.argv[2] ?? SHEETS);
const examples: Example[] = [];
for (let at = 0; at < sheets; at++) examples.push(...(await sheet()));
const held = examples.splice(0, Math.floor(examples.length / HELD_OUT));
console.error(`${FAMILIES.length} fonts, ${examples.length} examples`);
const net = new Net();
train(net, examples, DESCENT.epochs);
let wrong = 0;
let sureWrong = 0;
for (const { shape, label } of held) {
  const out = net.run(shape);
  const best = out.indexOf(Math.max(...out));
  if (best !== label) wrong++;
  if (best !== label && (out[best] ?? 0) > SURE) sureWrong++;
}
console.error(`held out ${held.length}: wrong ${wrong}, surely wrong ${sureWrong}`);
const [first, second] = [packed(net.first), packed(net.second)];
const lines = (base64: string) =>
  base64
    .match(/.{1,110}/g)
    ?.map((line) => `  '${line}',`)
    .join('\n');
writeFileSync(
  new URL('../src/pages/scan/numbers/digit-weights.ts', import.meta.url),
  `/** Written by scripts/train-digits.ts; do not edit. */
export const HIDDEN_UNITS = ${HIDDEN};
export const LABELS = ${CLASSES};
export const FIRST_SCALE = ${first.scale};
export const SECOND_SCALE = ${second.scale};
export const FIRST_LAYER = [
${lines(first.base64)}
].join('');
export const SECOND_LAYER = [
${lines(second.base64)}
].join('');
`,
);
