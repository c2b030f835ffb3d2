import { expect, test } from 'vitest';
import { codeParent } from '../../src/words/codes.ts';

const lines = ['201|甲', '20103|甲', '201|乙', '2010301|甲', '|甲', '208|甲'].map((text) => {
  const [code = '', side = ''] = text.split('|');
  return { code: code === '' ? null : code, side };
});
const parents = lines.map((_, at) =>
  codeParent(
    lines,
    at,
    ({ code }) => code,
    (above, line) => above.side === line.side,
  ),
);

test('the parent of a code is the nearest above, of its own side, that it begins with', () => {
  expect(parents).toEqual([null, 0, null, 1, null, null]);
});
