import { loadDeclarations } from '../../../src/declare/load.ts';
import { classify } from '../../../src/meaning/classify/classify.ts';
import { map } from '../../../src/meaning/statements/read-statements.ts';
import type { Classification } from '../../../src/model/classified.ts';
import type { PageLayout, TextLine } from '../../../src/model/grid.ts';
import { formatYuan } from '../../../src/model/money.ts';
import type { Note } from '../../../src/model/note.ts';
import type { Statement } from '../../../src/model/statement.ts';
import type { Table } from '../../../src/model/table.ts';

export const declarations = loadDeclarations();

/** A page that holds only these lines. */
export function page(number: number, texts: readonly string[]): PageLayout {
  const lines = texts.map((text, at): TextLine => {
    const y0 = 50 + 20 * at;
    return { text, x0: 50, y0, x1: 400, y1: y0 + 12, size: 12, source: 'text', confidence: 1, glyphs: [] };
  });
  return { page: number, width: 595, height: 842, grids: [], lines, furniture: [], alternatives: [] };
}

export interface ReadDocument {
  readonly classification: Classification;
  readonly statements: readonly Statement[];
  readonly notes: readonly Note[];
}

/** Classifies and maps tables behind a cover. */
export function readTables(
  tables: readonly Table[],
  cover: readonly string[] = ['某某市教育局', '2025年部门预算'],
): ReadDocument {
  const classified = classify(tables, [page(1, cover)], declarations);
  const mapped = map(tables, classified.value, declarations);
  return {
    classification: classified.value,
    statements: mapped.value,
    notes: [...classified.notes, ...mapped.notes],
  };
}

/** A statement as text, one row per line: side, code, name, standard code, then `measure=amount` in 元. */
export function printed(statement: Statement | undefined): string[] {
  if (!statement) return [];
  return statement.lines.map((line) => {
    const amounts = statement.amounts
      .filter((amount) => amount.line === line.index)
      .map((amount) => `${amount.measure}=${formatYuan(amount.fen)}`);
    const name = [line.name, line.name2, line.name3 ?? null].filter((one) => one !== null).join('/');
    const codes = [line.standardCode, line.standardCode2, line.standardCode3 ?? null];
    const standard = codes.filter((code) => code !== null).join('/');
    return [line.side, line.code, name, standard === '' ? null : `(${standard})`, ...amounts]
      .filter((part) => part !== null)
      .join(' ');
  });
}
