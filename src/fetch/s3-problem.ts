import { type BucketProblem, FetchError, fetchError } from './problem.ts';

/** What the SDK and the stores that speak its language call their troubles. */
const BY_NAME: Readonly<Record<string, BucketProblem>> = {
  CredentialsProviderError: 's3-no-credentials',
  TokenProviderError: 's3-no-credentials',
  InvalidAccessKeyId: 's3-bad-credentials',
  SignatureDoesNotMatch: 's3-bad-credentials',
  ExpiredToken: 's3-bad-credentials',
  InvalidToken: 's3-bad-credentials',
  AccessDenied: 's3-denied',
  NoSuchBucket: 's3-no-bucket',
  NoSuchKey: 's3-no-object',
  PermanentRedirect: 's3-region',
  AuthorizationHeaderMalformed: 's3-region',
  IllegalLocationConstraintException: 's3-region',
  InvalidObjectState: 's3-archived',
  // OSS wants the bucket before the host's name.
  SecondLevelDomainForbidden: 's3-refused',
  RequestTimeTooSkewed: 's3-refused',
};
const BY_STATUS: Readonly<Record<number, BucketProblem>> = { 301: 's3-region', 401: 's3-denied', 403: 's3-denied' };
const BUSY = 429;

/** The status of an answer that the SDK made an error of; 0 where there was no answer. */
export function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return 0;
  const { $metadata: about } = error;
  if (typeof about !== 'object' || about === null || !('httpStatusCode' in about)) return 0;
  return Number(about.httpStatusCode);
}

/** What an error of the SDK means for a listing or an object. */
export function bucketError(error: unknown): FetchError {
  if (!(error instanceof Error) || error instanceof FetchError) return fetchError(error);
  const status = statusOf(error);
  const detail = status === 0 ? error.message : `HTTP ${status} ${error.name}: ${error.message}`;
  const known = BY_NAME[error.name] ?? BY_STATUS[status];
  if (known !== undefined) return new FetchError(known, detail);
  if (status === BUSY || status >= 500) return new FetchError('link-broken', detail);
  if (status !== 0) return new FetchError('s3-refused', detail);
  const other = fetchError(error);
  return other.problem === 'link-unknown-host' ? new FetchError('s3-unknown-host', detail) : other;
}
