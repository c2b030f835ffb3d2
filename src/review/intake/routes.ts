import type { Hono } from 'hono';
import { Refused } from '../decisions.ts';
import * as wants from '../requests.ts';
import type { Intake } from './intake.ts';
import type { Uploads } from './upload.ts';

export interface IntakeDesk {
  readonly intake: Intake;
  /** Dropped files; null where nothing can be taken in. No request may name any other file. */
  readonly uploads: Uploads | null;
}

/** Taking documents in: files one by one, then all of them and links to be read. */
export function intakeRoutes(app: Hono, { intake, uploads: kept }: IntakeDesk): void {
  app.post('/uploads', async (context) => {
    if (kept === null) throw new Refused('not-found', 'no import here');
    const { name } = wants.uploadQuery.parse(context.req.query());
    return context.json({ id: await kept.add(name, context.req.raw.body) });
  });
  app.post('/imports', async (context) => {
    if (kept === null) throw new Refused('not-found', 'no import here');
    const { uploads, links } = wants.importBody.parse(await context.req.json());
    const known = kept.take(uploads);
    if (known === null) throw new Refused('not-found', 'no such upload');
    intake.add([...known, ...links.map((link) => ({ path: link, name: link, bytes: 0 }))]);
    return context.json(intake.view());
  });
  app.get('/imports', (context) => context.json(intake.view()));
  app.post('/imports/cancel', (context) => {
    intake.cancel();
    return context.json(intake.view());
  });
  app.post('/imports/clear', (context) => {
    intake.clear();
    return context.json(intake.view());
  });
}
