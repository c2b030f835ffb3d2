import type { FormsWording } from '../../../declare/wording/wording.ts';
import type { Indicator } from '../../../model/form.ts';

/** An indicator's value (指标值) taken apart. */
export interface IndicatorValue {
  readonly operator: Indicator['operator'];
  readonly value: string;
  readonly unit: string | null;
}

type Operator = NonNullable<Indicator['operator']>;

const SIGNS: readonly (readonly [RegExp, Operator])[] = [
  [/^(?:≥|≧|⩾|>=|=>|>＝)/u, '≥'],
  [/^(?:≤|≦|⩽|<=|=<)/u, '≤'],
  [/^[>﹥〉]/u, '>'],
  [/^[<﹤〈]/u, '<'],
  [/^=/u, '='],
];

/** Signs, then words of a column of its own (指标性质). */
function operatorsOf(wording: FormsWording): readonly (readonly [RegExp, Operator])[] {
  const { at_least, at_most, more_than, less_than, equal_to } = wording;
  return [...SIGNS, [at_least, '≥'], [at_most, '≤'], [more_than, '>'], [less_than, '<'], [equal_to, '=']];
}

const NUMBER = /^([+-]?\d[\d,]*(?:\.\d+)?)(.*)$/u;
/** ASCII characters printed in full width (％＞９) as ordinary ones. */
function narrow(text: string): string {
  return text.replace(/[！-～]/gu, (char) =>
    /[，；：（）]/u.test(char) ? char : String.fromCharCode(char.charCodeAt(0) - 0xfee0),
  );
}

/** Splits a printed value: `≥95%` → ≥, 95, %; `12月底前` stays as it is. */
export function splitValue(raw: string, wording: FormsWording): IndicatorValue {
  const text = narrow(raw.replace(/\s+/gu, '').replace(wording.nature, ''));
  const sign = operatorsOf(wording).find(([pattern]) => pattern.test(text));
  const operator = sign?.[1] ?? null;
  const rest = sign === undefined ? text : text.replace(sign[0], '');
  const match = wording.date.test(rest) ? null : NUMBER.exec(rest);
  const [, number, unit] = match ?? [];
  if (number === undefined || unit === undefined || wording.several.test(unit))
    return { operator, value: rest, unit: null };
  return { operator, value: number.replaceAll(',', ''), unit: unit === '' ? null : unit };
}
