import { en } from './words/en.ts';
import { zh } from './words/zh.ts';

export type { Words } from './words/zh.ts';

/** The words of the page, in the language that the server was started with. */
export const words = document.documentElement.lang === 'en' ? en : zh;

/** `key` of `list`, or the key itself: codes that the page has no words for are shown as they are. */
export function named(list: Readonly<Record<string, string>>, key: string | null): string {
  return list[key ?? ''] ?? key ?? '';
}

/** A column in words. */
export function measureName(measure: string): string {
  if (/^(?:other|economic|item):/u.test(measure)) return words.otherColumn(measure.replace(/^[a-z]+:/u, ''));
  return named(words.measure, measure);
}
