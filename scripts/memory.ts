import { execFileSync } from 'node:child_process';

/** Watches the memory of this process and everything it starts, until stopped; gives the peak in MB. */
export function watchMemory(): { stop(): number } {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, treeMegabytes());
  }, 250);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

/** Resident memory of the process tree; shared pages count once per process, so this errs on the high side. */
function treeMegabytes(): number {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' });
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = new Set([process.pid]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [pid = 0, parent = 0] of rows) {
      if (family.has(parent) && !family.has(pid)) grown = Boolean(family.add(pid));
    }
  }
  return rows.reduce((sum, [pid = 0, , rss = 0]) => sum + (family.has(pid) ? rss / 1024 : 0), 0);
}
