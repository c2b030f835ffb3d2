import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';

test('an older queue comes into the one order, and older drafts into the new shape', () => {
  const db = new Database(':memory:');
  for (const step of MIGRATIONS) if (step.number < 6) db.exec(step.sql);
  db.pragma('foreign_keys = OFF');
  const item = db.prepare(
    `INSERT INTO review_item (document, idx, origin, reason, severity, detail, key, grp, group_severity)
     VALUES (1, ?, ?, ?, ?, '', ?, ?, ?)`,
  );
  const rows = [
    ['reconcile', 'contradicted', 90],
    ['note', 'page-not-read', 0.8],
    ['note', 'unread-cell', 0.3],
    ['fact', 'grouping', 0.4],
  ] as const;
  for (const [idx, [origin, reason, severity]] of rows.entries()) {
    item.run(idx, origin, reason, severity, reason, reason, severity);
  }
  const draft = JSON.stringify({ phrase: '占30%', recomputed: { rule: 'prose-share', scope: '占30%' } });
  db.prepare('INSERT INTO claim_draft (document, idx, draft) VALUES (1, 0, ?)').run(draft);
  for (const step of MIGRATIONS) if (step.number === 6) db.exec(step.sql);
  const order = db.prepare('SELECT reason FROM review_item ORDER BY group_severity DESC, severity DESC').pluck().all();
  expect(order).toEqual(['page-not-read', 'contradicted', 'unread-cell', 'grouping']);
  expect(JSON.parse(String(db.prepare('SELECT draft FROM claim_draft').pluck().get()))).toEqual({
    ...{ phrase: '占30%', recomputed: { rule: 'prose-share', scope: { of: 'words', phrase: '占30%' } } },
  });
});
