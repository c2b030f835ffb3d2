import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { examine } from '../../src/store/read/doctor.ts';
import { VIEWS } from '../../src/store/views.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { importInto, samplePath } from '../review/database.ts';
import { record } from '../store/sample-result.ts';
import { serverDatabase } from '../support/any-database.ts';

let file: Store;
let server: Store;

/** Samples of text; a scan's rows go the same way and take minutes to read. */
const SAMPLES = readdirSync(new URL('../../samples/', import.meta.url)).filter(
  (name) => !['generator', 'scanned', 'mixed'].includes(name),
);

beforeAll(async () => {
  file = openStore(':memory:');
  server = openStore(serverDatabase());
  for (const name of SAMPLES) await importInto([file, server], samplePath(name));
  for (const store of [file, server]) {
    const writer = documentWriter(store.db);
    const options = { replace: false, path: '/甲/乙.pdf', now: new Date('2026-01-02T03:04:05Z') };
    writer.write(record(), options);
    writer.seen(record().sha256, { file: '又名"\u0001\t/\u007f.pdf', path: '/丙/1.pdf' }, options.now);
  }
}, 600_000);
afterAll(() => {
  file.close();
  server.close();
});

const rowsOf = (store: Store, view: string) => {
  const statement = store.db.prepare<[string], unknown[]>(`SELECT * FROM ${view} WHERE sha256 = ?`).raw();
  const documents = store.db.prepare<[], string>('SELECT sha256 FROM documents ORDER BY sha256').pluck().all();
  return documents.flatMap((sha256) => statement.all(sha256).map((row) => JSON.stringify(row)));
};

/** Views that promise no order of their own: whoever reads them names it. */
const UNORDERED = ['facts', 'checks', 'findings'];

/** Views that no sample fills. */
const RARE = ['corrections', 'procurement', 'assets', 'institutions'];

describe.each(Object.keys(VIEWS))('%s', (view) => {
  test('has the same rows on both engines, byte for byte', () => {
    const [ours, theirs] = [rowsOf(server, view), rowsOf(file, view)];
    if (!RARE.includes(view)) expect(theirs.length).toBeGreaterThan(0);
    if (UNORDERED.includes(view)) expect(ours.sort()).toEqual(theirs.sort());
    else expect(ours).toEqual(theirs);
  });

  test('has the same columns on both engines', () => {
    const names = (store: Store) => store.db.columnsOf(view).map(({ name }) => name);
    expect(names(server)).toEqual(names(file));
    expect(
      server.db
        .prepare(`SELECT * FROM ${view}`)
        .columns()
        .map(({ name }) => name),
    ).toEqual(names(file));
  });
});

test('an examination finds nothing, and a view that somebody changed', () => {
  expect(examine(server.db).filter(({ state }) => state === 'bad')).toEqual([]);
  server.db.exec('DROP VIEW coverage');
  expect(examine(server.db).filter(({ state }) => state === 'bad')).toMatchObject([{ details: ['coverage'] }]);
});
