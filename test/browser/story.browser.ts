import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { importInto, samplePath } from '../review/database.ts';
import { comeIn, expectAccessible, launch, type Reviewer, type Running, review, settled } from './browser.ts';

/** Screenshots for the README; written only when asked for, so that a test run changes no file. */
const PICTURES =
  process.env.SCREENSHOTS === 'write' ? fileURLToPath(new URL('../../docs/images/', import.meta.url)) : null;

let folder: string;
let db: string;
let store: Store;
let browser: Browser;
let server: Running;
let zhang: Reviewer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-browser-'));
  db = join(folder, 'review.sqlite');
  store = openStore(db);
  for (const name of ['publisher-errors', 'shanghai-budget', 'final-accounts'])
    await importInto(store, samplePath(name));
  browser = await launch();
  server = await review(db);
  zhang = await comeIn(browser, server.address, '张三');
  if (PICTURES !== null) mkdirSync(PICTURES, { recursive: true });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const number = (sql: string) => Number(store.db.prepare(sql).pluck().get());
const open = () => number('SELECT count(*) FROM review_queue');
const said = () => zhang.page.textContent('.said');
const title = () => zhang.page.textContent('.evidence h2');
async function keep(name: string): Promise<void> {
  if (PICTURES !== null) await zhang.page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
/** Goes to the first row of the list. */
async function first(page: Page): Promise<void> {
  await page.click('#row-0');
  await page.waitForSelector('#row-0.selected');
  await settled(page);
}
/** Waits until the header shows what the database says. */
async function agrees(): Promise<void> {
  await zhang.page.waitForFunction((n) => document.querySelector('.left')?.textContent?.includes(`${n} `), open());
}

describe('one reviewer', () => {
  test('opens the page and sees the worst row with its evidence', async () => {
    const { page } = zhang;
    await settled(page);
    expect(page.url()).not.toContain('token');
    expect(await page.locator('.row').count()).toBe(open());
    const worst = store.db
      .prepare<[], { line_name: string; amount: string; raw: string }>(
        'SELECT line_name, amount, raw FROM review_queue',
      )
      .get();
    expect(await title()).toContain(worst?.line_name);
    expect(await page.textContent('.raw')).toContain(worst?.raw);
    expect(await page.locator('.equation.fail').count()).toBeGreaterThan(0);
    expect(await page.locator('.mark-cell').count()).toBe(1);
    expect(await page.locator('.mark-left, .mark-right').count()).toBeGreaterThan(0);
    for (const role of ['row', 'column', 'header']) expect(await page.locator(`.mark-${role}`).count(), role).toBe(1);
    expect(await page.locator('.candidates li').count()).toBeGreaterThan(1);
    await agrees();
    await keep('review-queue');
  });

  test('the cell that is lit up is where the amount is printed', async () => {
    const { page } = zhang;
    const mark = await page.locator('.mark-cell').boundingBox();
    const pane = await page.locator('.picture-pane').boundingBox();
    expect(mark && pane && mark.x >= pane.x && mark.y >= pane.y && mark.x < pane.x + pane.width).toBe(true);
    await page.keyboard.press('+');
    await page.waitForFunction(
      (width) => (document.querySelector('.mark-cell')?.getBoundingClientRect().width ?? 0) > width,
      mark?.width ?? 0,
    );
    await page.keyboard.press(']');
    await page.waitForFunction(() => document.querySelector('.mark-cell') === null);
    await page.keyboard.press('b');
    await page.waitForSelector('.mark-cell');
    await page.keyboard.press('0');
  });

  test('a value typed shows its effect; one that is no amount cannot be saved', async () => {
    const { page } = zhang;
    await page.keyboard.press('c');
    await page.fill('#value', '12,34');
    expect(await page.textContent('#value-problem')).not.toBe('');
    expect(await page.isDisabled('.form button[type=submit]')).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('2');
    expect(await page.inputValue('#value')).not.toBe('');
    await page.waitForSelector('.equation .good');
    await keep('review-correct');
  });

  test('Enter saves it: in corrections, in facts, off the queue, next row shown', async () => {
    const { page } = zhang;
    const [before, shown, value] = [open(), await title(), await page.inputValue('#value')];
    await page.keyboard.press('Enter');
    await page.waitForFunction((old) => document.querySelector('.evidence h2')?.textContent !== old, shown);
    expect(open()).toBeLessThan(before);
    expect(store.db.prepare('SELECT kind, reviewer, status FROM corrections').all()).toEqual([
      { kind: 'value', reviewer: '张三', status: 'applied' },
    ]);
    const fact = store.db.prepare<[], { amount: string }>("SELECT amount FROM facts WHERE source = 'correction'").get();
    expect(Number(fact?.amount)).toBeCloseTo(Number(value.replaceAll(',', '')) * 10_000, 2);
    await agrees();
    expect(await said()).toContain('已保存');
  });

  test('undo brings it back', async () => {
    const { page } = zhang;
    const before = open();
    await page.keyboard.press('u');
    await page.waitForFunction(() => document.querySelector('.said')?.textContent?.includes('已撤销'));
    expect(open()).toBeGreaterThan(before);
    expect(number("SELECT count(*) FROM facts WHERE source = 'correction'")).toBe(0);
    await agrees();
  });

  test('one key says the publisher printed it so, one confirms', async () => {
    const { page } = zhang;
    for (const [key, kind] of [
      ['p', 'publisher'],
      ['a', 'accept'],
    ]) {
      const before = await title();
      await page.keyboard.press(key ?? '');
      await page.waitForFunction((old) => document.querySelector('.evidence h2')?.textContent !== old, before);
      expect(number(`SELECT count(*) FROM corrections WHERE kind = '${kind}'`)).toBe(1);
    }
    await page.keyboard.press('u');
    await page.waitForTimeout(300);
    await page.keyboard.press('u');
    await page.waitForFunction(() => document.querySelector('.said')?.textContent?.includes('已撤销'));
    await expect.poll(() => number("SELECT count(*) FROM corrections WHERE status <> 'undone'")).toBe(0);
    await agrees();
  });

  test('keys that come fast act on the row that is selected, never on the one before', async () => {
    const { page } = zhang;
    await first(page);
    const second = await page.textContent('#row-1');
    await page.waitForTimeout(500);
    await page.evaluate(() => {
      for (const key of ['j', 'a']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    });
    await page.waitForTimeout(500);
    const made = store.db
      .prepare<[], { line_name: string; measure: string }>(
        "SELECT line_name, measure FROM corrections WHERE status <> 'undone'",
      )
      .all();
    expect(made.length).toBeLessThanOrEqual(1);
    for (const { line_name } of made) expect(second).toContain(line_name);
    if (made.length === 1) await page.keyboard.press('u');
    await expect.poll(() => number("SELECT count(*) FROM corrections WHERE status <> 'undone'")).toBe(0);
    await agrees();
  });

  test('filters narrow the list, are kept in the address, and can be cleared', async () => {
    const { page } = zhang;
    const all = open();
    await page.selectOption('#filter-reason', '=contradicted');
    const some = number("SELECT count(*) FROM review_queue WHERE reason = 'contradicted'");
    expect(some).toBeLessThan(all);
    await page.waitForFunction((n) => document.querySelectorAll('.row').length === n, some);
    expect(page.url()).toContain('reason=contradicted');
    await page.reload();
    await page.waitForFunction((n) => document.querySelectorAll('.row').length === n, some);
    await page.click('.filters .link');
    await page.waitForFunction((n) => document.querySelectorAll('.row').length === n, all);
  });

  test('a reload comes back to the same row', async () => {
    const { page } = zhang;
    await settled(page);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.waitForFunction(() => document.querySelector('.row.selected')?.id === 'row-2');
    await settled(page);
    const before = await title();
    await page.reload();
    await settled(page);
    await page.waitForFunction(() => document.querySelector('.row.selected')?.id === 'row-2');
    expect(await title()).toBe(before);
  });

  test('the list of keys opens and closes', async () => {
    const { page } = zhang;
    await page.keyboard.press('?');
    await page.waitForSelector('dialog[open] .keys');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
  });

  test('has no accessibility violation and no console error so far', async () => {
    await settled(zhang.page);
    await expectAccessible(zhang.page);
    expect(zhang.errors).toEqual([]);
  });
});

describe('documents and chart', () => {
  test('numbers of the overview are those of the database', async () => {
    const { page } = zhang;
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.waitForSelector('.documents tbody tr');
    for (const row of store.db.prepare<[], Record<string, number | string>>('SELECT * FROM documents').all()) {
      const shown = await page
        .locator('.documents tr', { hasText: String(row.file) })
        .locator('td')
        .allTextContents();
      const queued = number(`SELECT count(*) FROM review_queue WHERE file = '${row.file}'`);
      expect(shown.slice(2, 7)).toMatchObject(
        [`${row.pages}`, `${row.statements}`, `${row.facts}`, /%|–/, `${queued}`].map((one) =>
          typeof one === 'string' ? one : expect.stringMatching(one),
        ),
      );
    }
    await expectAccessible(page);
    await keep('review-documents');
    await page.fill('.documents-view input[type=search]', 'PUBLISHER');
    await page.waitForFunction(() => document.querySelectorAll('.documents tbody tr').length === 1);
    expect(await page.textContent('.documents-view [role=status]')).toBe('共 1 份');
    await page.fill('.documents-view input[type=search]', '');
    await page.waitForFunction(() => document.querySelectorAll('.documents tbody tr').length > 1);
  });

  test('statements stand as tables beside the page; a doubtful cell is marked and opens its evidence', async () => {
    const { page } = zhang;
    await page.click('.documents a >> text=publisher-errors.pdf');
    await page.waitForSelector('.tables table');
    expect(await page.locator('.tables section[aria-labelledby]').count()).toBe(
      number("SELECT statements FROM documents WHERE file LIKE 'publisher%'"),
    );
    const marked = page.locator('.cell-open');
    expect(await marked.count()).toBe(
      number("SELECT count(*) FROM facts WHERE file LIKE 'publisher%' AND needs_review"),
    );
    await marked.first().click();
    await settled(page);
    await page.waitForSelector('.mark-cell');
    await expectAccessible(page);
    await keep('review-document');
  });

  test('a segment of the chart opens the rows behind it, a row its document', async () => {
    const { page } = zhang;
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.waitForSelector('.segment');
    await page.locator('.segment').first().click();
    await page.waitForSelector('.behind tbody tr');
    await expectAccessible(page);
    await keep('review-chart');
    await page.locator('.behind a').first().click();
    await page.waitForSelector('.tables table');
    await settled(page);
    expect(zhang.errors).toEqual([]);
  });
});

describe('two reviewers', () => {
  let li: Reviewer;
  beforeAll(async () => {
    const { page } = zhang;
    await page.keyboard.press('g');
    await page.keyboard.press('q');
    await page.waitForSelector('.row');
    await page.click('.top button >> text=请另一位复核人');
    const address = await page.inputValue('dialog[open] input');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    li = await comeIn(browser, address, '李四');
    await settled(li.page);
  });

  test('the second on a row is told and sees the first decision; nothing of theirs is saved', async () => {
    await first(zhang.page);
    await first(li.page);
    const before = number('SELECT count(*) FROM corrections');
    await zhang.page.keyboard.press('p');
    await expect.poll(() => number('SELECT count(*) FROM corrections')).toBe(before + 1);
    await li.page.keyboard.press('a');
    await li.page.waitForSelector('.conflict');
    expect(await li.page.textContent('.conflict')).toContain('张三');
    expect(number('SELECT count(*) FROM corrections')).toBe(before + 1);
    await expectAccessible(li.page);
    expect(li.errors).toEqual([]);
  });

  test('what one decides shows up at the other without asking', async () => {
    const { page } = zhang;
    await first(page);
    await page.keyboard.press('a');
    await expect.poll(open).toBeLessThan((await li.page.locator('.row').count()) + 1);
    await li.page.waitForFunction((n) => document.querySelector('.left')?.textContent?.includes(`${n} `), open());
  });

  test('a change in another terminal shows up, too', async () => {
    const { id } = store.db.prepare<[], { id: number }>('SELECT max(id) AS id FROM corrections').get() ?? { id: 0 };
    const { undo } = await import('../../src/store/write/decide.ts');
    const { conclude } = await import('../../src/pipeline.ts');
    const { declarations } = await import('../review/database.ts');
    const options = {
      conclude: (...[readings, made]: [Parameters<typeof conclude>[0], Parameters<typeof conclude>[1]]) =>
        conclude(readings, made, declarations),
      now: new Date(),
    };
    expect(undo(store.db, id, { actor: '终端', reason: '' }, options)).toBe(true);
    await agrees();
    await li.page.waitForFunction((n) => document.querySelector('.left')?.textContent?.includes(`${n} `), open());
  });
});

describe('the server stops and starts', () => {
  test('the page says so, keeps what was typed, and goes on when one comes in again', async () => {
    const { page, context } = zhang;
    await first(page);
    await page.keyboard.press('c');
    await page.fill('#value', '77.88');
    await server.stop();
    await page.waitForSelector('.notice');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.problem[role=alert]')?.textContent !== '');
    server = await review(db, server.port);
    await page.waitForFunction(() => document.querySelector('.notice')?.textContent?.includes('yusuan review'));
    const door = await context.newPage();
    await door.goto(server.address);
    await door.close();
    await page.waitForSelector('.notice', { state: 'detached' });
    expect(await page.inputValue('#value')).toBe('77.88');
    await page.reload();
    await settled(page);
    expect(await page.inputValue('#value')).toBe('77.88');
    await page.focus('#value');
    await page.keyboard.press('Enter');
    await expect.poll(() => number("SELECT count(*) FROM facts WHERE amount = '778800.00'")).toBe(1);
    await agrees();
  });
});

describe('every size', () => {
  test.each([
    ['1280 × 720', { width: 1280, height: 720 }],
    ['200 % zoom', { width: 640, height: 360 }],
  ])('everything can be reached at %s', async (_name, size) => {
    const address = server.address;
    await zhang.page.setViewportSize(size);
    await zhang.page.reload();
    await settled(zhang.page);
    expect(address).toBeDefined();
    const wide = await zhang.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    for (const part of ['.filters', '.list', '.picture-pane', '.decide .primary', '.candidates', '#arithmetic']) {
      await zhang.page.locator(part).first().scrollIntoViewIfNeeded();
      expect(await zhang.page.locator(part).first().isVisible(), part).toBe(true);
    }
    await expectAccessible(zhang.page);
  });

  test('English with --lang en', async () => {
    const english = await review(db, 0, ['--lang', 'en']);
    const { page, context, errors } = await comeIn(browser, english.address, 'Ann');
    await settled(page);
    expect(await page.textContent('.brand')).toBe('Budget review');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.textContent('.decide')).toContain('Read right');
    await expectAccessible(page);
    expect(errors).toEqual([]);
    await context.close();
    await english.stop();
  });
});
