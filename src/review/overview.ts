import type { Database } from '../store/port.ts';
import { evidenceReader } from '../store/read/evidence.ts';
import {
  type ClassRow,
  classMembers,
  type DocumentState,
  type DocumentWindow,
  documentState,
  documentWindow,
  expenditureClasses,
  pageSizes,
} from '../store/read/overview.ts';
import type { ChartBar, ChartRows, DocumentRow, DocumentView, ItemView } from './api.ts';
import { cellOf, itemOf } from './cells.ts';
import type { TableReader } from './table.ts';

/** The views that look at whole documents. */
export function overview(db: Database, tables: TableReader) {
  const reader = evidenceReader(db);
  return {
    documents: (text: string, limit: number): DocumentWindow<DocumentRow> => {
      const { total, rows } = documentWindow(db, text, limit);
      return { total, rows: rows.map(rowOf) };
    },
    document: (sha256: string): DocumentView | null => {
      const state = documentState(db, sha256);
      if (state === null) return null;
      const openItems: readonly ItemView[] = reader.items(sha256).map(itemOf);
      return { document: rowOf(state), sizes: pageSizes(db, sha256), statements: tables.all(sha256), openItems };
    },
    chart: (): readonly ChartBar[] => bars(expenditureClasses(db)),
    chartRows: (sha256: string, code: string): ChartRows | null => {
      const document = reader.head(sha256);
      if (document === null) return null;
      const rows = classMembers(db, sha256, code).flatMap((ref) => reader.cell(sha256, ref) ?? []);
      return { document, rows: rows.map(cellOf) };
    },
  };
}

function rowOf(state: DocumentState): DocumentRow {
  return { ...state, current: state.current === 1 };
}

function bars(rows: readonly ClassRow[]): readonly ChartBar[] {
  return [...Map.groupBy(rows, (row) => row.sha256).values()].flatMap((parts) => {
    const [first] = parts;
    if (first === undefined) return [];
    const { department, fiscalYear, documentType, sha256: document } = first;
    return [{ department, fiscalYear, documentType, document, parts: parts.map(partOf) }];
  });
}

function partOf({ code, name, amount, statement, amountIndex, proof, needsReview }: ClassRow) {
  return { code, name, amount, ref: { statement, amount: amountIndex }, proof, needsReview: needsReview === 1 };
}
