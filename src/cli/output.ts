import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import type { Command } from 'commander';
import { isDatabase } from '../export/index.ts';
import { type Cli, UsageError } from './io.ts';

/** What the ending of a file name says of its format; commands know one of the names. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  '.csv': ['csv'],
  '.xlsx': ['xlsx'],
  '.parquet': ['parquet'],
  '.jsonl': ['jsonl'],
  '.json': ['json'],
  '.md': ['markdown', 'md'],
  '.html': ['html'],
  '.htm': ['html'],
  '.txt': ['text', 'table'],
};

interface Output<F extends string> {
  readonly format: F;
  readonly out?: string;
  readonly force?: true;
}

/** The option that lets a file be overwritten. */
export function forceOption(command: Command, cli: Cli): Command {
  return command.option('--force', cli.words.use.export.force);
}

/**
 * The format to write in: as told, or else as the ending of the file says. Refused are endings that nobody knows or that
 * belong to another format: a table of text under the name of a workbook opens nowhere.
 */
export function formatOf<F extends string>(command: Command, flags: Output<F>, formats: readonly F[], cli: Cli): F {
  const { out, format } = flags;
  const ending = out === undefined ? '' : extname(out).toLowerCase();
  if (out === undefined || ending === '') return format;
  const isTold = command.getOptionValueSource('format') !== 'default';
  const names = ENDINGS[ending];
  const meant = formats.find((each) => names?.includes(each));
  if (!isTold && meant === undefined) throw new UsageError(cli.words.use.whichFormat(out, formats.join(' | ')));
  if (isTold && names !== undefined && !names.includes(format))
    throw new UsageError(cli.words.use.otherFormat(out, format));
  return isTold ? format : (meant ?? format);
}

/** Refuses to write over a database, over a file that stands there unless told so, and over a folder where one file is wanted. */
export function checkOutput({ out, force }: Omit<Output<string>, 'format'>, cli: Cli, mayBeFolder = false): void {
  if (out === undefined || !existsSync(out)) return;
  const { use } = cli.words;
  const folder = statSync(out).isDirectory();
  if (folder && !mayBeFolder) throw new UsageError(use.isFolder(out));
  if (!folder && isDatabase(out)) throw new UsageError(use.wouldOverwrite(out));
  if (force !== true && !(folder && readdirSync(out).length === 0)) throw new UsageError(use.exists(out));
}

const PNG = '89504e470d0a1a0a';

/** Refuses to write a picture over anything but a picture of the same kind. */
export function checkPicture(path: string, cli: Cli): void {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) throw new UsageError(cli.words.use.isFolder(path));
  if (readFileSync(path).subarray(0, 8).toString('hex') !== PNG) throw new UsageError(cli.words.use.notPicture(path));
}
