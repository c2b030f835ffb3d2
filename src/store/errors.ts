/** Why a database cannot be used; the command line has a sentence and a remedy for each. */
export type StoreProblem =
  | 'locked'
  | 'foreign'
  | 'newer'
  /** Of an older program, and asked for only to read. */
  | 'outdated'
  | 'damaged'
  | 'full'
  | 'unwritable'
  | 'missing'
  | 'backup-failed'
  /** Of a server: it does not answer, lets nobody in under this name, has no such database, has no tables yet. */
  | 'unreachable'
  | 'refused'
  | 'no-database'
  /** The role lacks a right on tables that are there; the server takes no changes (a standby). */
  | 'not-granted'
  | 'server-read-only'
  | 'empty'
  | 'address'
  | 'failed';

export class StoreError extends Error {
  readonly problem: StoreProblem;
  constructor(problem: StoreProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.problem = problem;
  }
}

const BY_CODE: readonly (readonly [RegExp, StoreProblem])[] = [
  [/^SQLITE_(BUSY|LOCKED)/, 'locked'],
  [/^SQLITE_NOTADB/, 'foreign'],
  [/^SQLITE_CORRUPT/, 'damaged'],
  // Writing beyond a full disk shows as FULL or, from the log file, as an I/O error of write, sync or shared memory.
  [/^(SQLITE_FULL|SQLITE_IOERR_(WRITE|FSYNC|TRUNCATE|SHMSIZE|SHMMAP)|ENOSPC|EDQUOT)/, 'full'],
  [/^(SQLITE_(READONLY|PERM|CANTOPEN|AUTH)|EACCES|EPERM|EROFS|EISDIR)/, 'unwritable'],
  [/^ENOENT/, 'missing'],
  // PostgreSQL's: https://www.postgresql.org/docs/current/errcodes-appendix.html
  [/^(28|0P)/, 'refused'],
  [/^3D000/, 'no-database'],
  [/^(55P03|40001|40P01)/, 'locked'],
  [/^53[123]/, 'full'],
  [/^42501/, 'not-granted'],
  [/^25006/, 'server-read-only'],
  [/^(08|57P0[123]|ECONN|EHOST|ENETUNREACH|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EPIPE)/, 'unreachable'],
];

/** The same error as a {@link StoreError}, by the engine's or the system's own code. */
export function storeError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  const problem = BY_CODE.find(([pattern]) => pattern.test(code))?.[1] ?? 'failed';
  return new StoreError(problem, message, { cause: error });
}
