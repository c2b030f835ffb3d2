import { randomFrom } from '../proof/synthetic.ts';
import { PdfDraft, type Says } from './pdf.ts';

/** Ways in which a font may lie (字体说谎). */
const FONTS: Readonly<Record<string, Says>> = {
  'font: honest': {},
  'font: point is a space': { '.': ' ' },
  'font: point and comma swapped': { '.': ',', ',': '.' },
  'font: minus is nothing': { '-': '\u200b' },
  'font: digits swapped': { '2': '5', '5': '2', '6': '9', '9': '6' },
  'font: digits in the private area': { '4': '\ue004', '7': '\ue007' },
};
/** What stood there before, and how it was taken away. */
const PASTS = [
  'past: none',
  'past: patched over',
  'past: layer off',
  'past: picture over',
  'past: pattern clipped away',
] as const;
/** How figures are set. */
const MODES = ['set: filled', 'set: outlined', 'set: clip painted through', 'set: narrow'] as const;
const GROUNDS = ['ground: paper', 'ground: white on navy', 'ground: yellow on dark red'] as const;
/** What takes the place of the figures of one row. */
const ROWS = ['row: text', 'row: outlines', 'row: stencil mask', 'row: inline picture', 'row: red'] as const;
const UNITS = ['unit: printed', 'unit: outlines', 'unit: absent'] as const;
const TITLES = ['title: printed', 'title: outlines'] as const;

/** One amount as a careful person reads it from the page, in 分. */
export interface Truth {
  readonly statement: 'revenue' | 'expenditure' | 'general_expenditure';
  readonly code: string | null;
  readonly measure: string;
  readonly fen: bigint;
  readonly page: number;
}

export interface LyingReport {
  readonly bytes: Uint8Array;
  readonly truth: readonly Truth[];
  readonly traits: readonly string[];
}

interface Row {
  readonly code: string;
  readonly name: string;
  /** 基本支出 and 项目支出, in hundreds of 元: the last place printed. */
  readonly parts: readonly [number, number];
}

const SUBJECTS: readonly (readonly [string, string])[] = [
  ['207', '文化旅游体育与传媒支出'],
  ['20701', '文化和旅游'],
  ['2070101', '行政运行'],
  ['2070109', '群众文化'],
  ['208', '社会保障和就业支出'],
  ['20805', '行政事业单位养老支出'],
  ['2080505', '机关事业单位基本养老保险缴费支出'],
];
const WORDS =
  '青禾县文化和旅游局2026年度部门预算公开收入支出总表一般公共名称：单位：万元项目科目编码本年基本政府性基金合计' +
  '体育与传媒行运群众社会保障就业事养老机关险缴费0123456789,.- ';

/** A report of a cover and three statements that adds up, with traits drawn by `seed`. */
export async function lyingReport(seed: number): Promise<LyingReport> {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[], usual = 0.5): T => {
    const at = random() < usual ? 0 : Math.floor(random() * from.length);
    const [first] = from;
    const found = from[at] ?? first;
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  };
  const draft = new PdfDraft();
  const font = pick(Object.keys(FONTS));
  await draft.font('F1', WORDS);
  await draft.font('F2', '0123456789,.-', FONTS[font]);
  const layer = draft.add('<</Type/OCG/Name(old)>>');
  draft.catalog(`/OCProperties<</OCGs[${layer} 0 R]/D<</OFF[${layer} 0 R]>>>>`);
  const patch = draft.add(
    '<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8>>',
    new Uint8Array([255]),
  );
  const mask = draft.add(
    '<</Type/XObject/Subtype/Image/ImageMask true/Width 8/Height 8/BitsPerComponent 1>>',
    new Uint8Array([0x81, 0xbd, 0xa5, 0xa5, 0xa5, 0xbd, 0x81, 0xff]),
  );
  const resources = `/Properties<</L ${layer} 0 R>>/XObject<</P ${patch} 0 R/M ${mask} 0 R>>`;
  draft.page(draft.text('青禾县文化和旅游局', 180, 560, 22) + draft.text('2026年度部门预算公开', 180, 500, 22));
  const truth: Truth[] = [];
  const traits = new Set([font]);
  const rows = figures(random);
  for (const [index, statement] of (['revenue', 'expenditure', 'general_expenditure'] as const).entries()) {
    const choice = {
      ...{ past: pick(PASTS, 0.6), mode: pick(MODES, 0.6), ground: pick(GROUNDS, 0.6), row: pick(ROWS, 0.6) },
      ...{ unit: pick(UNITS, 0.8), title: pick(TITLES, 0.9), at: Math.floor(random() * rows.length) },
    };
    for (const trait of Object.values(choice)) if (typeof trait === 'string') traits.add(trait);
    draft.page(sheet(draft, statement, rows, choice), resources);
    truth.push(...truthOf(statement, rows, index + 2));
  }
  return { bytes: draft.bytes(), truth, traits: [...traits] };
}

