/** A row of a CSV: its fields by the lower-case name of their column, and the line on which it begins. */
export interface CsvRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface Csv {
  readonly names: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** A quote that is not closed, or closed too early: what follows would be swallowed or torn. */
export class CsvError extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`a quote in line ${line}`);
    this.line = line;
  }
}

/** What spreadsheets put between fields; a comma of full width comes from typing by hand. */
const SEPARATORS = [',', ';', '\t', '，', '；'] as const;

/** The text of a file as Excel may have saved it: UTF-8, UTF-16 with a mark, or else GBK (GB 18030). */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Reads a CSV with a header line (RFC 4180: quotes, doubled quotes, line breaks in fields); throws CsvError. */
export function parseCsv(text: string): Csv {
  const plain = text.replace(/^\uFEFF/, '');
  const [head, ...rows] = records(plain, separatorOf(plain));
  const names = (head?.fields ?? []).map((name) => name.trim().toLowerCase());
  const filled = rows.filter(({ fields }) => fields.some((field) => field.trim() !== ''));
  const cellsOf = (fields: readonly string[]) =>
    Object.fromEntries(names.map((name, index) => [name, (fields[index] ?? '').trim()]));
  return { names, rows: filled.map(({ line, fields }) => ({ line, cells: cellsOf(fields) })) };
}

/** The one that the header line has most of. */
function separatorOf(text: string): string {
  const [head = ''] = text.split(/\r?\n/, 1);
  const counts = SEPARATORS.map((separator) => head.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

interface Fields {
  readonly line: number;
  readonly fields: readonly string[];
}

function records(text: string, separator: string): Fields[] {
  const found: Fields[] = [];
  // A field is quoted, with "" for ", or plain up to the next separator or line break.
  const field = new RegExp(`("(?:[^"]|"")*"|[^${separator}\\r\\n]*)(${separator}|\\r?\\n|$)`, 'y');
  let [line, began, at] = [1, 1, 0];
  let row: string[] = [];
  while (at < text.length || row.length > 0) {
    field.lastIndex = at;
    const [whole = '', value = '', end = ''] = field.exec(text) ?? [];
    const quoted = value.length > 1 && value.endsWith('"') && value.startsWith('"');
    if (whole === '' && at < text.length) throw new CsvError(line);
    if (value.startsWith('"') && !(quoted && isWhole(value))) throw new CsvError(line);
    row.push(quoted ? value.slice(1, -1).replaceAll('""', '"') : value);
    at += whole.length;
    line += whole.split('\n').length - 1;
    if (end === separator) continue;
    found.push({ line: began, fields: row });
    began = line;
    row = [];
  }
  return found;
}

/** Whether the quotes within a quoted field are all doubled. */
const isWhole = (value: string): boolean => /^"(?:[^"]|"")*"$/.test(value);
