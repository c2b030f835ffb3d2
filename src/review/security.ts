import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import type { Role } from '../store/write/reviewers.ts';

/** Somebody with a session. */
export interface Visitor {
  /** The name that a token of one's own stands for; null for whoever came by an invitation and names himself. */
  readonly name: string | null;
  readonly role: Role;
}

/** Named reviewers, asked anew with every request: a revoked token stops working at once. */
export interface Roster {
  readonly byToken: (token: string) => { readonly id: number } | null;
  readonly byId: (id: number) => { readonly name: string; readonly role: Role } | null;
  readonly onEnter: (id: number) => void;
}

const NOBODY: Roster = { byToken: () => null, byId: () => null, onEnter: () => undefined };

/** Who may talk to the server: one-time tokens (一次性口令) become sessions; sessions are cookies. */
export interface Gate {
  /** A fresh token, good for one browser. */
  readonly invite: () => string;
  /** Whether the token was good; it is no longer. Sets the session's cookie. */
  readonly redeem: (context: Context, token: string) => boolean;
  /** Who asks; null for a stranger, also for one whose token was revoked meanwhile. */
  readonly who: (context: Context) => Visitor | null;
}

/** The header that a page of another site cannot send without being asked first. */
export const OWN_HEADER = 'x-yusuan';

/** Where files are sent as they are; neither type is one that a form of another site can send. */
const UPLOADS = '/api/uploads';

const TOKENS_OPEN = 50;

/** Opens the gate of a server on `port`; cookies do not know ports, so its name says it. */
export function openGate(port: number, roster: Roster = NOBODY, secure = false): Gate {
  const cookie = `yusuan_${port}`;
  const tokens = new Set<string>();
  // By the hash of the session: the named reviewer, or null.
  const sessions = new Map<string, number | null>();
  const open = (context: Context, reviewer: number | null) => {
    const session = randomBytes(32).toString('base64url');
    sessions.set(digest(session), reviewer);
    setCookie(context, cookie, session, { httpOnly: true, sameSite: 'Strict', path: '/', secure });
    return true;
  };
  return {
    invite: () => {
      const token = randomBytes(24).toString('base64url');
      tokens.add(digest(token));
      for (const oldest of tokens) if (tokens.size > TOKENS_OPEN) tokens.delete(oldest);
      return token;
    },
    redeem: (context, token) => {
      const named = roster.byToken(token);
      if (named !== null) {
        roster.onEnter(named.id);
        return open(context, named.id);
      }
      if (!member(tokens, token)) return false;
      tokens.delete(digest(token));
      return open(context, null);
    },
    who: (context) => {
      const session = getCookie(context, cookie) ?? '';
      if (!member(sessions.keys(), session)) return null;
      const id = sessions.get(digest(session)) ?? null;
      return id === null ? { name: null, role: 'decide' } : roster.byId(id);
    },
  };
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares all, so that time tells nothing. */
function member(digests: Iterable<string>, secret: string): boolean {
  const own = Buffer.from(digest(secret));
  let found = false;
  for (const one of digests) if (timingSafeEqual(Buffer.from(one), own)) found = true;
  return found;
}

/** Nothing from elsewhere, nothing inline, in no frame, no guessing of types, nothing told to other sites. */
export function strictHeaders(): MiddlewareHandler {
  const own = ["'self'"];
  const none = ["'none'"];
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: none,
      scriptSrc: own,
      styleSrc: own,
      imgSrc: own,
      connectSrc: own,
      baseUri: none,
      formAction: none,
      frameAncestors: none,
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    strictTransportSecurity: false,
  });
}

/** Lets through only what comes under our own name: another name would be somebody's DNS trick. */
export function ownHostOnly(hosts: ReadonlySet<string>): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? '';
    if (!hosts.has(host)) return context.json({ error: 'forbidden', detail: 'host' }, 403);
    return next();
  };
}

/** Lets through only those who came with a token; everything else is 401, whatever the path. */
export function sessionOnly(gate: Gate, refusal: string): MiddlewareHandler {
  return async (context, next) => {
    if (gate.who(context) !== null) return next();
    if (context.req.path.startsWith('/api/')) {
      return context.json({ error: 'unauthorised', detail: '' }, 401, { 'Cache-Control': 'no-store' });
    }
    return context.html(refusal, 401, { 'Cache-Control': 'no-store' });
  };
}

/** Lets writing requests through only when our own page made them. */
export function ownPageOnly(hosts: ReadonlySet<string>, outside: URL | null = null): MiddlewareHandler {
  const origins = new Set([...hosts].map((host) => `http://${host}`));
  if (outside !== null) origins.add(outside.origin);
  return async (context, next) => {
    const { req } = context;
    if (req.method === 'GET' || req.method === 'HEAD') return next();
    const site = req.header('sec-fetch-site');
    const own =
      origins.has(req.header('origin') ?? '') &&
      req.header(OWN_HEADER) === '1' &&
      (site === undefined || site === 'same-origin') &&
      (req.header('content-type') ?? '').startsWith(
        req.path === UPLOADS ? 'application/octet-stream' : 'application/json',
      );
    if (!own) return context.json({ error: 'forbidden', detail: 'origin' }, 403);
    return next();
  };
}
