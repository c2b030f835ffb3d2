import { type Accounts, audit } from '../accounts.ts';
import { USUAL } from '../figures.ts';
import type { Block, Report } from '../model.ts';
import { ordinal } from '../words.ts';
import { SHANXI_TITLES, type ShanxiOptions } from './shanxi-options.ts';
import { shanxiProse } from './shanxi-prose.ts';
import { type Sheet, shanxiTables } from './shanxi-tables.ts';

const DEFAULTS: ShanxiOptions = {
  print: USUAL,
  titles: SHANXI_TITLES,
  expenditureColumns: ['total', 'basic', 'project'],
  numbers: [],
  annexes: [],
  whole: true,
  proseTotal: null,
};

/** A 部门预算公开 in the form of Shanxi: thirteen statements in 万元, prose, forms. */
export function shanxiBudget(accounts: Accounts, options: Partial<ShanxiOptions> = {}): Report {
  audit(accounts);
  const full = { ...DEFAULTS, ...options, titles: { ...SHANXI_TITLES, ...options.titles } };
  const { department, year } = accounts;
  const statements = Object.entries(shanxiTables(accounts, full)).flatMap(([statement, sheet], i) =>
    statementBlocks(accounts, full, statement, i, sheet),
  );
  const prose = full.whole ? shanxiProse(accounts, full.print, full.proseTotal) : [];
  const front = full.whole ? frontMatter(accounts, full) : [];
  return { documentType: 'budget', year, department, blocks: [...front, ...statements, ...prose, ...full.annexes] };
}

function frontMatter({ department, year }: Accounts, options: ShanxiOptions): Block[] {
  const contents = Object.values(options.titles).map(
    (title, i): Block => ({ kind: 'line', left: `表${ordinal(i + 1)} ${year}年${title}`, right: `${i + 2}` }),
  );
  return [
    { kind: 'space', height: 180 },
    { kind: 'title', text: department, size: 24 },
    { kind: 'title', text: `${year}年度部门预算公开`, size: 24 },
    { kind: 'break' },
    { kind: 'title', text: '目 录', size: 16 },
    { kind: 'line', left: '第一部分 概况', right: '1' },
    { kind: 'line', left: `第二部分 ${year}年部门预算报表`, right: '2' },
    ...contents,
    { kind: 'line', left: `第三部分 ${year}年度部门预算情况说明`, right: '16' },
    { kind: 'space', height: 30 },
    { kind: 'title', text: '第一部分 概况', size: 16 },
    { kind: 'heading', text: '一、本部门职责' },
    { kind: 'paragraph', text: '负责统筹推进本地区政务服务体系建设，承担行政审批制度改革的日常工作。' },
    { kind: 'heading', text: '二、机构设置情况' },
    { kind: 'paragraph', text: `根据主要职责，${department}设8个内设机构。` },
  ];
}

function statementBlocks(
  { department, year }: Accounts,
  options: ShanxiOptions,
  statement: string,
  index: number,
  { table, landscape, note }: Sheet,
): Block[] {
  const number = options.numbers[index] ?? '';
  const title = `${year}年${options.titles[statement] ?? ''}`;
  const start: Block[] = index === 0 && !options.whole ? [] : [{ kind: 'break', landscape, soft: true }];
  return [
    ...start,
    ...(number === '' ? [] : [{ kind: 'line', left: number } as const]),
    { kind: 'title', text: title, size: 15 },
    { kind: 'line', left: `部门名称：${department}`, right: '单位：万元' },
    table,
    ...(note === undefined ? [] : [{ kind: 'line', left: note } as const]),
  ];
}
