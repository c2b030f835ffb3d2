import { type Accounts, APPROPRIATED, economicTree, functionTree, ofFunds, thisYear, totals } from '../accounts.ts';
import { type Fen, type Print, print, sum } from '../figures.ts';
import type { Block } from '../model.ts';

/** `amount` of `whole` as a percentage with two decimals. */
export function share(amount: Fen, whole: Fen): string {
  if (whole === 0n) return '0%';
  const hundredths = (amount * 20000n + whole) / (whole * 2n);
  const digits = hundredths.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}%`;
}

/** 第三部分 情况说明: sentences that repeat the tables' figures; `total` replaces the right one in one of them. */
export function shanxiProse(accounts: Accounts, style: Print, total: Fen | null): Block[] {
  if (style.blank) return [];
  const heading = (text: string): Block => ({ kind: 'heading', text });
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
  return [
    { kind: 'break' },
    { kind: 'title', text: `第三部分 ${accounts.year}年度部门预算情况说明`, size: 16 },
    heading('一、部门预算收支数据变动情况及原因'),
    paragraph(change(accounts)),
    heading('二、收入预算情况说明'),
    paragraph(revenue(accounts)),
    heading('三、支出预算情况说明'),
    paragraph(expenditure(accounts)),
    heading('四、财政拨款收支预算总体情况说明'),
    paragraph(appropriation(accounts)),
    heading('五、一般公共预算支出情况说明'),
    paragraph(general(accounts)),
    heading('六、一般公共预算基本支出情况说明'),
    paragraph(basic(accounts)),
    heading('七、“三公”经费增减变动原因说明'),
    paragraph(threePublic(accounts)),
    heading('八、机关运行经费增减变动原因说明'),
    paragraph(`本部门${accounts.year}年机关运行经费财政拨款预算${wanOf(agency(accounts))}，与上年预算数相同。`),
    heading('九、绩效管理情况'),
    paragraph(performance(accounts, total)),
  ];
}

const wanOf = (amount: Fen): string => (amount === 0n ? '0万元' : `${print(amount, '万元', 2, true)}万元`);
const agency = (accounts: Accounts): Fen => sum(accounts.agency.map((line) => line.amount));

function changed(accounts: Accounts): string {
  const { total } = totals(accounts);
  const before = total - accounts.change;
  const [less, size] = accounts.change < 0n ? [true, -accounts.change] : [false, accounts.change];
  return `比上年${less ? '减少' : '增加'}${wanOf(size)}，${less ? '下降' : '增长'}${share(size, before)}`;
}

function change(accounts: Accounts): string {
  const { total, carried } = totals(accounts);
  const why = `${changed(accounts)}，主要原因是项目支出随工作安排调整`;
  const [all, year, left] = [wanOf(total + carried), wanOf(total), wanOf(carried)];
  return (
    `${accounts.year}年度${accounts.department}预算收入总计${all}，其中：本年收入${year}，上年结转${left}，${why}；` +
    `本年部门预算支出总计${all}，其中：本年预算安排${year}，上年结转${left}，${why}。`
  );
}

function revenue(accounts: Accounts): string {
  const { total, carried, funds } = totals(accounts);
  const all = total + carried;
  const part = (words: string, amount: Fen) => `${words}${wanOf(amount)}，占${share(amount, all)}`;
  return (
    `${accounts.year}年度${accounts.department}预算收入${wanOf(all)}，主要包括` +
    `${part('一般公共预算拨款收入', funds.general_public)}；${part('政府性基金预算拨款收入', funds.government_fund)}；` +
    `${part('国有资本经营预算拨款收入', funds.state_capital)}；${part('财政专户管理资金收入', funds.special_account)}；` +
    `${part('单位资金', funds.unit_funds)}；${part('上年结转', carried)}。`
  );
}

function expenditure(accounts: Accounts): string {
  const { basic, carried, ...sums } = totals(accounts);
  const [total, project] = [sums.total + carried, sums.project + carried];
  return (
    `${accounts.year}年度${accounts.department}支出预算${wanOf(total)}，其中：基本支出${wanOf(basic)}，占${share(basic, total)}；` +
    `项目支出${wanOf(project)}，占${share(project, total)}。`
  );
}

function classes(accounts: Accounts) {
  return functionTree(accounts).filter((line) => line.level === 1);
}

function appropriation(accounts: Accounts): string {
  const mine = ofFunds(accounts, ...APPROPRIATED);
  const { appropriated, carried, funds } = totals(mine);
  const parts = classes(mine).map((line) => `${line.name}${wanOf(line.total + line.carried)}`);
  return (
    `${accounts.year}年度${accounts.department}财政拨款收支总预算${wanOf(appropriated + carried)}。其中：` +
    `一般公共预算拨款${wanOf(funds.general_public)}，政府性基金预算拨款${wanOf(funds.government_fund)}，` +
    `国有资本经营预算拨款${wanOf(funds.state_capital)}。其中：当年拨款收入${wanOf(appropriated)}，` +
    `上年结转收入${wanOf(carried)}。支出包括：${parts.join('、')}等。`
  );
}

function general(accounts: Accounts): string {
  const mine = thisYear(ofFunds(accounts, 'general_public'));
  const { total } = totals(mine);
  const parts = classes(mine).map((line) => `${line.name}${wanOf(line.total)}，占${share(line.total, total)}`);
  return (
    `${accounts.year}年度${accounts.department}一般公共预算当年支出${wanOf(total)}，${changed(mine)}。` +
    `主要用于以下方面：${parts.join('；')}等。`
  );
}

function basic(accounts: Accounts): string {
  const lines = economicTree(accounts).filter((line) => line.level === 1);
  const personnel = wanOf(sum(lines.map((line) => line.personnel)));
  const open = wanOf(sum(lines.map((line) => line.public)));
  const all = totals(ofFunds(accounts, 'general_public')).basic;
  return (
    `${accounts.year}年度${accounts.department}一般公共预算安排基本支出${wanOf(all)}，其中：` +
    `人员经费${personnel}，主要包括：基本工资、津贴补贴等；公用经费${open}，主要包括：办公费、工会经费等。`
  );
}

function threePublic(accounts: Accounts): string {
  const { abroad, reception, vehiclePurchase, vehicleOperation } = accounts;
  const vehicles = vehiclePurchase + vehicleOperation;
  const same = '与上年预算数相同';
  return (
    `${accounts.year}年${accounts.department}财政拨款安排的“三公”经费预算${wanOf(abroad + reception + vehicles)}，${same}。其中：` +
    `因公出国（境）费${wanOf(abroad)}，${same}；公务接待费${wanOf(reception)}，${same}；公务用车购置及运行费${wanOf(vehicles)}，${same}。` +
    `公务用车运行维护费${wanOf(vehicleOperation)}，${same}；公务用车购置费${wanOf(vehiclePurchase)}，${same}。`
  );
}

function performance(accounts: Accounts, wrong: Fen | null): string {
  const { basic, carried, ...sums } = totals(accounts);
  const [total, project] = [sums.total + carried, sums.project + carried];
  return (
    `${accounts.year}年编报部门整体支出绩效目标，涉及部门预算资金${wanOf(wrong ?? total)}，其中基本支出${wanOf(basic)}，` +
    `项目支出${wanOf(project)}；纳入绩效目标管理的二级项目${accounts.projects.length}个，共计金额${wanOf(project)}。`
  );
}
