import type { TablesWording } from '../../declare/wording/wording.ts';
import type { Part } from './assemble.ts';

const FIGURE = /\d[.,，．]\d/u;
/** So many different figures other than zero make equal tables one table printed twice: tables of zeros are all alike. */
const FEWEST = 3;

/** What is known of the texts of parts: each is compared with all that follow. */
const known = new WeakMap<Part, string | null>();

/** The texts of a part in their places; null when hardly any is a figure. */
function textsOf(part: Part): string | null {
  const before = known.get(part);
  if (before !== undefined) return before;
  const texts = readTexts(part);
  known.set(part, texts);
  return texts;
}

function readTexts({ grid }: Part): string | null {
  const figures = new Set<string>();
  const cells = grid.cells.flatMap(({ row, column, lines }) => {
    const text = lines.map((line) => line.text.replace(/\s+/gu, '')).join('');
    if (FIGURE.test(text) && /[1-9]/u.test(text)) figures.add(text);
    return text === '' ? [] : [`${row},${column}:${text}`];
  });
  return figures.size < FEWEST ? null : cells.join('\n');
}

/**
 * What a page prints of a table, as a key: two parts with one key, title and figures included, are one page printed twice
 * (重复页). Null for parts that may be alike and yet two: without a title, or with hardly any figure.
 */
export function printOf(part: Part, { same_for_all: common }: TablesWording): string | null {
  const title = part.above.map((line) => line.text.replace(/\s+/gu, ''));
  if (!title.some((text) => !common.test(text) && /\p{Script=Han}{2}/u.test(text))) return null;
  const texts = textsOf(part);
  return texts && [...title, texts].join('\n');
}

/**
 * Whether a part without any text above prints one of the table's earlier parts a second time. A page with a title is
 * printed again with its title: figures without one are those of another table.
 */
export function repeatsPart(parts: readonly Part[], part: Part): boolean {
  if (part.above.length > 0) return false;
  const texts = textsOf(part);
  return texts !== null && parts.some((earlier) => earlier.above.length === 0 && textsOf(earlier) === texts);
}
