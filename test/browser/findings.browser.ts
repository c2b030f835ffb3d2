import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MOST_FINDINGS } from '../../src/review/limits.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { yusuan } from '../cli/run.ts';
import { importInto, samplePath } from '../review/database.ts';
import { comeIn, expectAccessible, launch, type Reviewer, type Running, review } from './browser.ts';

let folder: string;
let db: string;
let store: Store;
let browser: Browser;
let server: Running;
let reviewer: Reviewer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-findings-'));
  db = join(folder, 'review.sqlite');
  store = openStore(db);
  for (const name of ['publisher-errors', 'shanghai-budget']) await importInto(store, samplePath(name));
  browser = await launch();
  server = await review(db);
  reviewer = await comeIn(browser, server.address, '张三');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const count = (sql: string) => Number(store.db.prepare(sql).pluck().get());
const drawn = () =>
  reviewer.page.waitForFunction(() => {
    const images = [...document.querySelectorAll<HTMLImageElement>('.sheet img')];
    return images.length > 0 && images.every((image) => image.complete && image.naturalWidth > 0);
  });

test('keys are heard as soon as the page is there', async () => {
  const page = await reviewer.context.newPage();
  await page.addInitScript(() =>
    window.addEventListener('load', () => {
      for (const key of ['g', 'f']) window.dispatchEvent(new KeyboardEvent('keydown', { key }));
    }),
  );
  await page.goto(new URL('/', server.address).href);
  await page.waitForSelector('.finding', { timeout: 5000 });
  await page.close();
});

test('the list has what the database has, each with its picture, its cells and its sum', async () => {
  const { page } = reviewer;
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await page.waitForSelector('.finding');
  expect(await page.locator('.finding').count()).toBe(count("SELECT count(*) FROM findings WHERE state = 'fails'"));
  await page.waitForSelector('.evidence[aria-busy=false] .equation.fail');
  await drawn();
  const cells = await page.locator('.equation li').count();
  expect(cells).toBeGreaterThan(1);
  expect(await page.locator('.mark-left, .mark-right, .mark-suspect').count()).toBeGreaterThan(1);
  expect(await page.locator('.should').count()).toBeGreaterThan(0);
  await expectAccessible(page);
});

test('a sentence is lit in its own picture, beside the statement that it contradicts', async () => {
  const { page } = reviewer;
  await page.selectOption('#finding-kind', '=amount');
  await page.waitForSelector('.evidence[aria-busy=false] blockquote');
  await drawn();
  expect(await page.locator('.picture').count()).toBe(2);
  expect(await page.locator('.picture').first().locator('.mark-sentence').count()).toBe(1);
  expect(await page.locator('.picture').nth(1).locator('.mark-right').count()).toBe(1);
  expect(await page.textContent('.should')).toContain('报表');
  await expectAccessible(page);
});

test('one key marks it as reported; the mark is kept over a re-run and is in the spreadsheet', async () => {
  const { page } = reviewer;
  await page.fill('#finding-note', '6月3日去函');
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
  await page.waitForFunction(() => document.querySelector('.history')?.textContent?.includes('6月3日去函'));
  expect(count("SELECT count(*) FROM findings WHERE mark = 'reported' AND marked_by = '张三'")).toBe(1);
  const run = await yusuan(['rerun', '--db', db, '--stage', 'read']);
  expect(run.code).toBe(0);
  expect(count("SELECT count(*) FROM findings WHERE mark = 'reported'")).toBe(1);
  await page.reload();
  await page.waitForFunction(() => document.querySelector('.history')?.textContent?.includes('6月3日去函'));
  await page.selectOption('#finding-kind', '');
  await page.waitForFunction(
    (n) => document.querySelectorAll('.finding').length === n,
    count("SELECT count(*) FROM findings WHERE state = 'fails'"),
  );
  const download = page.waitForEvent('download');
  await page.click('.exports a >> text=XLSX');
  const path = await (await download).path();
  const sheet = read(readFileSync(path)).Sheets.勾稽问题;
  const rows: string[][] = sheet === undefined ? [] : utils.sheet_to_json(sheet, { header: 1 });
  expect(rows).toHaveLength(1 + count("SELECT count(*) FROM findings WHERE state = 'fails'"));
  expect(rows.filter((row) => row.includes('已反映') && row.includes('6月3日去函'))).toHaveLength(1);
});

test('it is copied as text, and others are told apart from what does not hold', async () => {
  const { page, context } = reviewer;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.keyboard.press('c');
  await page.waitForFunction(() => document.querySelector('.said')?.textContent?.includes('已复制'));
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('publisher-errors.pdf');
  expect(text).toContain('相差');
  const states = page.locator('.states button');
  expect(await states.allTextContents()).toEqual([
    `不成立 ${count("SELECT count(*) FROM findings WHERE state = 'fails'")}`,
    `不能判定 ${count("SELECT count(*) FROM findings WHERE state = 'unjudged'")}`,
    `只差尾差 ${count("SELECT count(*) FROM findings WHERE state = 'rounding'")}`,
  ]);
  await states.nth(2).click();
  await page.waitForSelector('.evidence[aria-busy=false] .equation.pass');
  await expectAccessible(page);
  expect(reviewer.errors).toEqual([]);
});

test('while the next one is fetched, the one before is not copied in its place', async () => {
  const { page } = reviewer;
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await page.waitForSelector('.evidence[aria-busy=false] .equation.fail');
  await page.evaluate(() => navigator.clipboard.writeText('none'));
  const { promise: held, resolve: go } = Promise.withResolvers<void>();
  await page.route('**/api/findings/item?*', async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press('j');
  await page.waitForSelector('.evidence[aria-busy=true]');
  await page.keyboard.press('c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('none');
  go();
  await page.waitForSelector('.evidence[aria-busy=false]');
  await page.keyboard.press('c');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('publisher-errors.pdf');
  await page.unroute('**/api/findings/item?*');
});

test('the keyboard goes through the list', async () => {
  const { page } = reviewer;
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await page.waitForSelector('.finding.selected');
  const before = await page.getAttribute('.finding.selected', 'id');
  await page.keyboard.press('j');
  await page.waitForFunction((id) => document.querySelector('.finding.selected')?.id !== id, before);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
  if (process.env.SHOT !== undefined) await page.screenshot({ path: process.env.SHOT });
});

test('a list that is too long to send is not offered, and says why', async () => {
  const { page } = reviewer;
  const columns = store.db
    .prepare("SELECT group_concat(name) FROM pragma_table_info('identity_check') WHERE name <> 'idx'")
    .pluck()
    .get();
  store.db.exec(`
    INSERT INTO identity_check (idx, ${columns})
    WITH RECURSIVE n (i) AS (VALUES (1000) UNION ALL SELECT i + 1 FROM n WHERE i < 1000 + ${MOST_FINDINGS})
    SELECT n.i, c.* FROM n, (SELECT ${columns} FROM identity_check WHERE status = 'fail' LIMIT 1) c`);
  await page.reload();
  await page.waitForSelector('.left-pane:has-text("超过 20,000 条")');
  expect(await page.locator('.exports a').count()).toBe(0);
  await page.selectOption('#finding-kind', '=amount');
  await page.waitForSelector('.exports a');
});
