import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  getDocument,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { brokenJpegs } from './broken-jpeg.ts';
import { interpret } from './display-list.ts';
import { decodeFullSize } from './full-size.ts';
import { type FontFacts, IDENTITY, matrixOf } from './graphics-state.ts';
import { handingWorker } from './handing-port.ts';
import { holdsOversized, MOST_PIXELS } from './oversized.ts';
import { PdfError, type PdfPages, type RawPage } from './pdf.ts';
import { pictureOf, renderPage } from './raster.ts';
import { unshownFonts } from './unshown-fonts.ts';

const PACKAGE = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
/** CMaps and standard fonts of the installed package, found whatever the working directory. */
const RESOURCES = {
  cMapUrl: join(PACKAGE, 'cmaps') + sep,
  cMapPacked: true,
  standardFontDataUrl: join(PACKAGE, 'standard_fonts') + sep,
  wasmUrl: join(PACKAGE, 'wasm') + sep,
  iccUrl: join(PACKAGE, 'iccs') + sep,
};

/** More pages than any published report has; a hostile page tree must not be walked for ever. */
const MOST_PAGES = 5_000;

/**
 * Opens a PDF with pdf.js. The bytes are copied, so the caller keeps them.
 * @throws PdfError when it is encrypted, damaged, empty, no PDF, or has no pages or too many.
 */
export async function openPdf(bytes: Uint8Array): Promise<PdfPages> {
  if (bytes.length === 0) throw new PdfError('empty', 'zero bytes');
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  if (!head.includes('%PDF-')) throw new PdfError('not-pdf', 'no %PDF- header');
  const worker = handingWorker();
  const task = getDocument({ ...sourceOf(bytes), ...unshownFonts(), worker });
  const close = async () => {
    await task.destroy();
    worker.destroy();
  };
  let document: PDFDocumentProxy;
  try {
    document = await task.promise;
  } catch (error) {
    await close();
    throw asPdfError(error);
  }
  if (document.numPages < 1 || document.numPages > MOST_PAGES) {
    await close();
    throw document.numPages < 1
      ? new PdfError('no-pages', 'the page tree is empty')
      : new PdfError('too-large', `${document.numPages} pages`);
  }
  const withPage = pageHolder(document);
  const drawn = drawnDocument(bytes);
  const broken = brokenJpegs(bytes);
  const oversized = holdsOversized(bytes);
  return {
    pageCount: document.numPages,
    read: async (number) => lost(await withPage(number, readPage), oversized),
    render: async (number, scale) => (await drawn.open())(number, (page) => renderPage(page, scale)),
    picture: (number, id) => withPage(number, (page) => pictureOf(page, id, broken)),
    close: async () => {
      await drawn.close();
      await close();
    },
  };
}

function sourceOf(bytes: Uint8Array) {
  decodeFullSize();
  const plain = { verbosity: 0, isOffscreenCanvasSupported: false };
  return { data: new Uint8Array(bytes), maxImageSize: MOST_PIXELS, ...plain, ...RESOURCES };
}

/** The document once more, opened when a page is first drawn: drawing wants the outlines that reading does without. */
function drawnDocument(bytes: Uint8Array) {
  let task: PDFDocumentLoadingTask | null = null;
  let pages: Promise<ReturnType<typeof pageHolder>> | null = null;
  return {
    open() {
      task ??= getDocument({ ...sourceOf(bytes), disableFontFace: true });
      pages ??= task.promise.then(pageHolder);
      return pages;
    },
    close: async () => task?.destroy(),
  };
}

/** On a page that draws nothing, in a document with a picture that pdf.js left out, that picture is what is missing. */
function lost(page: RawPage, oversized: boolean): RawPage {
  const empty = page.pictures.length === 0 && page.glyphs.length === 0;
  return oversized && empty ? { ...page, pictureTooLarge: true } : page;
}

function asPdfError(error: unknown): PdfError {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'PasswordException') return new PdfError('encrypted', message);
  return new PdfError('damaged', message);
}

/** Holds the page used last, so that a scan's picture is decoded once for reading and recognising; frees it for the next. */
function pageHolder(document: PDFDocumentProxy) {
  let held: PDFPageProxy | null = null;
  return async <T>(number: number, use: (page: PDFPageProxy) => Promise<T>): Promise<T> => {
    if (held?.pageNumber !== number) {
      held?.cleanup();
      held = await document.getPage(number);
    }
    return use(held);
  };
}

async function readPage(page: PDFPageProxy): Promise<RawPage> {
  const list = await page.getOperatorList();
  // Fonts came before the list, but pdf.js may still be waiting for the page to have taken them.
  await nextTurn();
  const viewport = page.getViewport({ scale: 1 });
  const transform = matrixOf(viewport.transform) ?? IDENTITY;
  const frame = { number: page.pageNumber, width: viewport.width, height: viewport.height, transform };
  const fonts = new Map<string, FontFacts>();
  const fontOf = (id: string): FontFacts => {
    const known = fonts.get(id);
    if (known) return known;
    const facts = fontFacts(page, id);
    fonts.set(id, facts);
    return facts;
  };
  return interpret(list, frame, fontOf);
}

function fontFacts(page: PDFPageProxy, id: string): FontFacts {
  const font: unknown = id !== '' && page.commonObjs.has(id) ? page.commonObjs.get(id) : null;
  if (typeof font !== 'object' || font === null) return { vertical: false, unit: 0.001 };
  const vertical = 'vertical' in font && font.vertical === true;
  const type3 = 'isType3Font' in font && font.isType3Font === true;
  const matrix = type3 && 'fontMatrix' in font ? matrixOf(font.fontMatrix) : null;
  return { vertical, unit: matrix ? Math.abs(matrix[0]) : 0.001 };
}
