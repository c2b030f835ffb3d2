import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { addReviewer } from '../../src/store/write/reviewers.ts';
import { importInto, samplePath } from '../review/database.ts';
import { comeIn, expectAccessible, launch, type Reviewer, type Running, review } from './browser.ts';

let folder: string;
let store: Store;
let browser: Browser;
let server: Running;
let li: Reviewer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-find-'));
  const db = join(folder, 'find.sqlite');
  store = openStore(db);
  for (const name of ['shanxi-budget', 'publisher-errors', 'final-accounts']) await importInto(store, samplePath(name));
  browser = await launch();
  server = await review(db);
  li = await comeIn(browser, server.address, '李四');
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const pictures = () =>
  li.page.waitForFunction(() => {
    const images = [...document.querySelectorAll<HTMLImageElement>('.sheet img')];
    return images.length > 0 && images.every((image) => image.complete && image.naturalWidth > 0);
  });

test('searching by keyboard finds 信息化 with its amount and opens it in its document', async () => {
  const { page } = li;
  await page.waitForSelector('nav a');
  await page.keyboard.press('/');
  await page.waitForSelector('#search-text');
  await page.keyboard.press('f');
  await page.keyboard.type('信息化');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.hit.selected');
  expect(await page.locator('.hit').count()).toBe(3);
  await pictures();
  expect(await page.locator('.mark-cell').count()).toBe(1);
  await page.selectOption('.facet-grid select >> nth=4', 'expenditure');
  await page.waitForFunction(() => document.querySelectorAll('.hit').length === 1);
  expect(await page.textContent('.evidence')).toContain('1,352,500.00');
  await expectAccessible(page);
  await page.click('.evidence a.button');
  await page.waitForSelector('.left-pane.tables .selected, .left-pane.tables [aria-pressed=true]');
  expect(page.url()).toMatch(/#\/documents\/[0-9a-f]{64}\?cell=/);
});

test('a word of two characters finds a project and shows the page of its form', async () => {
  const { page } = li;
  await page.goto(`${page.url().split('#')[0]}#/search?text=消防`);
  await page.waitForSelector('.hit.selected');
  await page.selectOption('.facet-grid select >> nth=0', 'project');
  await page.waitForFunction(() => document.querySelectorAll('.hit').length === 1);
  expect(await page.textContent('.evidence h2')).toContain('消防设计审查');
  await pictures();
  expect(await page.textContent('.picture-bar')).toContain('20');
});

test('two versions stand side by side with what changed lit up; another one is chosen by hand', async () => {
  const { page } = li;
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await page.waitForSelector('.change.selected');
  expect(await page.locator('.change').count()).toBe(4);
  await page.keyboard.press('j');
  await page.waitForFunction(() => document.querySelectorAll('.change')[1]?.classList.contains('selected'));
  await pictures();
  expect(await page.locator('.pictures .picture').count()).toBe(2);
  expect(await page.locator('.picture .mark-cell').count()).toBe(2);
  expect(await page.locator('td.changed').allTextContents()).toEqual(['4,070,000.00', '4,700,000.00']);
  await expectAccessible(page);
  const current = () =>
    store.db.prepare("SELECT file FROM documents WHERE current = 1 AND document_type = 'budget'").pluck().all();
  expect(current()).toEqual(['shanxi-budget.pdf']);
  await page.click('.version-list li:has-text("publisher-errors") button');
  await page.waitForFunction(() => document.querySelector('.version-list')?.textContent?.includes('由人指定'));
  expect(current()).toEqual(['publisher-errors.pdf']);
  expect(li.errors).toEqual([]);
});

test('whoever may only look is told so, and no version and no invitation comes of it', async () => {
  const token = addReviewer(store.db, '观察员', 'view', new Date()) ?? '';
  const { page, errors } = await comeIn(browser, `${new URL('/', server.address)}?token=${token}`, '观察员');
  const pins = () => store.db.prepare('SELECT sha256 FROM version_pin').pluck().all();
  const before = pins();
  await page.waitForSelector('nav a');
  await page.click('header button:has-text("请另一位")');
  await page.waitForSelector('.said:has-text("您的口令只能查看")');
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await page.waitForSelector('.change.selected');
  await page.waitForFunction(() => document.querySelector('.said')?.textContent === '', null, { timeout: 20_000 });
  await page.click('.version-list li:has-text("shanxi-budget") button');
  await page.waitForSelector('.said:has-text("您的口令只能查看")');
  expect(pins()).toEqual(before);
  expect(errors.filter((text) => !text.includes('403'))).toEqual([]);
});
