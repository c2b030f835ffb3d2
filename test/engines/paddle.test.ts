import { fileURLToPath } from 'node:url';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { onnxRuntime } from '../../src/engines/ocr/onnx-runtime.ts';
import { paddleLineReader } from '../../src/engines/ocr/paddle.ts';
import type { Raster } from '../../src/model/raster.ts';

const FONT = fileURLToPath(
  new URL('../../node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf', import.meta.url),
);

/** A line of print, `size` pixels high. */
function printed(text: string, size: number): Raster {
  GlobalFonts.registerFromPath(FONT, 'print');
  const width = Math.round(size * (text.length + 0.6));
  const height = Math.round(size * 1.4);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'black';
  context.font = `${size}px print`;
  context.fillText(text, size * 0.3, size * 1.1);
  const { data } = context.getImageData(0, 0, width, height);
  return {
    width,
    height,
    channels: 1,
    data: Uint8Array.from({ length: width * height }, (_, at) => data[at * 4] ?? 0),
  };
}

test.each([14, 22, 48, 120])('reads a line of print %i pixels high, each character at its place', async (size) => {
  const text = '社会保障和就业支出≥95%';
  const found = (await paddleLineReader()?.readLine(printed(text, size))) ?? [];
  expect(found.map((one) => one.text).join('')).toBe(text);
  expect(Math.min(...found.map((one) => one.confidence))).toBeGreaterThan(0.5);
  found.slice(0, 9).forEach((one, at) => {
    const middle = size * (0.8 + at);
    expect(Math.abs((one.x0 + one.x1) / 2 - middle)).toBeLessThan(0.4 * size);
  });
});

test('reads the same in WebAssembly as in machine code, where npm left the native runtime out', async () => {
  const [native, wasm] = [onnxRuntime('native'), onnxRuntime('wasm')].map(paddleLineReader);
  expect(native?.id).not.toBe(wasm?.id);
  const line = printed('2080505 机关事业单位基本养老保险缴费支出 1,234.50', 22);
  const [first, second] = [await native?.readLine(line), await wasm?.readLine(line)];
  // What neither is sure of (the white behind the line) may differ: values are rounded to eight bits on the way.
  const words = (found: typeof first) =>
    found?.filter(({ confidence }) => confidence > 0.6).map(({ text, x0 }) => [text, Math.round(x0)]);
  expect(words(first)?.length).toBeGreaterThan(20);
  expect(words(second)).toEqual(words(first));
});
