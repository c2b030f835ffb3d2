import { Worker } from 'node:worker_threads';

/** Printed by a worker on its error stream before it ends itself for want of memory. */
export const MEMORY_MARK = 'yusuan-worker: memory limit';

// Runs on a thread of its own, so that it also works while a hostile document keeps the main thread busy: V8's heap
// limit does not see typed arrays, pictures or WebAssembly, and a busy worker does not notice that its parent died.
const WATCH = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
setInterval(() => {
  if (process.ppid !== workerData.parent) process.kill(process.pid, 'SIGKILL');
  if (workerData.limit > 0 && process.memoryUsage.rss() > workerData.limit) {
    writeSync(2, workerData.mark + '\\n');
    process.kill(process.pid, 'SIGKILL');
  }
}, 100);
`;

/** Ends this process when it uses more than `limitMb` (0: no limit) or when its parent is gone. */
export function startWatchdog(limitMb: number): void {
  const workerData = { parent: process.ppid, limit: limitMb * 1024 * 1024, mark: MEMORY_MARK };
  new Worker(WATCH, { eval: true, workerData }).unref();
}
