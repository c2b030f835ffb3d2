import type { Source } from '../../src/model/page.ts';
import type { Statement } from '../../src/model/statement.ts';
import { documentOf, type Row, row, statement } from './build.ts';

/** A small generator of random numbers, the same on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Money in whole 元, printed in 万元 with two decimals: sums of printed figures are off by rounding, as in life. */
function print(yuan: number): string {
  return (Math.round(yuan / 100) / 100).toFixed(2);
}

interface Subject {
  readonly code: string;
  readonly name: string;
  readonly basic: number;
  readonly project: number;
}

const CLASSES: readonly (readonly [string, string, readonly string[]])[] = [
  ['201', '一般公共服务支出', ['20103', '20106']],
  ['208', '社会保障和就业支出', ['20805']],
  ['210', '卫生健康支出', ['21007', '21011']],
  ['221', '住房保障支出', ['22102']],
];

const ECONOMIC: readonly (readonly [string, string, number])[] = [
  ['301', '工资福利支出', 14],
  ['302', '商品和服务支出', 16],
  ['303', '对个人和家庭的补助', 3],
];

function leaves(random: () => number, perGroup: number): readonly Subject[] {
  return CLASSES.flatMap(([, , groups]) =>
    groups.flatMap((group) =>
      Array.from({ length: perGroup }, (_, i) => ({
        code: `${group}${String(i + 1).padStart(2, '0')}`,
        name: `第${i + 1}项`,
        basic: random() < 0.8 ? Math.floor(10_000 + random() * 9_000_000) : 0,
        project: random() < 0.5 ? Math.floor(10_000 + random() * 5_000_000) : 0,
      })),
    ),
  ).filter(({ basic, project }) => basic + project > 0);
}

function sum(subjects: readonly Subject[], prefix: string, what: 'basic' | 'project'): number {
  return subjects.filter(({ code }) => code.startsWith(prefix)).reduce((total, subject) => total + subject[what], 0);
}

/** Every level of the functional tree, with its amounts. */
function tree(subjects: readonly Subject[]): readonly Subject[] {
  const at = (code: string, name: string): Subject => ({
    code,
    name,
    basic: sum(subjects, code, 'basic'),
    project: sum(subjects, code, 'project'),
  });
  return CLASSES.flatMap(([code, name, groups]) => [
    at(code, name),
    ...groups.flatMap((group) => [at(group, `${group}款`), ...subjects.filter((one) => one.code.startsWith(group))]),
  ]).filter(({ basic, project }) => basic + project > 0);
}

function split(random: () => number, total: number, parts: number): readonly number[] {
  const weights = Array.from({ length: parts }, () => 0.05 + random());
  const all = weights.reduce((a, b) => a + b, 0);
  const amounts = weights.map((weight) => Math.floor((total * weight) / all));
  const rest = total - amounts.reduce((a, b) => a + b, 0);
  return amounts.map((amount, i) => (i === 0 ? amount + rest : amount));
}

function nonzero(yuan: number): string | null {
  return yuan === 0 ? null : print(yuan);
}

function cells(amounts: Record<string, string | null>): Row['amounts'] {
  return Object.fromEntries(
    Object.entries(amounts).flatMap(([measure, raw]) => (raw === null ? [] : [[measure, raw]])),
  );
}

function economicRows(random: () => number, basic: number): readonly Row[] {
  const parts = split(random, basic, ECONOMIC.length);
  const isPublic = (code: string) => code.startsWith('302');
  const columns = (code: string, yuan: number) =>
    cells({ total: print(yuan), [isPublic(code) ? 'public' : 'personnel']: print(yuan) });
  const publicSum = parts[1] ?? 0;
  return [
    row('合计', { total: print(basic), personnel: print(basic - publicSum), public: print(publicSum) }),
    ...ECONOMIC.flatMap(([code, name, count], i) => [
      row(`${code} ${name}`, columns(code, parts[i] ?? 0)),
      ...split(random, parts[i] ?? 0, count).map((yuan, j) => {
        const child = `${code}${String(j + 1).padStart(2, '0')}`;
        return row(`${child} ${name}${j + 1}`, columns(child, yuan));
      }),
    ]),
  ];
}

/** A department's budget of the Shanxi form that balances in every way, from a seed. `size` sets the lines per group. */
export function budget(seed: number, source: Source = 'text', size = 4): readonly Statement[] {
  const random = randomFrom(seed);
  const subjects = leaves(random, size);
  const lines = tree(subjects);
  const basic = sum(subjects, '', 'basic');
  const project = sum(subjects, '', 'project');
  const total = basic + project;
  const classes = lines.filter(({ code }) => code.length === 3);
  const spending = (one: Pick<Subject, 'basic' | 'project'>) =>
    cells({ total: print(one.basic + one.project), basic: nonzero(one.basic), project: nonzero(one.project) });
  const coming = (yuan: number) => ({ total: print(yuan), general_public: print(yuan) });
  const twoSided = (measure: 'current' | 'general_public'): readonly Row[] => [
    row('一般公共预算', { total: print(total) }, { side: 'revenue' }),
    row('本年收入合计', { total: print(total) }, { side: 'revenue' }),
    row('收入总计', { total: print(total) }, { side: 'revenue' }),
    ...classes.map((one) => {
      const raw = print(one.basic + one.project);
      return row(one.name, { total: raw, [measure]: raw }, { side: 'expenditure', standard: one.code });
    }),
    ...['本年支出合计', '支出总计'].map((name) =>
      row(name, { total: print(total), [measure]: print(total) }, { side: 'expenditure' }),
    ),
  ];
  const projects = split(random, project, 6).map((yuan, i) => row(`> 项目${i + 1}`, coming(yuan)));
  const options = { source };
  return documentOf(
    statement('balance', twoSided('current'), options),
    statement(
      'revenue',
      [
        row('合计', coming(total)),
        ...lines.map((one) => row(`${one.code} ${one.name}`, coming(one.basic + one.project))),
      ],
      options,
    ),
    ...(['expenditure', 'general_expenditure'] as const).map((kind) =>
      statement(
        kind,
        [
          row('合计', spending({ basic, project })),
          ...lines.map((one) => row(`${one.code} ${one.name}`, spending(one))),
        ],
        options,
      ),
    ),
    statement('appropriation_balance', twoSided('general_public'), options),
    statement('basic_expenditure', economicRows(random, basic), options),
    statement('project_expenditure', [row('某某局', coming(project)), ...projects], options),
  );
}
