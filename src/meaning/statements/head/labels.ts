import type { Lexicon } from '../../../declare/lexicon.ts';
import type { LabelScheme } from '../../../declare/statements.ts';
import type { Vocabulary } from '../../../declare/vocabulary.ts';
import type { StatementsWording } from '../../../declare/wording/wording.ts';
import type { CodeScheme, LineScheme } from '../../../model/statement.ts';
import { compact, tidyName } from '../../../model/text.ts';
import { type CodeColumn, type CodePart, codeDigits, schemeOf, splitCodeAndName } from '../codes.ts';
import type { Matrix } from '../matrix.ts';
import type { HeaderCell } from './header.ts';

/** Code and name columns of one classification, or of units, or of projects. */
export interface LabelGroup {
  /** What they are of; null when neither header words nor codes tell (the statement's own). */
  readonly scheme: LineScheme | null;
  readonly codes: readonly CodeColumn[];
  readonly names: readonly number[];
}

/** A column that labels lines. */
export type LabelColumn = {
  readonly column: number;
  readonly hint: LabelScheme | null;
  /** Whether the hint was told by a word of the general sort (经济分类 without 部门 or 政府). */
  readonly general: boolean;
  /** The highest heading over it that speaks of codes. */
  readonly head: HeaderCell | null;
} & ({ readonly is: 'code'; readonly part: CodePart } | { readonly is: 'name' });

/** What the headings over a label column say. */
export type LabelHint = Pick<LabelColumn, 'hint' | 'general' | 'head'>;

interface Growing {
  scheme: LineScheme | null;
  codes: CodeColumn[];
  names: number[];
}

const SUBJECTS: readonly (LineScheme | null)[] = [
  'functional',
  'economic_department',
  'economic_government',
  'revenue',
  null,
];

/** How many of the codes in a column must be of one classification for it to be that of the column. */
const MOST = 0.6;

/** What the header words over a column say that it is of, the words nearest to the column first. */
export function hintOf(path: readonly HeaderCell[], vocabulary: Vocabulary): LabelHint {
  const { economic, whose_class } = vocabulary.wording;
  const head = path.find(({ concept }) => concept?.is === 'code') ?? null;
  for (const { text } of path.toReversed()) {
    const hint = vocabulary.schemes.find(text);
    if (hint !== null) return { hint, general: economic.test(text) && !whose_class.test(text), head };
  }
  return { hint: null, general: false, head };
}

function texts(matrix: Matrix, column: number, from: number): string[] {
  const found: string[] = [];
  for (let row = from; row < matrix.rows; row++) {
    const cell = matrix.at(row, column);
    if (cell && cell.row === row && cell.column === column && cell.text.trim() !== '') found.push(cell.text);
  }
  return found;
}

function leading<T>(votes: readonly T[], share: number): T | null {
  for (const one of new Set(votes)) {
    if (votes.filter((vote) => vote === one).length >= share * votes.length) return one;
  }
  return null;
}

/** The classification that most codes of a column belong to, codes before names in one cell included. */
function schemeOfCodes(matrix: Matrix, column: number, from: number): CodeScheme | null {
  const codes = texts(matrix, column, from).map(
    (text) => codeDigits(text) ?? splitCodeAndName(text, 'functional')?.code ?? '',
  );
  return leading(
    codes.filter((code) => code !== '').map((code) => (code.length < 3 ? null : schemeOf(code))),
    MOST,
  );
}

/** Whether the names of a column are of the other economic classification than its general header word made one think. */
function economicByNames(names: readonly string[], lexicon: Lexicon, year: number | null): CodeScheme | null {
  const votes = names.flatMap((name): CodeScheme[] => {
    const bears = (scheme: CodeScheme) => lexicon.byName(scheme, tidyName(name), year).length > 0;
    const [department, government] = [bears('economic_department'), bears('economic_government')];
    if (department === government) return [];
    return [department ? 'economic_department' : 'economic_government'];
  });
  return votes.length === 0 ? null : leading(votes, MOST);
}

function asScheme(hint: LabelScheme | null): LineScheme | null {
  return hint === 'mixed' ? null : hint;
}

function isSubject(scheme: LineScheme | null): boolean {
  return SUBJECTS.includes(scheme);
}

