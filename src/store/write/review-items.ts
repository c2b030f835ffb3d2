import type { ReviewReason } from '../../model/codes.ts';
import type { DocumentResult } from '../../model/document.ts';
import type { FactRef, ReviewItem } from '../../model/fact.ts';
import type { Note } from '../../model/note.ts';
import { canonical } from '../../model/review-data.ts';
import { severityOf } from '../../model/severity.ts';
import { type Amount, asKind, type Statement } from '../../model/statement.ts';

/** Where an entry of the review queue (复核队列) comes from. */
export interface QueuedItem {
  readonly origin: 'reconcile' | 'note' | 'fact';
  readonly item: ReviewItem;
}

/** The parts of a document that entries come from. */
export type Reviewed = Pick<DocumentResult, 'statements' | 'reconciliation' | 'notes'>;

/**
 * Everything of a document that a person should look at: reconciliation's own list, notes of the stages that are
 * errors or warnings, and every amount marked for review that neither speaks of. Nothing marked stays unlisted.
 */
export function reviewItems(result: Reviewed): readonly QueuedItem[] {
  const own = result.reconciliation.review;
  const spoken = new Set(own.map(placeKey));
  const items: QueuedItem[] = own.map((item) => ({ origin: 'reconcile', item }));
  for (const note of result.notes) {
    if (note.severity === 'info') continue;
    const item = fromNote(note);
    if (spoken.has(placeKey(item))) continue;
    spoken.add(placeKey(item));
    items.push({ origin: 'note', item });
  }
  for (const item of unlistedFacts(result)) items.push({ origin: 'fact', item });
  return items;
}

function placeKey(item: ReviewItem): string {
  const box = item.box === null ? '' : [item.box.x0, item.box.y0, item.box.x1, item.box.y1].join(' ');
  return `${item.reason}|${item.statement ?? ''}|${item.page ?? ''}|${box}|${canonical(item.data)}`;
}

function fromNote(note: Note): ReviewItem {
  return {
    statement: note.statement === null ? null : asKind(note.statement),
    ref: null,
    page: note.page,
    box: note.box,
    reason: note.code,
    severity: severityOf(note.code),
    data: note.data,
  };
}

/** What is wrong with all amounts of a table alike is one entry: what they are flagged with, and its reason. */
const WHOLE_TABLE = ['unit-line', 'place-doubtful'] as const;

function unlistedFacts(result: Reviewed): ReviewItem[] {
  const key = (ref: FactRef) => `${ref.statement}/${ref.amount}`;
  const listed = new Set(result.reconciliation.review.flatMap((item) => (item.ref === null ? [] : [key(item.ref)])));
  const tables = new Set(
    result.reconciliation.review.flatMap(({ reason, ref, statement }) =>
      ref === null ? [`${reason}/${statement}`] : [],
    ),
  );
  const formPages = new Set(result.notes.flatMap(({ code, page }) => (code === 'form-money' ? [page] : [])));
  const verdicts = new Map(result.reconciliation.verdicts.map((verdict) => [key(verdict.ref), verdict]));
  return result.statements.flatMap((statement) =>
    statement.amounts.flatMap((amount) => {
      const ref = { statement: statement.index, amount: amount.index };
      const verdict = verdicts.get(key(ref));
      if (listed.has(key(ref)) || verdict?.needsReview === false) return [];
      if (WHOLE_TABLE.some((one) => verdict?.flags.includes(one) && tables.has(`${one}/${statement.kind}`))) return [];
      if (verdict?.flags.includes('in-form') && formPages.has(amount.page)) return [];
      if (verdict?.proof !== 'contradicted' && isToldOfWithTable(amount, result.notes)) return [];
      const reason = verdict === undefined ? 'unjudged' : (verdict.flags[0] ?? amount.flags[0] ?? verdict.proof);
      return [factItem(statement, ref, reason, severityOf(verdict?.proof === 'contradicted' ? verdict.proof : reason))];
    }),
  );
}

/** Whether an entry for the table on its page speaks for an amount: the table may be another. */
function isToldOfWithTable({ flags, page }: Amount, notes: readonly Note[]): boolean {
  return TABLES.some(
    ([flag, reason]) => flags.includes(flag) && notes.some((one) => one.code === reason && one.page === page),
  );
}

/** What amounts of a table are flagged with, and the entry of the queue that speaks for all of them on a page. */
const TABLES = [
  ['place-doubtful', 'unknown-statement'],
  ['title-doubtful', 'title-doubtful'],
  ['title-doubtful', 'unknown-statement'],
] as const;

function factItem(statement: Statement, ref: FactRef, reason: ReviewReason, severity: number): ReviewItem {
  const amount = statement.amounts[ref.amount];
  const name = amount === undefined ? '' : (statement.lines[amount.line]?.name ?? '');
  return {
    statement: statement.kind,
    ref,
    page: amount?.page ?? null,
    box: amount?.box ?? null,
    reason,
    severity,
    data: amount === undefined ? {} : { line: name, measure: amount.measure, raw: amount.raw },
  };
}
