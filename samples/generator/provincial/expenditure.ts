import type { Chance } from '../recombined/random.ts';
import { basic, carried, current, type Figure, OWN, of, project, total } from './books.ts';
import { CARRIED, type Column, type Leaf, leaf, none, under } from './columns.ts';

const BASIC = ['基本支出', '基本支出预算'];
const PERSONNEL = ['人员经费', '人员支出', '人员经费支出'];
const PUBLIC = ['公用经费', '日常公用经费', '公用支出', '日常公用支出'];
const PROJECT = ['项目支出', '项目支出预算'];

function split(chance: Chance): Column {
  const parts = [
    leaf(chance.pick(PERSONNEL), (item) => item.personnel, 'personnel'),
    leaf(chance.pick(PUBLIC), (item) => item.public, 'public'),
  ];
  return under(chance.pick(BASIC), [leaf(chance.pick(['小计', '合计']), basic, 'basic'), ...parts]);
}

const third: Figure = (item) => (item.personnel / 3n / 10_000n) * 10_000n;

/** Three leaves of most forms: the whole, what is basic, what is for projects. */
function mainLeaves(chance: Chance, whole: readonly string[]) {
  return {
    all: leaf(chance.pick(whole), total, 'total'),
    plain: leaf(chance.pick(BASIC), basic, 'basic'),
    spent: leaf(chance.pick(PROJECT), project, 'project'),
  };
}

function furtherLeaves(chance: Chance): Leaf[] {
  return [
    leaf('上缴上级支出', none, 'remit_superior'),
    leaf(chance.pick(['事业单位经营支出', '经营支出']), none, 'operating_expenditure'),
    leaf(chance.pick(['对附属单位补助支出', '对下级单位补助支出']), none, 'affiliate_subsidy'),
  ];
}

function finalColumns(chance: Chance, one: boolean): Column[] {
  const { all, plain, spent } = mainLeaves(chance, one ? ['合计', '小计'] : ['本年支出合计']);
  if (!one) return [all, plain, spent, ...furtherLeaves(chance)];
  const inner = [all, plain, spent];
  return chance.often(0.6) ? [under('本年支出', inner)] : inner;
}

/** Classes below 基本支出 are only a part of each class. */
function byClass(all: Leaf): Column[] {
  const classes = [
    leaf('工资福利支出', (item) => item.personnel - third(item), 'other:'),
    leaf('商品和服务支出', (item) => item.public, 'other:'),
    leaf('对个人和家庭的补助', third, 'other:'),
  ];
  const kinds = [leaf('一般性项目', (item) => item.project, 'other:'), leaf('专项资金', carried, 'other:')];
  return [
    all,
    under('基本支出', [leaf('小计', basic, 'basic'), ...classes]),
    under('项目支出', [leaf('小计', project, 'project'), ...kinds]),
  ];
}

function byFund(all: Leaf): Column[] {
  const general = [
    leaf('小计', of(total, 'general_public'), 'general_public'),
    leaf('基本支出', of(basic, 'general_public'), 'other:'),
    leaf('项目支出', of(project, 'general_public'), 'other:'),
  ];
  return [
    all,
    under('一般公共预算', general),
    leaf('政府性基金预算', of(total, 'government_fund'), 'government_fund'),
    leaf('国有资本经营预算', of(total, 'state_capital'), 'state_capital'),
    leaf('财政专户管理资金', of(total, 'special_account'), 'special_account'),
    leaf('单位资金', of(total, ...OWN), 'unit_funds'),
  ];
}

/** 支出总表: every fund; `one` is the same for one fund alone. */
export function expenditureColumns(chance: Chance, final: boolean, one = false): Column[] {
  if (final) return finalColumns(chance, one);
  const { all, plain, spent } = mainLeaves(chance, ['合计', '总计', '支出合计']);
  const loose = () => [
    leaf(chance.pick(PERSONNEL), (item) => item.personnel, 'personnel'),
    leaf(chance.pick(PUBLIC), (item) => item.public, 'public'),
  ];
  const year = [leaf('小计', current, 'current'), plain, leaf('项目支出', (item) => item.project, 'project')];
  const forms: (() => Column[])[] = [
    () => [all, plain, spent],
    () => [all, split(chance), spent],
    () => byClass(all),
    () => [all, ...loose(), spent],
    () => [
      all,
      under(chance.pick(['当年预算', '本年预算', '本年支出']), year),
      leaf(chance.pick(CARRIED), carried, 'carryover'),
    ],
    () => [
      all,
      plain,
      leaf('项目支出', (item) => item.project, 'project'),
      leaf(chance.pick(CARRIED), carried, 'carryover'),
    ],
    ...(one ? [] : [() => [all, plain, spent, ...furtherLeaves(chance)], () => byFund(all)]),
  ];
  return chance.pick(forms)();
}

/** Last year's figure: something else that adds up. */
const before: Figure = (item) => 2n * current(item);

/** Columns of one fund's expenditure, with last year's beside them in some. */
export function fundColumns(chance: Chance, final: boolean, year: number, heading: string): Column[] {
  const inner = expenditureColumns(chance, final, true);
  if (final) {
    if (!chance.often(0.3)) return inner;
    return [
      leaf('年初结转和结余', carried, 'opening'),
      leaf('本年收入', current, 'year_revenue'),
      ...(inner.length > 1 ? [under('本年支出', inner)] : inner),
      leaf('年末结转和结余', none, 'closing'),
    ];
  }
  switch (chance.whole(1, 4)) {
    case 1: {
      const prior = leaf(`${year - 1}年${chance.pick(['预算数', '执行数'])}`, before, 'prior_total');
      const now = under(`${year}年预算数`, [leaf(chance.pick(['小计', '合计']), total, 'total'), ...inner.slice(1)]);
      const plain = inner.some((column) => column.text.endsWith('当年预算') || column.text.startsWith('本年'));
      if (plain) return inner;
      const change: Figure = (item) => total(item) - before(item);
      const beside = under(`${year}年预算数比${year - 1}年${chance.pick(['预算数', '执行数'])}`, [
        leaf('增减额', change, ''),
      ]);
      return [prior, now, ...(chance.often(0.6) ? [beside] : [])];
    }
    case 2:
      return inner.some((column) => column.text.startsWith('本年') || column.text.startsWith('当年'))
        ? inner
        : [under(chance.pick([`本年${heading}`, heading, `${year}年${heading}`]), inner)];
    default:
      return inner;
  }
}
