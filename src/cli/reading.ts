import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { ReadOptions } from '../batch/protocol.ts';
import { loadDeclarations, OWN_PIPELINES } from '../declare/load.ts';
import { DeclarationError } from '../declare/source.ts';
import { choiceOption, wholeNumber } from './help.ts';
import { type Cli, UsageError } from './io.ts';
import { programVersion } from './version.ts';

const OCR_MODES = ['auto', 'always', 'never'] as const;
const DEFAULTS = { timeoutSeconds: 120, memoryMb: 1536 } as const;

/** Flags of commands that read PDFs. */
export interface ReadingFlags {
  readonly pipeline: readonly string[];
  readonly ocr: ReadOptions['ocr'];
  readonly ocrDpi?: number;
  readonly cacheDir?: string;
  readonly timeout: number;
  readonly memory: number;
}

/** Adds how PDFs are read and what one of them may cost. */
export function readingOptions(command: Command, cli: Cli): Command {
  const { words } = cli;
  const w = words.import;
  return recognitionOptions(command, cli)
    .option('--timeout <seconds>', w.timeout, wholeNumber(1, 86_400, words), DEFAULTS.timeoutSeconds)
    .option('--memory <MB>', w.memory, wholeNumber(128, 1_048_576, words), DEFAULTS.memoryMb);
}

/** Adds how scanned pages are read. */
export function recognitionOptions(command: Command, cli: Cli): Command {
  const { words } = cli;
  const w = words.import;
  return command
    .addOption(choiceOption('--ocr <mode>', w.ocr, OCR_MODES, words).default('auto'))
    .option('--ocr-dpi <n>', w.ocrDpi, wholeNumber(72, 600, words))
    .option('--cache-dir <folder>', w.cacheDir);
}

/** What the reader is told. Declarations from outside are checked here, before any document is opened. */
export function readOptions(flags: Omit<ReadingFlags, 'timeout' | 'memory'>): ReadOptions {
  const pipelines = flags.pipeline.map((file) => resolve(file));
  checkDeclarations(pipelines);
  return { ocr: flags.ocr, ocrDpi: flags.ocrDpi ?? null, cacheDir: cacheFolder(flags.cacheDir), pipelines };
}

/** What importing and re-running have in common. */
export function runOptions(flags: ReadingFlags, cli: Cli) {
  return {
    timeoutMs: flags.timeout * 1000,
    memoryMb: flags.memory,
    read: readOptions(flags),
    worker: new URL(import.meta.url.endsWith('.ts') ? '../batch/worker.ts' : '../batch/worker.js', import.meta.url),
    version: programVersion(),
    signal: cli.signal,
    now: () => new Date(),
  };
}

function checkDeclarations(pipelines: readonly string[]): void {
  if (pipelines.length === 0) return;
  try {
    loadDeclarations([OWN_PIPELINES], pipelines);
  } catch (error) {
    if (error instanceof DeclarationError) throw new UsageError(error.message);
    if (error instanceof Error && 'path' in error) throw new UsageError(`--pipeline ${error.path}: ${error.message}`);
    throw error;
  }
}

/** Where recognised pages are kept: the option, YUSUAN_CACHE_DIR, or the user's own cache folder. */
function cacheFolder(option: string | undefined): string {
  const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return resolve(option ?? process.env.YUSUAN_CACHE_DIR ?? join(base, 'yusuan'));
}
