import { describe, expect, test } from 'vitest';
import { typeset, typesetScanned } from '../../samples/generator/typeset.ts';
import { type ReadTable, readTables, tableRows, tablesAs } from '../../src/library.ts';
import { GRIDS, reportOf } from './grids.ts';

const spanning = GRIDS.find(({ name }) => name === 'cells over several rows and columns');
if (spanning === undefined) throw new Error('the grid of spanning cells is gone');

const box = { x0: 0, y0: 0, x1: 1, y1: 1 };
const odd: ReadTable = {
  ...{ pages: [2, 3], above: ['标题 <1>'], rowCount: 2, columnCount: 2 },
  cells: [
    { row: 0, column: 0, rowSpan: 1, columnSpan: 2, page: 2, box, text: 'a|b <c> & "d"' },
    { row: 1, column: 0, rowSpan: 1, columnSpan: 1, page: 2, box, text: '=1+1' },
    { row: 1, column: 1, rowSpan: 1, columnSpan: 1, page: 3, box, text: '-12.5' },
  ],
};

describe('tables as text', () => {
  test('HTML keeps spans and escapes', async () => {
    const html = tablesAs(await readTables(await typeset(reportOf(spanning))), 'html', 'T&T');
    expect(html).toContain('<title>T&amp;T</title>');
    expect(html).toContain(
      '<tr><td rowspan="2">Line</td><td colspan="2">Weekdays</td><td colspan="2">Weekend</td></tr>',
    );
    expect(html).toContain('<td colspan="2">no service</td></tr>');
    expect(tablesAs([odd], 'html')).toContain('<td colspan="2">a|b &lt;c&gt; &amp; &quot;d&quot;</td>');
    expect(tablesAs([odd], 'html')).toContain('标题 &lt;1&gt;<br>pp. 2, 3');
  });

  test('Markdown escapes pipes and has a head', () => {
    expect(tablesAs([odd], 'md')).toBe('标题 <1>\n\n| a\\|b <c> & "d" |  |\n| --- | --- |\n| =1+1 | -12.5 |\n');
  });

  test('CSV is harmless and every row as wide as the table', () => {
    expect(tablesAs([odd, odd], 'csv')).toBe(`${`"a|b <c> & ""d""",\r\n'=1+1,-12.5\r\n`}\r\n`.repeat(2).slice(0, -2));
  });

  test('JSON holds cells with their boxes, and rows', () => {
    const [read]: (ReadTable & { rows: string[][] })[] = JSON.parse(tablesAs([odd], 'json'));
    expect(read?.cells).toEqual(odd.cells);
    expect(read?.rows).toEqual(tableRows(odd));
  });
});

describe('pages', () => {
  test('are chosen, joined in order, and must exist', async () => {
    const long = GRIDS.find(({ pages }) => pages !== undefined);
    const pdf = await typeset(reportOf(long ?? spanning));
    const [part] = await readTables(pdf, { pages: [2] });
    expect(part?.pages).toEqual([2]);
    expect(part?.cells.every(({ page }) => page === 2)).toBe(true);
    await expect(readTables(pdf, { pages: [9] })).rejects.toThrow(RangeError);
    await expect(readTables(new TextEncoder().encode('no pdf'))).rejects.toThrow('');
  });

  test('that are pictures are read, or said to be unread', async () => {
    const [cities] = GRIDS;
    const { pdf } = await typesetScanned(reportOf(cities ?? spanning));
    const unread: number[] = [];
    expect(await readTables(pdf, { ocr: 'never', onUnread: (page) => unread.push(page) })).toEqual([]);
    expect(unread).toEqual([1]);
    const [table] = await readTables(pdf);
    expect(table).toMatchObject({ rowCount: 6, columnCount: 4 });
    expect(table?.cells.map(({ text }) => text)).toEqual(expect.arrayContaining(['465.3', '1,237', '152.2']));
  });
});
