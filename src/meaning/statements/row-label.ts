import type { Flag } from '../../model/codes.ts';
import type { LineScheme } from '../../model/statement.ts';
import type { TableCell } from '../../model/table.ts';
import { compact, tidyName } from '../../model/text.ts';
import {
  CodeJoiner,
  codeAsNumber,
  codeDigits,
  longCode,
  schemeOf,
  splitCodeAndName,
  splitCodeInName,
  splitPartAndName,
  splitStem,
  splitUnitAndName,
} from './codes.ts';
import type { TableReading } from './context.ts';
import type { Block } from './head/columns.ts';
import type { LabelGroup } from './head/labels.ts';

/** What one classification (or unit, or project) of a row says. */
export interface Part {
  readonly scheme: LineScheme | null;
  readonly code: string | null;
  readonly nameCell: TableCell | null;
  readonly nameText: string;
  /** Cells of the code columns that hold anything but the name. */
  readonly codeCells: readonly TableCell[];
}

/** What the name and code cells of one row of a block say. */
export interface RowLabel {
  /** What the line is; null for a row without a label. */
  readonly main: Part | null;
  /** Further classifications printed in the same row, in the contract's order. */
  readonly further: readonly Part[];
  /** All label cells of the row. */
  readonly cells: readonly TableCell[];
  readonly flags: readonly Flag[];
  /** Whether a column left of those that name lines names this one: a sort (其他运转类) over its projects. */
  readonly outer?: boolean;
}

interface Read extends Part {
  readonly flags: readonly Flag[];
  readonly cells: readonly TableCell[];
  readonly words: readonly TableCell[];
  readonly hasNames: boolean;
}

/** What a cell that holds code and name says; the code is null where digits before the name were not understood. */
interface Split {
  readonly code: string | null;
  readonly name: string;
  readonly flags: readonly Flag[];
}

/** Which of a row's classifications is the line (contract, "Measures"). */
const SUBJECTS: readonly (LineScheme | null)[] = [
  'functional',
  'economic_department',
  'economic_government',
  'revenue',
];
const BY_SUBJECT: readonly (LineScheme | null)[] = [...SUBJECTS, null, 'project', 'unit'];
/** Tables of projects: what is done comes before what it is booked as. */
const BY_PROJECT: readonly (LineScheme | null)[] = ['project', null, ...SUBJECTS, 'unit'];

/** What may name a sort. */
const WORDS = /\p{Script=Han}{2}/u;
/** A name right behind digits. */
const STICKS = /^\d+\p{Script=Han}/u;
/** Of units and projects in one column, those with longer codes are projects. */
const LONGEST_UNIT_CODE = 9;
/** 类 have codes of three digits, as many as roads and emergency calls have. */
const CLASS_CODE = 3;
/** Codes of several columns in one cell. */
const SEVERAL_CODES = /^\d+(?:\s+\d+)+$/u;
/** 款 have two more. */
const GROUP_CODE = 5;

/** A code of letters (A for 货物) names no line that has a name. */
function withoutLetters(parts: readonly Part[]): readonly Part[] {
  const isWord = ({ code, nameText }: Part) => code !== null || /\p{Script=Han}/u.test(nameText);
  return parts.some(isWord) ? parts.filter(isWord) : parts;
}

/** Whether two names have two characters in a row in common. */
function shareWord(one: string, other: string): boolean {
  return [...one].some((char, at) => at > 0 && other.includes(`${one[at - 1] ?? ''}${char}`));
}

/** Reads the labels of one block, row by row, keeping the codes that later rows depend on. */
export class LabelReader {
  readonly #reading: TableReading;
  readonly #block: Block;
  readonly #joiners: readonly CodeJoiner[];
  readonly #order: readonly (LineScheme | null)[];
  /** Codes in one cell with shared names. */
  readonly #joinerOfShared = new CodeJoiner();

  constructor(reading: TableReading, block: Block, byProject: boolean) {
    this.#reading = reading;
    this.#block = block;
    this.#joiners = block.labels.map(() => new CodeJoiner());
    this.#order = byProject || block.sharedByProjects ? BY_PROJECT : BY_SUBJECT;
  }

