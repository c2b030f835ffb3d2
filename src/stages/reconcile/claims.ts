import type { Claim, ClaimDraft, ClaimTarget, FactRef, Verdict } from '../../model/fact.ts';
import { type Fen, halfPlace, UNIT_FACTOR } from '../../model/money.ts';
import type { Amount, Line, Statement } from '../../model/statement.ts';
import { linesOf } from './claim-lines.ts';

/** The printed amount that a claim may repeat, with the value that reconciliation gave it. */
interface Printed {
  readonly statement: Statement;
  readonly line: Line;
  readonly amount: Amount;
  readonly ref: FactRef;
  readonly fen: Fen;
  readonly wrongUnit: boolean;
}

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
      return [{ statement, line, amount, ref, fen: verdict?.fen ?? amount.fen, wrongUnit }];
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

interface Link {
  readonly status: Claim['status'];
  readonly printed: Printed | null;
  readonly target: ClaimTarget | null;
}

/** A claim of nothing agrees with a blank cell. */
function linkToBlank(draft: ClaimDraft, book: Book): Link {
  const target = draft.targets.find(
    (one) => !one.lines[0]?.startsWith('…') && book.statements.some((statement) => statement.kind === one.statement),
  );
  const nothing = draft.fen === 0n && target !== undefined && draft.binding !== 'weak';
  return { status: nothing ? 'agrees' : 'unlinked', printed: null, target: target ?? null };
}

function link(draft: ClaimDraft, book: Book): Link {
  if (draft.kind !== 'amount') return { status: 'unlinked', printed: null, target: null };
  const groups = draft.targets.map((target) => ({ target, found: printedFor(target, book) }));
  const printed = groups.flatMap(({ target, found }) => found.map((one) => ({ target, one })));
  const equal = printed.find(({ one }) => agrees(draft, one));
  if (draft.binding === 'weak') {
    return { status: equal ? 'agrees' : 'unlinked', printed: equal?.one ?? null, target: equal?.target ?? null };
  }
  const [first] = groups.filter(({ found }) => found.length > 0);
  if (!first) return linkToBlank(draft, book);
  if (draft.binding === 'every') {
    const odd = printed.find(({ one }) => !one.wrongUnit && !agrees(draft, one));
    const shown = odd ?? equal;
    return {
      status: odd ? 'disagrees' : equal ? 'agrees' : 'unlinked',
      printed: shown?.one ?? null,
      target: first.target,
    };
  }
  const same = first.found.find((one) => agrees(draft, one));
  const [shown] = same ? [same] : first.found;
  const status = same ? 'agrees' : shown?.wrongUnit ? 'unlinked' : 'disagrees';
  return { status, printed: shown ?? null, target: first.target };
}

/** The name of a line that the statement leaves blank or out. */
function plainName(target: ClaimTarget | null): string | null {
  return target?.lines[0]?.split('/').at(-1)?.replaceAll('*', '') ?? null;
}

/** Links the amounts of the prose to the facts they repeat, or contradict. */
export function linkClaims(
  drafts: readonly ClaimDraft[],
  statements: readonly Statement[],
  verdicts: readonly Verdict[],
): readonly Claim[] {
  const book = openBook(statements, verdicts);
  return drafts.map((draft) => {
    const { status, printed, target } = link(draft, book);
    const { page, box, section, phrase, fen, tolerance } = draft;
    return {
      page,
      box,
      section,
      phrase,
      fen,
      tolerance,
      statement: status === 'unlinked' ? null : (target?.statement ?? null),
      lineName: status === 'unlinked' ? null : (printed?.line.name ?? plainName(target)),
      measure: status === 'unlinked' ? null : (target?.measure ?? null),
      ref: printed?.ref ?? null,
      status,
    };
  });
}

/** Amounts that the prose repeats to their last printed place: readings that count as proof. */
export function confirmedBy(claims: readonly Claim[], statements: readonly Statement[]): readonly FactRef[] {
  return claims.flatMap(({ ref, status, tolerance }) => {
    if (ref === null || status !== 'agrees') return [];
    const amount = statements.find((one) => one.index === ref.statement)?.amounts[ref.amount];
    return amount && tolerance <= halfPlace(amount.decimals, amount.unit) ? [ref] : [];
  });
}
