import type { Vocabulary } from '../../declare/vocabulary.ts';
import type { StatementKind } from '../../model/statement.ts';
import type { Told } from './doubted-titles.ts';
import { speaksFor } from './heads.ts';

/** So many titles that do not fit the next table tell that a document's titles are not meant for it. */
const MISFITS = 2;

/**
 * Whether the titles below the tables of a document (表题在下) are those of the tables over them: the heads of all that are of core
 * statements speak for it, and of the tables behind them several do not.
 */
export function fitsTablesAbove(told: ReadonlyMap<number, Told>, vocabulary: Vocabulary): boolean {
  const speaks = ({ table, evidence }: Told, kind: StatementKind) => speaksFor(kind, table, evidence, vocabulary);
  const below = [...told.values()].filter(({ table }) => table.titledBelow === true);
  const named = below.flatMap((one, at) => {
    const { named: kind } = one;
    return kind === null ? [] : [{ kind, one, next: below[at + 1] }];
  });
  if (named.some(({ kind, one }) => !speaks(one, kind))) return false;
  return named.filter(({ kind, next }) => next !== undefined && !speaks(next, kind)).length >= MISFITS;
}
