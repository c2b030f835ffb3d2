import type { Database } from '../store/port.ts';
import type { CellRow, EvidenceReader } from '../store/read/evidence.ts';
import type { StatementTable, TableColumn, TableLine } from './api.ts';
import { tableCellOf } from './cells.ts';

interface StatementRow {
  readonly idx: number;
  readonly kind: string;
  readonly title: string;
  readonly unit: string;
  readonly ignored: number;
  readonly pages: string;
  readonly columns: string;
}

interface LineRow {
  readonly idx: number;
  readonly row: number;
  readonly side: string | null;
  readonly code: string | null;
  readonly name: string;
  readonly name2: string | null;
}

/** Reads statements back as the tables that a person sees. */
export function tableReader(db: Database, evidence: EvidenceReader) {
  const statements = db.prepare<[string], StatementRow>(
    `SELECT idx, kind, title, unit, ignored, pages, columns FROM statement
     WHERE document = (SELECT id FROM document WHERE sha256 = ?) ORDER BY idx`,
  );
  const lines = db.prepare<[string, number], LineRow>(
    `SELECT idx, row, side, code, name, name_2 AS name2 FROM line
     WHERE document = (SELECT id FROM document WHERE sha256 = ?) AND statement = ? ORDER BY row, idx`,
  );
  const tableOf = (sha256: string, row: StatementRow): StatementTable => {
    const cells = Map.groupBy(evidence.cellsOf(sha256, row.idx), (cell) => cell.line);
    const pages: readonly number[] = JSON.parse(row.pages);
    return {
      ...{ index: row.idx, kind: row.kind, title: row.title, unit: row.unit, ignored: row.ignored === 1, pages },
      columns: columnsOf(row.columns, [...cells.values()].flat()),
      lines: lines.all(sha256, row.idx).map((line) => lineOf(line, cells.get(line.idx) ?? [])),
    };
  };
  return {
    all: (sha256: string) => statements.all(sha256).map((row) => tableOf(sha256, row)),
    one: (sha256: string, index: number) => {
      const row = statements.all(sha256).find(({ idx }) => idx === index);
      return row === undefined ? null : tableOf(sha256, row);
    },
  };
}

export type TableReader = ReturnType<typeof tableReader>;

function lineOf({ idx, row, side, code, name, name2 }: LineRow, cells: readonly CellRow[]): TableLine {
  return { line: idx, row, side, code, name, name2, cells: cells.map(tableCellOf) };
}

/** The printed columns, with those that a reviewer moved amounts to, in order. */
function columnsOf(json: string, cells: readonly CellRow[]): readonly TableColumn[] {
  const printed: readonly TableColumn[] = JSON.parse(json);
  const columns = [...printed];
  for (const { side, measure } of cells) {
    if (!columns.some((column) => column.side === side && column.measure === measure)) {
      columns.push({ side, measure, header: [] });
    }
  }
  const used = new Set(cells.map(({ side, measure }) => `${side}/${measure}`));
  return columns.filter(({ side, measure }) => used.has(`${side}/${measure}`));
}
