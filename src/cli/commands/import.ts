import type { Command } from 'commander';
import { loadConclude } from '../../batch/conclude.ts';
import { discover, type Found } from '../../batch/discover.ts';
import { type ImportOptions, type ImportResult, importFiles, type Outcome } from '../../batch/import.ts';
import { keepYoungGeneration } from '../../batch/young-generation.ts';
import type { Fetcher } from '../../fetch/fetcher.ts';
import { pathTrouble } from '../../messages/index.ts';
import { isServer, shownDatabase } from '../../store/address.ts';
import { storeError } from '../../store/errors.ts';
import { openStore, type Store } from '../../store/open.ts';
import { anyScanned } from '../../store/read/documents.ts';
import { storeSentence } from '../../store/sentence.ts';
import { databaseOptions, examples, pipelineOption } from '../database.ts';
import { bucketsFor, type FetchingFlags, fetcherFor, fetchingOptions } from '../fetching.ts';
import { wholeNumber } from '../help.ts';
import { type Cli, complain, EXIT, paint, say, UsageError, warn } from '../io.ts';
import { noteDatabase } from '../last-database.ts';
import { openProgress } from '../print/progress.ts';
import { importJson, nextSteps, summaryTable } from '../print/summary.ts';
import { versionNotices } from '../print/version-notices.ts';
import { type ReadingFlags, readingOptions, runOptions } from '../reading.ts';
import { scanReader } from '../scan-reader.ts';

/** Flags of importing, however files are found. */
export interface ImportFlags extends ReadingFlags {
  readonly db: string;
  readonly force?: true;
  readonly json?: true;
  readonly quiet?: true;
  readonly queue?: true;
  readonly wait?: boolean;
  readonly priority?: number;
  readonly verbose?: true;
  /** No table and no next steps at the end. */
  readonly brief?: boolean;
}

interface Flags extends ImportFlags, FetchingFlags {}

/** `yusuan import PATH…` */
export function importCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const { words } = cli;
  const w = words.import;
  const command = program
    .command('import')
    .description(w.description)
    .argument('<path...>', w.paths)
    .option('--force', w.force)
    .option('-q, --quiet', words.help.quiet)
    .option('--queue', words.queue.queue)
    .option('--no-wait', words.queue.noWait)
    .option('--priority <n>', words.queue.priority, wholeNumber(0, 1_000, words), 0);
  fetchingOptions(readingOptions(pipelineOption(databaseOptions(command, cli), cli), cli), cli);
  const lines = ['yusuan import 报告.pdf', 'yusuan import 2025/ 2026/ --db 预决算.sqlite'];
  examples(
    command,
    [...lines, 'yusuan import "**/*决算*.pdf" --jobs 4', 'yusuan import 链接.txt s3://reports/2026/'],
    cli,
  );
  command.action(async (paths: string[], flags: Flags) => finish(await run(paths, flags, cli)));
}

async function run(paths: readonly string[], flags: Flags, cli: Cli): Promise<number> {
  if (flags.queue && !isServer(flags.db)) throw new UsageError(cli.words.queue.needsServer);
  const buckets = await bucketsFor(flags);
  const found = await discover(paths, (place) => buckets.list(place, cli.signal)).finally(() => buckets.close());
  if (!cli.signal.aborted) return (await importFound(found, flags, cli, await fetcherFor(flags, found))).code;
  say(cli, cli.words.interrupted(0, found.files.length));
  return EXIT.interrupted;
}

/** The exit code, and what became of the files; of those that are missing nothing is known. */
export interface Imported {
  readonly code: number;
  readonly outcomes: readonly Outcome[];
}

/** Imports what was found, and says what became of it. */
export async function importFound(
  found: Found,
  flags: ImportFlags,
  cli: Cli,
  fetcher: Fetcher | null = null,
): Promise<Imported> {
  const options = { ...(await importOptions(flags, found, cli)), fetcher };
  for (const problem of found.problems) {
    complain(cli, `${problem.path}${cli.words.colon}${pathTrouble(problem, cli.words)}`);
  }
  if (found.files.length === 0) return { code: nothingToImport(found, flags, cli), outcomes: [] };
  const store = openOrComplain(flags, cli);
  if (store === null) return { code: EXIT.failed, outcomes: [] };
  noteDatabase(flags.db);
  try {
    if (flags.queue) return await enqueueAll(store, found, flags, cli);
    return await importInto(store, found, options, flags, cli);
  } finally {
    store.close();
  }
}

/** Paths without a PDF leave no new, empty database behind. */
function nothingToImport(found: Found, flags: ImportFlags, cli: Cli): number {
  if (!flags.json) {
    if (!flags.quiet) cli.out.write(summaryTable([], cli));
  } else {
    const result = { outcomes: [], interrupted: false, storeFailure: null };
    const about = { db: shownDatabase(flags.db), seconds: 0, code: EXIT.failed };
    cli.out.write(`${JSON.stringify(importJson(result, found, about), null, 2)}\n`);
  }
  return EXIT.failed;
}

function openOrComplain(flags: ImportFlags, cli: Cli): Store | null {
  try {
    const store = openStore(flags.db);
    const { from, to, backup } = store.migrated;
    if (backup !== null && !flags.quiet) say(cli, cli.words.migrated(from, to, backup));
    return store;
  } catch (error) {
    complainOfStore(error, flags, cli);
    return null;
  }
}

