import type { FetchProblem } from '../fetch/problem.ts';
import type { DocumentStatus, Identity } from '../model/document.ts';
import type { AddedName } from '../model/statement.ts';
import type { Publication } from '../store/publication.ts';
import type { DocumentRows } from '../store/write/rows.ts';

/** What a worker reads: one file, and the hash its bytes had when the job was made. */
export interface Job {
  readonly path: string;
  readonly sha256: string;
  readonly options: ReadOptions;
}

/** Some ten thousand reports with a text layer, or a thousand scanned ones. */
export const CACHE_MB = 2048;

/** Options that reach the reading itself; part of what makes a result what it is. */
export interface ReadOptions {
  readonly ocr: 'auto' | 'always' | 'never';
  /** Resolution of renderings for recognition; null for that of the pictures themselves. */
  readonly ocrDpi: number | null;
  /** Where read and recognised pages are kept between runs; null keeps none. */
  readonly cacheDir: string | null;
  /** How much may be kept there; {@link CACHE_MB} when absent. */
  readonly cacheMb?: number;
  /** Declarations from outside the package, absolute paths. */
  readonly pipelines: readonly string[];
  /** Keep names and telephone numbers of contact persons. */
  readonly keepContacts?: boolean;
  /** For PDFs that want one (打开密码): goes to the worker by message, and nowhere else. */
  readonly passwords?: readonly string[];
}

/** A document as read, turned into rows in the worker so that the parent only binds them. */
export interface ReadDocument {
  readonly identity: Identity;
  readonly status: DocumentStatus;
  readonly pages: number;
  readonly pipeline: string | null;
  readonly stageVersions: Readonly<Record<string, string>>;
  readonly rows: DocumentRows;
  readonly publication?: Publication;
  /** How statements and measures are called that its declarations added. */
  readonly names?: readonly AddedName[];
}

/** Why a document could not be read; `pdf-*` are the problems of the file itself, `link-*` those of fetching it. */
export type FailureCode =
  | 'pdf-encrypted'
  | 'pdf-wrong-password'
  | 'pdf-unknown-encryption'
  | 'pdf-damaged'
  | 'pdf-empty'
  | 'pdf-not-pdf'
  | 'pdf-no-pages'
  | 'pdf-too-large'
  | 'missing'
  | 'unreadable'
  | 'changed'
  | 'timeout'
  | 'memory'
  | 'crashed'
  | 'internal'
  | 'store'
  | FetchProblem;

export interface Failure {
  readonly code: FailureCode;
  /** Technical words for `--verbose`; the sentence for people is made from the code. */
  readonly detail: string;
  /** How many pages stay unread, where that is known all the same. */
  readonly pages?: number;
}

export type FromParent = { readonly type: 'read'; readonly job: Job };

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'done'; readonly document: ReadDocument; readonly rss: number }
  | { readonly type: 'failed'; readonly failure: Failure; readonly rss: number };
