import type { Command } from 'commander';
import type { Store } from '../../store/open.ts';
import type { StoredDocument } from '../../store/read/documents.ts';
import { replacements, reportsWithVersions } from '../../store/read/versions.ts';
import { compareFacts, type FactChanges, factSnapshot } from '../../store/write/changes.ts';
import { databaseOptions, examples, oneDocument, withStore } from '../database.ts';
import { type Cli, complain, EXIT } from '../io.ts';
import { changesTable } from '../print/changes.ts';

interface Flags {
  readonly db: string;
  readonly json?: true;
  readonly verbose?: true;
}

/** `yusuan diff [OLD] [NEW]` */
export function diffCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const w = cli.words.maintain.diff;
  const command = program
    .command('diff')
    .description(w.description)
    .argument('[old]', w.older)
    .argument('[new]', w.newer);
  examples(
    databaseOptions(command, cli),
    [
      'yusuan diff',
      'yusuan diff 预算.pdf',
      'yusuan diff 预算.pdf 预算（更正）.pdf',
      'yusuan diff 3f9a1c2b 77e0d4a1 --json',
    ],
    cli,
  );
  command.action(async (older: string | undefined, newer: string | undefined, flags: Flags) =>
    finish(await withStore(flags, 'read', cli, (store) => run(store, [older, newer], flags, cli))),
  );
}

type Named = readonly [older: string | undefined, newer: string | undefined];
interface Pair {
  readonly before: Pick<StoredDocument, 'file' | 'sha256'>;
  readonly after: Pick<StoredDocument, 'file' | 'sha256'>;
}

function run(store: Store, named: Named, flags: Flags, cli: Cli): number {
  const pairs = pairsOf(store, named, cli);
  if (pairs === null) return EXIT.failed;
  if (flags.json && named[1] === undefined) {
    cli.out.write(`${JSON.stringify({ reports: pairs.map((pair) => changesJson(store, pair)) }, null, 2)}\n`);
    return EXIT.done;
  }
  for (const pair of pairs) {
    if (named[1] === undefined) cli.out.write(`${cli.words.find.versions.pair(pair.before.file, pair.after.file)}\n`);
    compare(store, pair, flags, cli);
  }
  return EXIT.done;
}

/** Two documents by name; an older version and the current one; or all older versions and theirs. */
function pairsOf(store: Store, [older, newer]: Named, cli: Cli): readonly Pair[] | null {
  if (older !== undefined && newer !== undefined) {
    const [before, after] = [oneDocument(store, older, cli), oneDocument(store, newer, cli)];
    return before === null || after === null ? null : [{ before, after }];
  }
  const only = older === undefined ? undefined : oneDocument(store, older, cli);
  if (only === null) return null;
  const pairs = reportsWithVersions(store.db)
    .flatMap((rows) => replacements(store.db, rows))
    .filter(({ before, after }) => only === undefined || [before.sha256, after.sha256].includes(only.sha256));
  if (pairs.length > 0) return pairs;
  complain(cli, only === undefined ? cli.words.find.versions.none : cli.words.find.versions.noOther(only.file));
  return null;
}

function changesOf(store: Store, { before, after }: Pair): FactChanges {
  return compareFacts(factSnapshot(store.db, before.sha256), factSnapshot(store.db, after.sha256));
}

function changesJson(store: Store, { before, after }: Pair): unknown {
  const { added, removed, changed } = changesOf(store, { before, after });
  const about = {
    old: { file: before.file, sha256: before.sha256 },
    new: { file: after.file, sha256: after.sha256 },
  };
  return { ...about, added, removed, changed };
}

function compare(store: Store, pair: Pair, flags: Flags, cli: Cli): void {
  if (flags.json) {
    cli.out.write(`${JSON.stringify(changesJson(store, pair), null, 2)}\n`);
    return;
  }
  const changes = changesOf(store, pair);
  const { added, removed, changed } = changes;
  const w = cli.words.maintain.diff;
  const same = added.length + removed.length + changed.length === 0;
  const summary = same ? w.same : w.summary(added.length, removed.length, changed.length);
  cli.out.write(`${[changesTable(changes, cli), summary].filter((text) => text !== '').join('\n')}\n`);
}
