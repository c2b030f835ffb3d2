import { expect, test } from 'vitest';
import { withRivals } from '../../src/meaning/rivals.ts';
import type { Table } from '../../src/model/table.ts';
import { row, statement } from '../proof/build.ts';
import { table } from './statements/build.ts';

/** A recognised table of one name a row; one character of each was read less surely than the others. */
function recognised(names: readonly (readonly [name: string, unsure: string, confidence: number])[]): Table {
  const made = table(
    names.map(([name]) => name),
    { source: 'ocr' },
  );
  const rows = made.rows.map((cells, at) =>
    cells.map((cell) => {
      const [name = '', unsure = '', confidence = 1] = names[at] ?? [];
      const glyphs = [...name].map((text, n) => ({
        ...({ text, x0: n * 9, x1: n * 9 + 9, y0: 0, y1: 9, size: 9, source: 'ocr', clip: null } as const),
        confidence: text === unsure ? confidence : 0.999,
      }));
      return { ...cell, lines: cell.lines.map((line) => ({ ...line, glyphs })) };
    }),
  );
  return { ...made, rows };
}

function doubted(...names: readonly (readonly [name: string, unsure: string, confidence: number])[]): string[] {
  const rows = names.map(([name]) => row(name, { total: '1.00' }));
  const read = withRivals([statement('balance', rows, { source: 'ocr' })], [recognised(names)]);
  return read.flatMap(({ lines }) =>
    lines.filter(({ flags }) => flags.includes('name-doubtful')).map(({ name }) => name),
  );
}

test('a name is in doubt beside one from which it differs in a character that was read less surely', () => {
  expect(doubted(['上华结转结余', '华', 0.96], ['上年结转结余', '', 1])).toEqual(['上华结转结余']);
  expect(doubted(['窗口劳务购罐', '罐', 0.97], ['窗口劳务购置', '', 1])).toEqual(['窗口劳务购罐']);
});

test('names that differ, read surely, and names that nothing is like, are left alone', () => {
  expect(doubted(['绿化养护一期', '一', 0.99], ['绿化养护二期', '二', 0.99])).toEqual([]);
  expect(doubted(['上华结转结余', '华', 0.96], ['上年结转资金', '', 1])).toEqual([]);
  // neither print is sure of the other
  expect(doubted(['窗口劳务购罐', '罐', 0.97], ['窗口劳务购置', '置', 0.97])).toEqual([]);
});
