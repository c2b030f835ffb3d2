import { bareWords } from '../model/text.ts';

/** What a part of a word means, when all words that it may be a part of mean the same; null when it is too short to tell. */
export type CutWords<T> = (part: string, beginning: boolean) => T | null;

/** Fewer characters are a part of too many words. */
const LEAST = 5;

/** Compiles the words that stand for themselves; patterns have no parts. */
export function cutWords<T>(entries: Iterable<readonly [word: string, value: T]>): CutWords<T> {
  const whole = [...entries].flatMap(([word, value]) =>
    word.includes('*') ? [] : [[bareWords(word), value] as const],
  );
  return (part, beginning) => {
    const bare = bareWords(part);
    if (bare.length < LEAST) return null;
    const found = whole.filter(([word]) => (beginning ? word.startsWith(bare) : word.includes(bare)));
    const [first] = found;
    const meanings = new Set(found.map(([, value]) => JSON.stringify(value)));
    return first !== undefined && meanings.size === 1 ? first[1] : null;
  };
}
