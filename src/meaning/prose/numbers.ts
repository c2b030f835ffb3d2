import type { ProseWording } from '../../declare/wording/wording.ts';
import { type Fen, halfPlace, parsePrinted, toFen, type Unit } from '../../model/money.ts';

/** An amount with its unit in running text; `start` and `end` are positions in the text. */
export interface ProseAmount {
  readonly is: 'amount';
  readonly start: number;
  readonly end: number;
  readonly fen: Fen;
  readonly tolerance: Fen;
}

/** A percentage in running text. */
export interface ProsePercent {
  readonly is: 'percent';
  readonly start: number;
  readonly end: number;
  /** As printed, without the sign %. */
  readonly decimal: string;
}

export type ProseNumber = ProseAmount | ProsePercent;

const PERCENT = /(?<![\d.,])(-?\d[\d,，]*(?:[.．]\d+)?)[%％]/gu;

function unitOf(printed: string, { ten_thousands }: ProseWording): Unit {
  if (printed.startsWith('亿')) return '亿元';
  if (printed.startsWith('百')) return '百万元';
  if (printed.startsWith('千')) return '千元';
  return ten_thousands.test(printed) ? '万元' : '元';
}

/** `1,2,34` is a list of numbers, not one: separators must group thousands. */
function grouped(number: string): boolean {
  return !/[,，]/u.test(number) || /^-?\d{1,3}(?:[,，]\d{3})+(?:[.．]\d+)?$/u.test(number);
}

/** What words around a number make of it no amount: a unit price, a limit. */
export interface Thresholds {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What tells amounts in prose. */
export interface NumberWords {
  readonly thresholds: Thresholds;
  readonly wording: ProseWording;
}

function isThreshold(text: string, start: number, end: number, { before, after }: Thresholds): boolean {
  const clause = /[^，。；：、！？]*$/u.exec(text.slice(0, start))?.[0] ?? '';
  const rest = text.slice(end);
  return before.some((word) => clause.includes(word)) || after.some((word) => rest.startsWith(word));
}

/** Whether words beside a number make a rough figure of it: 约1300万元, 1300万元左右. */
function isRough(text: string, start: number, end: number, { roughly, or_so }: ProseWording): boolean {
  return roughly.test(text.slice(0, start)) || or_so.test(text.slice(end));
}

function* amounts(text: string, pattern: RegExp, { thresholds, wording }: NumberWords): Iterable<ProseAmount> {
  for (const match of text.matchAll(pattern)) {
    const [whole, number = '', about, printed = '元'] = match;
    const [start, end] = [match.index, match.index + whole.length];
    if (about !== undefined || !grouped(number) || isThreshold(text, start, end, thresholds)) continue;
    if (isRough(text, start, end, wording)) continue;
    const value = parsePrinted(number);
    const unit = unitOf(printed, wording);
    const fen = value ? toFen(value.decimal, unit) : null;
    if (value === null || fen === null) continue;
    yield { is: 'amount', start, end, fen, tolerance: halfPlace(value.decimals, unit) };
  }
}

const DIGITS: Readonly<Record<string, string>> = { l: '1', I: '1', '|': '1', O: '0', o: '0', S: '5' };

/** The text with digits and separators before units made plausible, character by character: `ly758:48万元`. */
function plausible(text: string, { misread }: ProseWording): string {
  return text.replace(misread, (token) => {
    if (!/\d/u.test(token)) return token;
    const digits = token.replace(/[lI|OoS]/gu, (char) => DIGITS[char] ?? char);
    return digits.replace(/[.,，:;：；y](?=(\d*)(.?))/gu, (_mark, after: string, next: string) =>
      next === '' && after.length > 0 && after.length < 3 ? '.' : ',',
    );
  });
}

const WIDE_DIGITS = /[０-９]/gu;

/** All amounts and percentages of a text, in order. Years, limits, unit prices and rough figures (余、多) are none. */
export function numbersOf(printed: string, recognised: boolean, words: NumberWords): ProseNumber[] {
  const text = printed.replace(WIDE_DIGITS, (digit) => digit.normalize('NFKC'));
  const found: ProseNumber[] = recognised
    ? [...amounts(plausible(text, words.wording), words.wording.money_recognised, words)]
    : [...amounts(text, words.wording.money, words)];
  for (const match of text.matchAll(PERCENT)) {
    const value = parsePrinted(match[1] ?? '');
    const [start, end] = [match.index, match.index + match[0].length];
    if (value) found.push({ is: 'percent', start, end, decimal: value.decimal });
  }
  return found.sort((a, b) => a.start - b.start);
}
