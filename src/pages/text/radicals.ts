import { PLAIN_RADICALS } from '../../words/characters.ts';

const COMPATIBILITY = /[\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19]/u;

/** Radicals and compatibility forms (⻋, ⼀, 羅) that some fonts map to, and digits as wide as ideographs, as the plain characters they look like. */
export function plainCharacter(text: string): string {
  if (!COMPATIBILITY.test(text)) return text;
  return PLAIN_RADICALS.get(text) ?? text.normalize('NFKC');
}
