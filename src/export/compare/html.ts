import { yuan } from '../../messages/checks.ts';
import { escapeXml } from '../xlsx/xml.ts';
import type { Comparison } from './data.ts';
import { type CompareWords, labels, leftOutLines, tableOf, title } from './text.ts';

const COLOURS = ['#2f6fb3', '#d98324', '#3b8f5a', '#a4447a', '#7a6bb0', '#8a8a2b', '#b5443c', '#4a9aa5'];
const MOST_ROWS = 15;
const BAR = 12;
const NAMES = 230;
const WIDTH = 900;

/** A page of its own: table, bars as SVG, what was left out. It loads nothing and runs nothing. */
export function compareHtml(comparison: Comparison, words: CompareWords): string {
  const { head, rows } = tableOf(comparison, words);
  const heading = escapeXml(title(comparison, words));
  const cells = (row: readonly string[], tag: 'td' | 'th') =>
    row.map((text, column) => `<${tag}${column > 1 ? ' class="n"' : ''}>${escapeXml(text)}</${tag}>`).join('');
  const notes = leftOutLines(comparison, words).map((line) => `<li>${escapeXml(line)}</li>`);
  return [
    `<!doctype html>\n<html lang="${words.language}"><head><meta charset="utf-8"><title>${heading}</title>`,
    `<style>${STYLE}</style></head><body><h1>${heading}</h1>`,
    `<p>${escapeXml(words.words.compare.basis)}</p>`,
    notes.length > 0 ? `<ul class="left-out">${notes.join('')}</ul>` : '',
    chart(comparison, words),
    `<table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>`,
    ...rows.map((row) => `<tr>${cells(row, 'td')}</tr>`),
    '</tbody></table></body></html>\n',
  ].join('\n');
}

const STYLE = [
  'body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:1100px;padding:0 1em;color:#222;background:#fff}',
  'h1{font-size:1.3em}table{border-collapse:collapse;width:100%}',
  'th,td{border-bottom:1px solid #ddd;padding:.25em .5em;text-align:left}',
  '.n{text-align:right;font-variant-numeric:tabular-nums}',
  '.left-out{background:#fff6dd;padding:.6em 2em}svg{max-width:100%;height:auto}',
].join('');

/** The largest lines as horizontal bars, one per report. */
function chart(comparison: Comparison, words: CompareWords): string {
  const size = (fen: bigint) => (fen < 0n ? -fen : fen);
  const biggest = (row: Comparison['rows'][number]) =>
    row.cells.reduce((most, cell) => (cell !== null && size(cell.fen) > most ? size(cell.fen) : most), 0n);
  const rows = [...comparison.rows].sort((a, b) => (biggest(b) > biggest(a) ? 1 : -1)).slice(0, MOST_ROWS);
  const [first] = rows;
  if (first === undefined || biggest(first) === 0n) return '';
  const most = biggest(first);
  const names = labels(comparison.reports, words);
  const group = comparison.reports.length * BAR + 10;
  const height = rows.length * group + 40;
  const bars = rows.flatMap((row, index) => {
    const top = 30 + index * group;
    const name = `<text x="${NAMES - 8}" y="${top + group / 2}" text-anchor="end">${escapeXml(short(row.name))}</text>`;
    const drawn = row.cells.map((cell, column) => {
      if (cell === null || cell.used === 0) return '';
      const width = Number((size(cell.fen) * BigInt(WIDTH - NAMES - 20)) / most);
      const label = escapeXml(`${row.name} ${names[column] ?? ''} ${yuan(cell.fen)}`);
      return (
        `<rect x="${NAMES}" y="${top + column * BAR}" width="${width}" height="${BAR - 2}" ` +
        `fill="${COLOURS[column % COLOURS.length]}"${cell.fen < 0n ? ' fill-opacity=".5"' : ''}><title>${label}</title></rect>`
      );
    });
    return [name, ...drawn];
  });
  const legend = names.map((text, column) => {
    const x = NAMES + column * 170;
    return `<rect x="${x}" y="4" width="12" height="12" fill="${COLOURS[column % COLOURS.length]}"/><text x="${x + 18}" y="15">${escapeXml(text)}</text>`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-size="12" role="img">${legend.join('')}${bars.join('')}</svg>`;
}

function short(name: string): string {
  return [...name].length > 17 ? `${[...name].slice(0, 16).join('')}…` : name;
}
