import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import * as z from 'zod';
import { addedNames } from '../store/added-names.ts';
import { storeError } from '../store/errors.ts';
import type { Database } from '../store/port.ts';
import { indexOfSpot, queueFacets, queueLength, queueWindow, spotOf } from '../store/read/queue.ts';
import { note } from '../store/write/reviewers.ts';
import type { Refusal } from './api.ts';
import { carryOut, type Deciding, Refused, takeBack } from './decisions.ts';
import { editRoutes } from './edits/routes.ts';
import type { EvidenceSource } from './evidence.ts';
import { type ExportDesk, exportRoutes } from './exports.ts';
import { findRoutes } from './find/routes.ts';
import { findAgain } from './find-again.ts';
import { type FindingDesk, findingRoutes } from './findings/routes.ts';
import { type IntakeDesk, intakeRoutes } from './intake/routes.ts';
import type { overview } from './overview.ts';
import { notBlind, type Pictures } from './pictures.ts';
import * as wants from './requests.ts';
import type { Visitor } from './security.ts';
import type { Watch } from './watch.ts';

export interface Desk extends FindingDesk, IntakeDesk, ExportDesk {
  readonly db: Database;
  readonly source: EvidenceSource;
  readonly overview: ReturnType<typeof overview>;
  readonly pictures: Pictures;
  readonly watch: Watch;
  readonly deciding: Deciding;
  readonly who: (context: Context) => Visitor | null;
  readonly invite: () => string;
}

/** The typed API behind the page: parse, do, answer. */
export function routes(desk: Desk): Hono {
  const app = new Hono();
  const tooLarge = (context: Context) => context.json<Refusal>({ error: 'invalid', detail: 'too large' }, 413);
  const limit = bodyLimit({ maxSize: 64 << 10, onError: tooLarge });
  const listLimit = bodyLimit({ maxSize: 8 << 20, onError: tooLarge });
  // A dropped file is counted as it is written.
  app.use((context, next) => {
    if (context.req.path === '/api/uploads') return next();
    return (context.req.path === '/api/imports' ? listLimit : limit)(context, next);
  });
  app.use(async (context, next) => {
    await next();
    if (!context.res.headers.has('Cache-Control')) context.res.headers.set('Cache-Control', 'no-store');
  });
  app.use(async (context, next) => {
    const writes = context.req.method !== 'GET' && context.req.method !== 'HEAD';
    if (writes && desk.who(context)?.role !== 'decide') {
      return context.json<Refusal>({ error: 'forbidden', detail: 'role' }, 403);
    }
    return next();
  });
  app.onError(refuse);
  app.notFound((context) => context.json<Refusal>({ error: 'not-found', detail: context.req.path }, 404));
  queueRoutes(app, desk);
  overviewRoutes(app, desk);
  decisionRoutes(app, desk);
  findingRoutes(app, desk);
  intakeRoutes(app, desk);
  exportRoutes(app, desk);
  editRoutes(app, desk);
  findRoutes(app, desk);
  app.get('/events', (context) => events(context, desk));
  app.get('/pages/:sha256/:page', (context) => picture(context, desk.pictures));
  return app;
}

function queueRoutes(app: Hono, { db, source }: Desk): void {
  app.get('/queue', (context) => {
    const { offset, limit, ...filter } = wants.queueQuery.parse(context.req.query());
    const window = queueWindow(db, filter, offset, limit);
    const left = Object.keys(filter).length === 0 ? window.total : queueLength(db, {});
    return context.json({ ...window, left });
  });
  app.get('/facets', (context) => context.json(queueFacets(db, wants.facetsQuery.parse(context.req.query()))));
  app.get('/spot', (context) => {
    const { of, key, ...filter } = wants.spotQuery.parse(context.req.query());
    const spot = spotOf(db, of, key);
    return context.json({ index: spot === null ? null : indexOfSpot(db, filter, spot) });
  });
  app.get('/evidence', (context) => {
    const { document, item, statement, amount } = wants.evidenceQuery.parse(context.req.query());
    const ref = statement === undefined || amount === undefined ? null : { statement, amount };
    return context.json(source.find(document, { item: item ?? null, ref }));
  });
}

function overviewRoutes(app: Hono, { db, overview }: Desk): void {
  app.get('/names', (context) => context.json(addedNames(db)));
  app.get('/documents', (context) => {
    const { text, limit } = wants.documentsQuery.parse(context.req.query());
    return context.json(overview.documents(text, limit));
  });
  app.get('/documents/:sha256', (context) => {
    return found(context, overview.document(wants.documentParam.parse(context.req.param()).sha256));
  });
  app.get('/chart', (context) => context.json(overview.chart()));
  app.get('/chart/rows', (context) => {
    const { document, code } = wants.classQuery.parse(context.req.query());
    return found(context, overview.chartRows(document, code));
  });
}

