import { bareWords } from './text.ts';

interface Wild<T> {
  readonly parts: readonly string[];
  readonly weight: number;
  readonly value: T;
}

/** Finds what declared words mean. Patterns are words in which `*` stands for anything; the most literal one wins. */
export interface WordMap<T> {
  /** The meaning of `text` (compared by {@link bareWords}); null when no pattern covers the whole of it. */
  find(text: string): T | null;
}

/** Whether `text` is `parts` in order with anything between them; first and last part are anchored. */
function covers(parts: readonly string[], text: string): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (let between = 1; between < parts.length - 1; between++) {
    const part = parts[between] ?? '';
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/** Compiles patterns once; of equal patterns the first one given wins, so a province's own words go before inherited ones. */
export function wordMap<T>(entries: Iterable<readonly [pattern: string, value: T]>): WordMap<T> {
  const exact = new Map<string, T>();
  const wild: Wild<T>[] = [];
  for (const [pattern, value] of entries) {
    const parts = pattern.split('*').map(bareWords);
    if (parts.length === 1) {
      const key = parts[0] ?? '';
      if (!exact.has(key)) exact.set(key, value);
    } else wild.push({ parts, weight: parts.join('').length, value });
  }
  wild.sort((a, b) => b.weight - a.weight);
  return remembering({
    find(text) {
      const bare = bareWords(text);
      return exact.get(bare) ?? wild.find((pattern) => covers(pattern.parts, bare))?.value ?? null;
    },
  });
}

/** So many texts are remembered: more than a report prints. */
const MOST_KNOWN = 5_000;

/** The same words, which are looked for once: reports repeat theirs from table to table, and from one to the next. */
export function remembering<T>(words: WordMap<T>): WordMap<T> {
  const known = new Map<string, T | null>();
  return {
    find(text) {
      const before = known.get(text);
      if (before !== undefined) return before;
      const found = words.find(text);
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(text, found);
      return found;
    },
  };
}
