import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { EXPORTERS, inSnapshot, NO_FILTERS } from '../export/index.ts';
import { type Language, messagesIn } from '../messages/index.ts';
import { asKind } from '../model/statement.ts';
import type { Store } from '../store/open.ts';
import type { Database } from '../store/port.ts';
import * as wants from './requests.ts';

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

export interface ExportDesk {
  readonly db: Database;
  readonly language: Language;
  readonly now: () => Date;
  /** Another connection to the same database; null where there is only one. */
  readonly reopen: (() => Store) | null;
}

/** A list of the page as a file: the same writers as `yusuan export`, on a connection of their own. */
export function exportRoutes(app: Hono, { db, language, now, reopen }: ExportDesk): void {
  app.get('/export', async (context) => {
    const { table, format, department, statement } = wants.exportQuery.parse(context.req.query());
    const kind = statement === undefined ? null : asKind(statement);
    const filters = {
      ...NO_FILTERS,
      departments: department === undefined || department === '' ? [] : [department],
      statements: kind === null || table === 'documents' ? [] : [kind],
    };
    const words = messagesIn(language).use;
    const options = { bom: null, exact: false, words, language, version: '', now: now() };
    const folder = mkdtempSync(join(tmpdir(), 'yusuan-export-'));
    const own = reopen?.() ?? null;
    const from = own?.db ?? db;
    try {
      const path = join(folder, `list.${format}`);
      const write = () => EXPORTERS[format](from, [table], filters, path, options);
      // What is decided meanwhile must not be held up by the one connection there is.
      await (own === null ? write() : inSnapshot(from, write));
      const name = `${words.tables[table]}.${format}`;
      return context.body(Uint8Array.from(readFileSync(path)), 200, {
        'Content-Type': TYPES[format],
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      });
    } finally {
      own?.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
