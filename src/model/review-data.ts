import type { Blame } from './codes.ts';
import type { Side } from './statement.ts';

/**
 * What an entry of the review queue (复核队列) says, as data: sentences are made of it in messages/. Amounts are exact 元
 * as text, measures are keys of the contract, and words stand as printed.
 */
export type QueueData = {
  /** Code and name of the line. */
  readonly line?: string;
  /** Its column, or several joined by `+`. */
  readonly measure?: string;
  readonly raw?: string;
  /** Header words of a column that is none of ours. */
  readonly header?: string;
  /** A reading that was repaired and has another reading still. */
  readonly repaired?: 1;
  /** What the identities ask for. */
  readonly implied?: string;
  /** How many other amounts may be wrong instead. */
  readonly rivals?: number;
  readonly blame?: Blame;
  /** Units: the printed one, and the one that fits the other statements. */
  readonly printed?: string;
  readonly expected?: string;
  /** The identity, with the title that its declaration gives it, and by how much it fails. */
  readonly rule?: string;
  readonly title?: string;
  readonly off?: string;
  /** A line or amount that is missing here, and the page and print of the one that tells. */
  readonly missing?: string;
  readonly missingMeasure?: string;
  readonly witnessPage?: number;
  readonly witness?: string;
  readonly side?: Side;
  readonly sum?: string;
  /** Words of the prose. */
  readonly phrase?: string;
  /** A project's name, with what its form and its line print. */
  readonly project?: string;
  readonly form?: string;
  readonly own?: string;
};

/** The same with the data of notes, whose names are their own. */
export interface ReviewData extends QueueData {
  readonly [name: string]: string | number | undefined;
}

/** Whether two entries say the same, in whatever order their data was kept. */
export function saysSame(a: ReviewData, b: ReviewData): boolean {
  return canonical(a) === canonical(b);
}

/** The data as one text, the same for equal data. */
export function canonical(data: ReviewData): string {
  return JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const SIDE_WORDS: Readonly<Record<Side, string>> = { revenue: '收入一侧', expenditure: '支出一侧' };

/**
 * Whether an older version put this data into these words: decisions of its time remember the Chinese sentence and
 * nothing else. All that is quoted in it must be there; of notes the sentence was nothing but the values.
 */
export function wasSaidAs(data: ReviewData, sentence: string): boolean {
  if (Object.values(data).join(' ') === sentence) return true;
  const { printed, expected, title, line, witnessPage, witness, side, sum, phrase, project, form, own } = data;
  const page = witnessPage === undefined ? undefined : `第 ${witnessPage} 页`;
  const words = [printed, expected, title, line, page, witness, sum, phrase, project, form, own].filter(
    (word) => word !== undefined,
  );
  const sides = Object.values(SIDE_WORDS).filter((word) => sentence.includes(word));
  const sameSide = sum === undefined || sides.join() === (side === undefined ? '' : SIDE_WORDS[side]);
  return words.length > 0 && sameSide && words.every((word) => sentence.includes(word));
}
