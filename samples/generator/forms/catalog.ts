import type { Block, Cell } from '../model.ts';

/** One agency of the 政府购买服务指导性目录: code and name, the level follows from the code's length. */
export interface CatalogAgency {
  readonly agency: string;
  readonly entries: readonly (readonly [code: string, name: string])[];
}

/** 1 for `A`, 2 for `A15`, 3 for `A1502`, 4 for `A150201`. */
export const catalogLevel = (code: string): number => (code.length + 1) / 2;

/** The catalogue: one row per code, its name in the column of its level, a row over all columns per agency. */
export function catalogBlocks(agencies: readonly CatalogAgency[]): Block[] {
  const row = (code: string, name: string): Cell[] => [
    { text: code },
    ...[1, 2, 3, 4].map((level): Cell => ({ text: catalogLevel(code) === level ? name : '', align: 'left' })),
  ];
  return [
    { kind: 'break' },
    { kind: 'title', text: '山西省部门政府购买服务指导性目录', size: 15 },
    {
      kind: 'table',
      form: true,
      widths: [14, 18, 24, 28, 34],
      header: [['代码', '一级目录', '二级目录', '三级目录', '四级目录'].map((text) => ({ text, bold: true }))],
      body: agencies.flatMap(({ agency, entries }) => [
        [{ text: agency, colSpan: 5, bold: true }],
        ...entries.map(([code, name]) => row(code, name)),
      ]),
    },
  ];
}
