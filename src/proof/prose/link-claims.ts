import type { Check, Claim, ClaimDraft, ClaimTarget, FactRef, Verdict } from '../../model/fact.ts';
import { type Fen, halfPlace, UNIT_FACTOR } from '../../model/money.ts';
import type { Amount, Line, Statement } from '../../model/statement.ts';
import { bareWords } from '../../model/text.ts';
import { stem } from '../../words/names.ts';
import { isDoubtedPrint } from '../../words/odd-prints.ts';
import { oneSlip } from '../solve/candidates.ts';
import { linesOf } from './claim-lines.ts';

/** The printed amount that a claim may repeat, with the value that reconciliation gave it. */
interface Printed {
  readonly statement: Statement;
  readonly line: Line;
  readonly amount: Amount;
  readonly ref: FactRef;
  readonly fen: Fen;
  readonly wrongUnit: boolean;
  /** Whether the figure itself may be a misreading. */
  readonly doubtful: boolean;
}

/** A number read less surely than this may be a slip of recognition. */
const SURE = 0.9;

interface Book {
  readonly statements: readonly Statement[];
  verdict(ref: FactRef): Verdict | null;
}

function openBook(statements: readonly Statement[], verdicts: readonly Verdict[]): Book {
  const byRef = new Map(verdicts.map((verdict) => [`${verdict.ref.statement}/${verdict.ref.amount}`, verdict]));
  return { statements, verdict: (ref) => byRef.get(`${ref.statement}/${ref.amount}`) ?? null };
}

function printedFor(target: ClaimTarget, book: Book): readonly Printed[] {
  return book.statements.flatMap((statement) => {
    if (statement.kind !== target.statement) return [];
    const lines = new Set(linesOf(target, statement).map((line) => line.index));
    return statement.amounts.flatMap((amount): readonly Printed[] => {
      const line = statement.lines[amount.line];
      if (!line || !lines.has(amount.line) || amount.measure !== target.measure) return [];
      const ref = { statement: statement.index, amount: amount.index };
      const verdict = book.verdict(ref);
      const wrongUnit = verdict?.flags.includes('unit-line') ?? false;
      const sure = amount.source === 'text' || (amount.confidence >= SURE && amount.others.length === 0);
      const doubtful = !sure && verdict?.proof !== 'proven';
      return [{ statement, line, amount, ref, fen: verdict?.fen ?? amount.fen, wrongUnit, doubtful }];
    });
  });
}

/**
 * Whether the prose repeats the figure: rounded, or cut off, to the decimals that the prose prints; or, where the table
 * prints fewer, rounded to those.
 */
function repeats(draft: ClaimDraft, fen: Fen, half: Fen): boolean {
  const off = fen - draft.fen;
  const slack = half > draft.tolerance ? half : draft.tolerance;
  const cut = fen >= 0n ? off >= 0n && off < draft.tolerance * 2n : off <= 0n && -off < draft.tolerance * 2n;
  return cut || (off <= slack && -off <= slack);
}

/** Whether a claim and a figure are equal; of a table with a wrong unit line only the digits can be compared. */
function agrees(draft: ClaimDraft, printed: Printed): boolean {
  const { amount, fen } = printed;
  if (!printed.wrongUnit) return repeats(draft, fen, halfPlace(amount.decimals, amount.unit));
  return Object.values(UNIT_FACTOR).some((factor) =>
    repeats(draft, (fen * BigInt(factor)) / BigInt(UNIT_FACTOR[amount.unit]), 0n),
  );
}

/** Whether one slip of recognition, in the prose or in the table, could be all that parts them. */
function mayBeMisread(draft: ClaimDraft, printed: Printed): boolean {
  const doubtful = (draft.confidence ?? 1) < SURE || printed.doubtful;
  return doubtful && oneSlip(draft.fen, printed.fen);
}

/** One subject that a table prints several times, once for each unit: the prose speaks of all of them, or of one. */
function sameOfUnits(found: readonly Printed[]): boolean {
  const [first] = found;
  const code = first?.line.code ?? null;
  const alike = found.every((one) => one.statement === first?.statement && one.line.code === code);
  return code !== null && alike && found.some((one) => one.fen !== first?.fen);
}

/** Whether the prose may leave out one source that the table counts: 当年拨款 without 上年结转. */
function isSource(difference: Fen, { statements }: Book): boolean {
  if (difference <= 0n) return false;
  return statements.some(({ lines, amounts }) =>
    amounts.some(
      ({ fen, measure, line }) => fen === difference && (measure === 'carryover' || lines[line]?.role === 'source'),
    ),
  );
}

/** Whether the prose may count another source of the same side into a fund: 一般公共预算 with its 上年结转. */
function isWithSource(draft: ClaimDraft, { statement, line, amount }: Printed): boolean {
  const { lines, amounts } = statement;
  if (line.role !== 'source') return false;
  return amounts.some(({ fen, measure, line: at }) => {
    const other = lines[at];
    const beside = other !== line && other?.role === 'source' && other.side === line.side;
    return beside && measure === amount.measure && fen === draft.fen - amount.fen;
  });
}

interface Link {
  readonly status: Claim['status'];
  readonly target: ClaimTarget | null;
  readonly printed: Printed | null;
  readonly lineName: string | null;
}

const UNLINKED: Link = { status: 'unlinked', target: null, printed: null, lineName: null };

