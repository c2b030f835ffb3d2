import type { Statement } from '../port.ts';
import type { Query, Rows } from './protocol.ts';
import { translate } from './translate.ts';

/** What a statement needs of its connection. */
export interface Session {
  readonly inTransaction: () => boolean;
  readonly ask: (query: Query) => Rows;
  readonly nameOf: (text: string) => string;
  readonly exec: (sql: string) => void;
  readonly cursor: () => string;
}

type Shape = 'object' | 'raw' | 'pluck';

const READING = /^\s*(SELECT|WITH|VALUES|TABLE|EXPLAIN|SHOW)\b/i;
const CURSOR = /^\s*(SELECT|WITH|VALUES|TABLE)\b/i;
const BATCH = 2_000;

/** One statement, in the manner of better-sqlite3. */
export function statement<Params extends unknown[], Result>(sql: string, session: Session): Statement<Params, Result> {
  const { text, names } = translate(sql);
  const readonly = READING.test(text);
  const reader = readonly || /\bRETURNING\b/.test(text);
  let shape: Shape = 'object';
  const query = (params: readonly unknown[]): Query => {
    const values = valuesOf(params, names);
    return { text, values, name: session.nameOf(text), again: readonly && !session.inTransaction() };
  };
  const shaped = ({ names: columns }: Rows, row: readonly unknown[]): Result => shapeOf(shape, columns, row);
  const self: Statement<Params, Result> = {
    reader,
    readonly,
    get: (...params) => {
      const rows = session.ask(query(params));
      const [first] = rows.rows;
      return first === undefined ? undefined : shaped(rows, first);
    },
    all: (...params) => {
      const rows = session.ask(query(params));
      return rows.rows.map((row) => shaped(rows, row));
    },
    run: (...params) => ({ changes: session.ask(query(params)).count }),
    *iterate(...params) {
      for (const rows of batches(session, text, valuesOf(params, names))) {
        for (const row of rows.rows) yield shaped(rows, row);
      }
    },
    pluck: () => {
      shape = 'pluck';
      return self;
    },
    raw: () => {
      shape = 'raw';
      return self;
    },
    // Integers beyond 2⁵³ are bigint already.
    safeIntegers: () => self,
    columns: () => {
      for (const { names: found } of batches(session, text, [])) return found.map((name) => ({ name }));
      return [];
    },
  };
  return self;
}

/** A row in the shape that was asked for; what is in it, the caller's query says. */
function shapeOf<Result>(shape: Shape, columns: readonly string[], row: readonly unknown[]): Result {
  if (shape === 'object') return madeOf(columns.map((name, at) => [name, row[at]]));
  const { only }: { only: Result } = madeOf([['only', shape === 'raw' ? [...row] : row[0]]]);
  return only;
}

function madeOf<Result>(entries: readonly (readonly unknown[])[]): Result {
  return Object.fromEntries(entries);
}

/** Rows in portions, through a cursor; in a transaction of its own unless one is open. */
function* batches(session: Session, text: string, values: readonly unknown[]): Generator<Rows> {
  if (!CURSOR.test(text)) {
    yield session.ask({ text, values, again: false });
    return;
  }
  const own = !session.inTransaction();
  if (own) session.exec('BEGIN');
  const name = session.cursor();
  let [whole, failed] = [false, false];
  try {
    session.ask({ text: `DECLARE ${name} NO SCROLL CURSOR FOR ${text}`, values, again: false });
    for (let more = true; more; ) {
      const rows = session.ask({ text: `FETCH ${BATCH} FROM ${name}`, values: null, again: false });
      more = rows.rows.length === BATCH;
      yield rows;
    }
    whole = true;
  } catch (error) {
    failed = true;
    throw error;
  } finally {
    if (own) end(session, failed);
    else if (whole) session.ask({ text: `CLOSE ${name}`, values: null, again: false });
  }
}

/** After a failure it is the failure that counts: a COMMIT would only say that the transaction had failed. */
function end({ exec }: Session, failed: boolean): void {
  try {
    exec(failed ? 'ROLLBACK' : 'COMMIT');
  } catch (error) {
    if (!failed) throw error;
  }
}

function valuesOf(params: readonly unknown[], names: readonly string[] | null): unknown[] {
  // Named values that a statement does not name are none.
  if (names === null) return params.filter((value) => typeof value !== 'object' || value === null).map(bound);
  const [given] = params;
  const values = new Map(Object.entries(typeof given === 'object' && given !== null ? given : {}));
  return names.map((name) => {
    if (!values.has(name)) throw new RangeError(`Missing named parameter "${name}"`);
    return bound(values.get(name));
  });
}

/** Texts as PostgreSQL can hold them: no NUL, no half of a pair. */
export function bound(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'string') return value;
  return (value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value).toWellFormed();
}
