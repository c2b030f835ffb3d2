import { statementName } from '../messages/statements.ts';
import { MEASURE_NAMES } from '../model/measure-name.ts';
import { STATEMENT_KINDS } from '../model/statement.ts';

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
export const MEASURE_KEYS: readonly Key[] = Object.entries(MEASURE_NAMES.zh).map(([key, name]) => ({
  key,
  names: [name, ...Object.entries(MEASURE_NAMES.en).flatMap(([each, english]) => (each === key ? [english] : []))],
}));

/** The key that `text` names; null when it names none. */
export function keyOf(text: string, keys: readonly Key[]): string | null {
  const typed = text.trim();
  return keys.find(({ key, names }) => key === typed || names.includes(typed))?.key ?? null;
}

/** All keys with their Chinese names, a line each, for a message. */
export function listOf(keys: readonly Key[]): string {
  return keys.map(({ key, names }) => `  ${key}  ${names[0] ?? ''}`).join('\n');
}
