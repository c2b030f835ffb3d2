import type { StatementKind } from '../../model/statement.ts';
import type { TableCell } from '../../model/table.ts';
import { compact } from '../../model/text.ts';
import { readAmount, unreadCell } from './amounts.ts';
import { checkCode } from './check-code.ts';
import { CodeJoiner, codeDigits, splitCodeAndName } from './codes.ts';
import type { Block, CodeColumn } from './head/columns.ts';
import type { TableReading } from './context.ts';
import type { NewLine } from './draft.ts';
import { placeOf } from './head/header.ts';
import { readName } from './names.ts';
import { StandardCodes } from './standard.ts';

/** Statements whose lines are units and projects, with names of their own. */
const NAMED_FREELY: ReadonlySet<StatementKind> = new Set([
  'project_expenditure',
  'project_carryover',
  'agency_operation',
]);

/** What the name and code cells of one row of a block say. */
interface Label {
  readonly nameCell: TableCell | null;
  readonly nameText: string;
  readonly code: string | null;
  readonly name2Cell: TableCell | null;
  readonly code2: string | null;
  readonly cells: readonly TableCell[];
  /** Cells of the code columns that hold anything but the name. */
  readonly codeCells: readonly TableCell[];
  readonly flags: readonly string[];
}

/** Reads the lines of one block, row by row, keeping what later rows depend on. */
class BlockReader {
  readonly #reading: TableReading;
  readonly #block: Block;
  readonly #position: number;
  readonly #codes = new CodeJoiner();
  readonly #secondCodes = new CodeJoiner();
  readonly #standard: StandardCodes;

  constructor(reading: TableReading, block: Block, position: number) {
    this.#reading = reading;
    this.#position = position;
    this.#block = block;
    this.#standard = new StandardCodes(reading.lexicon, reading.statement, block.side, reading.fiscalYear);
  }

