import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Watches the memory of a process and everything it starts, until stopped; gives the peak in MB. */
export function watchMemory(root: number): { stop(): number } {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, treeMegabytes(root));
  }, 250);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

function treeMegabytes(root: number): number {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' });
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = new Set([root]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [pid = 0, parent = 0] of rows) {
      if (family.has(parent) && !family.has(pid)) grown = Boolean(family.add(pid));
    }
  }
  return rows.reduce((sum, [pid = 0, , rss = 0]) => sum + (family.has(pid) ? kilobytes(pid, rss) / 1024 : 0), 0);
}

/** Linux tells each process's share of the pages it has in common with others; elsewhere they count in full. */
function kilobytes(pid: number, resident: number): number {
  try {
    const share = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return share === undefined ? resident : Number(share);
  } catch {
    return resident;
  }
}
