import { MEASURE_NAMES, STATEMENT_NAMES } from '../model/catalogue.ts';

/** A statement's name in `language`; a key that is none of the contract's stays as it is. */
export function statementName(key: string, language: 'zh' | 'en'): string {
  const known = Object.entries(STATEMENT_NAMES).find(([kind]) => kind === key);
  return known === undefined ? key : known[1][language];
}

/** A column (列) in words, as reports call it; the header as printed where it is none of the known ones. */
export function measureName(measure: string, language: 'zh' | 'en' = 'zh'): string {
  const known = Object.entries(MEASURE_NAMES).find(([key]) => key === measure);
  return known === undefined ? measure.replace(/^(?:other|economic|item):/u, '') : known[1][language];
}
