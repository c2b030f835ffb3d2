import type { Command } from 'commander';
import type { FailureCode } from '../../../batch/protocol.ts';
import type { QueueState } from '../../../queue/status.ts';
import { isServer, shownDatabase } from '../../../store/address.ts';
import { databaseOptions, examples, withStore } from '../../database.ts';
import { type Cli, EXIT, UsageError } from '../../io.ts';

interface Flags {
  readonly db: string;
  readonly json?: true;
  readonly verbose?: true;
}

/** `yusuan status` */
export function statusCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const command = program.command('status').description(cli.words.queue.status.description);
  examples(databaseOptions(command, cli), ['yusuan status --db postgres://yusuan@db/yusuan'], cli);
  command.action(async (flags: Flags) => finish(await run(flags, cli)));
}

function run(flags: Flags, cli: Cli): Promise<number> {
  if (!isServer(flags.db)) throw new UsageError(cli.words.queue.needsServer);
  return withStore(flags, 'read', cli, async () => {
    const { openBoss } = await import('../../../queue/boss.ts');
    const { queueState } = await import('../../../queue/status.ts');
    const queue = await openBoss(flags.db, { supervise: false, onError: () => undefined });
    try {
      const state = await queueState(queue);
      const json = { db: shownDatabase(flags.db), ...state };
      cli.out.write(flags.json ? `${JSON.stringify(json, null, 2)}\n` : textOf(state, cli));
    } finally {
      await queue.boss.stop({ graceful: false });
    }
    return EXIT.done;
  });
}

function textOf(state: QueueState, cli: Cli): string {
  const { words } = cli;
  const w = words.queue.status;
  const oldest = state.oldestWaitingSeconds === null ? '' : `${words.comma}${w.oldest(state.oldestWaitingSeconds)}`;
  const line = (name: string, n: number, more = '') => `${name}${words.colon}${w.documents(n)}${more}`;
  const lines = [
    line(w.waiting, state.waiting, oldest),
    ...[line(w.active, state.active), line(w.retried, state.retried), line(w.lastMinute, state.doneLastMinute)],
    ...[line(w.lastHour, state.doneLastHour), line(w.dead, state.dead)],
    '',
    state.workers.length === 0 ? w.noWorkers : w.workers(state.workers.length),
    ...state.workers.map(({ host, pid, active }) => `  ${w.worker(host, pid, active)}`),
  ];
  if (state.failures.length > 0) lines.push('', w.failures);
  for (const { path, code, detail } of state.failures) {
    lines.push(`  ${path}${words.colon}${isFailure(code, words) ? words.failure[code](detail) : code}`);
  }
  if (state.failures.length > 0) lines.push(w.again);
  return `${lines.join('\n')}\n`;
}

function isFailure(code: string, words: Cli['words']): code is FailureCode {
  return code in words.failure;
}
