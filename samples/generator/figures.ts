import type { Cell, FactSeed } from './model.ts';

/** Exact 分. */
export type Fen = bigint;

const FEN_PER_UNIT = { 元: 100n, 千元: 100_000n, 万元: 1_000_000n } as const;
export type Unit = keyof typeof FEN_PER_UNIT;

/** 分 of a decimal such as `1758.48` in a unit. */
export function fen(decimal: string, unit: Unit): Fen {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (!match) throw new Error(`Not an amount: ${decimal}`);
  const fraction = match[3] ?? '';
  const scaled = BigInt(`${match[2]}${fraction}`) * FEN_PER_UNIT[unit];
  const divisor = 10n ** BigInt(fraction.length);
  if (scaled % divisor !== 0n) throw new Error(`Finer than a 分: ${decimal} ${unit}`);
  return (match[1] === '-' ? -1n : 1n) * (scaled / divisor);
}

export const wan = (decimal: string): Fen => fen(decimal, '万元');
export const yuan = (decimal: string): Fen => fen(decimal, '元');
export const sum = (amounts: Iterable<Fen>): Fen => [...amounts].reduce((a, b) => a + b, 0n);

/** How amounts are printed. */
export interface Print {
  readonly grouping: boolean;
  /** What stands for nothing. */
  readonly zero: 'blank' | '0.00' | '-';
  /** A form without figures. */
  readonly blank: boolean;
  /** Errors of the publisher: what is printed instead of the right amount. */
  readonly planted: readonly Planted[];
}

export const USUAL: Print = { grouping: true, zero: 'blank', blank: false, planted: [] };

/** One wrong figure in print; `line` is the line's code, or its name where it has none. */
export interface Planted {
  readonly statement: string;
  readonly line: string;
  readonly measure: string;
  readonly printed: string;
}

/** An amount as printed in a unit with so many decimals, rounded half up; exact 元 of what is printed beside it. */
export function print(amount: Fen, unit: Unit, decimals: number, grouping: boolean): string {
  const step = FEN_PER_UNIT[unit] / 10n ** BigInt(decimals);
  const size = amount < 0n ? -amount : amount;
  const units = step > 0n ? (size + step / 2n) / step : size * (10n ** BigInt(decimals) / FEN_PER_UNIT[unit]);
  const digits = units.toString().padStart(decimals + 1, '0');
  const whole = decimals > 0 ? digits.slice(0, -decimals) : digits;
  const grouped = grouping ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  return `${amount < 0n ? '-' : ''}${grouped}${decimals > 0 ? `.${digits.slice(-decimals)}` : ''}`;
}

function exactYuan(printed: string, unit: Unit): string {
  return print(fen(printed.replaceAll(',', ''), unit), '元', 2, false);
}

/** A line of a statement: what names its amounts. */
export interface Line {
  readonly row: number;
  readonly name: string;
  readonly side?: 'revenue' | 'expenditure';
  /** The printed code, without separators. */
  readonly code?: string;
  readonly name2?: string;
  readonly standard?: string;
  readonly standard2?: string;
  readonly scheme?: string;
  /** The code is that of a unit (单位), which no classification holds. */
  readonly unit?: true;
}

/** Makes the amount cells of one statement, each with the fact that is expected of it. */
export class Amounts {
  readonly #statement: string;
  readonly #unit: Unit;
  readonly #decimals: number;
  readonly #print: Print;

  constructor(statement: string, unit: Unit, style: Print, decimals = 2) {
    this.#statement = statement;
    this.#unit = unit;
    this.#decimals = decimals;
    this.#print = style;
  }

  /** The cell of one amount; 0 and undefined print as the style says, and only a printed zero is a fact. */
  cell(line: Line, measure: string, amount: Fen | undefined, more: Partial<Cell> = {}): Cell {
    const style = this.#print;
    if (line.name === '') throw new Error(`${this.#statement}: an amount without a name`);
    if (style.blank) return { text: '', ...more };
    const planted = style.planted.find(
      (p) => p.statement === this.#statement && p.line === (line.code ?? line.name) && p.measure === measure,
    );
    const nothing = amount === undefined || amount === 0n;
    if (!planted && nothing && style.zero !== '0.00') return { text: style.zero === '-' ? '-' : '', ...more };
    const text = planted?.printed ?? print(amount ?? 0n, this.#unit, this.#decimals, style.grouping);
    return { text, fact: this.#seed(line, measure, text), ...more };
  }

  /** An amount cell where the form has nothing to print at all. */
  empty(): Cell {
    return { text: '' };
  }

  #seed(line: Line, measure: string, raw: string): FactSeed {
    const standard = line.unit ? null : (line.standard ?? line.code ?? null);
    return {
      statement: this.#statement,
      side: line.side ?? null,
      row: line.row,
      lineCode: line.code ?? null,
      lineName: line.name,
      lineName2: line.name2 ?? null,
      standardCode: standard,
      standardCode2: line.standard2 ?? null,
      codeScheme: line.unit ? 'unit' : standard === null ? null : (line.scheme ?? 'functional'),
      measure,
      amount: exactYuan(raw, this.#unit),
      raw,
      unit: this.#unit,
    };
  }
}

/** Header and label cells, for short tables of data. */
export const head = (text: string, colSpan = 1, rowSpan = 1): Cell => ({ text, bold: true, colSpan, rowSpan });
export const label = (text: string, indent = 0): Cell => ({ text, align: 'left', indent });
export const centred = (text: string, colSpan = 1): Cell => ({ text, align: 'center', colSpan });
