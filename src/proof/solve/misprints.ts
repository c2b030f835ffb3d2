import type { Amount, Statement } from '../../model/statement.ts';

/** Fewest different figures that a fault of the font shows in before it is taken for one. */
const FEWEST = 2;

const digitsOf = ({ raw }: Amount): string => raw.replace(/[^\d.．]/gu, '');

/** Whether a print is one that a lost point may have made: of a text layer, without decimals, and no plain zero. */
function mayHaveLostPoint({ source, decimals, fen }: Amount): boolean {
  return source === 'text' && decimals === 0 && fen !== 0n;
}

/** Whether no figure of a text layer has decimals: a report whose largest sum is its only grouped figure may have lost all. */
function hasNoDecimals(statements: readonly Statement[]): boolean {
  return statements.every(({ amounts }) =>
    amounts.every(({ source, decimals }) => source !== 'text' || decimals === 0),
  );
}

/**
 * Doubts that are those of a font, not of one figure. Where the point of a font is mapped to something else, 1,130.40 is
 * read as 1,13040 and shows it, while 933.40 is read as 93340 and does not: when most figures long enough to show it do,
 * every figure without decimals is doubted.
 */
export function withDoubtsOfFonts(statements: readonly Statement[]): readonly Statement[] {
  const suspects = statements.flatMap(({ amounts }) => amounts.filter(mayHaveLostPoint));
  const grouped = suspects.filter(({ raw }) => raw.includes(','));
  const prints = (amounts: readonly Amount[]) => new Set(amounts.map(digitsOf)).size;
  const odd = prints(grouped.filter(({ flags }) => flags.includes('grouping')));
  const some = prints(grouped);
  if (odd < FEWEST && !(odd === some && odd > 0 && hasNoDecimals(statements))) return statements;
  if (2 * odd <= some) return statements;
  const doubted = (amount: Amount): Amount =>
    mayHaveLostPoint(amount) && !amount.flags.includes('grouping')
      ? { ...amount, flags: [...amount.flags, 'grouping'] }
      : amount;
  return statements.map((statement) => ({ ...statement, amounts: statement.amounts.map(doubted) }));
}
