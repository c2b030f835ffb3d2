import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

export interface Sample {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Every PDF below a folder. */
export function samplesIn(folder: string): readonly Sample[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.pdf$/i.test(name))
    .sort()
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }));
}

/** Five reports with a text layer, one of each form: any hundred documents made of them are the same mix. */
const MIX = ['every-fund', 'final-accounts', 'publisher-errors', 'shanghai-budget', 'shanxi-budget'];

export function mixedSamples(): readonly Sample[] {
  return MIX.map((name) => ({
    name,
    bytes: new Uint8Array(readFileSync(join(ROOT, 'samples', name, `${name}.pdf`))),
  }));
}

/** A set of reports kept beside the checkout, where it is at hand; null elsewhere. */
export function evaluationSet(name: string): string | null {
  const folder = join(ROOT, '..', 'shared', 'eval', name);
  return existsSync(folder) ? folder : null;
}

/** Writes `count` documents of distinct bytes made from the samples, in turn. */
export function writeCopies(folder: string, samples: readonly Sample[], count: number): void {
  for (let n = 0; n < count; n += 1) {
    const sample = samples[n % samples.length];
    if (sample === undefined) throw new Error('no samples');
    const name = `${String(n).padStart(5, '0')}.pdf`;
    writeFileSync(join(folder, name), Buffer.concat([sample.bytes, Buffer.from(`\n% ${n}\n`)]));
  }
}

/** Gives `work` a folder that is gone afterwards. */
export async function inScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'yusuan-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** CPU seconds (user and system) of this process that `work` takes. */
export async function cpuSeconds(work: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Prints a figure beside its target; false when it is missed. */
export function verdict(
  what: string,
  value: number,
  limit: { readonly most?: number; readonly least?: number },
): boolean {
  const { most = Number.POSITIVE_INFINITY, least = Number.NEGATIVE_INFINITY } = limit;
  const good = value <= most && value >= least;
  const wanted = limit.least === undefined ? `at most ${most}` : `at least ${least}`;
  console.log(`         ${what}: ${value.toFixed(2)} (target ${wanted}) ${good ? 'ok' : 'MISSED'}`);
  return good;
}

const TICKS_PER_SECOND = 100;

/** CPU seconds so far of a process with its children, those that are gone too, and of it alone. Linux only. */
export function familyCpu(pid: number): { readonly cpu: number; readonly own: number } {
  const own = ticks(pid, [13, 14]);
  const gone = ticks(pid, [15, 16]);
  const living = childrenOf(pid).reduce((sum, child) => sum + ticks(child, [13, 14, 15, 16]), 0);
  return { cpu: (own + gone + living) / TICKS_PER_SECOND, own: own / TICKS_PER_SECOND };
}

/** Memory of a process that no file backs, in MB. Linux only. */
export function privateMemory(pid: number): number {
  const kilobytes = /^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

function childrenOf(parent: number): readonly number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  return rows.flatMap(([pid = 0, of = 0]) => (of === parent ? [pid] : []));
}

function ticks(pid: number, fields: readonly number[]): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold blanks; what follows begins with the third field.
    const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields.reduce((sum, field) => sum + Number(rest[field - 2] ?? 0), 0);
  } catch {
    return 0;
  }
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
