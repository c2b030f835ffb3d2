import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, text, tracked } from './support/sources.ts';

const pages = tracked().filter((path) => path.endsWith('.md'));
const scripts: Record<string, string> = JSON.parse(text('package.json')).scripts;

/** Files and folders that a page names: link targets, and code words that begin with a folder of the repository. */
function named(page: string): string[] {
  const links = [...text(page).matchAll(/\]\(([^)#\s]+)/g)].map(([, target = '']) => join(dirname(page), target));
  const words = [...text(page).matchAll(/`((?:src|test|pipelines|samples|docs|scripts|bin|\.ci)\/[^`\s*…<>]*)`/g)].map(
    ([, path = '']) => path,
  );
  return [...links.filter((link) => !link.includes('://') && !/^https?:/.test(link)), ...words];
}

test.each(pages)('%s names files that exist', (page) => {
  expect(named(page).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test.each(pages)('%s names npm scripts that exist', (page) => {
  const called = [...text(page).matchAll(/npm (test|start)\b|npm run ([a-z-]+)/g)].map(
    ([, own, run]) => own ?? run ?? '',
  );
  expect(called.filter((name) => !(name in scripts))).toEqual([]);
});

test('the README tells how to run the tests, in both languages', () => {
  expect(text('README.md')).toContain('npm test');
  expect(text('README.zh-CN.md')).toContain('npm test');
});
