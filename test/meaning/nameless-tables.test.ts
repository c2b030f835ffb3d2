import { expect, test } from 'vitest';
import { namelessTables } from '../../src/meaning/nameless-tables.ts';
import { table } from './statements/build.ts';

const SCRAMBLED = ['釒盯|糨盯|吉讣', '205|敚育|1,230.45', '20503|耏业|1,230.45', '2050302|丮等|1,230.45'];
const told = (...tables: ReturnType<typeof table>[]) => namelessTables(tables).map(({ page, code }) => [page, code]);

test('a document without a word of a report whose codes and amounts are those of one is told of, page by page', () => {
  const others = [table(['亗|1,230.45'], { index: 1, page: 5 }), table(['亗|仁'], { index: 2, page: 6 })];
  expect(told(table(SCRAMBLED, { page: 4 }), ...others)).toEqual([
    [4, 'unknown-statement'],
    [5, 'unknown-statement'],
  ]);
  expect(told(table(SCRAMBLED.slice(0, 3), { page: 4 }), ...others)).toEqual([]);
});
