import type { Flag } from './codes.ts';

/** An exact amount in 分 (1/100 元). Money is never a float. */
export type Fen = bigint;

/** The units (单位) that tables print, with the factor to 元. */
export const UNIT_FACTOR = { 元: 1, 千元: 1_000, 万元: 10_000, 百万元: 1_000_000, 亿元: 100_000_000 } as const;
export type Unit = keyof typeof UNIT_FACTOR;
export const UNITS: readonly Unit[] = ['元', '千元', '万元', '百万元', '亿元'];

export function isUnit(name: string): name is Unit {
  return UNITS.some((unit) => unit === name);
}

/** A number as printed: exact decimal text such as `-1433.90`, and how many decimals were printed. */
export interface PrintedNumber {
  readonly decimal: string;
  readonly decimals: number;
  /** What was irregular: `typography` (wide digits, gaps), `bracket-minus`, `grouping` (misplaced commas). */
  readonly irregular: readonly Flag[];
}

const WIDE: Readonly<Record<string, string>> = {
  '，': ',',
  '．': '.',
  '。': '.',
  '－': '-',
  '−': '-',
  '–': '-',
  '—': '-',
  '﹣': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '―': '-',
  '⁻': '-',
  '（': '(',
  '）': ')',
  '﹙': '(',
  '﹚': ')',
  '﹐': ',',
  '﹒': '.',
  '＋': '+',
  '¥': '',
  '￥': '',
};

function narrow(raw: string): string {
  let out = '';
  for (const char of raw) {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0xff10 && code <= 0xff19) out += String.fromCharCode(code - 0xff10 + 48);
    else out += WIDE[char] ?? char;
  }
  // A gap beside punctuation is typesetting (21, 601. 00); a gap between digits means two numbers and must not vanish.
  const text = isSpaced(out.trim()) ? out.replace(/\s/gu, '') : out;
  return text.replace(/\s*([,.()+-])\s*/gu, '$1').trim();
}

/** Whether every character of a figure stands alone: letter-spaced (1 2 . 8 5), not several numbers side by side. */
function isSpaced(text: string): boolean {
  return /^[-(]?(?:\s?[\d,.])(?:\s[\d,.])+\s?[)]?$/u.test(text) && /\.\s\d\s\d(?!\s?\d)/u.test(text);
}

/** Whether a cell's text stands for "nothing" (空白、横线): no fact. */
export function isBlankAmount(raw: string): boolean {
  return /^[-－−–—―_/／\\\s]*$/u.test(raw);
}

/** As nearly every amount is printed: nothing about it has to be made plain first. */
const REGULAR = /^-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?$/;

/** 2025.01 is a date, whatever has a point like an amount. */
const PLAINLY_AMOUNT =
  /^[-－—(（]?[￥¥]?(?!20\d\d[.．]\d\d$)(?:\d+[.．]\d{2,}|\d{1,3}(?:[,，]\d{3})+(?:[.．]\d+)?)[)）]?$/u;

/** Whether a text (without white space) is an amount wherever it stands in a table: a figure with a point or separators. */
export function isPlainlyAmount(text: string): boolean {
  return PLAINLY_AMOUNT.test(text);
}

/** A whole figure of so many digits counts no people, cars or days. */
const LARGE = /^[-－—]?[1-9]\d{4,11}$/u;

/**
 * Whether a text (without white space) is a figure without point and separators that is too large to count things (1000000):
 * an amount, unless its heading or its place say that it is a code.
 */
export function isLargeWhole(text: string): boolean {
  return LARGE.test(text);
}

/** Without one of these a text is no number. */
const ANY_DIGIT = /[\d０-９]/u;

/**
 * Reads one printed amount (金额). Returns null when the text is not exactly one number:
 * digits with optional `,` grouping, at most one `.`, a minus sign (△, ▲ and 负 are such), before or behind, or accounting brackets.
 */
