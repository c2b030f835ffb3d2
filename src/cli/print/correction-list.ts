import Table from 'cli-table3';
import type { CorrectionKind, CorrectionStatus } from '../../model/correction.ts';
import type { Store } from '../../store/open.ts';
import { type Cli, EXIT, say } from '../io.ts';
import { BORDERS, ruled } from './table.ts';
import { shorten } from './width.ts';

interface Row {
  readonly id: number;
  readonly kind: CorrectionKind;
  readonly file: string | null;
  readonly statement: string;
  readonly line_code: string | null;
  readonly line_name: string;
  readonly measure: string;
  readonly page: number;
  readonly old_value: string | null;
  readonly new_value: string | null;
  readonly reviewer: string;
  readonly corrected_at: string;
  readonly reason: string;
  readonly status: CorrectionStatus;
}

/** `yusuan correct --list`: the book of corrections, oldest first. */
export function correctionList(store: Store, flags: { readonly json?: true }, cli: Cli): number {
  const rows = store.db.prepare<[], Row>('SELECT * FROM corrections ORDER BY id').all();
  const w = cli.words.maintain.correct;
  if (flags.json) {
    cli.out.write(`${JSON.stringify(rows, null, 2)}\n`);
  } else if (rows.length === 0) {
    say(cli, w.nothing);
  } else {
    const table = new Table({
      chars: BORDERS,
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
      colAligns: ['right', 'left', 'left', 'left', 'right', 'right', 'left', 'left', 'left', 'left'],
      head: [...w.head],
    });
    for (const row of rows) table.push(cells(row, cli));
    cli.out.write(`${ruled(table.toString(), cli)}\n`);
  }
  return EXIT.done;
}

function cells(row: Row, cli: Cli): string[] {
  const place = [row.statement, row.line_code ?? row.line_name, row.measure].filter((part) => part !== '').join(' ');
  const time = row.corrected_at.slice(0, 16).replace('T', ' ');
  const w = cli.words.maintain.correct;
  return [
    ...[String(row.id), shorten(row.file ?? '', 30), shorten(place, 40), w.kinds[row.kind]],
    ...[row.old_value ?? '', row.new_value ?? '', row.reviewer, time, w.status[row.status], shorten(row.reason, 30)],
  ];
}