/** Figures that add up; one of them a deduction. */
function figures(random: () => number): Row[] {
  const money = () => Math.floor(random() * 150_000) + 100;
  const leaf = (at: number, negative = false): Row => {
    const [code = '', name = ''] = SUBJECTS[at] ?? [];
    const sign = negative ? -1 : 1;
    return { code, name, parts: [sign * money(), money()] };
  };
  const sum = (code: string, name: string, parts: readonly Row[]): Row => ({
    ...{ code, name },
    parts: [
      parts.reduce((total, row) => total + row.parts[0], 0),
      parts.reduce((total, row) => total + row.parts[1], 0),
    ],
  });
  const name = (at: number) => SUBJECTS[at]?.[1] ?? '';
  const [a, b, c] = [leaf(2), leaf(3), leaf(6, random() < 0.3)];
  const culture = sum('20701', name(1), [a, b]);
  const pensions = sum('20805', name(5), [c]);
  const top = [sum('207', name(0), [culture]), sum('208', name(4), [pensions])];
  return [sum('', '合计', top), ...top.slice(0, 1), culture, a, b, ...top.slice(1), pensions, c];
}

/** In 分. */
const HUNDRED_YUAN = 10_000n;

const MEASURES = {
  revenue: ['total', 'general_public', 'government_fund'],
  expenditure: ['total', 'basic', 'project'],
  general_expenditure: ['total', 'basic', 'project'],
} as const;

function truthOf(statement: Truth['statement'], rows: readonly Row[], page: number): Truth[] {
  return rows.flatMap(({ code, parts }) =>
    amountsOf(parts).map((fen, at) => ({
      ...{ statement, page, fen: BigInt(fen) * HUNDRED_YUAN, code: code === '' ? null : code },
      measure: MEASURES[statement][at] ?? '',
    })),
  );
}

function amountsOf([basic, project]: Row['parts']): number[] {
  return [basic + project, basic, project];
}

/** Hundreds of 元 as 万元 with two decimals and groups. */
function printed(fen: number): string {
  const cents = Math.abs(fen) / 100;
  const [whole = '', decimals = ''] = cents.toFixed(2).split('.');
  return `${fen < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${decimals}`;
}

interface Choice {
  readonly past: (typeof PASTS)[number];
  readonly mode: (typeof MODES)[number];
  readonly ground: (typeof GROUNDS)[number];
  readonly row: (typeof ROWS)[number];
  readonly unit: (typeof UNITS)[number];
  readonly title: (typeof TITLES)[number];
  /** The row that differs. */
  readonly at: number;
}

const TITLE = {
  revenue: '2026年部门收入总表',
  expenditure: '2026年部门支出总表',
  general_expenditure: '2026年一般公共预算支出表',
};
const HEADS = {
  revenue: ['合计', '一般公共预算', '政府性基金预算'],
  expenditure: ['合计', '基本支出', '项目支出'],
  general_expenditure: ['合计', '基本支出', '项目支出'],
};
const XS = [40, 110, 300, 385, 470, 555];
const TOP = 730;
const HEIGHT = 24;

