import { PdfError } from '../engines/pdf.ts';
import { openPdf } from '../engines/pdfjs.ts';
import type { DocumentResult } from '../model/document.ts';
import { read } from '../stages/read/index.ts';
import type { PageSize } from '../store/rows.ts';
import type { Reader } from './worker-loop.ts';

/** The real reader: engines kept warm, documents through the pipeline. */
export function documentReader(): Reader {
  return {
    async read({ bytes }, _options, onPage) {
      const pdf = await openPdf(bytes);
      const pageSizes: PageSize[] = [];
      try {
        for (let number = 1; number <= pdf.pageCount; number += 1) {
          const { width, height, kind } = read(await pdf.read(number));
          pageSizes.push({ number, width, height, kind });
          onPage(number, pdf.pageCount);
        }
      } finally {
        await pdf.close();
      }
      return { result: unrecognised(pageSizes.length), pageSizes, version: '0.1.0', stageVersions: {} };
    },
    problemOf: (error) => (error instanceof PdfError ? `pdf-${error.problem}` : null),
  };
}

function unrecognised(pages: number): DocumentResult {
  return {
    identity: { documentType: null, fiscalYear: null, department: null },
    status: 'unrecognised',
    pages,
    pipeline: null,
    ...{ statements: [], indicators: [], projects: [], catalog: [], notes: [] },
    reconciliation: { verdicts: [], checks: [], claims: [], review: [] },
  };
}
