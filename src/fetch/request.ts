import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { AddressPolicy } from './addresses.ts';
import { linkOf } from './link.ts';
import { FetchError, fetchError } from './problem.ts';
import { type Answer, save } from './save.ts';

/** What one request may cost, and where it may lead. */
export interface Limits {
  readonly maxBytes: number;
  /** For the whole answer. */
  readonly timeoutMs: number;
  /** Without a byte. */
  readonly idleMs: number;
  readonly allowed: AddressPolicy;
}

export interface Connections {
  readonly http: http.Agent;
  readonly https: https.Agent;
  readonly lookup: LookupFunction;
}

const MOST_REDIRECTS = 5;
const LONGEST_WAIT_MS = 120_000;

/** Asks for `url` and writes what comes to `part`; follows redirects, each checked like the link itself. */
export async function request(
  url: string,
  headers: Readonly<Record<string, string>>,
  part: string,
  limits: Limits,
  connections: Connections,
  signal: AbortSignal,
): Promise<Answer> {
  const deadline = AbortSignal.timeout(limits.timeoutMs);
  const either = AbortSignal.any([signal, deadline]);
  try {
    const answer = await followed(url, headers, limits, connections, either);
    return await taken(answer, part, limits, either);
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.aborted) throw new FetchError('link-slow', `${limits.timeoutMs / 1000} s`);
    throw fetchError(error);
  }
}

async function followed(
  url: string,
  headers: Readonly<Record<string, string>>,
  limits: Limits,
  connections: Connections,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  let at = url;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const answer = await ask(new URL(at), headers, limits, connections, signal);
    const { statusCode = 0 } = answer;
    const { location } = answer.headers;
    if (![301, 302, 303, 307, 308].includes(statusCode) || location === undefined) return answer;
    answer.destroy();
    const next = URL.canParse(location, at) ? linkOf(new URL(location, at).href) : null;
    if (next === null) throw new FetchError('link-malformed', `${at} → ${location}`);
    at = next.url;
  }
  throw new FetchError('link-redirects', `${MOST_REDIRECTS}`);
}

function ask(
  url: URL,
  headers: Readonly<Record<string, string>>,
  { allowed, idleMs }: Limits,
  connections: Connections,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // Names are checked where they are resolved; an address written out is never resolved.
  if (isIP(host) !== 0 && !allowed(host)) throw new FetchError('link-private', host);
  const secure = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const options = { headers, signal, lookup: connections.lookup };
    const sent = secure
      ? https.request(url, { ...options, agent: connections.https })
      : http.request(url, { ...options, agent: connections.http });
    sent.setTimeout(idleMs, () => sent.destroy(new FetchError('link-broken', `${idleMs / 1000} s idle`)));
    sent.on('response', resolve).on('error', reject).end();
  });
}

async function taken(answer: IncomingMessage, part: string, limits: Limits, signal: AbortSignal): Promise<Answer> {
  const { statusCode = 0, headers } = answer;
  if (statusCode !== 200) {
    answer.destroy();
    if (statusCode === 304) return { unchanged: true };
    throw refusal(statusCode, headers['retry-after']);
  }
  const { 'content-length': announced, 'content-encoding': encoding, 'content-type': type } = headers;
  const { etag = null, 'last-modified': lastModified = null } = headers;
  const about = { announced: Number(announced ?? 0), encoding: encoding ?? '', type: type ?? '', etag, lastModified };
  return await save({ body: answer, ...about }, part, limits, signal);
}

function refusal(status: number, retryAfter: string | undefined): FetchError {
  const busy = status === 429 || status === 408 || status >= 500;
  if (!busy) return new FetchError('link-refused', `HTTP ${status}`);
  const seconds = Number(retryAfter);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter ?? '') - Date.now();
  const bounded = Number.isNaN(wait) ? null : Math.min(Math.max(0, wait), LONGEST_WAIT_MS);
  return new FetchError('link-broken', `HTTP ${status}`, retryAfter === undefined ? null : bounded);
}
