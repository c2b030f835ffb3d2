import { expect, expectTypeOf, test } from 'vitest';
import { declaredRule, flagsAmong, NOTE_CODES, type NoteCode, noteCodeOf } from '../../src/model/codes.ts';
import type { Check, ReviewItem } from '../../src/model/fact.ts';
import type { Note } from '../../src/model/note.ts';
import type { Alternative } from '../../src/model/page.ts';
import { SEVERITY, severityOf } from '../../src/model/severity.ts';
import type { Amount } from '../../src/model/statement.ts';

test('a misspelt code does not compile', () => {
  expectTypeOf<'mis-read'>().not.toExtend<Amount['flags'][number]>();
  expectTypeOf<'page-unread'>().not.toExtend<Note['code']>();
  expectTypeOf<'not-proven'>().not.toExtend<ReviewItem['reason']>();
  // a rule is one of the engine's, or comes from a declaration
  expectTypeOf<'prose-shares'>().not.toExtend<Check['rule']>();
  expectTypeOf<'guess'>().not.toExtend<Alternative['how']>();
});

test('a declared identity cannot take the name of a rule of the engine', () => {
  expect(declaredRule('children')).toBe('children');
  expect(() => declaredRule('unit-line')).toThrow('unit-line');
});

test('stored words of another version do no harm', () => {
  expect(flagsAmong(['wrapped', 'of-old', 'grouping'])).toEqual(['wrapped', 'grouping']);
  expect(noteCodeOf('of-old')).toBe('unknown-note');
});

test('what was not read at all is worst, whatever noticed it', () => {
  const unread: readonly NoteCode[] = NOTE_CODES.filter((code) =>
    /^(page-(not|unreadable)|scan-|picture-|password-|encryption-|file-|reading-failed)/.test(code),
  );
  expect(unread.length).toBeGreaterThan(12);
  const others = Object.entries(SEVERITY).filter(([code]) => !unread.some((one) => one === code));
  const worst = Math.max(...others.map(([, severity]) => severity));
  for (const code of unread) expect(SEVERITY[code], code).toBeGreaterThan(worst);
});

test('a contradiction is worse than a doubtful table, and that than a reading that nothing proves', () => {
  const order = ['contradicted', 'form-mismatch', 'unread-cell', 'claim-disagrees', 'unjudged'] as const;
  const severities = order.map((reason) => severityOf(reason));
  expect(severities).toEqual(severities.toSorted((a, b) => b - a));
  expect(severityOf('unproven-reading', 0.4)).toBeGreaterThan(severityOf('unproven-reading', 0.9));
});
