import { expect, test } from 'vitest';
import { loadDeclarations } from '../../src/declare/load.ts';
import type { Note } from '../../src/model/note.ts';
import { prove } from '../../src/phases/prove.ts';

const declarations = loadDeclarations();

function status(notes: readonly Note[]) {
  const identity = { documentType: 'budget', department: '某县财政局', fiscalYear: 2026 } as const;
  const nothing = { statements: [], indicators: [], projects: [], catalog: [], drafts: [], upright: [], figures: 0 };
  return prove({ identity, pages: 1, pipeline: 'department-budget', ...nothing, notes }, declarations).status;
}

const note = (code: Note['code']): Note => ({
  ...{ code, severity: 'warning', page: 1, box: null, statement: null, data: {} },
});

test('a report without figures is a blank template, if nothing was printed that was not read', () => {
  expect(status([])).toBe('template');
  expect(status([note('unit-assumed')])).toBe('template');
  expect(status([note('unread-ink')])).toBe('done_with_warnings');
});
