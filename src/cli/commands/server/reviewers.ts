import type { Command } from 'commander';
import type { Store } from '../../../store/open.ts';
import {
  addReviewer,
  auditEntries,
  ROLES,
  type Role,
  reviewers,
  revokeReviewer,
} from '../../../store/write/reviewers.ts';
import { databaseOptions, examples, withStore } from '../../database.ts';
import { choiceOption } from '../../help.ts';
import { type Cli, complain, EXIT, say } from '../../io.ts';
import { plainTable } from '../../print/plain-table.ts';

interface Flags {
  readonly db: string;
  readonly add?: string;
  readonly revoke?: string;
  readonly audit?: true;
  readonly role: Role;
  readonly json?: true;
  readonly verbose?: true;
}

const LAST = 1_000;

/** `yusuan reviewers` */
export function reviewersCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const w = cli.words.queue.reviewers;
  const command = program
    .command('reviewers')
    .description(w.description)
    .option('--add <name>', w.add)
    .addOption(choiceOption('--role <role>', w.role, ROLES, cli.words).default('decide'))
    .option('--revoke <name>', w.revoke)
    .option('--audit', w.audit);
  const lines = [
    `yusuan reviewers --add ${w.someone}`,
    `yusuan reviewers --add ${w.observer} --role view`,
    `yusuan reviewers --revoke ${w.someone}`,
  ];
  examples(databaseOptions(command, cli), lines, cli);
  command.action(async (flags: Flags) => finish(await run(flags, cli)));
}

function run(flags: Flags, cli: Cli): Promise<number> {
  const writes = flags.add !== undefined || flags.revoke !== undefined;
  return withStore(flags, writes ? 'write' : 'read', cli, (store) => {
    if (flags.add !== undefined) return add(store, flags.add.trim(), flags, cli);
    if (flags.revoke !== undefined) return revoke(store, flags.revoke.trim(), cli);
    return flags.audit ? audit(store, flags, cli) : list(store, flags, cli);
  });
}

function add({ db }: Store, name: string, { role, json }: Flags, cli: Cli): number {
  const w = cli.words.queue.reviewers;
  const token = name === '' ? null : addReviewer(db, name, role, new Date());
  if (token === null) {
    complain(cli, w.taken(name));
    return EXIT.failed;
  }
  cli.out.write(json ? `${JSON.stringify({ name, role, token })}\n` : `${token}\n`);
  say(cli, w.added(name));
  return EXIT.done;
}

function revoke({ db }: Store, name: string, cli: Cli): number {
  const w = cli.words.queue.reviewers;
  if (revokeReviewer(db, name, new Date())) {
    say(cli, w.revoked(name));
    return EXIT.done;
  }
  complain(cli, w.unknown(name));
  return EXIT.failed;
}

function list({ db }: Store, { json }: Flags, cli: Cli): number {
  const all = reviewers(db);
  const rows = all.map((one) => [one.name, one.role, one.createdAt, one.revokedAt ?? '']);
  const text = plainTable(cli.words.queue.reviewers.columns, rows, cli);
  cli.out.write(json ? `${JSON.stringify({ reviewers: all }, null, 2)}\n` : `${text}\n`);
  return EXIT.done;
}

function audit({ db }: Store, { json }: Flags, cli: Cli): number {
  const all = auditEntries(db, LAST);
  const rows = all.map(({ at, reviewer, action, subject }) => [at, reviewer, action, subject]);
  const text = plainTable(cli.words.queue.reviewers.auditColumns, rows, cli);
  cli.out.write(json ? `${JSON.stringify({ audit: all }, null, 2)}\n` : `${text}\n`);
  return EXIT.done;
}
