import type { Lexicon } from '../../declare/lexicon.ts';
import type { Declarations, Pipeline } from '../../declare/load.ts';
import { type Box, union } from '../../model/box.ts';
import type { PageLayout, TextLine } from '../../model/grid.ts';
import { parsePrinted } from '../../model/money.ts';
import type { Measure, Side } from '../../model/statement.ts';
import type { Table, TableCell } from '../../model/table.ts';
import { compact, tidyName } from '../../model/text.ts';
import { isTotalName, sideOfTotal } from '../../words/totals.ts';
import { NO_CONTENTS } from './contents.ts';
import { type Evidence, headerScore } from './evidence.ts';
import { evidenceOf } from './tables.ts';
import { GOOD_TITLE, TitleFinder } from './title.ts';
import { endsAsTitle } from './title-line.ts';

/** So many rows with codes are a table by class, no half of one. */
const CODED = 3;
/** What no half has for its columns. */
const PARTS: readonly Measure[] = ['basic', 'project'];
/** How far (points) two frames side by side may overlap. */
const TOUCH = 2;

/** A table that is one side of a 收支总表, in a frame of its own. */
interface Half {
  readonly table: Table;
  readonly side: Side;
  /** What that side comes to, as printed. */
  readonly total: string;
  /** The line above that says the side, where headings and totals do not. */
  readonly caption: TextLine | null;
  readonly evidence: Evidence;
}

/** Rows before the first figure. */
function headRows({ rows }: Table): number {
  const first = rows.findIndex((row) => row.some(({ text }) => /\d[.,]\d/u.test(text)));
  return first < 0 ? rows.length : first;
}

function withoutYear(text: string): string {
  return text.replace(/20\d\d年?度?/gu, '');
}

function frameOf({ rows }: Table, page: number): Box | null {
  return union(rows.flat().flatMap((cell) => (cell.page === page ? [cell.box] : [])));
}

/** Finds tables of which each side stands in a frame of its own, and makes one of both. */
class HalfJoiner {
  readonly #pipeline: Pipeline;
  readonly #lexicon: Lexicon;
  readonly #evidence: (table: Table) => Evidence;
  readonly #titles: TitleFinder;
  readonly #layouts: readonly PageLayout[];

  constructor(
    pipeline: Pipeline,
    lexicon: Lexicon,
    evidence: (table: Table) => Evidence,
    layouts: readonly PageLayout[],
  ) {
    const { vocabulary, wording } = pipeline;
    this.#pipeline = pipeline;
    this.#lexicon = lexicon;
    this.#evidence = evidence;
    this.#titles = new TitleFinder(vocabulary.titles, '', wording.titles, NO_CONTENTS);
    this.#layouts = layouts;
  }

  /** The one side that a text is a heading of. */
  #sideIn(text: string): Side | null {
    const { sides, titles } = this.#pipeline.vocabulary;
    const words = withoutYear(tidyName(text));
    const said = sides.find(words);
    if (said !== null) return said;
    const { classes, unknown } = titles.read(words, '');
    if (unknown > 0 || classes.has('revenue') === classes.has('expenditure')) return null;
    return classes.has('revenue') ? 'revenue' : 'expenditure';
  }

  /** The half that a table is by its headings and totals, or by a line above it; null where it is none. */
  #halfOf(table: Table, above: readonly TextLine[]): Half | null {
    const head = headRows(table);
    const said = table.rows
      .slice(0, head)
      .flat()
      .flatMap(({ text }) => this.#sideIn(text) ?? []);
    const totals = table.rows.slice(head).flatMap((row) => {
      const name = compact(row.find(({ text }) => /\p{Script=Han}/u.test(text))?.text ?? '');
      const figure = row.flatMap(({ text }) => parsePrinted(compact(text)) ?? [])[0];
      return isTotalName(name) && figure !== undefined ? [{ side: sideOfTotal(name), decimal: figure.decimal }] : [];
    });
    const told = new Set([...said, ...totals.flatMap((one) => one.side ?? [])]);
    const sides = told.size > 0 ? told : this.#sidesOfLines(table, head);
    const caption = above.findLast(({ text }) => this.#sideIn(text) !== null) ?? null;
    const side = sides.size > 0 ? [...sides][0] : caption && this.#sideIn(caption.text);
    const total = totals.at(-1)?.decimal;
    const evidence = this.#evidence(table);
    const isByClass = evidence.codes.functional + evidence.codes.economic >= CODED || this.#parts(evidence);
    if (sides.size > 1 || !side || total === undefined || isByClass) return null;
    return { table, side, total, caption: sides.size > 0 ? null : caption, evidence };
  }

  /** Whether headings part what is spent (基本支出 | 项目支出), as those of 支出总表 do. */
  #parts({ header }: Evidence): boolean {
    const { headers } = this.#pipeline.vocabulary;
    return header.some((text) => {
      const concept = headers.find(text);
      return concept?.is === 'measure' && PARTS.includes(concept.measure);
    });
  }

  /** The sides that the names of lines speak of: 事业收入; 教育支出. */
  #sidesOfLines({ rows }: Table, head: number): ReadonlySet<Side> {
    const names = rows
      .slice(head)
      .flatMap((row) => row.find(({ text }) => /\p{Script=Han}{2}/u.test(text))?.text ?? []);
    return new Set(
      names.map(tidyName).flatMap((name): Side[] => {
        if (this.#lexicon.byName('functional', name, null).length > 0) return ['expenditure'];
        const side = this.#sideIn(name);
        return side === null ? [] : [side];
      }),
    );
  }

  /** Whether a line over the second frame says no more than which side it is, or what is said of all tables. */
  #saysLittle(line: TextLine, over: readonly TextLine[]): boolean {
    const { same_for_all: label, continued } = this.#pipeline.wording.tables;
    const text = compact(line.text);
    if (over.some((known) => compact(known.text) === text)) return true;
    if (endsAsTitle(text, this.#pipeline.wording.titles)) return false;
    return (
      this.#sideIn(text) !== null ||
      line.text
        .trim()
        .split(/\s+/u)
        .every((piece) => continued.test(piece) || label.test(piece))
    );
  }

  /** What stands over two frames side by side: a title in the middle is over neither. */
  #overBoth(page: number, frames: readonly Box[]): readonly TextLine[] {
    const layout = this.#layouts.find((one) => one.page === page);
    const top = Math.min(...frames.map(({ y0 }) => y0));
    const earlier = layout?.grids.filter(({ box }) => box.y1 <= top + TOUCH) ?? [];
    const bottom = Math.max(-Infinity, ...earlier.map(({ box }) => box.y1));
    return layout?.lines.filter(({ y0, y1 }) => (y0 + y1) / 2 < top && (y0 + y1) / 2 > bottom) ?? [];
  }

  /** What stands over two tables as over one; null where they do not follow each other so. */
  #overOne(first: Table, second: Table): readonly TextLine[] | null {
    const [page, next] = [first.pages.at(-1) ?? 0, second.pages[0] ?? 0];
    const [one, other] = [frameOf(first, page), frameOf(second, page)];
    const isBeside =
      one !== null && other !== null && one.y0 < other.y1 && other.y0 < one.y1 && other.x0 > one.x1 - TOUCH;
    if (isBeside) return this.#overBoth(page, [one, other]);
    const follows = next === page || next === page + 1;
    return follows && second.above.every((line) => this.#saysLittle(line, first.above)) ? first.above : null;
  }

  /** Both as one table where they are the two sides of one statement, and come to the same. */
  joined(first: Table, second: Table): Table | null {
    const above = this.#overOne(first, second);
    if (above === null) return null;
    const title = this.#titles.find({ ...first, above });
    const match = title?.bare ? undefined : title?.matches[0];
    const { statements } = this.#pipeline.vocabulary;
    const statement = statements.find(({ kind, shape }) => kind === match?.kind && shape === 'two-sided');
    if (statement === undefined || (match?.score ?? 0) < GOOD_TITLE) return null;
    const [left, right] = [this.#halfOf(first, first.above), this.#halfOf(second, second.above)];
    if (left === null || right === null || left.side === right.side || left.total !== right.total) return null;
    const fits = [left, right].every(({ evidence }) => headerScore(evidence, statement) > 0);
    return fits ? sideBySide({ ...left, table: { ...first, above } }, right) : null;
  }
}

