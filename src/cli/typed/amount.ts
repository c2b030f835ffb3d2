import { type Fen, parsePrinted, toFen, type Unit } from '../../model/money.ts';

/** An amount as a person types it: exact 分, and whether its unit was typed too (`470万元`). */
export interface TypedAmount {
  readonly fen: Fen;
  readonly unitTyped: boolean;
}

/** What a person may add to a number. */
const SCALES: Readonly<Record<string, Unit>> = { 亿: '亿元', 百万: '百万元', 万: '万元', 千: '千元' };

/** A bare number this many times smaller or larger than what stands there was rather meant in the table's unit. */
const WHOLE_UNIT = { least: 2_000n, most: 50_000n } as const;

/** Reads `1,234.50`, `1234.5元`, `470万`, `470万元`; null when it is no exact amount. A bare number is in 元. */
export function typedAmount(text: string): TypedAmount | null {
  const match = /^(.*?)\s*(亿|百万|万|千)?(元)?$/u.exec(text.trim());
  if (match === null) return null;
  const [, number = '', scale = '', yuan = ''] = match;
  const unit = SCALES[scale] ?? '元';
  const printed = parsePrinted(number);
  const fen = printed === null ? null : toFen(printed.decimal, unit);
  return fen === null ? null : { fen, unitTyped: scale !== '' || yuan !== '' };
}

/** Whether a bare number looks as if it were meant in the unit of its table, which is not 元. */
export function unlikely(
  { fen, unitTyped }: TypedAmount,
  now: { readonly value: string; readonly unit: Unit },
): boolean {
  const old = typedAmount(now.value)?.fen ?? 0n;
  if (unitTyped || now.unit === '元' || old === 0n || fen === 0n) return false;
  const times = old / fen < 0n ? -(old / fen) : old / fen;
  return times >= WHOLE_UNIT.least && times <= WHOLE_UNIT.most;
}
