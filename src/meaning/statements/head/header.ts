import type { Lexicon } from '../../../declare/lexicon.ts';
import type { HeaderConcept, Vocabulary } from '../../../declare/vocabulary.ts';
import { parsePrinted } from '../../../model/money.ts';
import type { MeasureColumn } from '../../../model/statement.ts';
import type { TableCell } from '../../../model/table.ts';
import { compact, ordinalOf } from '../../../model/text.ts';
import type { Matrix } from '../matrix.ts';
import { unitOf } from '../units.ts';
import { numbersColumns } from './column-numbers.ts';
import { withoutEchoes } from './echo.ts';

/** A header cell (表头) with what its words mean by themselves. */
export interface HeaderCell {
  readonly cell: TableCell;
  readonly text: string;
  readonly concept: HeaderConcept | null;
  /** Years printed in it, e.g. of 2025年预算数. */
  readonly years: readonly number[];
  /** Its cell shows only a part of its words, and all that may be whole of it mean the same. */
  readonly cut?: true;
}

export interface Header {
  /** First row that holds a line. Cells of it may still be headings (类、款、项 beside 合计). */
  readonly bodyStart: number;
  /** Header cells over each column, top to bottom. */
  readonly paths: readonly (readonly HeaderCell[])[];
  /** Cells that are headings or captions, wherever they stand. */
  readonly headings: ReadonlySet<TableCell>;
  /** Numbers of the columns, where a row of the head prints them. */
  readonly numbers: ReadonlyMap<number, string>;
  /** Rows inside the grid that belong to the caption: unit line, department, title. */
  readonly captions: readonly TableCell[];
}

/** What a bilingual head says beside its Chinese words: 合计 Total. */
const TRANSLATION = /(?:(?!\p{Script=Han})[\p{L}\p{M}]){3,}/gu;
const YEAR = /(20\d\d)年?度?/gu;
const MOST_HEADER_ROWS = 10;

function readHeaderCell(
  cell: TableCell,
  row: readonly TableCell[],
  vocabulary: Vocabulary,
  lexicon: Lexicon,
): HeaderCell {
  const counting = leftOfStruck(cell, vocabulary);
  if (counting !== null) return readWords(cell, counting, vocabulary);
  const read = readWords(cell, compact(cell.text), vocabulary);
  if (read.concept !== null) return read;
  const own = withoutEchoes(cell, row, (text) => readWords(cell, text, vocabulary).concept !== null);
  if (own !== null) return readWords(cell, own, vocabulary);
  const chinese = read.text.replace(TRANSLATION, '');
  if (chinese !== read.text && chinese !== '') {
    const meant = readWords(cell, chinese, vocabulary);
    if (meant.concept !== null) return { ...meant, text: read.text };
  }
  const cut = cutMeaning(cell, read.text, vocabulary);
  if (cut !== null) return { ...read, concept: cut, cut: true };
  // the figures of the first line may stick to the heading above them
  const words = read.text.replace(YEAR, '').replace(/(?<=\D)[\d.,]{4,}$/u, '');
  if (cell.source !== 'ocr') return read;
  const { headers, nearHeaders } = vocabulary;
  const near = headers.find(words) ?? nearHeaders(words, lexicon.distance) ?? withOneSlip(words, vocabulary, lexicon);
  if (near !== null) return { ...read, concept: near };
  // of two characters one misread leaves nothing to go by, unless it is a typical confusion
  const meant = lexicon.nearestWord(words, words.length < 3 ? 0.6 : undefined);
  return meant === null ? read : { ...read, concept: vocabulary.headers.find(meant.word) };
}

/** Fewer characters are too few for one of them to be taken for another. */
const LEAST = 4;

