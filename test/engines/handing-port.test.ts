import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterEach, expect, test, vi } from 'vitest';
import { HandingPort, handingWorker } from '../../src/engines/pdf/handing-port.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';

const SAMPLE = new URL('../../samples/shanxi-budget/shanxi-budget.pdf', import.meta.url);

afterEach(() => vi.restoreAllMocks());

/** What a listener on the port is told when `message` is posted and, right after, changed by `then`. */
async function told(message: unknown, then: () => void): Promise<unknown> {
  const port = new HandingPort();
  const event = new Promise<{ readonly data: unknown }>((resolve) => port.addEventListener('message', resolve));
  port.postMessage(message);
  then();
  return (await event).data;
}

test('an operator list arrives as it is, and stays when the sender empties its arrays', async () => {
  const glyphs = [{ unicode: '元' }];
  const chunk = { fnArray: [44], argsArray: [[glyphs]], length: 1 };
  const empty = () => {
    chunk.fnArray.length = 0;
    chunk.argsArray.length = 0;
  };
  const arrived = await told({ stream: 4, chunk }, empty);
  expect(arrived).toEqual({ stream: 4, chunk: { fnArray: [44], argsArray: [[[{ unicode: '元' }]]], length: 1 } });
  expect(arrived).toHaveProperty('chunk.argsArray.0.0', glyphs);
  const { chunk: handed } = arrived as { readonly chunk: typeof chunk };
  expect(handed.argsArray[0]?.[0]).toBe(glyphs);
});

test('everything else is a copy, whatever becomes of the original', async () => {
  const message = { data: { fonts: ['宋体'] }, chunk: { items: [1] } };
  const arrived = await told(message, () => message.data.fonts.push('黑体'));
  expect(arrived).toEqual({ data: { fonts: ['宋体'] }, chunk: { items: [1] } });
});

test('a message of single values is a copy as well, and what cannot be copied is refused', async () => {
  const message = { action: 'GetPage', data: { pageIndex: 3, name: undefined as string | undefined, none: null } };
  const arrived = await told(message, () => {
    message.action = 'Terminate';
    message.data.pageIndex = 4;
  });
  expect(arrived).toStrictEqual({ action: 'GetPage', data: { pageIndex: 3, name: undefined, none: null } });
  expect(() => new HandingPort().postMessage({ data: { call: () => undefined } })).toThrow();
});

test('what a page is tells without a clone: its size in a list, and its place in the file as values', async () => {
  class Ref {
    readonly num = 7;
    readonly gen = 0;
  }
  const copied = vi.spyOn(globalThis, 'structuredClone');
  const view = [0, 0, 595, 842];
  const arrived = await told({ callbackId: 2, data: { rotate: 0, ref: new Ref(), view } }, () => view.push(1));
  expect(arrived).toStrictEqual({
    callbackId: 2,
    data: { rotate: 0, ref: { num: 7, gen: 0 }, view: [0, 0, 595, 842] },
  });
  expect(await told({ callbackId: 3, data: [] }, () => undefined)).toStrictEqual({ callbackId: 3, data: [] });
  expect(copied).not.toHaveBeenCalled();
  const bytes = new Uint8Array([1, 2]);
  const sent = await told({ data: { names: new Map([['a', 1]]), bytes } }, () => bytes.fill(9));
  expect(sent).toStrictEqual({ data: { names: new Map([['a', 1]]), bytes: new Uint8Array([1, 2]) } });
});

test('a listener hears nothing after its signal', async () => {
  const port = new HandingPort();
  const stop = new AbortController();
  const heard = vi.fn();
  port.addEventListener('message', heard, { signal: stop.signal });
  port.postMessage('before');
  await Promise.resolve();
  stop.abort();
  port.postMessage('after');
  await Promise.resolve();
  expect(heard.mock.calls).toEqual([[{ data: 'before' }]]);
});

test('pdf.js tells the same of a page as through its own port, and no operator list is copied', async () => {
  const bytes = () => new Uint8Array(readFileSync(SAMPLE));
  const listOf = async (more: object) => {
    const task = getDocument({ data: bytes(), verbosity: 0, ...more });
    const page = await (await task.promise).getPage(3);
    const { fnArray, argsArray } = await page.getOperatorList();
    await task.destroy();
    // Ids of fonts begin with the number of the document.
    return JSON.stringify({ fnArray, argsArray }).replaceAll(/"g_d\d+_/g, '"');
  };
  const own = await listOf({});
  expect(own.length).toBeGreaterThan(10_000);
  expect(await listOf({ worker: handingWorker().worker })).toBe(own);

  const copied = vi.spyOn(globalThis, 'structuredClone');
  const pdf = await openPdf(bytes());
  await pdf.read(3);
  await pdf.close();
  const lists = copied.mock.calls.filter(([message]) => JSON.stringify(message)?.includes('fnArray'));
  expect(copied.mock.calls.length).toBeGreaterThan(0);
  expect(lists).toEqual([]);
});
