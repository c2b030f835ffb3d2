import type { Block, Report, Style } from '../model.ts';
import { ledgerOf } from './ledger.ts';
import { economyTable, revenueTable, threePublicTable } from './more-tables.ts';
import { Chance } from './random.ts';
import { blocksTable, functionTable, matrixTable } from './tables.ts';

/** A report put together by chance: the same seed gives the same. */
export interface RecombinedReport {
  readonly seed: number;
  readonly report: Report;
  readonly style: Partial<Style>;
}

/** All with rules between columns: what a heading spans is not printed without them. */
const STYLES: readonly Partial<Style>[] = [
  {},
  { ruling: 'fill', repeatHeader: false },
  { ruling: 'pieces', text: 'glyph', order: 'shuffled' },
  { bold: 'twice', amountAlign: 'center' },
  { clipCells: true, maxLines: 2, tableSize: 8 },
];

/** The deepest header. */
const DEPTHS = [1, 2, 3, 4, 5];

/**
 * A report of an invented department whose tables bear titles with qualifiers, columns that are permuted, dropped and
 * renamed, rows of units, blocks side by side, and headers of one to five rows. All its sums hold; facts name the
 * statements and measures that are right, parted by `|`.
 */
export function recombined(seed: number): RecombinedReport {
  const chance = new Chance(seed);
  const ledger = ledgerOf(chance);
  const { department, year } = ledger;
  const tables = [
    blocksTable(chance, ledger),
    revenueTable(chance, ledger),
    ...chance.shuffled(DEPTHS).map((depth) => functionTable(chance, ledger, depth)),
    matrixTable(chance, ledger),
    economyTable(chance, ledger),
    threePublicTable(chance, ledger),
  ];
  const used = new Set<string>();
  const once = tables.filter(({ title }) => !used.has(title) && used.add(title));
  const dated = chance.often(0.5);
  const blocks = once.flatMap(({ title, table }, at): Block[] => [
    { kind: 'break', landscape: true },
    ...(chance.often(0.5) ? [{ kind: 'line', left: `表${at + 1}` } as const] : []),
    { kind: 'title', text: dated ? `${year}年${title}` : title, size: 15 },
    { kind: 'line', left: `部门名称：${department}`, right: '单位：万元' },
    table,
  ]);
  const cover: Block[] = [
    { kind: 'space', height: 200 },
    { kind: 'title', text: `${department}${year}年部门预算`, size: 24 },
  ];
  return {
    seed,
    report: { documentType: 'budget', year, department, blocks: [...cover, ...blocks] },
    style: chance.pick(STYLES),
  };
}
