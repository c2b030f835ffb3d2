import { createServer } from 'node:http';
import type { Outcome } from '../batch/import.ts';

/** Counters of a worker since it started (指标), in the text format of Prometheus. */
export interface Metrics {
  readonly count: (outcome: Outcome) => void;
  readonly givenBack: () => void;
  readonly text: () => string;
}

export function openMetrics(startedAt: number): Metrics {
  const documents = new Map<string, number>();
  const failures = new Map<string, number>();
  const sums = { pages: 0, facts: 0, seconds: 0, back: 0 };
  const add = (to: Map<string, number>, key: string) => to.set(key, (to.get(key) ?? 0) + 1);
  return {
    count: ({ state, failure, seconds, summary }) => {
      add(documents, state);
      if (failure !== null) add(failures, failure.code);
      sums.seconds += seconds;
      if (state === 'kept') return;
      sums.pages += summary?.pages ?? 0;
      sums.facts += summary?.facts ?? 0;
    },
    givenBack: () => {
      sums.back += 1;
    },
    text: () =>
      [
        ...family('yusuan_documents_total', 'Documents by what became of them.', 'state', documents),
        ...family('yusuan_failures_total', 'Documents that could not be read, by reason.', 'code', failures),
        ...counter('yusuan_pages_total', 'Pages read.', sums.pages),
        ...counter('yusuan_facts_total', 'Amounts written.', sums.facts),
        ...counter('yusuan_reading_seconds_total', 'Time spent reading.', sums.seconds),
        ...counter('yusuan_given_back_total', 'Documents that went back into the queue.', sums.back),
        '# TYPE yusuan_started_seconds gauge',
        `yusuan_started_seconds ${startedAt / 1000}`,
        '# TYPE process_resident_memory_bytes gauge',
        `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
        '',
      ].join('\n'),
  };
}

function counter(name: string, help: string, value: number): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} counter`, `${name} ${value}`];
}

function family(name: string, help: string, label: string, values: ReadonlyMap<string, number>): string[] {
  const lines = [...values].map(([key, value]) => `${name}{${label}="${key}"} ${value}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} counter`, ...lines];
}

/** Serves `/metrics` and `/health`, nothing else; resolves when it listens. */
export function serveMetrics(metrics: Metrics, host: string, port: number): Promise<{ port: number; close(): void }> {
  const server = createServer((request, response) => {
    const body = request.url === '/metrics' ? metrics.text() : request.url === '/health' ? 'ok\n' : null;
    response.writeHead(body === null ? 404 : 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(body ?? 'not found\n');
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject).listen(port, host, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      resolve({ port: bound, close: () => void server.close() });
    });
  });
}