function agree(a: LineScheme | null, b: LineScheme | null): boolean {
  return a === b || (isSubject(a) && isSubject(b) && (a === null || b === null));
}

/** A code begins a group of its own, or is a further part (款 after 类, or under one heading) of the one before. */
function placeCode(groups: Growing[], code: CodeColumn, scheme: LineScheme | null, continues: boolean): void {
  const last = groups.at(-1);
  const further = continues || code.part === '款' || code.part === '项';
  const fits = last !== undefined && last.names.length === 0 && agree(last.scheme, scheme);
  if (last && fits && (further || last.codes.length === 0)) {
    last.codes.push(code);
    last.scheme ??= scheme;
  } else groups.push({ scheme, codes: [code], names: [] });
}

/**
 * A name belongs to the nearest codes before it that have none yet and may bear it; names under headings of codes (类, 款,
 * 项) are those of levels, of which the lowest names the line.
 */
function placeName(groups: Growing[], { column, head }: LabelColumn, scheme: LineScheme | null): void {
  const nameless = groups.findLast((group) => group.names.length === 0 && agree(group.scheme, scheme));
  const last = scheme === 'project' ? groups.findLast((group) => group.scheme === scheme) : groups.at(-1);
  if (nameless) {
    nameless.names.push(column);
    nameless.scheme ??= scheme;
  } else if (last && last.names.length > 0 && (last.scheme === scheme || (head !== null && agree(last.scheme, scheme))))
    last.names.push(column);
  else groups.push({ scheme, codes: [], names: [column] });
}

/** Codes printed after the only name that they may be of (名称 before 编码) are its own. */
function withOwnCodes(groups: readonly Growing[]): Growing[] {
  const joined: Growing[] = [];
  for (const group of groups) {
    const before = joined.at(-1);
    const own = before && before.codes.length === 0 && group.names.length === 0 && agree(before.scheme, group.scheme);
    if (before && own) {
      before.codes.push(...group.codes);
      before.scheme ??= group.scheme;
    } else joined.push(group);
  }
  return joined;
}

/** What one column is of: its codes, then the words over it, then its names. */
function schemeOfColumn(
  label: LabelColumn,
  matrix: Matrix,
  from: number,
  lexicon: Lexicon,
  year: number | null,
): LineScheme | null {
  const { column, hint } = label;
  if (hint === 'unit' || hint === 'project' || hint === 'mixed') return asScheme(hint);
  if (label.is === 'name' || label.part === 'whole' || label.part === '类') {
    const told = schemeOfCodes(matrix, column, from);
    if (told !== null) return told;
  }
  if (label.is !== 'name' || !label.general) return hint;
  return economicByNames(texts(matrix, column, from), lexicon, year) ?? hint;
}

/** The label columns of a block as groups, and those that units share with what stands below them. */
export function groupLabels(
  labels: readonly LabelColumn[],
  matrix: Matrix,
  from: number,
  lexicon: Lexicon,
  year: number | null,
): { readonly groups: readonly LabelGroup[]; readonly shared: readonly number[] } {
  const groups: Growing[] = [];
  const shared = labels.filter((label) => label.is === 'name' && label.hint === 'mixed').map(({ column }) => column);
  // what the headings of codes say and their codes are not: the same words over names, or over 款 and 项, say it no better
  const belied = new Map<LineScheme, LineScheme>();
  for (const [at, label] of labels.entries()) {
    if (shared.includes(label.column)) continue;
    const printed = schemeOfColumn(label, matrix, from, lexicon, year);
    const hint = asScheme(label.hint);
    if (label.is === 'code' && hint !== null && printed !== null && printed !== hint) belied.set(hint, printed);
    const scheme = printed === null ? null : (belied.get(printed) ?? printed);
    const continues = label.head !== null && labels[at - 1]?.head === label.head;
    if (label.is === 'code') placeCode(groups, { column: label.column, part: label.part }, scheme, continues);
    else placeName(groups, label, scheme);
  }
  return { groups: withOwnCodes(groups), shared };
}

/** Whether a header word of a shared column says that projects stand below the units. */
export function namesProjects(path: readonly HeaderCell[], { project_column }: StatementsWording): boolean {
  return path.some(({ text }) => project_column.test(compact(text)));
}
