// A real worker process that takes its time and finds nothing.
import { setTimeout as sleep } from 'node:timers/promises';
import { documentReader } from '../../src/batch/reader.ts';
import { serve } from '../../src/batch/worker-loop.ts';

const reader = documentReader();

serve({
  ...reader,
  async read(file, options, onPage) {
    await sleep(400);
    return reader.read(file, options, onPage);
  },
});
