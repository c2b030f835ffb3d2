import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { search, searchWords } from '../../src/store/search/find.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { record } from '../store/sample-result.ts';
import { serverDatabase } from '../support/any-database.ts';

let stores: readonly Store[];
beforeAll(() => {
  stores = [openStore(':memory:'), openStore(serverDatabase())];
  for (const { db } of stores) {
    const place = { replace: false, path: '/甲.pdf', now: new Date('2026-01-02T03:04:05Z') };
    documentWriter(db).write(record(), place);
    documentWriter(db).write(record({ sha256: 'b2'.repeat(32), file: '更正.pdf' }), {
      ...place,
      now: new Date('2026-02-01'),
    });
  }
}, 120_000);
afterAll(() => {
  for (const store of stores) store.close();
});

test.each(['行政运行', '行政', '工资 福利', '信息化', '无此', '100%', 'a"b'])(
  '%s is found alike on both engines',
  (text) => {
    const [file, server] = stores.map(({ db }) => search(db, { words: searchWords(text), regions: [] }));
    expect(server).toEqual(file);
    expect((file?.total ?? 0) > 0).toBe(['行政运行', '行政', '工资 福利', '信息化'].includes(text));
  },
);

test('the current version is the same on both', () => {
  const current = stores.map(({ db }) =>
    db.prepare('SELECT file, current, current_by FROM documents ORDER BY file').raw().all(),
  );
  expect(current[1]).toEqual(current[0]);
});
