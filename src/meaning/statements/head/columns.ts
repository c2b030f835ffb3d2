import type { StatementVocabulary, Vocabulary } from '../../../declare/vocabulary.ts';
import { isBlankAmount, parsePrinted } from '../../../model/money.ts';
import type { Measure, Side } from '../../../model/statement.ts';
import { compact } from '../../../model/text.ts';
import type { Header, HeaderCell } from './header.ts';
import type { Matrix } from '../matrix.ts';
import { resolveMeasures } from './measures.ts';

type CodePart = 'whole' | '类' | '款' | '项';
type NamePart = 'first' | 'second' | 'unit';

/** What a column holds. */
export type Role =
  | { readonly is: 'value' | 'empty' | 'text' | 'row-number' }
  | { readonly is: 'code'; readonly part: CodePart }
  | { readonly is: 'name'; readonly part: NamePart }
  | { readonly is: 'ignored'; readonly why: string };

export interface ValueColumn {
  readonly column: number;
  readonly measure: Measure;
  readonly path: readonly HeaderCell[];
}

export interface CodeColumn {
  readonly column: number;
  readonly part: CodePart;
}

/** Lines printed one below the other: a two-sided or side-by-side table has two or more blocks. */
export interface Block {
  readonly side: Side | null;
  readonly codes: readonly CodeColumn[];
  /** Codes of the second name (政府预算经济科目), where they are printed. */
  readonly secondCodes: readonly CodeColumn[];
  readonly names: readonly number[];
  /** Unit names beside the names of lines: they name the rows that have no other name. */
  readonly units: readonly number[];
  readonly secondNames: readonly number[];
  readonly values: readonly ValueColumn[];
}

export interface Columns {
  readonly blocks: readonly Block[];
  /** Columns whose cells are no figures: notes, row numbers, percentages. */
  readonly ignored: ReadonlySet<number>;
  /** Those of them that hold words by the look of them alone: a figure there is a surprise. */
  readonly texts: ReadonlySet<number>;
}

interface Sample {
  readonly amounts: number;
  readonly codes: number;
  readonly texts: number;
}

/** What stands in the body of a column: a hint where the header words do not settle it. */
function sample(matrix: Matrix, column: number, from: number): Sample {
  let amounts = 0;
  let codes = 0;
  let texts = 0;
  for (let row = from; row < matrix.rows; row++) {
    const cell = matrix.at(row, column);
    if (!cell || cell.row !== row || cell.column !== column || isBlankAmount(cell.text)) continue;
    const text = compact(cell.text);
    if (/^\d{3}(?:\d{2}){0,2}$/u.test(text)) codes++;
    else if (parsePrinted(text) !== null) amounts++;
    else texts++;
  }
  return { amounts, codes, texts };
}

function declaredRole(path: readonly HeaderCell[]): Role | null {
  const ignored = path.find((one) => one.concept?.is === 'ignored')?.concept;
  if (ignored?.is === 'ignored') return ignored;
  for (const { concept, years } of path.toReversed()) {
    if (concept === null || concept.is === 'context' || concept.is === 'period') {
      if (years.length > 0) return { is: 'value' };
      continue;
    }
    if (concept.is === 'code' || concept.is === 'name' || concept.is === 'ignored') return concept;
    if (concept.is === 'row-number') return { is: 'row-number' };
    return { is: 'value' };
  }
  return null;
}

function roleOf(path: readonly HeaderCell[], body: Sample): Role {
  const declared = declaredRole(path);
  const { amounts, codes, texts } = body;
  if (declared?.is === 'name' && codes > amounts + texts) return { is: 'code', part: 'whole' };
  if (declared?.is === 'name' && amounts > 2 * (codes + texts)) return { is: 'value' };
  if (declared?.is === 'code' && declared.part === 'whole' && texts > codes + amounts + 1) {
    return { is: 'name', part: 'first' };
  }
  if (declared) return declared;
  if (texts > amounts + codes) return { is: 'text' };
  return path.length > 0 || amounts + codes > 0 ? { is: 'value' } : { is: 'empty' };
}

interface Draft {
  codes: CodeColumn[];
  secondCodes: CodeColumn[];
  names: number[];
  units: number[];
  secondNames: number[];
  values: number[];
}

function place(draft: Draft, role: Role, column: number): void {
  if (role.is === 'value') draft.values.push(column);
  else if (role.is === 'code') {
    (draft.names.length > 0 ? draft.secondCodes : draft.codes).push({ column, part: role.part });
  } else if (role.is === 'name') {
    const afterSecondCode = draft.secondCodes.length > 0 && draft.names.length > 0;
    if (role.part === 'unit') draft.units.push(column);
    else if (role.part === 'second' || afterSecondCode) draft.secondNames.push(column);
    else draft.names.push(column);
  }
}

