import { bareWords } from '../model/text.ts';

/** What a part of a word means, when all words that it may be a part of mean the same; null when it is too short to tell. */
export type CutWords<T> = (part: string, beginning: boolean) => T | null;

/** Fewer characters are a part of too many words. */
const LEAST = 5;

/** Compiles the words that stand for themselves; patterns have no parts. */
export function cutWords<T>(entries: Iterable<readonly [word: string, value: T]>): CutWords<T> {
  const whole = [...entries].flatMap(([word, value]) =>
    word.includes('*') ? [] : [{ word: bareWords(word), value, meaning: JSON.stringify(value) }],
  );
  return (part, beginning) => {
    const bare = bareWords(part);
    if (bare.length < LEAST) return null;
    let first: (typeof whole)[number] | null = null;
    for (const one of whole) {
      if (!(beginning ? one.word.startsWith(bare) : one.word.includes(bare))) continue;
      if (first !== null && one.meaning !== first.meaning) return null;
      first ??= one;
    }
    return first?.value ?? null;
  };
}
