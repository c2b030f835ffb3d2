import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHtml } from '../../export/findings/html.ts';
import { reportClaims, reportRows } from '../../export/findings/load.ts';
import { type CheckReport, type ReportNames, reportOf, toMarkdown, toText } from '../../export/findings/report.ts';
import { writeFindings } from '../../export/findings/xlsx.ts';
import { CHECK_WORDS } from '../../messages/checks.ts';
import { type Language, messagesIn } from '../../messages/index.ts';
import type { FindingOrigin } from '../../model/fact.ts';
import type { Database } from '../../store/port.ts';
import { type FindingFilter, type FindingRow, findingWindow } from '../../store/read/findings.ts';
import { Refused } from '../decisions.ts';
import { MOST_FINDINGS } from '../limits.ts';
import type { EXPORTED } from '../requests.ts';

export type FindingFormat = (typeof EXPORTED)[number];

const TYPES: Readonly<Record<FindingFormat, readonly [type: string, extension: string]>> = {
  text: ['text/plain; charset=utf-8', 'txt'],
  markdown: ['text/markdown; charset=utf-8', 'md'],
  html: ['text/html; charset=utf-8', 'html'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
};

/** A file to be saved. */
export interface Download {
  readonly name: string;
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** The findings that the filter leaves, or one of them, as a file to send; refused where it would lack some of them. */
export async function exportFindings(
  db: Database,
  names: ReportNames,
  language: Language,
  filter: FindingFilter,
  format: FindingFormat,
  only: { readonly origin: FindingOrigin; readonly index: number } | null,
  most = MOST_FINDINGS,
): Promise<Download> {
  const { total, rows: all } = findingWindow(db, filter, 0, most);
  const rows = only === null ? all : all.filter((row) => row.origin === only.origin && row.index === only.index);
  if (total > most && (only === null || rows.length === 0)) throw new Refused('invalid', 'too many');
  const verbose = filter.state !== 'fails';
  const reports = reportsOf(db, rows);
  const words = CHECK_WORDS[language];
  const { findings } = messagesIn(language).maintain.check;
  const [type, extension] = TYPES[format];
  const name = `${findings.sheet}.${extension}`;
  if (format === 'html')
    return { name, type, body: toHtml(reports, names, { ...words, title: findings.sheet }, language, verbose) };
  if (format === 'xlsx') {
    const folder = mkdtempSync(join(tmpdir(), 'yusuan-findings-'));
    try {
      const path = join(folder, name);
      await writeFindings(path, reports, names, words, findings, verbose);
      return { name, type, body: Uint8Array.from(readFileSync(path)) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const lines = format === 'markdown' ? toMarkdown : toText;
  return { name, type, body: `${reports.flatMap((report) => lines(report, names, words, verbose)).join('\n')}\n` };
}

function reportsOf(db: Database, rows: readonly FindingRow[]): readonly CheckReport[] {
  return [...Map.groupBy(rows, ({ sha256 }) => sha256)].map(([sha256, own]) => {
    const of = (origin: FindingOrigin) => new Set(own.flatMap((row) => (row.origin === origin ? [row.index] : [])));
    const chosen = { checks: of('check'), claims: of('claim') };
    return reportOf(own[0]?.file ?? sha256, reportRows(db, sha256), reportClaims(db, sha256), chosen);
  });
}
