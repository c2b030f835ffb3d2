import type { Command } from 'commander';
import type { Store } from '../../store/open.ts';
import { compareFacts, factSnapshot } from '../../store/write/changes.ts';
import { databaseOptions, examples, oneDocument, withStore } from '../database.ts';
import { type Cli, EXIT } from '../io.ts';
import { changesTable } from '../print/changes.ts';

interface Flags {
  readonly db: string;
  readonly json?: true;
  readonly verbose?: true;
}

/** `yusuan diff OLD NEW` */
export function diffCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const w = cli.words.maintain.diff;
  const command = program
    .command('diff')
    .description(w.description)
    .argument('<old>', w.older)
    .argument('<new>', w.newer);
  examples(
    databaseOptions(command, cli),
    ['yusuan diff 预算.pdf 预算（更正）.pdf', 'yusuan diff 3f9a1c2b 77e0d4a1 --json'],
    cli,
  );
  command.action(async (older: string, newer: string, flags: Flags) =>
    finish(await withStore(flags, 'read', cli, (store) => compare(store, older, newer, flags, cli))),
  );
}

function compare(store: Store, older: string, newer: string, flags: Flags, cli: Cli): number {
  const [before, after] = [oneDocument(store, older, cli), oneDocument(store, newer, cli)];
  if (before === null || after === null) return EXIT.failed;
  const changes = compareFacts(factSnapshot(store.db, before.sha256), factSnapshot(store.db, after.sha256));
  const { added, removed, changed } = changes;
  if (flags.json) {
    const about = {
      old: { file: before.file, sha256: before.sha256 },
      new: { file: after.file, sha256: after.sha256 },
    };
    cli.out.write(`${JSON.stringify({ ...about, added, removed, changed }, null, 2)}\n`);
    return EXIT.done;
  }
  const w = cli.words.maintain.diff;
  const same = added.length + removed.length + changed.length === 0;
  const summary = same ? w.same : w.summary(added.length, removed.length, changed.length);
  cli.out.write(`${[changesTable(changes, cli), summary].filter((text) => text !== '').join('\n')}\n`);
  return EXIT.done;
}