/** The column that a heading put together of several words is, but for one typical confusion (一般公其预算收入). */
function withOneSlip(words: string, { headers }: Vocabulary, { distance }: Lexicon): HeaderConcept | null {
  if (words.length < LEAST) return null;
  const found = [...words].flatMap((char, at) =>
    distance.alike(char).flatMap((other) => {
      const concept = headers.find(words.slice(0, at) + other + words.slice(at + 1));
      return concept?.is === 'measure' ? [concept] : [];
    }),
  );
  const [first] = found;
  return first !== undefined && found.every(({ measure }) => measure === first.measure) ? first : null;
}

/**
 * What is left of a heading beside one that is struck out (划掉的表头), where either is a heading by itself: rules run through
 * lines of others as well. Null where nothing is struck out.
 */
function leftOfStruck({ lines, doubts }: TableCell, { headers }: Vocabulary): string | null {
  if (doubts?.includes('struck') !== true) return null;
  const words = (isStruck: boolean) =>
    compact(
      lines
        .flatMap(({ glyphs }) => glyphs.filter(({ doubt }) => (doubt === 'struck') === isStruck))
        .map(({ text }) => text)
        .join(''),
    );
  const [struck, left] = [words(true), words(false)];
  return headers.find(struck) !== null && headers.find(left) !== null ? left : null;
}

/** How near (font sizes) to its borders print must stand to be cut there. */
const AT_BORDER = 0.5;

/** What a heading means that its cell cuts at the right, or on both sides (能分类科目编): one line without room for more. */
function cutMeaning(
  { lines, ink, box, source }: TableCell,
  text: string,
  { cutHeaders }: Vocabulary,
): HeaderConcept | null {
  const [line, more] = lines;
  if (line === undefined || more !== undefined || ink === null || source === 'ocr') return null;
  const near = AT_BORDER * line.size;
  if (box.x1 - ink.x1 > near) return null;
  return cutHeaders(text, true) ?? (ink.x0 - box.x0 > near ? null : cutHeaders(text, false));
}

/** A heading that prints in brackets what is counted: 公务用车购置（辆）. */
const COUNTS: HeaderConcept = { is: 'ignored', why: 'counts things, not money' };

function readWords(cell: TableCell, printed: string, vocabulary: Vocabulary): HeaderCell {
  const { wording } = vocabulary;
  // a recogniser takes the stroke of 一般 for a dash
  const said = cell.source === 'ocr' ? printed.replace(wording.lost_stroke, '一') : printed;
  const text = said.replace(wording.unit_suffix, '');
  const years = [...text.matchAll(YEAR)].map((match) => Number(match[1]));
  const rest = isMisreadYear(cell) ? '' : text.replace(YEAR, '');
  const counts = cell.columnSpan === 1 && wording.counted.test(said);
  const ofYear = rest === '' && years.length > 0 ? ({ is: 'amount' } as const) : meaningOf(rest, vocabulary);
  const concept = counts ? COUNTS : ofYear;
  return { cell, text, concept, years };
}

function meaningOf(words: string, vocabulary: Vocabulary): HeaderConcept | null {
  const found = vocabulary.headers.find(words);
  if (found !== null) return found;
  // 其中 before the name of a part: the column is what it names
  const named = words.replace(vocabulary.wording.among, '');
  const part = named === words || named === '' ? null : vocabulary.headers.find(named);
  return part?.is === 'measure' ? part : labelsOf(words, vocabulary);
}

/** A heading over codes and names in one column (科目编码科目名称): names, that begin with their codes. */
function labelsOf(words: string, { headers }: Vocabulary): HeaderConcept | null {
  for (let at = 1; at < words.length; at++) {
    const [first, second] = [headers.find(words.slice(0, at)), headers.find(words.slice(at))];
    if (first?.is === 'code' && second?.is === 'name') return second;
    if (first?.is === 'name' && second?.is === 'code') return first;
  }
  return null;
}

/**
 * Whether a recogniser made a number of a heading such as 2025年预算数: it begins with a year, is as long as no code,
 * and stands over several columns or has no decimals.
 */
export function isMisreadYear(cell: TableCell): boolean {
  const text = compact(cell.text);
  if (cell.source !== 'ocr' || !/^20[12]\d[\d.,]*$/u.test(text)) return false;
  return cell.columnSpan > 1 || (/^\d+$/u.test(text) && ![5, 7].includes(text.length));
}

