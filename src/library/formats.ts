import { csvField } from '../export/csv-field.ts';
import { type ReadCell, type ReadTable, tableRows } from './table.ts';

/** Formats in which tables can be written. */
export const TABLE_FORMATS = ['csv', 'json', 'html', 'md'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** Tables as text; `title` heads an HTML page. */
export function tablesAs(tables: readonly ReadTable[], format: TableFormat, title = ''): string {
  return WRITERS[format](tables, title);
}

const WRITERS: Readonly<Record<TableFormat, (tables: readonly ReadTable[], title: string) => string>> = {
  csv: (tables) => tables.map(csv).join('\r\n'),
  json: (tables) => `${JSON.stringify(tables.map(withRows), null, 2)}\n`,
  html,
  md: (tables) => tables.map(markdown).join('\n'),
};

/** Rows of one width; a cell that spans several gives its text to the first, the others are empty. */
function csv(table: ReadTable): string {
  return tableRows(table)
    .map((row) => `${row.map((text) => (text === '' ? '' : csvField(text))).join(',')}\r\n`)
    .join('');
}

function withRows(table: ReadTable): object {
  return { ...table, rows: tableRows(table) };
}

function markdown(table: ReadTable): string {
  const [head = [], ...body] = tableRows(table).map((row) =>
    row.map((text) =>
      text
        .replaceAll('\\', '\\\\')
        .replaceAll('|', '\\|')
        .replaceAll(/\s*\n\s*/g, '<br>'),
    ),
  );
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = [line(head), line(head.map(() => '---')), ...body.map(line)];
  const caption = table.above.at(-1);
  return `${caption === undefined ? '' : `${caption}\n\n`}${lines.join('\n')}\n`;
}

function html(tables: readonly ReadTable[], title: string): string {
  return [
    '<!doctype html>',
    '<html><head><meta charset="utf-8">',
    `<title>${escaped(title)}</title>`,
    '<style>table{border-collapse:collapse;margin:1em 0}td{border:1px solid #999;padding:.2em .5em}',
    'caption{text-align:left;color:#555}</style></head><body>',
    ...tables.map(htmlTable),
    '</body></html>\n',
  ].join('\n');
}

function htmlTable(table: ReadTable): string {
  const rows = Array.from({ length: table.rowCount }, (): ReadCell[] => []);
  for (const cell of table.cells) rows[cell.row]?.push(cell);
  const pages = `${table.pages.length > 1 ? 'pp.' : 'p.'} ${table.pages.join(', ')}`;
  const caption = [...table.above, pages].map(escaped).join('<br>');
  const lines = rows.map((cells) => `<tr>${cells.map(htmlCell).join('')}</tr>`);
  return `<table>\n<caption>${caption}</caption>\n${lines.join('\n')}\n</table>`;
}

function htmlCell({ text, rowSpan, columnSpan }: ReadCell): string {
  const spans = `${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ''}${columnSpan > 1 ? ` colspan="${columnSpan}"` : ''}`;
  return `<td${spans}>${escaped(text).replaceAll('\n', '<br>')}</td>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