/** A claim of nothing agrees with a blank cell, or with a line left out, of a statement that is there. */
function linkToBlank(target: ClaimTarget | undefined, book: Book): Link | null {
  const name = target?.lines[0];
  const statement = book.statements.find((one) => one.kind === target?.statement);
  if (target === undefined || name === undefined || name.startsWith('…') || !statement) return null;
  const lineName = linesOf(target, statement)[0]?.name ?? name.split('/').at(-1)?.replaceAll('*', '') ?? name;
  return { status: 'agrees', target, printed: null, lineName };
}

function linkTo(target: ClaimTarget, printed: Printed, status: Claim['status']): Link {
  return { status, target, printed, lineName: printed.line.name };
}

/** Whether a line's name is no more than the end of the words: 追加社会保障和就业支出 is not all of it. */
function isPartOfWords({ lines }: ClaimTarget, { name }: Line): boolean {
  const [words = ''] = lines;
  return words.startsWith('…') && stem(bareWords(words.slice(1))) !== stem(bareWords(name));
}

/**
 * Whether it is open if a figure of the prose is the one found: the words before it leave that open, or the line that they
 * mean first is not printed in its statement, and what was found is the next best.
 */
function isOpen(draft: ClaimDraft, target: ClaimTarget, { line, statement }: Printed, { statements }: Book): boolean {
  const before = draft.targets.slice(0, draft.targets.indexOf(target));
  const passedBy = before.some((one) =>
    statements.some(({ kind, amounts }) => kind === one.statement && amounts.length > 0),
  );
  return draft.binding === 'loose' || passedBy || isPartOfWords(target, line) || !isHeaded(target, statement);
}

/** Whether the head of a target's column, or a note below the table, says what the words say: 预算数 may be 年初预算 or 全年预算. */
function isHeaded({ headed, measure }: ClaimTarget, { columns, remarks }: Statement): boolean {
  if (headed === undefined || remarks.some((remark) => headed.some((word) => remark.includes(word)))) return true;
  return columns.some((one) => one.measure === measure && headed.some((word) => one.header.join('').includes(word)));
}

function link(draft: ClaimDraft, book: Book): Link {
  if (draft.kind !== 'amount') return UNLINKED;
  const groups = draft.targets.map((target) => ({ target, found: printedFor(target, book) }));
  if (draft.binding === 'weak') {
    for (const { target, found } of groups) {
      const equal = found.find((one) => agrees(draft, one));
      if (equal) return linkTo(target, equal, 'agrees');
    }
    return UNLINKED;
  }
  const blank = draft.fen === 0n && groups[0]?.found.length === 0 ? linkToBlank(groups[0].target, book) : null;
  const first = groups.find(({ found }) => found.length > 0);
  if (blank !== null || !first) return blank ?? UNLINKED;
  const same = first.found.find((one) => agrees(draft, one));
  if (same) return linkTo(first.target, same, 'agrees');
  const [other] = first.found;
  if (!other || other.wrongUnit || isOpen(draft, first.target, other, book)) return UNLINKED;
  if (sameOfUnits(first.found)) {
    const sum = first.found.reduce((so, one) => so + one.fen, 0n);
    const half = halfPlace(other.amount.decimals, other.amount.unit) * BigInt(first.found.length);
    if (!repeats(draft, sum, half)) return UNLINKED;
    return { status: 'agrees', target: first.target, printed: null, lineName: other.line.name };
  }
  if (isSource(other.fen - draft.fen, book) || isWithSource(draft, other)) return UNLINKED;
  return linkTo(first.target, other, mayBeMisread(draft, other) ? 'unlinked' : 'disagrees');
}

/** Links the amounts of the prose to the facts they repeat, or contradict. */
export function linkClaims(
  drafts: readonly ClaimDraft[],
  statements: readonly Statement[],
  verdicts: readonly Verdict[],
): readonly Claim[] {
  const book = openBook(statements, verdicts);
  const amounts = drafts.filter(({ kind }) => kind === 'amount' || kind === 'change');
  return amounts.map((draft) => {
    const { status, printed, target, lineName } = link(draft, book);
    const { page, box, section, phrase, fen, tolerance } = draft;
    return {
      ...{ page, box, section, phrase, fen, tolerance, lineName },
      statement: target?.statement ?? null,
      measure: target?.measure ?? null,
      ref: printed?.ref ?? null,
      status,
    };
  });
}

/** Checks of the prose's own arithmetic: shares, rates of change, completion. */
export function proseChecks(drafts: readonly ClaimDraft[]): readonly Check[] {
  return drafts.flatMap(({ recomputed, page }) => (recomputed ? [{ ...recomputed, page }] : []));
}

/** Amounts that the prose repeats to their last printed place: readings that count as proof. */
export function confirmedBy(claims: readonly Claim[], statements: readonly Statement[]): readonly FactRef[] {
  return claims.flatMap(({ ref, status, tolerance, fen }) => {
    if (ref === null || status !== 'agrees') return [];
    const amount = statements.find((one) => one.index === ref.statement)?.amounts[ref.amount];
    if (amount === undefined || tolerance > halfPlace(amount.decimals, amount.unit)) return [];
    // what the prose prints behind the last place may be what a doubtful figure lacks
    return isDoubtedPrint(amount) && fen !== amount.fen ? [] : [ref];
  });
}
