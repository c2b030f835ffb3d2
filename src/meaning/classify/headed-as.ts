import type { Vocabulary } from '../../declare/vocabulary.ts';
import { isPlainlyAmount } from '../../model/money.ts';
import { isCore, type StatementKind } from '../../model/statement.ts';
import type { Table } from '../../model/table.ts';
import { compact } from '../../model/text.ts';
import { GOOD_TITLE } from './title.ts';

/** Rows in which a heading over all columns of figures stands. */
const HEAD_ROWS = 4;

/**
 * The core statement that the one heading over all columns of figures names (本年一般公共预算基本支出 over 合计, 人员经费 and
 * 公用经费); null where there is no such heading, or it names none. A title that lost words may be that of another table.
 */
export function headedAs({ rows }: Table, { titles }: Vocabulary): StatementKind | null {
  const figures = rows.flatMap((row) => row.filter(({ text }) => isPlainlyAmount(compact(text))));
  const [first, last] = [
    Math.min(...figures.map(({ column }) => column)),
    Math.max(...figures.map(({ column }) => column)),
  ];
  if (first >= last) return null;
  const over = rows
    .slice(0, HEAD_ROWS)
    .flat()
    .filter(({ column, columnSpan, text }) => column === first && column + columnSpan > last && compact(text) !== '');
  const kinds = over.flatMap(({ text }) => {
    const [match] = titles.match(`${compact(text)}表`, '');
    return match?.kind && match.score >= GOOD_TITLE && isCore(match.kind) ? [match.kind] : [];
  });
  return kinds[0] ?? null;
}
