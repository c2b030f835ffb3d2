import { Command, CommanderError, type Option } from 'commander';
import { chooseLanguage, LANGUAGES, messagesIn } from '../messages/index.ts';
import { cacheCommand } from './cache.ts';
import { checkCommand } from './check.ts';
import { compareCommand } from './compare.ts';
import { correctCommand } from './correct.ts';
import { diffCommand } from './diff.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { choiceOption, localise, reportParserError } from './help.ts';
import { importCommand } from './import.ts';
import { inspectCommand } from './inspect.ts';
import { type Cli, complain, EXIT, say, UsageError } from './io.ts';
import { newPipelineCommand } from './new-pipeline.ts';
import { rerunCommand } from './rerun.ts';
import { reviewCommand } from './review.ts';
import { sqlCommand } from './sql.ts';
import { tablesCommand } from './tables.ts';
import { programVersion } from './version.ts';

/** What a command needs to add itself to the program. `finish` takes the exit code. */
export type AddCommand = (program: Command, cli: Cli, finish: (code: number) => void) => void;

/** Every command of yusuan, in the order of the help. */
export const COMMANDS: readonly AddCommand[] = [
  ...[importCommand, checkCommand, reviewCommand, inspectCommand],
  ...[correctCommand, rerunCommand, diffCommand, doctorCommand, cacheCommand],
  ...[exportCommand, compareCommand, sqlCommand, tablesCommand, newPipelineCommand],
];

/** Builds the command line for `cli`. */
export function buildProgram(cli: Cli, finish: (code: number) => void): Command {
  const { words } = cli;
  const program = localise(new Command('yusuan'), cli)
    .description(words.help.program)
    .version(programVersion(), '-V, --version', words.help.version)
    .helpCommand('help [command]', words.help.help)
    .addOption(langOption(cli))
    .addHelpText('after', `\n${words.help.exitCodes}\n`);
  for (const add of COMMANDS) add(program, cli, finish);
  for (const command of program.commands) command.addOption(langOption(cli));
  return program;
}

function langOption(cli: Cli): Option {
  const option = choiceOption('--lang <lang>', cli.words.help.lang, LANGUAGES, cli.words);
  return option.default('zh').env('YUSUAN_LANG');
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
  const language = chooseLanguage(argv, process.env);
  const words = messagesIn(language);
  const cli: Cli = { language, words, out: process.stdout, err: process.stderr, signal: interrupt.signal };
  let code: number = EXIT.done;
  try {
    const program = buildProgram(cli, (result) => {
      code = result;
    });
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    code = report(error, cli);
  } finally {
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

/** `yusuan … | head` closes our output early; that is no error. */
function leaveQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    throw error;
  });
}
