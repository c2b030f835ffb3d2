import Table from 'cli-table3';
import { measureName, statementName } from '../../messages/names.ts';
import type { FactChanges, FactState } from '../../store/write/changes.ts';
import { type Cli, paint } from '../io.ts';
import { BORDERS, type Cells, ruled } from './table.ts';
import { shorten } from './width.ts';

/** What changed as a table: sign, statement, line, column, before, after. Empty text when nothing did. */
export function changesTable({ added, removed, changed }: FactChanges, cli: Cli): string {
  const rows: Cells[] = [
    ...changed.map(
      ({ before, after }): Cells => [paint(cli.out, 'yellow', '~'), ...place(after, cli), before.amount, after.amount],
    ),
    ...removed.map((fact): Cells => [paint(cli.out, 'red', '-'), ...place(fact, cli), fact.amount, '']),
    ...added.map((fact): Cells => [paint(cli.out, 'green', '+'), ...place(fact, cli), '', fact.amount]),
  ];
  if (rows.length === 0) return '';
  const w = cli.words.maintain.fact;
  const table = new Table({
    chars: BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: ['left', 'left', 'left', 'left', 'right', 'right'],
    head: ['', w.statement, w.line, w.measure, w.before, w.after],
  });
  for (const row of rows) table.push([...row]);
  return ruled(table.toString(), cli);
}

function place(fact: FactState, cli: Cli): string[] {
  const name = fact.line_code === null ? fact.line_name : `${fact.line_code} ${fact.line_name}`;
  const kind = statementName(fact.statement, cli.language);
  const side = fact.side === 'revenue' || fact.side === 'expenditure' ? cli.words.use.side[fact.side] : null;
  return [side === null ? kind : `${kind}/${side}`, shorten(name, 36), measureName(fact.measure, cli.language)];
}
