import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Database } from '../../src/store/port.ts';
import { serverDatabase } from '../support/any-database.ts';
import { start } from './killing.ts';

const ROLE = 'looks only';
const SAMPLE = join(import.meta.dirname, '..', '..', 'samples', 'every-fund', 'every-fund.pdf');

const FLAGS = ['--ocr', 'never', '--jobs', '1', '--cache-size', '0'];
const own = serverDatabase();
const schema = new URL(own).searchParams.get('schema') ?? '';
const address = new URL(own);
address.username = encodeURIComponent(ROLE);
address.password = 'none';

function owner(work: (db: Database) => void): void {
  const store = openStore(own);
  work(store.db);
  store.close();
}

beforeAll(() =>
  owner((db) => {
    db.exec(`CREATE ROLE "${ROLE}" LOGIN PASSWORD 'none'`);
    db.exec(`GRANT CONNECT ON DATABASE ${new URL(inject('postgres')).pathname.slice(1)} TO "${ROLE}"`);
    db.exec(`GRANT USAGE ON SCHEMA ${schema} TO "${ROLE}"`);
    db.exec(`GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO "${ROLE}"`);
    db.exec(`GRANT SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO "${ROLE}"`);
  }),
);

test.each([
  ['en', `the role "${ROLE}" has no right`],
  ['zh', `用户 "${ROLE}" 没有这项权限`],
])(
  'a role that may only look is told what to ask for (%s), and that is enough',
  async (language, sentence) => {
    const importing = () => start(['import', SAMPLE, '--db', address.href, ...FLAGS, '--lang', language]).ended;
    const { code, err } = await importing();
    expect(code).toBe(1);
    for (const part of [sentence, 'permission denied for table', `"${schema}_queue"`]) expect(err).toContain(part);
    expect(err).not.toMatch(/folder|文件夹/);
    const said = err.match(/GRANT [^;]+/g) ?? [];
    expect(said).toHaveLength(3);
    owner((db) => db.exec(said.join('; ')));
    expect(await importing()).toMatchObject({ code: 0 });
    owner((db) => db.exec(`REVOKE INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} FROM "${ROLE}"`));
    owner((db) => db.exec('DELETE FROM document'));
  },
  120_000,
);

test('what may be looked at is shown', async () => {
  expect(
    await start(['sql', 'SELECT count(*) AS n FROM facts', '--db', address.href, '--format', 'csv']).ended,
  ).toMatchObject({
    ...{ code: 0, out: expect.stringMatching(/^\uFEFF?n\r?\n0/) },
  });
}, 60_000);
