import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Statement } from '../../src/model/statement.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { addReviewer } from '../../src/store/write/reviewers.ts';
import { yusuan } from '../cli/run.ts';
import { CLEAN, SHA256, writeReading } from '../review/blot.ts';
import { samplePath } from '../review/database.ts';
import { comeIn, expectAccessible, launch, type Reviewer, type Running, review, settled } from './browser.ts';

let folder: string;
let db: string;
let pdf: string;
let store: Store;
let browser: Browser;
let server: Running;
let reviewer: Reviewer;

/** A report of which one table has columns that nobody knows: many amounts ask for the same look. */
function unsure(statements: readonly Statement[]): readonly Statement[] {
  return statements.map((statement): Statement => {
    if (statement.kind !== 'expenditure') return statement;
    const amounts = statement.amounts.map((one) => ({ ...one, measure: `other:${one.measure}栏` as const }));
    return { ...statement, amounts };
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-bulk-'));
  db = join(folder, 'review.sqlite');
  pdf = join(folder, 'shanghai-budget.pdf');
  writeFileSync(pdf, readFileSync(samplePath('shanghai-budget')));
  store = openStore(db);
  writeReading(store, CLEAN, unsure);
  store.db.prepare('UPDATE seen_path SET path = ?').run(pdf);
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

/** Waits until the list has as many entries as the database has of that reason. */
function listed(alike: number): Promise<unknown> {
  return reviewer.page.waitForFunction(
    (n) => document.querySelector('.list-space .row')?.getAttribute('aria-setsize') === `${n}`,
    alike,
  );
}

/** Opens the list of what is alike, of which only the first few are decided on. */
async function chooseFirst(many: number): Promise<void> {
  const { page } = reviewer;
  await page.click('text=同类一并决定');
  await page.waitForSelector('dialog[open] .bulk li');
  await page.click('#bulk-all');
  for (let at = 0; at < many; at += 1) await page.locator('.bulk input').nth(at).check();
  await page.waitForSelector('dialog .effect');
}

const count = (sql: string) => Number(store.db.prepare(sql).pluck().get());
const REASON = 'SELECT reason FROM review_queue GROUP BY reason ORDER BY count(*) DESC LIMIT 1';

test('twenty rows with one reason are decided alike, after a look at them; u takes all of them back', async () => {
  const { page } = reviewer;
  await settled(page);
  const reason = String(store.db.prepare(REASON).pluck().get());
  const before = count('SELECT count(*) FROM review_queue');
  const alike = count(`SELECT count(*) FROM review_queue WHERE reason = '${reason}'`);
  expect(alike).toBeGreaterThanOrEqual(20);
  await page.selectOption('#filter-reason', `=${reason}`);
  await listed(alike);
  await page.click('#row-0');
  await settled(page);
  await chooseFirst(20);
  await expectAccessible(page);
  if (process.env.SHOT !== undefined) await page.screenshot({ path: process.env.SHOT });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  // Whoever clicks twice decides once.
  await page.dblclick('dialog .primary');
  await page.waitForSelector('dialog', { state: 'detached' });
  expect(asked.filter((path) => path === '/api/bulk')).toHaveLength(1);
  await expect.poll(() => count("SELECT count(*) FROM corrections WHERE status <> 'undone'")).toBe(20);
  expect(count('SELECT count(*) FROM review_queue')).toBeLessThanOrEqual(before - 20);
  await page.click('.top .brand');
  await page.keyboard.press('u');
  await expect.poll(() => count("SELECT count(*) FROM corrections WHERE status <> 'undone'")).toBe(0);
  expect(count('SELECT count(*) FROM review_queue')).toBe(before);
});

test('what somebody else decided meanwhile is said to be left out, and u goes on taking back what was decided', async () => {
  const { page } = reviewer;
  const reason = String(store.db.prepare(REASON).pluck().get());
  const standing = () => count("SELECT count(*) FROM corrections WHERE status <> 'undone'");
  const alike = () => listed(count(`SELECT count(*) FROM review_queue WHERE reason = '${reason}'`));
  // What was just taken back is in the list again: the first row is the first.
  await alike();
  await page.click('#row-0');
  await settled(page);
  await chooseFirst(2);
  await page.click('dialog .primary');
  await expect.poll(standing).toBe(2);
  await page.waitForSelector('dialog', { state: 'detached' });
  await alike();
  await page.click('#row-0');
  await settled(page);
  const preview = page.waitForRequest((request) => {
    return request.url().endsWith('/api/bulk/preview') && request.postDataJSON().items.length === 1;
  });
  await chooseFirst(1);
  const { items } = (await preview).postDataJSON();
  await page.evaluate(
    async (body) => {
      const headers = { 'Content-Type': 'application/json', 'X-Yusuan': '1' };
      await fetch('/api/bulk', { method: 'POST', headers, body });
    },
    JSON.stringify({ items, reviewer: '李四', reason: '' }),
  );
  await expect.poll(standing).toBe(3);
  await page.click('dialog .primary');
  await page.waitForSelector('.said:has-text("什么都没有决定"):has-text("1 条刚刚变了")');
  await page.click('.top .brand');
  await page.keyboard.press('u');
  await expect.poll(standing).toBe(1);
  expect(count("SELECT count(*) FROM corrections WHERE status <> 'undone' AND reviewer = '李四'")).toBe(1);
});

test('of a PDF that moved nothing is decided blindly; it is found again by its bytes, and doctor says so', async () => {
  // Another browser: this one keeps the pictures that it has seen.
  await server.stop();
  server = await review(db);
  const elsewhere = join(folder, '别处');
  mkdirSync(elsewhere);
  renameSync(pdf, join(elsewhere, '改名.pdf'));
  const before = count("SELECT count(*) FROM corrections WHERE status <> 'undone'");
  const { page, errors } = await comeIn(browser, server.address, '李四');
  expect((await yusuan(['doctor', '--db', db])).out).toContain('shanghai-budget.pdf');
  await page.waitForSelector('.evidence[aria-busy=false] h2');
  await page.keyboard.press('a');
  await page.waitForFunction(() => document.querySelector('.problem[role=alert]')?.textContent?.includes('盲目'));
  expect(count("SELECT count(*) FROM corrections WHERE status <> 'undone'")).toBe(before);
  await page.waitForSelector('.moved-folder');
  await expectAccessible(page);
  // Nor is its table set right.
  await page.click('.evidence >> text=改单位');
  await page.selectOption('#edit-unit', '万元');
  await page.waitForSelector('dialog .effect');
  await page.click('dialog button[type=submit]');
  await page.waitForSelector('dialog .problem:has-text("盲目")');
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', { state: 'detached' });
  expect(count("SELECT count(*) FROM corrections WHERE status <> 'undone'")).toBe(before);
  await page.fill('.moved-folder', join(folder, '没有'));
  await page.press('.moved-folder', 'Enter');
  await page.waitForSelector('text=没有这个文件夹');
  const token = addReviewer(store.db, '复核甲', 'decide', new Date()) ?? '';
  const named = await comeIn(browser, `${new URL('/', server.address)}?token=${token}`, '复核甲');
  await named.page.fill('.moved-folder', folder);
  await named.page.press('.moved-folder', 'Enter');
  await named.page.waitForSelector('text=只有启动这个程序的人能在文件夹里找');
  await page.fill('.moved-folder', folder);
  await page.press('.moved-folder', 'Enter');
  await page.waitForFunction(() => (document.querySelector<HTMLImageElement>('.sheet img')?.naturalWidth ?? 0) > 0);
  expect(count(`SELECT count(*) FROM seen_path WHERE sha256 = '${SHA256}'`)).toBe(2);
  await page.click('.top .brand');
  await page.keyboard.press('a');
  await expect.poll(() => count("SELECT count(*) FROM corrections WHERE status <> 'undone'")).toBe(before + 1);
  expect(errors.filter((text) => !/ (404|422) /.test(text))).toEqual([]);
});
