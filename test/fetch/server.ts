import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server does at a path. */
export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

export interface TestServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** What was asked for, with the time. */
  readonly asked: { path: string; at: number; headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
}

/** A real server on a free port of this machine. */
export async function serve(paths: Readonly<Record<string, Answering>>): Promise<TestServer> {
  const asked: TestServer['asked'] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, at: performance.now(), headers: request.headers });
    const answer = paths[path];
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const PDF = Buffer.from('%PDF-1.7\nnot much of one\n%%EOF\n');

export const pdf =
  (bytes: Buffer = PDF, headers: Readonly<Record<string, string>> = {}): Answering =>
  (_request, response) =>
    response
      .writeHead(200, { 'content-type': 'application/pdf', 'content-length': bytes.length, ...headers })
      .end(bytes);

export const redirect =
  (to: string): Answering =>
  (_request, response) =>
    response.writeHead(302, { location: to }).end();

/** Answers for ever, a little at a time. */
export const endless: Answering = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/pdf' });
  response.write(PDF);
  const timer = setInterval(() => response.write('more\n'), 20);
  response.on('close', () => clearInterval(timer));
};

/** Sends as fast as it can until the other side has enough. */
export const flood: Answering = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/pdf' });
  response.write(PDF);
  const chunk = Buffer.alloc(1 << 20, 32);
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
};
