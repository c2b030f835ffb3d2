import type { Outcome } from '../../batch/import.ts';
import type { Database } from '../../store/port.ts';
import { reportsWithVersions, type VersionRow } from '../../store/read/versions.ts';
import { GUESSED } from '../../store/write/settle-versions.ts';
import { type Cli, paint } from '../io.ts';

/** More reports than this are only counted. */
const LISTED = 5;

/** What an import should say of reports that have several versions now: which counts, and why. */
export function versionNotices(db: Database, outcomes: readonly Outcome[], cli: Cli): readonly string[] {
  const imported = new Set(outcomes.map(({ summary }) => summary?.sha256));
  const reports = reportsWithVersions(db).filter((rows) => rows.some(({ sha256 }) => imported.has(sha256)));
  if (reports.length === 0) return [];
  const w = cli.words.find.versions;
  const lines = reports.slice(0, LISTED).map((rows) => notice(rows, cli));
  if (reports.length > LISTED) lines.push(w.more(reports.length - LISTED));
  return [...lines, w.undecided];
}

function notice(rows: readonly VersionRow[], cli: Cli): string {
  const w = cli.words.find.versions;
  const [first] = rows;
  const names = (current: 0 | 1) =>
    rows.flatMap((row) => (row.current === current ? [row.file] : [])).join(cli.language === 'zh' ? '、' : ', ');
  const type = first === undefined ? '' : cli.words.documentType[first.documentType];
  const report = `${first?.department ?? ''} ${first?.fiscalYear ?? ''} ${type}`;
  const older = rows.find(({ current }) => current === 0);
  const guessed = [...GUESSED].some((reason) => reason === older?.currentBy);
  const line = w.notice(report, names(1), names(0), w.by[older?.currentBy ?? ''] ?? '');
  return guessed ? paint(cli.err, 'yellow', line) : line;
}