/** A heading of its own over all columns of a table, of the line that says its side. */
function headed({ table, caption }: Half): Table {
  if (caption === null) return table;
  const first = table.rows[0]?.[0];
  const cell: TableCell = {
    ...{ row: 0, column: 0, rowSpan: 1, columnSpan: table.xs.length - 1 },
    ...{ page: first?.page ?? table.pages[0] ?? 1, box: caption, ink: caption, lines: [caption] },
    ...{ text: tidyName(caption.text), source: caption.source, confidence: caption.confidence, others: [] },
  };
  return { ...table, rows: [[cell], ...table.rows.map((row) => row.map((one) => ({ ...one, row: one.row + 1 })))] };
}

/** Two halves with their first figures in one row. */
function sideBySide(left: Half, right: Half): Table {
  const [table, other] = [headed(left), headed(right)];
  const [head, its] = [headRows(table), headRows(other)];
  const down = (one: Table, rows: number) => [
    ...Array.from({ length: rows }, (): TableCell[] => []),
    ...one.rows.map((row) => row.map((cell) => ({ ...cell, row: cell.row + rows }))),
  ];
  const [rows, others] = [down(table, Math.max(0, its - head)), down(other, Math.max(0, head - its))];
  const columns = table.xs.length - 1;
  const shift = (table.xs.at(-1) ?? 0) - (other.xs[0] ?? 0);
  const moved = others.map((row) => row.map((cell) => ({ ...cell, column: cell.column + columns })));
  return {
    ...table,
    pages: [...new Set([...table.pages, ...other.pages])],
    xs: [...table.xs, ...other.xs.slice(1).map((x) => x + shift)],
    rows: Array.from({ length: Math.max(rows.length, moved.length) }, (_, at) => [
      ...(rows[at] ?? []),
      ...(moved[at] ?? []),
    ]),
    below: other.below,
  };
}

/**
 * Tables with the halves of a 收支总表 (左右两半) that stand in frames of their own, beside or below each other under one title,
 * put side by side: revenue alone bears the title, and expenditure none.
 */
export function withHalves(
  tables: readonly Table[],
  layouts: readonly PageLayout[],
  declarations: Declarations,
): readonly Table[] {
  const { lexicon, pipelines } = declarations;
  const evidence = evidenceOf(declarations);
  const joiners = pipelines.map((pipeline) => new HalfJoiner(pipeline, lexicon, evidence, layouts));
  const whole: Table[] = [];
  for (const table of tables) {
    const before = whole.at(-1);
    const both = before && joiners.map((one) => one.joined(before, table)).find((one) => one !== null);
    if (both) whole[whole.length - 1] = both;
    else whole.push(table);
  }
  return whole.length === tables.length ? tables : whole.map((table, index) => ({ ...table, index }));
}
