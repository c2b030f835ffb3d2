import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../src/store/open.ts';
import { COLUMNS, TABLES } from '../../src/store/write/rows.ts';

const BIN = fileURLToPath(new URL('../../bin/yusuan.js', import.meta.url));

/** Every row of every table of documents as text, without times; in an order that does not depend on the import's. */
export function dumpStore(db: string): readonly string[] {
  const store = openStore(db, { mode: 'read' });
  const rows = (table: string, columns: readonly string[]) =>
    store.db
      .prepare<[], unknown[]>(`SELECT ${columns.join(', ')} FROM ${table}`)
      .raw()
      .all()
      .map((row) => `${table} ${JSON.stringify(row)}`)
      .sort();
  const all = [
    ...rows('document', ['id', 'sha256', 'file', 'status', 'reason', 'pages', 'facts', 'proven', 'to_review']),
    ...rows('document_name', ['sha256', 'file']),
    ...rows('seen_path', ['path', 'sha256']),
    ...TABLES.flatMap((table) => rows(table, ['document', ...COLUMNS[table]])),
  ];
  store.close();
  return all;
}

export interface Told {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command of yusuan in a process of its own. */
export function start(args: readonly string[]): {
  child: ChildProcess;
  said: { out: string; err: string };
  ended: Promise<Told>;
} {
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    said.err += String(chunk);
  });
  const ended = new Promise<Told>((resolve) => child.on('close', (code) => resolve({ code, ...said })));
  return { child, said, ended };
}

export interface Disturbance {
  readonly db: string;
  readonly reports: string;
  readonly kills: number;
  /** 0 to 1, the next random number. */
  readonly random: () => number;
  /** Longest life of the worker that is killed. */
  readonly longestMs: number;
  readonly restart: () => Promise<void>;
}

/** Enqueues the reports, has three workers read them, kills one again and again, and restarts the server once. */
export async function disturbed({ db, reports, kills, random, longestMs, restart }: Disturbance): Promise<Told> {
  const worker = () => start(['worker', '--db', db, '--jobs', '1', '--cache-size', '0', '--log-format', 'json']);
  const watching = start(['import', reports, '--db', db, '--queue', '--json']);
  let over = false;
  void watching.ended.then(() => {
    over = true;
  });
  const steady = [worker(), worker()];
  for (let kill = 0; kill < kills; kill += 1) {
    const victim = worker();
    await new Promise((resolve) => setTimeout(resolve, 300 + random() * longestMs));
    victim.child.kill('SIGKILL');
    await victim.ended;
    if (kill === Math.floor(kills / 2)) await restart();
    // What is finished is enqueued again, by force: there is always something to interrupt.
    if (over) {
      over = false;
      const again = start(['import', reports, '--db', db, '--queue', '--no-wait', '--force', '--quiet']);
      await again.ended;
    }
  }
  const told = await watching.ended;
  await start(['import', reports, '--db', db, '--queue', '--quiet']).ended;
  await drained(db);
  for (const { child } of steady) child.kill('SIGTERM');
  await Promise.all(steady.map(({ ended }) => ended));
  return told;
}

/** Waits until nothing waits or is being read. */
async function drained(db: string): Promise<void> {
  for (;;) {
    const { out } = await start(['status', '--db', db, '--json']).ended;
    const state: { waiting: number; active: number; retried: number } = JSON.parse(out);
    if (state.waiting + state.active + state.retried === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
