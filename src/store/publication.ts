/** What a document says of its own publication (公布), by which versions of one report are put in order. */
export interface Publication {
  /** The date printed on the cover: \`2025-02\` or \`2025-02-14\`. */
  readonly issued: string | null;
  /** The cover calls it a correction (更正, 修订). */
  readonly revised: boolean;
  /** When the file was made, by its own account: \`2025-02-14T08:30:00\`. */
  readonly made: string | null;
}

/**
 * Why a version is current, or why another one is: chosen by hand; the only one; this one could be read; it is whole
 * and the other an excerpt; its cover calls it a correction; the date on the cover; when the file was made; it prints
 * more; it was imported later; only its name tells them apart.
 */
export const CURRENT_REASONS = [
  'only',
  'pinned',
  'readable',
  'whole',
  'revised',
  'issued',
  'made',
  'fuller',
  'imported',
  'name',
] as const;
export type CurrentReason = (typeof CURRENT_REASONS)[number];
