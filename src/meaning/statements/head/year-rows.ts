import type { Vocabulary } from '../../../declare/vocabulary.ts';
import { type Measure, OTHER } from '../../../model/statement.ts';
import type { TableCell } from '../../../model/table.ts';
import { compact } from '../../../model/text.ts';
import type { TableReading } from '../context.ts';
import type { RowLabel } from '../row-label.ts';
import type { Block } from './columns.ts';
import { otherMeasure } from './measures.ts';

/** Of which year a row is, where years stand one below the other (年度为行). */
export interface YearRow {
  /** As printed: 2024年, 2024年预算数. */
  readonly words: string;
  /** 0 for this year's, less for an earlier one's, more for a later one's; null for a difference between years. */
  readonly apart: number | null;
  /** Whether the year stands where the line's name would. */
  readonly named: boolean;
  readonly cells: readonly TableCell[];
}

const YEAR = /^(20\d\d)年?度?/u;
/** One row of a year alone may be a name. */
const FEWEST = 2;

/** A year, or a name and a year in one cell. */
const ENDS_IN_YEAR = /(?:^|\p{Script=Han})20\d\d年?度?$/u;

/** Whether a name is a year or a difference between years (增减变化金额), or ends in one: they stand in one column with names. */
export function speaksOfYears(name: string, { headers }: Vocabulary): boolean {
  return ENDS_IN_YEAR.test(name) || headers.find(name)?.is === 'ignored';
}

/** Tells the rows of a block by their years. */
export class YearRows {
  readonly #reading: TableReading;
  readonly #block: Block;
  /** Whether years stand where names would. */
  readonly #byName: boolean;
  readonly #current: number;

  constructor(reading: TableReading, block: Block) {
    this.#reading = reading;
    this.#block = block;
    const names = block.labels.flatMap((group) => group.names);
    const named = this.#yearsIn([...names, ...block.shared]);
    this.#byName = new Set(named).size >= FEWEST;
    const printed = [...(this.#byName ? named : []), ...this.#yearsIn(block.years)];
    this.#current = reading.fiscalYear ?? Math.max(...printed);
  }

  #yearsIn(columns: readonly number[]): number[] {
    const { matrix, header } = this.#reading;
    const rows = Array.from({ length: matrix.rows - header.bodyStart }, (_, at) => header.bodyStart + at);
    return columns.flatMap((column) => rows.flatMap((row) => this.#yearOf(matrix.at(row, column)?.text ?? '') ?? []));
  }

  /** The year of words that say nothing besides but that they are of a plan or an outcome; null for others. */
  #yearOf(text: string): number | null {
    const words = compact(text);
    const year = YEAR.exec(words);
    if (year === null) return null;
    const rest = words.slice(year[0].length);
    const is = rest === '' ? 'period' : this.#reading.vocabulary.headers.find(rest)?.is;
    return is === 'period' || is === 'amount' || is === 'prior' ? Number(year[1]) : null;
  }

  #isDifference(text: string): boolean {
    return this.#reading.vocabulary.headers.find(compact(text))?.is === 'ignored';
  }

  /** Whether a line of a table of items is named by a year: it is of no item. */
  isUnclear(name: string): boolean {
    const { statement, vocabulary } = this.#reading;
    return statement.shape === 'items' && !this.#byName && speaksOfYears(name, vocabulary);
  }

  /** A row of a table that nobody knows is named by its year where nothing else names it. */
  labelled(row: number, label: RowLabel): RowLabel {
    const [column] = this.#block.years;
    const cell = column === undefined ? null : this.#reading.matrix.at(row, column);
    if (this.#reading.statement.kind !== OTHER || label.main !== null || !cell || cell.text.trim() === '') return label;
    const main = { scheme: null, code: null, nameCell: cell, nameText: cell.text, codeCells: [] };
    return { ...label, main, cells: [cell, ...label.cells] };
  }

  /** The year of a row; null where rows are of no year. */
  of(row: number, { main }: RowLabel): YearRow | null {
    // what nobody knows keeps its lines as they are printed
    if (this.#reading.statement.kind === OTHER) return null;
    const inColumns = this.#block.years.flatMap((column) => this.#reading.matrix.at(row, column) ?? []);
    const name = this.#byName && main?.code === null ? main.nameCell : null;
    const cell = [...inColumns, ...(name === null ? [] : [name])].find(({ text }) => text.trim() !== '');
    if (cell === undefined) return null;
    const common = { words: compact(cell.text), named: cell === name, cells: [cell] };
    const year = this.#yearOf(cell.text);
    if (year !== null) return { ...common, apart: year - this.#current };
    return this.#isDifference(cell.text) ? { ...common, apart: null } : null;
  }
}

/** The measure of a row of another year: its total is `prior_total`, everything else keeps its words. */
export function measureOfYear(measure: Measure, { words, apart }: YearRow, header: readonly string[]): Measure {
  if (apart === null || apart === 0) return measure;
  return measure === 'total' && apart < 0 ? 'prior_total' : otherMeasure([words, ...header]);
}
