import { expect, test } from 'vitest';
import { glyphs, gridRules, page } from '../../support/build.ts';
import { layout, tables } from '../../support/cut.ts';

test('what tells how a name is spoken is no part of it; a small line of words over it, or one of its own size, is', () => {
  const cell = (above: string, size: number) => {
    const content = [
      ...glyphs(above, 55, 119 - size, size),
      ...glyphs('教育支出', 55, 120),
      ...glyphs('12.00', 155, 120),
    ];
    const [table] = tables(layout([page(1, content, gridRules([50, 150, 250], [100, 140]))]));
    return table?.rows[0]?.[0]?.text;
  };
  expect(['jiàoyù', 'ㄐㄧㄠ', 'きょう'].map((spoken) => cell(spoken, 4.5))).toEqual(Array(3).fill('教育支出'));
  expect([cell('其中', 4.5), cell('PPP', 10)]).toEqual(['其中教育支出', 'PPP教育支出']);
});
