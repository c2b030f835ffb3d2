import type { StatementVocabulary, Vocabulary } from '../../declare/vocabulary.ts';
import type { Amount, Line, Side } from '../../model/statement.ts';

/** What a line says of its side by its own words: 收入总计, 一般公共预算拨款收入; 支出总计, 教育支出. */
function saidBy({ name, standardCode, scheme }: Line, { titles }: Vocabulary): Side | null {
  if (standardCode !== null && scheme === 'functional') return 'expenditure';
  const { classes } = titles.read(name, '');
  if (classes.has('revenue') === classes.has('expenditure')) return null;
  return classes.has('revenue') ? 'revenue' : 'expenditure';
}

/**
 * The sides of a 收支总表 that prints revenue above expenditure in one column, as small units do: what stands before the
 * first line of expenditure is revenue, the rest expenditure. Lines that are not in this order keep no side.
 */
export function withSides(
  lines: readonly Line[],
  statement: StatementVocabulary,
  vocabulary: Vocabulary,
): readonly Line[] {
  if (statement.shape !== 'two-sided' || lines.some(({ side }) => side !== null)) return lines;
  const said = lines.map((line) => saidBy(line, vocabulary));
  const turn = said.indexOf('expenditure');
  if (turn <= 0 || !said.slice(0, turn).includes('revenue') || said.slice(turn).includes('revenue')) return lines;
  return lines.map((line, at) => ({ ...line, side: at < turn ? 'revenue' : 'expenditure' }));
}

/**
 * The amounts of a 收支总表, in doubt where nothing says of any line whether it is of revenue or of expenditure, and where
 * a line says itself that it is of the other side than the one it stands on: a heading reaches too far.
 */
export function withoutSides(
  amounts: readonly Amount[],
  lines: readonly Line[],
  { shape }: StatementVocabulary,
  vocabulary: Vocabulary,
): readonly Amount[] {
  if (shape !== 'two-sided' || lines.length === 0) return amounts;
  const doubted = (amount: Amount): Amount => ({ ...amount, flags: [...amount.flags, 'place-doubtful'] });
  if (lines.every(({ side }) => side === null)) return amounts.map(doubted);
  const astray = new Set(
    lines.flatMap((line) => {
      const said = line.side === null ? null : saidBy(line, vocabulary);
      return said === null || said === line.side ? [] : line.index;
    }),
  );
  return amounts.map((amount): Amount => {
    if (!astray.has(amount.line)) return amount;
    const placement = amount.placement === 'established' ? 'inferred' : amount.placement;
    return { ...amount, placement, flags: [...amount.flags, 'heading-reach'] };
  });
}
