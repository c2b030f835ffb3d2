import { type Fen, print } from '../figures.ts';
import { share } from '../forms/shanxi-prose.ts';
import type { Block } from '../model.ts';
import type { Chance } from '../recombined/random.ts';
import {
  APPROPRIATED,
  add,
  type Books,
  basic,
  carried,
  current,
  FUNDS,
  type Fund,
  type Item,
  of,
  project,
  total,
  tree,
} from './books.ts';
import { sums } from './three-items.ts';

/** What prose calls the funds. */
const NAMES: Readonly<Record<Fund, string>> = {
  general_public: '一般公共预算拨款收入',
  government_fund: '政府性基金预算拨款收入',
  state_capital: '国有资本经营预算拨款收入',
  special_account: '财政专户管理资金',
  business: '事业收入',
  other_revenue: '其他收入',
};

const wan = (fen: Fen): string => `${print(fen, '万元', 2, false)}万元`;

/** Sentences that state what the tables print; all of it is true. */
export function prose(chance: Chance, books: Books): Block[] {
  const word = books.final ? '决算' : '预算';
  const parts = [whole, revenue, expenditure, appropriation, general, subjects, basicPart, three];
  const numbers = '一二三四五六七八';
  return parts.flatMap((part, at): Block[] => {
    const [heading, text] = part(chance, books, word);
    return text === ''
      ? []
      : [
          { kind: 'heading', text: `${numbers[at]}、${heading}` },
          { kind: 'paragraph', text },
        ];
  });
}

type Part = (chance: Chance, books: Books, word: string) => readonly [heading: string, text: string];

const whole: Part = (chance, { department, year, items }, word) => {
  const all = wan(add(items, total));
  return [
    `${year}年收支${word}情况的总体说明`,
    chance.pick([
      `按照综合预算的原则，${department}所有收入和支出均纳入部门预算管理。${department}${year}年收支总${word}${all}。`,
      `${department}${year}年度收入总计${all}，支出总计${all}。`,
      `${year}年${department}收入${word}总额为${all}，支出${word}总额为${all}。`,
      `${year}年收入总计、支出总计均为${all}。`,
    ]),
  ];
};

const revenue: Part = (chance, { year, items, final }, word) => {
  const all = add(items, final ? current : total);
  const parts = FUNDS.map((fund) => [NAMES[fund], add(items, of(current, fund))] as const).filter(
    ([, fen]) => fen > 0n,
  );
  const left = add(items, carried);
  const list = [...parts, ...(left > 0n && !final ? [['上年结转', left] as const] : [])];
  const said = list.map(([name, fen]) => `${name}${wan(fen)}，占${share(fen, all)}`);
  return [
    `收入${word}情况说明`,
    chance.pick([
      `${year}年收入${word}${wan(all)}，其中：${said.join('；')}。`,
      `${year}年度${final ? '本年收入' : '收入'}合计${wan(all)}，其中：${said.join('；')}。`,
    ]),
  ];
};

const expenditure: Part = (chance, { year, items }, word) => {
  const [all, forBasic, forProjects] = [add(items, total), add(items, basic), add(items, project)];
  // tables may print 上年结转 beside 项目支出
  if (add(items, carried) > 0n) return ['', ''];
  return [
    `支出${word}情况说明`,
    chance.pick([
      `${year}年支出${word}${wan(all)}，其中：基本支出${wan(forBasic)}，占${share(forBasic, all)}；项目支出${wan(forProjects)}，占${share(forProjects, all)}。`,
      `${year}年支出${word}${wan(all)}，其中，基本支出${wan(forBasic)}，占支出${word}的${share(forBasic, all)}，项目支出${wan(forProjects)}，占支出${word}的${share(forProjects, all)}。`,
    ]),
  ];
};

const appropriation: Part = (chance, { year, items }, word) => {
  const mine = items.filter(({ fund }) => APPROPRIATED.includes(fund));
  const all = wan(add(mine, total));
  const classes = tree(mine).filter(({ level }) => level === 1);
  const said = classes.map(({ name, of: below }) => `${name}${wan(add(below, total))}`);
  return [
    `财政拨款收支${word}情况的总体说明`,
    chance.pick([
      `${year}年财政拨款收支总${word}${all}。支出包括：${said.join('、')}。`,
      `${year}年财政拨款收入、支出总计均为${all}。支出包括：${said.join('，')}。`,
      `${year}年度财政拨款收支${word}总额${all}，其中：${said.join('；')}。`,
    ]),
  ];
};

