import type { Unit } from '../../model/money.ts';
import type { Database } from '../port.ts';

/** An amount as a person names it: `line` is a printed code, a standard code or a name. */
export interface Wanted {
  readonly statement: string;
  readonly side: string | null;
  readonly line: string;
  readonly measure: string;
  readonly page: number | null;
}

export interface FactMatch {
  /** `Statement.index` and `Amount.index`. */
  readonly statement: number;
  readonly amount: number;
  /** What stands there now, 元. */
  readonly value: string;
  /** The unit of its table. */
  readonly unit: Unit;
}

const MATCH = `
SELECT statement_index AS statement, amount_index AS amount, amount AS value, unit
FROM facts
WHERE sha256 = $sha256 AND statement = $statement AND measure = $measure
  AND (line_code = $line OR line_name = $line OR (line_code IS NULL AND standard_code = $line))
  AND (CAST($side AS TEXT) IS NULL OR side = $side) AND (CAST($page AS INTEGER) IS NULL OR page = $page)
ORDER BY statement_index, amount_index`;

/** Every amount of the document that may be meant. */
export function findFacts(db: Database, sha256: string, wanted: Wanted): readonly FactMatch[] {
  return db.prepare<object, FactMatch>(MATCH).all({ sha256, ...wanted });
}
