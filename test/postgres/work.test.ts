import { expect, test } from 'vitest';
import type { Importer, Outcome } from '../../src/batch/import.ts';
import { openBoss, QUEUE, rowsOf } from '../../src/queue/boss.ts';
import { work } from '../../src/queue/work.ts';
import { serverDatabase } from '../support/any-database.ts';

const failed = (error: Error) => {
  throw error;
};

const DONE = { url: null, state: 'added', sameAs: null, failure: null, summary: null, seconds: 1 } as const;

test('of two documents taken together the one that failed goes back, and the other is done', async () => {
  const queue = await openBoss(serverDatabase(), { supervise: false, onError: failed });
  const began = new Date().toISOString();
  const jobs = ['good.pdf', 'bad.pdf'].map((path) => ({
    ...{ singletonKey: path, data: { file: { path, bytes: 1 }, force: false, began } },
  }));
  await queue.boss.insert(QUEUE, jobs);
  const asked: string[] = [];
  const stop = new AbortController();
  const importer: Importer = {
    importOne: async ({ path }): Promise<Outcome> => {
      asked.push(path);
      if (asked.length === 3) setTimeout(() => stop.abort(), 500);
      if (path === 'bad.pdf' && asked.length < 3) throw new Error('the database went away');
      return { ...DONE, path, file: path };
    },
    close: async () => undefined,
  };
  const back: string[] = [];
  await work(queue, importer, {
    ...{ jobs: 1, signal: stop.signal, onOutcome: () => undefined },
    onGivenBack: (path, error) => back.push(`${path}: ${error}`),
  });
  expect(asked.toSorted()).toEqual(['bad.pdf', 'bad.pdf', 'good.pdf']);
  expect(back).toEqual(['bad.pdf: Error: the database went away']);
  const again = await openBoss(serverDatabase(), { supervise: false, onError: failed });
  const done = await rowsOf<{ key: string; state: string; tries: number }>(
    again,
    `SELECT singleton_key AS key, state::text, retry_count AS tries FROM ${queue.schema}.job ORDER BY key`,
    [],
  );
  await again.boss.stop({ graceful: false });
  expect(done).toEqual([
    { key: 'bad.pdf', state: 'completed', tries: 1 },
    { key: 'good.pdf', state: 'completed', tries: 0 },
  ]);
});

test('what is wrong with this machine is no fault of the document: it goes back for another worker', async () => {
  const queue = await openBoss(serverDatabase(), { supervise: false, onError: failed });
  const began = new Date().toISOString();
  const jobs = ['s3-no-credentials', 'pdf-damaged'].map((path) => ({
    ...{ singletonKey: path, data: { file: { path, bytes: 1 }, force: false, began } },
  }));
  await queue.boss.insert(QUEUE, jobs);
  const stop = new AbortController();
  const asked: string[] = [];
  const importer: Importer = {
    importOne: async ({ path }): Promise<Outcome> => {
      asked.push(path);
      if (asked.length === 3) setTimeout(() => stop.abort(), 500);
      const code = path === 'pdf-damaged' ? path : 's3-no-credentials';
      return asked.length === 3
        ? { ...DONE, path, file: path }
        : { ...DONE, path, file: path, state: 'failed', failure: { code, detail: '' } };
    },
    close: async () => undefined,
  };
  const back: unknown[] = [];
  const ended: string[] = [];
  await work(queue, importer, {
    ...{ jobs: 1, signal: stop.signal, onOutcome: ({ path, state }) => ended.push(`${path} ${state}`) },
    onGivenBack: (path, why) => back.push([path, why]),
  });
  expect(back).toEqual([['s3-no-credentials', { code: 's3-no-credentials', detail: '' }]]);
  expect(ended.toSorted()).toEqual(['pdf-damaged failed', 's3-no-credentials added']);
});
