import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { PdfError } from '../../engines/pdf/pdf.ts';
import { formatYuan } from '../../model/money.ts';
import { examples, pipelineOption } from '../database.ts';
import { choiceOption, wholeNumber } from '../help.ts';
import { type Cli, complain, EXIT, say, UsageError } from '../io.ts';
import { checkPicture } from '../output.ts';
import type { PageView } from '../print/page-view.ts';
import { STAGES, type Stage } from '../print/stages.ts';
import { type ReadingFlags, readOptions, recognitionOptions } from '../reading.ts';

interface Flags extends Omit<ReadingFlags, 'timeout' | 'memory'> {
  readonly page?: number;
  readonly stage: Stage;
  readonly image?: string;
  readonly json?: true;
}

/** `yusuan inspect FILE [--page N]` */
export function inspectCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const { words } = cli;
  const w = words.maintain.inspect;
  const command = program
    .command('inspect')
    .description(w.description)
    .argument('<file>', w.file)
    .option('--page <n>', w.page, wholeNumber(1, 100_000, words))
    .addOption(choiceOption('--stage <stage>', w.stage, STAGES, words).default('reconcile'))
    .option('--image <png>', w.image)
    .option('--json', words.help.json);
  recognitionOptions(pipelineOption(command, cli), cli);
  const lines = [
    'yusuan inspect 预算.pdf',
    'yusuan inspect 预算.pdf --page 7',
    'yusuan inspect 预算.pdf --page 7 --stage tables --image 第7页.png',
  ];
  examples(command, [...lines, 'yusuan inspect 预算.pdf --page 7 --stage layout --json'], cli);
  command.action(async (file: string, flags: Flags) => finish(await run(file, flags, cli)));
}

async function run(file: string, flags: Flags, cli: Cli): Promise<number> {
  const { image, page = null } = flags;
  if (image !== undefined && page === null) throw new UsageError(cli.words.maintain.inspect.imageOfOne);
  if (image !== undefined) checkPicture(image, cli);
  const options = await readOptions(flags, cli);
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) {
    const code = bytes.code === 'ENOENT' ? 'missing' : 'unreadable';
    complain(cli, `${file}${cli.words.colon}${cli.words.failure[code](bytes.message)}`);
    return EXIT.failed;
  }
  try {
    const { inspectPages } = await import('../print/page-view.ts');
    const views = await inspectPages(new Uint8Array(bytes), page, flags.stage, options, image !== undefined);
    return await show(views, file, flags, cli);
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    complain(cli, `${file}${cli.words.colon}${cli.words.failure[`pdf-${error.problem}`](error.message)}`);
    return EXIT.failed;
  }
}

async function show(views: readonly PageView[], file: string, flags: Flags, cli: Cli): Promise<number> {
  const w = cli.words.maintain.inspect;
  const [view] = views;
  if (flags.page !== undefined && view !== undefined && view.page === null) {
    complain(cli, `${file}${cli.words.colon}${w.noSuchPage(flags.page, view.pages)}`);
    return EXIT.failed;
  }
  if (view !== undefined && view.image !== null && flags.image !== undefined) {
    try {
      await writeFile(flags.image, view.image);
    } catch {
      complain(cli, cli.words.use.cannotWrite(flags.image));
      return EXIT.failed;
    }
    say(cli, w.written(flags.image));
  }
  const data = () =>
    flags.page === undefined ? views.map(({ number, data }) => ({ page: number, data })) : view?.data;
  const texts = () => views.map((each) => describe(each, cli).join('\n')).filter((text) => text !== '');
  cli.out.write(`${flags.json ? toJson(data()) : texts().join('\n\n')}\n`);
  return EXIT.done;
}

function toJson(data: unknown): string {
  return JSON.stringify(data, (_key, value) => (typeof value === 'bigint' ? formatYuan(value) : value), 2);
}

function describe(view: PageView, cli: Cli): string[] {
  const w = cli.words.maintain.inspect;
  const { page, tables, statements, notes } = view;
  if (page === null) return [];
  const lines = [w.about(page.number, w.kind[page.kind], page.glyphs.length, page.rules.length)];
  for (const table of tables) {
    const title = table.above.map((line) => line.text).join(' ');
    lines.push(w.table(table.index + 1, table.rows.length, table.xs.length - 1, title));
  }
  if (statements.length === 0) lines.push(w.noStatement);
  for (const { statement, amounts } of statements) {
    lines.push('', w.statement(statement.kind, statement.title, statement.unit, amounts.length));
    for (const { line, amount, proof } of amounts) {
      const name = line.code === null ? line.name : `${line.code} ${line.name}`;
      lines.push(`  ${line.row}. ${name} · ${amount.measure} = ${formatYuan(amount.fen)}  (${amount.raw})  ${proof}`);
    }
  }
  if (notes.length > 0) lines.push('', w.notes);
  for (const note of notes) lines.push(`  ${note.code} ${Object.values(note.data).join(' ')}`);
  return lines;
}
