// The review page over 100,000 queued rows in a real Chromium: first paint, decision to next row, scrolling.
// npm run bench -- --only review
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { loadDeclarations } from '../../src/declare/load.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import type { Note } from '../../src/model/note.ts';
import { readDocument } from '../../src/pipeline.ts';
import { startReview } from '../../src/review/server.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { rowsOf } from '../../src/store/write/rows.ts';
import { documentWriter } from '../../src/store/write/write.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SAMPLE = join(ROOT, 'samples', 'publisher-errors', 'publisher-errors.pdf');
const ROWS = 100_000;
const NOTICES = 95;
const DECISIONS = 40;
const TARGET = { firstPaintMs: 1000, nextRowMs: 150 };

/** Documents of a few contradicted amounts and many notices each, until the queue has its rows. */
export async function fill(store: Store, folder: string): Promise<void> {
  const declarations = loadDeclarations();
  const { pages, result } = await readDocument(readFileSync(SAMPLE), { openPdf, declarations, scan: null });
  const notices = Array.from(
    { length: NOTICES },
    (_, at): Note => ({
      ...{ code: 'unread-cell', severity: 'warning', page: 1 + (at % result.pages), statement: 'expenditure' },
      ...{ box: { x0: 100, y0: 40 + at * 7, x1: 160, y1: 46 + at * 7 }, data: { text: `第 ${at} 格` } },
    }),
  );
  const rows = rowsOf({ ...result, notes: [...result.notes, ...notices] }, pages);
  const writer = documentWriter(store.db);
  const documents = Math.ceil(ROWS / rows.review_item.length);
  for (let n = 0; n < documents; n += 1) {
    const sha256 = createHash('sha256').update(`${n}`).digest('hex');
    // A decision asks whether the file is still there, by its hash.
    const path = join(folder, `${n}.pdf`);
    writeFileSync(path, `${n}`);
    const identity = { ...result.identity, department: `第 ${n % 200} 局` };
    writer.write(
      {
        ...{ sha256, file: `${n}.pdf`, bytes: 1, identity, status: result.status, reason: null, pages: result.pages },
        ...{ pipeline: result.pipeline, pipelineVersion: 'bench', stageVersions: {}, rows },
      },
      { replace: false, path, now: new Date() },
    );
  }
}

/** The machine's own Chromium; null when there is none. */
function findChromium(): string | null {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const paths = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return process.env.CHROMIUM ?? paths.find(existsSync) ?? null;
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const at = (values: readonly number[], share: number): number =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** Milliseconds from the start of navigation to the first paint, and to the first row and its evidence. */
async function firstPaint(page: Page): Promise<{ paint: number; ready: number }> {
  await page.waitForSelector('.row .row-name');
  await page.waitForSelector('.evidence[aria-busy=false] h2');
  const ready = Number(await page.evaluate('performance.now()'));
  const paint = Number(
    await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity"),
  );
  return { paint, ready };
}

/** From the key to the next entry's evidence on the screen, as the page itself sees it. */
const DECIDE = `new Promise((resolve) => {
  const before = location.hash;
  const started = performance.now();
  const look = () => {
    const next = location.hash !== before && document.querySelector('.evidence[aria-busy=false] h2') !== null;
    if (next) requestAnimationFrame(() => resolve(performance.now() - started));
    else requestAnimationFrame(look);
  };
  document.querySelector('.list').dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
  requestAnimationFrame(look);
})`;

const ASKED = `JSON.stringify(performance.getEntriesByType('resource')
  .filter(({ name }) => name.endsWith('/api/decisions')).map(({ duration }) => duration))`;

/** Frame times while the list is scrolled from end to end, and whether rows were there when it stopped. */
const SCROLL = `new Promise((resolve) => {
  const list = document.querySelector('.list');
  const frames = [];
  let last = performance.now();
  let n = 0;
  const step = () => {
    const now = performance.now();
    frames.push(now - last);
    last = now;
    n += 1;
    list.scrollTop = n < 120 ? list.scrollTop + 900 : (list.scrollHeight * (n - 120)) / 60;
    if (n < 180) requestAnimationFrame(step);
    else resolve(frames.slice(1));
  };
  requestAnimationFrame(step);
})`;

function verdict(what: string, value: number, target: number): boolean {
  const good = value <= target;
  console.log(`review   ${what}: ${value.toFixed(0)} ms (at most ${target}) ${good ? 'ok' : 'MISSED'}`);
  return good;
}

/** Prints the page's times over a queue of 100,000 rows; false when a target is missed. */
export async function benchReview(): Promise<boolean> {
  const browserPath = findChromium();
  if (browserPath === null) {
    console.log('review   no Chromium in the PATH: not measured');
    return true;
  }
  const folder = mkdtempSync(join(tmpdir(), 'yusuan-bench-review-'));
  const store = openStore(join(folder, 'review.sqlite'));
  try {
    await fill(store, folder);
    return await measure(store, browserPath);
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(store: Store, executablePath: string): Promise<boolean> {
  const now = () => new Date();
  const options = { declarations: loadDeclarations(), language: 'zh', host: '127.0.0.1', port: 0, now } as const;
  const server = await startReview({ db: store.db, ...options });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    await context.addInitScript("localStorage.setItem('yusuan.reviewer', 'bench')");
    const page = await context.newPage();
    await page.goto(server.address());
    await page.waitForSelector('.row .row-name');
    await page.reload();
    const { paint, ready } = await firstPaint(page);
    const queued = Number(store.db.prepare('SELECT count(*) FROM review_queue').pluck().get());
    console.log(`review   ${queued} queued rows; first row and its evidence after ${ready.toFixed(0)} ms`);
    const times: number[] = [];
    for (let n = 0; n < DECISIONS; n += 1) {
      times.push(Number(await page.evaluate(DECIDE)));
      await page.waitForTimeout(150);
    }
    const frames: number[] = JSON.parse(JSON.stringify(await page.evaluate(SCROLL)));
    console.log(
      `review   decision to next row: median ${at(times, 0.5).toFixed(0)} ms, worst ${at(times, 1).toFixed(0)} ms; ` +
        `frames while scrolling: median ${at(frames, 0.5).toFixed(0)} ms, 95 % ${at(frames, 0.95).toFixed(0)} ms`,
    );
    const asked = sorted(JSON.parse(String(await page.evaluate(ASKED))));
    console.log(`review   of it the server's answer: median ${at(asked, 0.5).toFixed(0)} ms`);
    const painted = verdict('first paint', paint, TARGET.firstPaintMs);
    return verdict('decision to next row, 95 %', at(times, 0.95), TARGET.nextRowMs) && painted;
  } finally {
    await browser.close();
    await server.close();
  }
}
