import { expect, test } from 'vitest';
import { fen } from '../../samples/generator/figures.ts';
import type { PlacedFact } from '../../samples/generator/model.ts';
import { typesetWithFacts } from '../../samples/generator/typeset.ts';
import { variants } from '../../samples/generator/variants.ts';
import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import type { DocumentResult } from '../../src/model/document.ts';
import { readDocument } from '../../src/pipeline.ts';

const declarations = loadDeclarations([OWN_PIPELINES], []);

type Told = readonly (string | number | bigint | null)[];
const told = (rows: Iterable<Told>): string[] =>
  [...rows].map((row) => row.map((part) => part ?? '').join(' | ')).sort();

function wanted(facts: readonly PlacedFact[]): string[] {
  return told(
    facts.map((f) => [
      ...[f.statement, f.side, f.lineCode, f.lineName, f.lineName2, f.standardCode, f.standardCode2],
      ...[f.measure, fen(f.amount, '元'), f.unit, f.page],
    ]),
  );
}

function found({ statements }: DocumentResult): string[] {
  return told(
    statements.flatMap((statement) =>
      statement.amounts.map((amount) => {
        const line = statement.lines[amount.line];
        return [
          ...[
            statement.kind,
            line?.side,
            line?.code,
            line?.name,
            line?.name2,
            line?.standardCode,
            line?.standardCode2,
          ].map((v) => v ?? null),
          ...[amount.measure, amount.fen, amount.unit, amount.page],
        ];
      }),
    ),
  );
}

test.each(variants())('$name', async ({ report, style }) => {
  const { pdf, facts } = await typesetWithFacts(report, style);
  const { result } = await readDocument(pdf, { openPdf, declarations, scan: null });
  expect(found(result)).toEqual(wanted(facts));
  expect(result.reconciliation.checks.filter((check) => check.status === 'fail')).toEqual([]);
  expect(result.reconciliation.verdicts.filter((verdict) => verdict.needsReview)).toEqual([]);
  const { documentType, fiscalYear, department } = result.identity;
  expect({ documentType, fiscalYear, department }).toEqual({
    documentType: report.documentType,
    fiscalYear: report.year,
    department: report.department,
  });
});
