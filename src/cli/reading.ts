import { availableParallelism, homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { CACHE_MB, type ReadOptions } from '../batch/protocol.ts';
import { isDeclarationError } from './database.ts';
import { choiceOption, wholeNumber } from './help.ts';
import { type Cli, UsageError } from './io.ts';
import { type PasswordFlags, passwordOptions, passwordsFrom } from './passwords.ts';
import { programVersion } from './version.ts';

const OCR_MODES = ['auto', 'always', 'never'] as const;
/** What reading one document may cost. */
export const READING_DEFAULTS = { timeoutSeconds: 120, memoryMb: 1536 } as const;
const MOST_JOBS = 256;

/** Flags of commands that read PDFs. */
export interface ReadingFlags extends PasswordFlags {
  readonly pipeline: readonly string[];
  readonly ocr: ReadOptions['ocr'];
  readonly ocrDpi?: number;
  readonly cacheDir?: string;
  readonly cacheSize?: number;
  readonly jobs?: number;
  readonly keepContacts?: boolean;
  readonly timeout: number;
  readonly memory: number;
}

/** Adds how PDFs are read and what one of them may cost. */
export function readingOptions(command: Command, cli: Cli): Command {
  const { words } = cli;
  const w = words.import;
  return recognitionOptions(command, cli)
    .option('--cache-size <MB>', w.cacheSize, wholeNumber(0, 1_048_576, words), CACHE_MB)
    .option('--keep-contacts', w.keepContacts)
    .option('--jobs <n>', w.jobs, wholeNumber(1, MOST_JOBS, words))
    .option('--timeout <seconds>', w.timeout, wholeNumber(1, 86_400, words), READING_DEFAULTS.timeoutSeconds)
    .option('--memory <MB>', w.memory, wholeNumber(128, 1_048_576, words), READING_DEFAULTS.memoryMb);
}

/** Adds how pages are opened, and scanned ones read. */
export function recognitionOptions(command: Command, cli: Cli): Command {
  const { words } = cli;
  const w = words.import;
  return passwordOptions(command, cli)
    .addOption(choiceOption('--ocr <mode>', w.ocr, OCR_MODES, words).default('auto'))
    .option('--ocr-dpi <n>', w.ocrDpi, wholeNumber(72, 600, words))
    .option('--cache-dir <folder>', w.cacheDir);
}

/** What the reader is told. Declarations from outside are checked here, before any document is opened. */
export async function readOptions(
  flags: Omit<ReadingFlags, 'timeout' | 'memory' | 'jobs'>,
  cli: Cli,
): Promise<ReadOptions> {
  const pipelines = flags.pipeline.map((file) => resolve(file));
  await checkDeclarations(pipelines);
  const { ocr, ocrDpi = null, cacheSize: cacheMb = CACHE_MB, keepContacts = false } = flags;
  const passwords = passwordsFrom(flags, cli);
  return { ocr, ocrDpi, cacheDir: cacheFolder(flags.cacheDir), cacheMb, pipelines, keepContacts, passwords };
}

/** What importing and re-running `documents` have in common. */
export async function runOptions(flags: ReadingFlags, documents: number, cli: Cli) {
  return {
    // Not more workers than documents: each costs a second and some memory to start.
    jobs: Math.max(1, Math.min(flags.jobs ?? availableParallelism(), documents)),
    timeoutMs: flags.timeout * 1000,
    memoryMb: flags.memory,
    read: await readOptions(flags, cli),
    worker: new URL(import.meta.url.endsWith('.ts') ? '../batch/worker.ts' : '../batch/worker.js', import.meta.url),
    version: programVersion(),
    signal: cli.signal,
    now: () => new Date(),
  };
}

async function checkDeclarations(pipelines: readonly string[]): Promise<void> {
  if (pipelines.length === 0) return;
  const { loadDeclarations, OWN_PIPELINES } = await import('../declare/load.ts');
  try {
    loadDeclarations([OWN_PIPELINES], pipelines);
  } catch (error) {
    if (isDeclarationError(error)) throw new UsageError(error.message);
    if (error instanceof Error && 'path' in error) throw new UsageError(`--pipeline ${error.path}: ${error.message}`);
    throw error;
  }
}

/** Where pages are kept: the option, YUSUAN_CACHE_DIR, or the user's own cache folder. */
export function cacheFolder(option: string | undefined): string {
  // an empty one counts as none, as everywhere
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return resolve(option ?? process.env.YUSUAN_CACHE_DIR ?? join(base, 'yusuan'));
}
