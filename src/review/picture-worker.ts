import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createCanvas } from '@napi-rs/canvas';
import { PdfError, type PdfPages, type Raster } from '../engines/pdf/pdf.ts';
import { pdfOpener } from '../engines/pdf/pdfjs.ts';

export interface PictureJob {
  readonly id: number;
  readonly sha256: string;
  readonly path: string;
  readonly page: number;
  readonly scale: number;
}

export interface PictureAnswer {
  readonly id: number;
  readonly picture: { readonly bytes: Uint8Array } | { readonly problem: PictureProblem };
}

/** Why a page of a PDF that is there cannot be drawn; `locked`: none of the passwords given is its own. */
export type PictureProblem = 'unreadable' | 'locked';

const passwords: unknown = workerData;
const openPdf = pdfOpener(Array.isArray(passwords) ? passwords.map(String) : []);

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

async function render(job: PictureJob): Promise<PictureAnswer['picture']> {
  try {
    const pages = await pagesOf(job);
    if (job.page > pages.pageCount) return { problem: 'unreadable' };
    return { bytes: await encode(await pages.render(job.page, job.scale)) };
  } catch (error) {
    open.delete(job.sha256);
    const locked = error instanceof PdfError && LOCKED.has(error.problem);
    return { problem: locked ? 'locked' : 'unreadable' };
  }
}

const LOCKED: ReadonlySet<PdfError['problem']> = new Set(['encrypted', 'wrong-password']);

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
    const answer: PictureAnswer = { id: job.id, picture: await render(job) };
    parentPort?.postMessage(answer);
  });
});