function decisionRoutes(app: Hono, { deciding, watch, invite, nameOf, who, db, now, pictures }: Desk): void {
  const noted = (reviewer: string, action: 'decided' | 'undone', subject: string) =>
    db.transaction(() => note(db, { at: now(), reviewer, action, subject })).immediate();
  app.post('/decisions', async (context) => {
    const body = wants.decisionBody.parse(await context.req.json());
    await notBlind(pictures, body.document);
    const request = { ...body, reviewer: nameOf(context, body.reviewer) };
    const answer = carryOut(request, deciding);
    if (!('error' in answer)) {
      noted(request.reviewer, 'decided', `#${answer.id} ${request.kind} ${request.document}`);
      watch.changed();
    }
    return context.json(answer);
  });
  app.post('/corrections/:id/undo', async (context) => {
    const { id } = wants.correctionParam.parse(context.req.param());
    const { reviewer, reason } = wants.undoBody.parse(await context.req.json());
    const actor = nameOf(context, reviewer);
    const answer = takeBack(id, { actor, reason }, deciding);
    if (!('error' in answer)) {
      noted(actor, 'undone', `#${id} ${answer.document}`);
      watch.changed();
    }
    return context.json(answer);
  });
  let searching = false;
  app.post('/pages/find', async (context) => {
    // It looks through folders of this machine, and says whether they are there.
    if (who(context)?.name !== null) return context.json<Refusal>({ error: 'forbidden', detail: 'named' }, 403);
    const { document, folder } = wants.findBody.parse(await context.req.json());
    if (searching) return context.json<Refusal>({ error: 'busy', detail: 'searching' }, 503);
    searching = true;
    try {
      const found = await findAgain(deciding.db, document, folder, deciding.now());
      if (found) watch.changed();
      return context.json({ found });
    } finally {
      searching = false;
    }
  });
  app.post('/invite', (context) => {
    // An invitation has no name: who has one would pass it on without it.
    if (who(context)?.name !== null) return context.json<Refusal>({ error: 'forbidden', detail: 'named' }, 403);
    return context.json({ path: `/?token=${invite()}` });
  });
}

function found(context: Context, value: object | null): Response {
  if (value === null) return context.json({ error: 'not-found', detail: '' }, 404);
  return context.json(value);
}

function events(context: Context, { watch, intake, who }: Desk): Response {
  return streamSSE(context, async (stream) => {
    const gone = new Promise<void>((resolve) => stream.onAbort(resolve));
    const stop = watch.listen((change) => {
      // Whose token was taken back hears nothing more.
      if (who(context) === null) return void stream.close();
      void stream.writeSSE({ event: 'change', data: JSON.stringify(change) });
    });
    const stopIntake = intake.listen((view) => {
      if (who(context) === null) return void stream.close();
      void stream.writeSSE({ event: 'import', data: JSON.stringify(view) });
    });
    await stream.writeSSE({ event: 'hello', data: '{}' });
    await gone;
    stop();
    stopIntake();
  });
}

async function picture(context: Context, pictures: Pictures): Promise<Response> {
  const { sha256, page } = wants.pageParam.parse(context.req.param());
  const { scale } = wants.scaleQuery.parse(context.req.query());
  const result = await pictures.page(sha256, page, scale);
  if ('problem' in result) return context.json({ error: 'not-found', detail: result.problem }, 404);
  return context.body(Uint8Array.from(result.bytes), 200, {
    'Content-Type': 'image/webp',
    // Named by the hash of the bytes it was made from: it cannot change.
    'Cache-Control': 'private, max-age=86400, immutable',
  });
}

function refuse(error: Error, context: Context): Response {
  if (error instanceof Refused) {
    return context.json<Refusal>({ error: error.error, detail: error.message }, error.error === 'invalid' ? 422 : 404);
  }
  if (error instanceof z.ZodError || error instanceof SyntaxError) {
    return context.json<Refusal>({ error: 'invalid', detail: error.message }, 422);
  }
  const { problem, message } = storeError(error);
  if (problem === 'locked') return context.json<Refusal>({ error: 'busy', detail: message }, 503);
  return context.json<Refusal>({ error: 'failed', detail: message }, 500);
}
