import type { Declarations } from '../../declare/load.ts';
import type { Language } from '../../messages/index.ts';
import { statementName } from '../../messages/names.ts';
import type { FindingMark, Scope } from '../../model/fact.ts';
import type { Database } from '../../store/port.ts';
import type { ReportCell, ReportClaim, ReportNames, ReportRow } from './report.ts';

interface CheckRow extends Omit<ReportRow, 'cells' | 'suspects' | 'place'> {
  readonly place: string | null;
  readonly cells: string;
  readonly suspects: string;
}

interface Marked {
  readonly index: number;
  readonly mark: FindingMark;
  readonly note: string | null;
}

/** The checks of a document with the marks of those that are findings. */
export function reportRows(db: Database, sha256: string): readonly ReportRow[] {
  const rows = db.prepare<[string], CheckRow>('SELECT * FROM checks WHERE sha256 = ? ORDER BY check_index');
  const marks = db.prepare<[string], Marked>(
    `SELECT finding_index AS "index", mark, mark_note AS note FROM findings
     WHERE sha256 = ? AND origin = 'check' AND mark <> 'none'`,
  );
  const marked = new Map(marks.all(sha256).map((one) => [one.index, one]));
  return rows.all(sha256).map((row) => {
    const cells: readonly ReportCell[] = JSON.parse(row.cells);
    const suspects: readonly ReportCell[] = JSON.parse(row.suspects);
    const place: Scope | null = row.place === null ? null : JSON.parse(row.place);
    const { mark = 'none', note = null } = marked.get(row.check_index) ?? {};
    return { ...row, cells, suspects, place, mark, mark_note: note };
  });
}

/** Sentences that a statement contradicts; `printed` is what the statement prints. */
const CLAIMS = `
  SELECT f.finding_index AS claim_index, f.page, c.section, f.said AS phrase, f.lhs AS amount, c.statement, f.line_name,
    f.measure, f.rhs AS printed, f.mark, f.mark_note
  FROM findings f JOIN claim c ON c.idx = f.finding_index AND c.document = (SELECT id FROM document WHERE sha256 = f.sha256)
  WHERE f.sha256 = ? AND f.origin = 'claim' AND f.state = 'fails' ORDER BY f.page, f.finding_index`;

export function reportClaims(db: Database, sha256: string): readonly ReportClaim[] {
  return db.prepare<[string], ReportClaim>(CLAIMS).all(sha256);
}

/** How rules and statements are called in these declarations. Titles are declared in Chinese; in English a rule goes by its name. */
export function reportNames({ pipelines }: Pick<Declarations, 'pipelines'>, language: Language): ReportNames {
  const titles = new Map(
    pipelines.flatMap(({ identities }) => Object.entries(identities.identities).map(([id, { title }]) => [id, title])),
  );
  return {
    rule: (id) => (language === 'zh' ? (titles.get(id) ?? null) : null),
    statement: (kind) => {
      const added = pipelines.flatMap(({ catalogue }) => Object.entries(catalogue.statements));
      const names = added.find(([key]) => key === kind)?.[1];
      return names === undefined ? statementName(kind, language) : names[language];
    },
  };
}
