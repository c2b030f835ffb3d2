import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { PdfError } from '../../engines/pdf/pdf.ts';
import { statementName } from '../../messages/names.ts';
import type { Trace } from '../../pipeline.ts';
import { examples } from '../database.ts';
import { type Cli, complain, EXIT, say, UsageError } from '../io.ts';
import { shellQuoted } from '../print/shell-quoted.ts';
import { type ReadingFlags, readOptions, recognitionOptions } from '../reading.ts';
import { type SeenTable, scaffold, seenTables } from '../scaffold.ts';

interface Flags extends Pick<ReadingFlags, 'ocr' | 'ocrDpi' | 'cacheDir' | 'password' | 'passwordFile'> {
  readonly name?: string;
  readonly extends?: string;
  readonly out?: string;
}

const EXAMPLES = [
  'yusuan new-pipeline 某省预算样本.pdf -o my-province.yaml',
  'yusuan new-pipeline 决算样本.pdf --name my-city --extends department-final',
];

/** `yusuan new-pipeline SAMPLE.pdf` */
export function newPipelineCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const w = cli.words.use.newPipeline;
  const command = program
    .command('new-pipeline')
    .description(w.description)
    .argument('<sample>', w.sample)
    .option('--name <name>', w.name)
    .option('--extends <pipeline>', w.extends)
    .option('-o, --out <file>', w.out);
  recognitionOptions(command, cli);
  examples(command, EXAMPLES, cli);
  command.action(async (sample: string, flags: Flags) => finish(await run(sample, flags, cli)));
}

async function run(sample: string, flags: Flags, cli: Cli): Promise<number> {
  const { words } = cli;
  const w = words.use.newPipeline;
  if (flags.out !== undefined && existsSync(flags.out)) throw new UsageError(w.exists(flags.out));
  // Loaded when needed: pdf.js and the pipeline take their time, and most commands do without.
  const { loadDeclarations, OWN_PIPELINES } = await import('../../declare/load.ts');
  const declarations = loadDeclarations([OWN_PIPELINES]);
  const bytes = await readFile(sample).catch((error: NodeJS.ErrnoException) => error);
  const fail = (text: string) => {
    complain(cli, `${sample}${words.colon}${text}`);
    return EXIT.failed;
  };
  if (bytes instanceof Error) return fail(words.failure[bytes.code === 'ENOENT' ? 'missing' : 'unreadable'](''));
  let trace: Trace;
  try {
    const [{ scanTools }, { pdfOpener }, { readDocument }] = await Promise.all([
      import('../../batch/reader.ts'),
      import('../../engines/pdf/pdfjs.ts'),
      import('../../pipeline.ts'),
    ]);
    const options = await readOptions({ ...flags, pipeline: [] }, cli);
    const openPdf = pdfOpener(options.passwords);
    trace = await readDocument(new Uint8Array(bytes), { openPdf, declarations, scan: scanTools(options) });
  } catch (error) {
    if (error instanceof PdfError) return fail(words.failure[`pdf-${error.problem}`](error.message));
    throw error;
  }
  const parent = declarations.pipeline(flags.extends ?? parentOf(trace));
  if (parent === null) throw new UsageError(w.noParent(declarations.pipelines.map(({ name }) => name).join(', ')));
  const seen = seenTables(trace.tables, parent);
  if (seen.length === 0) return fail(w.noTables);
  const stem = basename(sample, extname(sample));
  for (const line of report(seen, cli)) say(cli, line);
  const asked = flags.name !== undefined || flags.extends !== undefined;
  const read = seen.every(({ kind, unknown }) => kind !== null && unknown.length === 0);
  if (read && !asked) {
    say(cli, w.already(shellQuoted(sample)));
    return EXIT.done;
  }
  const own = packageFiles(OWN_PIPELINES, flags.out ?? '.yaml');
  const text = scaffold(flags.name ?? 'my-province', stem, parent.name, seen, own, w.draft);
  if (flags.out === undefined) cli.out.write(text);
  else await writeFile(flags.out, text);
  say(cli, w.next(shellQuoted(flags.out ?? 'my-province.yaml'), shellQuoted(sample), own.guide));
  return EXIT.done;
}

/** The schema and the guide that lie with the program, as seen from the draft: an editor finds them wherever that is. */
function packageFiles(pipelines: string, draft: string): { readonly schema: string; readonly guide: string } {
  const from = (path: string) => {
    const way = relative(dirname(resolve(draft)), path).replaceAll(sep, '/');
    return way.startsWith('.') ? way : `./${way}`;
  };
  return {
    schema: from(join(pipelines, 'schema', 'pipeline.json')),
    guide: from(join(pipelines, '..', 'docs', 'add-a-statement.md')),
  };
}

/** What reads it already; else what its cover and titles speak of. */
function parentOf({ result, layouts }: Trace): string {
  if (result.pipeline !== null) return result.pipeline;
  const text = layouts.flatMap(({ lines }) => lines.map((line) => line.text)).join('\n');
  const count = (word: string) => text.split(word).length;
  return count('决算') > count('预算') ? 'department-final' : 'department-budget';
}

function report(seen: readonly SeenTable[], cli: Cli): string[] {
  const w = cli.words.use.newPipeline;
  const lines = seen.flatMap(({ page, title, kind, unknown }) => {
    const name = kind === null ? null : statementName(kind, cli.language);
    const words = unknown.map(({ word }) => word).join(', ');
    return [
      name === null ? w.unknownTable(page, title) : w.knownTable(page, title, name),
      ...(words === '' ? [] : [`    ${w.unknownWords(words)}`]),
    ];
  });
  return [
    w.summary(seen.length, seen.filter(({ kind, unknown }) => kind !== null && unknown.length === 0).length),
    ...lines,
  ];
}
