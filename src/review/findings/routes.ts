import type { Context, Hono } from 'hono';
import type { Language } from '../../messages/index.ts';
import type { Database } from '../../store/port.ts';
import { findingAt } from '../../store/read/findings.ts';
import { markFinding } from '../../store/write/finding-marks.ts';
import { note } from '../../store/write/reviewers.ts';
import { Refused } from '../decisions.ts';
import * as wants from '../requests.ts';
import type { Watch } from '../watch.ts';
import { exportFindings } from './export.ts';
import type { FindingSource } from './source.ts';

export interface FindingDesk {
  readonly db: Database;
  readonly findings: FindingSource;
  readonly language: Language;
  readonly watch: Watch;
  readonly now: () => Date;
  /** The name under which somebody acts: that of a token counts, whatever the page says. */
  readonly nameOf: (context: Context, said: string) => string;
}

/** Findings: the list, one of them, files to send, marks. */
export function findingRoutes(app: Hono, { db, findings, language, watch, now, nameOf }: FindingDesk): void {
  app.get('/findings', (context) => {
    const { offset, limit, ...filter } = wants.findingQuery.parse(context.req.query());
    return context.json(findings.window(filter, offset, limit));
  });
  app.get('/findings/facets', (context) =>
    context.json(findings.facets(wants.findingFacetsQuery.parse(context.req.query()))),
  );
  app.get('/findings/item', (context) => {
    const { document, origin, index } = wants.findingParam.parse(context.req.query());
    const found = findings.find(document, origin, index);
    return found === null ? context.json({ error: 'not-found', detail: '' }, 404) : context.json(found);
  });
  app.get('/findings/export', async (context) => {
    const { format, origin, index, ...filter } = wants.findingExport.parse(context.req.query());
    const only = origin === undefined || index === undefined ? null : { origin, index };
    const { name, type, body } = await exportFindings(db, findings.names, language, filter, format, only);
    return context.body(body, 200, {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  });
  app.post('/findings/marks', async (context) => {
    const { document, origin, index, finding, seen, ...mark } = wants.markBody.parse(await context.req.json());
    const row = findingAt(db, document, origin, index);
    // A re-run may have put another finding in this row.
    if (row === null || row.finding !== finding) throw new Refused('not-found', 'no such finding');
    const reviewer = nameOf(context, mark.reviewer);
    const done = markFinding(db, document, finding, seen, { ...mark, reviewer, at: now().toISOString() });
    if (done) {
      const subject = `${mark.mark} ${origin} ${index} ${document}`;
      db.transaction(() => note(db, { at: now(), reviewer, action: 'marked', subject })).immediate();
      watch.changed();
    }
    return context.json({ done, view: findings.find(document, origin, index) });
  });
}
