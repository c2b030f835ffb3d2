import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Declarations } from '../declare/load.ts';
import { type Language, messagesIn } from '../messages/index.ts';
import { conclude } from '../pipeline.ts';
import type { Store } from '../store/open.ts';
import type { Database } from '../store/port.ts';
import type { Conclude } from '../store/write/reconcile-stored.ts';
import { note, reviewerById, reviewerOfToken } from '../store/write/reviewers.ts';
import { rehearse } from './decisions.ts';
import { evidenceSource } from './evidence.ts';
import { findingSource } from './findings/source.ts';
import { type ImportRun, openIntake } from './intake/intake.ts';
import { openUploads } from './intake/upload.ts';
import { overview } from './overview.ts';
import { openPictures } from './pictures.ts';
import { routes } from './routes.ts';
import { openGate, ownHostOnly, ownPageOnly, type Roster, sessionOnly, strictHeaders } from './security.ts';
import { openWatch } from './watch.ts';

export interface ReviewOptions {
  readonly db: Database;
  readonly declarations: Declarations;
  readonly language: Language;
  /** Loopback unless somebody asks for more. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly now: () => Date;
  /** How documents are taken in on the page, and where dropped ones are kept; null or absent: they are not. */
  readonly intake?: { readonly run: ImportRun; readonly files: string; readonly reopen?: () => Store } | null;
  /** How the page is called from outside when a proxy stands before it. */
  readonly outside?: URL | null;
  /** For PDFs that want a password: their pages are drawn with it. */
  readonly passwords?: readonly string[];
}

export interface ReviewServer {
  readonly port: number;
  /** A fresh address with a one-time token, good for one browser. */
  readonly address: () => string;
  readonly close: () => Promise<void>;
}

/** The page as built by `npm run build:review`; read once, served from memory: no path of a request touches a disk. */
const FILES = [
  ['/', 'index.html', 'text/html; charset=utf-8'],
  ['/app.js', 'app.js', 'text/javascript; charset=utf-8'],
  ['/app.css', 'app.css', 'text/css; charset=utf-8'],
  ['/icon.svg', 'icon.svg', 'image/svg+xml'],
] as const;

/** Starts the review page's server on an open, writable database. */
export async function startReview(options: ReviewOptions): Promise<ReviewServer> {
  const { db, declarations, language, now } = options;
  const source = evidenceSource(db, declarations);
  const pictures = openPictures(db, options.passwords);
  const watch = openWatch(db);
  const withDeclarations: Conclude = (readings, corrections) => conclude(readings, corrections, declarations);
  const deciding = { db, source, now, conclude: withDeclarations };
  const hosts = new Set<string>();
  const app = new Hono();
  const server = createAdaptorServer({ fetch: app.fetch });
  const port = await listen(server, options);
  const names = namesOf(options.host);
  for (const name of names) hosts.add(`${name}:${port}`);
  const { outside = null } = options;
  if (outside !== null) hosts.add(outside.host);
  const gate = openGate(port, rosterOf(db, now), outside?.protocol === 'https:');
  const { review } = messagesIn(language);
  app.use(strictHeaders(), ownHostOnly(hosts));
  app.get('/', (context, next) => {
    const token = context.req.query('token');
    if (token === undefined) return next();
    if (gate.redeem(context, token) || gate.who(context) !== null) return Promise.resolve(context.redirect('/', 303));
    return Promise.resolve(context.html(refusalPage(language, review.noToken), 401));
  });
  app.use(sessionOnly(gate, refusalPage(language, review.noToken)), ownPageOnly(hosts, outside));
  for (const [path, body, type] of pageFiles(language)) {
    app.get(path, (context) => context.body(body, 200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }));
  }
  const documents = db.prepare<[], number>('SELECT count(*) FROM document').pluck();
  const intake = openIntake(options.intake?.run ?? null, messagesIn(language), db.name, () => documents.get() ?? 0);
  const files = options.intake?.files ?? null;
  const uploads = files === null ? null : openUploads(files);
  const desk = {
    ...{
      db,
      source,
      overview: overview(db, source.tables),
      pictures,
      watch,
      deciding,
      invite: gate.invite,
      who: gate.who,
    },
    nameOf: (context: Context, said: string) => gate.who(context)?.name ?? said,
    ...{ findings: findingSource(db, declarations, language), language, now },
    ...{ intake, uploads, reopen: options.intake?.reopen ?? null },
  };
  app.route('/api', routes(desk));
  // What goes wrong there goes wrong again, and is told, when somebody decides.
  rehearse(deciding).catch(() => undefined);
  return {
    port,
    address: () => `${outside?.origin ?? `http://${names[0] ?? options.host}:${port}`}/?token=${gate.invite()}`,
    close: async () => {
      await intake.close();
      watch.close();
      await pictures.close();
      await stop(server);
      uploads?.close();
    },
  };
}

/** The reviewers that the command line made. */
function rosterOf(db: Database, now: () => Date): Roster {
  return {
    byToken: (token) => reviewerOfToken(db, token),
    byId: (id) => reviewerById(db, id),
    onEnter: (id) => {
      const reviewer = reviewerById(db, id)?.name ?? '';
      db.transaction(() => note(db, { at: now(), reviewer, action: 'entered', subject: '' })).immediate();
    },
  };
}

/** Names under which the server may be asked for, the one to print first. */
function namesOf(host: string): readonly string[] {
  const bracketed = (name: string) => (name.includes(':') ? `[${name}]` : name);
  const loopback = ['127.0.0.1', 'localhost', '[::1]'];
  if (host !== '0.0.0.0' && host !== '::') return [bracketed(host), ...loopback];
  const outside = Object.values(networkInterfaces()).flatMap((list) => list?.filter(({ internal }) => !internal) ?? []);
  return [...outside.map(({ address }) => bracketed(address)), hostname().toLowerCase(), ...loopback];
}

function listen(server: ServerType, { host, port }: ReviewOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(addressOf(server).port));
  });
}

function addressOf(server: ServerType): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address;
}

function stop(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

function pageFiles(language: Language): readonly (readonly [string, string, string])[] {
  return FILES.map(([path, name, type]) => {
    const text = readFileSync(new URL(`./built/${name}`, import.meta.url), 'utf8');
    return [path, path === '/' ? text.replace('lang="zh"', `lang="${language}"`) : text, type];
  });
}

function refusalPage(language: Language, words: string): string {
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>yusuan</title><p>${words}</p></html>`;
}
