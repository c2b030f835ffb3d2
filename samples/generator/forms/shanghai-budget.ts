import { type Accounts, audit, ofFunds, totals } from '../accounts.ts';
import { type Fen, print, USUAL } from '../figures.ts';
import type { Block, Report } from '../model.ts';
import { ordinal } from '../words.ts';
import { SHANGHAI_TITLES, type ShanghaiOptions } from './shanghai-options.ts';
import { shanghaiTables } from './shanghai-tables.ts';

const DEFAULTS: ShanghaiOptions = {
  print: USUAL,
  parents: 'repeated',
  titles: SHANGHAI_TITLES,
  whole: true,
  pages: Object.keys(SHANGHAI_TITLES),
};

/** A 部门预算 in the form of Shanghai: nine statements in 元, the last one in 万元. */
export function shanghaiBudget(accounts: Accounts, options: Partial<ShanghaiOptions> = {}): Report {
  audit(accounts);
  const full: ShanghaiOptions = { ...DEFAULTS, ...options, titles: { ...SHANGHAI_TITLES, ...options.titles } };
  const { department, year } = accounts;
  const blocks = Object.entries(shanghaiTables(accounts, full))
    .filter(([statement]) => full.pages.includes(statement))
    .flatMap(([statement, table], i): Block[] => [
      ...(i === 0 && !full.whole ? [] : [{ kind: 'break', landscape: true, soft: true } as const]),
      { kind: 'title', text: `${year}年${full.titles[statement] ?? ''}`, size: 15 },
      { kind: 'line', left: `编制部门：${department}`, right: `单位:${statement === 'three_public' ? '万元' : '元'}` },
      table,
      ...note(statement, accounts),
    ]);
  const front = full.whole ? frontMatter(accounts, full) : [];
  return { documentType: 'budget', year, department, blocks: [...front, ...blocks] };
}

function note(statement: string, accounts: Accounts): Block[] {
  const { year } = accounts;
  const { funds } = totals(accounts);
  const empty: Readonly<Record<string, readonly [string, Fen]>> = {
    government_fund_expenditure: ['政府性基金预算', funds.government_fund],
    state_capital: ['国有资本经营预算', funds.state_capital],
  };
  const [fund, amount] = empty[statement] ?? ['', 1n];
  if (amount !== 0n) return [];
  return [{ kind: 'line', left: `注:本部门${year}年无${fund}财政拨款安排的预算，故本表为空表。` }];
}

function frontMatter(accounts: Accounts, options: ShanghaiOptions): Block[] {
  const { department, year } = accounts;
  const { total, appropriated } = totals(accounts);
  const general = totals(ofFunds(accounts, 'general_public'));
  const wan = (amount: Fen) => `${print(amount, '万元', 2, true)}万元`;
  return [
    { kind: 'space', height: 200 },
    { kind: 'title', text: `${department}${year}年部门预算`, size: 24 },
    { kind: 'break' },
    { kind: 'title', text: '目 录', size: 16 },
    ...Object.values(options.titles).map(
      (title, i): Block => ({ kind: 'line', left: `${ordinal(i + 1)}、${year}年${title}`, right: `${i + 3}` }),
    ),
    { kind: 'space', height: 30 },
    { kind: 'title', text: `${year}年部门预算编制说明`, size: 16 },
    {
      kind: 'paragraph',
      text:
        `${year}年，${department}收入预算${wan(total)}，其中：财政拨款收入${wan(appropriated)}。` +
        `支出预算${wan(total)}，其中：财政拨款支出预算${wan(appropriated)}，比上年预算减少${wan(-accounts.change)}。`,
    },
    {
      kind: 'paragraph',
      text: `一般公共预算拨款支出预算${wan(general.total)}，其中基本支出${wan(general.basic)}，项目支出${wan(general.project)}。`,
    },
  ];
}
