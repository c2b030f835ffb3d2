import type { Table, TableCell } from '../../../model/table.ts';
import { compact } from '../../../model/text.ts';
import type { WordMap } from '../../../model/word-map.ts';

const WORDS = /\p{Script=Han}/u;

/**
 * The figures of a form that are scores, weights, rates, codes or counts: they stand under a heading that says so (得分, 代码) or right
 * beside such a label (自评总分 | 97.60), with no other words between.
 */
export function scoresIn({ rows }: Table, scores: WordMap<true>): TableCell[] {
  const under = new Set<number>();
  return rows.flatMap((row) => {
    let before: TableCell | undefined;
    return row.flatMap((cell) => {
      const text = compact(cell.text);
      const columns = Array.from({ length: cell.columnSpan }, (_, at) => cell.column + at);
      const label = before;
      if (text !== '') before = cell;
      if (WORDS.test(text)) {
        const isScore = scores.find(text) === true;
        for (const column of columns)
          if (isScore) under.add(column);
          else under.delete(column);
        return [];
      }
      const isBeside = label !== undefined && scores.find(compact(label.text)) === true;
      return isBeside || columns.every((column) => under.has(column)) ? [cell] : [];
    });
  });
}
