import type { Command } from 'commander';
import { shownDatabase } from '../../store/address.ts';
import { examples } from '../database.ts';
import { type Cli, EXIT, say, UsageError } from '../io.ts';
import { SECRET } from '../passwords.ts';
import { plainTable } from '../print/plain-table.ts';
import { applySettings, envOf, keyOf, type Origin, originOf, settable } from '../settings.ts';
import { SETTINGS_FILE } from '../settings-file.ts';

interface Row {
  readonly setting: string;
  readonly value: unknown;
  readonly origin: Origin;
  readonly from: string;
  readonly commands: string[];
}

/** `yusuan config [COMMAND]` */
export function configCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const w = cli.words.setup.config;
  const command = program
    .command('config')
    .description(w.description)
    .argument('[command]', w.command)
    .option('--json', cli.words.help.json);
  examples(command, ['yusuan config', 'yusuan config import'], cli);
  command.action((name: string | undefined, flags: { readonly json?: true }) => {
    const commands = program.commands.filter((each) => name === undefined || each.name() === name);
    if (commands.length === 0) throw new UsageError(w.noCommand(name ?? ''));
    const rows = rowsOf(commands, cli);
    if (flags.json) cli.out.write(`${JSON.stringify({ file: cli.settings?.path ?? null, settings: rows }, null, 2)}\n`);
    else cli.out.write(`${tableOf(rows, commands.length, cli)}\n`);
    if (!cli.settings) say(cli, w.none(SETTINGS_FILE));
    finish(EXIT.done);
  });
}

/** A row per setting and value: most are the same for all commands that have them. */
function rowsOf(commands: readonly Command[], cli: Cli): Row[] {
  const rows = new Map<string, Row>();
  for (const command of commands) {
    applySettings(command, cli);
    for (const option of settable(command)) {
      const set: unknown = command.getOptionValue(option.attributeName()) ?? null;
      const value = SECRET.has(keyOf(option)) ? hidden(set) : shown(set);
      const origin = originOf(command, option);
      const key = JSON.stringify([keyOf(option), value, origin]);
      const row = rows.get(key) ?? {
        ...{ setting: keyOf(option), value, origin, commands: [] },
        from: origin === 'env' ? envOf(option) : origin === 'file' ? (cli.settings?.path ?? '') : '',
      };
      row.commands.push(command.name());
      rows.set(key, row);
    }
  }
  return [...rows.values()].sort((a, b) => (a.setting < b.setting ? -1 : a.setting > b.setting ? 1 : 0));
}

/** A database's address comes from the environment with its password, and is shown without it. */
function shown(value: unknown): unknown {
  return typeof value === 'string' ? shownDatabase(value) : value;
}

/** A secret as a listing may show it: whether there is one. */
function hidden(value: unknown): unknown {
  return Array.isArray(value) ? value.map(() => '***') : value;
}

function tableOf(rows: readonly Row[], commands: number, cli: Cli): string {
  const w = cli.words.setup.config;
  const cells = rows.map(({ setting, value, origin, from, commands: of }) => {
    const where = origin === 'env' ? w.origin.env(from) : origin === 'file' ? w.origin.file(from) : w.origin[origin];
    const shown =
      value === null || value === undefined ? w.unset : Array.isArray(value) ? value.join(', ') : `${value}`;
    return [setting, shown, where, of.length === commands ? w.everywhere : of.join(', ')];
  });
  return plainTable(w.heads, cells, cli);
}
