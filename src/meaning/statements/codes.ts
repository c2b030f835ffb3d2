import type { StatementVocabulary } from '../../declare/vocabulary.ts';
import type { Flag } from '../../model/codes.ts';
import type { CodeScheme } from '../../model/statement.ts';
import { compact } from '../../model/text.ts';

export type CodePart = 'whole' | '类' | '款' | '项';

/** A column of codes, or of one part of them. */
export interface CodeColumn {
  readonly column: number;
  readonly part: CodePart;
}

/** A code as printed in one row: digits joined and padded, with what had to be supplied. */
export interface PrintedCode {
  readonly code: string | null;
  readonly flags: readonly Flag[];
}

/** Marks of footnotes and lists at either end of a code (2080505①, *2080505): digits among them are none of its own. */
const MARKS =
  /^[*＊★☆▲△#＃'"‘“+>·•]+|(?:[（([【〔]注?\d{0,2}[）)\]】〕]|注\d{0,2}|[①-⑳⁰-⁹¹²³*＊※★▲△#＃'"’”+、。：:])+$/gu;

/** The digits of a code cell, separators removed; null when it holds anything else. */
export function codeDigits(text: string): string | null {
  if (/^\d{1,9}$/u.test(text)) return text;
  const digits = compact(text.trim().replace(MARKS, ''))
    .normalize('NFKC')
    .replace(/[-—–_/.．·\s[\]()【】]/gu, '');
  return /^\d{1,9}$/u.test(digits) ? digits : null;
}

const NUMBER = /^(?:\d{1,3}(?:[,，]\d{3})+|\d{3,9})(?:[.．]0{1,2})?$/u;

/** The code that a spreadsheet shows as a number (2,070,101 or 2070101.0); null for anything else. */
export function codeAsNumber(text: string): string | null {
  const number = compact(text).normalize('NFKC');
  return NUMBER.test(number) && /[,.]/u.test(number) ? number.replace(/[.]0+$/u, '').replaceAll(',', '') : null;
}

/** Codes of projects (项目代码) are long, and many hold letters: 530000210000000012345, 42000021T000000012345. */
const LONG_CODE = /^(?=.*\d{4})(?:\d{12,}|(?=.*[A-Z])[\dA-Z]{8,})$/u;

/** A code that is as long as no amount and no subject's; null when the text is anything else. */
export function longCode(text: string): string | null {
  const code = compact(text)
    .normalize('NFKC')
    .replace(/[-.．·_]/gu, '');
  return LONG_CODE.test(code) ? code : null;
}

/** Joins split columns 类/款/项, remembering the class and group above for rows that do not repeat them. */
export class CodeJoiner {
  #above = '';

  /**
   * Joins what one row prints; `parts` are digits per column, null where blank. Two digits alone (05 below 208) are joined
   * to the code above that makes one which `fits` the row's name.
   */
  join(
    columns: readonly CodeColumn[],
    parts: readonly (string | null)[],
    fits: (code: string) => boolean = () => false,
  ): PrintedCode {
    const flags = new Set<Flag>();
    let code = '';
    columns.forEach(({ part }, at) => {
      const digits = parts[at] ?? null;
      if (digits === null) return;
      if (part === 'whole' || part === '类') {
        code = code === '' ? digits : joinPart(code, digits, flags);
        return;
      }
      const length = part === '款' ? 3 : 5;
      if (code.length < length && digits.length <= 2 && this.#above.length >= length) {
        code = this.#above.slice(0, length);
        flags.add('parent-code-implied');
      }
      code = joinPart(code, digits, flags);
    });
    if (code === '') return { code: null, flags: [] };
    if (code.length === 2) {
      const whole = [3, 5].map((length) => this.#above.slice(0, length) + code).find(fits);
      if (whole !== undefined) code = whole;
    }
    if (code.length >= 3) this.#above = code;
    return { code, flags: [...flags] };
  }

  /** Whether two digits may be the last ones of a code that was read before. */
  get hasAbove(): boolean {
    return this.#above !== '';
  }

  /** A code was put right by its name: what is printed below it stands below the right one (08 below 206, misread for 205). */
  putRight(wrong: string, right: string): void {
    if (this.#above === wrong) this.#above = right;
  }

  /** Remembers a code that was printed in one cell with its name. */
  keep(code: string): void {
    this.#above = code;
  }
}

function joinPart(code: string, digits: string, flags: Set<Flag>): string {
  if (digits.length > 2 && digits.startsWith(code)) return digits;
  if (digits.length === 1) flags.add('zero-dropped');
  return code + digits.padStart(2, '0');
}

/** The classification a printed code belongs to, by its first digit. */
export function schemeOf(code: string): CodeScheme | null {
  if (!/^\d{3}(?:\d{2}){0,3}$/u.test(code)) return null;
  const schemes: Readonly<Record<string, CodeScheme>> = {
    '1': 'revenue',
    '2': 'functional',
    '3': 'economic_department',
    '5': 'economic_government',
  };
  return schemes[code[0] ?? ''] ?? null;
}

/**
 * Splits `2010301行政运行` or `2010301-行政运行` printed in one cell; only where lines are subjects (`subjects` when the
 * column says so itself), so that 2023年保运转经费 stays a name.
 */
export function splitCodeAndName(
  text: string,
  scheme: StatementVocabulary['scheme'],
  subjects = false,
): { readonly code: string; readonly name: string } | null {
  if (scheme === 'none' && !subjects) return null;
  const whole = compact(text);
  const before = /^[[［(（【〔]?(\d{3}(?:\d{2}){0,2})[\]］)）】〕]?[-—_、.．:：]*(\D.*)$/u.exec(whole);
  // 行政运行（2010301）
  const behind =
    before === null ? /^(\D*\p{Script=Han}\D*)[[［(（【〔](\d{3}(?:\d{2}){0,2})[\]］)）】〕]$/u.exec(whole) : null;
  const [code, name] = before === null ? [behind?.[2], behind?.[1]] : [before[1], before[2]];
  return code !== undefined && name !== undefined && schemeOf(code) !== null ? { code, name } : null;
}

/** Splits `05行政事业单位养老支出` below `208社会保障和就业支出`: the two digits are a code's last ones, or no code. */
export function splitPartAndName(text: string): { readonly digits: string; readonly name: string } | null {
  const [, digits, name] = /^(\d{2})[-—_、.．:：]?(\D.*)$/u.exec(compact(text)) ?? [];
  return digits === undefined || name === undefined ? null : { digits, name };
}

/** Splits `行政22301运行`: a code in the midst of the name that wraps around it. */
export function splitCodeInName(text: string): { readonly code: string; readonly name: string } | null {
  const [, before, code, behind] = /^(\D+)(\d{3}(?:\d{2}){1,2})(\D+)$/u.exec(compact(text)) ?? [];
  return code === undefined || schemeOf(code) === null ? null : { code, name: `${before}${behind}` };
}

const UNIT_AND_NAME = /^(?:[[［(（【〔](\d{3,})[\]］)）】〕]|(\d{3,})[-—_、:：])[-—_、:：]*(\D.*)$/u;
const UNIT_BESIDE_NAME = /^(\d{3,})()\s+(\D.*)$/u;
/** Codes of units that stick to a name have two, three or four groups of three digits; a month (202501) has six, too. */
const UNIT_ON_NAME = /^((?!20\d\d(?:0[1-9]|1[0-2])\D)\d{3}(?:\d{3}){1,3})()(\p{Script=Han}.*)$/u;

/**
 * Splits `416301-某某局` or `[416301]某某局` printed in one cell of a column of units or projects, and `416301 某某局` or
 * `416301某某局` where it is `ofUnits`; 2025-某某项目 begins with a year.
 */
export function splitUnitAndName(
  text: string,
  ofUnits = false,
): { readonly code: string; readonly name: string } | null {
  const match = UNIT_AND_NAME.exec(compact(text)) ?? (ofUnits ? unitOf(text) : null);
  const code = match?.[1] ?? match?.[2];
  const name = match?.[3];
  const isYear = /^20\d\d$/u.test(code ?? '');
  return code !== undefined && name !== undefined && !isYear ? { code, name } : null;
}

function unitOf(text: string): RegExpExecArray | null {
  return UNIT_BESIDE_NAME.exec(text.trim()) ?? UNIT_ON_NAME.exec(compact(text));
}

/** A code of three digits that sticks to a name: a department's where one of its units beside it has it, too (301某局, 301001某中心). */
export function splitStem(
  text: string,
  others: readonly string[],
): { readonly code: string; readonly name: string } | null {
  const [, code, name] = /^(\d{3})(\p{Script=Han}.*)$/u.exec(compact(text)) ?? [];
  if (code === undefined || name === undefined) return null;
  return others.some((other) => UNIT_ON_NAME.exec(compact(other))?.[1]?.startsWith(code) === true)
    ? { code, name }
    : null;
}
