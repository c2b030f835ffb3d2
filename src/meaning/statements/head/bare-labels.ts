import type { Lexicon } from '../../../declare/lexicon.ts';
import { compact, tidyName } from '../../../model/text.ts';
import { codeDigits, schemeOf } from '../codes.ts';
import type { Matrix } from '../matrix.ts';
import type { Role } from './column-roles.ts';
import type { HeaderCell } from './header.ts';
import type { LabelHint } from './labels.ts';

type Path = readonly HeaderCell[];

/** Whether a column has no heading of its own: none, or only those over several columns. */
function isBare(path: Path): boolean {
  return (path.at(-1)?.cell.columnSpan ?? 2) > 1;
}

/** What a column prints in its own cells, row by row, with what stands to the right of each. */
function cells(matrix: Matrix, column: number, from: number): readonly (readonly [own: string, beside: string])[] {
  return Array.from({ length: Math.max(0, matrix.rows - from) }, (_, at) => from + at).flatMap((row) => {
    const cell = matrix.at(row, column);
    const own = cell?.row === row && cell.column === column && cell.columnSpan === 1 ? compact(cell.text) : '';
    return own === '' ? [] : [[own, compact(matrix.at(row, column + 1)?.text ?? '')] as const];
  });
}

/** Fewer codes than these may be figures by chance. */
const FEW = 2;

/** Whether the figures of a column are the codes of the names beside them: most bear them, and no other figure is among them. */
function areCodesOfNames(
  pairs: readonly (readonly [string, string])[],
  lexicon: Lexicon,
  year: number | null,
): boolean {
  // 合计 is no figure, nor is the heading where it is repeated
  const figures = pairs.filter(([own]) => /\d/u.test(own));
  const verdicts = figures.map(([own, name]) => {
    const code = codeDigits(own) ?? '';
    const scheme = schemeOf(code);
    return scheme === null ? null : lexicon.pair(scheme, code, tidyName(name), year);
  });
  const agree = verdicts.filter((verdict) => verdict === 'agrees').length;
  return !verdicts.includes(null) && agree >= FEW && 2 * agree > pairs.length;
}

/** Whether the figures of a column are codes of the units beside them: of one department, which has three digits of the six. */
function areCodesOfUnits(pairs: readonly (readonly [string, string])[]): boolean {
  const codes = pairs.map(([own]) => own);
  const department = codes[0]?.slice(0, 3) ?? '';
  return (
    codes.length >= FEW &&
    new Set(codes).size === codes.length &&
    pairs.every(
      ([own, name]) => /^(?:\d{3}){1,2}$/u.test(own) && own.startsWith(department) && /\p{Script=Han}{2}/u.test(name),
    )
  );
}

/**
 * What a column without a heading labels: codes are told by the names beside them, names by the codes that they stand
 * beside and that nothing else names. Null where neither is so.
 */
function bareRole(
  column: number,
  roles: readonly Role[],
  read: { readonly matrix: Matrix; readonly from: number; readonly lexicon: Lexicon; readonly year: number | null },
): Role | null {
  const [before, own, after] = [roles[column - 1], roles[column], roles[column + 1]];
  const isNamed = roles.slice(0, column).some(({ is }) => is === 'name');
  const numbers = own?.is === 'row-number';
  if ((numbers || own?.is === 'value' || own?.is === 'ignored') && (after?.is === 'name' || after?.is === 'text')) {
    const pairs = cells(read.matrix, column, read.from);
    const isCode = areCodesOfNames(pairs, read.lexicon, read.year);
    // behind a name 500 and 500000 may be amounts
    return isCode || (!isNamed && !numbers && areCodesOfUnits(pairs)) ? { is: 'code', part: 'whole' } : null;
  }
  if (own?.is !== 'text' || before?.is !== 'code') return null;
  const run = roles.slice(roles.slice(0, column).findLastIndex(({ is }) => is !== 'code' && is !== 'name') + 1, column);
  const codes = run.filter((role) => role.is === 'code' && (role.part === 'whole' || role.part === '类')).length;
  return codes > run.filter(({ is }) => is === 'name').length ? { is: 'name', part: 'first' } : null;
}

/** Headings over codes that may say something else: 序号 over 30201. */
const SAYS_LITTLE: readonly string[] = ['ignored', 'row-number'];

/** The roles and hints of columns with those of labels whose heading is lost, or was never there, or is known to nobody. */
export function withBareLabels(
  paths: readonly Path[],
  roles: readonly Role[],
  hints: readonly LabelHint[],
  read: { readonly matrix: Matrix; readonly from: number; readonly lexicon: Lexicon; readonly year: number | null },
): { readonly roles: readonly Role[]; readonly hints: readonly LabelHint[] } {
  const told = [...roles];
  const said = [...hints];
  for (const [column, path] of paths.entries()) {
    const isStrange =
      !isBare(path) && path.every(({ concept }) => concept === null || SAYS_LITTLE.includes(concept.is));
    if (!isBare(path) && !isStrange) continue;
    const role = bareRole(column, told, read);
    // words under a heading that nobody knows may be remarks
    if (role !== null && !(isStrange && role.is === 'name')) told[column] = role;
    const before = told[column - 1];
    const [own, beside] = [said[column], said[column - 1]];
    // a name without words of its own is of what its code is
    if (told[column]?.is === 'name' && before?.is === 'code' && own?.hint === null && beside !== undefined)
      said[column] = { ...own, hint: beside.hint, general: beside.general };
  }
  return { roles: told, hints: said };
}
