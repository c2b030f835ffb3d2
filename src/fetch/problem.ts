/** Why a link's document could not be fetched. */
export type FetchProblem =
  /** Neither `http:` nor `https:`, or with a password in it. */
  | 'link-malformed'
  /** It, a redirect, or the name server leads to this machine or a private network. */
  | 'link-private'
  | 'link-unknown-host'
  /** The server says no: 404, 403 … */
  | 'link-refused'
  /** The server fails, is too busy, or breaks off. */
  | 'link-broken'
  | 'link-slow'
  | 'link-too-large'
  | 'link-redirects'
  | 'link-not-pdf'
  /** Other bytes than the list says. */
  | 'link-hash'
  /** The folder for kept files cannot be written to. */
  | 'link-unkept'
  | BucketProblem;

/** Why a bucket's (存储桶) listing or an object in it could not be had. */
export type BucketProblem =
  /** The package that speaks to object storage is not installed. */
  | 's3-no-client'
  | 's3-no-credentials'
  /** The key is unknown, expired, or signs wrongly. */
  | 's3-bad-credentials'
  | 's3-denied'
  | 's3-no-bucket'
  | 's3-no-object'
  | 's3-unknown-host'
  /** The bucket lies in another region than was asked. */
  | 's3-region'
  /** In cold storage: it has to be restored first. */
  | 's3-archived'
  | 's3-not-pdf'
  | 's3-refused';

/** A link that gave no document; `detail` is for `--verbose` and for sentences that name a status or an address. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly problem: FetchProblem;
  /** How long the server asks to be left alone, in milliseconds. */
  readonly retryAfterMs: number | null;

  constructor(problem: FetchProblem, detail: string, retryAfterMs: number | null = null) {
    super(detail);
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}

const UNKNOWN_HOST: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA']);
const FOLDER: ReadonlySet<string> = new Set(['ENOSPC', 'EACCES', 'EROFS', 'EDQUOT', 'EPERM', 'ENAMETOOLONG', 'EISDIR']);

/** What an error of the connection or of the folder means for the link. */
export function fetchError(error: unknown): FetchError {
  if (error instanceof FetchError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = error instanceof Error ? error.message : `${error}`;
  if (UNKNOWN_HOST.has(code)) return new FetchError('link-unknown-host', detail);
  if (FOLDER.has(code)) return new FetchError('link-unkept', detail);
  return new FetchError('link-broken', detail);
}
