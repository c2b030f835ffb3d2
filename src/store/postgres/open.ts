import { StoreError } from '../errors.ts';
import { type Migrated, refuseOutdated } from '../migrate.ts';
import { MIGRATIONS, type Migration } from '../migrations/index.ts';
import type { Database } from '../port.ts';
import { VIEW_SINCE } from '../views.ts';
import { type Address, postgresEngine, quoted } from './engine.ts';
import { remember, SERVER_VIEWS } from './examine.ts';
import { FUNCTIONS, statementsOf } from './schema.ts';

interface Options {
  readonly mode: 'write' | 'read' | 'examine';
  readonly lockMs: number;
  readonly now: () => Date;
  readonly migrations?: readonly Migration[] | undefined;
  /** Called within the transaction of a migration after its last step. */
  readonly after: (db: Database, from: number, to: number) => void;
}

/** Opens (and for writing creates or migrates) the tables in a server's database. */
export function openPostgres(address: Address, options: Options): { db: Database; migrated: Migrated } {
  const { mode, lockMs } = options;
  const db = postgresEngine(address, { readOnly: mode !== 'write', lockMs });
  try {
    const migrations = options.migrations ?? MIGRATIONS;
    const from = schemaNumber(db, address.schema, migrations);
    if (mode !== 'write' && from === 0) throw new StoreError('empty', address.shown);
    if (mode === 'read') refuseOutdated(from, migrations);
    const migrated = mode !== 'write' ? { from, to: from, backup: null } : migrate(db, address, migrations, options);
    return { db, migrated };
  } catch (error) {
    db.close();
    throw error;
  }
}

const OWN = `
SELECT to_regclass($table) IS NOT NULL AS own, pg_encoding_to_char(encoding) AS encoding, (
  SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $schema AND c.relkind IN ('r', 'v', 'p')
) AS objects
FROM pg_database WHERE datname = current_database()`;

/** Refuses a schema that holds somebody else's tables or those of a newer program; its number, 0 for an empty one. */
function schemaNumber(db: Database, schema: string, migrations: readonly Migration[]): number {
  const state = db
    .prepare<object, { own: number; encoding: string; objects: number }>(OWN)
    .get({ table: `${quoted(schema)}.migration`, schema });
  if (state === undefined || state.encoding !== 'UTF8') throw new StoreError('foreign', `encoding ${state?.encoding}`);
  if (state.own === 0) {
    if (state.objects > 0) throw new StoreError('foreign', `${schema}: ${state.objects}`);
    return 0;
  }
  const steps = db
    .prepare<[], { number: number; name: string }>('SELECT number, name FROM migration ORDER BY number')
    .all();
  if (steps[0]?.name !== MIGRATIONS[0]?.name) throw new StoreError('foreign', 'migration');
  const number = steps.at(-1)?.number ?? 0;
  if (number > newest(migrations)) throw new StoreError('newer', String(number));
  return number;
}

function newest(migrations: readonly Migration[]): number {
  return Math.max(...migrations.map((step) => step.number));
}

function migrate(db: Database, { schema }: Address, migrations: readonly Migration[], options: Options): Migrated {
  const from = schemaNumber(db, schema, migrations);
  const to = newest(migrations);
  if (from === to) return { from, to, backup: null };
  db.transaction(() => {
    db.lock('migrate');
    // Another process may have migrated while this one waited for the lock.
    const current = schemaNumber(db, schema, migrations);
    if (current === to) return;
    if (current === 0) {
      db.exec(`CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`);
      db.exec('CREATE SEQUENCE store_change');
    }
    db.exec(FUNCTIONS);
    for (const name of Object.keys(SERVER_VIEWS)) db.exec(`DROP VIEW IF EXISTS ${name}`);
    const note = db.prepare('INSERT INTO migration (number, name, applied_at) VALUES (?, ?, ?)');
    for (const step of migrations.filter(({ number }) => number > current)) {
      db.exec(statementsOf(step).join(';\n'));
      note.run(step.number, step.name, options.now().toISOString());
    }
    for (const [name, ddl] of Object.entries(SERVER_VIEWS)) {
      // a server refuses a view over columns that an older schema lacks
      if (to < (VIEW_SINCE[name] ?? 0)) continue;
      db.exec(ddl);
      db.exec(remember(name, ddl));
    }
    options.after(db, current, to);
  }).immediate();
  return { from, to, backup: null };
}
