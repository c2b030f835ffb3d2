import { queueLength } from '../../store/read/queue.ts';
import type { NewCorrection } from '../../store/write/corrections.ts';
import { decideAll, undoAll } from '../../store/write/decide.ts';
import type { BulkAnswer, BulkItem, BulkPreview, BulkRequest } from '../api-work.ts';
import { correctionOf, type Deciding } from '../decisions.ts';
import { preview } from './preview.ts';

interface Wanted {
  readonly item: BulkItem;
  readonly correction: NewCorrection;
}

/** What is still in the queue as whoever decides saw it, with what would be written; everything else is left out. */
function standing(request: BulkRequest, { db, source, now }: Deciding): readonly Wanted[] {
  const at = now();
  return request.items.flatMap((item): readonly Wanted[] => {
    const { document, key, amount } = item;
    const seen = source.locate(document, { item: key, ref: null });
    if (seen === null || seen.item === null || (seen.cell?.amount ?? null) !== amount) return [];
    const kind = seen.cell === null ? 'seen' : 'accept';
    const { reviewer, reason } = request;
    const one = { document, item: key, ref: null, version: seen.version, kind, reviewer, reason, filter: {} } as const;
    return [{ item, correction: correctionOf(one, seen, source.tables, db, at) }];
  });
}

function byDocument(wanted: readonly Wanted[]): ReadonlyMap<string, readonly NewCorrection[]> {
  const groups = Map.groupBy(wanted, ({ item }) => item.document);
  return new Map([...groups].map(([sha256, list]) => [sha256, list.map(({ correction }) => correction)]));
}

/** What deciding on all of them alike would do. */
export function previewBulk(request: BulkRequest, deciding: Deciding): BulkPreview {
  const wanted = standing(request, deciding);
  const sum = { decisions: wanted.length, skipped: request.items.length - wanted.length };
  const total = { mended: 0, broken: 0, left: 0, leftBefore: 0 };
  for (const [sha256, list] of byDocument(wanted)) {
    const found = preview(deciding.db, sha256, list, deciding.conclude);
    if (found === null) continue;
    total.mended += found.mended;
    total.broken += found.broken;
    total.left += found.left;
    total.leftBefore += found.leftBefore;
  }
  return { ...sum, ...total };
}

/** Decides on all of them alike: amounts are read right, notices are seen; one transaction for each document. */
export function carryOutBulk(request: BulkRequest, deciding: Deciding): BulkAnswer {
  const { db, conclude, now } = deciding;
  const wanted = standing(request, deciding);
  const ids: number[] = [];
  for (const [sha256, list] of byDocument(wanted)) ids.push(...decideAll(db, sha256, list, { conclude, now: now() }));
  return { ids, skipped: request.items.length - wanted.length, left: queueLength(db, {}) };
}

/** Takes such decisions back; those that are undone already stay so. */
export function undoBulk(ids: readonly number[], reviewer: string, deciding: Deciding): number {
  const { db, conclude, now } = deciding;
  undoAll(db, ids, { actor: reviewer, reason: '' }, { conclude, now: now() });
  return queueLength(db, {});
}
