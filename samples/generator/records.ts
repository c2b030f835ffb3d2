import { print } from './figures.ts';
import { type CatalogAgency, catalogLevel } from './forms/catalog.ts';
import type { IndicatorData, ProjectData } from './forms/performance.ts';
import type { PlacedFact } from './model.ts';
import type { Sample } from './samples.ts';

type Value = string | number | null;

function csv(head: readonly string[], rows: readonly (readonly Value[])[]): string {
  const cell = (value: Value) => {
    const text = value === null ? '' : `${value}`;
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${[head, ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`;
}

const FACT_COLUMNS = [
  'statement',
  'side',
  'page',
  'row',
  'line_code',
  'line_name',
  'line_name_2',
  'standard_code',
  'standard_code_2',
  'code_scheme',
  'measure',
  'amount',
  'raw',
  'unit',
  'x0',
  'y0',
  'x1',
  'y1',
] as const;

/** The facts as the contract's columns; boxes only where the page has a text layer. */
export function factsCsv(facts: readonly PlacedFact[], scanned: (page: number) => boolean): string {
  const rows = facts.map((f): Value[] => {
    const box = [f.x0, f.y0, f.x1, f.y1].map((v) => (scanned(f.page) ? null : v.toFixed(1)));
    const code = [f.lineCode, f.lineName, f.lineName2, f.standardCode, f.standardCode2, f.codeScheme];
    return [f.statement, f.side, f.page, f.row, ...code, f.measure, f.amount, f.raw, f.unit, ...box];
  });
  return csv(FACT_COLUMNS, rows);
}

/** The indicators of both scopes. */
export function indicatorsCsv(projects: readonly ProjectData[], overall: readonly IndicatorData[]): string {
  const row = (project: string | null, scope: string, i: IndicatorData): Value[] => [
    project,
    scope,
    i.level1,
    i.level2,
    i.level3,
    i.operator,
    i.value,
    i.unit,
  ];
  return csv(
    ['project', 'scope', 'level1', 'level2', 'level3', 'operator', 'value', 'unit'],
    [
      ...overall.map((indicator) => row(null, 'year', indicator)),
      ...projects.flatMap((p) => ['period', 'year'].flatMap((scope) => p.indicators.map((i) => row(p.name, scope, i)))),
    ],
  );
}

export function projectsCsv(projects: readonly ProjectData[]): string {
  return csv(
    ['name', 'department_code', 'unit', 'nature', 'duration_years', 'total_funds', 'annual_funds'],
    projects.map((p) => {
      const funds = print(p.funds, '元', 2, false);
      return [p.name, p.departmentCode, p.unit, p.nature, p.years, funds, funds];
    }),
  );
}

/** Every code with its ancestors' names. */
export function catalogCsv(agencies: readonly CatalogAgency[]): string {
  const rows = agencies.flatMap(({ agency, entries }) => {
    const names = new Map(entries);
    return entries.map(([code]): Value[] => {
      const level = (n: number) => (n <= catalogLevel(code) ? (names.get(code.slice(0, 2 * n - 1)) ?? null) : null);
      return [agency, code, level(1), level(2), level(3), level(4)];
    });
  });
  return csv(['agency', 'code', 'level1', 'level2', 'level3', 'level4'], rows);
}

/** What about.yaml tells. */
export function about(sample: Sample, pages: number, facts: number): Record<string, unknown> {
  const { documentType, year, department } = sample.report;
  const template = sample.template ?? false;
  return {
    title: sample.title,
    shows: sample.shows,
    origin: '由 samples/generator 排版；单位为虚构，金额的数量级取自公开报表',
    document_type: documentType,
    fiscal_year: template ? null : year,
    department: template ? null : department,
    pages,
    facts,
    ...(template ? { template } : {}),
    ...(sample.planted ? { planted: sample.planted } : {}),
  };
}
