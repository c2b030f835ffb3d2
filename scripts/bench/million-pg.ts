// Five million amounts in PostgreSQL, and what the review page asks for. npm run bench -- --only million-pg
import { loadDeclarations } from '../../src/declare/load.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import type { Note } from '../../src/model/note.ts';
import { readDocument } from '../../src/pipeline.ts';
import { startReview } from '../../src/review/server.ts';
import { openStore } from '../../src/store/open.ts';
import type { Database } from '../../src/store/port.ts';
import { rowsOf } from '../../src/store/write/rows.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { median, mixedSamples, verdict } from './support.ts';

const FACTS = Number(process.env.FACTS ?? 5_000_000);
const TARGET_MS = 100;
const ROUNDS = 9;
/** Entries of the queue beside those that the samples have: ten times as many as samples, read faultlessly, leave. */
const NOTICES = 10;
/** The tables behind the lists, those that refer to others first; forms, prose and catalogues are asked for by document. */
const FILLED = ['amount', 'line', 'statement', 'review_item', 'claim'] as const;

/**
 * A database of five million amounts on a server of its own: milliseconds of what the review page asks first, over HTTP.
 * It is filled by SQL with copies of the samples' rows, under ids as widely strewn as those of real documents.
 */
export async function benchMillionPg(): Promise<boolean> {
  const server = await startPostgres();
  const store = openStore(`${server.url}?schema=million`);
  try {
    const began = performance.now();
    await writeSamples(store.db);
    multiply(store.db);
    const size = store.db.prepare('SELECT pg_database_size(current_database())').pluck().get();
    const count = (table: string) => store.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    console.log(
      `million  ${count('amount')} facts in ${count('document')} documents, ${count('review_item')} queued, ` +
        `${(Number(size) / 1024 / 1024).toFixed(0)} MB in PostgreSQL, made in ${((performance.now() - began) / 1000).toFixed(0)} s; ` +
        `medians of ${ROUNDS}`,
    );
    return await ask(store.db);
  } finally {
    store.close();
    await server.stop();
  }
}

async function writeSamples(db: Database): Promise<void> {
  const declarations = loadDeclarations();
  const writer = documentWriter(db);
  for (const { name, bytes } of mixedSamples()) {
    const { pages, result } = await readDocument(bytes, { openPdf, declarations, scan: null });
    const { identity, status, pages: count, pipeline } = result;
    const notes = Array.from({ length: NOTICES }, (_, at): Note => {
      const box = { x0: 100, y0: 40 + at * 7, x1: 160, y1: 46 + at * 7 };
      return {
        code: 'unread-cell',
        severity: 'warning',
        page: 1,
        statement: 'expenditure',
        box,
        data: { text: `${at}` },
      };
    });
    const sha256 = Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64);
    const about = { sha256, file: name, bytes: 1, identity, status, reason: null, pages: count, pipeline };
    writer.write(
      {
        ...about,
        pipelineVersion: 'bench',
        stageVersions: {},
        rows: rowsOf({ ...result, notes: [...result.notes, ...notes] }, pages),
      },
      { replace: false, path: name, now: new Date() },
    );
  }
}

/** Copies what the samples left, as many times as it takes. Nothing refers to what is not there: keys need no look. */
function multiply(db: Database): void {
  const samples = Number(db.prepare('SELECT count(*) FROM amount').pluck().get());
  const copies = Math.ceil(FACTS / samples);
  for (const table of FILLED) db.exec(`ALTER TABLE ${table} SET UNLOGGED`);
  db.exec('SET session_replication_role = replica');
  // Odd, so that no two numbers below 2⁵² meet.
  db.exec(`CREATE TABLE copied AS
    SELECT d.id AS source, n, row_number() OVER (ORDER BY n, d.id) * 400000000000037 % 4503599627370496 AS id
    FROM document d CROSS JOIN generate_series(1, ${copies}) n`);
  db.exec('ANALYZE copied');
  const own = { sha256: "encode(sha256((c.id::text)::bytea), 'hex')", file: "c.id || '.pdf'" };
  const report = { department: "'第 ' || c.n % 900 || ' 局'", fiscal_year: '2018 + c.n % 8' };
  copy(db, 'document', 'id', { ...own, ...report });
  for (const table of FILLED) copy(db, table, 'document', {});
  db.exec('SET session_replication_role = DEFAULT');
  db.exec('DROP TABLE copied');
  db.exec(`VACUUM (ANALYZE) document, ${FILLED.join(', ')}`);
}

function copy(db: Database, table: string, key: string, other: Readonly<Record<string, string>>): void {
  const columns = db.columnsOf(table).map(({ name }) => name);
  const values = columns.map((name) => (name === key ? 'c.id' : (other[name] ?? `t."${name}"`)));
  const list = columns.map((name) => `"${name}"`).join(', ');
  db.exec(
    `INSERT INTO ${table} (${list}) SELECT ${values.join(', ')} FROM copied c JOIN ${table} t ON t.${key} = c.source`,
  );
}

/** What the page asks for when it is opened, each as its server answers it. */
async function ask(db: Database): Promise<boolean> {
  const now = () => new Date();
  const options = { declarations: loadDeclarations(), language: 'zh', host: '127.0.0.1', port: 0, now } as const;
  const review = await startReview({ db, ...options });
  try {
    const visit = await fetch(review.address(), { redirect: 'manual' });
    const cookie = visit.headers
      .getSetCookie()
      .map((one) => one.split(';')[0] ?? '')
      .join('; ');
    const get = async (path: string): Promise<string> => {
      const answer = await fetch(`http://127.0.0.1:${review.port}/api${path}`, { headers: { Cookie: cookie } });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.text();
    };
    const { rows }: { rows: readonly { sha256: string; key: string }[] } = JSON.parse(await get('/queue?limit=100'));
    const [first] = rows;
    const good = [
      await measure('first page of the queue', () => get('/queue?limit=100')),
      await measure('the document list', () => get('/documents')),
      await measure('first page of facts', async () => db.prepare('SELECT * FROM facts LIMIT 100').all()),
    ];
    await measure(
      'evidence of the first entry',
      () => get(`/evidence?document=${first?.sha256}&item=${encodeURIComponent(first?.key ?? '')}`),
      null,
    );
    await measure('what can be filtered by', () => get('/facets'), null);
    return good.every(Boolean);
  } finally {
    await review.close();
  }
}

async function measure(what: string, work: () => Promise<unknown>, most: number | null = TARGET_MS): Promise<boolean> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  if (most !== null) return verdict(`${what}, ms`, median(times), { most });
  console.log(`         ${what}, ms: ${median(times).toFixed(2)}`);
  return true;
}
