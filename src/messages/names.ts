import { MEASURE_NAMES, STATEMENT_NAMES } from '../model/catalogue.ts';
import type { AddedName } from '../model/statement.ts';

/** Names that are none of the contract's, by what they are and key. */
const learnt = new Map<string, AddedName>();

/** Takes names of statements and measures that a declaration added (另加的报表、列); a key means the same everywhere. */
export function learnNames(names: readonly AddedName[]): void {
  for (const name of names) learnt.set(`${name.what} ${name.key}`, name);
}

/** A statement's name in `language`; a key that nobody has named stays as it is. */
export function statementName(key: string, language: 'zh' | 'en'): string {
  const known = Object.entries(STATEMENT_NAMES).find(([kind]) => kind === key)?.[1] ?? learnt.get(`statement ${key}`);
  return known === undefined ? key : known[language];
}

/** A column (列) in words, as reports call it; the header as printed where it is none of the known ones. */
export function measureName(measure: string, language: 'zh' | 'en' = 'zh'): string {
  const known = Object.entries(MEASURE_NAMES).find(([key]) => key === measure)?.[1] ?? learnt.get(`measure ${measure}`);
  return known === undefined ? measure.replace(/^(?:other|economic|item):/u, '') : known[language];
}
