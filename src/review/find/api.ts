import type { Box } from '../../model/box.ts';
import type { SearchAnswer, SearchHit } from '../../store/search/find.ts';

export type { SearchAnswer, SearchHit };

/** What the page searches for; every part but the text narrows down. */
export interface SearchFilter {
  readonly text: string;
  readonly kind?: string | undefined;
  readonly department?: string | undefined;
  readonly year?: string | undefined;
  readonly type?: string | undefined;
  readonly statement?: string | undefined;
  readonly region?: string | undefined;
  readonly all?: string | undefined;
}

/** One of several documents of a report. */
export interface VersionView {
  readonly sha256: string;
  readonly file: string;
  readonly department: string;
  readonly fiscalYear: number;
  readonly documentType: string;
  readonly facts: number;
  readonly current: boolean;
  /** Why it is current, or why another one is. */
  readonly currentBy: string;
  readonly issued: string | null;
  readonly made: string | null;
  readonly addedAt: string;
}

/** An amount in one of two versions. */
export interface VersionCell {
  readonly amount: string;
  readonly page: number;
  readonly box: Box;
  readonly ref: string;
}

/** An amount that differs; null where one of them does not print it. */
export interface VersionChange {
  readonly statement: string;
  readonly side: string | null;
  readonly code: string | null;
  readonly name: string;
  readonly measure: string;
  readonly before: VersionCell | null;
  readonly after: VersionCell | null;
}

export interface VersionPair {
  readonly before: VersionDocument;
  readonly after: VersionDocument;
  readonly same: number;
  readonly changes: readonly VersionChange[];
}

export interface VersionDocument {
  readonly sha256: string;
  readonly file: string;
  readonly pages: number;
  readonly sizes: readonly { readonly number: number; readonly width: number; readonly height: number }[];
}

/** A figure of one report, for a chart over years. */
export interface YearFigure {
  readonly department: string;
  readonly fiscalYear: number;
  readonly documentType: string;
  readonly sha256: string;
  readonly amount: string;
  readonly ref: string;
}
