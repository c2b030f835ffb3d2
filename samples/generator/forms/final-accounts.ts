import { audit, totals } from '../accounts.ts';
import type { FinalAccounts } from '../data/final.ts';
import { type Fen, print, USUAL } from '../figures.ts';
import type { Block, Report } from '../model.ts';
import { FINAL_TITLES, type FinalOptions } from './final-options.ts';
import { finalTables } from './final-tables.ts';

const DEFAULTS: FinalOptions = { print: USUAL, parents: 'repeated', titles: FINAL_TITLES, whole: true };

/** A 部门决算: nine statements in 万元 and a page of prose. */
export function finalReport(accounts: FinalAccounts, options: Partial<FinalOptions> = {}): Report {
  audit(accounts);
  const full: FinalOptions = { ...DEFAULTS, ...options, titles: { ...FINAL_TITLES, ...options.titles } };
  const { department, year } = accounts;
  const blank = full.print.blank;
  const who = blank ? 'XX' : department;
  const blocks = Object.entries(finalTables(accounts, full)).flatMap(([statement, table], i): Block[] => [
    ...(i === 0 && !full.whole ? [] : [{ kind: 'break', landscape: i > 0, soft: true } as const]),
    ...(i === 0 && full.whole
      ? [{ kind: 'title', text: `第二部分 ${who}${blank ? 'XXXX' : year}年度部门决算表`, size: 16 } as const]
      : []),
    { kind: 'title', text: full.titles[statement] ?? '', size: 15 },
    { kind: 'line', left: `编制部门：${who}`, right: '单位：万元' },
    table,
    ...note(statement, accounts, who, blank ? 'XXXX' : `${year}`),
  ]);
  const prose = full.whole ? finalProse(accounts, blank) : [];
  return {
    documentType: 'final',
    year,
    department,
    blocks: [...front(who, blank ? 'XXXX' : `${year}`, full), ...blocks, ...prose],
  };
}

function note(statement: string, accounts: FinalAccounts, who: string, year: string): Block[] {
  const { funds } = totals(accounts);
  if (statement === 'government_fund_expenditure' && funds.government_fund === 0n)
    return [{ kind: 'line', left: `注：${who}${year}年度无政府性基金预算财政拨款收入支出，故本表无数据。` }];
  if (statement === 'state_capital' && funds.state_capital === 0n)
    return [{ kind: 'line', left: `注：${who}${year}年度无国有资本经营预算财政拨款支出，故本表无数据。` }];
  return [];
}

function front(who: string, year: string, options: FinalOptions): Block[] {
  if (!options.whole) return [];
  return [
    { kind: 'space', height: 200 },
    { kind: 'title', text: `${who}${year}年度部门决算`, size: 24 },
    { kind: 'break' },
    { kind: 'title', text: '目 录', size: 16 },
    { kind: 'line', left: '第一部分 部门概况' },
    { kind: 'line', left: `第二部分 ${who}${year}年度部门决算表` },
    ...Object.values(options.titles).map((title): Block => ({ kind: 'line', left: `　　${title}` })),
    { kind: 'line', left: `第三部分 ${who}${year}年度部门决算情况说明` },
  ];
}

function finalProse(accounts: FinalAccounts, blank: boolean): Block[] {
  const { department, year, otherRevenue, opening } = accounts;
  const { basic, project, total, appropriated, funds } = totals(accounts);
  const wan = (amount: Fen) => (blank ? 'XX万元' : `${print(amount, '万元', 2, false)}万元`);
  const who = blank ? 'XX' : department;
  const when = blank ? 'XXXX' : `${year}`;
  const revenue = total + otherRevenue.amount;
  return [
    { kind: 'break' },
    { kind: 'title', text: `第三部分 ${who}${when}年度部门决算情况说明`, size: 16 },
    { kind: 'heading', text: '一、收入支出决算总体情况说明' },
    { kind: 'paragraph', text: `${who}${when}年度收入支出总计${wan(revenue + opening)}。` },
    { kind: 'heading', text: '二、收入决算情况说明' },
    {
      kind: 'paragraph',
      text: `${who}${when}年度收入合计${wan(revenue)}，其中：财政拨款收入${wan(appropriated)}；其他收入${wan(funds.unit_funds + otherRevenue.amount)}。`,
    },
    { kind: 'heading', text: '三、支出决算情况说明' },
    {
      kind: 'paragraph',
      text: `${who}${when}年度支出合计${wan(total)}，其中：基本支出${wan(basic)}；项目支出${wan(project)}。`,
    },
  ];
}
