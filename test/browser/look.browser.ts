import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { importInto, samplePath } from '../review/database.ts';
import { comeIn, expectAccessible, launch, type Reviewer, type Running, review, settled } from './browser.ts';

let folder: string;
let store: Store;
let browser: Browser;
let server: Running;
let wang: Reviewer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-look-'));
  const db = join(folder, 'look.sqlite');
  store = openStore(db);
  for (const name of ['shanxi-budget', 'publisher-errors']) await importInto(store, samplePath(name));
  browser = await launch();
  server = await review(db);
  wang = await comeIn(browser, server.address, '王五');
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const VIEWS = [
  ['queue', '.evidence[aria-busy=false] h2'],
  ['findings?state=fails', '.finding'],
  ['search?text=管理', '.hit.selected'],
  ['documents', 'table.documents'],
  ['versions', '.change.selected'],
  ['chart', '.years .years-budget'],
] as const;

test('every view is legible in the dark, too', async () => {
  const { page } = wang;
  await settled(page);
  for (const wanted of ['浅色', '深色']) {
    await page.click('.top button[aria-label^="深浅"]');
    await page.waitForSelector(`.top button:has-text("${wanted}")`);
  }
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  const base = page.url().split('#')[0];
  for (const [view, ready] of VIEWS) {
    await page.goto(`${base}#/${view}`);
    await page.waitForSelector(ready);
    await expectAccessible(page);
  }
});

test('the chart over years shows every current report with its exact amount, and leads to its cell', async () => {
  const { page } = wang;
  await page.waitForSelector('.years a');
  const file =
    "SELECT amount FROM facts WHERE current = 1 AND statement = 'expenditure' AND measure = 'total' AND line_role = 'grand_total'";
  const amount = String(store.db.prepare(file).pluck().get()).replace(/\B(?=(\d{3})+(?=\.))/g, ',');
  expect(await page.locator('.years-amount').allTextContents()).toEqual([amount]);
  await page.fill('.years-form input', '201');
  await page.keyboard.press('Tab');
  await page.waitForFunction((all) => document.querySelector('.years-amount')?.textContent !== all, amount);
  await page.locator('.years a').press('Enter');
  await page.waitForURL(/#\/documents\/[0-9a-f]{64}\?cell=/);
});

test('the language changes in the page and stays; the invitation is copied with one click', async () => {
  const { page } = wang;
  await page.click('.top button:has-text("English")');
  await page.waitForSelector('.top button:has-text("中文")');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  expect(await page.textContent('nav')).toContain('Search');
  await page.reload();
  await page.waitForSelector('.top button:has-text("中文")');
  await page.click('.top button:has-text("Invite"), .top button:has-text("reviewer")');
  await page.waitForSelector('dialog[open] .copy-line');
  await page.click('.copy-line button');
  await page.waitForSelector('.copy-line button:has-text("Copied")');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  expect(wang.errors).toEqual([]);
});
