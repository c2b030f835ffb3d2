import type { Outcome } from '../../batch/import.ts';
import type { Failure } from '../../batch/protocol.ts';
import type { Cli } from '../io.ts';
import { stateWords } from './progress.ts';

export const LOG_FORMATS = ['text', 'json'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

type Level = 'info' | 'warn' | 'error';

/** The log of a worker: one event a line, on standard error. */
export function openLog(format: LogFormat, verbose: boolean, cli: Cli) {
  const { words } = cli;
  const w = words.queue.worker;
  const write = (level: Level, event: string, fields: Record<string, unknown>, text: string) => {
    const time = new Date().toISOString();
    cli.err.write(format === 'json' ? `${JSON.stringify({ time, level, event, ...fields })}\n` : `${time} ${text}\n`);
  };
  return {
    started: (jobs: number, db: string, metricsPort: number | null) =>
      write('info', 'started', { jobs, db, metricsPort, pid: process.pid }, w.started(jobs, db)),
    stopping: () => write('info', 'stopping', {}, w.stopping),
    stopped: () => write('info', 'stopped', {}, w.stopped),
    outcome: (outcome: Outcome, attempt: number) => {
      const { path, url, state, failure, seconds, summary } = outcome;
      const numbers = { sha256: summary?.sha256 ?? null, pages: summary?.pages ?? 0, facts: summary?.facts ?? 0 };
      const fields = { path, url, state, attempt, seconds: Number(seconds.toFixed(3)), ...numbers, failure };
      const said = failure === null ? stateWords(outcome, words) : words.failure[failure.code](failure.detail);
      const more = failure !== null && verbose ? ` [${failure.detail}]` : '';
      write(failure === null ? 'info' : 'error', 'document', fields, `${url ?? path}${words.colon}${said}${more}`);
    },
    givenBack: (path: string, why: Failure | Error) => {
      const said = why instanceof Error ? why.message : words.failure[why.code](why.detail);
      write('warn', 'given-back', { path, why: said }, w.givenBack(path, said));
    },
    trouble: (error: Error) => write('warn', 'queue', { why: error.message }, error.message),
  };
}
