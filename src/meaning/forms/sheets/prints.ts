import type { Table } from '../../../model/table.ts';
import { compact } from '../../../model/text.ts';

/** Which words a document prints. */
export interface Prints {
  /** Of two readings of one name the one whose words the document prints elsewhere; null where that tells nothing. */
  usual(one: string, other: string): string | null;
}

/** A document of which nothing is known. */
export const NO_PRINTS: Prints = { usual: () => null };

/** How much oftener two characters stand side by side than those that were read for them: each name itself holds its own. */
const OFTENER = 3;

/** What the tables of a document print, by pairs of neighbouring characters; counted when it is first asked. */
export function printsOf(tables: readonly Table[]): Prints {
  let known: Map<string, number> | null = null;
  const count = (pair: string) => {
    known ??= pairsOf(tables);
    return known.get(pair) ?? 0;
  };
  return {
    usual: (one, other) => {
      const [a, b] = [[...one], [...other]];
      if (a.length !== b.length) return null;
      const votes = a.flatMap((char, at) => (char === b[at] ? [] : [vote(count, a, b, at)]));
      if (votes.length === 0) return null;
      if (votes.every((lead) => lead >= OFTENER)) return one;
      return votes.every((lead) => lead <= -OFTENER) ? other : null;
    },
  };
}

/** How much oftener the first reading of a character stands beside its neighbours than the second. */
function vote(count: (pair: string) => number, a: readonly string[], b: readonly string[], at: number): number {
  const beside = (name: readonly string[]) =>
    Math.max(
      ...[at - 1, at].map((from) =>
        from < 0 || from + 1 >= name.length ? 0 : count(`${name[from]}${name[from + 1]}`),
      ),
    );
  return beside(a) - beside(b);
}

function pairsOf(tables: readonly Table[]): Map<string, number> {
  const pairs = new Map<string, number>();
  for (const { rows } of tables)
    for (const cell of rows.flat()) {
      const chars = [...compact(cell.text)];
      for (let at = 1; at < chars.length; at++) {
        const pair = `${chars[at - 1]}${chars[at]}`;
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      }
    }
  return pairs;
}