/** Hardly any table numbers so few columns; amounts may well be 1 and 2. */
const FEW_NUMBERS = 2;

/** Whether a 1, or 1 and 2, that nothing follows below are all the amounts of a table that names no lines (转置表). */
function isFewFigures(cells: readonly TableCell[], paths: readonly (readonly HeaderCell[])[], matrix: Matrix): boolean {
  const [first] = cells;
  if (first === undefined || cells.length > FEW_NUMBERS || !cells.every(({ text }) => /^\d$/u.test(compact(text))))
    return false;
  const labels = paths.some((path) => path.some(({ concept }) => concept?.is === 'name' || concept?.is === 'code'));
  if (labels || cells.some(({ column }) => (paths[column] ?? []).length === 0)) return false;
  for (let row = first.row + 1; row < matrix.rows; row++) if (matrix.texts(row).length > 0) return false;
  return true;
}

/** Whether a row is a table's title or number alone (2025年收入总表, 附表11), or a line of labels. */
function isCaption(cells: readonly TableCell[], columns: number, vocabulary: Vocabulary): boolean {
  const { wording } = vocabulary;
  const [only] = cells;
  if (cells.length === 1 && only !== undefined && columns > 1) {
    const text = compact(only.text);
    const alone = only.columnSpan >= columns - 1 || only.columnSpan === 1;
    if ((alone && wording.caption_row.test(text)) || wording.caption_apart.test(text)) return true;
  }
  const labels = (text: string) => /^[^:：]{2,12}[:：]./u.test(text) && !wording.among.test(text);
  // a heading may print the unit of its column: 价值（金额单位：万元）
  const bare = (text: string) => compact(text).replace(wording.unit_suffix, '') || compact(text);
  // 单位：万元 in the corner of a head: 2023年 and 2024年 beside it head columns
  const heads = cells.filter((cell) => readWords(cell, compact(cell.text), vocabulary).concept !== null);
  if (heads.length > 1) return false;
  return cells.some(({ text }) => unitOf(bare(text), wording) !== null || labels(bare(text)));
}

/** Whether a text under the header words of a name or code column is a heading itself rather than a line. */
function headsNames(concept: HeaderConcept | null): boolean {
  return concept !== null && ['code', 'name', 'row-number', 'context', 'ignored'].includes(concept.is);
}

/**
 * Whether words that could head a column of remarks or of differences (*增减*, *面积*) name a line: they stand right under a
 * heading of names that is no wider than they are, and so is not parted by them (城乡建设用地增减挂钩).
 */
function isNameOfLine({ cell, concept }: HeaderCell, path: readonly HeaderCell[]): boolean {
  const over = path.at(-1);
  const apart = concept?.is === 'ignored' || concept?.is === 'context';
  return apart && over?.concept?.is === 'name' && over.cell.columnSpan === cell.columnSpan;
}

/** What is printed for nothing. */
const DASH = /^[-—–－]+$/u;

/** Whether words stand over a column of nothing but amounts: a subject that heads it (科目在列上). */
function isOverFigures({ cell }: HeaderCell, matrix: Matrix): boolean {
  const below: string[] = [];
  for (let row = cell.row + cell.rowSpan; row < matrix.rows; row++) {
    const own = matrix.at(row, cell.column);
    const text = own?.row === row ? compact(own.text) : '';
    if (text !== '' && !DASH.test(text)) below.push(text);
  }
  return below.some((text) => /[.,]\d/u.test(text)) && below.every((text) => parsePrinted(text) !== null);
}

/**
 * Whether `one` begins a line: an amount, a code, or a name under the heading of a name column. `among`: it stands
 * among recognised headings, where bare digits are a misread 2025年预算数.
 */
