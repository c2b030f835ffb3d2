import type { Context, Hono } from 'hono';
import * as z from 'zod';
import type { Database } from '../../store/port.ts';
import { pageSizes } from '../../store/read/overview.ts';
import { reportsWithVersions, type VersionRow } from '../../store/read/versions.ts';
import { SEARCH_KINDS } from '../../store/search/entries.ts';
import { search, searchWords } from '../../store/search/find.ts';
import { compareFacts, type FactState, factSnapshot } from '../../store/write/changes.ts';
import { note } from '../../store/write/reviewers.ts';
import { pinVersion, unpinVersion } from '../../store/write/versions.ts';
import { Refused } from '../decisions.ts';
import type { Watch } from '../watch.ts';
import type { VersionCell, VersionChange, VersionDocument, VersionPair, VersionView } from './api.ts';
import { figuresOverYears } from './years.ts';

export interface FindDesk {
  readonly db: Database;
  readonly watch: Watch;
  readonly deciding: { readonly now: () => Date };
  /** Who acts: whom the session names, or else whom the page says. */
  readonly nameOf: (context: Context, said: string) => string;
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const short = z.string().max(500);
const searchQuery = z.strictObject({
  text: z.string().max(200),
  kind: z.enum(SEARCH_KINDS).optional(),
  department: short.optional(),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .transform(Number)
    .optional(),
  type: z.enum(['budget', 'final']).optional(),
  statement: short.optional(),
  region: short.optional(),
  all: z.literal('1').optional(),
  offset: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .default(0),
});
const pairQuery = z.strictObject({ before: sha256, after: sha256 });
const pinBody = z.strictObject({ sha256, pinned: z.boolean(), reviewer: z.string().trim().min(1).max(100) });
const yearsQuery = z.strictObject({ statement: short, measure: short, code: z.string().max(20).default('') });

/** Hits that are sent at a time. */
const WINDOW = 50;

/** Searching, versions of reports side by side, and figures over the years. */
export function findRoutes(app: Hono, { db, watch, deciding, nameOf }: FindDesk): void {
  app.get('/search', (context) => {
    const { text, kind, department, year, type, statement, region, all, offset } = searchQuery.parse(
      context.req.query(),
    );
    const one = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);
    const query = {
      words: searchWords(text),
      ...{ kinds: one(kind), departments: one(department), years: one(year), types: one(type) },
      ...{ statements: one(statement), regions: one(region), all: all === '1' },
    };
    return context.json(search(db, query, WINDOW, offset));
  });
  app.get('/versions', (context) => context.json(reportsWithVersions(db).map((rows) => rows.map(viewOf))));
  app.get('/versions/pair', (context) => {
    const { before, after } = pairQuery.parse(context.req.query());
    const pair = pairOf(db, before, after);
    return pair === null ? context.json({ error: 'not-found', detail: '' }, 404) : context.json(pair);
  });
  app.post('/versions/pin', async (context) => {
    const body = pinBody.parse(await context.req.json());
    if (documentOf(db, body.sha256) === null) throw new Refused('not-found', 'no such document');
    const reviewer = nameOf(context, body.reviewer);
    const at = deciding.now();
    if (body.pinned) pinVersion(db, body.sha256, reviewer, at);
    else unpinVersion(db, body.sha256);
    const action = body.pinned ? 'pinned' : 'unpinned';
    db.transaction(() => note(db, { at, reviewer, action, subject: body.sha256 })).immediate();
    watch.changed();
    return context.json(reportsWithVersions(db).map((rows) => rows.map(viewOf)));
  });
  app.get('/years', (context) => {
    const { statement, measure, code } = yearsQuery.parse(context.req.query());
    return context.json(figuresOverYears(db, statement, measure, code));
  });
}

function viewOf(row: VersionRow): VersionView {
  return { ...row, current: row.current === 1 };
}

function pairOf(db: Database, before: string, after: string): VersionPair | null {
  const [first, second] = [documentOf(db, before), documentOf(db, after)];
  if (first === null || second === null) return null;
  const old = factSnapshot(db, before);
  const now = factSnapshot(db, after);
  const { added, removed, changed } = compareFacts(old, now);
  const changes = [
    ...changed.map((one) => changeOf(one.before, one.after)),
    ...removed.map((one) => changeOf(one, null)),
    ...added.map((one) => changeOf(null, one)),
  ];
  return { before: first, after: second, same: now.size - changed.length - added.length, changes };
}

function documentOf(db: Database, hash: string): VersionDocument | null {
  const found = db
    .prepare<[string], { file: string; pages: number }>('SELECT file, pages FROM document WHERE sha256 = ?')
    .get(hash);
  return found === undefined ? null : { sha256: hash, ...found, sizes: pageSizes(db, hash) };
}

function changeOf(before: FactState | null, after: FactState | null): VersionChange {
  const {
    statement = '',
    side = null,
    line_code: code = null,
    line_name: name = '',
    measure = '',
  } = after ?? before ?? {};
  return { statement, side, code, name, measure, before: cellOf(before), after: cellOf(after) };
}

function cellOf(fact: FactState | null): VersionCell | null {
  if (fact === null) return null;
  const { amount, page, x0, y0, x1, y1 } = fact;
  return { amount, page, box: { x0, y0, x1, y1 }, ref: `${fact.statement_index}/${fact.amount_index}` };
}
