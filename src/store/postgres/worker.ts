/** The thread that speaks with PostgreSQL. Only here is the package `pg` loaded. */
import { type MessagePort, workerData } from 'node:worker_threads';
import type { Client, QueryArrayResult } from 'pg';
import type { Answer, Query, Request, Rows } from './protocol.ts';

interface Place {
  readonly port: MessagePort;
  readonly signal: Int32Array;
}

interface Connection {
  readonly address: string;
  readonly setup: string;
  client: Client | null;
}

const CONNECT_MS = 10_000;
/** A server that is being restarted is waited for so long. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 250;

const { port, signal }: Place = workerData;
const connections = new Map<number, Connection>();

port.on('message', async (request: Request) => {
  port.postMessage(await answerTo(request));
  wake();
});

// Whoever waits must not wait for a thread that is no more.
process.on('exit', wake);

function wake(): void {
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
}

async function answerTo(request: Request): Promise<Answer> {
  try {
    return await serve(request);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { failed: { message: messageOf(error), code } };
  }
}

/** A host with several addresses fails with all of their errors together, and an empty message. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

async function serve(request: Request): Promise<Rows> {
  if (request.kind === 'open') {
    const { address, setup } = request;
    const connection: Connection = { address, setup, client: null };
    connection.client = await connect(connection);
    connections.set(request.connection, connection);
    return NOTHING;
  }
  const connection = connections.get(request.connection);
  if (request.kind === 'close') {
    connections.delete(request.connection);
    await connection?.client?.end();
    return NOTHING;
  }
  if (connection === undefined) throw new Error('the connection is closed');
  return ask(connection, request.query);
}

const NOTHING: Rows = { names: [], rows: [], count: 0, commands: [] };

async function connect(connection: Connection): Promise<Client> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: connection.address,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'yusuan',
    types: { getTypeParser: (oid: number) => parserOf(oid, pg.types.getTypeParser(17)) },
  });
  // A connection that breaks between two questions is made anew before the next one.
  client.on('error', () => {
    if (connection.client === client) connection.client = null;
  });
  await client.connect();
  await client.query(connection.setup);
  return client;
}

/** Values as better-sqlite3 gives them: numbers, texts, bytes, and 0 or 1. */
function parserOf(oid: number, bytes: (text: string) => unknown): (text: string) => unknown {
  if (oid === 16) return (text) => (text === 't' ? 1 : 0);
  if (oid === 20) return (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text));
  if ([21, 23, 26, 700, 701].includes(oid)) return Number;
  return oid === 17 ? bytes : (text) => text;
}

async function ask(connection: Connection, query: Query): Promise<Rows> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      if (connection.client === null && !query.again) throw lost();
      connection.client ??= await connect(connection);
      return await send(connection.client, query);
    } catch (error) {
      if (!isBroken(error)) throw error;
      void connection.client?.end().catch(() => undefined);
      connection.client = null;
      if (!query.again || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

function lost(): Error {
  return Object.assign(new Error('the connection to the server broke'), { code: '08006' });
}

/** Whether the connection is gone, by SQLSTATE or by the system's code; `pg` names neither when the other side hung up. */
function isBroken(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isBroken);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^(08(?!P01)|57P0[123]$|E(CONN|PIPE|HOST|TIMEDOUT))/.test(code) ||
    /^(Connection terminated|Client has)/.test(error.message)
  );
}

async function send(client: Client, { text, values, name }: Query): Promise<Rows> {
  const config = values === null ? { text } : { text, values: [...values], ...(name === undefined ? {} : { name }) };
  // Several statements give a list of answers, which the types of `pg` do not say.
  const answer: QueryArrayResult | QueryArrayResult[] = await client.query({ ...config, rowMode: 'array' });
  const all: QueryArrayResult[] = [answer].flat();
  const last = all.at(-1);
  return {
    names: last?.fields.map((field) => field.name) ?? [],
    rows: last?.rows ?? [],
    count: last?.rowCount ?? 0,
    commands: all.map((one) => one.command),
  };
}
