import type { Words } from '../../../declare/forms.ts';
import type { Source } from '../../../model/page.ts';
import { bareWords } from '../../../model/text.ts';

/** What a text means, and the declared word that it was taken for; `distance` 0 when it was read exactly. */
export interface Meaning<T> {
  readonly value: T;
  readonly word: string;
  readonly distance: number;
}

/** One misread character in this many is accepted. */
const CHARACTERS_PER_ERROR = 4;

/**
 * What `text` means. Words that were recognised from a picture may have a few wrong characters: then the nearest
 * declared word counts, unless two different meanings are equally near.
 */
export function meaningOf<T>(
  words: Words<T>,
  text: string,
  source: Source,
  perError = CHARACTERS_PER_ERROR,
): Meaning<T> | null {
  const exact = words.find(text);
  if (exact !== null) return { value: exact, word: bareWords(text), distance: 0 };
  return source === 'ocr' ? nearest(words, bareWords(text), perError) : null;
}

function nearest<T>({ literal, distance: measure }: Words<T>, read: string, perError: number): Meaning<T> | null {
  let best: Meaning<T> | null = null;
  let tied = false;
  for (const [word, value] of literal) {
    const limit = Math.floor(word.length / perError);
    if (limit === 0 || Math.abs(word.length - read.length) > limit) continue;
    const distance = measure.between(read, word, Math.min(limit, best?.distance ?? limit));
    if (distance > limit || (best !== null && distance > best.distance)) continue;
    tied = best !== null && distance === best.distance && JSON.stringify(best.value) !== JSON.stringify(value);
    if (best === null || distance < best.distance) best = { value, word, distance };
  }
  return tied ? null : best;
}

/**
 * Whether a printed text without a colon is a declared word only by how it begins (电话费 by 电话*): right of another label it
 * is that one's value.
 */
export function isOnlyLike<T>(words: Words<T>, text: string, source: Source): boolean {
  if (source !== 'text' || /[：:]/u.test(text) || words.find(text) === null) return false;
  const bare = bareWords(text);
  return !words.literal.some(([word]) => word === bare);
}
