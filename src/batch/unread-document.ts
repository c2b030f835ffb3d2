import type { UnreadCode } from '../model/codes.ts';
import type { DocumentResult } from '../model/document.ts';
import type { Note } from '../model/note.ts';
import { type DocumentRows, rowsOf } from '../store/write/rows.ts';
import type { Failure, FailureCode } from './protocol.ts';

/** What a person has to do something about, by why a document failed; a document that failed otherwise is not recorded. */
const CODES: Readonly<Partial<Record<FailureCode, UnreadCode>>> = {
  'pdf-encrypted': 'password-needed',
  'pdf-wrong-password': 'password-wrong',
  'pdf-unknown-encryption': 'encryption-unknown',
  'pdf-damaged': 'file-damaged',
  'pdf-empty': 'file-no-pdf',
  'pdf-not-pdf': 'file-no-pdf',
  'pdf-no-pages': 'file-no-pdf',
  'pdf-too-large': 'file-too-large',
};

/** More pages than these are told of as one document: no list of them would be read. */
const MOST_PAGES = 5_000;

/** A document of which nothing was read, with its pages as far as they can be known. */
export interface UnreadDocument {
  readonly pages: number;
  readonly rows: DocumentRows;
}

/**
 * What is kept of a document that could not be read (未能读取的文件): each of its pages waits in the review queue with what
 * there is to do, or the document does, where nothing tells how many pages it has. Nothing printed there is passed over.
 */
export function unreadDocument({ code, pages = 0 }: Failure): UnreadDocument {
  const known = pages > 0 && pages <= MOST_PAGES ? pages : 0;
  const places = known === 0 ? [null] : Array.from({ length: known }, (_, at) => at + 1);
  const notes = places.map(
    (page): Note => ({
      ...{ code: CODES[code] ?? 'reading-failed', severity: 'error', page, box: null, statement: null },
      data: { failure: code },
    }),
  );
  return { pages: known, rows: rowsOf({ ...NOTHING, pages: known, notes }, []) };
}

const NOTHING: DocumentResult = {
  identity: { documentType: null, fiscalYear: null, department: null },
  ...{ status: 'failed', pages: 0, pipeline: null, statements: [], indicators: [], projects: [], catalog: [] },
  ...{ reconciliation: { verdicts: [], checks: [], claims: [], review: [] }, notes: [] },
};
