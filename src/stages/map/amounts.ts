import type { Vocabulary } from '../../declare/vocabulary.ts';
import { type Fen, isBlankAmount, parsePrinted, toFen, type Unit } from '../../model/money.ts';
import type { Note } from '../../model/note.ts';
import type { StatementKind } from '../../model/statement.ts';
import type { TableCell } from '../../model/table.ts';
import { compact } from '../../model/text.ts';

/** An amount cell as read: exact 分, printed decimals, and what was irregular. */
export interface ReadAmount {
  readonly fen: Fen;
  readonly raw: string;
  readonly decimals: number;
  readonly flags: readonly string[];
}

/** Why a cell of a value column gives no amount. */
export type NoAmount = 'blank' | 'noise' | 'unread';

/** Reads a cell of a value column. Dashes and blanks are nothing, a printed zero is an amount. */
export function readAmount(cell: TableCell, unit: Unit, vocabulary: Vocabulary): ReadAmount | NoAmount {
  const raw = cell.text.trim();
  if (isBlankAmount(raw)) return 'blank';
  const printed = parsePrinted(raw);
  if (printed === null) return vocabulary.ignoredCells.find(raw) === null ? 'unread' : 'noise';
  const fen = toFen(printed.decimal, unit);
  if (fen === null) return 'unread';
  return { fen, raw: compact(raw), decimals: printed.decimals, flags: printed.irregular };
}

/** A cell that is neither figure nor heading nor declared noise: reported, never dropped. */
export function unreadCell(cell: TableCell, statement: StatementKind | null): Note {
  return {
    code: 'unread-cell',
    severity: 'warning',
    page: cell.page,
    box: cell.ink ?? cell.box,
    statement,
    data: { text: compact(cell.text), row: cell.row, column: cell.column },
  };
}
