import { setTimeout as sleep } from 'node:timers/promises';
import { fetchError } from './problem.ts';

/** How often something is tried that may pass by itself. */
export interface Patience {
  readonly attempts: number;
  /** The wait before the second attempt; it grows fourfold with each. */
  readonly backOffMs: number;
}

const RETRIED: ReadonlySet<string> = new Set(['link-broken']);

/** Tries again what may pass by itself. The host's turn is held while waiting: one that is overloaded is left alone. */
export async function patiently<T>(attempt: () => Promise<T>, options: Patience, signal: AbortSignal): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      const trouble = fetchError(error);
      if (!RETRIED.has(trouble.problem) || tried >= options.attempts) throw trouble;
      const wait = options.backOffMs * 4 ** (tried - 1) * (0.75 + Math.random() / 2);
      await sleep(Math.max(wait, trouble.retryAfterMs ?? 0), undefined, { signal });
    }
  }
}
