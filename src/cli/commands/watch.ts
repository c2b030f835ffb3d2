import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { discover, type FoundFile } from '../../batch/discover.ts';
import { databaseOptions, examples, pipelineOption } from '../database.ts';
import { wholeNumber } from '../help.ts';
import { type Cli, complain, EXIT, say } from '../io.ts';
import { readingOptions } from '../reading.ts';
import { type ImportFlags, importFound } from './import.ts';

interface Flags extends ImportFlags {
  readonly interval: number;
}

const SECONDS = 2;

/** `yusuan watch FOLDER…` */
export function watchCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const w = cli.words.setup.watch;
  const command = program
    .command('watch')
    .description(w.description)
    .argument('<folder...>', w.folders)
    .option('--interval <seconds>', w.interval, wholeNumber(1, 86_400, cli.words), SECONDS);
  readingOptions(pipelineOption(databaseOptions(command, cli), cli), cli);
  examples(command, ['yusuan watch 收到的报告/', 'yusuan watch 收到的报告/ --db 预决算.sqlite --log 导入.log'], cli);
  command.action(async (folders: string[], flags: Flags) => finish(await run(folders, flags, cli)));
}

async function run(folders: readonly string[], flags: Flags, cli: Cli): Promise<number> {
  const w = cli.words.setup.watch;
  for (const folder of folders) {
    const info = await stat(folder).catch(() => null);
    if (info?.isDirectory()) continue;
    complain(cli, w.noFolder(folder));
    return EXIT.usage;
  }
  say(cli, w.started(folders.join(', ')));
  const seen = new Seen();
  let taken = 0;
  while (!cli.signal.aborted) {
    const fresh = await seen.settled((await discover(folders)).files);
    if (fresh.length > 0) {
      // Only what happened to these files is said; folders that are empty for now are none of anybody's troubles.
      const { outcomes } = await importFound({ files: fresh, problems: [] }, { ...flags, brief: true }, cli);
      const done = new Set(outcomes.filter(({ failure }) => failure?.code !== 'store').map(({ path }) => path));
      taken += done.size;
      for (const { path } of fresh) if (!done.has(path)) seen.again(path, flags.interval * 1000);
    }
    await sleep(flags.interval * 1000, undefined, { signal: cli.signal }).catch(() => undefined);
  }
  say(cli, w.ended(taken));
  return EXIT.done;
}

interface Look {
  /** Size and time, as text. */
  readonly look: string;
  taken: boolean;
  tries: number;
  /** `Date.now()` before which it is not tried again. */
  notBefore: number;
}

const LONGEST_PAUSE_MS = 300_000;

/** What files looked like; one is ready when two looks find the same, so that none is taken while it is written. */
class Seen {
  readonly #looks = new Map<string, Look>();

  async settled(files: readonly FoundFile[]): Promise<FoundFile[]> {
    const ready: FoundFile[] = [];
    for (const file of files) {
      const path = resolve(file.path);
      const info = await stat(path).catch(() => null);
      if (info === null) continue;
      const look = `${info.size} ${info.mtimeMs}`;
      const before = this.#looks.get(path);
      if (before?.look !== look) this.#looks.set(path, { look, taken: false, tries: 0, notBefore: 0 });
      else if (!before.taken && Date.now() >= before.notBefore) {
        before.taken = true;
        ready.push(file);
      }
    }
    return ready;
  }

  /** The database would not have it: nothing is wrong with the file, which is tried again, each time after longer. */
  again(file: string, pauseMs: number): void {
    const look = this.#looks.get(resolve(file));
    if (look === undefined) return;
    look.notBefore = Date.now() + Math.min(pauseMs * 2 ** look.tries, LONGEST_PAUSE_MS);
    look.tries += 1;
    look.taken = false;
  }
}
