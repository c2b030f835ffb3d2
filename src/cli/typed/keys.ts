import { measureName, statementName } from '../../messages/names.ts';
import { MEASURES, STATEMENT_KINDS } from '../../model/catalogue.ts';

/** What a person may type for a key: the key itself, or its name in Chinese or English. */
export interface Key {
  readonly key: string;
  readonly names: readonly string[];
}

/** Statements (报表) with their names. */
export const STATEMENT_KEYS: readonly Key[] = STATEMENT_KINDS.map((kind) => ({
  key: kind,
  names: [statementName(kind, 'zh'), statementName(kind, 'en')],
}));

/** Columns (栏目) with their names; what a table calls a column of its own (`other:…`) is typed as it stands. */
export const MEASURE_KEYS: readonly Key[] = MEASURES.map((key) => ({
  key,
  names: [measureName(key, 'zh'), measureName(key, 'en')],
}));

/** Degrees of proof (证明) with their names. */
export const PROOF_KEYS: readonly Key[] = [
  { key: 'proven', names: ['已证明'] },
  { key: 'consistent', names: ['相符'] },
  { key: 'unproven', names: ['未证明'] },
  { key: 'contradicted', names: ['有矛盾'] },
];

/** Kinds of report (预算, 决算) with their names. */
export const TYPE_KEYS: readonly Key[] = [
  { key: 'budget', names: ['预算', '部门预算'] },
  { key: 'final', names: ['决算', '部门决算', 'accounts'] },
];

/** The key that `text` names; null when it names none. */
export function keyOf(text: string, keys: readonly Key[]): string | null {
  const typed = text.trim();
  return keys.find(({ key, names }) => key === typed || names.includes(typed))?.key ?? null;
}

/** All keys with their Chinese names, a line each, for a message. */
export function listOf(keys: readonly Key[]): string {
  return keys.map(({ key, names }) => `  ${key}  ${names[0] ?? ''}`).join('\n');
}