export function parsePrinted(raw: string): PrintedNumber | null {
  if (REGULAR.test(raw)) {
    const decimal = raw.replaceAll(',', '');
    const point = decimal.indexOf('.');
    return { decimal, decimals: point < 0 ? 0 : decimal.length - point - 1, irregular: [] };
  }
  if (!ANY_DIGIT.test(raw)) return null;
  const irregular: Flag[] = [];
  let text = narrow(raw);
  if (text !== raw.trim()) irregular.push('typography');
  let negative = false;
  const bracketed = /^\((.+)\)$/.exec(text);
  if (bracketed?.[1] !== undefined) {
    negative = true;
    text = bracketed[1];
    irregular.push('bracket-minus');
  }
  const signed = /^([+\-△▲∆Δ负])\s*(.+)$/u.exec(text);
  if (signed?.[2] !== undefined) {
    negative = signed[1] === '+' ? negative : !negative;
    text = signed[2];
  } else if (/\d-$/.test(text)) {
    negative = true;
    text = text.slice(0, -1);
    irregular.push('trailing-minus');
  }
  // Groups of three and a last one of two: its comma is a point that was mapped or typed wrong.
  if (/^(?:\d{1,3}(?:,\d{3})*|\d+),\d{2}$/.test(text)) {
    text = text.replace(/,(?=\d{2}$)/, '.');
    irregular.push('grouping');
  }
  // Other countries' ways: 1'349.58, and 1.349,58 with point and comma the other way round.
  if (/^\d{1,3}(?:['’]\d{3})+(?:\.\d+)?$/.test(text)) text = text.replace(/['’]/g, ',');
  else if (/^\d{1,3}(?:\.\d{3})+,\d{2}$/.test(text)) {
    text = text.replaceAll('.', '').replace(',', '.');
    irregular.push('grouping');
  }
  const match = /^(\d{1,3}(?:,\d{3})+|\d[\d,]*|)(?:\.(\d+))?$/.exec(text);
  if (!match || text === '' || text === '.') return null;
  const whole = match[1] ?? '';
  const fraction = match[2] ?? '';
  if (whole === '' && fraction === '') return null;
  // 007 is a code, 045.20 has lost a digit.
  if (/^0[\d,]/.test(whole)) irregular.push('leading-zero');
  if (whole.includes(',') && !/^\d{1,3}(,\d{3})+$/.test(whole)) irregular.push('grouping');
  const digits = whole.replaceAll(',', '') || '0';
  const decimal = `${negative ? '-' : ''}${digits}${fraction ? `.${fraction}` : ''}`;
  return { decimal, decimals: fraction.length, irregular };
}

/** Exact 分 of a printed decimal in `unit`; null when it is finer than a 分. */
export function toFen(decimal: string, unit: Unit): Fen | null {
  const [whole = '', fraction = ''] = decimal.split('.');
  const scaled = BigInt(whole + fraction) * BigInt(100 * UNIT_FACTOR[unit]);
  const places = 10n ** BigInt(fraction.length);
  return scaled % places === 0n ? scaled / places : null;
}

/** How many digits of an amount could tell it from others (有效数字): all but the zeros at its end. */
export function tellingDigits(fen: Fen): number {
  return fen.toString().replace(/^-|0+$/gu, '').length;
}

/** 分 as exact 元 text with two places: `45573600.00`. */
export function formatYuan(fen: Fen): string {
  const sign = fen < 0n ? '-' : '';
  const abs = fen < 0n ? -fen : fen;
  return `${sign}${abs / 100n}.${String(abs % 100n).padStart(2, '0')}`;
}

/** Half a unit of the last printed place, in 分 (rounded up to 1 分): what rounding may hide in one amount. */
export function halfPlace(decimals: number, unit: Unit): Fen {
  const places = 2n * 10n ** BigInt(decimals);
  return (BigInt(100 * UNIT_FACTOR[unit]) + places - 1n) / places;
}
