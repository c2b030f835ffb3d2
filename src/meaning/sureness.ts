import type { TableCell } from '../model/table.ts';

/**
 * How sure recognised words and codes must be to pass unasked where nothing else on the page says what they are. Fitted by
 * scripts/fit-sureness.ts on pages of known print (docs/scans.md).
 */
export const SURE = {
  /** Names of a department's own, of projects, units, indicators: at most four in ten thousand pass wrong. */
  words: 0.97,
  /** Values of indicators: at most one in a thousand passes wrong, as of codes. */
  value: 0.84,
  /** A code: below, a digit may be wrong. */
  code: 0.97,
  /** A code, below which two digits may be: it is hardly more than a guess. */
  guessedCode: 0.81,
} as const;

/** What 一 is taken for where it begins a line. */
const DASH = /^[-－–—]$/u;

/** The least confidence among a cell's letters and digits, and of a dash that begins it. */
export function wordsConfidence(cell: Pick<TableCell, 'lines' | 'confidence'>): number {
  const words = cell.lines.flatMap(({ glyphs }, line) =>
    glyphs.filter(({ text }, at) => /[\p{L}\p{N}]/u.test(text) || (line === 0 && at === 0 && DASH.test(text))),
  );
  return words.length === 0 ? cell.confidence : Math.min(...words.map(({ confidence }) => confidence));
}
