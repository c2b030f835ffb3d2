import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { PdfError } from '../../engines/pdf/pdf.ts';
import { TABLE_FORMATS, tablesAs } from '../../library/formats.ts';
import type { ReadTable } from '../../library.ts';
import { examples } from '../database.ts';
import { oneOf } from '../filters.ts';
import { type Cli, complain, EXIT, say, UsageError, warn } from '../io.ts';
import { checkOutput, forceOption, formatOf } from '../output.ts';
import { type PasswordFlags, passwordOptions, passwordsFrom } from '../passwords.ts';

const FORMATS = [...TABLE_FORMATS, 'xlsx'] as const;

interface Flags extends PasswordFlags {
  readonly pages?: readonly PageRange[];
  readonly format: (typeof FORMATS)[number];
  readonly out?: string;
  readonly force?: true;
  readonly ocr: 'auto' | 'always' | 'never';
}

interface PageRange {
  readonly from: number;
  /** null: to the end. */
  readonly to: number | null;
}

const EXAMPLES = [
  'yusuan tables 报告.pdf --format md',
  'yusuan tables report.pdf --pages 1-5,10 --format csv -o tables.csv',
  'yusuan tables report.pdf --format xlsx -o tables.xlsx',
];

/** `yusuan tables FILE.pdf` */
export function tablesCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const w = cli.words.use.readTables;
  const command = program
    .command('tables')
    .description(w.description)
    .argument('<file>', w.file)
    .option('--pages <list>', w.pages, (text) => ranges(text, cli))
    .option('--format <name>', `${w.format} ${FORMATS.join(' | ')}`, oneOf(FORMATS, cli), 'csv')
    .option('-o, --out <file>', w.out)
    .option('--ocr <mode>', cli.words.import.ocr, oneOf(['auto', 'always', 'never'] as const, cli), 'auto');
  examples(passwordOptions(forceOption(command, cli), cli), EXAMPLES, cli);
  command.action(async (file: string, told: Flags) => {
    const flags = { ...told, format: formatOf(command, told, FORMATS, cli) };
    checkOutput(flags, cli);
    finish(await run(file, flags, cli));
  });
}

async function run(file: string, flags: Flags, cli: Cli): Promise<number> {
  const { words } = cli;
  const w = words.use.readTables;
  const fail = (text: string) => {
    complain(cli, `${file}${words.colon}${text}`);
    return EXIT.failed;
  };
  if (flags.format === 'xlsx' && flags.out === undefined) throw new UsageError(words.use.export.needsOut('xlsx'));
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) return fail(words.failure[bytes.code === 'ENOENT' ? 'missing' : 'unreadable'](''));
  const passwords = passwordsFrom(flags, cli);
  let tables: ReadTable[];
  const unread: number[] = [];
  try {
    const { readTables } = await import('../../library.ts');
    const pages = flags.pages === undefined ? {} : { pages: await listed(flags.pages, bytes, passwords) };
    tables = await readTables(new Uint8Array(bytes), {
      ...pages,
      ocr: flags.ocr,
      passwords,
      onUnread: (page) => unread.push(page),
    });
  } catch (error) {
    if (error instanceof RangeError) return fail(w.noSuchPage);
    if (error instanceof PdfError) return fail(words.failure[`pdf-${error.problem}`](error.message));
    throw error;
  }
  if (unread.length > 0) warn(cli, w.unread(unread.join(', ')));
  if (tables.length === 0) say(cli, w.none);
  if (flags.out === undefined) cli.out.write(asText(tables, flags.format, file));
  // A workbook without sheets is none that a program opens.
  else if (tables.length > 0 || flags.format !== 'xlsx') {
    if (!(await save(flags.out, tables, flags.format, file))) return fail(words.use.cannotWrite(flags.out));
    say(cli, w.written(tables.length, flags.out));
  }
  return unread.length > 0 ? EXIT.failed : EXIT.done;
}

function asText(tables: readonly ReadTable[], format: Flags['format'], file: string): string {
  return format === 'xlsx' ? '' : tablesAs(tables, format, basename(file));
}

async function save(
  path: string,
  tables: readonly ReadTable[],
  format: Flags['format'],
  file: string,
): Promise<boolean> {
  try {
    if (format === 'xlsx') await (await import('../../library/xlsx.ts')).writeTablesXlsx(path, tables);
    else await writeFile(path, `${format === 'csv' ? '\uFEFF' : ''}${asText(tables, format, file)}`);
    return true;
  } catch {
    return false;
  }
}

/** `1-5,10` or `3-` */
function ranges(text: string, cli: Cli): PageRange[] {
  return text.split(/[,，]/).map((part) => {
    const match = /^\s*([1-9]\d*)(\s*[-–~]\s*([1-9]\d*)?)?\s*$/.exec(part);
    const from = Number(match?.[1]);
    const to = match?.[2] === undefined ? from : match[3] === undefined ? null : Number(match[3]);
    if (match === null || (to !== null && to < from)) throw new UsageError(cli.words.use.readTables.badPages(text));
    return { from, to };
  });
}

async function listed(
  wanted: readonly PageRange[],
  bytes: Uint8Array,
  passwords: readonly string[],
): Promise<number[]> {
  const { openPdf } = await import('../../engines/pdf/pdfjs.ts');
  const pdf = await openPdf(new Uint8Array(bytes), passwords);
  const last = pdf.pageCount;
  await pdf.close();
  return wanted.flatMap(({ from, to }) => {
    // A page beyond the end must be refused, however far away it is.
    if (from > last || (to ?? last) > last) throw new RangeError(`no page ${Math.max(from, to ?? 0)}`);
    return Array.from({ length: (to ?? last) - from + 1 }, (_, index) => from + index);
  });
}
