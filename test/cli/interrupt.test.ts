import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cli } from '../../src/cli/io.ts';
import { openProgress } from '../../src/cli/print/progress.ts';
import { messagesIn } from '../../src/messages/index.ts';
import { yusuan } from './run.ts';

const sample = (name: string) => new URL(`../../samples/${name}/${name}.pdf`, import.meta.url).pathname;
const cwd = mkdtempSync(join(tmpdir(), 'yusuan-interrupt-'));
beforeAll(async () => {
  expect((await yusuan(['import', sample('prose-alone'), '--db', 'a.sqlite'], { cwd })).code).toBe(0);
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** Presses Ctrl-C once, when the work has begun; the signal that ended the program. */
async function endedBy(...args: string[]): Promise<string | null> {
  let pressed = 0;
  const { signal } = await yusuan(args, {
    cwd,
    onStart: async (child) => {
      await setTimeout(2_000);
      child.kill('SIGINT');
      pressed += 1;
      await setTimeout(20_000, null, { ref: false });
      child.kill('SIGKILL');
    },
  });
  expect(pressed).toBe(1);
  return signal;
}

const ENDLESS = 'WITH RECURSIVE t (a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM t) SELECT count(*) FROM t';

test('Ctrl-C ends a query that goes on for ever, and the recognition of a scan', async () => {
  expect(await endedBy('sql', ENDLESS, '--db', 'a.sqlite')).toBe('SIGINT');
  expect(await endedBy('tables', sample('scanned'), '--ocr', 'always')).toBe('SIGINT');
}, 120_000);

test('a dumb terminal gets lines, no bar', () => {
  const written: string[] = [];
  const err: NodeJS.WriteStream = Object.create(process.stderr, {
    isTTY: { value: true },
    write: { value: (text: string) => written.push(text) > 0 },
  });
  const cli: Cli = { language: 'zh', words: messagesIn('zh'), out: err, err, signal: new AbortController().signal };
  const before = process.env.TERM;
  process.env.TERM = 'dumb';
  const progress = openProgress([{ path: 'a.pdf', bytes: 1 }], cli, 'normal');
  progress.on({ type: 'page', path: 'a.pdf', done: 1, total: 2 });
  progress.close();
  if (before === undefined) delete process.env.TERM;
  else process.env.TERM = before;
  expect(written).toEqual([]);
});
