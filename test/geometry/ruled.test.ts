import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt, joinRules, ruledLattices } from '../../src/geometry/lattice.ts';
import type { Rule } from '../../src/model/page.ts';
import { gridRules, h, v } from '../support/build.ts';

describe('joinRules', () => {
  it('joins pieces that touch and keeps apart what does not', () => {
    const joined = joinRules([h(10, 0, 50), h(10.3, 50.4, 100), h(10, 140, 200)], 1);
    expect(joined.map(({ from, to }) => [from, to])).toEqual([
      [0, 100],
      [140, 200],
    ]);
  });
});

describe('ruledLattices', () => {
  it('finds spans where rules are missing between boxes', () => {
    const rules = [h(0, 0, 90), h(20, 30, 90), h(40, 0, 90), v(0, 0, 40), v(30, 0, 40), v(60, 20, 40), v(90, 0, 40)];
    const [table] = ruledLattices(rules);
    expect(table?.cells.map(({ row, column, rowSpan, columnSpan }) => [row, column, rowSpan, columnSpan])).toEqual([
      [0, 0, 2, 1],
      [0, 1, 1, 2],
      [1, 1, 1, 1],
      [1, 2, 1, 1],
    ]);
  });

  it('closes a table whose outer sides are not drawn', () => {
    const rules = [h(0, 0, 90), h(20, 0, 90), h(40, 0, 90), v(30, 0, 40), v(60, 0, 40)];
    const [table] = ruledLattices(rules);
    expect(table?.xs).toHaveLength(4);
    expect(table?.cells).toHaveLength(6);
  });

  it('takes cells with a frame of their own for a table where no digit fits between two frames', () => {
    const frame = (x0: number, x1: number, y0: number, y1: number) => gridRules([x0, x1], [y0, y1]);
    const rules = [0, 40, 80].flatMap((x) => [0, 20, 40].flatMap((y) => frame(x, x + 36, y, y + 16)));
    const joints = [h(0, 0, 116), h(56, 0, 116), v(0, 0, 56), v(116, 0, 56)];
    expect(ruledLattices([...rules, ...joints], 1, 10).map(({ cells }) => cells.length)).toEqual([9]);
    expect(ruledLattices([...rules, ...joints], 1, 6)[0]?.cells.length).toBeGreaterThan(9);
  });

  it('keeps two tables apart, and takes rules that meet nothing for no table', () => {
    const rules = [...gridRules([0, 50, 100], [0, 20, 40]), ...gridRules([120, 150, 200], [0, 20, 40]), h(300, 0, 400)];
    expect(ruledLattices(rules).map((table) => table.cells.length)).toEqual([4, 4]);
  });

  it('recovers any merged grid from rules cut into pieces with small errors', () => {
    const track = fc.array(fc.integer({ min: 12, max: 60 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(track, track, fc.integer({ min: 0, max: 1e6 }), (widths, heights, seed) => {
        const xs = borders(widths);
        const ys = borders(heights);
        const { rules, cells } = randomMerges(xs, ys, seed);
        const [table, ...others] = ruledLattices(rules);
        expect(others).toHaveLength(0);
        expect(
          table?.cells.map((cell) => `${cell.row},${cell.column},${cell.rowSpan},${cell.columnSpan}`).sort(),
        ).toEqual(cells.sort());
        for (const cell of table?.cells ?? []) {
          const found = cellAt(
            table as NonNullable<typeof table>,
            (cell.box.x0 + cell.box.x1) / 2,
            (cell.box.y0 + cell.box.y1) / 2,
          );
          expect(table?.cells[found]).toBe(cell);
        }
      }),
      { numRuns: 200 },
    );
  });
});

function borders(sizes: readonly number[]): number[] {
  const out = [40];
  for (const size of sizes) out.push((out.at(-1) ?? 0) + size);
  return out;
}

/** Merges horizontal neighbours of a random row choice; rules are drawn cell edge by cell edge, 0.3 pt off. */
function randomMerges(xs: readonly number[], ys: readonly number[], seed: number): { rules: Rule[]; cells: string[] } {
  let state = seed + 1;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const rules: Rule[] = [];
  const cells: string[] = [];
  const wobble = () => (random() - 0.5) * 0.6;
  const rows = ys.length - 1;
  const columns = xs.length - 1;
  const kept = new Set<number>();
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = [ys[row] ?? 0, ys[row + 1] ?? 0];
    let column = 0;
    while (column < columns) {
      // The last row stays whole so that every border exists somewhere.
      let end = column + 1;
      while (row < rows - 1 && end < columns && random() < 0.3) end++;
      cells.push(`${row},${column},1,${end - column}`);
      const [left, right] = [xs[column] ?? 0, xs[end] ?? 0];
      rules.push(h(top + wobble(), left, right), h(bottom + wobble(), left, right));
      rules.push(v(left + wobble(), top, bottom), v(right + wobble(), top, bottom));
      kept.add(column);
      column = end;
    }
  }
  return { rules, cells };
}
