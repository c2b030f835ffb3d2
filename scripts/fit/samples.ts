import type { Canvas } from '@napi-rs/canvas';
import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import type { OpenRecogniser } from '../../src/engines/ocr/recogniser.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { wordsConfidence } from '../../src/meaning/sureness.ts';
import type { TableCell } from '../../src/model/table.ts';
import { bareWords, compact } from '../../src/model/text.ts';
import { preparedOf } from '../../src/pages/scan/image/prepare.ts';
import { readLines } from '../../src/pages/scan/lines/read-lines.ts';
import { settledRead } from '../../src/pages/scan/numbers/decide-number.ts';
import { findFigures, learnAlphabet, readByShape } from '../../src/pages/scan/numbers/number-candidates.ts';
import { phasesWith } from '../../src/pipeline.ts';
import type { Mode, Random } from '../bench/device-modes.ts';
import { drawn, type Family, scanned } from '../bench/device-pages.ts';
import type { Sheet } from '../bench/device-sheets.ts';
import { KINDS, type Kind, namesOf, ROWS, sheetOf } from './pages.ts';

/** One text of a scan: how sure it was, and how far from what was printed: so many characters wrong, lost or too many. */
export interface TextSample {
  readonly kind: Kind;
  readonly confidence: number;
  readonly wrong: number;
}

/** One figure whose outlines are not as many as the characters that the engine read: how clear they are, and who is right. */
export interface MisfitSample {
  readonly clarity: number;
  readonly engine: boolean;
  readonly shapes: boolean;
}

/** What was read from some pages that were made by one mode in one family of type. */
export interface Samples {
  readonly mode: string;
  readonly family: string;
  readonly texts: readonly TextSample[];
  readonly misfits: readonly MisfitSample[];
}

/** Reads scans of some pages, made by a mode in a family of type. */
export async function readSamples(
  mode: Mode,
  family: Family,
  pages: number,
  random: Random,
  recogniser: OpenRecogniser,
): Promise<Samples> {
  const [name, han, digits] = family;
  const names = namesOf();
  const sheets = Array.from({ length: pages }, () => sheetOf(random, names));
  const images = sheets.map((sheet) => mode.change(drawn(sheet, han, digits, mode), random));
  const declarations = loadDeclarations([OWN_PIPELINES], []);
  const scan = { recogniser, cache: null, when: 'auto', dpi: null } as const;
  const phases = phasesWith({ openPdf, declarations, scan });
  const { tables } = phases.tables.run(await phases.pages.run(await scanned(images, mode)));
  const cells = tables.flatMap((table) => table.rows.flat()).filter(({ source }) => source === 'ocr');
  const texts = sheets.flatMap((sheet, at) =>
    textsOf(
      sheet,
      cells.filter(({ page }) => page === at + 1),
    ),
  );
  const misfits = await Promise.all(
    images.map((image, at) => misfitsOf(image, sheets[at]?.cells ?? [], sheets[at]?.xs ?? [], recogniser)),
  );
  return { mode: mode.name, family: name, texts, misfits: misfits.flat() };
}

function textsOf(sheet: Sheet, cells: readonly TableCell[]): TextSample[] {
  return sheet.cells.slice(1).flatMap((row) =>
    KINDS.flatMap((kind, column) => {
      const cell = cellOf(cells, row, column);
      return cell === null ? [] : [sampleOf(row[column] ?? '', kind, cell)];
    }),
  );
}

/** The cell of a row's column. The row is told by what else it says: one that was lost counts as nothing misread. */
function cellOf(cells: readonly TableCell[], row: readonly string[], column: number): TableCell | null {
  const alike = (text: string, printed: string) => {
    const chars = [...compact(text)];
    return chars.filter((char, at) => printed[at] === char).length / Math.max(chars.length, printed.length, 1);
  };
  const rows = [...Map.groupBy(cells, (cell) => cell.row).values()];
  const scored = rows.map((own) => {
    const texts = new Map(own.map((cell) => [cell.column, cell.text]));
    const score = row.reduce((sum, printed, at) => sum + (at === column ? 0 : alike(texts.get(at) ?? '', printed)), 0);
    return { own, score };
  });
  const best = scored.toSorted((a, b) => b.score - a.score)[0];
  return best === undefined || best.score < 1 ? null : (best.own.find((cell) => cell.column === column) ?? null);
}

function sampleOf(printed: string, kind: Kind, cell: TableCell): TextSample {
  const isName = kind === 'name' || kind === 'indicator';
  // marks are no part of a name
  const plain = (text: string) => (isName ? bareWords(text) : compact(text).normalize('NFKC'));
  return {
    kind,
    confidence: isName ? wordsConfidence(cell) : cell.confidence,
    wrong: apart(plain(cell.text), plain(printed)),
  };
}

/** How many characters part two texts (Levenshtein 1966). */
function apart(one: string, two: string): number {
  let last = Array.from({ length: two.length + 1 }, (_, at) => at);
  for (const [i, char] of [...one].entries()) {
    const next = [i + 1];
    for (let j = 0; j < two.length; j++)
      next.push(Math.min((next[j] ?? 0) + 1, (last[j + 1] ?? 0) + 1, (last[j] ?? 0) + (char === two[j] ? 0 : 1)));
    last = next;
  }
  return last[two.length] ?? 0;
}

/** Where the table of a page begins, and how high its rows are, in points. */
const TABLE = { top: 120, row: 26 };

/** The figures of a page that the engine read with more or fewer characters than they have outlines. */
async function misfitsOf(
  image: Canvas,
  cells: Sheet['cells'],
  xs: Sheet['xs'],
  { lines }: OpenRecogniser,
): Promise<readonly MisfitSample[]> {
  const picture = { raster: greyOf(image), box: { x0: 0, y0: 0, x1: 595, y1: 842 }, turn: 0 } as const;
  const prepared = preparedOf(picture);
  if (typeof prepared === 'string' || lines === null) return [];
  const { grey, em, perPoint } = prepared;
  const printedAt = ({ x0, y0, x1, y1 }: (typeof prepared.stretches)[number]): string | undefined => {
    const row = Math.floor(((y0 + y1) / 2 / perPoint - TABLE.top) / TABLE.row);
    const column = xs.findLastIndex((x) => x < (x0 + x1) / 2 / perPoint);
    const kind = KINDS[column];
    return row >= 1 && row <= ROWS && (kind === 'code' || kind === 'amount') ? cells[row]?.[column] : undefined;
  };
  const stretches = prepared.stretches.filter((stretch) => stretch.cell >= 0 && printedAt(stretch) !== undefined);
  const figures = findFigures(grey, stretches, await readLines(grey, stretches, em, lines), true);
  const alphabet = learnAlphabet(figures);
  return figures.flatMap((figure): MisfitSample[] => {
    const shape = readByShape(figure, alphabet);
    const read = settledRead(figure.read);
    const stretch = stretches[figure.index];
    if (shape === null || read === null || !stretch || read.length === figure.segments.length) return [];
    const printed = printedAt(stretch);
    return [{ clarity: shape.clarity, engine: read === printed, shapes: shape.text === printed }];
  });
}

function greyOf(image: Canvas) {
  const { width, height } = image;
  const { data } = image.getContext('2d').getImageData(0, 0, width, height);
  const part = (at: number, by: number) => (data[at] ?? 255) * by;
  const grey = Uint8Array.from({ length: width * height }, (_, at) =>
    Math.round(part(4 * at, 0.3) + part(4 * at + 1, 0.59) + part(4 * at + 2, 0.11)),
  );
  return { width, height, channels: 1 as const, data: grey };
}