  /** The cells of the given columns in a row that are not headings and begin in this row or span into it. */
  #cells(row: number, columns: readonly number[]): TableCell[] {
    const cells = columns.map((column) => this.#reading.matrix.at(row, column));
    return cells.filter((cell, at): cell is TableCell => {
      if (!cell || cell.text.trim() === '' || this.#reading.header.headings.has(cell)) return false;
      return cells.indexOf(cell) === at;
    });
  }

  /** Digits per code column; a code cell with other words is given back as a possible name (合计 over both columns). */
  #readCodes(row: number, columns: readonly CodeColumn[], joiner: CodeJoiner) {
    const words: TableCell[] = [];
    const cells: TableCell[] = [];
    const parts = columns.map(({ column }) => {
      const cell = this.#cells(row, [column])[0];
      if (!cell || cell.column !== column) return null;
      cells.push(cell);
      const digits = codeDigits(cell.text);
      if (digits === null && this.#reading.vocabulary.ignoredCells.find(cell.text) === null) words.push(cell);
      return digits;
    });
    return { ...joiner.join(columns, parts), words, cells };
  }

  #label(row: number): Label {
    const codes = this.#readCodes(row, this.#block.codes, this.#codes);
    const second = this.#readCodes(row, this.#block.secondCodes, this.#secondCodes);
    const names = this.#cells(row, this.#block.names).filter((cell) => !codes.cells.includes(cell));
    const first = new Set([...names, ...codes.cells]);
    const name2Cell = this.#cells(row, this.#block.secondNames).find((cell) => !first.has(cell)) ?? null;
    const units = this.#cells(row, this.#block.units);
    const nameCell = names.at(-1) ?? codes.words[0] ?? (codes.code === null ? (units.at(-1) ?? null) : null);
    const all = [nameCell, ...codes.cells, ...second.cells, name2Cell, ...names, ...units];
    const cells = all.filter((cell) => cell !== null);
    const text = nameCell?.text ?? '';
    const split = codes.code === null ? splitCodeAndName(text, this.#reading.statement.scheme) : null;
    return {
      nameCell,
      nameText: split?.name ?? text,
      code: codes.code ?? split?.code ?? null,
      name2Cell,
      code2: second.code,
      cells: [...new Set(cells)],
      codeCells: [...codes.cells, ...codes.words].filter((cell) => cell !== nameCell),
      flags: [...codes.flags, ...second.flags],
    };
  }

  #line(label: Label, row: number): NewLine {
    const { lexicon, statement, vocabulary, fiscalYear: year } = this.#reading;
    const free = NAMED_FREELY.has(statement.kind);
    const known = (name: string): boolean => {
      const role = vocabulary.lines.find(name);
      return (
        (free ? role === 'grand_total' || role === 'subtotal' : role !== null) || statement.items.find(name) !== null
      );
    };
    const context = { lexicon, scheme: this.#standard.scheme, code: label.code, year, known, free };
    const blank = { raw: '', name: '', flags: [] };
    const first = label.nameCell ? readName(label.nameCell, label.nameText, context) : blank;
    const checked = checkCode(label.code, label.codeCells, first.name, context);
    const scheme2 = this.#standard.scheme === null ? null : ('economic_government' as const);
    const second = label.name2Cell
      ? readName(label.name2Cell, label.name2Cell.text, { ...context, scheme: scheme2, code: label.code2 })
      : null;
    const name = statement.items.find(first.name) ?? first.name;
    const total = vocabulary.lines.find(name);
    const { code } = checked;
    const isSum = code === null && (total === 'grand_total' || total === 'subtotal');
    const standard =
      isSum || (name === '' && code === null)
        ? { code: null, code2: null, scheme: null }
        : this.#standard.of(code, name, second?.name ?? null, label.code2);
    const flags = [...label.flags, ...first.flags, ...(second?.flags ?? [])];
    if (checked.flag !== null && !isSum) flags.push(checked.flag);
    if (name === '' && code === null) flags.push('nameless-line');
    if (code !== null && standard.scheme === null) flags.push('odd-code');
    return {
      row: row - this.#reading.header.bodyStart + 1,
      side: this.#block.side,
      role: this.#reading.roleOf(name, standard.code !== null || code !== null),
      code,
      name,
      name2: second === null || second.name === '' ? null : second.name,
      rawName: first.raw,
      standardCode: standard.code,
      standardCode2: standard.code2,
      scheme: standard.scheme,
      flags,
      cells: label.cells,
    };
  }

  /** Whether declared noise takes the whole row: a note inside the grid, a head count. */
  #isNoise(label: Label): boolean {
    const { remarks } = this.#reading;
    const text = label.nameCell?.text ?? '';
    if (text === '' || label.code !== null || this.#reading.rowNoise(text) === null) return false;
    if (/^(?:注|备注|说明)/u.test(compact(text))) remarks.push(compact(text));
    return true;
  }

  read(row: number): void {
    const { matrix, used, vocabulary, unit, notes, statement } = this.#reading;
    const label = this.#label(row);
    const values = this.#block.values.flatMap(({ column, measure }) => {
      const cell = matrix.at(row, column);
      const begins = cell && cell.row === row && cell.column === column && cell.text.trim() !== '';
      return begins && !used.has(cell) ? [{ cell, measure }] : [];
    });
    if (label.nameCell?.row === row && used.has(label.nameCell)) return;
    const noise = this.#isNoise(label);
    if (!noise && this.#isAnothers(label.nameCell)) return;
    for (const cell of label.cells) used.add(cell);
    if (noise) {
      for (const { cell } of values) used.add(cell);
      return;
    }
    const amounts = values.flatMap(({ cell, measure }) => {
      used.add(cell);
      const amount = readAmount(cell, unit, vocabulary);
      if (amount === 'unread') notes.push(unreadCell(cell, statement.kind));
      return typeof amount === 'string' ? [] : [{ cell, measure, amount }];
    });
    const named = label.nameCell !== null || label.code !== null;
    const place = label.cells[0] ?? amounts[0]?.cell;
    if (!place || (!named && amounts.length === 0) || this.#isPlaceholder(label, amounts.length)) return;
    const line = this.#line(label, row);
    const elsewhere = statement.elsewhere.find(line.name);
    const draft = this.#reading.draft(elsewhere ?? statement.kind);
    const index = draft.line(
      elsewhere === null ? line : { ...line, name: '合计', role: 'grand_total' },
      place,
      this.#position,
    );
    for (const { cell, measure, amount } of amounts) draft.amount(index, measure, cell, amount);
  }

  /** Whether the name's cell reaches over this block's figures: it names the block to the right (公用经费合计). */
  #isAnothers(name: TableCell | null): boolean {
    if (name === null || name.columnSpan === 1) return false;
    return this.#block.values.every(({ column }) => name.column <= column && column < name.column + name.columnSpan);
  }

  /** 无, … and the like where a name should stand, without any amount. */
  #isPlaceholder(label: Label, amounts: number): boolean {
    if (amounts > 0 || label.code !== null || label.nameCell === null) return false;
    return this.#reading.vocabulary.ignoredCells.find(label.nameCell.text) !== null;
  }
}

/** Reads a table whose lines stand one below the other, in one block or several side by side. */
export function readLines(reading: TableReading): void {
  const { blocks } = reading.columns;
  const readers = blocks.map((block, at) => new BlockReader(reading, block, at));
  const draft = reading.draft(reading.statement.kind);
  for (const { side, values } of blocks) {
    for (const { measure, path } of values)
      draft.column(
        side,
        measure,
        path.map((one) => one.text),
        placeOf(path),
      );
  }
  for (let row = reading.header.bodyStart; row < reading.matrix.rows; row++) {
    if (reading.repeatsHeader(row)) {
      for (const cell of reading.matrix.texts(row)) reading.used.add(cell);
      continue;
    }
    for (const reader of readers) reader.read(row);
  }
}
