import { bareWords } from '../../model/text.ts';

/** Whether a name is the words of a pattern, in which `*` stands for anything; punctuation and ordinals do not count. */
export function matchesName(pattern: string, printed: string): boolean {
  const name = bareWords(printed);
  const parts = pattern.split('*').map(bareWords);
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = rest.at(-1) ?? '';
  return name.length - last.length >= at && name.endsWith(last);
}
