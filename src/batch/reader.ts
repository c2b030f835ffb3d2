import { type Declarations, loadDeclarations, OWN_PIPELINES } from '../declare/load.ts';
import { openRecognitionCache } from '../engines/cache/ocr-cache.ts';
import { recallLooks, recallPages } from '../engines/cache/page-cache.ts';
import { limited } from '../engines/ocr/limited.ts';
import { openRecogniser } from '../engines/ocr/recogniser.ts';
import { PdfError } from '../engines/pdf/pdf.ts';
import { pdfOpener } from '../engines/pdf/pdfjs.ts';
import { asDisplayed, type Page } from '../model/page.ts';
import type { AddedName } from '../model/statement.ts';
import type { ScanTools } from '../pages/read-page.ts';
import { readDocument, type Tools } from '../pipeline.ts';
import type { PageSize } from '../store/write/rows.ts';
import { cacheFolders } from './cache.ts';
import { madeAt } from './made-at.ts';
import type { ReadOptions } from './protocol.ts';
import { publicationOf } from './publication.ts';
import { readingVersion, recognitionVersion, type StageVersions, stageVersions } from './versions.ts';
import type { Reader } from './worker-loop.ts';

interface Prepared {
  readonly declarations: Declarations;
  readonly versions: StageVersions;
}

/** The real reader: engines and declarations kept warm, documents through the pipeline. */
export function documentReader(): Reader {
  const prepared = new Map<string, Prepared>();
  const recogniser = openRecogniser();
  const prepare = (pipelines: readonly string[]): Prepared => {
    const key = pipelines.join('\n');
    const known = prepared.get(key);
    if (known !== undefined) return known;
    const fresh = {
      declarations: loadDeclarations([OWN_PIPELINES], pipelines),
      versions: stageVersions(pipelines),
    };
    prepared.set(key, fresh);
    return fresh;
  };
  const reading = readingVersion();
  const folderOf = cacheFolders();
  return {
    async read({ bytes, sha256 }, options, onPage) {
      const { declarations, versions } = prepare(options.pipelines);
      const folder = folderOf(options);
      const scan = scanTools(options, recogniser, folder);
      const { keepContacts = false, ocr, ocrDpi, passwords } = options;
      const made = [reading, recogniser.id, ocr, ocrDpi, declarations.signs];
      const { openPdf, mayKeep } = watchedOpener(passwords);
      const kept: Pick<Tools, 'recall' | 'recallLooks'> =
        folder === null
          ? {}
          : {
              recall: recallPages(folder, sha256, made, mayKeep),
              recallLooks: recallLooks(folder, sha256, made, mayKeep),
            };
      const tools = { openPdf, declarations, scan, keepContacts, ...kept };
      const { pages, layouts, result } = await readDocument(bytes, tools, onPage);
      const publication = { ...publicationOf(layouts), made: madeAt(bytes) };
      const names = namesAdded(declarations, result.pipeline);
      return { result, pageSizes: sheetSizes(pages), stageVersions: versions, publication, ...names };
    },
    problemOf: (error) => (error instanceof PdfError ? `pdf-${error.problem}` : null),
  };
}

/** How statements and measures are called that the declarations of a document's kind added; nothing where they added none. */
function namesAdded(declarations: Declarations, pipeline: string | null): { names?: readonly AddedName[] } {
  const catalogue = pipeline === null ? undefined : declarations.pipeline(pipeline)?.catalogue;
  const names = [
    ...Object.entries(catalogue?.statements ?? {}).map(([key, name]) => ({ what: 'statement' as const, key, ...name })),
    ...Object.entries(catalogue?.measures ?? {}).map(([key, name]) => ({ what: 'measure' as const, key, ...name })),
  ];
  return names.length === 0 ? {} : { names };
}

/** Opens documents, and knows whether none of them wanted a password: only then may what they show be kept. */
function watchedOpener(passwords: readonly string[] | undefined) {
  const open = pdfOpener(passwords);
  let locked = false;
  return {
    mayKeep: () => !locked,
    openPdf: async (bytes: Uint8Array) => {
      const pdf = await open(bytes);
      locked ||= pdf.unlocked === true;
      return pdf;
    },
  };
}

/** What scanned pages are read with, as the options want it. */
export function scanTools(
  options: ReadOptions,
  recogniser = openRecogniser(),
  folder = cacheFolders()(options),
): ScanTools {
  return {
    recogniser,
    limited: (own) => limited(own),
    cache: folder === null ? null : openRecognitionCache(folder, recogniser.id, recognitionVersion()),
    when: options.ocr,
    dpi: options.ocrDpi,
  };
}

/** The sheets as displayed: boxes of the result are given on them. */
function sheetSizes(pages: readonly Page[]): PageSize[] {
  return [...new Map(pages.map((page) => [page.sheet?.page ?? page.number, sizeOf(page)])).values()];
}

function sizeOf(page: Page): PageSize {
  const { width, height, turn, sheet } = page;
  if (sheet) return { number: sheet.page, width: sheet.width, height: sheet.height, kind: page.kind };
  const { x1, y1 } = asDisplayed({ x0: 0, y0: 0, x1: width, y1: height }, { width, height, turn });
  return { number: page.number, width: x1, height: y1, kind: page.kind };
}
