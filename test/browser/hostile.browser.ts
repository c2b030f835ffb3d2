import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { amount, line, record, sampleResult, statement, verdict } from '../store/sample-result.ts';
import { comeIn, launch, type Reviewer, type Running, review } from './browser.ts';

const SCRIPT = '<script>window.hacked=1</script><img src=x onerror="window.hacked=1">';
const QUOTES = `"'\`><svg onload=window.hacked=1>&lt;b&gt;`;
const TURNED = '\u202e元万三\u202c\u2066混合\u2069';
const LONG = '长'.repeat(10_000);

let folder: string;
let store: Store;
let browser: Browser;
let server: Running;
let reviewer: Reviewer;

/** A document whose every text wants to be more than text. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-hostile-'));
  const db = join(folder, 'review.sqlite');
  store = openStore(db);
  const names = [SCRIPT, QUOTES, TURNED, LONG];
  const lines = names.map((name, index) => line(index, { name, rawName: name, code: index === 3 ? LONG : null }));
  const amounts = names.map((name, index) =>
    amount(index, { line: index, raw: index === 0 ? '12.00' : name, measure: `other:${name}`, others: [name] }),
  );
  const columns = names.map((name) => ({ side: null, measure: `other:${name}` as const, header: [name] }));
  const result = sampleResult({
    identity: { documentType: 'budget', fiscalYear: 2025, department: SCRIPT + LONG },
    statements: [statement(0, { title: QUOTES, lines, amounts, columns })],
    reconciliation: {
      verdicts: amounts.map((one) => verdict(0, one, { needsReview: true })),
      checks: [],
      claims: [],
      review: names.map((_, index) => ({
        ...{ statement: 'expenditure', ref: { statement: 0, amount: index }, page: 1, box: null },
        ...{ reason: 'contradicted', severity: 99 - index, data: {} },
      })),
    },
  });
  documentWriter(store.db).write(record({ file: `${SCRIPT}.pdf`.replaceAll('/', '∕') }, result), {
    ...{ replace: false, path: join(folder, '没有.pdf'), now: new Date() },
  });
  // No code of ours: a database may come from anywhere.
  for (const [index, detail] of names.entries()) {
    store.db.prepare('UPDATE review_item SET data = NULL, detail = ? WHERE idx = ?').run(detail, index);
  }
  store.db.prepare('UPDATE review_item SET reason = ? WHERE detail = ?').run(QUOTES, QUOTES);
  store.db.prepare('UPDATE amount SET flags = ?').run(JSON.stringify([SCRIPT]));
  browser = await launch();
  server = await review(db);
  reviewer = await comeIn(browser, server.address, SCRIPT);
  reviewer.page.on('dialog', () => expect.unreachable('a text became a script'));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('texts of a PDF show as texts, whatever is in them', async () => {
  const { page } = reviewer;
  for (const [index, text] of [SCRIPT, QUOTES, TURNED, LONG].entries()) {
    await page.click(`#row-${index}`);
    await page.waitForSelector(`#row-${index}.selected`);
    await page.waitForFunction(
      (wanted) => document.querySelector('.evidence[aria-busy=false] .detail')?.textContent === wanted,
      text,
    );
    expect(await page.textContent('.evidence h2')).toContain(text);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
  for (const view of ['d', 'c', 'q']) {
    await page.keyboard.press('g');
    await page.keyboard.press(view);
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
  expect(await page.evaluate('window.hacked')).toBeUndefined();
  expect(await page.locator('main script, main svg[onload], main img[onerror]').count()).toBe(0);
});

test('a right-to-left mark in a name turns nothing behind it', async () => {
  const { page } = reviewer;
  await page.click('#row-2');
  await page.waitForSelector('#row-2.selected .row-name');
  const isolated = await page.locator('#row-2 .row-name bdi').count();
  expect(isolated).toBe(1);
});

test('a PDF that is not where it was says so in place of the picture', async () => {
  const { page } = reviewer;
  await page.click('#row-0');
  await page.waitForSelector('.sheet-trouble');
  expect(await page.textContent('.sheet-trouble')).toContain('PDF');
});

test('and says it where a frame is painted long after the answer came', async () => {
  const page = await reviewer.context.newPage();
  await page.addInitScript(() => {
    const later = window.setTimeout.bind(window);
    const slow = (then: () => void, after = 0) => later(then, after + 400);
    Object.assign(window, { setTimeout: slow, requestAnimationFrame: slow });
  });
  await page.goto(server.address);
  await page.waitForSelector('.evidence .detail');
  await page.waitForTimeout(2000);
  expect(await page.locator('.sheet-trouble').count()).toBe(1);
});
