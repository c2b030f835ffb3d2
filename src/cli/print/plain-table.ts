import type { Cli } from '../io.ts';
import { ruled } from './table.ts';
import { displayWidth } from './width.ts';

const NUMBER = /^[-+]?[\d,]+(\.\d+)?%?$/;
const WIDEST = 60;

/** Rows under a head, two spaces apart; columns of numbers stand flush right, long texts are cut. */
export function plainTable(names: readonly string[], rows: readonly (readonly string[])[], cli: Cli): string {
  const texts = [names, ...rows].map((row) => row.map((text) => cut(text.replaceAll(/\s*\n\s*/g, ' '))));
  const widths = names.map((_, column) => Math.max(...texts.map((row) => displayWidth(row[column] ?? ''))));
  const numeric = names.map((_, column) => {
    const values = rows.map((row) => row[column] ?? '').filter((text) => text !== '');
    return values.length > 0 && values.every((text) => NUMBER.test(text));
  });
  const lines = texts.map((row) =>
    row.map((text, column) => pad(text, widths[column] ?? 0, numeric[column] ?? false)).join('  '),
  );
  return ruled(lines.join('\n'), cli);
}

function pad(text: string, width: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return right ? blanks + text : text + blanks;
}

function cut(text: string): string {
  if (displayWidth(text) <= WIDEST) return text;
  let out = '';
  for (const char of text) {
    if (displayWidth(out + char) >= WIDEST) break;
    out += char;
  }
  return `${out}…`;
}
