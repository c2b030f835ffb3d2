import { expect, test } from 'vitest';
import { openStore } from '../src/store/open.ts';
import { text } from './support/sources.ts';

test('the unit of a worker gives it a folder of its own to work in: all others are read-only', () => {
  const unit = new Map(
    text('deploy/yusuan-worker.service')
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  expect(unit.get('ProtectSystem')).toBe('strict');
  expect(unit.get('WorkingDirectory')).toBe(`%S/${unit.get('StateDirectory')}`);
});

test('docs/deploy.md names every table that cannot be read again from the documents', () => {
  const { db, close } = openStore(':memory:');
  const tables = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema t WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'
         AND NOT EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) WHERE "table" <> 'correction') ORDER BY name`,
    )
    .pluck()
    .all();
  close();
  // What an import writes: what was imported, from where, and with which schema.
  const again = ['document', 'document_name', 'migration', 'seen_path'];
  const [, said = ''] = /重读不出来([^。]*)。/.exec(text('docs/deploy.md')) ?? [];
  const named = [...said.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  expect(named.toSorted()).toEqual(tables.filter((name) => !again.includes(name)));
});
