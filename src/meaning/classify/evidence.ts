import type { StatementVocabulary, Vocabulary } from '../../declare/vocabulary.ts';
import { parsePrinted } from '../../model/money.ts';
import type { Table, TableCell } from '../../model/table.ts';
import { compact } from '../../model/text.ts';

/** What the cells of a table say about its kind, before columns are understood. */
export interface Evidence {
  /** Texts of the rows above the first amount, years and unit brackets removed. */
  readonly header: readonly string[];
  readonly amounts: number;
  readonly codes: { readonly functional: number; readonly economic: number; readonly revenue: number };
}

const MOST_HEADER_ROWS = 8;
const MOST_ROWS = 60;

function isAmount(text: string): boolean {
  // 202541.883182 is what a recogniser may make of 2025年预算数
  return /[.,，]/u.test(text) && !/^20[12]\d\d/u.test(text) && parsePrinted(text) !== null;
}

function codeKind(text: string): keyof Evidence['codes'] | null {
  if (!/^\d{3}(?:\d{2}){0,2}$/u.test(text)) return null;
  const kinds: Readonly<Record<string, keyof Evidence['codes']>> = {
    '1': 'revenue',
    '2': 'functional',
    '3': 'economic',
    '5': 'economic',
  };
  return kinds[text[0] ?? ''] ?? null;
}

/** Gathers header texts and counts amounts and codes. */
export function gather(table: Table): Evidence {
  const header: string[] = [];
  const codes = { functional: 0, economic: 0, revenue: 0 };
  let amounts = 0;
  let open = true;
  table.rows.slice(0, MOST_ROWS).forEach((row, at) => {
    const texts = row.map((cell: TableCell) => compact(cell.text)).filter((text) => text !== '');
    for (const text of texts) {
      if (isAmount(text)) amounts++;
      const kind = codeKind(text);
      if (kind !== null) codes[kind]++;
    }
    if (amounts > 0 || codes.functional + codes.economic + codes.revenue > 0 || at >= MOST_HEADER_ROWS) open = false;
    if (open)
      header.push(
        ...texts.map((text) => text.replace(/20\d\d年?度?/gu, '').replace(/[（(](?:万|千|亿)?元[）)]/gu, '')),
      );
  });
  return { header, amounts, codes };
}

/** How well header words and codes fit a statement, 0..1; 0 when they contradict it. */
export function headerScore(evidence: Evidence, statement: StatementVocabulary): number {
  const { header, codes } = evidence;
  if (header.some((text) => statement.expectsNone.find(text) === true)) return 0;
  if (statement.expectsAll.some((words) => !header.some((text) => words.find(text) === true))) return 0;
  const wantsAny = statement.expects.any.length > 0;
  let score = wantsAny && header.some((text) => statement.expectsAny.find(text) === true) ? 0.8 : 0.5;
  if (statement.scheme === 'functional' && codes.economic > codes.functional) score -= 0.4;
  if (statement.scheme === 'economic' && codes.functional > codes.economic) score -= 0.4;
  if (statement.scheme === 'functional' && codes.functional > 0) score += 0.2;
  if (statement.scheme === 'economic' && codes.economic > 0) score += 0.2;
  return Math.max(0, score);
}

/** How many header texts a pipeline knows: what tells a statement of amounts from a form. */
export function knownHeaders(evidence: Evidence, vocabulary: Vocabulary): number {
  return evidence.header.filter((text) => {
    const concept = vocabulary.headers.find(text);
    return concept !== null && ['measure', 'sum', 'amount', 'code', 'name'].includes(concept.is);
  }).length;
}
