import { isDoubtedPrint, isOddInPicture } from '../../words/odd-prints.ts';
import type { LedgerEntry } from '../identities/ledger.ts';
import { isConfirmed } from './candidates.ts';

/** Whether a figure's reading is in doubt: its print is odd, and the picture, looked at again, did not confirm it. */
export function isDoubted(cell: LedgerEntry): boolean {
  const { amount } = cell;
  return isOddInPicture(amount) || (isDoubtedPrint(amount) && !isConfirmed(cell));
}

/** Pages whose text layer shows other figures than the picture where it was looked at: no word of it is sure. */
export function doubtedPages(cells: readonly LedgerEntry[]): ReadonlySet<number> {
  return new Set(
    cells.flatMap((cell) => {
      const { source, looks, page } = cell.amount;
      return source === 'text' && looks !== undefined && !isConfirmed(cell) ? [page] : [];
    }),
  );
}
