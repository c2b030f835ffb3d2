import { words } from '../words.ts';
import { RequestError } from './client.ts';

/** Why the server did not do it, in words (`known` has those of a request's own); anything but a refusal is thrown on. */
export function failure(error: unknown, known: Readonly<Record<string, string>> = {}): string {
  if (!(error instanceof RequestError)) throw error;
  if (error.refusal.error === 'offline') return words.offline;
  return known[error.message] ?? `${words.failed}${words.refused[error.message] ?? error.message}`;
}
