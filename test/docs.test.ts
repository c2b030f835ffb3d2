import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linksOf } from './support/links.ts';
import { ROOT, text, tracked } from './support/sources.ts';

const pages = tracked().filter((path) => path.endsWith('.md'));
const scripts: Record<string, string> = JSON.parse(text('package.json')).scripts;

/** Files and folders that a page names: link targets, and code words that begin with a folder of the repository. */
function named(page: string): string[] {
  const links = linksOf(ROOT, page).map(({ path }) => path);
  const words = [...text(page).matchAll(/`((?:src|test|pipelines|samples|docs|scripts|bin|\.ci)\/[^`\s*…<>]*)`/g)].map(
    ([, path = '']) => path,
  );
  return [...links, ...words];
}

test.each(pages)('%s names files and headings that exist', (page) => {
  expect(named(page).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  expect(linksOf(ROOT, page).filter(({ lost }) => lost)).toEqual([]);
});

test.each(pages)('%s names npm scripts that exist', (page) => {
  const called = [...text(page).matchAll(/npm (test|start)\b|npm run ([a-z-]+)/g)].map(
    ([, own, run]) => own ?? run ?? '',
  );
  expect(called.filter((name) => !(name in scripts))).toEqual([]);
});

test.each(['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'])('%s tells how to run all tests', (page) => {
  // Those in a browser are a run of their own: who runs only the first has not run all.
  expect(text(page)).toContain('npm test');
  expect(text(page)).toContain('npm run test:browser');
});

const docs = pages.filter((path) => /^docs\/.*\.md$/.test(path));

/** Pages that the page leads to, over as many links as it takes. */
function reached(page: string, seen = new Set<string>()): Set<string> {
  if (seen.has(page) || !existsSync(join(ROOT, page))) return seen;
  seen.add(page);
  for (const target of named(page)) if (target.endsWith('.md')) reached(target, seen);
  return seen;
}

test('both READMEs lead to every page, in few steps', () => {
  expect(docs.filter((path) => !reached('README.md').has(path))).toEqual([]);
  expect(docs.filter((path) => !named('README.zh-CN.md').includes(path) && !path.startsWith('docs/en/'))).toEqual([]);
  for (const readme of ['README.md', 'README.zh-CN.md']) expect(text(readme)).toContain('git clone');
});

test('pages in English are named by those in Chinese, and show the same commands and declarations', () => {
  const blocks = (path: string) => text(path).match(/```(?:sql|yaml)\n[\s\S]*?```/g) ?? [];
  for (const path of docs.filter((each) => each.startsWith('docs/en/'))) {
    const chinese = path.replace('docs/en/', 'docs/');
    expect(named(chinese), chinese).toContain(path);
    expect(named(path), path).toContain(chinese);
    if (!path.endsWith('setup.md')) expect(blocks(path)).toEqual(blocks(chinese));
  }
});
