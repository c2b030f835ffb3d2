import { existsSync } from 'node:fs';
import { type Command, type CommanderError, Help, InvalidArgumentError, Option } from 'commander';
import type { Messages } from '../messages/index.ts';
import { type Cli, complain, EXIT, paint, say } from './io.ts';
import { displayWidth, wrap } from './print/width.ts';
import { meant } from './typed/slips.ts';

const TITLES = ['Usage:', 'Arguments:', 'Options:', 'Global Options:', 'Commands:'] as const;

/** The least room, in columns, in which descriptions are wrapped beside what they describe. */
const NARROWEST = 12;

/** Makes commander speak the language of `cli` and count Chinese characters as two columns. */
export function localise(command: Command, cli: Cli): Command {
  const { words } = cli;
  const plain = new Help();
  return command
    .helpOption('-h, --help', words.help.help)
    .configureHelp({
      displayWidth,
      // Half a screen beside the names of options is still better to read than lines that run over.
      minWidthToWrap: NARROWEST,
      boxWrap: wrap,
      styleTitle: (title) => {
        const known = TITLES.find((candidate) => candidate === title);
        return paint(cli.out, 'bold', known === undefined ? title : words.help.titles[known]);
      },
      commandUsage: (cmd) => placeholders(plain.commandUsage(cmd), words),
      subcommandTerm: (cmd) => placeholders(plain.subcommandTerm(cmd), words),
      optionDescription: (option) => describe(option, words),
    })
    .configureOutput({
      writeOut: (text) => cli.out.write(text),
      writeErr: (text) => cli.err.write(text),
      outputError: () => undefined,
    })
    .exitOverride();
}

function placeholders(text: string, words: Messages): string {
  return text.replace('[options]', words.help.options).replace('[command]', words.help.command);
}

function describe(option: Option, words: Messages): string {
  const more: string[] = [];
  if (option.argChoices) more.push(`${words.help.choices} ${option.argChoices.join(' | ')}`);
  const value = option.defaultValueDescription ?? option.defaultValue;
  if (value !== undefined && (option.required || option.optional) && !Array.isArray(value)) {
    more.push(`${words.help.default} ${value}`);
  }
  if (option.envVar !== undefined) more.push(`${words.help.env} ${option.envVar}`);
  if (more.length === 0) return option.description;
  const open = words.comma === '，' ? '（' : ' (';
  return `${option.description}${open}${more.join(words.comma)}${open === '（' ? '）' : ')'}`;
}

/** Prints what the parser found wrong, in the user's language; returns the exit code. */
export function reportParserError(error: CommanderError, cli: Cli): number {
  if (error.exitCode === 0) return EXIT.done;
  // The parser has shown the help already: there was no command at all.
  if (error.code === 'commander.help') return EXIT.usage;
  complain(cli, `${sentence(error, cli.words)}`);
  say(cli, cli.words.help.hint('yusuan'));
  return EXIT.usage;
}

function sentence(error: CommanderError, words: Messages): string {
  const quoted = [...error.message.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '');
  const [first = '', second = ''] = quoted;
  const hint = /\(Did you mean (?:one of )?([^?]*)\?\)/.exec(error.message)?.[1];
  const why = /is invalid(?: for argument '[^']*')?\. (.*)$/s.exec(error.message)?.[1];
  const ofArgument = error.message.startsWith('error: command-argument');
  const { usage } = words;
  const byCode: Readonly<Record<string, string>> = {
    'commander.unknownOption': usage.unknownOption(first),
    'commander.unknownCommand': usage.unknownCommand(first),
    'commander.missingArgument': usage.missingArgument(first),
    'commander.optionMissingArgument': usage.optionMissingArgument(first),
    'commander.missingMandatoryOptionValue': usage.optionMissingArgument(first),
    'commander.excessArguments': usage.excessArguments(),
    'commander.invalidArgument': ofArgument ? usage.badArgument(second, first) : usage.invalidArgument(first, second),
    'commander.conflictingOption': usage.conflictingOption(first, second),
  };
  const text = byCode[error.code] ?? usage.other(error.message.replace(/^error: /, ''));
  const more = hint === undefined ? (why ?? guess(error.code, first, words)) : usage.didYouMean(hint);
  return more === undefined ? text : `${text}${words.comma}${more}`;
}

/** What somebody may have meant by a word that nobody knows: a file, or the same in small letters. */
function guess(code: string, word: string, { usage }: Messages): string | undefined {
  if (code === 'commander.unknownOption' && existsSync(word)) return usage.fileOrOption(word);
  if (!/\.unknown(Option|Command)$/.test(code) || meant(word) === word) return undefined;
  return usage.didYouMean(meant(word));
}

/** A parser of whole numbers between `min` and `max`, for options. */
export function wholeNumber(min: number, max: number, words: Messages): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(words.usage.wholeNumber(min, max));
    }
    return value;
  };
}

/** A parser of one of `choices`, for options. */
export function oneOf<T extends string>(choices: readonly T[], words: Messages): (text: string) => T {
  return (text) => {
    const choice = choices.find((candidate) => candidate === text);
    if (choice === undefined) throw new InvalidArgumentError(words.usage.oneOf(choices.join(' | ')));
    return choice;
  };
}

/** An option whose value is one of `choices`; the help lists them. */
export function choiceOption(flags: string, description: string, choices: readonly string[], words: Messages): Option {
  return new Option(flags, description).choices([...choices]).argParser(oneOf(choices, words));
}
