import type { Context, Hono } from 'hono';
import { note } from '../../store/write/reviewers.ts';
import type { BulkItem } from '../api-work.ts';
import { type Deciding, Refused } from '../decisions.ts';
import type { FindingSource } from '../findings/source.ts';
import { notBlind, type Pictures } from '../pictures.ts';
import * as wants from '../requests.ts';
import type { Watch } from '../watch.ts';
import { carryOutBulk, previewBulk, undoBulk } from './bulk.ts';
import { carryOutEdit, declarationOf, previewEdit } from './edits.ts';

export interface EditDesk {
  readonly deciding: Deciding;
  readonly watch: Watch;
  readonly findings: FindingSource;
  readonly pictures: Pictures;
  /** Who decides: whom the session names, or else whom the page says. */
  readonly nameOf: (context: Context, said: string) => string;
}

/** Those of PDFs that still stand where they were; one that moved stops no other, unless there is no other. */
async function seenItems(items: readonly BulkItem[], pictures: Pictures): Promise<readonly BulkItem[]> {
  const moved = new Set<string>();
  for (const document of new Set(items.map((item) => item.document))) {
    if (!(await pictures.stands(document))) moved.add(document);
  }
  const seen = items.filter(({ document }) => !moved.has(document));
  if (seen.length === 0) throw new Refused('invalid', 'no-picture');
  return seen;
}

/** Setting whole tables and lines right: what it would do, then doing it. */
export function editRoutes(app: Hono, { deciding, watch, findings, pictures, nameOf }: EditDesk): void {
  const { db, now } = deciding;
  const noted = (reviewer: string, action: 'decided' | 'undone', subject: string) =>
    db.transaction(() => note(db, { at: now(), reviewer, action, subject })).immediate();
  const notedAll = (reviewer: string, action: 'decided' | 'undone', ids: readonly number[]) => {
    if (ids.length > 0) noted(reviewer, action, ids.map((id) => `#${id}`).join(' '));
  };
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
  app.post('/bulk/preview', async (context) =>
    context.json(previewBulk(wants.bulkBody.parse(await context.req.json()), deciding)),
  );
  app.post('/bulk', async (context) => {
    const said = wants.bulkBody.parse(await context.req.json());
    const body = { ...said, reviewer: nameOf(context, said.reviewer) };
    const items = await seenItems(body.items, pictures);
    const answer = { ...carryOutBulk({ ...body, items }, deciding), blind: body.items.length - items.length };
    notedAll(body.reviewer, 'decided', answer.ids);
    watch.changed();
    return context.json(answer);
  });
  app.post('/bulk/undo', async (context) => {
    const { ids, reviewer } = wants.bulkUndoBody.parse(await context.req.json());
    const actor = nameOf(context, reviewer);
    const answer = undoBulk(ids, actor, deciding);
    notedAll(actor, 'undone', answer.ids);
    watch.changed();
    return context.json(answer);
  });
  app.post('/edits', async (context) => {
    const said = wants.editBody.parse(await context.req.json());
    const body = { ...said, reviewer: nameOf(context, said.reviewer) };
    await notBlind(pictures, body.document);
    const answer = carryOutEdit(body, deciding);
    noted(body.reviewer, 'decided', `#${answer.id} ${body.kind} ${body.document}`);
    watch.changed();
    return context.json(answer);
  });
}
