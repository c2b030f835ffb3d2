import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { expect } from 'vitest';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The machine's own Chromium, from the PATH or CHROMIUM. */
function chromiumPath(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(existsSync);
  const path = process.env.CHROMIUM ?? found;
  if (path === undefined) throw new Error('no Chromium in the PATH: apt-get install chromium, or set CHROMIUM');
  return path;
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
}

/** `yusuan review` as a person starts it. */
export interface Running {
  readonly address: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('../../bin/yusuan.js', import.meta.url));

export async function review(db: string, port = 0, more: readonly string[] = []): Promise<Running> {
  const child = spawn(process.execPath, [PROGRAM, 'review', '--db', db, '--port', `${port}`, '--no-open', ...more]);
  const address = await addressFrom(child);
  return {
    address,
    port: Number(new URL(address).port),
    stop: () =>
      new Promise((resolve) => {
        child.on('close', () => resolve());
        child.kill('SIGINT');
      }),
  };
}

function addressFrom(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk;
      const found = /http:\/\/\S+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.on('close', () => reject(new Error(said)));
  });
}

/** A window of a reviewer with a name; what its console says is kept. */
export interface Reviewer {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly errors: string[];
}

export async function comeIn(browser: Browser, address: string, name: string, size = SIZE): Promise<Reviewer> {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  await context.addInitScript((who) => localStorage.setItem('yusuan.reviewer', who), name);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(address);
  return { page, context, errors };
}
export const SIZE = { width: 1280, height: 720 };

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** Fails with what axe-core finds: contrast, labels, roles, names, focus. */
export async function expectAccessible(page: Page): Promise<void> {
  // Through the debugger: the page's own policy would rightly refuse a foreign script.
  const { readFileSync } = await import('node:fs');
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const result: AxeResult = await page.evaluate('axe.run(document, { resultTypes: ["violations"] })');
  expect(result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
}

/** Waits until the page shows the evidence of an entry and its picture. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector('.evidence[aria-busy=false] h2');
  await page.waitForFunction(() => {
    const image = document.querySelector<HTMLImageElement>('.sheet img');
    return image?.complete === true && image.naturalWidth > 0;
  });
}