function beginsLine(one: HeaderCell, path: readonly HeaderCell[], among: boolean, matrix: Matrix): boolean {
  const { text, concept, years } = one;
  if (among && isMisreadYear(one.cell)) return false;
  if (years.length > 0 && /^20\d\d年?度?$/u.test(text)) return false;
  if (parsePrinted(text) !== null) return true;
  const labels = path.filter((above) => above.concept?.is === 'name' || above.concept?.is === 'code');
  const named = labels.some(({ cell }) => cell.columnSpan === 1) || (labels.length > 0 && !isOverFigures(one, matrix));
  return named && (!headsNames(concept) || isNameOfLine(one, path));
}

/** A whole figure that could be a year as well: 2000. */
const BARE_YEAR = /^20\d\d$/u;

/** Whether a year could no more head the column: it has a heading of its own, that speaks of no years, and no more columns than it. */
function isHeadedAlready({ cell }: HeaderCell, path: readonly HeaderCell[]): boolean {
  const over = path.at(-1);
  const ofYears = path.some(({ concept }) => concept?.is === 'period');
  return over !== undefined && over.cell.columnSpan === cell.columnSpan && over.cell.text !== '' && !ofYears;
}

/**
 * The cells of a row that begin its line, with those that a year would be printed like: 2000 beside other figures of a line,
 * or behind its name under headings of single columns, is an amount; what stands before the name is a code.
 */
function withBareYears(
  begun: readonly HeaderCell[],
  row: readonly HeaderCell[],
  paths: readonly (readonly HeaderCell[])[],
): readonly HeaderCell[] {
  const words = Math.min(...row.flatMap(({ cell, text }) => (/\p{Script=Han}/u.test(text) ? [cell.column] : [])));
  const years = row.filter(({ cell, text }) => cell.column > words && BARE_YEAR.test(text));
  if (years.length === 0) return begun;
  const pathOf = (one: HeaderCell) => paths[one.cell.column] ?? [];
  const isLabelled = row.some((one) => {
    const over = pathOf(one).at(-1);
    return !years.includes(one) && over?.concept?.is === 'name' && over.cell.columnSpan <= one.cell.columnSpan;
  });
  const isLine = begun.length > 0 || (isLabelled && years.every((one) => isHeadedAlready(one, pathOf(one))));
  return isLine ? row.filter((one) => begun.includes(one) || years.includes(one)) : begun;
}

/**
 * Whether a 合计 left of its row's figures is that row's label: it stands under words that nobody declared, or under
 * those of columns that label lines (序号, 项目类别) and reaches over the names.
 */
function labelsLine({ cell, concept }: HeaderCell, path: readonly HeaderCell[], body: readonly HeaderCell[]): boolean {
  const labels = path.length > 0 && path.every((above) => above.concept === null || headsNames(above.concept));
  return concept?.is === 'sum' && labels && body.every((one) => one.cell.column > cell.column);
}

/** Whether a heading says by what its lines are sorted (支出性质, 资金来源, 支出类别), rather than what columns below it have in common. */
function isSort({ cell, concept }: HeaderCell, { columnSpan }: TableCell): boolean {
  return (concept?.is === 'context' || concept?.is === 'ignored') && cell.columnSpan === columnSpan;
}

/**
 * Whether words stand beside figures and name the first line: a measure under words that nobody declared (基本支出 of a
 * block), or under any heading what could head a column that is none of amounts (林地面积核查).
 */
function namesLine({ cell, concept }: HeaderCell, path: readonly HeaderCell[]): boolean {
  const over = path.at(-1);
  if (concept?.is === 'ignored' || concept?.is === 'context') return over !== undefined;
  if (concept?.is !== 'measure' || over === undefined) return false;
  return over.concept === null || isSort(over, cell);
}

/**
 * Whether words that head columns elsewhere stand under a blank corner of the head, left of the figures of their row: they
 * name the line. 类, 款, 项 beside a 合计 are headings themselves.
 */
function isUnderBlankCorner({ cell }: HeaderCell, path: readonly HeaderCell[], row: readonly HeaderCell[]): boolean {
  const labels = row.some(({ concept }) => concept?.is === 'name' || concept?.is === 'code');
  const figures = row.filter(({ text }) => parsePrinted(text) !== null);
  return path.length === 0 && !labels && figures.every((one) => one.cell.column > cell.column);
}

