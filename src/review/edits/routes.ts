import type { Hono } from 'hono';
import { type Deciding, Refused } from '../decisions.ts';
import type { FindingSource } from '../findings/source.ts';
import * as wants from '../requests.ts';
import type { Watch } from '../watch.ts';
import { carryOutEdit, declarationOf, previewEdit } from './edits.ts';

export interface EditDesk {
  readonly deciding: Deciding;
  readonly watch: Watch;
  readonly findings: FindingSource;
}

/** Setting whole tables and lines right: what it would do, then doing it. */
export function editRoutes(app: Hono, { deciding, watch, findings }: EditDesk): void {
  app.post('/edits/preview', async (context) => {
    const found = previewEdit(wants.editBody.parse(await context.req.json()), deciding);
    return context.json({ ...found, sums: found.sums.map((sum) => ({ ...sum, title: findings.title(sum.rule) })) });
  });
  app.get('/declaration', (context) => {
    const { document, table } = wants.tableQuery.parse(context.req.query());
    const yaml = declarationOf(deciding.db, document, table);
    if (yaml === null) throw new Refused('not-found', 'no such table');
    return context.body(yaml, 200, {
      'Content-Type': 'text/yaml; charset=utf-8',
      'Content-Disposition': 'attachment; filename="own-titles.yaml"',
    });
  });
  app.post('/edits', async (context) => {
    const answer = carryOutEdit(wants.editBody.parse(await context.req.json()), deciding);
    watch.changed();
    return context.json(answer);
  });
}
