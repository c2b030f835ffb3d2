import type { StatementVocabulary } from '../../declare/vocabulary.ts';
import type { StatementsWording } from '../../declare/wording/wording.ts';
import type { Flag } from '../../model/codes.ts';
import type { CellDoubt } from '../../model/grid.ts';
import { type CodeScheme, type LineScheme, OTHER, type StatementKind } from '../../model/statement.ts';
import type { TableCell } from '../../model/table.ts';
import { compact } from '../../model/text.ts';
import { readAmount, unreadCell } from './amounts.ts';
import { schemeOf } from './codes.ts';
import type { TableReading } from './context.ts';
import { endsInFigure, isOddName } from './doubted/apart.ts';
import { isAstray } from './doubted/astray.ts';
import { checkCode } from './doubted/check-code.ts';
import { isNotOfCode } from './doubted/second-names.ts';
import { beginsBelow, isUnitsCode, isUnsureCode, printsUnreadCode } from './doubted/unread-codes.ts';
import type { NewLine } from './draft.ts';
import type { Block } from './head/columns.ts';
import { placeOf } from './head/header.ts';
import { rowsToldApart } from './head/told-apart.ts';
import { measureOfYear, YearRows } from './head/year-rows.ts';
import { isPrintedInto, readName } from './names.ts';
import { LabelReader, type Part, type RowLabel } from './row-label.ts';
import { NO_STANDARD, StandardCodes } from './standard.ts';

/** Statements whose lines are units and projects, with names of their own. */
const NAMED_FREELY: ReadonlySet<StatementKind> = new Set([
  'project_expenditure',
  'project_carryover',
  'agency_operation',
]);
const WHOLE = '合计';
const DECIMALS = /\d[.．]\d/u;

function namesFreely({ kind, scheme, shape }: StatementVocabulary): boolean {
  return NAMED_FREELY.has(kind) || (scheme === 'none' && shape === 'lines');
}

function asCodeScheme(scheme: LineScheme | null): CodeScheme | null {
  return scheme === 'unit' || scheme === 'project' ? null : scheme;
}

/** Codes that are as long as no code of a classification are those of units, wherever they stand. */
const UNIT_CODE = /^(?:\d{6}|\d{8,})$/u;

/** A shorter name than this is none of two. */
const LEAST = 2;

/** Why words may not be what is meant: struck out, printed over one another, with a figure set into them, or cut off. */
const ODD_WORDS: readonly CellDoubt[] = ['struck', 'overprinted', 'overrun', 'cut', 'merged-rows'];

function isOdd({ doubts }: TableCell): boolean {
  return doubts?.some((one) => ODD_WORDS.includes(one)) === true;
}

/** What is odd about the print (字迹存疑) of a line's code, or of a name that nothing confirms. */
function oddPrint(part: Part, name: string, isConfirmed: boolean, wording: StatementsWording): readonly Flag[] {
  const { nameCell, codeCells } = part;
  const isDoubted = codeCells.some(isOdd) || isAstray(part, name, isConfirmed);
  const code: readonly Flag[] = isDoubted ? ['code-doubtful'] : [];
  const unlike = () => nameCell !== null && !isConfirmed && (isOdd(nameCell) || isOddName(part, name, wording));
  const odd = isPrintedInto(name, wording) || (nameCell !== null && endsInFigure(nameCell)) || unlike();
  return odd ? [...code, 'name-doubtful'] : code;
}

type Named = Pick<NewLine, 'code' | 'name' | 'rawName' | 'standardCode' | 'scheme'> & { readonly flags: Flag[] };

/** A line that is the whole table's, whatever its row says. */
function wholeOf(line: NewLine): NewLine {
  return { ...line, name: WHOLE, role: 'grand_total', flags: line.flags.filter((flag) => flag !== 'nameless-line') };
}

/** Reads the lines of one block, row by row, keeping what later rows depend on. */
class BlockReader {
  readonly #reading: TableReading;
  readonly #block: Block;
  readonly #position: number;
  readonly #labels: LabelReader;
  readonly #standard: StandardCodes;
  readonly #free: boolean;
  readonly #years: YearRows;
  readonly #toldApart: ReadonlySet<number>;
  /** Columns of figures, of all blocks. */
  readonly #values: ReadonlySet<number>;
  /** Lines that several years print in rows of their own, by what labels them. */
  readonly #ofYears = new Map<string, number>();
  /** What other statement has the row above (机关运行经费 in 机构运行信息表): below it nothing is the table's own. */
  #beyond: StatementKind | null = null;
  /** Whether that row prints no amount: those of its parts are all that there are. */
  #isBare = false;

