import { Command, CommanderError, type Option } from 'commander';
import { isDatabase } from '../export/index.ts';
import { chooseLanguage, LANGUAGES, messagesIn } from '../messages/index.ts';
import { cacheCommand } from './commands/cache.ts';
import { checkCommand } from './commands/check.ts';
import { compareCommand } from './commands/compare.ts';
import { completionCommand } from './commands/completion.ts';
import { configCommand } from './commands/config.ts';
import { correctCommand } from './commands/correct.ts';
import { diffCommand } from './commands/diff.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { inspectCommand } from './commands/inspect.ts';
import { newPipelineCommand } from './commands/new-pipeline.ts';
import { phaseCommand } from './commands/phase.ts';
import { rerunCommand } from './commands/rerun.ts';
import { reviewCommand, startCommand } from './commands/review.ts';
import { searchCommand } from './commands/search.ts';
import { reviewersCommand } from './commands/server/reviewers.ts';
import { statusCommand } from './commands/server/status.ts';
import { workerCommand } from './commands/server/worker.ts';
import { sqlCommand } from './commands/sql.ts';
import { tablesCommand } from './commands/tables.ts';
import { versionsCommand } from './commands/versions.ts';
import { watchCommand } from './commands/watch.ts';
import { choiceOption, localise, reportParserError } from './help.ts';
import { type Cli, complain, EXIT, say, UsageError } from './io.ts';
import { chooseDatabase } from './last-database.ts';
import { keepInLog, openLog } from './log-file.ts';
import { applySettings, checkSettings } from './settings.ts';
import { readSettings, SETTINGS_FILE, type Settings } from './settings-file.ts';
import { mistyped } from './typed/slips.ts';
import { programVersion } from './version.ts';

/** What a command needs to add itself to the program. `finish` takes the exit code. */
export type AddCommand = (program: Command, cli: Cli, finish: (code: number) => void) => void;

/** Every command of yusuan, in the order of the help. */
export const COMMANDS: readonly AddCommand[] = [
  ...[startCommand, importCommand, watchCommand, checkCommand, reviewCommand, inspectCommand, phaseCommand],
  ...[correctCommand, rerunCommand, versionsCommand, diffCommand, doctorCommand, cacheCommand],
  ...[searchCommand, exportCommand, compareCommand, sqlCommand, tablesCommand, newPipelineCommand],
  ...[configCommand, completionCommand],
  ...[workerCommand, statusCommand, reviewersCommand],
];

/** Commands that, on Ctrl-C, finish what they have begun and say how far they came. */
const FINISHING = new Set(['start', 'import', 'watch', 'review', 'rerun', 'export', 'worker']);

/** Builds the command line for `cli`. */
export function buildProgram(cli: Cli, finish: (code: number) => void): Command {
  const { words } = cli;
  const program = localise(new Command('yusuan'), cli)
    .description(words.help.program)
    .version(programVersion(), '-V, --version', words.help.version)
    .helpCommand('help [command]', words.help.help)
    .addOption(langOption(cli))
    .addHelpText('after', `\n${words.help.exitCodes}\n`);
  program.hook('preAction', (_program, command) => {
    checkSettings(program, cli);
    applySettings(command, cli);
    startLog(command, cli);
    chooseDatabase(command, cli);
  });
  for (const add of COMMANDS) add(program, cli, finish);
  for (const command of program.commands) command.option('--log <file>', words.setup.log).addOption(langOption(cli));
  return program;
}

function langOption(cli: Cli): Option {
  const option = choiceOption('--lang <lang>', cli.words.help.lang, LANGUAGES, cli.words);
  return option.default('zh').env('YUSUAN_LANG');
}

/** Begins the log that `--log` asks for. */
function startLog(command: Command, cli: Cli): void {
  const path: unknown = command.getOptionValue('log');
  if (typeof path !== 'string') return;
  if (isDatabase(path)) throw new UsageError(cli.words.use.wouldOverwrite(path));
  try {
    openLog(path, `yusuan ${programVersion()} ${command.name()} ${command.args.join(' ')}`);
  } catch {
    throw new UsageError(cli.words.setup.badLog(path));
  }
}

/** What `yusuan.yaml` says, or what is wrong with it. */
async function settingsOf(): Promise<{ settings: Settings | null; problem: string | null }> {
  try {
    return { settings: await readSettings(), problem: null };
  } catch (error) {
    return { settings: null, problem: error instanceof Error ? error.message : `${error}` };
  }
}

/** Runs the command line; returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const interrupt = new AbortController();
  const onInterrupt = () => {
    // A second Ctrl-C ends at once: the database is safe at any moment.
    if (interrupt.signal.aborted) process.exit(EXIT.interrupted);
    interrupt.abort();
  };
  process.on('SIGINT', onInterrupt).on('SIGTERM', onInterrupt);
  leaveQuietlyOnClosedPipe();
  const { settings, problem } = await settingsOf();
  const language = chooseLanguage(argv, process.env, settings?.values.lang);
  const words = messagesIn(language);
  const cli: Cli = { language, words, out: process.stdout, err: process.stderr, signal: interrupt.signal, settings };
  let code: number = EXIT.done;
  try {
    const file = process.env.YUSUAN_CONFIG ?? SETTINGS_FILE;
    if (problem !== null) throw new UsageError(words.setup.config.badFile(file, problem));
    const slip = mistyped(argv, words);
    if (slip !== null) throw new UsageError(slip);
    const program = buildProgram(cli, (result) => {
      code = result;
    });
    // What only reads has nothing to finish, and may be too busy to hear of Ctrl-C: the system ends it (exit code 130).
    program.hook('preAction', (_program, command) => {
      if (!FINISHING.has(command.name())) process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt);
    });
    // Somebody who double-clicks or types the bare name wants to see something; a script wants to be told.
    const bare = argv.length === 0 && process.stdout.isTTY && process.stdin.isTTY;
    await program.parseAsync(bare ? ['start'] : [...argv], { from: 'user' });
  } catch (error) {
    code = report(error, cli);
  } finally {
    keepInLog(`exit ${code}`);
    process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt);
  }
  return code;
}

function report(error: unknown, cli: Cli): number {
  if (error instanceof CommanderError) return reportParserError(error, cli);
  if (error instanceof UsageError) {
    complain(cli, error.message);
    say(cli, cli.words.help.hint('yusuan'));
    return EXIT.usage;
  }
  throw error;
}

/** `yusuan … | head` closes our output early; that is no error. What was to be said to people may go unheard, the work goes on. */
function leaveQuietlyOnClosedPipe(): void {
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    throw error;
  });
}
