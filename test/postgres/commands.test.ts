import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { yusuan } from '../cli/run.ts';
import { samplePath } from '../review/database.ts';
import { serverDatabase } from '../support/any-database.ts';

let folder: string;
let file: string;
let server: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-both-'));
  file = join(folder, 'a.sqlite');
  server = serverDatabase();
  const samples = ['shanghai-budget', 'publisher-errors'].map(samplePath);
  const cache = ['--cache-dir', join(folder, 'cache'), '--quiet'];
  for (const db of [file, server]) {
    expect(await yusuan(['import', ...samples, '--db', db, ...cache])).toMatchObject({ code: 0 });
  }
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a command writes, without what differs from run to run: the database's name and times. */
async function said(args: readonly string[], db: string): Promise<unknown> {
  const { code, out } = await yusuan([...args, '--db', db]);
  const plain = out
    .replaceAll(JSON.stringify(db).slice(1, -1), 'DB')
    .replaceAll(server.replace(/:[^:@/]+@/, '@'), 'DB')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
  return { args, code, out: plain.split('\n') };
}

const CORRECT = ['correct', 'shanghai-budget.pdf', '--statement', 'expenditure', '--line', '201'];

/** In this order: what is corrected shows in what follows. */
const COMMANDS: readonly (readonly string[])[] = [
  ['check'],
  ['check', '--json'],
  ['check', 'publisher-errors.pdf', '--strict', '--format', 'markdown'],
  ['doctor'],
  ['diff', 'shanghai-budget.pdf', 'publisher-errors.pdf'],
  ['compare', '--statement', 'expenditure'],
  ['sql', 'SELECT sum_yuan(amount) AS sum, count(*) AS n FROM facts', '--format', 'csv'],
  ['sql', 'SELECT * FROM facts ORDER BY sha256, statement_index, amount_index LIMIT 50', '--format', 'json'],
  ['sql', "SELECT file, page, reason, severity, detail FROM review_queue WHERE reason = 'contradicted'"],
  ['sql', 'SELECT nothing FROM facts'],
  ['sql', 'DELETE FROM documents'],
  [...CORRECT, '--value', '1,234.5', '--reviewer', '复核甲', '--reason', '看了原件'],
  ['correct', '--list'],
  ['rerun', '--stage', 'reconcile'],
  ['rerun', '--stage', 'read', '--cache-size', '0'],
  ['correct', '--undo', '1', '--reviewer', '复核甲'],
  ['export', 'facts', '--format', 'jsonl'],
  ['export', 'review_queue', '--format', 'csv'],
  ['export', 'claims', '--format', 'csv', '--statement', 'expenditure'],
  ['reviewers', '--add', ''],
  ['reviewers', '--json'],
];

test.each(COMMANDS)(
  'yusuan %s %s says the same of both databases',
  async (...args) => {
    const [ours, theirs] = await Promise.all([said(args, server), said(args, file)]);
    // A mistake in SQL is told in the words of the engine, on standard error.
    expect(ours).toEqual(theirs);
  },
  400_000,
);

test('whole exports are the same, byte for byte', async () => {
  const made = await Promise.all(
    [file, server].map(async (db, at) => {
      const out = join(folder, `out-${at}`);
      expect(await yusuan(['export', 'facts', 'documents', 'checks', 'chapters', '--db', db, '-o', out])).toMatchObject(
        {
          code: 0,
        },
      );
      return ['facts', 'checks', 'chapters'].map((table) => readFileSync(join(out, `${table}.csv`), 'utf8'));
    }),
  );
  expect(made[1]).toEqual(made[0]);
});
