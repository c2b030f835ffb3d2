/** What fetching may cost unless somebody says otherwise: polite to servers that were not made for machines. */
export const FETCH_LIMITS = {
  maxBytes: 200_000_000,
  timeoutMs: 600_000,
  idleMs: 30_000,
  perHost: 2,
  delayMs: 500,
  together: 16,
  attempts: 3,
  backOffMs: 2_000,
  freshMs: 24 * 60 * 60 * 1000,
} as const;
