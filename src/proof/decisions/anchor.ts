import { type Box, overlap } from '../../model/box.ts';
import type { Anchor, Place } from '../../model/correction.ts';
import type { Line, Statement } from '../../model/statement.ts';

/** Share of the smaller box that two prints must have in common to be the same print. */
const SAME_PRINT = 0.5;

/** Whether two boxes on one page are of the same print, give or take. */
export function samePrint(a: Box, b: Box): boolean {
  const shared = overlap(a.x0, a.x1, b.x0, b.x1) * overlap(a.y0, a.y1, b.y0, b.y1);
  const area = (box: Box) => (box.x1 - box.x0) * (box.y1 - box.y0);
  return shared > 0 && shared >= SAME_PRINT * Math.min(area(a), area(b));
}

function sameLine(anchor: Pick<Anchor, 'side' | 'lineCode' | 'lineName' | 'lineName2'>, line: Line): boolean {
  if (anchor.side !== line.side || anchor.lineCode !== line.code) return false;
  return anchor.lineName === line.name && anchor.lineName2 === line.name2;
}

/**
 * The amount that `anchor` speaks of: the same print with the same words; else the same print, since words may be read
 * differently; else the only amount with the same words on that page. Null when it is gone or no longer unique.
 */
export function findPlace(statements: readonly Statement[], anchor: Anchor): Place | null {
  const printed: Place[] = [];
  const named: Place[] = [];
  for (const statement of statements) {
    for (const amount of statement.amounts) {
      const line = statement.lines[amount.line];
      if (line === undefined || amount.page !== anchor.page) continue;
      const place = { statement, line, amount };
      if (samePrint(anchor.box, amount.box)) printed.push(place);
      if (hasWords(place, anchor)) named.push(place);
    }
  }
  const both = printed.filter((place) => hasWords(place, anchor));
  return only(both) ?? only(printed) ?? (printed.length === 0 ? only(named) : null);
}

function hasWords({ statement, line, amount }: Place, anchor: Anchor): boolean {
  return statement.kind === anchor.statement && amount.measure === anchor.measure && sameLine(anchor, line);
}

/** The line of `statement` that is meant: by words and place, else by words alone where they are unique. */
export function findLine(
  statement: Statement,
  wanted: Pick<Anchor, 'side' | 'lineCode' | 'lineName' | 'lineName2' | 'page' | 'box'>,
): Line | null {
  const named = statement.lines.filter((line) => sameLine(wanted, line));
  const here = named.filter((line) => line.page === wanted.page && samePrint(line.box, wanted.box));
  const printed = statement.lines.filter((line) => line.page === wanted.page && samePrint(line.box, wanted.box));
  return only(here) ?? only(named) ?? only(printed);
}

/** The statement whose table stands where a decision on a whole table was made. */
export function findTable(statements: readonly Statement[], anchor: Anchor): Statement | null {
  const here = statements.filter(
    (statement) =>
      statement.pages.includes(anchor.page) &&
      statement.lines.some((line) => line.page === anchor.page && samePrint(line.box, anchor.box)),
  );
  return only(here) ?? only(statements.filter(({ kind }) => kind === anchor.statement));
}

function only<T>(items: readonly T[]): T | null {
  return items.length === 1 ? (items[0] ?? null) : null;
}
