import type { Indicator } from '../../../model/form.ts';

/** An indicator's value (指标值) taken apart. */
export interface IndicatorValue {
  readonly operator: Indicator['operator'];
  readonly value: string;
  readonly unit: string | null;
}

const OPERATORS: readonly (readonly [RegExp, NonNullable<Indicator['operator']>])[] = [
  [/^(?:≥|≧|⩾|>=|=>|>＝)/u, '≥'],
  [/^(?:≤|≦|⩽|<=|=<)/u, '≤'],
  [/^[>﹥〉]/u, '>'],
  [/^[<﹤〈]/u, '<'],
  [/^=/u, '='],
  // words of a column of its own (指标性质)
  [/^(?:大于或?等于|不小于)(?=\d)/u, '≥'],
  [/^(?:小于或?等于|不大于)(?=\d)/u, '≤'],
  [/^大于(?=\d)/u, '>'],
  [/^小于(?=\d)/u, '<'],
  [/^等于(?=\d)/u, '='],
];
/** Says of the value that it is words or a number, or which way is better, where a sign may stand: 定性, 正向指标. */
const NATURE = /^(?:定[性量]|[正反负]向)(?:指标)?(?=.)/u;

/** Dates and months are words although they begin with a digit: 2025年7月, 12月底前, 8月、12月, 10日前. */
const DATE = /^(?:(?:19|20)\d\d(?:年|[-/]\d{1,2}(?!\d)|\.\d{1,2}\.\d)|\d{1,2}月|\d{1,2}日(?:前|之前|以前|底|后|起|-))/u;
const NUMBER = /^([+-]?\d[\d,]*(?:\.\d+)?)(.*)$/u;
/** A range, a product or a list of numbers is no single number. */
const SEVERAL = /^(?:[-~～—–至到×xX*+:：][\d]|[^\d]{0,4}[-~～—–至到]\d|.*[、，；;]\d|\/\d)/u;

/** ASCII characters printed in full width (％＞９) as ordinary ones. */
function narrow(text: string): string {
  return text.replace(/[！-～]/gu, (char) =>
    /[，；：（）]/u.test(char) ? char : String.fromCharCode(char.charCodeAt(0) - 0xfee0),
  );
}

/** Splits a printed value: `≥95%` → ≥, 95, %; `12月底前` stays as it is. */
export function splitValue(raw: string): IndicatorValue {
  const text = narrow(raw.replace(/\s+/gu, '').replace(NATURE, ''));
  const sign = OPERATORS.find(([pattern]) => pattern.test(text));
  const operator = sign?.[1] ?? null;
  const rest = sign === undefined ? text : text.replace(sign[0], '');
  const match = DATE.test(rest) ? null : NUMBER.exec(rest);
  const [, number, unit] = match ?? [];
  if (number === undefined || unit === undefined || SEVERAL.test(unit)) return { operator, value: rest, unit: null };
  return { operator, value: number.replaceAll(',', ''), unit: unit === '' ? null : unit };
}
