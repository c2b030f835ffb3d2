// A real worker process with a reader that does what the file tells it to: the pool must survive every one of them.
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { documentReader } from '../../src/batch/reader.ts';
import { serve } from '../../src/batch/worker-loop.ts';

const reader = documentReader();
const hoard: unknown[] = [];
/** More characters than a channel between processes takes at a time. */
const LARGE = 20_000_000;

serve({
  ...reader,
  async read(file, options, onPage) {
    const order = Buffer.from(file.bytes).toString('latin1');
    const log = process.env.YUSUAN_TEST_LOG;
    if (log !== undefined) appendFileSync(log, `${file.name}\n`);
    if (order.startsWith('HANG')) for (;;) hoard.length = 0;
    if (order.startsWith('SLEEP')) await new Promise(() => undefined);
    if (order.startsWith('HEAP')) for (;;) hoard.push(Array.from({ length: 10_000 }, (_, n) => ({ n })));
    if (order.startsWith('BUFFERS')) for (;;) hoard.push(Buffer.alloc(16 << 20, 1));
    if (order.startsWith('DIE')) process.kill(process.pid, 'SIGKILL');
    if (order.startsWith('EXIT')) process.exit(7);
    if (order.startsWith('THROW')) throw new Error('a bug');
    if (order.startsWith('STRAY')) setTimeout(() => Promise.reject(new Error('a stray bug')), 20);
    const reading = await reader.read(file, options, onPage);
    // Good documents whose last page was read, but which are not done yet.
    if (file.name.startsWith('late')) await sleep(300);
    if (file.name.startsWith('late-die')) process.kill(process.pid, 'SIGKILL');
    if (!file.name.startsWith('late-large')) return reading;
    const identity = { ...reading.result.identity, department: 'x'.repeat(LARGE) };
    return { ...reading, result: { ...reading.result, identity } };
  },
});
