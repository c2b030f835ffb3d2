import type { Command } from 'commander';
import { shownDatabase } from '../../store/address.ts';
import type { Store } from '../../store/open.ts';
import { examine, type Finding } from '../../store/read/doctor.ts';
import { storedDocuments } from '../../store/read/documents.ts';
import { databaseOptions, examples, withStore } from '../database.ts';
import { type Cli, EXIT, paint } from '../io.ts';
import { scanReader } from '../scan-reader.ts';

interface Flags {
  readonly db: string;
  readonly json?: true;
  readonly verbose?: true;
}

/** `yusuan doctor` */
export function doctorCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const command = program.command('doctor').description(cli.words.maintain.doctor.description);
  examples(databaseOptions(command, cli), ['yusuan doctor', 'yusuan doctor --db 预决算.sqlite'], cli);
  command.action(async (flags: Flags) =>
    finish(await withStore(flags, 'examine', cli, (store) => report(store, flags, cli))),
  );
}

async function report(store: Store, flags: Flags, cli: Cli): Promise<number> {
  const { stageVersions, staleness } = await import('../../batch/versions.ts');
  const reader = await scanReader();
  const findings = examine(store.db);
  const versions = stageVersions([]);
  const stale = storedDocuments(store.db).filter(
    ({ status, stageVersions: then }) => status !== 'failed' && staleness(then, versions) !== 'current',
  ).length;
  const bad = findings.some(({ state }) => state === 'bad');
  if (flags.json) {
    cli.out.write(
      `${JSON.stringify({ db: shownDatabase(flags.db), ok: !bad, stale_documents: stale, scan_readers: reader, findings }, null, 2)}\n`,
    );
  } else {
    const { doctor } = cli.words.maintain;
    const lines = findings.flatMap((finding) => linesOf(finding, cli));
    lines.push(line(reader === 'native' ? 'ok' : 'notice', doctor.reader[reader], cli));
    lines.push(stale === 0 ? line('ok', doctor.fresh, cli) : line('notice', doctor.stale(stale), cli));
    cli.out.write(`${[...lines, '', bad ? doctor.bad : doctor.fine].join('\n')}\n`);
  }
  return bad ? EXIT.failed : EXIT.done;
}

const SHOWN = 10;

function linesOf({ examined, state, details }: Finding, cli: Cli): string[] {
  const [title, remedy] = cli.words.maintain.doctor.examined[examined];
  if (state === 'ok') return [line(state, title, cli)];
  const more = details.length > SHOWN ? [`    … +${details.length - SHOWN}`] : [];
  return [line(state, remedy, cli), ...details.slice(0, SHOWN).map((detail) => `    ${detail}`), ...more];
}

function line(state: Finding['state'], text: string, cli: Cli): string {
  if (state === 'ok') return `${paint(cli.out, 'green', '✓')} ${text}`;
  return state === 'notice' ? `${paint(cli.out, 'yellow', '!')} ${text}` : `${paint(cli.out, 'red', '✗')} ${text}`;
}
