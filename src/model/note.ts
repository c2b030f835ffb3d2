import type { Box } from './box.ts';
import type { NoteCode } from './codes.ts';

/** A problem as data: typed, with its place. Throwing is for bugs; notes are for documents. */
export interface Note {
  readonly code: NoteCode;
  readonly severity: 'error' | 'warning' | 'info';
  readonly page: number | null;
  readonly box: Box | null;
  /** The statement it belongs to, when known (contract key), for the review queue. */
  readonly statement: string | null;
  /** Values to put into the message, e.g. the cell's text. */
  readonly data: Readonly<Record<string, string | number>>;
}

/** What a stage returns: its value, and what it noticed on the way. */
export interface Outcome<T> {
  readonly value: T;
  readonly notes: readonly Note[];
}
