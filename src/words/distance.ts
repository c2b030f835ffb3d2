/** A typical confusion of recognition: `read` for `meant`, and what it costs as part of a distance. */
export interface Confusion {
  readonly read: string;
  readonly meant: string;
  readonly cost: number;
}

/** Distance between what was read and what may have been printed: the one measure by which names are compared. */
export interface WordDistance {
  /**
   * Edit distance in which typical confusions of recognition cost less than 1;
   * Infinity as soon as it is certain to exceed `limit`.
   */
  between(read: string, meant: string, limit: number): number;
  /** The characters that are typically taken for one another with this one. */
  alike(char: string): readonly string[];
}

const pairKey = (a: number, b: number): number => (a < b ? a * 0x10000 + b : b * 0x10000 + a);

/** Compiles the confusions into a distance. */
export function wordDistance(confusions: readonly Confusion[]): WordDistance {
  const costs = new Map<number, number>();
  for (const { read, meant, cost } of confusions) costs.set(pairKey(read.charCodeAt(0), meant.charCodeAt(0)), cost);
  const substitution = (a: number, b: number): number => (a === b ? 0 : (costs.get(pairKey(a, b)) ?? 1));
  // rows are reused: names are short, and a scanned report asks some hundred thousand times
  let previous = new Float64Array(64);
  let current = new Float64Array(64);
  const others = new Map<string, string[]>();
  for (const { read, meant } of confusions)
    for (const [one, other] of [
      [read, meant],
      [meant, read],
    ] as const)
      others.set(one, [...(others.get(one) ?? []), other]);
  return {
    alike: (char) => others.get(char) ?? [],
    between(read, meant, limit) {
      if (Math.abs(read.length - meant.length) > limit) return Infinity;
      if (meant.length >= previous.length) {
        previous = new Float64Array(meant.length * 2);
        current = new Float64Array(meant.length * 2);
      }
      for (let column = 0; column <= meant.length; column++) previous[column] = column;
      for (let row = 1; row <= read.length; row++) {
        const char = read.charCodeAt(row - 1);
        let left = row;
        let least = row;
        current[0] = row;
        for (let column = 1; column <= meant.length; column++) {
          const change = (previous[column - 1] ?? 0) + substitution(char, meant.charCodeAt(column - 1));
          left = Math.min(change, (previous[column] ?? 0) + 1, left + 1);
          current[column] = left;
          if (left < least) least = left;
        }
        if (least > limit) return Infinity;
        [previous, current] = [current, previous];
      }
      const distance = previous[meant.length] ?? 0;
      return distance <= limit ? distance : Infinity;
    },
  };
}

/** Names that differ in no more than one character in this many, or of which one holds the other, are nearly alike. */
const CHARACTERS_PER_DIFFERENCE = 6;

/** Whether two names differ so little that they may mean one project. Numbers that differ tell projects apart. */
export function nearlyAlike(a: string, b: string, distance: WordDistance): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 4 || short.replace(/\D+/gu, ' ') !== long.replace(/\D+/gu, ' ')) return false;
  const limit = Math.max(1, Math.floor(long.length / CHARACTERS_PER_DIFFERENCE));
  return distance.between(short, long, limit) <= limit;
}
