import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { createCanvas } from '@napi-rs/canvas';
import type { PdfPages, Raster } from '../engines/pdf/pdf.ts';
import { openPdf } from '../engines/pdf/pdfjs.ts';

export interface PictureJob {
  readonly id: number;
  readonly sha256: string;
  readonly path: string;
  readonly page: number;
  readonly scale: number;
}

export interface PictureAnswer {
  readonly id: number;
  /** Null when the page cannot be rendered. */
  readonly bytes: Uint8Array | null;
}

/** Documents that stay open: a person goes from page to page. */
const KEPT_FILES = 3;
const open = new Map<string, Promise<PdfPages>>();

async function pagesOf({ sha256, path }: PictureJob): Promise<PdfPages> {
  const known = open.get(sha256);
  const pages = known ?? readFile(path).then((bytes) => openPdf(bytes));
  open.delete(sha256);
  open.set(sha256, pages);
  for (const [key, old] of open) {
    if (open.size <= KEPT_FILES) break;
    open.delete(key);
    await old.then((document) => document.close());
  }
  return pages;
}

async function render(job: PictureJob): Promise<Uint8Array | null> {
  try {
    const pages = await pagesOf(job);
    if (job.page > pages.pageCount) return null;
    return await encode(await pages.render(job.page, job.scale));
  } catch {
    open.delete(job.sha256);
    return null;
  }
}

/** WebP is half of PNG for scans and as sharp for print. */
function encode(raster: Raster): Promise<Uint8Array> {
  const canvas = createCanvas(raster.width, raster.height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(raster.width, raster.height);
  const { channels, data } = raster;
  for (let from = 0, to = 0; to < image.data.length; from += channels, to += 4) {
    const first = data[from] ?? 255;
    image.data[to] = first;
    image.data[to + 1] = channels === 1 ? first : (data[from + 1] ?? 255);
    image.data[to + 2] = channels === 1 ? first : (data[from + 2] ?? 255);
    image.data[to + 3] = channels === 4 ? (data[from + 3] ?? 255) : 255;
  }
  context.putImageData(image, 0, 0);
  return canvas.encode('webp', 90);
}

let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (job: PictureJob) => {
  // One at a time, newest wishes last: the person waits for what was asked first.
  last = last.then(async () => {
    const answer: PictureAnswer = { id: job.id, bytes: await render(job) };
    parentPort?.postMessage(answer);
  });
});
