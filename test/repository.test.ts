import { expect, test } from 'vitest';
import { bringsItsCode } from '../scripts/lock-notes.js';
import { missingPlatforms } from '../scripts/lock-platforms.js';
import { text, tracked } from './support/sources.ts';

const BINARY = /\.(pdf|png|jpe?g|ttf|woff2?|gz|ico)$/;
const files = tracked();
const texts = files.filter((path) => !BINARY.test(path));

/** Lines of tracked text files that match, as file:line. */
function find(pattern: RegExp, paths: readonly string[] = texts): string[] {
  return paths.flatMap((path) =>
    text(path)
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}: ${line.trim().slice(0, 80)}`] : [])),
  );
}

test('no file names a place on somebody’s machine', () => {
  const home = new RegExp(`(^|[\\s'"\`(=:])/(${['home', 'root', 'Users', 'work', 'mnt', 'opt'].join('|')})/`);
  expect(find(home)).toEqual([]);
  expect(find(/[A-Z]:\\\\?Users\\/)).toEqual([]);
});

test('no file names a package registry', () => {
  // Spelled apart so that this file does not name them itself.
  const hosts = ['registry/npmjs', 'npmmirror', 'registry/yarnpkg', 'jfrog/io', 'pkgs/dev/azure', 'npm/pkg/github'].map(
    (host) => host.replaceAll('/', '.'),
  );
  expect(
    find(
      new RegExp(hosts.map((host) => host.replaceAll('.', '\\.')).join('|')),
      texts.filter((path) => path !== 'test/repository.test.ts'),
    ),
  ).toEqual([]);
});

test('the lock file says where nothing comes from, and knows the packages of every platform', () => {
  const lock = JSON.parse(text('package-lock.json'));
  expect(find(/"resolved"/, ['package-lock.json'])).toEqual([]);
  // `node scripts/lock-notes.js`: npm on an older Node has nothing to warn of
  expect(Object.keys(lock.packages).filter((path) => path !== '' && lock.packages[path].engines)).toEqual([]);
  // … and compiles nothing: not everybody has Python and a compiler
  const compiled = Object.keys(lock.packages).filter(
    (path) => bringsItsCode(path) && lock.packages[path].gypfile !== false,
  );
  expect(compiled).toEqual([]);
  expect(missingPlatforms(lock).map(({ name }) => name)).toEqual([]);
});

test('tests that run on both engines open the database of the engine', () => {
  const both = files.filter((path) => /^test\/(store|review)\/.*\.test\.ts$/.test(path));
  const fileOnly = text('vitest.config.ts');
  const named = (line: string) => fileOnly.includes(/\/([^/]+)\.test\.ts:/.exec(line)?.[1] ?? line);
  expect(find(/openStore\(':memory:'\)/, both).filter((line) => !named(line))).toEqual([]);
});

test('samples hold no phone numbers', () => {
  expect(
    find(
      /(?<!\d)(0\d{2,3}-\d{7,8}|1[3-9]\d{9})(?![\d.])/,
      files.filter((path) => /^samples\/.*\.(ts|yaml|csv)$/.test(path)),
    ),
  ).toEqual([]);
});

test('the samples stay small', async () => {
  const { statSync } = await import('node:fs');
  const { join } = await import('node:path');
  const { ROOT } = await import('./support/sources.ts');
  const sizes = files
    .filter((path) => path.startsWith('samples/'))
    .map((path) => ({ path, size: statSync(join(ROOT, path)).size }));
  const limit = (path: string) => (/\/(scanned|mixed)\//.test(path) ? 1_500_000 : 300_000);
  expect(sizes.filter(({ path, size }) => size > limit(path))).toEqual([]);
  expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(6_000_000);
});

test('the only reports in the repository are those of our own typesetter', () => {
  const reports = files.filter((path) => /\.pdf$/i.test(path));
  expect(reports.length).toBeGreaterThan(0);
  expect(reports.filter((path) => !path.startsWith('samples/'))).toEqual([]);
});
