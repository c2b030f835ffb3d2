import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { PdfError } from '../../engines/pdf/pdf.ts';
import { PHASE_NAMES, type PhaseName, phaseOf } from '../../phase.ts';
import { examples, pipelineOption } from '../database.ts';
import { oneOf } from '../help.ts';
import { type Cli, complain, EXIT, UsageError } from '../io.ts';
import { type ReadingFlags, readOptions, recognitionOptions } from '../reading.ts';

interface Flags extends Omit<ReadingFlags, 'timeout' | 'memory'> {
  readonly from: string;
}

const EXAMPLES = [
  'yusuan phase tables --from 预算.pdf > tables.json',
  'yusuan phase meaning --from tables.json > meaning.json',
  'yusuan phase proof --from meaning.json',
];

/** `yusuan phase proof --from meaning.json` */
export function phaseCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const { words } = cli;
  const w = words.maintain.phase;
  const command = program
    .command('phase')
    .description(w.description)
    .argument('<phase>', w.phase, oneOf(PHASE_NAMES, words))
    .requiredOption('--from <file>', w.from);
  recognitionOptions(pipelineOption(command, cli), cli);
  examples(command, EXAMPLES, cli);
  command.action(async (name: PhaseName, flags: Flags) => finish(await run(name, flags, cli)));
}

async function run(name: PhaseName, flags: Flags, cli: Cli): Promise<number> {
  const { words } = cli;
  const fail = (text: string) => {
    complain(cli, `${flags.from}${words.colon}${text}`);
    return EXIT.failed;
  };
  const bytes = await readFile(flags.from).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) return fail(words.failure[bytes.code === 'ENOENT' ? 'missing' : 'unreadable'](''));
  try {
    cli.out.write(`${await artefactOf(name, bytes, flags, cli)}\n`);
    return EXIT.done;
  } catch (error) {
    if (error instanceof PdfError) return fail(words.failure[`pdf-${error.problem}`](error.message));
    throw error;
  }
}

/** What the phase leaves, as JSON: from a PDF, or from what an earlier phase left. */
async function artefactOf(name: PhaseName, bytes: Buffer, flags: Flags, cli: Cli): Promise<string> {
  const options = await readOptions(flags, cli);
  const [
    { scanTools },
    { loadDeclarations, OWN_PIPELINES },
    { openRecogniser },
    { pdfOpener },
    { phasesWith, readDocument },
  ] = await Promise.all([
    import('../../batch/reader.ts'),
    import('../../declare/load.ts'),
    import('../../engines/ocr/recogniser.ts'),
    import('../../engines/pdf/pdfjs.ts'),
    import('../../pipeline.ts'),
  ]);
  const declarations = loadDeclarations([OWN_PIPELINES], options.pipelines);
  const text = bytes.toString();
  const from = phaseOf(text);
  const recogniser = openRecogniser();
  const openPdf = pdfOpener(options.passwords);
  const tools = { openPdf, declarations, scan: from === null ? scanTools(options, recogniser) : null };
  const phases = phasesWith(tools);
  const isAfter = (phase: PhaseName) => from !== null && PHASE_NAMES.indexOf(from) > PHASE_NAMES.indexOf(phase);
  if (from === name || isAfter(name)) throw new UsageError(cli.words.maintain.phase.tooLate(from ?? name, name));
  try {
    const { pages } = phases;
    const read = from === null ? await readDocument(new Uint8Array(bytes), tools) : null;
    const seen = read ?? (from === 'pages' ? await pages.decode(text) : null);
    if (name === 'pages') return pages.encode({ pages: seen?.pages ?? [], notes: seen?.notes ?? [] });
    const tables = seen === null ? null : phases.tables.run(seen);
    const found = tables ?? (from === 'tables' ? phases.tables.decode(text) : null);
    if (name === 'tables' && found !== null) return phases.tables.encode(found);
    const meaning = found === null ? phases.meaning.decode(text) : phases.meaning.run(found);
    return name === 'meaning' ? phases.meaning.encode(meaning) : phases.proof.encode(phases.proof.run(meaning));
  } finally {
    // A reader that was started keeps the process alive.
    await recogniser.close();
  }
}
