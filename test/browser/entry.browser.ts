import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { yusuan } from '../cli/run.ts';
import { amount, BLOTTED, line, writeReading } from '../review/blot.ts';
import { comeIn, expectAccessible, launch, type Reviewer, type Running, review, settled } from './browser.ts';

let folder: string;
let store: Store;
let browser: Browser;
let server: Running;
let reviewer: Reviewer;

/** A report with a blot on one digit: no amount is read there, only a notice stands in the queue. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-entry-'));
  store = openStore(join(folder, 'review.sqlite'));
  writeReading(store, BLOTTED);
  browser = await launch();
  server = await review(join(folder, 'review.sqlite'));
  reviewer = await comeIn(browser, server.address, '张三');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const entered = () =>
  store.db
    .prepare<[], Record<string, unknown>>(
      "SELECT line_name, measure, amount, proof FROM facts WHERE source = 'correction'",
    )
    .all();

test('an amount is entered with the keyboard where none could be read', async () => {
  const { page } = reviewer;
  await page.selectOption('#filter-reason', '=unread-cell');
  // The list from before is shown until the new one has come.
  const unread = store.db.prepare("SELECT count(*) FROM review_queue WHERE reason = 'unread-cell'").pluck().get();
  await page.waitForFunction((n) => document.querySelectorAll('.row').length === n, unread);
  await page.click('#row-0');
  await settled(page);
  expect(await page.locator('.mark-cell').count()).toBe(1);
  await page.keyboard.press('c');
  await page.waitForSelector('#entry-line');
  expect(await page.locator('#entry-line option:checked').textContent()).toContain(line.name);
  expect(await page.inputValue('#entry-measure')).toBe('basic');
  await page.fill('#value', '12■');
  expect(await page.textContent('#value-problem')).not.toBe('');
  expect(await page.isDisabled('.form button[type=submit]')).toBe(true);
  await page.selectOption('#entry-measure', 'total');
  await page.fill('#value', amount.raw);
  expect(await page.textContent('#value-problem')).toContain('已有金额');
  await page.selectOption('#entry-measure', 'basic');
  await expectAccessible(page);
  await page.reload();
  await settled(page);
  expect(await page.inputValue('#value')).toBe(amount.raw);
  await page.focus('#value');
  await page.keyboard.press('Enter');
  await expect.poll(entered).toMatchObject([{ line_name: line.name, measure: 'basic', proof: 'proven' }]);
  await page.waitForFunction(() => document.querySelector('.said')?.textContent?.includes('已保存'));
});

test('undo takes it back, and the notice is back in the list', async () => {
  const { page } = reviewer;
  await page.click('.top .brand');
  await page.keyboard.press('u');
  await expect.poll(entered).toEqual([]);
  await page.waitForSelector('#row-0');
});

test('a re-run in another terminal keeps what was decided, and the page shows what it found', async () => {
  const { page } = reviewer;
  await page.click('#row-0');
  await settled(page);
  await page.keyboard.press('c');
  await page.fill('#value', amount.raw);
  await page.keyboard.press('Enter');
  await expect.poll(entered).toHaveLength(1);
  const fact = entered()[0]?.amount;
  // This time the very PDF is read, which has no blot: the amount is found without anybody's help.
  const run = await yusuan(['rerun', '--db', join(folder, 'review.sqlite'), '--stage', 'read']);
  expect(run.code).toBe(0);
  const status = () => store.db.prepare("SELECT status FROM corrections WHERE status <> 'undone'").pluck().all();
  expect(status()).toEqual(['confirmed']);
  const now = "SELECT amount FROM facts WHERE line_name = ? AND measure = 'basic' AND statement = 'expenditure'";
  expect(store.db.prepare(now).pluck().all(line.name)).toContain(fact);
  const left = Number(store.db.prepare('SELECT count(*) FROM review_queue').pluck().get());
  await page.waitForFunction((n) => document.querySelector('.left')?.textContent?.includes(`${n} `), left);
});

test('an item of a transposed table is lit up with its own header', async () => {
  const { page } = reviewer;
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.click('.documents tbody a');
  await page.waitForSelector('.tables table');
  const table = page.locator('.tables section', { hasText: '三公' }).first();
  const cells = table.locator('td.amount button');
  expect(await cells.count()).toBeGreaterThan(1);
  const headers: (number | undefined)[] = [];
  for (const at of [0, 1]) {
    await cells.nth(at).click();
    await settled(page);
    await page.waitForSelector('.mark-header');
    expect(await page.locator('.mark-header').count()).toBe(1);
    const [head, cell] = [
      await page.locator('.mark-header').boundingBox(),
      await page.locator('.mark-cell').boundingBox(),
    ];
    expect((head?.y ?? 0) + (head?.height ?? 0)).toBeLessThanOrEqual((cell?.y ?? 0) + 4);
    headers.push(head?.x);
  }
  expect(headers[0]).not.toBe(headers[1]);
  expect(reviewer.errors).toEqual([]);
});
