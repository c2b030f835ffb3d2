import type { Amount, Statement } from '../../model/statement.ts';

/** Fewest different figures that a fault of the font shows in before it is taken for one. */
const FEWEST = 2;

const digitsOf = ({ raw }: Amount): string => raw.replace(/[^\d.．]/gu, '');

/** Whether a print is one that a lost point may have made: of a text layer, without decimals, and no plain zero. */
function mayHaveLostPoint({ source, decimals, fen }: Amount): boolean {
  return source === 'text' && decimals === 0 && fen !== 0n;
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
  if (odd < FEWEST || 2 * odd <= prints(grouped)) return statements;
  const doubted = (amount: Amount): Amount =>
    mayHaveLostPoint(amount) && !amount.flags.includes('grouping')
      ? { ...amount, flags: [...amount.flags, 'grouping'] }
      : amount;
  return statements.map((statement) => ({ ...statement, amounts: statement.amounts.map(doubted) }));
}
