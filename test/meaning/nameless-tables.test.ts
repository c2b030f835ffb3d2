import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadLexicon } from '../../src/declare/lexicon.ts';
import { OWN_PIPELINES } from '../../src/declare/load.ts';
import { namelessTables } from '../../src/meaning/nameless-tables.ts';
import { table } from './statements/build.ts';

const lexicon = loadLexicon(join(OWN_PIPELINES, 'lexicon'));
const SCRAMBLED = ['釒盯|糨盯|吉讣', '205|敚育|1,230.45', '20503|耏业|1,230.45', '2050302|丮等|1,230.45'];
const told = (...tables: ReturnType<typeof table>[]) =>
  namelessTables(tables, lexicon).map(({ page, code }) => [page, code]);

test('a document without a word of a report whose codes and amounts are those of one is told of, page by page', () => {
  const others = [table(['亗|1,230.45'], { index: 1, page: 5 }), table(['亗|仁'], { index: 2, page: 6 })];
  expect(told(table(SCRAMBLED, { page: 4 }), ...others)).toEqual([
    [4, 'unknown-statement'],
    [5, 'unknown-statement'],
  ]);
  expect(told(table(SCRAMBLED.slice(0, 3), { page: 4 }), ...others)).toEqual([]);
});

test('so is one that prints the codes of subjects with their names, in one cell or side by side, but no 类 above them', () => {
  const rows = [
    '科目|数额',
    '2010801-行政运行|1,230.450000',
    '2050302-中等职业教育|1,230.45',
    '2080505|机关事业单位基本养老保险缴费支出|9.00',
  ];
  expect(told(table(rows, { page: 4 }))).toEqual([[4, 'unknown-statement']]);
  expect(told(table(rows.slice(0, 3), { page: 4 }))).toEqual([]);
  expect(
    told(
      table(
        rows.map((row) => row.replace(/\p{Script=Han}+/gu, '某局')),
        { page: 4 },
      ),
    ),
  ).toEqual([]);
});
