import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LARGEST_UPLOAD } from '../../src/review/limits.ts';
import { openStore } from '../../src/store/open.ts';
import { yusuan } from '../cli/run.ts';
import { samplePath } from '../review/database.ts';
import { comeIn, expectAccessible, launch, type Reviewer, type Running, review } from './browser.ts';

let folder: string;
let db: string;
let browser: Browser;
let server: Running;
let reviewer: Reviewer;

/** A person who has nothing yet: no database, no documents. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-import-'));
  db = join(folder, 'neu.sqlite');
  // Pages that an earlier run kept would be there at once.
  process.env.YUSUAN_CACHE_DIR = join(folder, 'cache');
  browser = await launch();
  server = await review(db);
  reviewer = await comeIn(browser, server.address, '张三');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Drops files on the page as a person does from the desktop. */
async function drop(page: Page, files: readonly (readonly [string, Buffer])[]): Promise<void> {
  const data = await page.evaluateHandle(
    (list) => {
      const transfer = new DataTransfer();
      for (const [name, base64] of list) {
        const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: 'application/pdf' }));
      }
      return transfer;
    },
    files.map(([name, bytes]): [string, string] => [name, bytes.toString('base64')]),
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}

/** Names of files that the page sends from now on. */
function sentFrom(page: Page): readonly string[] {
  const sent: string[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/api/uploads') sent.push(searchParams.get('name') ?? '');
  });
  return sent;
}

const sample = (name: string) => [basename(samplePath(name)), readFileSync(samplePath(name))] as const;
function count(sql: string): number {
  const store = openStore(db, { mode: 'read' });
  try {
    return Number(store.db.prepare(sql).pluck().get());
  } finally {
    store.close();
  }
}

test('an absent database opens with the place to drop files', async () => {
  const { page } = reviewer;
  await page.waitForSelector('.drop');
  expect(await page.textContent('.welcome')).toContain('PDF');
  await expectAccessible(page);
});

test('what is no PDF at all is told so and sent nowhere', async () => {
  const { page } = reviewer;
  const sent = sentFrom(page);
  await drop(page, [['照片.jpg', Buffer.from('x')]]);
  await page.waitForSelector('.problem:has-text("没有 PDF")');
  expect(sent).toEqual([]);
});

test('three PDFs are read, page by page; the broken one says what to do', async () => {
  const { page } = reviewer;
  // A quick machine shows progress for moments only: what was ever shown is remembered.
  await page.evaluate(() => {
    const look = () =>
      document.querySelector('.import-reading progress') && Object.assign(window, { seenReading: true });
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await drop(page, [
    sample('publisher-errors'),
    ['坏的.pdf', Buffer.from('%PDF-1.7\nnot really')],
    sample('shanghai-budget'),
  ]);
  await page.waitForFunction(() => document.querySelectorAll('.import-done').length === 2);
  await page.waitForSelector('.import-failed .remedy');
  expect(await page.evaluate('window.seenReading')).toBe(true);
  expect(await page.textContent('.import-failed .remedy')).toContain('重新下载');
  const numbers = await page.locator('.import-done', { hasText: 'publisher-errors' }).locator('td').allTextContents();
  expect(numbers.slice(3)).toEqual([
    `${count("SELECT findings FROM documents WHERE file = 'publisher-errors.pdf'")}`,
    `${count("SELECT count(*) FROM review_queue WHERE file = 'publisher-errors.pdf'")}`,
  ]);
  await expectAccessible(page);
  if (process.env.SHOT !== undefined) await page.screenshot({ path: process.env.SHOT });
});

test('files that are refused are named, and keep none of the others back', async () => {
  const { page, errors } = reviewer;
  const sent = sentFrom(page);
  const [huge, nameless, good] = ['很大.pdf', '\u200b.pdf', '表.pdf'].map((name) => join(folder, name));
  if (huge === undefined || nameless === undefined || good === undefined) throw new Error('no paths');
  writeFileSync(huge, '');
  truncateSync(huge, LARGEST_UPLOAD + 1);
  writeFileSync(nameless, '%PDF-');
  writeFileSync(good, readFileSync(samplePath('matrix')));
  await page.setInputFiles('#import-files', [huge, nameless, good]);
  await page.locator('.import-done', { hasText: '表.pdf' }).waitFor();
  expect(await page.textContent('.problem')).toMatch(/没有接收.*很大\.pdf/);
  expect(sent).toEqual(['\u200b.pdf', '表.pdf']);
  // The browser says of each refusal that the server refused.
  expect(errors.splice(0).filter((text) => !text.includes('422'))).toEqual([]);
});

test('from there to the findings, their pictures, a mark, a spreadsheet, and a re-run that keeps it', async () => {
  const { page } = reviewer;
  await page.locator('.import-done', { hasText: 'publisher-errors' }).locator('td a').first().click();
  await page.waitForSelector('.evidence[aria-busy=false] .equation.fail');
  await page.waitForFunction(() => {
    const images = [...document.querySelectorAll<HTMLImageElement>('.sheet img')];
    return images.length > 0 && images.every((image) => image.complete && image.naturalWidth > 0);
  });
  await page.keyboard.press('1');
  await page.waitForSelector('.history li');
  const download = page.waitForEvent('download');
  await page.click('.exports a >> text=XLSX');
  const rows: string[][] = utils.sheet_to_json(
    read(readFileSync(await (await download).path())).Sheets.勾稽问题 ?? {},
    { header: 1 },
  );
  expect(rows.filter((row) => row.includes('已反映'))).toHaveLength(1);
  expect((await yusuan(['rerun', '--db', db, '--stage', 'read'])).code).toBe(0);
  expect(count("SELECT count(*) FROM findings WHERE mark = 'reported'")).toBe(1);
});

test('the same bytes again are known; a long import can be cancelled', async () => {
  const { page } = reviewer;
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.waitForSelector('.drop');
  const before = count('SELECT count(*) FROM documents');
  await drop(page, [['另一个名字.pdf', sample('shanghai-budget')[1]]]);
  await page.waitForFunction(() =>
    document.querySelector('.import-known')?.textContent?.includes('shanghai-budget.pdf'),
  );
  expect(count('SELECT count(*) FROM documents')).toBe(before);
  await drop(page, [sample('shanxi-budget'), sample('final-accounts'), sample('every-fund')]);
  await page.waitForSelector('text=取消导入');
  await page.click('text=取消导入');
  await page.waitForSelector('.import-stopped');
  await page.waitForSelector('text=取消导入', { state: 'detached' });
  expect(count('SELECT count(*) FROM documents')).toBeLessThan(before + 3);
  expect(reviewer.errors).toEqual([]);
});

test('a database that stayed empty is not left behind', async () => {
  const none = join(folder, 'verschrieben.sqlite');
  const other = await review(none);
  expect(existsSync(none)).toBe(true);
  await other.stop();
  expect(existsSync(none)).toBe(false);
});