  /** Tells what later rows depend on that a code was put right by its name. */
  putRight(wrong: string, right: string): void {
    for (const joiner of this.#joiners) joiner.putRight(wrong, right);
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
  #readCodes(row: number, { codes: columns, names }: LabelGroup, joiner: CodeJoiner) {
    const name = tidyName(this.#cells(row, [...names, ...this.#block.shared]).at(-1)?.text ?? '');
    const fits = (code: string): boolean => this.#agree(code, name);
    const words: TableCell[] = [];
    const cells: TableCell[] = [];
    let unread = false;
    const parts = columns.map(({ column }) => {
      const cell = this.#cells(row, [column])[0];
      if (!cell || cell.column !== column) return null;
      cells.push(cell);
      const number = codeAsNumber(cell.text);
      const digits = number ?? codeDigits(cell.text) ?? longCode(cell.text);
      if (digits === null && this.#reading.vocabulary.ignoredCells.find(cell.text) === null) words.push(cell);
      unread ||= number === null ? digits === null && SEVERAL_CODES.test(cell.text.trim()) : !fits(number);
      return digits;
    });
    const { code, flags } = joiner.join(columns, parts, fits);
    return { code, flags: unread ? [...flags, 'code-doubtful' as const] : flags, words, cells };
  }

  /** Whether the dictionary has a code of any classification under this name. */
  #agree(code: string, name: string): boolean {
    const { lexicon, fiscalYear } = this.#reading;
    const scheme = schemeOf(code);
    return scheme !== null && lexicon.pair(scheme, code, name, fiscalYear) === 'agrees';
  }

  /** Code and name of a subject in one cell, whether the code is whole, in the midst of the name, or the last part of one. */
  #subjectIn(cell: TableCell | null, text: string, group: LabelGroup, joiner: CodeJoiner): Split | null {
    const split = this.#splitSubject(cell, text, group);
    if (split !== null) {
      joiner.keep(split.code);
      return { ...split, flags: [] };
    }
    const inside = splitCodeInName(text);
    if (inside !== null && this.#agree(inside.code, inside.name)) return { ...inside, flags: [] };
    const last = splitPartAndName(text);
    if (last === null || !joiner.hasAbove) return null;
    const fits = (code: string): boolean => this.#agree(code, tidyName(last.name));
    const { code } = joiner.join([{ column: 0, part: 'whole' }], [last.digits], fits);
    const isWhole = code !== null && code.length > last.digits.length;
    return isWhole ? { code, name: last.name, flags: [] } : { code: null, name: text, flags: ['name-doubtful'] };
  }

  /** A name that begins with the last digits of its code, for which no column is left: 301 | 01 基本工资; null for others. */
  #lastPartIn(code: string, text: string): Split | null {
    const last = splitPartAndName(text);
    if (last === null || (code.length !== CLASS_CODE && code.length !== GROUP_CODE)) return null;
    const whole = `${code}${last.digits}`;
    if (this.#agree(whole, tidyName(last.name))) return { code: whole, name: last.name, flags: [] };
    return this.#agree(code, tidyName(text)) ? null : { code, name: text, flags: ['name-doubtful'] };
  }

  /**
   * Code and name of a subject in one cell. Digits that stick to a name may be its own: where they do, the dictionary must
   * know the code, and that of a class must share a word with it (207国道改线, 110指挥中心, 12345热线 are names).
   */
  #splitSubject(cell: TableCell | null, text: string, { scheme }: LabelGroup) {
    const { statement, lexicon, fiscalYear } = this.#reading;
    const split = splitCodeAndName(text, statement.scheme, scheme !== null);
    const of = split === null ? null : schemeOf(split.code);
    if (split === null || of === null || !STICKS.test(compact(text))) return split;
    const known = lexicon.byCode(of, split.code, fiscalYear);
    if (known === null) return cell?.source === 'ocr' && of !== 'revenue' ? split : null;
    const agrees = lexicon.pair(of, split.code, split.name, fiscalYear) === 'agrees';
    return split.code.length > CLASS_CODE || agrees || shareWord(split.name, known.name) ? split : null;
  }

  /** What stands in the columns of a group of units. */
  #units({ scheme, names }: LabelGroup): readonly string[] {
    if (scheme !== 'unit') return [];
    const { matrix } = this.#reading;
    return Array.from({ length: matrix.rows }, (_, row) => this.#cells(row, names).map(({ text }) => text)).flat();
  }

  #read(row: number, group: LabelGroup, joiner = new CodeJoiner()): Read {
    const codes = this.#readCodes(row, group, joiner);
    const names = this.#cells(row, group.names).filter((cell) => !codes.cells.includes(cell));
    const nameCell = names.at(-1) ?? codes.words[0] ?? null;
    const text = nameCell?.text ?? '';
    const unit = group.scheme === 'unit' || group.scheme === 'project';
    const split =
      codes.code !== null
        ? this.#lastPartIn(codes.code, text)
        : unit
          ? (splitUnitAndName(text, group.scheme === 'unit') ?? splitStem(text, this.#units(group)))
          : this.#subjectIn(nameCell, text, group, joiner);
    return {
      scheme: group.scheme,
      code: split?.code ?? codes.code,
      nameCell,
      nameText: split?.name ?? text,
      codeCells: [...codes.cells, ...codes.words].filter((cell) => cell !== nameCell),
      flags: [...codes.flags, ...(split !== null && 'flags' in split ? split.flags : [])],
      cells: [...codes.cells, ...names],
      words: codes.words,
      hasNames: group.names.length > 0,
    };
  }

  /** Whether a cell says that the row is a total. */
  #isTotal = (cell: TableCell): boolean => {
    const role = this.#reading.vocabulary.lines.find(tidyName(cell.text));
    return role === 'grand_total' || role === 'subtotal';
  };

  /** A total, or else the only words, in columns which name no lines: 合计 below 项目类别, 其他运转类 over its projects. */
  #nameBeside(row: number): { readonly cell: TableCell; readonly outer: boolean } | null {
    const [first] = this.#block.values;
    if (first === undefined) return null;
    const others = this.#reading.columns.blocks.flatMap(({ values }) => values.map(({ column }) => column));
    const from = Math.max(-1, ...others.filter((column) => column < first.column)) + 1;
    const columns = Array.from({ length: first.column - from }, (_, at) => from + at);
    const cells = this.#cells(row, columns);
    const total = cells.find(this.#isTotal);
    if (total !== undefined) return { cell: total, outer: false };
    const [only, another] = cells;
    const named = Math.min(...this.#block.labels.flatMap(({ names }) => names));
    const isSort = only !== undefined && another === undefined && only.column < named && WORDS.test(only.text);
    return isSort && only.row === row ? { cell: only, outer: true } : null;
  }

  read(row: number): RowLabel {
    const parts = this.#block.labels.map((group, at) => this.#read(row, group, this.#joiners[at]));
    const own = new Set(parts.flatMap((part) => part.cells));
    const sharedCells = this.#cells(row, this.#block.shared).filter((cell) => !own.has(cell));
    const cells = [...new Set([...parts.flatMap((part) => part.cells), ...sharedCells])];
    const flags = parts.flatMap((part) => part.flags);
    const total = parts.every((part) => part.code === null) ? cells.find(this.#isTotal) : undefined;
    if (total !== undefined) {
      const scheme = parts.find((part) => part.cells.includes(total))?.scheme ?? null;
      const main = { scheme, code: null, nameCell: total, nameText: total.text, codeCells: [] };
      return { main, further: [], cells: [total, ...cells.filter((cell) => cell !== total)], flags };
    }
    const present = withoutLetters(
      this.#named(parts, sharedCells.at(-1) ?? null).filter((part) => part.code !== null || part.nameCell !== null),
    );
    const beside = present.length === 0 ? this.#nameBeside(row) : null;
    if (beside !== null) {
      const { cell, outer } = beside;
      const main = { scheme: null, code: null, nameCell: cell, nameText: cell.text, codeCells: [] };
      return { main, further: [], cells: [cell, ...cells], flags, outer };
    }
    const ranked = present.toSorted((a, b) => this.#order.indexOf(a.scheme) - this.#order.indexOf(b.scheme));
    const [main = null, ...rest] = ranked;
    const further = rest.filter((part) => SUBJECTS.includes(part.scheme));
    const first = main === null ? [] : [main.nameCell, ...main.codeCells].filter((cell) => cell !== null);
    return { main, further, cells: [...new Set([...first, ...cells])], flags };
  }

  /** What a shared name without codes beside it is of: it may begin with its own (2080201 行政运行, 301001-某局). */
  #shared(cell: TableCell): Part {
    const of = (scheme: LineScheme | null, { code, name }: Pick<Split, 'code' | 'name'>) => ({
      ...{ scheme, code, nameCell: cell, nameText: name, codeCells: [] },
    });
    const group = { scheme: null, codes: [], names: [] };
    const subject = this.#block.sharedByProjects ? null : this.#subjectIn(cell, cell.text, group, this.#joinerOfShared);
    if (subject !== null && subject.code !== null) return of(schemeOf(subject.code), subject);
    const other = splitUnitAndName(cell.text, !this.#block.sharedByProjects);
    if (other !== null) return of(other.code.length > LONGEST_UNIT_CODE ? 'project' : 'unit', other);
    return of(this.#block.sharedByProjects ? 'project' : null, { code: null, name: cell.text });
  }

  /** Gives the shared name to the classification (before the unit) that has a code here and no names of its own. */
  #named(parts: readonly Read[], shared: TableCell | null): readonly Part[] {
    if (shared === null) return parts;
    const open = parts
      .filter((part) => !part.hasNames && part.code !== null)
      .toSorted((a, b) => this.#order.indexOf(a.scheme) - this.#order.indexOf(b.scheme));
    const owner = open[0];
    if (owner !== undefined)
      return parts.map((part) => (part === owner ? { ...part, nameCell: shared, nameText: shared.text } : part));
    return [...parts, this.#shared(shared)];
  }
}
