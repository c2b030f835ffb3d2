import type { TreeLine } from '../accounts.ts';
import { centred, head } from '../figures.ts';
import type { Cell } from '../model.ts';

/** How split codes are printed: the parents' parts on every line, or only on the line where they change. */
export type Parents = 'repeated' | 'once';

/** The cells 类, 款, 项 of a functional code. */
export function codeCells({ code, level }: Pick<TreeLine, 'code' | 'level'>, parents: Parents): Cell[] {
  const parts = [code.slice(0, 3), code.slice(3, 5), code.slice(5, 7)];
  return parts.map((part, i) => centred(parents === 'repeated' || i === level - 1 ? part : ''));
}

/** The header words of such columns, for the last header row. */
export const codeHeads = (): Cell[] => ['类', '款', '项'].map((text) => head(text));
