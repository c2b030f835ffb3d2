import type { Column, Database, Row, SqlValue, Transaction } from '../port.ts';
import { type Connection, connect, PostgresError } from './channel.ts';
import type { Query, Rows } from './protocol.ts';
import { bound, type Session, statement } from './statement.ts';
import { translate } from './translate.ts';

/** Where a server's database is: what `--db postgres://…` says. */
export interface Address {
  /** For the connection, with the password if one was given. */
  readonly connection: string;
  /** For people: without it. */
  readonly shown: string;
  /** The schema that holds the tables (`?schema=`). */
  readonly schema: string;
}

/** Waits of the session are as long as those of SQLite; short queries gain nothing by being compiled. */
function setupOf(schema: string, readOnly: boolean, lockMs: number): string {
  return `SET search_path TO ${quoted(schema)}; SET lock_timeout = ${lockMs}; SET jit = off;
    SET client_min_messages = warning; SET timezone = 'UTC';
    SET default_transaction_read_only = ${readOnly ? 'on' : 'off'}`;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** PostgreSQL's engine: the same port, a server behind it. */
export function postgresEngine(address: Address, options: { readOnly: boolean; lockMs: number }): Database {
  const connection = connect(address.connection, setupOf(address.schema, options.readOnly, options.lockMs));
  const state = { open: true, depth: 0, writing: false, cursors: 0 };
  const names = new Map<string, string>();
  const ask = (query: Query): Rows => {
    if (!state.open) throw new TypeError('The database connection is not open');
    return connection.ask(query);
  };
  const exec = (sql: string) => execute(sql, ask, state);
  const session: Session = {
    ask,
    exec,
    inTransaction: () => state.depth > 0,
    nameOf: (text) => {
      const name = names.get(text) ?? `s${names.size}`;
      names.set(text, name);
      return name;
    },
    cursor: () => {
      state.cursors += 1;
      return `c${state.cursors}`;
    },
  };
  return {
    engine: 'postgres',
    name: address.shown,
    file: null,
    get open() {
      return state.open;
    },
    get inTransaction() {
      return state.depth > 0;
    },
    prepare: (sql) => statement(sql, session),
    exec,
    transaction: (work) => transaction(work, exec, state),
    inserter: (table, columns) => inserter(ask, `${quoted(address.schema)}.${table}`, columns),
    lock: (sha256) => {
      const text = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';
      ask({ text, values: [`${address.schema}/${sha256}`], name: 'lock', again: false });
    },
    columnsOf: (table) => columnsOf(ask, table),
    version: () => {
      const [row] = ask({ text: 'SELECT last_value FROM store_change', values: [], again: state.depth === 0 }).rows;
      return Number(row?.[0]);
    },
    close: () => closeOnce(connection, state),
  };
}

interface State {
  open: boolean;
  /** How deep in transactions: 1 for one, more for those within it. */
  depth: number;
  writing: boolean;
  cursors: number;
}

function closeOnce(connection: Connection, state: State): void {
  if (!state.open) return;
  state.open = false;
  connection.close();
}

/** Sends statements as they are, and keeps account of the transaction they begin or end. */
function execute(sql: string, ask: (query: Query) => Rows, state: State): void {
  const begin = /^BEGIN( IMMEDIATE)?$/.exec(sql);
  if (begin !== null) {
    const write = begin[1] !== undefined;
    // Without the right to write a transaction is one snapshot, as with SQLite; writers see what those before them wrote.
    const text = write ? 'BEGIN ISOLATION LEVEL READ COMMITTED' : 'BEGIN ISOLATION LEVEL REPEATABLE READ';
    ask({ text, values: null, again: true });
    Object.assign(state, { depth: 1, writing: write });
  } else if (sql === 'ROLLBACK') {
    Object.assign(state, { depth: 0, writing: false });
    ask({ text: sql, values: null, again: false });
  } else if (sql === 'COMMIT') {
    const counted = state.writing ? "; SELECT nextval('store_change')" : '';
    Object.assign(state, { depth: 0, writing: false });
    const { commands } = ask({ text: `COMMIT${counted}`, values: null, again: false });
    // After a statement that failed the server ends a transaction by taking it back, and says so only here.
    if (commands[0] === 'ROLLBACK') throw new PostgresError('the transaction had failed', '25P02');
  } else {
    ask({ text: translate(sql).text, values: null, again: false });
  }
}

function transaction<Args extends unknown[], Result>(
  work: (...args: Args) => Result,
  exec: (sql: string) => void,
  state: State,
): Transaction<Args, Result> {
  const within = (begin: string, args: Args): Result => {
    if (state.depth > 0) return nested(work, args, exec, state);
    exec(begin);
    try {
      const result = work(...args);
      exec('COMMIT');
      return result;
    } catch (error) {
      if (state.depth > 0) quietly(() => exec('ROLLBACK'));
      throw error;
    }
  };
  return Object.assign((...args: Args) => within('BEGIN', args), {
    immediate: (...args: Args) => within('BEGIN IMMEDIATE', args),
  });
}

function nested<Args extends unknown[], Result>(
  work: (...args: Args) => Result,
  args: Args,
  exec: (sql: string) => void,
  state: State,
): Result {
  const name = `t${state.depth}`;
  exec(`SAVEPOINT ${name}`);
  state.depth += 1;
  try {
    const result = work(...args);
    exec(`RELEASE ${name}`);
    return result;
  } catch (error) {
    quietly(() => exec(`ROLLBACK TO ${name}`));
    throw error;
  } finally {
    state.depth -= 1;
  }
}

/** The first error is the one to tell; with the connection gone there is nothing to take back. */
function quietly(action: () => void): void {
  try {
    action();
  } catch {
    return;
  }
}

/** Rows sent at a time: one question to the server instead of a thousand. */
const AT_A_TIME = 1_000;

function inserter(ask: (query: Query) => Rows, table: string, columns: readonly string[]) {
  const list = columns.map(quoted).join(', ');
  const text = `INSERT INTO ${table} (${list}) SELECT ${list} FROM json_populate_recordset(NULL::${table}, $1)`;
  return (first: SqlValue | bigint, rows: readonly Row[]) => {
    for (let at = 0; at < rows.length; at += AT_A_TIME) {
      const objects = rows.slice(at, at + AT_A_TIME).map((row) => {
        return Object.fromEntries([first, ...row].map((value, place) => [columns[place] ?? '', bound(value)]));
      });
      ask({ text, values: [JSON.stringify(objects)], name: `insert ${table}`, again: false });
    }
  };
}

const COLUMNS = `
SELECT attname, atttypid::regtype::text FROM pg_attribute
WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum`;

function columnsOf(ask: (query: Query) => Rows, table: string): Column[] {
  const types: Readonly<Record<string, string>> = { 'double precision': 'REAL', bigint: 'INTEGER', integer: 'INTEGER' };
  return ask({ text: COLUMNS, values: [quoted(table)], again: false }).rows.map(([name, type]) => {
    return { name: String(name), type: types[String(type)] ?? 'TEXT' };
  });
}
