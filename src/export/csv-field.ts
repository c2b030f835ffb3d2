/** What spreadsheets take for the beginning of a formula, wide forms included; `'` itself, so that it can be undone. */
const DANGEROUS = /^[=+\-@＝＋－＠\t\r']/u;
/** A plain number is no formula, whatever its sign. */
const NUMBER = /^[+-]?\d[\d,]*(\.\d+)?%?$/;

/** A cell that no spreadsheet runs: `'` stands before it. To undo, drop one `'` at the beginning. */
export function harmless(text: string): string {
  return DANGEROUS.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** One field of CSV (RFC 4180). NULL is nothing at all, an empty text is `""`. */
export function csvField(value: string | number | null, exact = false): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (value === '') return '""';
  const text = exact ? value : harmless(value);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
