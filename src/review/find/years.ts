import type { Database } from '../../store/port.ts';
import type { YearFigure } from './api.ts';

/** The grand total of a statement, or a code in it, of every current report; the first where it is printed twice. */
const FIGURES = `
SELECT department, fiscal_year AS "fiscalYear", document_type AS "documentType", sha256, amount,
  statement_index AS "statementIndex", amount_index AS "amountIndex"
FROM facts
WHERE current = 1 AND statement = ? AND measure = ? AND department IS NOT NULL AND fiscal_year IS NOT NULL
  AND document_type IS NOT NULL AND coalesce(side, '') <> 'revenue'
  AND ((? = '' AND line_role = 'grand_total') OR standard_code = ?)
ORDER BY department, fiscal_year, document_type, sha256, statement_index, amount_index`;

interface Row extends Omit<YearFigure, 'ref'> {
  readonly statementIndex: number;
  readonly amountIndex: number;
}

/** What one line of one statement is in every report, by department and year. */
export function figuresOverYears(
  db: Database,
  statement: string,
  measure: string,
  code: string,
): readonly YearFigure[] {
  const taken = new Set<string>();
  return db
    .prepare<[string, string, string, string], Row>(FIGURES)
    .all(statement, measure, code, code)
    .flatMap(({ statementIndex, amountIndex, ...row }) => {
      if (taken.has(row.sha256)) return [];
      taken.add(row.sha256);
      return [{ ...row, ref: `${statementIndex}/${amountIndex}` }];
    });
}
