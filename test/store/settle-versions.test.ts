import { describe, expect, test } from 'vitest';
import { settleVersions, type Version } from '../../src/store/write/settle-versions.ts';

function version(file: string, over: Partial<Version> = {}): Version {
  return {
    ...{ sha256: `hash of ${file}`, file, readable: true, kinds: ['expenditure', 'balance'], facts: 200 },
    ...{ issued: null, revised: false, made: null, addedAt: '2026-01-01T00:00:00.000Z', pinned: false },
    ...over,
  };
}

/** `file reason` of the current ones, whichever order they are given in. */
function current(...versions: Version[]): string[] {
  const chosen = (given: readonly Version[]) =>
    settleVersions(given)
      .filter((one) => one.current)
      .map(({ sha256, by }) => `${sha256.replace('hash of ', '')} ${by}`)
      .sort();
  expect(chosen([...versions].reverse())).toEqual(chosen(versions));
  return chosen(versions);
}

describe('the current version of a report', () => {
  test.each<[string, Partial<Version>, string]>([
    ['the later date on the cover', { issued: '2025-03-02' }, 'issued'],
    ['a correction of the same month', { issued: '2025-02', revised: true }, 'revised'],
    ['the file made later', { made: '2025-02-11T09:00' }, 'made'],
    ['the one that prints more', { facts: 210 }, 'fuller'],
    ['the one imported later', { addedAt: '2026-02-01T00:00:00.000Z' }, 'imported'],
    ['the one chosen by hand', { pinned: true, issued: '2025-01' }, 'pinned'],
  ])('is %s', (_, over, by) => {
    const old = version('旧.pdf', { issued: '2025-02', made: '2025-02-10T09:00' });
    expect(current(old, version('新.pdf', { ...old, sha256: 'hash of 新.pdf', file: '新.pdf', ...over }))).toEqual([
      `新.pdf ${by}`,
    ]);
  });

  test('is never an excerpt that came out later, nor what could not be read', () => {
    const excerpt = version('一张表.pdf', { kinds: ['expenditure'], facts: 30, issued: '2025-06-01' });
    expect(current(version('全.pdf', { issued: '2025-02-01' }), excerpt)).toEqual(['全.pdf whole']);
    const blank = version('空.pdf', { readable: false, issued: '2025-06-01' });
    expect(current(version('全.pdf', { issued: '2025-02-01' }), blank)).toEqual(['全.pdf readable']);
  });

  test('is each of the parts of a report that is published table by table', () => {
    const parts = ['revenue', 'expenditure', 'three_public'].map((kind) =>
      version(`${kind}.pdf`, { kinds: [kind], facts: kind === 'expenditure' ? 90 : 10 }),
    );
    expect(current(...parts)).toEqual(['expenditure.pdf only', 'revenue.pdf only', 'three_public.pdf only']);
  });

  test('is told by name where nothing else tells, and says so', () => {
    expect(current(version('甲.pdf'), version('乙.pdf'))).toEqual(['甲.pdf name']);
  });
});
