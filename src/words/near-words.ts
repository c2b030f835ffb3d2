import { bareWords } from '../model/text.ts';
import type { WordDistance } from './distance.ts';

/** What words mean that were misread in typical ways only; null where nothing is so near, or what is means different things. */
export type NearWords<T> = (read: string, distance: WordDistance) => T | null;

/** Farthest that a word may be: two or three typical confusions, and never a character that is like no other. */
const SLIPS = 0.5;

/** Compiles the words that stand for themselves; patterns are like nothing. */
export function nearWords<T>(entries: Iterable<readonly [word: string, value: T]>): NearWords<T> {
  const whole = [...entries].flatMap(([word, value]) =>
    word.includes('*') ? [] : [{ word: bareWords(word), value, meaning: JSON.stringify(value) }],
  );
  return (read, distance) => {
    const bare = bareWords(read);
    let least = SLIPS;
    let nearest: typeof whole = [];
    for (const one of whole) {
      const away = distance.between(bare, one.word, least);
      if (away === Infinity) continue;
      nearest = away < least ? [one] : [...nearest, one];
      least = away;
    }
    const [first, ...more] = nearest;
    return first === undefined || more.some(({ meaning }) => meaning !== first.meaning) ? null : first.value;
  };
}
