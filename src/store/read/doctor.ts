import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { MIGRATIONS } from '../migrations/index.ts';
import type { Database } from '../port.ts';
import { brokenIndexes, serverSchema, strangeViews, uncheckedKeys } from '../postgres/examine.ts';
import { VIEWS } from '../views.ts';
import { storedDocuments } from './documents.ts';

/** What an examination looks at; the command line has words and a remedy for each. */
export type Examined =
  | 'integrity'
  | 'foreign-keys'
  | 'schema'
  | 'views'
  | 'counts'
  | 'failed-documents'
  | 'orphaned-corrections'
  | 'moved-files'
  | 'backups';

export interface Finding {
  readonly examined: Examined;
  readonly state: 'ok' | 'notice' | 'bad';
  /** What was found, as data: numbers, names. */
  readonly details: readonly string[];
}

const SHOWN = 5;

/** Examines a database (体检). Changes nothing. */
export function examine(db: Database): readonly Finding[] {
  return [
    finding('integrity', 'bad', integrity(db)),
    finding('foreign-keys', 'bad', foreignKeys(db)),
    finding('schema', 'bad', schema(db)),
    finding('views', 'bad', views(db)),
    finding('counts', 'bad', counts(db)),
    finding('failed-documents', 'notice', failedDocuments(db)),
    finding('orphaned-corrections', 'notice', orphanedCorrections(db)),
    finding('moved-files', 'notice', movedFiles(db)),
    finding('backups', 'notice', backups(db)),
  ];
}

function finding(examined: Examined, when: 'notice' | 'bad', details: readonly string[]): Finding {
  return { examined, state: details.length === 0 ? 'ok' : when, details };
}

function integrity(db: Database): string[] {
  if (db.file === null) return brokenIndexes(db);
  const lines = db.prepare<[], string>('PRAGMA integrity_check(20)').pluck().all();
  return lines.filter((line) => line !== 'ok').slice(0, SHOWN);
}

function foreignKeys(db: Database): string[] {
  if (db.file === null) return uncheckedKeys(db);
  const broken = db.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').all();
  return [...new Set(broken.map(({ table, parent }) => `${table} → ${parent}`))].slice(0, SHOWN);
}

function schema(db: Database): string[] {
  const at = db.file === null ? serverSchema(db) : Number(db.file.pragma('user_version', { simple: true }));
  return at === MIGRATIONS.length ? [] : [`${at} → ${MIGRATIONS.length}`];
}

/** The views are the stable surface: each must be there as this program makes it. */
function views(db: Database): string[] {
  if (db.file === null) return strangeViews(db);
  const present = new Map(
    db
      .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'view'")
      .all()
      .map(({ name, sql }) => [name, sql]),
  );
  return Object.entries(VIEWS)
    .filter(([name, ddl]) => present.get(name)?.trim() !== ddl.trim())
    .map(([name]) => name);
}

/** The numbers of the listing against the rows themselves. */
function counts(db: Database): string[] {
  return db
    .prepare<[], string>(
      `SELECT d.file FROM document d WHERE d.facts <> (
         SELECT count(*) FROM amount a JOIN statement s ON s.document = a.document AND s.idx = a.statement
         WHERE a.document = d.id AND s.ignored = 0
       ) LIMIT ${SHOWN}`,
    )
    .pluck()
    .all();
}

function failedDocuments(db: Database): string[] {
  return db
    .prepare<[], string>("SELECT file || ' (' || reason || ')' FROM document WHERE status = 'failed' ORDER BY file")
    .pluck()
    .all();
}

function orphanedCorrections(db: Database): string[] {
  return db
    .prepare<[], string>("SELECT '#' || id || ' ' || file FROM corrections WHERE status = 'orphaned' ORDER BY id")
    .pluck()
    .all();
}

/** Documents whose PDF is at none of the places where it was met: their pages cannot be looked at. */
function movedFiles(db: Database): string[] {
  return storedDocuments(db)
    .filter(({ status, paths }) => status !== 'failed' && !paths.some((path) => existsSync(path)))
    .map(({ file }) => file);
}

/** Copies made before migrations; they are the user's to delete. */
function backups(db: Database): string[] {
  if (db.file === null || db.file.memory) return [];
  const own = `${basename(db.name)}.v`;
  return readdirSync(dirname(db.name)).filter((name) => name.startsWith(own) && name.endsWith('.backup'));
}
