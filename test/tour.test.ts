import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadDeclarations, OWN_PIPELINES } from '../src/declare/load.ts';
import { openPdf } from '../src/engines/pdf/pdfjs.ts';
import { readDocument } from '../src/pipeline.ts';
import { ROOT, text } from './support/sources.ts';

const tour = text('docs/tour.md');
const bytes = () => new Uint8Array(readFileSync(join(ROOT, 'samples', 'shanghai-budget', 'shanghai-budget.pdf')));
const PRINTED = '21,601,733.00';

test('every file in the table of docs/tour.md is there, and each phase begins a station', () => {
  const stations = [...tour.matchAll(/^\| (\w+) \| .* \| (`src\/.*`) \|$/gmu)].map(([, station = '', files = '']) => ({
    station,
    files: [...files.matchAll(/`([^`]+)`/gu)].map(([, file = '']) => file),
  }));
  expect(stations).toHaveLength(9);
  expect(stations.flatMap(({ files }) => files).filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  const first = stations
    .map(({ station, files }) => [station, files[0] ?? ''])
    .filter(([, file]) => /phases/u.test(file ?? ''));
  expect(first).toEqual([
    ['page', 'src/phases/read-pages.ts'],
    ['cell', 'src/phases/find-tables.ts'],
    ['kind', 'src/phases/find-meaning.ts'],
    ['proof', 'src/phases/prove.ts'],
  ]);
});

test('the amount of docs/tour.md goes the way that it tells', async () => {
  const pdf = await openPdf(bytes());
  const raw = await pdf.read(4);
  await pdf.close();
  expect(raw.glyphs.map((glyph) => glyph.text).join('')).toContain(PRINTED);
  expect(tour).toContain('thirteen characters');
  expect(PRINTED).toHaveLength(13);

  const declarations = loadDeclarations([OWN_PIPELINES], []);
  const { layouts, tables, result } = await readDocument(bytes(), { openPdf, declarations, scan: null });
  const grid = layouts[3]?.grids[0];
  const cell = grid?.cells.find(({ lines }) => lines.some((line) => line.text === PRINTED));
  expect(tour).toContain(
    `row ${cell?.row}, column ${cell?.column} of a grid of ${(grid?.ys.length ?? 0) - 1} × ${(grid?.xs.length ?? 0) - 1}`,
  );
  expect(tables.find((table) => table.pages.includes(4))?.pages).toEqual([4, 5]);

  const statement = result.statements.find(({ kind }) => kind === 'revenue');
  const amount = statement?.amounts.find((each) => each.raw === PRINTED);
  const line = statement?.lines[amount?.line ?? -1];
  expect(tour).toContain(`line ${line?.code} ${line?.name}, measure \`${amount?.measure}\`, ${amount?.fen} 分`);

  const own = (ref: { statement: number; amount: number }) =>
    ref.statement === statement?.index && ref.amount === amount?.index;
  expect(result.reconciliation.verdicts.find(({ ref }) => own(ref))?.proof).toBe('proven');
  const checks = result.reconciliation.checks.filter(({ cells }) => cells.some(own));
  expect(tour).toContain(
    `${['no', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven'][checks.length]} of them hold this amount`,
  );
  expect(checks.map(({ status }) => status)).toEqual(checks.map(() => 'pass'));
  expect(checks.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['revenue-columns', 'children', 'subject-revenue']),
  );
});
