import type { Command, Option } from 'commander';
import { type Cli, UsageError } from './io.ts';
import type { Settings } from './settings-file.ts';

/** Where a setting comes from, the strongest first. */
export type Origin = 'flag' | 'env' | 'file' | 'default';

/** What belongs to one call of a command, and is nobody's habit. */
const NO_SETTING: ReadonlySet<string> = new Set(['help', 'version', 'force', 'out', 'lang']);

/** The options of a command that a file or the environment may set. */
export function settable(command: Command): Option[] {
  return command.options.filter((option) => !NO_SETTING.has(keyOf(option)));
}

export function keyOf(option: Option): string {
  return (option.long ?? '').replace(/^--/, '');
}

export function envOf(option: Option): string {
  return `YUSUAN_${keyOf(option).toUpperCase().replaceAll('-', '_')}`;
}

/** Gives `command` what the environment and the file say, where the command line says nothing. */
export function applySettings(command: Command, cli: Cli): void {
  for (const option of settable(command)) {
    const name = option.attributeName();
    const source = command.getOptionValueSource(name);
    if (source !== undefined && source !== 'default') continue;
    const env = process.env[envOf(option)];
    const value = env ?? fromFile(option, command, cli.settings ?? null);
    if (value === undefined) continue;
    const origin = env === undefined ? (cli.settings?.path ?? '') : envOf(option);
    command.setOptionValueWithSource(
      name,
      settingFrom(option, value, origin, cli),
      env === undefined ? 'config' : 'env',
    );
  }
}

/** Where the value of an option comes from, once settings are applied. */
export function originOf(command: Command, option: Option): Origin {
  const source = command.getOptionValueSource(option.attributeName());
  if (source === 'cli') return 'flag';
  if (source === 'env') return 'env';
  return source === 'config' ? 'file' : 'default';
}

/** Refuses what no command knows: a misspelt setting must not pass in silence. */
export function checkSettings(program: Command, cli: Cli): void {
  const { settings = null, words } = cli;
  if (settings === null) return;
  const names = new Set(program.commands.map((command) => command.name()));
  const known = new Set(program.commands.flatMap((command) => settable(command).map(keyOf)));
  const check = (key: string, among: ReadonlySet<string>, shown: string) => {
    if (!among.has(key)) throw new UsageError(words.setup.config.unknown(settings.path, shown));
  };
  for (const [key, value] of Object.entries(settings.values)) {
    if (key === 'lang') continue;
    const command = names.has(key) ? program.commands.find((each) => each.name() === key) : undefined;
    const section = sectionOf(value);
    if (command === undefined || section === null) check(key, known, key);
    else for (const own of Object.keys(section)) check(own, new Set(settable(command).map(keyOf)), `${key}: ${own}`);
  }
}

function fromFile(option: Option, command: Command, settings: Settings | null): unknown {
  if (settings === null) return undefined;
  const own = sectionOf(settings.values[command.name()])?.[keyOf(option)];
  const common = settings.values[keyOf(option)];
  return own ?? (sectionOf(common) === null ? common : undefined) ?? undefined;
}

function sectionOf(value: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.fromEntries(Object.entries(value));
}

function settingFrom(option: Option, value: unknown, origin: string, cli: Cli): unknown {
  const w = cli.words.setup.config;
  const refusal = (why: string) => new UsageError(w.badValue(origin, keyOf(option), why));
  if (!option.required && !option.optional) {
    const text = String(value).toLowerCase();
    if (text === 'true' || text === '1') return !option.negate;
    if (text === 'false' || text === '0') return option.negate ? true : undefined;
    throw refusal(w.boolean);
  }
  const { parseArg } = option;
  if (parseArg === undefined) return String(value);
  try {
    const texts = Array.isArray(value) ? value.map(String) : [String(value)];
    return texts.reduce<unknown>((before, text) => parseArg(text, before), option.defaultValue);
  } catch (error) {
    throw refusal(error instanceof Error ? error.message : `${error}`);
  }
}
