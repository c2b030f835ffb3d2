import { overlap } from '../model/box.ts';
import { ENTERED, isSameNotice, type Notice } from '../model/correction.ts';
import { formatYuan } from '../model/money.ts';
import type { Database } from '../store/port.ts';
import type { CellRow } from '../store/read/evidence.ts';
import { type CorrectionRecord, correctionsOf } from '../store/write/corrections.ts';
import type { HistoryEntry, ItemView } from './api.ts';

/** What happened to a cell or an entry, oldest first. */
export function historyReader(db: Database) {
  return {
    ofCell: (sha256: string, cell: CellRow): readonly HistoryEntry[] => [
      ...readings(cell),
      ...correctionsOf(db, sha256)
        .filter((one) => concerns(one, cell))
        .map(entryOf),
    ],
    ofItem: (sha256: string, item: ItemView | null): readonly HistoryEntry[] =>
      correctionsOf(db, sha256)
        .filter(
          ({ target }) =>
            (target?.kind === 'seen' || target?.kind === 'entry') && item !== null && concernsItem(target, item),
        )
        .map(entryOf),
  };
}

function concernsItem(notice: Notice, { reason, detail, data }: ItemView): boolean {
  if (data !== null) return isSameNotice(notice, { reason, data });
  return notice.reason === reason && notice.detail === detail;
}

export type HistoryReader = ReturnType<typeof historyReader>;

function readings(cell: CellRow): readonly HistoryEntry[] {
  if (cell.flags.includes(ENTERED)) return [];
  const nobody = { id: null, status: null, target: null, reviewer: '', at: null, undoneBy: null, undoneAt: null };
  const read = { ...nobody, kind: 'read', oldValue: null, newValue: cell.readAmount, reason: cell.raw } as const;
  if (cell.source !== 'repair') return [read];
  return [read, { ...nobody, kind: 'repair', oldValue: cell.readAmount, newValue: cell.amount, reason: '' }];
}

/** The same print, or the table that it stands in. */
function concerns({ kind, anchor }: CorrectionRecord, cell: CellRow): boolean {
  if (kind === 'seen') return false;
  if (kind === 'ignore' || kind === 'unit' || kind === 'table') return anchor.statement === cell.kind;
  if (anchor.page !== cell.page) return false;
  const { box } = anchor;
  return overlap(box.x0, box.x1, cell.x0, cell.x1) > 0 && overlap(box.y0, box.y1, cell.y0, cell.y1) > 0;
}

/** A decision as the page shows it. */
export function entryOf(one: CorrectionRecord): HistoryEntry {
  return {
    ...{ id: one.id, kind: one.kind, status: one.status, reviewer: one.reviewer, reason: one.reason, at: one.at },
    oldValue: one.oldValue === null ? null : formatYuan(one.oldValue),
    newValue: one.newValue === null ? null : formatYuan(one.newValue),
    target: targetWords(one),
    ...{ undoneBy: one.undoneBy, undoneAt: one.undoneAt },
  };
}

function targetWords({ target }: CorrectionRecord): string | null {
  if (target?.kind === 'line' || target?.kind === 'entry')
    return [target.line.lineCode ?? '', target.line.lineName].join(' ').trim();
  if (target?.kind === 'unit') return target.unit;
  if (target?.kind === 'rename') return [target.code ?? '', target.name].join(' ').trim();
  if (target?.kind === 'table') return [target.statement, target.title].join(' ').trim();
  return target?.kind === 'measure' ? target.measure : null;
}