function complainOfStore(error: unknown, flags: ImportFlags, cli: Cli): void {
  const trouble = storeError(error);
  complain(cli, storeSentence(cli.words, trouble, flags.db));
  if (flags.verbose) say(cli, paint(cli.err, 'dim', trouble.message));
}

async function importInto(
  store: Store,
  found: Found,
  options: ImportOptions,
  flags: ImportFlags,
  cli: Cli,
): Promise<Imported> {
  const started = performance.now();
  keepYoungGeneration();
  const progress = openProgress(found.files, cli, flags.quiet ? 'quiet' : flags.verbose ? 'verbose' : 'normal');
  let result: ImportResult;
  try {
    result = await importFiles(found.files, store, options, progress.on);
  } finally {
    progress.close();
    options.fetcher?.close();
  }
  return await conclude(store, result, (performance.now() - started) / 1000, found, flags, cli);
}

/** Leaves the reading to workers, here or on other machines, and watches them unless told not to wait. */
async function enqueueAll(store: Store, found: Found, flags: ImportFlags, cli: Cli): Promise<Imported> {
  const [started, { signal }] = [performance.now(), cli];
  const { openBoss, serverTime } = await import('../../queue/boss.ts');
  const { enqueue, watch } = await import('../../queue/enqueue.ts');
  const queue = await openBoss(flags.db, { supervise: false, onError: () => undefined });
  const progress = openProgress(found.files, cli, flags.quiet ? 'quiet' : flags.verbose ? 'verbose' : 'normal');
  try {
    const since = new Date((await serverTime(queue)).getTime() - ENDING_MS);
    const options = {
      force: flags.force ?? false,
      priority: flags.priority ?? 0,
      began: new Date(),
      signal,
      now: () => new Date(),
    };
    const enqueued = await enqueue(found.files, store, queue, options);
    const { made, waiting, settled, twins } = enqueued;
    const more = [...twins.values()].flat().length;
    if (!flags.quiet) say(cli, cli.words.queue.enqueued(made, waiting.size - made, settled.length, more));
    for (const outcome of settled) progress.on({ type: 'document', outcome, bytes: 0 });
    const code = found.problems.length > 0 ? EXIT.failed : EXIT.done;
    if (flags.wait === false) return { code, outcomes: settled };
    const watched = await watch(enqueued, store, queue, { signal, since, onEvent: progress.on });
    const outcomes = [...settled, ...watched];
    const result = { outcomes, interrupted: signal.aborted, storeFailure: null };
    return await conclude(store, result, (performance.now() - started) / 1000, found, flags, cli);
  } finally {
    progress.close();
    await queue.boss.stop({ graceful: false });
  }
}

/** A job that is just ending counts as there already, and may be marked with the moment at which that began. */
const ENDING_MS = 1_000;

/** The end of an import: what became of all, and what to do next. */
async function conclude(
  store: Store,
  result: ImportResult,
  seconds: number,
  found: Found,
  flags: ImportFlags,
  cli: Cli,
): Promise<Imported> {
  if (result.storeFailure !== null) complainOfStore(result.storeFailure, flags, cli);
  if (result.interrupted) say(cli, cli.words.interrupted(result.outcomes.length, found.files.length));
  const code = exitCode(result, found);
  if (flags.json) {
    cli.out.write(
      `${JSON.stringify(importJson(result, found, { db: shownDatabase(flags.db), seconds, code }), null, 2)}\n`,
    );
  } else if (!flags.quiet && !flags.brief) {
    // Nothing came of files that are there: what stopped it has been said.
    if (result.outcomes.length > 0 || code === EXIT.done) cli.out.write(summaryTable(result.outcomes, cli));
    for (const line of versionNotices(store.db, result.outcomes, cli)) say(cli, line);
    say(cli, nextSteps(result.outcomes, { db: shownDatabase(flags.db), seconds }, cli));
    await speakOfReader(store, result, cli);
  }
  return { code, outcomes: result.outcomes };
}

/** Scans that were read by less than the best reader: slower or worse, and never without a word. */
async function speakOfReader(store: Store, result: ImportResult, cli: Cli): Promise<void> {
  const read = result.outcomes.flatMap(({ state, summary }) =>
    state === 'kept' || summary === null ? [] : [summary.sha256],
  );
  if (!anyScanned(store.db, read)) return;
  const reader = await scanReader();
  if (reader !== 'native') warn(cli, cli.words.maintain.doctor.reader[reader]);
}

async function importOptions(flags: ImportFlags, found: Found, cli: Cli): Promise<ImportOptions> {
  return {
    ...(await runOptions(flags, found.files.length, cli)),
    force: flags.force ?? false,
    conclude: () => loadConclude(flags.pipeline),
  };
}

function exitCode(result: ImportResult, found: Found): number {
  if (result.interrupted) return EXIT.interrupted;
  const bad = result.outcomes.some((outcome) => outcome.state === 'failed');
  return bad || result.storeFailure !== null || found.problems.length > 0 ? EXIT.failed : EXIT.done;
}
