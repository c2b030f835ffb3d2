import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { importSamples, nastyDatabase, scratch } from '../export/database.ts';
import { yusuan } from './run.ts';

const folder = scratch();
let db = '';
let big = '';
beforeAll(async () => {
  db = await importSamples(folder, ['publisher-errors', 'final-accounts']);
  big = nastyDatabase(folder, 3_000);
});

interface Fact {
  readonly department: string;
  readonly fiscal_year: number;
  readonly document_type: string;
  readonly statement: string;
  readonly proof: string;
}

async function facts(...args: string[]): Promise<Fact[]> {
  const run = await yusuan(['export', '--db', db, '--format', 'jsonl', ...args]);
  expect(run).toMatchObject({ code: 0, err: '' });
  return run.out
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Fact => JSON.parse(line));
}

describe('filters', () => {
  test('choose departments, years, types, statements and proofs', async () => {
    const all = await facts();
    const where = (test: (fact: Fact) => boolean) => all.filter(test);
    expect(await facts('--department', '财政局')).toEqual(where((fact) => fact.department.includes('财政局')));
    expect(await facts('--year', '2020-2024')).toEqual(where((fact) => fact.fiscal_year <= 2024));
    expect(await facts('--type', 'budget', '--statement', 'revenue', '--statement', 'three_public')).toEqual(
      where((fact) => fact.document_type === 'budget' && ['revenue', 'three_public'].includes(fact.statement)),
    );
    expect(await facts('--proof', 'contradicted')).toEqual(where((fact) => fact.proof === 'contradicted'));
    const none = await yusuan(['export', '--db', db, '--department', '没有的局']);
    expect(none).toMatchObject({ code: 1, out: '' });
    expect(none.err).toContain('0 行');
  });

  test('that cannot apply are refused; that apply to some tables only are spoken of', async () => {
    const refused = await yusuan(['export', 'staff', '--db', db, '--proof', 'proven']);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('staff 没有可供');
    const out = join(folder, 'some');
    const some = await yusuan(['export', 'facts', 'staff', '--db', db, '--proof', 'proven', '-o', out]);
    expect(some.code).toBe(0);
    expect(some.err).toContain('staff 没有这样的列');
    expect(readdirSync(out).sort()).toEqual(['facts.csv', 'staff.csv']);
  });
});

describe('wrong usage and trouble', () => {
  test.each([
    [['nothing'], 2, 'nothing，请从 all | facts'],
    [['--format', 'pdf'], 2, '请从 csv | xlsx'],
    [['--format', 'xlsx'], 2, 'xlsx 格式请用 -o'],
    [['--year', '25'], 2, '请写成 2025'],
    [['-o', join(folder, 'none', 'x.csv')], 1, '不能写入'],
  ])('%j is one sentence', async (args, code, sentence) => {
    const run = await yusuan(['export', '--db', db, ...args]);
    expect(run).toMatchObject({ code, out: '' });
    expect(run.err).toContain(sentence);
  });

  test('a database is never overwritten, a missing one never made', async () => {
    const before = readFileSync(db);
    expect((await yusuan(['export', '--db', db, '-o', db])).code).toBe(2);
    expect(readFileSync(db).equals(before)).toBe(true);
    const none = join(folder, 'none.sqlite');
    expect((await yusuan(['export', '--db', none])).code).toBe(1);
    expect(existsSync(none)).toBe(false);
  });

  test('Ctrl-C stops it and leaves what was there before', async () => {
    const out = join(folder, 'big.xlsx');
    writeFileSync(out, 'before');
    const run = await yusuan(['export', '--db', big, '--format', 'xlsx', '-o', out, '--force', '--all-versions'], {
      onStart: (child) => {
        const watch = setInterval(() => {
          if (!existsSync(`${out}.part`)) return;
          clearInterval(watch);
          child.kill('SIGINT');
        }, 5);
        child.on('close', () => clearInterval(watch));
      },
    });
    expect(run.code).toBe(130);
    expect(run.err).toContain('已中断');
    expect(readFileSync(out, 'utf8')).toBe('before');
    expect(existsSync(`${out}.part`)).toBe(false);
  });
});

test('24 000 amounts of 3 000 reports go through a heap of 64 MB in every format', async () => {
  for (const format of ['csv', 'jsonl', 'parquet', 'xlsx', 'datapackage']) {
    const out = join(folder, `big-${format}`);
    const run = await yusuan(['export', '--db', big, '--format', format, '-o', out, '--quiet', '--all-versions'], {
      env: { NODE_OPTIONS: '--max-old-space-size=64' },
    });
    expect([format, run.code, run.err]).toEqual([format, 0, '']);
  }
  const lines = readFileSync(join(folder, 'big-jsonl'), 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(24_000);
});
