import { type ReviewServer, startReview } from '../../src/review/server.ts';
import type { Database } from '../../src/store/port.ts';
import { declarations } from './database.ts';

/** A server on any free port, and a browser without a window: it keeps the session's cookie. */
export async function startWithClient(db: Database) {
  const now = () => new Date('2026-02-03T04:05:06Z');
  const server = await startReview({ db, declarations, language: 'zh', host: '127.0.0.1', port: 0, now });
  return { server, client: await clientOf(server), origin: `http://127.0.0.1:${server.port}` };
}

export type Client = (path: string, init?: RequestInit) => Promise<Response>;

/** Comes in through a fresh address. */
export async function clientOf(server: ReviewServer): Promise<Client> {
  const origin = `http://127.0.0.1:${server.port}`;
  const entry = await fetch(server.address(), { redirect: 'manual' });
  const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? '';
  return (path, init = {}) => fetch(origin + path, { ...init, headers: { cookie, ...init.headers } });
}

/** The body of an answer. */
export async function bodyOf<T>(answer: Response): Promise<T> {
  const body: T = JSON.parse(await answer.text());
  return body;
}

/** What the page sends with a writing request. */
export function posting(origin: string, body: unknown, more: Record<string, string> = {}): RequestInit {
  const headers = { 'content-type': 'application/json', origin, 'x-yusuan': '1', ...more };
  return { method: 'POST', headers, body: JSON.stringify(body) };
}