function sheet(draft: PdfDraft, statement: Truth['statement'], rows: readonly Row[], choice: Choice): string {
  const y = (at: number) => TOP - HEIGHT * at;
  let out = '';
  out +=
    choice.title === 'title: outlines'
      ? outlines(TITLE[statement], 190, 790, 16)
      : draft.text(TITLE[statement], 190, 790, 16);
  out += draft.text('部门名称：青禾县文化和旅游局', 40, 745, 9);
  if (choice.unit === 'unit: printed') out += draft.text('单位：万元', 500, 745, 9);
  if (choice.unit === 'unit: outlines') out += outlines('单位：万元', 500, 745, 9);
  const ground = {
    'ground: paper': '',
    'ground: white on navy': '0 0 0.4 rg',
    'ground: yellow on dark red': '0.4 0 0 rg',
  };
  const ink = {
    'ground: paper': '0 g 0 G',
    'ground: white on navy': '1 g 1 G',
    'ground: yellow on dark red': '1 1 0 rg 1 1 0 RG',
  };
  if (choice.ground !== 'ground: paper') out += `${ground[choice.ground]} 40 ${y(2)} 515 ${HEIGHT} re f 0 g\n`;
  if (choice.at > 0 || choice.ground === 'ground: paper') out += past(draft, choice.past, y(choice.at + 2));
  for (let at = 0; at <= rows.length + 1; at++) out += `0.5 w 40 ${y(at)} m 555 ${y(at)} l S\n`;
  for (const x of XS) out += `${x} ${y(0)} m ${x} ${y(rows.length + 1)} l S\n`;
  for (const [at, head] of ['科目编码', '科目名称', ...HEADS[statement]].entries())
    out += draft.text(head, (XS[at] ?? 0) + 4, y(1) + 8, 9);
  for (const [at, { code, name, parts }] of rows.entries()) {
    out += at === 0 ? `${ink[choice.ground]} ` : '0 g 0 G ';
    const base = y(at + 2) + 8;
    out += draft.text(code, 44, base, 9) + draft.text(name, 114, base, 9);
    for (const [column, fen] of amountsOf(parts).entries()) {
      const text = printed(fen);
      const x = (XS[column + 3] ?? 0) - 4 - 5 * text.length;
      out += at === choice.at ? special(draft, text, x, base, choice) : set(draft, text, x, base, choice.mode);
    }
    out += '0 g\n';
  }
  return out;
}

/** Figures that were there before this row's, taken away before these were drawn. */
function past(draft: PdfDraft, how: Choice['past'], y: number): string {
  const old = [310, 400, 480].map((x) => draft.text('88.88', x, y + 6, 9, 'F2')).join('');
  if (how === 'past: patched over') return `${old} 1 g 301 ${y + 1} 253 ${HEIGHT - 2} re f 0 g\n`;
  if (how === 'past: layer off') return `/OC /L BDC ${old} EMC\n`;
  if (how === 'past: picture over') return `${old} q 253 0 0 ${HEIGHT - 2} 301 ${y + 1} cm /P Do Q\n`;
  if (how === 'past: pattern clipped away') return `q 10 10 20 20 re W n ${old} Q\n`;
  return '';
}

function set(draft: PdfDraft, text: string, x: number, y: number, mode: Choice['mode']): string {
  if (mode === 'set: outlined') return draft.text(text, x, y, 9, 'F2', '1 Tr 0.2 w');
  if (mode === 'set: narrow') return `${draft.text(text, x, y, 9, 'F2', '40 Tz').replace(' ET', ' 100 Tz ET')}`;
  if (mode === 'set: clip painted through')
    return `q ${draft.text(text, x, y, 9, 'F2', '7 Tr')} ${x - 2} ${y - 4} ${5 * text.length + 8} 16 re f Q\n`;
  return draft.text(text, x, y, 9, 'F2', '0 Tr');
}

function special(draft: PdfDraft, text: string, x: number, y: number, choice: Choice): string {
  if (choice.row === 'row: outlines') return outlines(text, x, y, 9, 0.55);
  if (choice.row === 'row: stencil mask') return `q 8 0 0 8 ${x + 10} ${y - 1} cm /M Do Q\n`;
  if (choice.row === 'row: inline picture')
    return `q 20 0 0 8 ${x} ${y - 1} cm BI /W 4 /H 1 /CS /G /BPC 8 ID \u0000\u00ff\u0000\u00ff EI Q\n`;
  if (choice.row === 'row: red') return `1 0 0 rg ${set(draft, text, x, y, 'set: filled')} 0 g\n`;
  return set(draft, text, x, y, choice.mode);
}

/** Shapes as of printed characters: nothing that text could be made of. */
function outlines(text: string, x: number, y: number, size: number, advance = 1): string {
  return [...text]
    .map((_, at) => {
      const left = x + at * size * advance;
      const [w, h] = [size * advance * 0.7, size * 0.75];
      return `${left} ${y} m ${left + w} ${y} ${left + w} ${y + h} ${left} ${y + h} c ${left + w / 3} ${y + h / 2} l f\n`;
    })
    .join('');
}
