import { describe, expect, test } from 'vitest';
import { typeset } from '../../samples/generator/typeset.ts';
import { readTables, tableRows } from '../../src/library.ts';
import { GRIDS, reportOf, rowsOf } from './grids.ts';

/** Words wrapped inside a cell come back with or without the space at the break. */
const tight = (rows: readonly (readonly string[])[]) => rows.map((row) => row.map((text) => text.replaceAll(' ', '')));

describe('readTables', () => {
  test.each(GRIDS)('$name', async (grid) => {
    const tables = await readTables(await typeset(reportOf(grid), grid.style));
    expect(tables.map((table) => tight(tableRows(table)))).toEqual(grid.tables.map((table) => tight(rowsOf(table))));
    if (grid.pages !== undefined) expect(tables.map(({ pages }) => pages)).toEqual(grid.pages);
  });
});
