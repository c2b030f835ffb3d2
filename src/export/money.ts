import { formatYuan } from '../model/money.ts';
import type { Database } from '../store/port.ts';

/**
 * SQL functions for exact money, which SQLite's own `sum` of decimal text would turn into floats: `fen('1.20')` → 120,
 * `yuan(120)` → '1.20', and the aggregate `sum_yuan(amount)`, exact 元 as text.
 */
export function addMoney({ file: db }: Database): void {
  // On a server they were made with the tables.
  if (db === null) return;
  db.function('fen', { deterministic: true, safeIntegers: true }, (amount: unknown) =>
    amount === null ? null : fenOf(amount),
  );
  db.function('yuan', { deterministic: true, safeIntegers: true }, (fen: unknown) =>
    fen === null ? null : formatYuan(fenInteger(fen)),
  );
  db.aggregate<bigint | null>('sum_yuan', {
    start: null,
    deterministic: true,
    safeIntegers: true,
    step: (sum: bigint | null, amount: unknown) => (amount === null ? sum : (sum ?? 0n) + fenOf(amount)),
    result: (sum: bigint | null) => (sum === null ? null : formatYuan(sum)),
  });
}

function fenOf(amount: unknown): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(String(amount));
  if (match === null) throw new RangeError(`not an amount in 元: ${String(amount)}`);
  const fen = BigInt(`${match[2]}${(match[3] ?? '').padEnd(2, '0')}`);
  return match[1] === '-' ? -fen : fen;
}

function fenInteger(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  throw new RangeError(`not a whole number of 分: ${String(value)}`);
}
