import type { Command } from 'commander';
import { cacheUse, clearCache } from '../../engines/cache/cache-folder.ts';
import { examples } from '../database.ts';
import { type Cli, EXIT, say } from '../io.ts';
import { cacheFolder } from '../reading.ts';

interface Flags {
  readonly cacheDir?: string;
  readonly clear?: true;
  readonly json?: true;
}

/** `yusuan cache` */
export function cacheCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const { words } = cli;
  const command = program
    .command('cache')
    .description(words.maintain.cache.description)
    .option('--clear', words.maintain.cache.clear)
    .option('--cache-dir <folder>', words.import.cacheDir)
    .option('--json', words.help.json);
  examples(command, ['yusuan cache', 'yusuan cache --clear'], cli);
  command.action(async (flags: Flags) => finish(await run(flags, cli)));
}

async function run(flags: Flags, cli: Cli): Promise<number> {
  const folder = cacheFolder(flags.cacheDir);
  const before = await cacheUse(folder);
  const { files, bytes } = flags.clear ? await clearCache(folder) : before;
  const w = cli.words.maintain.cache;
  if (flags.json) {
    cli.out.write(`${JSON.stringify({ folder, files, bytes, cleared_bytes: before.bytes - bytes }, null, 2)}\n`);
    return EXIT.done;
  }
  cli.out.write(`${w.held(folder, files, megabytes(bytes))}\n`);
  if (flags.clear) say(cli, w.cleared(megabytes(before.bytes - bytes)));
  return EXIT.done;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
