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

let seed = 20260101;
function random(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 4294967296;
}
const between = (low: number, high: number) => low + (high - low) * random();
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

interface Example {
  readonly shape: Float32Array;
  readonly label: number;
}

/** One page of digits of one scan quality, each in a slot of its own. */
async function sheet(): Promise<Example[]> {
  const height = Math.round(between(9, 34));
  const slot = Math.round(height * 1.9) + 8;
  const columns = Math.floor(1300 / slot);
  const rows = Math.min(40, Math.floor(1500 / slot));
  const canvas = createCanvas(columns * slot, rows * slot);
  const context = canvas.getContext('2d');
  context.fillStyle = `rgb(${[0, 0, 0].map(() => Math.round(between(222, 255))).join()})`;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const ink = Math.round(between(0, 70));
  context.fillStyle = `rgb(${ink},${ink},${ink})`;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  const labels: number[] = [];
  for (let at = 0; at < columns * rows; at++) {
    const label = random() < 0.13 ? OTHER : Math.floor(random() * OTHER);
    labels.push(label);
    const text = label === OTHER ? pick([...OTHERS]) : (CHARS[label] ?? '');
    const weight = random() < 0.25 ? 'bold' : 'normal';
    context.font = `${weight} ${height / 0.7}px "${pick(FAMILIES)}"`;
    const x = ((at % columns) + 0.5) * slot + between(-0.5, 0.5);
    const y = (Math.floor(at / columns) + 0.5) * slot + height / 2 + between(-0.5, 0.5);
    context.setTransform(between(0.72, 1.2), between(-0.025, 0.025), between(-0.06, 0.06), between(0.94, 1.06), x, y);
    context.fillText(text, 0, 0);
    if (random() < 0.2) {
      // Type printed bolder, as by fake bold or a wet drum.
      context.lineWidth = height * between(0.01, 0.05);
      context.strokeStyle = context.fillStyle;
      context.strokeText(text, 0, 0);
    }
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  const worn = await wear(canvas, height);
  const grey = cleanInk(worn, 200);
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
  context.filter = `blur(${between(0, 0.055) * height}px)`;
  context.drawImage(canvas, 0, 0);
  context.filter = 'none';
  const image = context.getImageData(0, 0, blurred.width, blurred.height);
  const strength = between(0, 22);
  for (let at = 0; at < image.data.length; at += 4) {
    const noise = (random() + random() + random() - 1.5) * strength;
    for (let channel = 0; channel < 3; channel++)
      image.data[at + channel] = Math.max(0, Math.min(255, (image.data[at + channel] ?? 0) + noise));
  }
  context.putImageData(image, 0, 0);
  const loaded = await loadImage(await blurred.encode('jpeg', Math.round(between(35, 92))));
  context.drawImage(loaded, 0, 0);
  const { data, width, height: tall } = context.getImageData(0, 0, blurred.width, blurred.height);
  return { width, height: tall, channels: 4 as const, data: new Uint8Array(data.buffer) };
}

/** The ink of a slot, its edges out of place by up to a pixel as when touching digits are cut apart. */
function inkBox({ width, data }: Grey, left: number, top: number, slot: number) {
  const threshold = between(150, 200);
  let [x0, y0, x1, y1] = [Infinity, Infinity, -1, -1];
  for (let y = top + 2; y < top + slot - 2; y++)
    for (let x = left + 2; x < left + slot - 2; x++)
      if ((data[y * width + x] ?? 255) < threshold) {
        x0 = Math.min(x0, x);
        x1 = Math.max(x1, x + 1);
        y0 = Math.min(y0, y);
        y1 = Math.max(y1, y + 1);
      }
  if (x1 - x0 < 2 || y1 - y0 < 6) return null;
  const jitter = () => (random() < 0.12 ? Math.round(between(-1.4, 1.4)) : 0);
  return { x0: x0 + jitter(), y0: y0 + (random() < 0.1 ? jitter() : 0), x1: x1 + jitter(), y1 };
}

class Net {
  readonly first = Float32Array.from({ length: HIDDEN * (SIZE + 1) }, () => between(-1, 1) * 0.15);
  readonly second = Float32Array.from({ length: CLASSES * (HIDDEN + 1) }, () => between(-1, 1) * 0.25);
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
      this.out[label] = Math.exp(Math.min(40, sum));
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
    const rate = 0.006 * 0.84 ** epoch;
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1));
      [order[at], order[other]] = [order[other] as number, order[at] as number];
    }
    let loss = 0;
    for (const index of order) {
      const { shape, label } = examples[index] as Example;
      const out = net.run(shape);
      loss -= Math.log(Math.max(1e-9, out[label] ?? 0));
      step(net, shape, label, rate, speed1, speed2);
    }
    console.error(`epoch ${epoch + 1}: loss ${(loss / order.length).toFixed(4)}`);
  }
}

function step(net: Net, shape: Float32Array, label: number, rate: number, speed1: Float32Array, speed2: Float32Array) {
  const back = new Float32Array(HIDDEN);
  for (let other = 0; other < CLASSES; other++) {
    // Labels are softened a little: a net that is never quite sure keeps telling doubtful digits from clear ones.
    const target = other === label ? 0.99 : 0.01 / (CLASSES - 1);
    const slope = (net.out[other] ?? 0) - target;
    const base = other * (HIDDEN + 1);
    for (let unit = 0; unit <= HIDDEN; unit++) {
      const input = unit === HIDDEN ? 1 : (net.hidden[unit] ?? 0);
      if (unit < HIDDEN) back[unit] = (back[unit] ?? 0) + slope * (net.second[base + unit] ?? 0);
      if (input === 0) continue;
      const moved = 0.8 * (speed2[base + unit] ?? 0) - rate * slope * input;
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
      const moved = 0.8 * (speed1[base + at] ?? 0) - rate * slope * input;
      speed1[base + at] = moved;
      net.first[base + at] = (net.first[base + at] ?? 0) + moved;
    }
  }
}

/** Weights as signed bytes with one scale per layer. */
function packed(weights: Float32Array): { scale: number; base64: string } {
  const most = weights.reduce((top, weight) => Math.max(top, Math.abs(weight)), 0);
  const scale = most / 127;
  return {
    scale,
    base64: Buffer.from(Int8Array.from(weights, (weight) => Math.round(weight / scale)).buffer).toString('base64'),
  };
}

const sheets = Number(process.argv[2] ?? 140);
const examples: Example[] = [];
for (let at = 0; at < sheets; at++) examples.push(...(await sheet()));
const held = examples.splice(0, Math.floor(examples.length / 10));
console.error(`${FAMILIES.length} fonts, ${examples.length} examples`);
const net = new Net();
train(net, examples, 16);
let wrong = 0;
let sureWrong = 0;
for (const { shape, label } of held) {
  const out = net.run(shape);
  const best = out.indexOf(Math.max(...out));
  if (best !== label) wrong++;
  if (best !== label && (out[best] ?? 0) > 0.97) sureWrong++;
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
