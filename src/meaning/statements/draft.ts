import type { StatementsWording } from '../../declare/wording/wording.ts';
import type { Flag } from '../../model/codes.ts';
import type { Unit } from '../../model/money.ts';
import {
  type Amount,
  type ItemHeader,
  type Line,
  type Measure,
  type MeasureColumn,
  OTHER,
  type Placement,
  type StatementKind,
  weakest,
} from '../../model/statement.ts';
import type { TableCell } from '../../model/table.ts';
import { ordinalOf } from '../../model/text.ts';
import type { ReadAmount } from './amounts.ts';
import { type Hint, parentsOf } from './parents.ts';

/** A line before its place in the tree is known. */
export type NewLine = Omit<Line, 'index' | 'parent' | 'page' | 'box' | 'source' | 'confidence'> & {
  /** The cells that name it; the first one places it. */
  readonly cells: readonly TableCell[];
  /** Whether it stands over the lines below it as their sort (其他运转类 over its projects). */
  readonly outer?: boolean;
};

function leastSure(cells: readonly TableCell[]): Pick<Line, 'source' | 'confidence'> {
  const source = cells.some((cell) => cell.source === 'ocr') ? 'ocr' : 'text';
  return { source, confidence: Math.min(1, ...cells.map((cell) => cell.confidence)) };
}

/**
 * How far left of its ink a cell's words may begin: the ink of a recognised opening quote or bracket may stand in the
 * right half of its square.
 */
function slackOf({ lines }: TableCell): number {
  const [line] = lines;
  const [glyph] = line?.glyphs ?? [];
  const opens = glyph?.source === 'ocr' && /^[\p{Ps}\p{Pi}]/u.test(glyph.text);
  return line && opens ? Math.max(0, line.x0 - (glyph.x1 - line.size)) : 0;
}

/** How much (points) the room on both sides of a centred name may differ. */
const CENTRED = 1.5;

function isCentred({ lines: [line], box }: TableCell): boolean {
  return line !== undefined && Math.abs(line.x0 - box.x0 - (box.x1 - line.x1)) <= CENTRED;
}

/** Flags of a line or figure that position alone told, or nothing. */
const TOLD_BY_PLACE: readonly string[] = ['nameless-line', 'name-doubtful', 'code-doubtful', 'heading-reach'];

function placementOf(flags: readonly Flag[], measure: Measure): Placement {
  if (measure.startsWith('other:')) return 'unknown';
  return flags.some((flag) => TOLD_BY_PLACE.includes(flag)) ? 'inferred' : 'established';
}

/** Lines and amounts of one statement while it is being read. */
export class StatementDraft {
  readonly kind: StatementKind;
  readonly placement: Placement;
  readonly columns: MeasureColumn[] = [];
  readonly #lines: Line[] = [];
  readonly #hints: Hint[] = [];
  readonly #amounts: Amount[] = [];
  readonly #wording: StatementsWording;

  constructor(kind: StatementKind, placement: Placement, wording: StatementsWording) {
    this.#wording = wording;
    this.kind = kind;
    this.placement = kind === OTHER ? 'unknown' : placement;
  }

  get empty(): boolean {
    return this.#lines.length === 0;
  }

  /** Adds a line of a block and returns its index. `place` is where it stands when nothing names it. */
  line(line: NewLine, place: TableCell, block = 0): number {
    const { cells, outer = false, ...rest } = line;
    const first = cells[0] ?? place;
    const index = this.#lines.length;
    const { page } = first;
    this.#lines.push({ ...rest, index, parent: null, page, box: first.ink ?? first.box, ...leastSure(cells) });
    this.#hints.push({
      block,
      ordinal: ordinalOf(line.rawName),
      indent: (first.lines[0]?.x0 ?? first.box.x0) - first.box.x0,
      slack: slackOf(first),
      centred: isCentred(first),
      outer,
    });
    return index;
  }

  /** Adds an amount of a line. */
  amount(line: number, measure: Measure, cell: TableCell, read: ReadAmount, unit: Unit): void {
    const { page, source, others, looks } = cell;
    const confidence = read.flags.includes('misread-characters') ? cell.confidence / 2 : cell.confidence;
    const index = this.#amounts.length;
    const flags: readonly Flag[] = measure.startsWith('other:') ? [...read.flags, 'unknown-column'] : read.flags;
    const box = cell.ink ?? cell.box;
    this.#amounts.push({
      ...read,
      index,
      line,
      measure,
      placement: weakest(this.placement, placementOf([...(this.#lines[line]?.flags ?? []), ...read.flags], measure)),
      unit,
      page,
      box,
      source,
      confidence,
      others,
      ...(looks === undefined ? {} : { looks }),
      flags,
    });
  }

  /** Adds a column, once per side and measure. */
  column(column: MeasureColumn): void {
    if (this.columns.some(({ side, measure }) => side === column.side && measure === column.measure)) return;
    this.columns.push(column);
  }

  /** Notes the printed column of which a transposed table made `item.line`. */
  item(measure: Measure, item: ItemHeader): void {
    const at = this.columns.findIndex((column) => column.measure === measure);
    const column = this.columns[at];
    if (column !== undefined) this.columns[at] = { ...column, items: [...(column.items ?? []), item] };
  }

  /** All lines with their parents, and all amounts. */
  finish(): { readonly lines: readonly Line[]; readonly amounts: readonly Amount[] } {
    const parents = parentsOf(this.#lines, this.#hints, this.#wording);
    const lines = this.#lines.map((line, at) => ({ ...line, parent: parents[at] ?? null }));
    return { lines, amounts: this.#amounts };
  }
}
