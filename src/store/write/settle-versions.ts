import type { CurrentReason, Publication } from '../publication.ts';

/** What decides which version (版本) of a report is current. */
export interface Version extends Publication {
  readonly sha256: string;
  readonly file: string;
  /** Read as a report with figures. */
  readonly readable: boolean;
  /** Its kinds of statements. */
  readonly kinds: readonly string[];
  readonly facts: number;
  /** When the import began in which its bytes were first seen: documents of one import share it, whoever read first. */
  readonly addedAt: string;
  readonly pinned: boolean;
}

/** Reasons that say nothing about the reports themselves: a person should hear of it. */
export const GUESSED: ReadonlySet<CurrentReason> = new Set(['imported', 'name']);

export interface Settled {
  readonly sha256: string;
  readonly current: boolean;
  readonly by: CurrentReason;
}

/** A version with less than this share of the fullest one's amounts is an excerpt or cut off, whenever it came out. */
const WHOLE = 0.5;

type Difference = readonly [CurrentReason, number];

/**
 * Decides which versions of one report (same department, year and type) are current, by what they say of themselves
 * and never by the order in which they were read. A report may be published in parts: documents with no kind of
 * statement in common are no versions of each other, and all are current.
 */
export function settleVersions(versions: readonly Version[]): readonly Settled[] {
  const fullest = Math.max(0, ...versions.map(({ facts }) => facts));
  const ranked = [...versions].sort((a, b) => -better(a, b, fullest)[1]);
  const kept: Version[] = [];
  const settled = ranked.map((version): Settled => {
    const above = kept.find((one) => overlaps(one, version));
    if (above !== undefined) return { sha256: version.sha256, current: false, by: better(above, version, fullest)[0] };
    kept.push(version);
    return { sha256: version.sha256, current: true, by: 'only' };
  });
  return settled.map((one) => (one.current ? { ...one, by: reasonFor(one, versions, settled, fullest) } : one));
}

/** Why the current one is: what it has before the best of those that it replaces. */
function reasonFor(
  { sha256 }: Settled,
  versions: readonly Version[],
  settled: readonly Settled[],
  fullest: number,
): CurrentReason {
  const own = versions.find((one) => one.sha256 === sha256);
  const second = settled
    .filter(({ current }) => !current)
    .map((one) => versions.find((version) => version.sha256 === one.sha256))
    .find((version) => version !== undefined && own !== undefined && overlaps(own, version));
  return own === undefined || second === undefined ? 'only' : better(own, second, fullest)[0];
}

function overlaps(a: Version, b: Version): boolean {
  if (a.kinds.length === 0 || b.kinds.length === 0) return a.kinds.length === b.kinds.length;
  return a.kinds.some((kind) => b.kinds.includes(kind));
}

/** The first thing in which two versions differ; positive where `a` is the better one. */
function better(a: Version, b: Version, fullest: number): Difference {
  const whole = ({ facts }: Version) => Number(facts >= fullest * WHOLE);
  const differences: readonly Difference[] = [
    ['pinned', Number(a.pinned) - Number(b.pinned)],
    ['readable', Number(a.readable) - Number(b.readable)],
    ['whole', whole(a) - whole(b)],
    ['issued', compareDates(a.issued, b.issued)],
    ['revised', Number(a.revised) - Number(b.revised)],
    ['made', compareDates(a.made, b.made)],
    ['fuller', a.facts - b.facts || a.kinds.length - b.kinds.length],
    ['imported', compareText(a.addedAt, b.addedAt)],
    ['name', compareText(a.file, b.file) || compareText(a.sha256, b.sha256)],
  ];
  return differences.find(([, difference]) => difference !== 0) ?? ['name', 0];
}

/** Dates are compared as far as both say: 2025-02 is neither before nor after 2025-02-14. */
function compareDates(a: string | null, b: string | null): number {
  if (a === null || b === null) return 0;
  const length = Math.min(a.length, b.length);
  return compareText(a.slice(0, length), b.slice(0, length));
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
