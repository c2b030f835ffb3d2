import type { Lexicon } from '../../declare/lexicon.ts';
import type { StatementVocabulary, Vocabulary } from '../../declare/vocabulary.ts';
import { parsePrinted, type Unit } from '../../model/money.ts';
import type { Note } from '../../model/note.ts';
import type { LineRole, Placement, StatementKind } from '../../model/statement.ts';
import type { TableCell } from '../../model/table.ts';
import { compact } from '../../model/text.ts';
import { StatementDraft } from './draft.ts';
import type { Columns } from './head/columns.ts';
import { type Header, isMisreadYear } from './head/header.ts';
import type { Matrix } from './matrix.ts';

function stripYears(text: string): string {
  return text.replace(/20\d\d年?度?/gu, '');
}

/** Everything that reading one table needs, and what it leaves behind. */
export class TableReading {
  readonly matrix: Matrix;
  readonly header: Header;
  readonly columns: Columns;
  readonly statement: StatementVocabulary;
  readonly vocabulary: Vocabulary;
  readonly lexicon: Lexicon;
  readonly fiscalYear: number | null;
  readonly unit: Unit;
  /** How sure it is that the table is this statement. */
  readonly placement: Placement;
  readonly notes: Note[] = [];
  readonly remarks: string[] = [];
  /** Cells that are accounted for: figures, headings, names, declared noise. */
  readonly used: Set<TableCell>;
  readonly #drafts = new Map<StatementKind, StatementDraft>();

  constructor(
    given: Pick<
      TableReading,
      'matrix' | 'header' | 'columns' | 'statement' | 'vocabulary' | 'lexicon' | 'fiscalYear' | 'unit' | 'placement'
    >,
  ) {
    this.matrix = given.matrix;
    this.header = given.header;
    this.columns = given.columns;
    this.statement = given.statement;
    this.vocabulary = given.vocabulary;
    this.lexicon = given.lexicon;
    this.fiscalYear = given.fiscalYear;
    this.unit = given.unit;
    this.placement = given.placement;
    this.used = new Set(given.header.headings);
    this.draft(given.statement.kind);
  }

  /** The draft of a statement printed in this table; a second kind (机关运行经费 beside “三公”) gets its own. */
  draft(kind: StatementKind): StatementDraft {
    const known = this.#drafts.get(kind);
    if (known) return known;
    const draft = new StatementDraft(kind, this.placement, this.vocabulary.wording);
    this.#drafts.set(kind, draft);
    return draft;
  }

  get drafts(): readonly StatementDraft[] {
    return [...this.#drafts.values()];
  }

  /** Whether a row only repeats the heading (a continuation page's head that was kept). */
  repeatsHeader(row: number): boolean {
    const cells = this.matrix.texts(row);
    if (cells.length === 0) return false;
    const repeats = cells.filter((cell) => {
      if (this.header.headings.has(cell)) return true;
      return (this.header.paths[cell.column] ?? []).some((one) => one.cell.text === cell.text);
    });
    if (repeats.length === cells.length) return true;
    // 支出 beside the headings again, where expenditure stands below revenue
    const sides = cells.filter((cell) => this.vocabulary.sides.find(compact(cell.text)) !== null);
    if (repeats.length > 0 && cells.every((cell) => repeats.includes(cell) || sides.includes(cell))) return true;
    return this.#repeatsNumbers(cells) || this.#repeatsMisread(cells, repeats);
  }

  /** 1 2 3 … of the head once more; in a scan some of them misread. */
  #repeatsNumbers(cells: readonly TableCell[]): boolean {
    const same = cells.filter((cell) => this.header.numbers.get(cell.column) === cell.text.trim());
    return same.length >= 2 && same.length >= 0.6 * cells.length;
  }

  /** A recognised heading seldom reads twice the same: enough that most of it is headings and none an amount. */
  #repeatsMisread(cells: readonly TableCell[], repeats: readonly TableCell[]): boolean {
    if (cells.length < 3 || cells.some((cell) => cell.source !== 'ocr')) return false;
    if (cells.some((cell) => parsePrinted(cell.text) !== null && !isMisreadYear(cell))) return false;
    const known = (text: string): boolean => this.vocabulary.headers.find(stripYears(text)) !== null;
    const heads = cells.filter((cell) => repeats.includes(cell) || isMisreadYear(cell) || known(cell.text));
    return 2 * heads.length >= cells.length;
  }

  /** Why declared noise takes a row that begins with these words; null when it does not. */
  rowNoise(text: string): string | null {
    return this.vocabulary.ignoredRows.get(this.statement.kind)?.find(text) ?? null;
  }

  /** The role of a line, from its name and whether it is a classification subject. */
  roleOf(name: string, isSubject: boolean): LineRole {
    const declared = this.vocabulary.lines.find(name.replace(this.vocabulary.wording.among, ''));
    if (declared === 'grand_total' || declared === 'subtotal') return declared;
    if (isSubject) return 'subject';
    return declared ?? 'item';
  }
}
