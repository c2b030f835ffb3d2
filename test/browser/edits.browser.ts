import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import type { Statement } from '../../src/model/statement.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { CLEAN, SHA256, writeReading } from '../review/blot.ts';
import { comeIn, expectAccessible, launch, type Reviewer, type Running, review, settled } from './browser.ts';

let folder: string;
let store: Store;
let browser: Browser;
let server: Running;
let reviewer: Reviewer;

/** A report of which one table says 万元 where it means 元, and another is none of the declared ones. */
function altered(statements: readonly Statement[]): readonly Statement[] {
  return statements.map((statement): Statement => {
    if (statement.kind === 'revenue') {
      const amounts = statement.amounts.map((one) => ({ ...one, unit: '万元' as const, fen: one.fen * 10_000n }));
      return { ...statement, unit: '万元', amounts };
    }
    if (statement.kind !== 'general_expenditure') return statement;
    const amounts = statement.amounts.map((one) => ({ ...one, placement: 'unknown' as const }));
    return { ...statement, kind: 'other', title: '财政拨款明细表', placement: 'unknown', amounts };
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-edits-'));
  store = openStore(join(folder, 'review.sqlite'));
  writeReading(store, CLEAN, altered);
  browser = await launch();
  server = await review(join(folder, 'review.sqlite'));
  reviewer = await comeIn(browser, server.address, '张三');
  await settled(reviewer.page);
  await reviewer.page.goto(`${new URL(server.address).origin}/#/documents/${SHA256}`);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const one = (sql: string) => store.db.prepare<[], string | number>(sql).pluck().get();
const section = (name: string) => reviewer.page.locator('.tables section', { hasText: name }).first();

test('a wrong unit is set right for the table, after a look at what it does to every sum', async () => {
  const { page } = reviewer;
  await page.waitForSelector('.tables table');
  const before = Number(one("SELECT count(*) FROM checks WHERE status = 'fail'"));
  expect(before).toBeGreaterThan(0);
  await section('收入总表').locator('text=改单位').click();
  await page.waitForSelector('dialog[open] #edit-unit');
  await page.selectOption('#edit-unit', '元');
  await page.waitForSelector('.effect .good');
  expect(await page.locator('.effect tbody tr').count()).toBeGreaterThan(0);
  await expectAccessible(page);
  if (process.env.SHOT !== undefined) await page.screenshot({ path: process.env.SHOT });
  await page.focus('#edit-unit');
  await page.click('dialog button[type=submit]');
  await page.waitForSelector('dialog', { state: 'detached' });
  await expect.poll(() => one("SELECT DISTINCT unit FROM facts WHERE statement = 'revenue'")).toBe('元');
  expect(Number(one("SELECT count(*) FROM checks WHERE status = 'fail'"))).toBeLessThan(before);
  expect(one("SELECT count(*) FROM checks WHERE rule = 'unit-line'")).toBe(0);
});

test('a table of no known kind is told which it is, and moves; the answer is kept as a declaration', async () => {
  const { page } = reviewer;
  const amounts = one("SELECT count(*) FROM facts WHERE statement = 'other'");
  await section('财政拨款明细表').locator('text=这是什么表').click();
  await page.selectOption('#edit-statement', 'general_expenditure');
  await page.waitForSelector('.effect');
  await page.click('dialog button[type=submit]');
  await page.waitForSelector('dialog', { state: 'detached' });
  await expect.poll(() => one("SELECT count(*) FROM facts WHERE statement = 'general_expenditure'")).toBe(amounts);
  // The page shows it a moment after the database has it.
  await page.waitForSelector('.tables h3:has-text("一般公共预算支出表"):has-text("财政拨款明细表")');
  await section('财政拨款明细表').locator('text=这是什么表').click();
  const download = page.waitForEvent('download');
  await page.click('dialog a.button');
  const path = join(folder, 'own-titles.yaml');
  await (await download).saveAs(path);
  expect(readFileSync(path, 'utf8')).toContain('财政拨款明细表');
  const own = loadDeclarations([OWN_PIPELINES], [path]).pipeline('own-titles');
  expect(own?.vocabulary.titles.match('财政拨款明细表', '')[0]).toMatchObject({ kind: 'general_expenditure' });
  await page.keyboard.press('Escape');
});

test('a line gets its name and code with the keyboard; undo takes it back', async () => {
  const { page } = reviewer;
  const line = section('支出总表').locator('.line-name').nth(2);
  const was = await line.textContent();
  await line.focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog[open] #edit-name');
  await page.fill('#edit-name', '改过的名称');
  await page.waitForSelector('.effect');
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog', { state: 'detached' });
  await expect.poll(() => one("SELECT count(*) FROM facts WHERE line_name = '改过的名称'")).not.toBe(0);
  await page.waitForFunction(() => document.querySelector('.tables')?.textContent?.includes('改过的名称'));
  await page.keyboard.press('u');
  await expect.poll(() => one("SELECT count(*) FROM facts WHERE line_name = '改过的名称'")).toBe(0);
  await page.waitForFunction((name) => document.querySelector('.tables')?.textContent?.includes(name ?? ''), was);
  await expectAccessible(page);
  expect(reviewer.errors).toEqual([]);
});
