import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MEASURES, STATEMENT_KINDS } from '../../src/model/catalogue.ts';
import { CORRECTION_KINDS } from '../../src/model/correction.ts';
import { en } from '../../src/review/page/words/en.ts';
import { zh } from '../../src/review/page/words/zh.ts';

/** Paths of all words, with lists by their length. */
function paths(words: object, at = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => {
    if (Array.isArray(value)) return [`${at}${key}[${value.length}]`];
    return typeof value === 'object' && value !== null ? paths(value, `${at}${key}.`) : [at + key];
  });
}

test('English has every word that Chinese has', () => {
  expect(paths(en).sort()).toEqual(paths(zh).sort());
});

test.each([zh, en])('every statement, measure and kind of decision has a word', (words) => {
  for (const kind of STATEMENT_KINDS) expect(words.statement[kind], kind).toBeDefined();
  for (const measure of MEASURES) expect(words.measure[measure], measure).toBeDefined();
  for (const kind of CORRECTION_KINDS) expect(words.kind[kind], kind).toBeDefined();
});

test('the list of keys names every key that does something', () => {
  const source = readFileSync(new URL('../../src/review/page/state/keys.ts', import.meta.url), 'utf8');
  const keys = [...source.matchAll(/[{ ]'?([a-z]|[[\]+?-])'?: '(\w+)'/g)].map(([, key]) => key ?? '');
  const listed = zh.keys.list.map(([key]) => key.replace('−', '-')).join(' ');
  expect(keys.length).toBeGreaterThan(15);
  for (const key of keys) expect(listed, key).toContain(key);
});
