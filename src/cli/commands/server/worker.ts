import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { loadConclude } from '../../../batch/conclude.ts';
import { openImporter } from '../../../batch/import.ts';
import { keepYoungGeneration } from '../../../batch/young-generation.ts';
import { isServer, shownDatabase } from '../../../store/address.ts';
import { openStore, type Store } from '../../../store/open.ts';
import { DEFAULT_DB, examples, pipelineOption, storeTrouble } from '../../database.ts';
import { type FetchingFlags, fetchingOptions, openedFetcher } from '../../fetching.ts';
import { choiceOption, wholeNumber } from '../../help.ts';
import { type Cli, complain, EXIT, UsageError } from '../../io.ts';
import { LOG_FORMATS, type LogFormat, openLog } from '../../print/worker-log.ts';
import { type ReadingFlags, readingOptions, runOptions } from '../../reading.ts';

interface Flags extends ReadingFlags, FetchingFlags {
  readonly db: string;
  readonly logFormat: LogFormat;
  readonly metricsPort?: number;
  readonly metricsHost: string;
  readonly verbose?: true;
}

/** `yusuan worker` */
export function workerCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const { words } = cli;
  const w = words.queue.worker;
  const command = program
    .command('worker')
    .description(w.description)
    .option('--db <file>', words.help.db, DEFAULT_DB)
    .option('--metrics-port <n>', w.metricsPort, wholeNumber(0, 65_535, words))
    .option('--metrics-host <address>', w.metricsHost, '127.0.0.1')
    .addOption(choiceOption('--log-format <name>', w.logFormat, LOG_FORMATS, words).default('text'))
    .option('-v, --verbose', words.help.verbose);
  fetchingOptions(readingOptions(pipelineOption(command, cli), cli), cli);
  examples(command, ['yusuan worker --db postgres://yusuan@db/yusuan --jobs 4'], cli);
  command.action(async (flags: Flags) => finish(await run(flags, cli)));
}

async function run(flags: Flags, cli: Cli): Promise<number> {
  if (!isServer(flags.db)) throw new UsageError(cli.words.queue.needsServer);
  let store: Store;
  try {
    store = openStore(flags.db);
  } catch (error) {
    return storeTrouble(error, flags, cli);
  }
  try {
    return await serve(store, flags, cli);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!/^E(ADDR|ACCES)/.test(code)) return storeTrouble(error, flags, cli);
    complain(cli, cli.words.review.notAllowed(`${flags.metricsHost}:${flags.metricsPort}`));
    return EXIT.failed;
  } finally {
    store.close();
  }
}

async function serve(store: Store, flags: Flags, cli: Cli): Promise<number> {
  keepYoungGeneration();
  const open: (() => unknown)[] = [];
  try {
    return await workUntilStopped(store, flags, cli, (close) => void open.push(close));
  } finally {
    // What stays open where something could not be opened keeps the process alive: it would fail and never end.
    await Promise.allSettled(open.map(async (close) => close()));
  }
}

async function workUntilStopped(
  store: Store,
  flags: Flags,
  cli: Cli,
  later: (close: () => unknown) => void,
): Promise<number> {
  const log = openLog(flags.logFormat, flags.verbose ?? false, cli);
  const fetcher = await openedFetcher(flags);
  later(() => fetcher.close());
  const options = {
    ...(await runOptions(flags, availableParallelism(), cli)),
    ...{ force: false, fetcher, conclude: () => loadConclude(flags.pipeline) },
  };
  const { metricsHost, metricsPort } = flags;
  const { openMetrics, serveMetrics } = await import('../../../queue/metrics.ts');
  const metrics = openMetrics(Date.now());
  const server = metricsPort === undefined ? null : await serveMetrics(metrics, metricsHost, metricsPort);
  later(() => server?.close());
  const { openBoss } = await import('../../../queue/boss.ts');
  const { work } = await import('../../../queue/work.ts');
  const queue = await openBoss(flags.db, { supervise: true, onError: (error) => log.trouble(error) });
  later(() => queue.boss.stop({ graceful: false }));
  const importer = await openImporter(store, options, () => undefined);
  later(() => importer.close());
  log.started(options.jobs, shownDatabase(flags.db), server?.port ?? null);
  cli.signal.addEventListener('abort', () => log.stopping(), { once: true });
  await work(queue, importer, {
    jobs: options.jobs,
    signal: cli.signal,
    onOutcome: (outcome, attempt) => {
      metrics.count(outcome);
      log.outcome(outcome, attempt);
    },
    onGivenBack: (path, why) => {
      metrics.givenBack();
      log.givenBack(path, why);
    },
  });
  log.stopped();
  return EXIT.done;
}
