import { expect, test } from 'vitest';
import type { Char } from '../../../src/pages/scan/lines/read-stretches.ts';
import { withDigits } from '../../../src/pages/scan/numbers/digits-in-words.ts';

const FIVE = [
  ' %%%%%%%%',
  ' %%',
  ' %%',
  ' %%#%%%:',
  ' %%:  *%%',
  '       %%',
  '       %%',
  ' *     %%',
  ' %%*  *%*',
  '  *%%%%*',
];
const LEVEL = ' .:-=+*#%@';

/** The digit 5 in large pixels, and what the line reader took it for. */
function read(text: string, confidence: number, before: readonly Char[] = []) {
  const [width, size] = [24, 2];
  const rows = FIVE.flatMap((row) =>
    Array.from({ length: size }, () => [...row.padEnd(12)].flatMap((mark) => [mark, mark])),
  );
  const ink = rows.flatMap((row) => row.map((mark) => 255 - LEVEL.indexOf(mark) * 28));
  const paper = Array.from({ length: 3 * width }, () => 255);
  const grey = { width, height: rows.length + 6, data: Uint8Array.from([...paper, ...ink, ...paper]) };
  const line = { x0: 0, y0: 1, x1: width, y1: rows.length + 5 };
  return withDigits(grey, line, [
    ...before,
    { ...line, text, confidence },
    { ...line, x0: 20, text: '%', confidence },
  ]).map((char) => char.text + char.confidence);
}

test('a digit in words that the net reads, too, is sure; one that it surely reads otherwise is in doubt', () => {
  expect(read('5', 0.7)).toEqual(['50.97', '%0.7']);
  expect(read('5', 0.99)).toEqual(['50.99', '%0.99']);
  // where the line reader was unsure, the net's word stands: ≥95% of a dusty copy was ≥93%
  expect(read('3', 0.89)).toEqual(['50.5', '%0.89']);
  expect(read('3', 0.99)).toEqual(['30.5', '%0.99']);
  // a sign that touches it is in its outline
  const sign = { x0: 0, y0: 1, x1: 3, y1: 20, text: '≥', confidence: 0.95 };
  expect(read('3', 0.89, [sign])).toEqual(['≥0.95', '30.89', '%0.89']);
});
