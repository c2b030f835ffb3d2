/// <reference path="./pdf-worker.d.ts" />
import { PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs';

type Port = NonNullable<Parameters<typeof PDFWorker.create>[0]['port']>;
type Listener = (event: { readonly data: unknown }) => void;

/**
 * The way between the two halves of pdf.js, in one thread. pdf.js's own copies every message as if the halves were apart;
 * a page's operator list (绘图指令), which is most of what is said, is handed over as it is here. The sending half empties
 * its two arrays afterwards and never touches what was in them again.
 */
export class HandingPort {
  readonly #listeners = new Set<Listener>();
  readonly #later = Promise.resolve();

  postMessage(message: unknown, transfer?: ArrayBuffer[]): void {
    const data =
      operatorsIn(message) ??
      plainly(message, DEPTH) ??
      structuredClone(message, transfer === undefined ? {} : { transfer });
    void this.#later.then(() => {
      for (const listener of this.#listeners) listener({ data });
    });
  }

  /** Tells the working half how much to write: nothing (0) or warnings (1). */
  configure(verbosity: number): void {
    this.postMessage({ sourceName: 'main', targetName: 'worker', action: 'configure', data: { verbosity } });
  }

  addEventListener(_name: string, listener: Listener, options?: { readonly signal?: AbortSignal }): void {
    this.#listeners.add(listener);
    options?.signal?.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }
}

/** The message with arrays of its own, when it carries a piece of an operator list; else null, and it is copied whole. */
function operatorsIn(message: unknown): object | null {
  if (typeof message !== 'object' || message === null || !('chunk' in message)) return null;
  const { chunk } = message;
  if (typeof chunk !== 'object' || chunk === null || !('fnArray' in chunk) || !('argsArray' in chunk)) return null;
  const { fnArray, argsArray } = chunk;
  if (!Array.isArray(fnArray) || !Array.isArray(argsArray)) return null;
  return { ...message, chunk: { ...chunk, fnArray: [...fnArray], argsArray: [...argsArray] } };
}

/** How deep the values of most messages lie: those of a page's size in an array within its data. */
const DEPTH = 2;

/** A copy of an object or list that holds nothing but single values, or such objects and lists, as most messages do; else null. */
function plainly(message: unknown, depth: number): object | null {
  if (typeof message !== 'object' || message === null) return null;
  const isList = Array.isArray(message);
  // Maps, bytes and errors have tags of their own; of pdf.js's own objects the values are handed over, as a clone does.
  if (!isList && Object.prototype.toString.call(message) !== '[object Object]') return null;
  const copied: [string, unknown][] = [];
  for (const [key, value] of Object.entries(message)) {
    if (typeof value === 'function' || typeof value === 'symbol') return null;
    const isSingle = typeof value !== 'object' || value === null;
    const own: unknown = isSingle || depth === 0 ? value : plainly(value, depth - 1);
    if (!isSingle && (depth === 0 || own === null)) return null;
    copied.push([key, own]);
  }
  return isList ? copied.map(([, own]) => own) : Object.fromEntries(copied);
}

/** A worker half in this thread, for documents that are read, and the way to it; its end frees what it held. */
export function handingWorker(): { readonly worker: PDFWorker; readonly port: HandingPort } {
  const port = new HandingPort();
  WorkerMessageHandler.initializeFromPort(port);
  // pdf.js is typed for a browser's worker; of one, it asks for these methods only.
  const worker: unknown = port;
  return { worker: PDFWorker.create({ port: worker as Port, verbosity: 0 }), port };
}
