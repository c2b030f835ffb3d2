import type { Command } from 'commander';
import { loadConclude } from '../../batch/conclude.ts';
import type { RerunFrom, RerunOptions, RerunOutcome } from '../../batch/rerun.ts';
import { shownDatabase } from '../../store/address.ts';
import type { Store } from '../../store/open.ts';
import { lockedDocuments, type StoredDocument, storedDocuments } from '../../store/read/documents.ts';
import { type FactChanges, isUnchanged } from '../../store/write/changes.ts';
import { databaseOptions, examples, oneDocument, pipelineOption, withStore } from '../database.ts';
import { choiceOption } from '../help.ts';
import { type Cli, complain, EXIT, paint, say } from '../io.ts';
import { anyPassword } from '../passwords.ts';
import { changesTable } from '../print/changes.ts';
import { type ReadingFlags, readingOptions, runOptions } from '../reading.ts';

const FROM = ['stale', 'reconcile', 'read'] as const;

interface Flags extends ReadingFlags {
  readonly db: string;
  readonly json?: true;
  readonly verbose?: true;
  readonly document: readonly string[];
  readonly stage: RerunFrom;
  readonly dryRun?: true;
}

/** `yusuan rerun` */
export function rerunCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const { words } = cli;
  const w = words.maintain.rerun;
  const command = program
    .command('rerun')
    .description(w.description)
    .option('--document <name>', words.maintain.document, (name: string, names: string[]) => [...names, name], [])
    .addOption(choiceOption('--stage <stage>', w.stage, FROM, words).default('stale'))
    .option('--dry-run', w.dryRun);
  readingOptions(pipelineOption(databaseOptions(command, cli), cli), cli);
  examples(command, ['yusuan rerun --dry-run', 'yusuan rerun --document 预算.pdf --stage read'], cli);
  command.action(async (flags: Flags) =>
    finish(await withStore(flags, 'write', cli, (store) => run(store, flags, cli))),
  );
}

async function run(store: Store, flags: Flags, cli: Cli): Promise<number> {
  const chosen = choose(store, flags, cli);
  if (chosen === null) return EXIT.failed;
  if (chosen.length === 0) say(cli, cli.words.maintain.rerun.nothing);
  const outcomes: RerunOutcome[] = [];
  const { rerun } = await import('../../batch/rerun.ts');
  for await (const outcome of rerun(store.db, chosen, await rerunOptions(flags, chosen.length, cli))) {
    outcomes.push(outcome);
    if (!flags.json) tell(outcome, flags, cli);
  }
  if (flags.json) cli.out.write(`${JSON.stringify(json(outcomes, flags), null, 2)}\n`);
  else if (flags.dryRun && chosen.length > 0) say(cli, cli.words.maintain.rerun.rehearsed);
  if (cli.signal.aborted) return EXIT.interrupted;
  const idle = outcomes.length > 0 && outcomes.every(({ how }) => how === 'current');
  if (idle && !flags.json) say(cli, cli.words.maintain.rerun.allCurrent(outcomes.length));
  return outcomes.some(({ how }) => how === 'failed' || how === 'no-file') ? EXIT.failed : EXIT.done;
}

function choose(store: Store, flags: Flags, cli: Cli): readonly StoredDocument[] | null {
  if (flags.document.length === 0) {
    const locked = new Set(anyPassword(flags) ? lockedDocuments(store.db) : []);
    return storedDocuments(store.db).filter(({ status, sha256 }) => status !== 'failed' || locked.has(sha256));
  }
  const chosen: StoredDocument[] = [];
  for (const name of flags.document) {
    const document = oneDocument(store, name, cli);
    if (document === null) return null;
    chosen.push(document);
  }
  return chosen;
}

async function rerunOptions(flags: Flags, documents: number, cli: Cli): Promise<RerunOptions> {
  return {
    ...(await runOptions(flags, documents, cli)),
    from: flags.stage,
    dryRun: flags.dryRun ?? false,
    conclude: await loadConclude(flags.pipeline),
  };
}

function tell(outcome: RerunOutcome, flags: Flags, cli: Cli): void {
  const w = cli.words.maintain.rerun;
  const { document, how, changes, failure } = outcome;
  const head = `${document.file}${cli.words.colon}${w.how[how]}`;
  if (how === 'failed' || how === 'no-file') {
    complain(
      cli,
      failure === null ? head : `${head}${cli.words.comma}${cli.words.failure[failure.code](failure.detail)}`,
    );
    if (flags.verbose && failure !== null) say(cli, paint(cli.err, 'dim', failure.detail));
    return;
  }
  if (how === 'current' && !flags.verbose && flags.document.length === 0) return;
  const what = changes === null ? '' : `${cli.words.comma}${isUnchanged(changes) ? w.unchanged : counts(changes, cli)}`;
  cli.out.write(`${head}${what}\n`);
  const table = changes === null ? '' : changesTable(changes, cli);
  if (table !== '') cli.out.write(`${table}\n`);
}

function counts({ added, removed, changed, proofsGained, proofsLost }: FactChanges, cli: Cli): string {
  return cli.words.maintain.rerun.changes(added.length, removed.length, changed.length, proofsGained, proofsLost);
}

function json(outcomes: readonly RerunOutcome[], flags: Flags): unknown {
  return {
    db: shownDatabase(flags.db),
    dry_run: flags.dryRun ?? false,
    documents: outcomes.map(({ document, how, changes, failure }) => ({
      ...{ file: document.file, sha256: document.sha256, result: how, problem: failure?.code ?? null },
      ...{ added: changes?.added ?? [], removed: changes?.removed ?? [], changed: changes?.changed ?? [] },
      ...{ proofs_gained: changes?.proofsGained ?? 0, proofs_lost: changes?.proofsLost ?? 0 },
    })),
  };
}
