import { queueLength } from '../../store/read/queue.ts';
import type { NewCorrection } from '../../store/write/corrections.ts';
import { decideAll, undoAll } from '../../store/write/decide.ts';
import type { BulkAnswer, BulkItem, BulkPreview, BulkRequest, BulkUndone } from '../api-work.ts';
import { correctionOf, type Deciding, Refused } from '../decisions.ts';
import { preview } from './preview.ts';

interface Wanted {
  readonly item: BulkItem;
  /** Of what was looked at; another one stands there when somebody decided meanwhile. */
  readonly version: string;
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
    const correction = unlessRefused(() => correctionOf(one, seen, source.tables, db, at));
    return correction === null ? [] : [{ item, version: seen.version, correction }];
  });
}

/** What is refused for one of many is left out, and stops none of the others. */
function unlessRefused<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

function byDocument(wanted: readonly Wanted[]): ReadonlyMap<string, readonly Wanted[]> {
  return Map.groupBy(wanted, ({ item }) => item.document);
}

const correctionsOf = (list: readonly Wanted[]) => list.map(({ correction }) => correction);

/** What deciding on all of them alike would do. */
export function previewBulk(request: BulkRequest, deciding: Deciding): BulkPreview {
  const wanted = standing(request, deciding);
  const sum = { decisions: wanted.length, skipped: request.items.length - wanted.length };
  const total = { mended: 0, broken: 0, left: 0, leftBefore: 0 };
  for (const [sha256, list] of byDocument(wanted)) {
    const found = preview(deciding.db, sha256, correctionsOf(list), deciding.conclude);
    if (found === null) continue;
    total.mended += found.mended;
    total.broken += found.broken;
    total.left += found.left;
    total.leftBefore += found.leftBefore;
  }
  return { ...sum, ...total };
}

/**
 * Decides on all of them alike: amounts are read right, notices are seen; one transaction for each document. A document in
 * which something changed since it was looked at is left out.
 */
export function carryOutBulk(request: BulkRequest, deciding: Deciding): Omit<BulkAnswer, 'blind'> {
  const { db, source, conclude, now } = deciding;
  const ids: number[] = [];
  for (const [sha256, list] of byDocument(standing(request, deciding))) {
    const guard = () => {
      for (const { item, version } of list) {
        if (source.locate(sha256, { item: item.key, ref: null })?.version !== version) {
          throw new Refused('invalid', 'overtaken');
        }
      }
    };
    const done = unlessRefused(() => decideAll(db, sha256, correctionsOf(list), { conclude, now: now(), guard }));
    ids.push(...(done ?? []));
  }
  return { ids, skipped: request.items.length - ids.length, left: queueLength(db, {}) };
}

/** Takes such decisions back; those that are undone already stay so. */
export function undoBulk(ids: readonly number[], reviewer: string, deciding: Deciding): BulkUndone {
  const { db, conclude, now } = deciding;
  const undone = undoAll(db, ids, { actor: reviewer, reason: '' }, { conclude, now: now() });
  return { ids: undone, left: queueLength(db, {}) };
}
