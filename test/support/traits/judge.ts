import type { DocumentResult } from '../../../src/model/document.ts';
import type { Printed } from './report.ts';

/** What became of a report's amounts. */
export interface Judged {
  /** Amounts that are wrong, missing or not printed, of which nobody is told. */
  readonly silent: readonly string[];
  readonly right: number;
  /** Failed checks that blame a publisher who made no error. */
  readonly accused: number;
}

interface Found {
  readonly fen: bigint;
  readonly flagged: boolean;
}

const tidy = (name: string) => name.replace(/^[一二三四五六七八九十]+、|[\s“”"（）()]/gu, '');

/** Compares what was read of a report with what is printed in it, as a scorer of the database would. */
export function judge(result: DocumentResult, truth: readonly Printed[]): Judged {
  const verdicts = new Map(
    result.reconciliation.verdicts.map((verdict) => [`${verdict.ref.statement}/${verdict.ref.amount}`, verdict]),
  );
  const toldPage = (page: number) =>
    result.notes.some((note) => note.severity !== 'info' && note.page === page) ||
    result.reconciliation.review.some((item) => item.page === page && item.ref === null);
  const found = new Map<string, Found[]>();
  for (const statement of result.statements)
    for (const amount of statement.amounts) {
      const verdict = verdicts.get(`${statement.index}/${amount.index}`);
      const line = statement.lines[amount.line];
      const key = [statement.kind, line?.code || tidy(line?.name ?? ''), amount.measure].join('|');
      const one = { fen: verdict?.fen ?? amount.fen, flagged: verdict?.needsReview ?? true };
      found.set(key, [...(found.get(key) ?? []), one]);
    }
  const told = ({ statement, page }: Printed) =>
    toldPage(page) || result.reconciliation.review.some((item) => item.statement === statement);
  const silent: string[] = [];
  let right = 0;
  const left: [string, Printed][] = [];
  for (const one of truth) {
    const key = [one.statement, one.line_code ?? tidy(one.line_name), one.measure].join('|');
    const amounts = found.get(key) ?? [];
    const at = amounts.findIndex(({ fen }) => fen === BigInt(one.amount.replace('.', '')));
    if (at < 0) left.push([key, one]);
    else {
      amounts.splice(at, 1);
      right++;
    }
  }
  for (const [key, one] of left)
    if (!(found.get(key)?.shift()?.flagged ?? told(one))) silent.push(`${key} = ${one.amount} (p${one.page})`);
  for (const [key, amounts] of found)
    for (const { fen, flagged } of amounts) if (!flagged) silent.push(`${key} = ${fen}: not printed`);
  const accused = result.reconciliation.checks.filter(
    (check) => check.status === 'fail' && check.blame === 'publisher',
  ).length;
  return { silent, right, accused };
}