  constructor(reading: TableReading, block: Block, position: number) {
    this.#reading = reading;
    this.#position = position;
    this.#block = block;
    this.#free = namesFreely(reading.statement);
    this.#labels = new LabelReader(reading, block, this.#free);
    this.#years = new YearRows(reading, block);
    this.#values = new Set(reading.columns.blocks.flatMap(({ values }) => values.map(({ column }) => column)));
    this.#toldApart = rowsToldApart(reading.matrix, reading.header, block, reading.columns);
    this.#standard = new StandardCodes(reading.lexicon, reading.statement, block.side, reading.fiscalYear);
  }

  /** What a code is a code of: the column's, unless the code itself is none of that sort. */
  #schemeOf({ scheme, code }: Part, name: string): LineScheme | null {
    if (code === null || scheme === 'unit' || scheme === 'project') return scheme;
    const subject = this.#standard.schemeOf(scheme);
    // a code beside the name of a subject may have a digit too many: a misread one, or the mark of a footnote
    if (subject !== null && this.#reading.lexicon.byName(subject, name, this.#reading.fiscalYear).length > 0)
      return subject;
    if (UNIT_CODE.test(code)) return 'unit';
    const own = schemeOf(code);
    if (own === null || scheme === null || own === scheme) return own;
    return this.#reading.lexicon.byName(own, name, this.#reading.fiscalYear).length > 0 ? own : 'unit';
  }

