import type { Flag } from '../../model/codes.ts';
import type { Line } from '../../model/statement.ts';
import { matchesName } from '../identities/match-name.ts';
import { codeOf, type Outline } from '../identities/outline.ts';

/** Statements whose lines (of that side) are all classification subjects, apart from totals and carry-overs. */
function onlySubjects({ statement, side }: Outline): boolean {
  if (side === 'expenditure') return statement.kind === 'balance' || statement.kind === 'appropriation_balance';
  return statement.kind === 'basic_expenditure';
}

/** Statements of two sides that stand side by side. */
const TWO_SIDED: readonly string[] = ['balance', 'appropriation_balance'];
/** An amount that runs into the name of the other side: 2,244.44一、教育支出. */
const RUN_INTO = /^\d[\d,]*\.\d\d(?=\p{Script=Han})/u;

/** Whether columns of two sides were taken for one: then nobody knows which amount is whose. */
function isRunTogether({ lines, statement }: Outline): boolean {
  return TWO_SIDED.includes(statement.kind) && lines.some(({ rawName }) => RUN_INTO.test(rawName.trim()));
}

/** What the reading of a line says of itself. */
const DOUBTFUL: readonly Flag[] = ['name-doubtful', 'code-doubtful'];

/** Whether a line stands for a subject, a unit or a project rather than for a sum or a source of funds. */
function isNamed({ role }: Line): boolean {
  return role === 'item' || role === 'subject';
}

/** Lines in which a code must stand, and part of them that have one, for one without it to have lost it. */
const CODED = { lines: 4, part: 0.75 };

/** Whether nearly all lines of a scanned table have a code printed beside the name: one without it may be another's. */
function areCoded({ lines, subtotal, total }: Outline): boolean {
  const named = lines.filter((line) => line !== subtotal && line !== total);
  const coded = named.filter((line) => line.code !== null && line.source === 'ocr');
  return coded.length >= CODED.lines && coded.length >= CODED.part * named.length;
}

/**
 * Lines without a name or with one that looks misread, and lines that no dictionary knows where the form has subjects only: they may have been read
 * wrong, whatever their figures prove. `known` are names that are no subjects and yet belong.
 */
export function strangersIn(outline: Outline, known: readonly string[]): readonly Line[] {
  if (isRunTogether(outline)) return outline.lines;
  const coded = areCoded(outline);
  return outline.lines.filter((line) => {
    if (line === outline.subtotal || line === outline.total) return false;
    if (line.name === '' || line.flags.some((flag) => DOUBTFUL.includes(flag))) return true;
    if (coded && line.code === null && line.source === 'ocr' && isNamed(line)) return true;
    if (line.role !== 'item' || codeOf(line) !== null || !onlySubjects(outline)) return false;
    return !known.some((pattern) => matchesName(pattern, line.name));
  });
}
