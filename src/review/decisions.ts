import type { Anchor, CorrectionTarget, Notice } from '../model/correction.ts';
import type { FactRef } from '../model/fact.ts';
import { asMeasure } from '../model/statement.ts';
import type { Database } from '../store/port.ts';
import { anchorReader, type CellRow } from '../store/read/evidence.ts';
import {
  indexOfSpot,
  type QueueFilter,
  type QueueSpot,
  queueLength,
  queueWindow,
  spotOf,
} from '../store/read/queue.ts';
import type { NewCorrection } from '../store/write/corrections.ts';
import { findCorrection } from '../store/write/corrections.ts';
import { decide, undo } from '../store/write/decide.ts';
import { type Conclude, concludeStored } from '../store/write/reconcile-stored.ts';
import type { Conflict, DecisionAnswer, DecisionRequest, Evidence, ItemView, Next, UndoAnswer } from './api.ts';
import { typedFen } from './cells.ts';
import { fen } from './effects.ts';
import { tableOfNotice, takenBy } from './entry.ts';
import type { EvidenceSource, Located } from './evidence.ts';
import { entryOf } from './history.ts';
import type { TableReader } from './table.ts';

/** A request that cannot be carried out. */
export class Refused extends Error {
  readonly error: 'invalid' | 'not-found';
  constructor(error: 'invalid' | 'not-found', detail: string) {
    super(detail);
    this.name = 'Refused';
    this.error = error;
  }
}

/** Ends a transaction in which something else was found than the reviewer saw. */
class Overtaken extends Error {
  readonly conflict: Conflict;
  constructor(current: Evidence | null) {
    super('overtaken');
    const by = current?.history.findLast(({ id }) => id !== null) ?? null;
    this.conflict = { error: 'conflict', current, by };
  }
}

export interface Deciding {
  readonly db: Database;
  readonly source: EvidenceSource;
  readonly conclude: Conclude;
  readonly now: () => Date;
}

/** Carries out a decision: in the book, in the facts, off the queue; then what to look at next. */
export function carryOut(request: DecisionRequest, deciding: Deciding): DecisionAnswer | Conflict {
  try {
    return write(request, deciding);
  } catch (error) {
    if (error instanceof Overtaken) return error.conflict;
    throw error;
  }
}

function write(request: DecisionRequest, { db, source, conclude, now }: Deciding): DecisionAnswer {
  const { document, filter } = request;
  const seen = source.locate(document, request);
  if (seen === null) {
    if (request.item === null) throw new Refused('not-found', 'no such amount');
    throw new Overtaken(null);
  }
  const spot = seen.item === null ? null : spotOf(db, document, seen.item.key);
  const before = keysOf(db, document);
  const at = now();
  const guard = () => {
    if (source.locate(document, request)?.version === request.version) return;
    throw new Overtaken(source.find(document, request));
  };
  const correction = correctionOf(request, seen, source.tables, db, at);
  const id = decide(db, document, correction, { conclude, now: at, guard });
  const after = keysOf(db, document);
  return {
    id,
    settled: [...before].filter((key) => !after.has(key)).length,
    added: [...after].filter((key) => !before.has(key)).length,
    left: queueLength(db, {}),
    next: spot === null ? null : nextOf(db, source, filter, spot),
  };
}

/** How often a conclusion is drawn before its code runs at full speed. */
const REHEARSALS = 15;

/** Draws the conclusions of the worst document without writing any, so that the first decision is as fast as the next. */
export async function rehearse({ db, conclude }: Pick<Deciding, 'db' | 'conclude'>): Promise<void> {
  const [worst] = queueWindow(db, {}, 0, 1).rows;
  for (let times = 0; worst !== undefined && db.open && times < REHEARSALS; times += 1) {
    concludeStored(db, worst.sha256, conclude);
    // The page that is just being opened comes first.
    await new Promise((resolve) => setTimeout(resolve, 10).unref());
  }
}

function keysOf(db: Database, sha256: string): ReadonlySet<string> {
  const keys = db
    .prepare<[string], string>(
      'SELECT key FROM review_item WHERE document = (SELECT id FROM document WHERE sha256 = ?)',
    )
    .pluck()
    .all(sha256);
  return new Set(keys);
}

/** The entry that now stands where the decided one stood; the first one when that was the last. */
function nextOf(db: Database, source: EvidenceSource, filter: QueueFilter, spot: QueueSpot): Next | null {
  const index = indexOfSpot(db, filter, spot);
  for (const from of [index, 0]) {
    const [entry] = queueWindow(db, filter, from, 1).rows;
    const evidence = entry === undefined ? null : source.find(entry.sha256, { item: entry.key, ref: null });
    if (entry !== undefined && evidence !== null) return { index: from, entry, evidence };
  }
  return null;
}

