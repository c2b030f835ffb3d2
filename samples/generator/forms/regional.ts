import { type Fen, print, wan } from '../figures.ts';
import type { Block, Report, TableBlock } from '../model.ts';
import { add, basic, type Ledger, project, total } from '../recombined/ledger.ts';
import { bySubject, byUnit, fourBlocks, matrix, SPENDING, threePublicByYear } from './regional-tables.ts';

type Titled = readonly [title: string, table: TableBlock];

function cover({ department, year }: Ledger, lines: readonly string[]): Block[] {
  return [
    { kind: 'space', height: 180 },
    ...lines.map((text): Block => ({ kind: 'title', text, size: 24 })),
    { kind: 'space', height: 260 },
    { kind: 'line', center: `${department}　${year}年2月` },
  ];
}

function reportOf(ledger: Ledger, lines: readonly string[], tables: readonly Titled[]): Report {
  const { department, year } = ledger;
  const blocks = tables.flatMap(([title, table], at): Block[] => [
    { kind: 'break', landscape: true },
    { kind: 'line', left: `表${at + 1}` },
    { kind: 'title', text: title, size: 15 },
    { kind: 'line', left: `部门名称：${department}`, right: '单位：万元' },
    table,
  ]);
  return { documentType: 'budget', year, department, blocks: [...cover(ledger, lines), ...blocks] };
}

/** Every table by unit: units with their codes, subjects below them. */
export function unitReport(ledger: Ledger): Report {
  const revenue = [
    ['合计', 'total', total],
    ['一般公共预算拨款收入', 'general_public', total],
  ] as const;
  return reportOf(
    ledger,
    [`${ledger.year}年`, ledger.department, '部门预算'],
    [
      ['收入总表', byUnit(ledger, 'revenue', revenue, false)],
      ['支出总表', byUnit(ledger, 'expenditure', SPENDING, true)],
    ],
  );
}

/** Expenditure in three classifications beside revenue. */
export function blocksReport(ledger: Ledger): Report {
  return reportOf(
    ledger,
    [`${ledger.department}${ledger.year}年部门预`, '算'],
    [
      ['收支总表', fourBlocks(ledger)],
      ['支出总表', bySubject(ledger, 'expenditure')],
    ],
  );
}

/** Functions by economic classes. */
export function matrixReport(ledger: Ledger): Report {
  return reportOf(
    ledger,
    [`${ledger.year}年度${ledger.department}部门预算公开`],
    [
      ['一般公共预算支出情况表（按功能分类科目）', bySubject(ledger, 'general_expenditure')],
      ['支出功能与经济分类交叉表', matrix(ledger)],
    ],
  );
}

/** Last year beside this year, as rows. */
export function yearsReport(ledger: Ledger): Report {
  const figures: readonly (readonly [Fen, Fen, Fen, Fen])[] = [
    [wan('12.00'), wan('8.60'), wan('18.00'), wan('31.50')],
    [wan('10.00'), wan('7.40'), wan('36.00'), wan('30.20')],
  ];
  return reportOf(
    ledger,
    [`${ledger.department}`, `${ledger.year}年部门预算`],
    [
      ['一般公共预算支出表', bySubject(ledger, 'general_expenditure')],
      ['财政拨款“三公”经费支出表', threePublicByYear(ledger.year, figures)],
    ],
  );
}

/** What the prose alone states, in the order of its sentences. */
export function proseFigures({ entries }: Ledger): Fen[] {
  return [total, total, basic, project].map((figure) => add(entries, figure));
}

/** 情况说明 published without its tables. */
export function proseReport(ledger: Ledger): Report {
  const { department, year } = ledger;
  const [revenue, expenditure, forBasic, forProject] = proseFigures(ledger).map(
    (fen) => `${print(fen, '万元', 2, false)}万元`,
  );
  const paragraphs = [
    ['一、收支预算总体情况', `${year}年收入预算${revenue}，支出预算${expenditure}。`],
    ['二、一般公共预算支出情况', `${year}年一般公共预算支出中，基本支出${forBasic}，项目支出${forProject}。`],
    ['三、其他情况', '本部门没有政府性基金预算安排的支出。'],
  ] as const;
  const blocks = paragraphs.flatMap(([heading, text]): Block[] => [
    { kind: 'heading', text: heading },
    { kind: 'paragraph', text },
  ]);
  const title: Block = { kind: 'title', text: `${department}${year}年部门预算情况说明`, size: 20 };
  return { documentType: 'budget', year, department, blocks: [title, ...blocks] };
}
