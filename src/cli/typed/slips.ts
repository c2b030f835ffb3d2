import { existsSync } from 'node:fs';
import type { Messages } from '../../messages/index.ts';

/** A dash of printing or of full width where a hyphen was meant, before a letter: `——db`, `－－db`, `–db`. */
const DASHES = /^[‐‑‒–—―−﹣－]+(?=[a-zA-Zａ-ｚＡ-Ｚ])/;
const QUOTE = /^[“”‘’]/;
/** Commands whose words are paths or SQL, which begin with no quote; a search for “三公” may. */
const WITHOUT_QUOTES = new Set(['import', 'watch', 'inspect', 'tables', 'phase', 'start', 'sql']);

/** What an input method for Chinese made of an option or of quotes, as a sentence; null where nothing looks like it. */
export function mistyped(argv: readonly string[], words: Messages): string | null {
  for (const [i, word] of argv.entries()) {
    const isValue = argv[i - 1]?.startsWith('-') ?? false;
    if (isValue || existsSync(word)) continue;
    if (DASHES.test(word)) return words.usage.chineseDash(word, meant(word));
    if (QUOTE.test(word) && WITHOUT_QUOTES.has(argv[0] ?? '')) return words.usage.chineseQuotes(word);
  }
  return null;
}

/** An option as it is spelled here. */
export function meant(word: string): string {
  const name = word.replace(DASHES, '').normalize('NFKC').toLowerCase();
  if (!DASHES.test(word)) return name;
  return `${/^[a-z]$/.test(name) ? '-' : '--'}${name}`;
}
