import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Answer, Query, Request, Rows } from './protocol.ts';

/** What PostgreSQL or the way to it answered instead of rows; `code` is its SQLSTATE or the system's code. */
export class PostgresError extends Error {
  readonly code: string;
  constructor(message: string, code: string) {
    super(message);
    this.name = 'PostgresError';
    this.code = code;
  }
}

export interface Connection {
  ask(query: Query): Rows;
  close(): void;
}

let ask: ((request: Request) => Rows) | null = null;
let count = 0;

/** Opens a connection; `setup` is said to the server first, also after the connection had to be made anew. */
export function connect(address: string, setup: string): Connection {
  ask ??= startThread();
  count += 1;
  const [speak, connection] = [ask, count];
  speak({ kind: 'open', connection, address, setup });
  return {
    ask: (query) => speak({ kind: 'query', connection, query }),
    close: () => void speak({ kind: 'close', connection }),
  };
}

/**
 * Starts the thread that speaks with servers, one for all connections of the program: who asks sleeps until the answer
 * is there, as with SQLite, so the rest of the program need not know which engine it has.
 */
function startThread(): (request: Request) => Rows {
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const thread = new Worker(new URL(`./worker.${extension}`, import.meta.url), {
    workerData: { port: port2, signal },
    transferList: [port2],
  });
  thread.unref();
  port1.unref();
  return (request) => {
    Atomics.store(signal, 0, 0);
    port1.postMessage(request);
    Atomics.wait(signal, 0, 0);
    const received: { message: Answer } | undefined = receiveMessageOnPort(port1);
    if (received === undefined) throw new PostgresError('the thread that speaks with the server ended', '08006');
    const { message } = received;
    if ('failed' in message) throw new PostgresError(message.failed.message, message.failed.code);
    return message;
  };
}
