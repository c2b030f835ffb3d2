import type { Hono } from 'hono';
import { Refused } from '../decisions.ts';
import * as wants from '../requests.ts';
import type { Intake } from './intake.ts';
import { receive } from './upload.ts';

export interface IntakeDesk {
  readonly intake: Intake;
  /** Where dropped files are kept; null where nothing can be taken in. */
  readonly files: string | null;
}

/** Taking documents in: files one by one, then all of them and links to be read. */
export function intakeRoutes(app: Hono, { intake, files }: IntakeDesk): void {
  // Paths of files that came in through this page; no request may name another one.
  const received = new Map<string, Awaited<ReturnType<typeof receive>>>();
  app.post('/uploads', async (context) => {
    if (files === null) throw new Refused('not-found', 'no import here');
    const { name } = wants.uploadQuery.parse(context.req.query());
    const one = await receive(files, name, context.req.raw.body);
    const id = `${received.size + 1}`;
    received.set(id, one);
    return context.json({ id });
  });
  app.post('/imports', async (context) => {
    if (files === null) throw new Refused('not-found', 'no import here');
    const { uploads, links } = wants.importBody.parse(await context.req.json());
    const found = uploads.map((id) => received.get(id));
    const known = found.filter((one) => one !== undefined);
    if (known.length !== found.length) throw new Refused('not-found', 'no such upload');
    intake.add([...known, ...links.map((link) => ({ path: link, name: link, bytes: 0 }))]);
    for (const id of uploads) received.delete(id);
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
