import { beforeAll, expect, inject, test } from 'vitest';
import { openBoss } from '../../src/queue/boss.ts';
import { openStore } from '../../src/store/open.ts';
import { serverDatabase } from '../support/any-database.ts';
import { start } from './killing.ts';

const ROLE = 'only_tables';
/** Long before a person would give up; a process that hangs never ends. */
const PATIENCE_MS = 45_000;

/** A database whose tables this role may use, with or without a queue that it may only look at. */
async function narrow(queue: boolean): Promise<string> {
  const address = serverDatabase();
  const store = openStore(address);
  const schema = new URL(address).searchParams.get('schema');
  const schemas = [schema];
  if (queue) {
    const { boss } = await openBoss(address, { supervise: false, onError: () => undefined });
    await boss.stop({ graceful: false });
    schemas.push(`${schema}_queue`);
    store.db.exec(`GRANT SELECT ON ALL TABLES IN SCHEMA ${schema}_queue TO ${ROLE}`);
  }
  store.db.exec(`GRANT ALL ON ALL TABLES IN SCHEMA ${schema} TO ${ROLE}`);
  store.db.exec(`GRANT ALL ON ALL SEQUENCES IN SCHEMA ${schema} TO ${ROLE}`);
  for (const each of schemas) store.db.exec(`GRANT USAGE ON SCHEMA ${each} TO ${ROLE}`);
  store.close();
  const url = new URL(address);
  url.username = ROLE;
  url.password = ROLE;
  return url.href;
}

beforeAll(() => {
  const store = openStore(serverDatabase());
  store.db.exec(`CREATE ROLE ${ROLE} LOGIN PASSWORD '${ROLE}'`);
  store.db.exec(`GRANT CONNECT ON DATABASE ${new URL(inject('postgres')).pathname.slice(1)} TO ${ROLE}`);
  store.close();
});

test.each([
  ['has no queue and may make none', false],
  ['has a queue that it may not use', true],
])(
  'a worker that %s says so and ends',
  async (_, queue) => {
    const worker = start(['worker', '--db', await narrow(queue), '--metrics-port', '0', '--jobs', '1']);
    const patience = setTimeout(() => worker.child.kill('SIGKILL'), PATIENCE_MS);
    const { code, err } = await worker.ended;
    clearTimeout(patience);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/用户 "only_tables" 没有这项权限（.*\bGRANT\b/),
    });
  },
  120_000,
);
