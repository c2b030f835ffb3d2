import { availableParallelism, homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { concluder } from '../batch/conclude.ts';
import { discover, type Found } from '../batch/discover.ts';
import { type ImportOptions, type ImportResult, importFiles } from '../batch/import.ts';
import type { ReadOptions } from '../batch/protocol.ts';
import { storeError } from '../store/errors.ts';
import { openStore, type Store } from '../store/open.ts';
import { oneOf, wholeNumber } from './help.ts';
import { type Cli, complain, EXIT, paint, say } from './io.ts';
import { openProgress } from './progress.ts';
import { importJson, nextSteps, summaryTable } from './summary.ts';
import { programVersion } from './version.ts';

const OCR_MODES = ['auto', 'always', 'never'] as const;
export const DEFAULTS = { timeoutSeconds: 120, memoryMb: 1536 } as const;

interface Flags {
  readonly db: string;
  readonly jobs?: number;
  readonly force?: true;
  readonly json?: true;
  readonly pipeline: readonly string[];
  readonly ocr: ReadOptions['ocr'];
  readonly ocrDpi?: number;
  readonly cacheDir?: string;
  readonly timeout: number;
  readonly memory: number;
  readonly quiet?: true;
  readonly verbose?: true;
}

/** `yusuan import PATH…` */
export function importCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const { words } = cli;
  const w = words.import;
  program
    .command('import')
    .description(w.description)
    .argument('<path...>', w.paths)
    .option('--db <file>', words.help.db, 'yusuan.sqlite')
    .option('--jobs <n>', w.jobs, wholeNumber(1, 256, words))
    .option('--force', w.force)
    .option('--json', words.help.json)
    .option('--pipeline <file>', w.pipeline, (file: string, files: string[]) => [...files, file], [])
    .option(`--ocr <${OCR_MODES.join('|')}>`, w.ocr, oneOf(OCR_MODES, words), 'auto')
    .option('--ocr-dpi <n>', w.ocrDpi, wholeNumber(72, 600, words))
    .option('--cache-dir <folder>', w.cacheDir)
    .option('--timeout <seconds>', w.timeout, wholeNumber(1, 86_400, words), DEFAULTS.timeoutSeconds)
    .option('--memory <MB>', w.memory, wholeNumber(128, 1_048_576, words), DEFAULTS.memoryMb)
    .option('-q, --quiet', words.help.quiet)
    .option('-v, --verbose', words.help.verbose)
    .addHelpText('after', `\n${words.help.examples}\n${EXAMPLES}\n\n${words.help.exitCodes}\n`)
    .action(async (paths: string[], flags: Flags) => finish(await run(paths, flags, cli)));
}

const EXAMPLES = [
  'yusuan import 报告.pdf',
  'yusuan import 2025/ 2026/ --db 预决算.sqlite',
  'yusuan import "**/*决算*.pdf" --jobs 4',
]
  .map((line) => `  ${line}`)
  .join('\n');

async function run(paths: readonly string[], flags: Flags, cli: Cli): Promise<number> {
  const found = await discover(paths);
  for (const problem of found.problems) {
    complain(cli, `${problem.path}${cli.words.colon}${cli.words.pathProblem[problem.code]}`);
  }
  const store = openOrComplain(flags, cli);
  if (store === null) return EXIT.failed;
  try {
    return await importInto(store, found, flags, cli);
  } finally {
    store.close();
  }
}

function openOrComplain(flags: Flags, cli: Cli): Store | null {
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

function complainOfStore(error: unknown, flags: Flags, cli: Cli): void {
  const trouble = storeError(error);
  complain(cli, cli.words.storeProblem[trouble.problem](flags.db));
  if (flags.verbose) say(cli, paint(cli.err, 'dim', trouble.message));
}

async function importInto(store: Store, found: Found, flags: Flags, cli: Cli): Promise<number> {
  const started = performance.now();
  const progress = openProgress(found.files, cli, flags.quiet ? 'quiet' : flags.verbose ? 'verbose' : 'normal');
  let result: ImportResult;
  try {
    result = await importFiles(found.files, store, importOptions(found, flags, cli), progress.on);
  } finally {
    progress.close();
  }
  const seconds = (performance.now() - started) / 1000;
  if (result.storeFailure !== null) complainOfStore(result.storeFailure, flags, cli);
  if (result.interrupted) say(cli, cli.words.interrupted(result.outcomes.length, found.files.length));
  const code = exitCode(result, found);
  if (flags.json) {
    cli.out.write(`${JSON.stringify(importJson(result, found, { db: flags.db, seconds, code }), null, 2)}\n`);
  } else if (!flags.quiet) {
    cli.out.write(summaryTable(result.outcomes, cli));
    say(cli, nextSteps(result.outcomes, { db: flags.db, seconds }, cli));
  }
  return code;
}

function importOptions(found: Found, flags: Flags, cli: Cli): ImportOptions {
  return {
    jobs: Math.max(1, Math.min(flags.jobs ?? availableParallelism(), found.files.length)),
    force: flags.force ?? false,
    timeoutMs: flags.timeout * 1000,
    memoryMb: flags.memory,
    read: {
      ocr: flags.ocr,
      ocrDpi: flags.ocrDpi ?? null,
      cacheDir: cacheFolder(flags.cacheDir),
      pipelines: flags.pipeline.map((file) => resolve(file)),
    },
    worker: new URL(import.meta.url.endsWith('.ts') ? '../batch/worker.ts' : '../batch/worker.js', import.meta.url),
    conclude: concluder(flags.pipeline),
    version: programVersion(),
    signal: cli.signal,
    now: () => new Date(),
  };
}

function exitCode(result: ImportResult, found: Found): number {
  if (result.interrupted) return EXIT.interrupted;
  const bad = result.outcomes.some((outcome) => outcome.state === 'failed');
  return bad || result.storeFailure !== null || found.problems.length > 0 ? EXIT.failed : EXIT.done;
}

/** Where recognised pages are kept: the option, YUSUAN_CACHE_DIR, or the user's own cache folder. */
function cacheFolder(option: string | undefined): string {
  const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return resolve(option ?? process.env.YUSUAN_CACHE_DIR ?? join(base, 'yusuan'));
}
