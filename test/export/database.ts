import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  EXPORTERS,
  type ExportFormat,
  type ExportOptions,
  type ExportTable,
  NO_FILTERS,
} from '../../src/export/index.ts';
import { useZh } from '../../src/messages/use.ts';
import type { Reconciliation, ReviewItem } from '../../src/model/fact.ts';
import { openStore } from '../../src/store/open.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { yusuan } from '../cli/run.ts';
import { amount, line, record, sampleResult, statement, verdict } from '../store/sample-result.ts';

export function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'yusuan-export-'));
}

/** Imports samples by name into a new database, as a person would; returns its path. */
export async function importSamples(folder: string, names: readonly string[]): Promise<string> {
  const db = join(folder, 'samples.sqlite');
  const paths = names.map((name) => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url)));
  const run = await yusuan(['import', ...paths, '--db', db, '--quiet', '--cache-dir', join(folder, 'cache')]);
  if (run.code !== 0) throw new Error(run.err);
  return db;
}

interface Export extends Partial<ExportOptions> {
  readonly tables?: readonly ExportTable[];
}

/** What `yusuan export` does, without a process of its own. */
export async function exported(db: string, format: ExportFormat, out: string, over: Export = {}): Promise<void> {
  const store = openStore(db, { mode: 'read' });
  const now = new Date('2026-01-02T03:04:05Z');
  const options: ExportOptions = { bom: null, exact: false, words: useZh, language: 'zh', version: '1', now };
  try {
    await EXPORTERS[format](store.db, over.tables ?? ['facts'], NO_FILTERS, out, { ...options, ...over });
  } finally {
    store.close();
  }
}

/** Line names and amounts that break careless writers. */
export const NASTY = [
  { name: '=HYPERLINK("x","y")', fen: 4_557_360_000n },
  { name: '+1+cmd|calc', fen: -5n },
  { name: '－减：调出', fen: 0n },
  { name: '@SUM(A1)', fen: 123_456_789_012_345_67n },
  { name: '含,逗号"引号"\n换行', fen: 10n },
  { name: "'单引号", fen: 20n },
  { name: ' 前后空格 ', fen: -123_456n },
  { name: '<甲 & 乙>\u0001', fen: 99_999_999_999_999n },
] as const;

/** A database with one document of {@link NASTY} lines, made without a PDF. */
export function nastyDatabase(folder: string, copies = 1): string {
  const path = join(folder, `nasty-${copies}.sqlite`);
  const store = openStore(path);
  const lines = NASTY.map(({ name }, index) => line(index, { name, rawName: name }));
  const amounts = NASTY.map(({ fen }, index) => amount(index, { line: index, fen, raw: String(fen), unit: '元' }));
  const verdicts = amounts.map((each, index) =>
    verdict(0, each, index === 0 ? { proof: 'contradicted', needsReview: true, flags: ['contradicted'] } : {}),
  );
  const base = sampleResult({ statements: [statement(0, { lines, amounts })] });
  const review: ReviewItem[] = [
    {
      ...{ statement: 'expenditure', ref: { statement: 0, amount: 0 }, page: 6, box: null, reason: 'contradicted' },
      ...{ severity: 5, data: { line: '合计', measure: 'total', raw: '1', blame: 'unknown' } },
    },
  ];
  const reconciliation: Reconciliation = { verdicts, review, checks: [], claims: [] };
  const result = { ...base, reconciliation };
  const writer = documentWriter(store.db);
  for (let copy = 0; copy < copies; copy += 1) {
    const sha256 = copy.toString(16).padStart(64, '0');
    const place = { replace: false, path: `/${copy}.pdf`, now: new Date('2026-01-02T03:04:05Z') };
    writer.write(record({ sha256, file: `${copy}.pdf` }, result), place);
  }
  store.close();
  return path;
}
