import { createHash } from 'node:crypto';
import { isUnread } from '../../model/codes.ts';
import { type Check, refKey } from '../../model/fact.ts';
import { canonical } from '../../model/review-data.ts';
import type { QueuedItem } from '../write/review-items.ts';

/** Where an entry stands in the queue: what identifies it over runs, and which entries it is decided with. */
export interface QueuePlace {
  readonly key: string;
  readonly group: string;
  readonly groupSeverity: number;
}

/**
 * Puts entries together that one decision may settle: amounts that the same broken identity puts under suspicion,
 * directly or through another one; the pages of a document that stayed unread. Everything else stands alone. Entries that are settled keep their keys, so that those
 * of the others stay the same, but no longer make their group severe.
 */
export function groupItems(
  items: readonly QueuedItem[],
  checks: readonly Check[],
  settles: (item: QueuedItem['item']) => boolean,
): readonly QueuePlace[] {
  const root = suspicions(checks);
  const keys = new Map<string, number>();
  const places = items.map(({ item }) => {
    const base = item.ref === null ? `${item.reason}:${fingerprint(item)}` : `${item.reason}:${refKey(item.ref)}`;
    const times = (keys.get(base) ?? 0) + 1;
    keys.set(base, times);
    const key = times === 1 ? base : `${base}:${times}`;
    return {
      key,
      group: item.ref !== null ? `#${root(refKey(item.ref))}` : isUnread(item.reason) ? `#${item.reason}` : key,
      severity: settles(item) ? 0 : item.severity,
    };
  });
  const worst = new Map<string, number>();
  for (const { group, severity } of places) worst.set(group, Math.max(worst.get(group) ?? severity, severity));
  return places.map(({ key, group, severity }) => ({ key, group, groupSeverity: worst.get(group) ?? severity }));
}

/** The representative of an amount among all that broken identities connect (union-find). */
function suspicions(checks: readonly Check[]): (key: string) => string {
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  for (const check of checks) {
    if (check.status !== 'fail') continue;
    const [first, ...others] = (check.suspects.length > 0 ? check.suspects : check.cells).map(refKey);
    if (first === undefined) continue;
    for (const other of others) parent.set(root(other), root(first));
  }
  return root;
}

function fingerprint(item: QueuedItem['item']): string {
  const parts = [item.statement, item.page, item.box === null ? null : Object.values(item.box), canonical(item.data)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
