import { describe, expect, test } from 'vitest';
import { endsInFigure, isOddName } from '../../../src/meaning/statements/doubted/apart.ts';
import { isPrintedInto } from '../../../src/meaning/statements/names.ts';
import type { Part } from '../../../src/meaning/statements/row-label.ts';
import { lineOf } from '../../../src/tables/layout/lines.ts';
import { glyphs } from '../../support/build.ts';
import { WORDING } from '../../support/cut.ts';
import { table } from './build.ts';

const SIZE = 10;

/** A name cell that prints texts at these places on one line. */
function part(code: string | null, ...texts: readonly (readonly [string, number])[]): Part {
  const line = lineOf(texts.flatMap(([text, x]) => glyphs(text, x, 100, SIZE)));
  const [cell] = table(['名称']).rows[0] ?? [];
  if (cell === undefined) throw new Error('no cell');
  return { scheme: null, code, nameCell: { ...cell, lines: [line] }, nameText: line.text, codeCells: [] };
}

describe('a name with white in it', () => {
  const isOdd = (one: Part) => isOddName(one, one.nameText, WORDING.statements);

  test('is perhaps that of a unit and of its project', () => {
    expect(isOdd(part(null, ['市信访局', 40], ['社工服务', 95]))).toBe(true);
    expect(isOdd(part(null, ['市信访局', 40], ['社工服务', 85]))).toBe(false);
  });

  test('may begin with a code that nothing took for one', () => {
    expect(isOdd(part(null, ['024', 40], ['市审计局', 75]))).toBe(true);
    expect(isOdd(part('024', ['024', 40], ['市审计局', 75]))).toBe(false);
  });

  test('is a word set wide where there is more of it, or single characters stand apart', () => {
    expect(isOdd(part(null, ['合', 40], ['计', 70]))).toBe(false);
    expect(isOdd(part(null, ['支出', 40], ['总计', 80], ['数额', 120]))).toBe(false);
  });
});

test('a figure behind a name across a wide white is that of a column', () => {
  const ends = (...texts: readonly (readonly [string, number])[]) => {
    const cell = part(null, ...texts).nameCell;
    return cell !== null && endsInFigure(cell);
  };
  expect([ends(['卫生健康支出', 40], ['122', 130]), ends(['01', 40], ['办公费', 70], ['21', 130])]).toEqual([
    true,
    true,
  ]);
  expect([ends(['档案馆', 40], ['2025', 70]), ends(['12345', 40], ['热线', 100]), ends(['教育支出', 40])]).toEqual([
    false,
    false,
    false,
  ]);
});

test.each([
  ['1,834.692、机关商品和服务支出', true],
  ['4.824、机关资本性支出', true],
  ['2、机关商品和服务支出', false],
])('whether a figure was printed into %s: %s', (name, is) => {
  expect(isPrintedInto(name, WORDING.statements)).toBe(is);
});