/** A text column under unknown words names the lines when nothing else in its block does. */
function namesLines(role: Role, open: Draft | null, twoSided: boolean): boolean {
  if (role.is !== 'text') return false;
  if (open === null) return true;
  if (open.values.length > 0) return twoSided;
  return open.names.length + open.codes.length + open.units.length === 0;
}

function draftBlocks(roles: readonly Role[], ignored: Set<number>, twoSided: boolean): Draft[] {
  const drafts: Draft[] = [];
  let open: Draft | null = null;
  for (const [column, declared] of roles.entries()) {
    const role: Role = namesLines(declared, open, twoSided) ? { is: 'name', part: 'first' } : declared;
    if (role.is === 'ignored' || role.is === 'row-number' || role.is === 'text') ignored.add(column);
    if (role.is !== 'code' && role.is !== 'name' && role.is !== 'value') continue;
    if (!open || (role.is !== 'value' && open.values.length > 0)) {
      open = { codes: [], secondCodes: [], names: [], units: [], secondNames: [], values: [] };
      drafts.push(open);
    }
    place(open, role, column);
  }
  return drafts.map(withOwnCodes);
}

/** Codes right of the only name are its own (名称 before 编码): a second code has a second name. */
function withOwnCodes(draft: Draft): Draft {
  const misplaced = draft.codes.length === 0 && draft.secondNames.length === 0;
  return misplaced ? { ...draft, codes: draft.secondCodes, secondCodes: [] } : draft;
}

/**
 * Label columns without figures to their right belong to the block before: they label it when it has no label of that
 * sort (编码 printed last), else they are attributes (实施单位 after the amounts).
 */
function foldEmptyBlocks(drafts: readonly Draft[], ignored: Set<number>): Draft[] {
  const kept: Draft[] = [];
  for (const draft of drafts) {
    const before = kept.at(-1);
    if (draft.values.length > 0 || !before) {
      kept.push(draft);
      continue;
    }
    if (before.codes.length === 0) before.codes.push(...draft.codes.splice(0));
    if (before.names.length === 0) before.names.push(...draft.names.splice(0));
    for (const column of [...draft.names, ...draft.units, ...draft.secondNames]) ignored.add(column);
    for (const { column } of [...draft.codes, ...draft.secondCodes]) ignored.add(column);
  }
  return kept.filter((draft) => draft.values.length > 0);
}

function sideOf(draft: Draft, header: Header, vocabulary: Vocabulary): Side | null {
  const columns = [...draft.names, ...draft.codes.map((code) => code.column), ...draft.values];
  for (const column of columns) {
    for (const one of header.paths[column] ?? []) {
      const side = vocabulary.sides.find(one.text.replace(/20\d\d年?度?/gu, ''));
      if (side !== null) return side;
    }
  }
  return null;
}

function sidesOf(drafts: readonly Draft[], header: Header, vocabulary: Vocabulary, shape: string): (Side | null)[] {
  const printed = drafts.map((draft) => sideOf(draft, header, vocabulary));
  const both = printed.includes('revenue') && printed.includes('expenditure');
  if (shape !== 'two-sided' && !both) return drafts.map(() => null);
  if (drafts.length < 2) return printed;
  return printed.map((side, at) => side ?? (at === 0 ? 'revenue' : 'expenditure'));
}

/** Finds out what every column of a table holds, from header words first. */
export function readColumns(
  matrix: Matrix,
  header: Header,
  statement: StatementVocabulary,
  vocabulary: Vocabulary,
  fiscalYear: number | null,
): Columns {
  const roles = header.paths.map((path, column) => roleOf(path, sample(matrix, column, header.bodyStart)));
  const ignored = new Set<number>();
  const drafts = foldEmptyBlocks(draftBlocks(roles, ignored, statement.shape === 'two-sided'), ignored);
  const sides = sidesOf(drafts, header, vocabulary, statement.shape);
  const blocks = drafts.map((draft, at): Block => {
    const paths = draft.values.map((column) => header.paths[column] ?? []);
    const measures = resolveMeasures(paths, statement, fiscalYear);
    const values = draft.values.map((column, index) => ({
      column,
      measure: measures[index] ?? ('other:' as const),
      path: paths[index] ?? [],
    }));
    return {
      side: sides[at] ?? null,
      codes: draft.codes,
      secondCodes: draft.secondCodes,
      names: draft.names.length > 0 ? draft.names : draft.units,
      units: draft.names.length > 0 ? draft.units : [],
      secondNames: draft.secondNames,
      values,
    };
  });
  const texts = new Set([...ignored].filter((column) => roles[column]?.is === 'text'));
  return { blocks, ignored, texts };
}
