import type { Command } from 'commander';
import type { Store } from '../../store/open.ts';
import { reportsWithVersions, type VersionRow } from '../../store/read/versions.ts';
import { pinVersion, unpinVersion } from '../../store/write/versions.ts';
import { databaseOptions, examples, oneDocument, withStore } from '../database.ts';
import { type Cli, EXIT, say } from '../io.ts';
import { plainTable } from '../print/plain-table.ts';
import { reviewerOf } from './correct.ts';

interface Flags {
  readonly db: string;
  readonly pin?: string;
  readonly unpin?: string;
  readonly reviewer?: string;
  readonly json?: true;
  readonly verbose?: true;
}

/** `yusuan versions` */
export function versionsCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const w = cli.words.find.versions;
  const command = program
    .command('versions')
    .description(w.description)
    .option('--pin <file>', w.pin)
    .option('--unpin <file>', w.unpin)
    .option('--reviewer <name>', w.reviewer);
  examples(databaseOptions(command, cli), ['yusuan versions', 'yusuan versions --pin 预算（更正）.pdf'], cli);
  command.action(async (flags: Flags) => {
    const mode = flags.pin === undefined && flags.unpin === undefined ? 'read' : 'write';
    finish(await withStore(flags, mode, cli, (store) => run(store, flags, cli)));
  });
}

function run(store: Store, flags: Flags, cli: Cli): number {
  const w = cli.words.find.versions;
  const named = flags.pin ?? flags.unpin;
  if (named !== undefined) {
    const document = oneDocument(store, named, cli);
    if (document === null) return EXIT.failed;
    if (flags.pin === undefined) unpinVersion(store.db, document.sha256);
    else pinVersion(store.db, document.sha256, reviewerOf(flags), new Date());
    say(cli, flags.pin === undefined ? w.unpinned : w.pinned(document.file));
  }
  const reports = reportsWithVersions(store.db);
  if (flags.json) {
    cli.out.write(`${JSON.stringify({ reports: reports.map((rows) => rows.map(json)) }, null, 2)}\n`);
  } else if (reports.length === 0) {
    cli.out.write(`${w.none}\n`);
  } else {
    const rows = reports.flat().map((row) => cells(row, cli));
    cli.out.write(`${plainTable(w.heads, rows, cli)}\n`);
  }
  return EXIT.done;
}

function cells(row: VersionRow, cli: Cli): string[] {
  const w = cli.words.find.versions;
  return [
    ...[row.department, String(row.fiscalYear), cli.words.documentType[row.documentType]],
    ...[row.current === 1 ? w.current : w.older, row.file, String(row.facts)],
    row.current === 1 ? (w.by[row.currentBy] ?? row.currentBy) : '',
  ];
}

function json({ fiscalYear, documentType, currentBy, addedAt, current, ...row }: VersionRow): unknown {
  return {
    ...row,
    ...{ fiscal_year: fiscalYear, document_type: documentType, added_at: addedAt },
    ...{ current: current === 1, current_by: currentBy },
  };
}
