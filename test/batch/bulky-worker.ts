// A real worker process in which every document has much to say.
import { documentReader } from '../../src/batch/reader.ts';
import { serve } from '../../src/batch/worker-loop.ts';

const reader = documentReader();

serve({
  ...reader,
  async read(file, options, onPage) {
    const reading = await reader.read(file, options, onPage);
    const notes = Array.from({ length: 2000 }, (_, page) => ({
      ...({ code: 'unread-cell', severity: 'info', page, box: null, statement: null } as const),
      data: { text: `${file.name} ${page}` },
    }));
    return { ...reading, result: { ...reading.result, notes } };
  },
});
