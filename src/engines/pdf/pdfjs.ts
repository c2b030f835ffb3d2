import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import {
  getDocument,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { brokenContents } from './bytes/broken-content.ts';
import { brokenJpegs } from './bytes/broken-jpeg.ts';
import { rawObjects } from './bytes/objects.ts';
import { holdsOversized, MOST_PIXELS } from './bytes/oversized.ts';
import { pagesLost } from './bytes/page-count.ts';
import { unpackAtOnce } from './bytes/unpack.ts';
import { MissingFonts } from './complaints.ts';
import { FontInk } from './font-ink.ts';
import { unshownFonts } from './fonts/unshown-fonts.ts';
import { decodeFullSize } from './full-size.ts';
import { handingWorker } from './handing-port.ts';
import { type PasswordTries, passwordTries } from './passwords.ts';
import { PdfError, type PdfPages, type RawPage } from './pdf.ts';
import { readPage } from './pdfjs-page.ts';
import { embeddedIn } from './portfolio.ts';
import { isUndecoded, pictureOf, renderPage } from './raster.ts';

const PACKAGE = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
/** CMaps and standard fonts of the installed package, found whatever the working directory. */
const RESOURCES = {
  cMapUrl: join(PACKAGE, 'cmaps') + sep,
  cMapPacked: true,
  standardFontDataUrl: join(PACKAGE, 'standard_fonts') + sep,
  wasmUrl: join(PACKAGE, 'wasm') + sep,
  iccUrl: join(PACKAGE, 'iccs') + sep,
};

/** Pictures up to the largest are decoded whole: without the second limit pdf.js guesses one, and shrinks some (JPEG 2000). */
const LIMITS = { maxImageSize: MOST_PIXELS, canvasMaxAreaInBytes: 4 * MOST_PIXELS };

/** More pages than any published report has; a hostile page tree must not be walked for ever. */
const MOST_PAGES = 5_000;

/**
 * Opens a PDF with pdf.js; one that wants a password (打开密码) with whichever of `passwords` is its own. The bytes are
 * copied, so the caller keeps them.
 * @throws PdfError when it is encrypted, damaged, empty, no PDF, or has no pages or too many.
 */
export function openPdf(bytes: Uint8Array, passwords: readonly string[] = []): Promise<PdfPages> {
  return openAt(bytes, passwords, 0);
}

/** What opens PDFs with these passwords. */
export function pdfOpener(passwords: readonly string[] = []): (bytes: Uint8Array) => Promise<PdfPages> {
  return (bytes) => openPdf(bytes, passwords);
}

/** Pages of the cover that a collection (PDF 包) shows to viewers that know none: the one PDF that it wraps is meant. */
const MOST_COVERS = 1;
/** How deep a PDF may lie in collections. */
const DEEPEST = 2;

async function openAt(bytes: Uint8Array, passwords: readonly string[], depth: number): Promise<PdfPages> {
  if (bytes.length === 0) throw new PdfError('empty', 'zero bytes');
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  if (!head.includes('%PDF-')) throw new PdfError('not-pdf', 'no %PDF- header');
  const { worker, port } = handingWorker();
  const missing = new MissingFonts();
  const ink = new FontInk();
  const tries = passwordTries(passwords);
  const task = getDocument({ ...sourceOf(bytes), ...unshownFonts((font) => ink.add(font)), worker });
  tries.answer(task);
  const close = async () => {
    ink.close();
    await task.destroy();
    worker.destroy();
  };
  let document: PDFDocumentProxy;
  try {
    document = await task.promise;
  } catch (error) {
    await close();
    throw asPdfError(error, tries);
  }
  if (document.numPages < 1 || document.numPages > MOST_PAGES) {
    await close();
    throw document.numPages < 1
      ? new PdfError('no-pages', 'the page tree is empty')
      : new PdfError('too-large', `${document.numPages} pages`);
  }
  const embedded = await embeddedIn(document).catch(() => []);
  const [wrapped, ...others] = document.numPages <= MOST_COVERS && depth < DEEPEST ? embedded : [];
  if (wrapped !== undefined && others.length === 0) {
    await close();
    const inner = await openAt(wrapped.content, passwords, depth + 1);
    return tries.taken() === undefined ? inner : { ...inner, unlocked: true };
  }
  const withPage = pageHolder(document);
  const drawn = drawnDocument(bytes, tries.taken());
  const broken = brokenJpegs(bytes);
  const raw = rawObjects(bytes);
  const contents = brokenContents(bytes, raw);
  const lostPages = pagesLost(raw, document.numPages);
  const oversized = holdsOversized(bytes);
  return {
    pageCount: document.numPages,
    ...(lostPages > 0 ? { lostPages } : {}),
    ...(embedded.length > 0 ? { embedded: embedded.map(({ name }) => name) } : {}),
    ...(tries.taken() === undefined ? {} : { unlocked: true }),
    read: (number) =>
      withPage(number, async (page) => {
        const read = lost(await readPage(page, { document, ink, port, missing }), oversized);
        return page.ref !== null && contents.has(page.ref.num) ? { ...read, damaged: true } : read;
      }),
    render: async (number, scale) => (await drawn.open())(number, (page) => renderPage(page, scale)),
    glyph: (font, char) => ink.picture(font, char),
    picture: (number, id) => withPage(number, (page) => pictureOf(page, id, broken)),
    undecoded: (number, id) => withPage(number, (page) => isUndecoded(page, id)),
    close: async () => {
      await drawn.close();
      await close();
    },
  };
}

function sourceOf(bytes: Uint8Array) {
  decodeFullSize();
  unpackAtOnce();
  const plain = { verbosity: 0, isOffscreenCanvasSupported: false };
  return { data: new Uint8Array(bytes), ...plain, ...LIMITS, ...RESOURCES };
}

/** The document once more, opened when a page is first drawn: drawing wants the outlines that reading does without. */
function drawnDocument(bytes: Uint8Array, password: string | undefined) {
  let task: PDFDocumentLoadingTask | null = null;
  let pages: Promise<ReturnType<typeof pageHolder>> | null = null;
  return {
    open() {
      task ??= getDocument({
        ...sourceOf(bytes),
        disableFontFace: true,
        ...(password === undefined ? {} : { password }),
      });
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

/** Encryption by certificates or by a shop's own program, which no password opens. */
const UNKNOWN_ENCRYPTION = /unknown encryption method|unsupported encryption algorithm/;

function asPdfError(error: unknown, tries: PasswordTries): PdfError {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'PasswordException') {
    return new PdfError(tries.any ? 'wrong-password' : 'encrypted', message);
  }
  if (UNKNOWN_ENCRYPTION.test(message)) return new PdfError('unknown-encryption', message);
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