  /** Code and name of a row's line; units and projects have no standard code. */
  #named(part: Part): Named {
    const { lexicon, statement, vocabulary, fiscalYear: year } = this.#reading;
    const free = this.#free || part.scheme === 'unit' || part.scheme === 'project';
    const known = (name: string): boolean => {
      const role = vocabulary.lines.find(name);
      const total = role === 'grand_total' || role === 'subtotal';
      return (free ? total : role !== null) || statement.items.find(name) !== null;
    };
    const scheme = this.#standard.schemeOf(part.scheme);
    const context = { lexicon, wording: vocabulary.wording, scheme, code: part.code, year, known, free };
    const read = part.nameCell ? readName(part.nameCell, part.nameText, context) : { raw: '', name: '', flags: [] };
    // 公务接待中心 under 单位名称 is a unit
    const item = part.scheme === 'unit' ? null : statement.items.find(read.name.replace(vocabulary.wording.among, ''));
    const name = item ?? read.name;
    const own = this.#schemeOf(part, name);
    const plain = { name, rawName: read.raw, flags: [...read.flags], standardCode: null };
    if (own === 'unit' || own === 'project') {
      if (isUnsureCode(part)) plain.flags.push('code-doubtful');
      return { ...plain, code: part.code, scheme: part.code === null ? null : own };
    }
    const checked = checkCode(part.code, part.codeCells, read.name, context);
    const { code } = checked;
    if (part.code !== null && code !== null && checked.flag === 'code-corrected')
      this.#labels.putRight(part.code, code);
    const total = vocabulary.lines.find(name);
    if (code === null && (total === 'grand_total' || total === 'subtotal')) return { ...plain, code, scheme: null };
    if (checked.flag !== null) plain.flags.push(checked.flag);
    const standard = name === '' && code === null ? NO_STANDARD : this.#standard.of(code, name, part.scheme);
    if (code !== null && standard.scheme === null) plain.flags.push('odd-code');
    return { ...plain, code, standardCode: standard.code, scheme: standard.scheme };
  }

  #line(label: RowLabel, row: number): NewLine {
    const none: Named = { code: null, name: '', rawName: '', standardCode: null, scheme: null, flags: [] };
    const main = label.main === null ? none : this.#named(label.main);
    const [second = null, third = null] = label.further.map((part) => this.#further(part, main));
    const flags = [...label.flags, ...main.flags, ...(second?.flags ?? []), ...(third?.flags ?? [])];
    if (label.main !== null)
      flags.push(...oddPrint(label.main, main.name, this.#isConfirmed(main), this.#reading.vocabulary.wording));
    const only = label.main === null && this.#isOnlyRow(row);
    if (main.name === '' && main.code === null && !only) flags.push('nameless-line');
    const unnamed = main.name === '' && main.code !== null && this.#block.labels[0]?.names.length !== 0;
    const heaped = this.#isOfTwoLines(main) || this.#isOfTwoItems(label.main?.nameCell ?? null);
    const isUnclear = unnamed || this.#years.isUnclear(main.name) || this.#toldApart.has(row);
    if (isUnclear || heaped) flags.push('name-doubtful');
    if (main.code === null && beginsBelow(this.#block) && this.#reading.roleOf(main.name, false) !== 'grand_total')
      flags.push('code-doubtful');
    const { organisations } = this.#reading.vocabulary;
    const isUnit = (name: string) => organisations.reports(compact(name));
    const unread = printsUnreadCode(this.#reading.matrix.texts(row), label, this.#values, isUnit);
    if (!this.#free && (unread || isUnitsCode(label, this.#reading.lexicon, isUnit))) flags.push('code-doubtful');
    const { code, standardCode, scheme, rawName } = main;
    const name = only ? WHOLE : main.name;
    const coded = scheme !== 'unit' && scheme !== 'project' && (standardCode !== null || code !== null);
    return {
      row: row - this.#reading.header.bodyStart + 1,
      side: this.#block.side,
      role: only ? 'grand_total' : this.#reading.roleOf(name, coded),
      ...{ code, name, rawName, standardCode, scheme },
      name2: second === null || second.name === '' ? null : second.name,
      standardCode2: second?.standardCode ?? null,
      ...(third === null ? {} : { name3: third.name === '' ? null : third.name, standardCode3: third.standardCode }),
      flags,
      cells: label.cells,
      ...(label.outer === true ? { outer: true } : {}),
    };
  }

  /** Whether a dictionary has a line's name for its code, or made it whole. */
  #isConfirmed({ scheme, code, name, flags }: Named): boolean {
    if (flags.includes('name-completed')) return true;
    const { lexicon, fiscalYear } = this.#reading;
    const of = asCodeScheme(scheme);
    return of !== null && code !== null && lexicon.pair(of, code, name, fiscalYear) === 'agrees';
  }

  /** Whether a name is that of its line and of the next: the name of the code and another, or two totals. */
  #isOfTwoLines(main: Named): boolean {
    const { scheme, code, name } = main;
    const isTotal = (part: string) => ['grand_total', 'subtotal'].includes(this.#reading.roleOf(part, false));
    if (name.length < 2 * LEAST || isTotal(name) || this.#isConfirmed(main)) return false;
    const { lexicon, fiscalYear: year } = this.#reading;
    const of = asCodeScheme(scheme);
    const isNext = (part: string) => of !== null && lexicon.byName(of, part.replace(/^\d{3,7}/u, ''), year).length > 0;
    return Array.from({ length: name.length - 2 * LEAST + 1 }, (_, at) => at + LEAST).some((at) => {
      const [first, second] = [name.slice(0, at), name.slice(at)];
      if (of === null || code === null) return isTotal(first) && isTotal(second);
      const isOwn = (part: string) => lexicon.pair(of, code, part.replace(/^\d{3,7}/u, ''), year) === 'agrees';
      return (isOwn(first) && isNext(second)) || (isOwn(second) && (isNext(first) || isTotal(first)));
    });
  }

  /** Whether two lines of a cell are each the whole name of another item, or of the total: no rule parts their rows. */
  #isOfTwoItems(cell: TableCell | null): boolean {
    if (cell === null || cell.lines.length < 2) return false;
    const { statement, vocabulary } = this.#reading;
    const names = cell.lines.map(({ text }) => compact(text));
    const isWhole = (name: string) =>
      statement.items.find(name) === name || vocabulary.lines.find(name) === 'grand_total';
    return new Set(names.filter(isWhole)).size > 1;
  }

  /** A further classification of the same row; a 政府 class is sought among those that the 部门 class may be. */
  #further(part: Part, main: Named) {
    const { lexicon, fiscalYear: year, vocabulary } = this.#reading;
    const scheme = this.#standard.scheme === null && part.scheme === null ? null : part.scheme;
    const { wording } = vocabulary;
    const of = { lexicon, wording, scheme: asCodeScheme(scheme), code: part.code, year };
    const context = { ...of, known: () => false, free: false };
    const blank = { name: '', flags: [] };
    const read = part.nameCell ? readName(part.nameCell, part.nameText, context) : blank;
    const standardCode = part.code ?? this.#standard.further(part.scheme, read.name, main.standardCode);
    const flags = [...read.flags];
    const named = of.scheme !== null && standardCode !== null && lexicon.pair(of.scheme, standardCode, read.name, year);
    const odd = part.nameCell !== null && isOdd(part.nameCell) && named !== 'agrees';
    const isUnlike = isNotOfCode(part, read.name, named, this.#block.labels);
    if (odd || isUnlike || isPrintedInto(read.name, wording)) flags.push('name-doubtful');
    return { name: read.name, standardCode, flags };
  }

  /** Whether a table without names has nothing but this row of figures: it is the whole. */
  #isOnlyRow(row: number): boolean {
    const { matrix, header } = this.#reading;
    if (this.#block.labels.length + this.#block.shared.length > 0) return false;
    for (let other = header.bodyStart; other < matrix.rows; other++) {
      const filled = this.#block.values.some(({ column }) => matrix.at(other, column)?.text.trim() !== '');
      if (other !== row && filled && !this.#reading.repeatsHeader(other) && matrix.texts(other).length > 0)
        return false;
    }
    return true;
  }

  /**
   * Whether a row counts or measures things: it says so in brackets (公务用车保有量（辆）), or by a declared name; its figures
   * are those of counts.
   */
  #isCount(name: string, figures: readonly TableCell[]): boolean {
    const { wording, counts } = this.#reading.vocabulary;
    if (this.#hasQuantities()) return false;
    if (wording.measured.test(name)) return true;
    if (figures.some((cell) => DECIMALS.test(cell.text))) return false;
    return wording.counted.test(name) || (counts.find(name) === true && this.#printsDecimals());
  }

  /** Whether a column of its own counts things (数量 beside 价值): the others are money. */
  #hasQuantities(): boolean {
    const { header, columns, vocabulary } = this.#reading;
    const { quantities } = vocabulary.wording;
    const heads = header.paths.filter((_, column) => columns.ignored.has(column));
    return heads.some((path) => path.some(({ text, concept }) => concept?.is === 'ignored' && quantities.test(text)));
  }

  /** Whether figures of the table print decimals: those without them are of other things. */
  #printsDecimals(): boolean {
    const { matrix, header, columns } = this.#reading;
    const values = columns.blocks.flatMap((block) => block.values);
    const rows = Array.from({ length: matrix.rows - header.bodyStart }, (_, at) => header.bodyStart + at);
    return rows.some((row) => values.some(({ column }) => DECIMALS.test(matrix.at(row, column)?.text ?? '')));
  }

  /**
   * Whether declared noise takes the whole row: a note inside the grid, a head count. A row with amounts is a line, whatever
   * it begins with (注册中心运行经费); only beside items may they be counts.
   */
  #isNoise({ main }: RowLabel, figures: readonly TableCell[]): boolean {
    const { remarks, statement, unit, vocabulary } = this.#reading;
    const text = main?.nameCell?.text ?? '';
    if (text === '' || (main?.code ?? null) !== null) return false;
    if (this.#isCount(compact(text), figures)) return true;
    // 栏次 under a head that was not read numbers columns all the same
    if (vocabulary.headers.find(compact(text))?.is === 'row-number') return true;
    if (this.#reading.rowNoise(text) === null) return false;
    if (statement.shape !== 'items' && figures.some((cell) => typeof readAmount(cell, unit, vocabulary) !== 'string'))
      return false;
    if (this.#reading.vocabulary.wording.note.test(compact(text))) remarks.push(compact(text));
    return true;
  }

  read(row: number): void {
    const { matrix, used, vocabulary, unit, notes, statement } = this.#reading;
    const printed = this.#years.labelled(row, this.#labels.read(row));
    const year = this.#years.of(row, printed);
    const label: RowLabel = year?.named ? { ...printed, main: null } : printed;
    const nameCell = label.main?.nameCell ?? null;
    const values = this.#block.values.flatMap(({ column, measure: own, path, unit: printedUnit }) => {
      const cell = matrix.at(row, column);
      const begins = cell && cell.row === row && cell.column === column && cell.text.trim() !== '';
      if (!begins || used.has(cell)) return [];
      const header = path.map((one) => one.text);
      const measure = year === null ? own : measureOfYear(own, year, header);
      return [{ cell, measure, header, unit: printedUnit ?? unit }];
    });
    if (nameCell?.row === row && used.has(nameCell)) return;
    const noise = this.#isNoise(
      label,
      values.map(({ cell }) => cell),
    );
    if (!noise && this.#isAnothers(nameCell)) return;
    for (const cell of [...label.cells, ...(year?.cells ?? [])]) used.add(cell);
    if (noise || year?.apart === null) {
      for (const { cell } of values) used.add(cell);
      return;
    }
    const amounts = values.flatMap(({ cell, measure, header, unit }) => {
      used.add(cell);
      const amount = readAmount(cell, unit, vocabulary);
      if (amount === 'unread') notes.push(unreadCell(cell, statement.kind));
      return typeof amount === 'string' ? [] : [{ cell, measure, header, unit, amount }];
    });
    // a line of which nothing was read beside a name with a figure behind it has no amount that could be in doubt
    if (amounts.length === 0 && nameCell?.row === row && endsInFigure(nameCell))
      notes.push(unreadCell(nameCell, statement.kind));
    const named = label.main !== null;
    const place = label.cells[0] ?? amounts[0]?.cell;
    if (!place || (!named && amounts.length === 0) || this.#isPlaceholder(label, amounts.length)) return;
    const read = this.#line(label, row);
    const line = year !== null && label.main === null ? wholeOf(read) : read;
    const elsewhere = statement.elsewhere.find(line.name);
    if (elsewhere !== null || statement.items.find(line.name) !== null) {
      this.#beyond = elsewhere;
      this.#isBare = amounts.length === 0;
    }
    const draft = this.#reading.draft(elsewhere ?? this.#kindBelow(line.name));
    const key = year === null ? null : `${draft.kind}|${line.code}|${line.name}`;
    const index =
      (key === null ? undefined : this.#ofYears.get(key)) ??
      draft.line(elsewhere === null ? line : wholeOf(line), place, this.#position);
    if (key !== null) this.#ofYears.set(key, index);
    for (const { cell, measure, header, unit, amount } of amounts) {
      if (year !== null && year.apart !== 0)
        draft.column({ side: this.#block.side, measure, header: [year.words, ...header] });
      draft.amount(index, measure, cell, amount, unit);
    }
  }

  /** The statement of a line that is not named as one of another's. */
  #kindBelow(name: string): StatementKind {
    const { kind, belowElsewhere } = this.#reading.statement;
    if (this.#beyond === null) return kind;
    return this.#isBare && belowElsewhere.find(name) === this.#beyond ? this.#beyond : OTHER;
  }

  /** Whether the name's cell reaches over this block's figures: it names the block to the right (公用经费合计). */
  #isAnothers(name: TableCell | null): boolean {
    if (name === null || name.columnSpan === 1) return false;
    return this.#block.values.every(({ column }) => name.column <= column && column < name.column + name.columnSpan);
  }

  /** 无, … and the like where a name should stand, without any amount. */
  #isPlaceholder({ main }: RowLabel, amounts: number): boolean {
    if (amounts > 0 || main === null || main.code !== null || main.nameCell === null) return false;
    return this.#reading.vocabulary.ignoredCells.find(main.nameCell.text) !== null;
  }
}

/** Reads a table whose lines stand one below the other, in one block or several side by side. */
export function readLines(reading: TableReading): void {
  const { blocks } = reading.columns;
  const readers = blocks.map((block, at) => new BlockReader(reading, block, at));
  const draft = reading.draft(reading.statement.kind);
  for (const { side, values } of blocks) {
    for (const { measure, path, understood } of values) {
      const at = placeOf(path);
      const header = path.map((one) => one.text);
      draft.column({ side, measure, header, understood, ...(at === undefined ? {} : { at }) });
    }
  }
  for (let row = reading.header.bodyStart; row < reading.matrix.rows; row++) {
    if (reading.repeatsHeader(row)) {
      for (const cell of reading.matrix.texts(row)) reading.used.add(cell);
      continue;
    }
    for (const reader of readers) reader.read(row);
  }
}
