import { type Declarations, loadDeclarations, OWN_PIPELINES } from '../declare/load.ts';
import { PdfError } from '../engines/pdf.ts';
import { openPdf } from '../engines/pdfjs.ts';
import { readDocument } from '../pipeline.ts';
import type { ReadOptions } from './protocol.ts';
import type { Reader } from './worker-loop.ts';

/** The real reader: engines and declarations kept warm, documents through the pipeline. */
export function documentReader(): Reader {
  const loaded = new Map<string, Declarations>();
  const declarationsOf = (options: ReadOptions): Declarations => {
    const key = options.pipelines.join('\n');
    const declarations = loaded.get(key) ?? loadDeclarations([OWN_PIPELINES], options.pipelines);
    loaded.set(key, declarations);
    return declarations;
  };
  return {
    async read({ bytes }, options, onPage) {
      const tools = { openPdf, declarations: declarationsOf(options) };
      const { pages, result } = await readDocument(bytes, tools, onPage);
      const pageSizes = pages.map(({ number, width, height, turn, kind }) =>
        turn === 90 || turn === 270 ? { number, width: height, height: width, kind } : { number, width, height, kind },
      );
      return { result, pageSizes, version: '0.1.0', stageVersions: {} };
    },
    problemOf: (error) => (error instanceof PdfError ? `pdf-${error.problem}` : null),
  };
}