/** What a request would write into the book. */
export function correctionOf(
  request: DecisionRequest,
  seen: Located,
  tables: TableReader,
  db: Database,
  at: Date,
): NewCorrection {
  const by = { kind: request.kind, reviewer: request.reviewer, reason: request.reason, at: at.toISOString() };
  const anchors = anchorReader(db);
  if (request.kind === 'seen') return { ...by, ...notice(seen) };
  if (request.kind === 'value' && seen.cell === null) return { ...by, ...entered(request, seen, tables, anchors) };
  if (seen.cell === null) throw new Refused('invalid', 'no amount here');
  const ref = refOf(seen.cell);
  if (request.kind === 'ignore') {
    const anchor = anchors.table(request.document, ref.statement);
    if (anchor === null) throw new Refused('not-found', 'no such table');
    return { ...by, anchor, oldValue: null, newValue: null, target: null };
  }
  const anchor = anchors.amount(request.document, ref);
  if (anchor === null) throw new Refused('not-found', 'no such amount');
  const current = fen(seen.cell.amount);
  const newValue = request.kind === 'value' ? typedFen(request.value ?? '', seen.cell.unit) : current;
  if (newValue === null) throw new Refused('invalid', 'value');
  return { ...by, anchor, oldValue: current, newValue, target: targetOf(request, seen, anchors) };
}

function refOf({ statement, amountIndex }: CellRow): FactRef {
  return { statement, amount: amountIndex };
}

type Settlement = Pick<NewCorrection, 'anchor' | 'oldValue' | 'newValue' | 'target'>;

/** What an entry says; of an older version its words. */
function noticeOf({ reason, data, detail }: ItemView): Notice {
  return data === null ? { reason, detail } : { reason, data };
}

function notice({ item }: Located): Settlement {
  if (item === null) throw new Refused('invalid', 'no notice here');
  const anchor: Anchor = {
    ...{ statement: item.statement ?? '', side: null, lineCode: null, lineName: '', lineName2: null, measure: '' },
    ...{ page: item.page ?? 0, box: item.box ?? { x0: 0, y0: 0, x1: 0, y1: 0 } },
  };
  const target = { kind: 'seen', ...noticeOf(item) } as const;
  return { anchor, oldValue: null, newValue: null, target };
}

/** An amount for a cell that could not be read: whoever decides says which line and column it belongs to. */
function entered(
  request: DecisionRequest,
  { document, item }: Located,
  tables: TableReader,
  anchors: ReturnType<typeof anchorReader>,
): Settlement {
  const table = tableOfNotice(tables, document.sha256, item);
  if (item === null || item.box === null || item.page === null || table === null) {
    throw new Refused('invalid', 'no amount here');
  }
  const newValue = typedFen(request.value ?? '', table.unit);
  if (newValue === null) throw new Refused('invalid', 'value');
  const line = anchors.line(document.sha256, table.index, request.line ?? -1);
  if (line === null) throw new Refused('invalid', 'line');
  const measure = asMeasure(request.measure ?? '');
  if (measure === null) throw new Refused('invalid', 'measure');
  if (takenBy(table, request.line ?? -1, measure) !== null) throw new Refused('invalid', 'taken');
  const { side, lineCode, lineName, lineName2 } = line;
  const { page, box } = item;
  const raw = anchors.unread(document.sha256, page, box) ?? '';
  return {
    anchor: { statement: table.kind, side, lineCode, lineName, lineName2, measure, page, box },
    ...{ oldValue: null, newValue, target: { kind: 'entry', ...noticeOf(item), raw, line } },
  };
}

function targetOf(
  request: DecisionRequest,
  { cell }: Located,
  anchors: ReturnType<typeof anchorReader>,
): CorrectionTarget | null {
  if (request.kind === 'line') {
    const line = cell === null ? null : anchors.line(request.document, cell.statement, request.line ?? -1);
    if (line === null) throw new Refused('invalid', 'line');
    return { kind: 'line', line };
  }
  if (request.kind === 'measure') {
    const measure = asMeasure(request.measure ?? '');
    if (measure === null) throw new Refused('invalid', 'measure');
    return { kind: 'measure', measure, column: request.column ?? false };
  }
  return null;
}

/** Takes a decision back. */
export function takeBack(
  id: number,
  by: { readonly actor: string; readonly reason: string },
  { db, source, conclude, now }: Deciding,
): UndoAnswer | Conflict {
  const found = findCorrection(db, id);
  if (found === null) throw new Refused('not-found', 'no such decision');
  const done = undo(db, id, by, { conclude, now: now() });
  const { sha256: document, correction } = found;
  const place = db
    .prepare<object, { statement: number; amount: number }>(
      `SELECT a.statement, a.idx AS amount FROM amount a
       WHERE a.document = (SELECT id FROM document WHERE sha256 = $document) AND a.page = $page
         AND a.x0 = $x0 AND a.y0 = $y0 AND a.x1 = $x1 AND a.y1 = $y1`,
    )
    .get({ document, page: correction.anchor.page, ...correction.anchor.box });
  const evidence = place === undefined ? null : source.find(document, { item: null, ref: place });
  if (!done) return { error: 'conflict', current: evidence, by: entryOf(correction) };
  return { left: queueLength(db, {}), document, ref: place ?? null, item: evidence?.item?.key ?? null };
}