const ofGeneral = ({ items }: Books): Item[] => items.filter(({ fund }) => fund === 'general_public');

const general: Part = (chance, books, word) => {
  const { year } = books;
  const mine = ofGeneral(books);
  const all = add(mine, total);
  const classes = tree(mine).filter(({ level }) => level === 1);
  const said = classes.map(({ name, of: below }) => {
    const fen = add(below, total);
    return `${name.replace(/支出$/u, '')}（类）支出${wan(fen)}，占${share(fen, all)}`;
  });
  return [
    `一般公共预算支出${word}情况说明`,
    chance.pick([
      `${year}年一般公共预算支出${word}${wan(all)}，主要用于以下方面：${said.join('；')}。`,
      `（一）一般公共预算支出规模。${year}年一般公共预算支出${wan(all)}。（二）一般公共预算支出结构。${said.join('；')}。`,
    ]),
  ];
};

const subjects: Part = (chance, books, word) => {
  const { year } = books;
  const nodes = tree(ofGeneral(books));
  const nameOf = (code: string) => nodes.find((node) => node.code === code)?.name.replace(/支出$/u, '支出') ?? '';
  const path = (code: string) =>
    `${nameOf(code.slice(0, 3))}（类）${nameOf(code.slice(0, 5))}（款）${nameOf(code)}（项）`;
  const say = chance.pick<(path: string, fen: Fen) => string>([
    (where, fen) => `${where}${year}年${word}数为${wan(fen)}。`,
    (where, fen) => `${where}${year}年${word}${wan(fen)}，主要用于保障机构正常运转。`,
    (where, fen) => `${where}：${year}年${word}安排${wan(fen)}。`,
    (where, fen) => `${where}${wan(fen)}，主要是日常工作支出。`,
  ]);
  const lines = nodes.filter(({ level }) => level === 3);
  return [
    `一般公共预算支出具体使用情况`,
    lines.map(({ code, of: below }, at) => `${at + 1}.${say(path(code), add(below, total))}`).join(''),
  ];
};

const basicPart: Part = (chance, books, word) => {
  const mine = ofGeneral(books);
  const [all, people, open] = [add(mine, basic), add(mine, (one) => one.personnel), add(mine, (one) => one.public)];
  const { year } = books;
  return [
    `一般公共预算基本支出${word}情况说明`,
    chance.pick([
      `${year}年一般公共预算基本支出${wan(all)}，其中：人员经费${wan(people)}，主要包括：基本工资、津贴补贴等；公用经费${wan(open)}，主要包括：办公费、印刷费等。`,
      `${year}年一般公共预算基本支出${word}${wan(all)}。其中：人员经费${wan(people)}；日常公用经费${wan(open)}。`,
    ]),
  ];
};

const three: Part = (chance, books, word) => {
  const s = sums(books, 1n);
  const { year } = books;
  const fen = (item: string) => wan(s[item] ?? 0n);
  return [
    `“三公”经费${word}情况说明`,
    chance.pick([
      `${year}年“三公”经费${word}数为${fen('合计')}，其中：因公出国（境）费${fen('因公出国（境）费')}，公务用车购置及运行费${fen('公务用车购置及运行费')}（公务用车购置费${fen('公务用车购置费')}，公务用车运行费${fen('公务用车运行维护费')}），公务接待费${fen('公务接待费')}。`,
      `${year}年“三公”经费财政拨款${word}${fen('合计')}。1.因公出国（境）费${fen('因公出国（境）费')}。2.公务接待费${fen('公务接待费')}。3.公务用车购置及运行维护费${fen('公务用车购置及运行费')}，其中：公务用车购置费${fen('公务用车购置费')}，公务用车运行维护费${fen('公务用车运行维护费')}。`,
    ]),
  ];
};