/** Whether a year under 年度, or where names stand, is the year of its row: years stand one below the other. */
function isYearOfRow({ cell, years, concept }: HeaderCell, path: readonly HeaderCell[]): boolean {
  const names = ({ concept: over, cell: above }: HeaderCell) =>
    over?.is === 'name' && above.columnSpan === cell.columnSpan;
  const isOver = (above: HeaderCell) => above.concept?.is === 'period' || names(above);
  return years.length > 0 && concept?.is === 'amount' && path.some(isOver);
}

/** Whether a recognised row is mostly headings. */
function amongHeadings(row: readonly HeaderCell[]): boolean {
  const heads = row.filter((one) => one.concept !== null && !isMisreadYear(one.cell));
  return row.every((one) => one.cell.source === 'ocr') && 2 * heads.length >= row.length;
}

/** Separates the header rows of a table from its body, and gives every column the header cells above it. */
export function readHeader(matrix: Matrix, vocabulary: Vocabulary, lexicon: Lexicon): Header {
  const paths: HeaderCell[][] = Array.from({ length: matrix.columns }, () => []);
  const headings = new Set<TableCell>();
  const captions: TableCell[] = [];
  const numbers = new Map<number, string>();
  const add = (one: HeaderCell): void => {
    headings.add(one.cell);
    for (let column = one.cell.column; column < one.cell.column + one.cell.columnSpan; column++)
      paths[column]?.push(one);
  };
  let row = 0;
  for (; row < matrix.rows && row < MOST_HEADER_ROWS; row++) {
    const cells = matrix.texts(row);
    if (headings.size === 0 && isCaption(cells, matrix.columns, vocabulary)) {
      captions.push(...cells);
      continue;
    }
    if (cells.length === 0) {
      if (headings.size > 0 && !spannedFromAbove(matrix, row)) break;
      continue;
    }
    if (numbersColumns(cells, vocabulary) && !isFewFigures(cells, paths, matrix)) {
      for (const one of cells.map((cell) => readHeaderCell(cell, cells, vocabulary, lexicon))) {
        if (one.concept?.is === 'code') add(one);
        else headings.add(one.cell);
        numbers.set(one.cell.column, one.text);
      }
      continue;
    }
    const read = cells.map((cell) => readHeaderCell(cell, cells, vocabulary, lexicon));
    const among = amongHeadings(read);
    const begun = read.filter((one) => beginsLine(one, paths[one.cell.column] ?? [], among, matrix));
    const body = among ? begun : withBareYears(begun, read, paths);
    if (body.length > 0) {
      const headed = headings.size > 0;
      const heads = read.filter((one) => !body.includes(one) && one.concept !== null && ordinalOf(one.text) === '');
      const isHead = (one: HeaderCell, path: readonly HeaderCell[]) =>
        !labelsLine(one, path, body) &&
        !isYearOfRow(one, path) &&
        !namesLine(one, path) &&
        !(headed && isUnderBlankCorner(one, path, read));
      for (const one of heads) if (isHead(one, paths[one.cell.column] ?? [])) add(one);
      break;
    }
    for (const one of read) add(one);
  }
  return { bodyStart: row, paths, headings: new Set([...headings, ...captions]), numbers, captions };
}

function spannedFromAbove(matrix: Matrix, row: number): boolean {
  for (let column = 0; column < matrix.columns; column++) {
    const cell = matrix.at(row, column);
    if (cell && cell.row < row && cell.text !== '') return true;
  }
  return false;
}

/** Where the lowest header words of a column stand: those above them often span other columns, too. */
export function placeOf(path: readonly HeaderCell[]): MeasureColumn['at'] {
  const lowest = path.at(-1)?.cell;
  return lowest === undefined ? undefined : { page: lowest.page, box: lowest.ink ?? lowest.box };
}
