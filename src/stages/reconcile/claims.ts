import type { Claim, ClaimDraft, ClaimTarget, FactRef, Verdict } from '../../model/fact.ts';
import { type Fen, halfPlace, UNIT_FACTOR } from '../../model/money.ts';
import type { Amount, Line, Statement } from '../../model/statement.ts';
import { bareWords } from '../../model/text.ts';

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

const TOTAL = '合计';

function openBook(statements: readonly Statement[], verdicts: readonly Verdict[]): Book {
  const byRef = new Map(verdicts.map((verdict) => [`${verdict.ref.statement}/${verdict.ref.amount}`, verdict]));
  return { statements, verdict: (ref) => byRef.get(`${ref.statement}/${ref.amount}`) ?? null };
}

function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map(bareWords);
  const text = bareWords(name);
  const [first, ...rest] = parts;
  if (first === undefined || rest.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = rest.at(-1) ?? '';
  return text.length - last.length >= at && text.endsWith(last);
}

/** The lines that a target names, by code first; 合计 is the grand total whatever its printed name. */
function linesOf(target: ClaimTarget, statement: Statement): readonly Line[] {
  const lines = statement.lines.filter((line) => target.side === null || line.side === target.side);
  if (target.code !== null) {
    const byCode = lines.filter((line) => (line.code ?? line.standardCode) === target.code);
    if (byCode.length > 0) return byCode;
  }
  for (const name of target.lines) {
    const named = lines.filter((line) => matches(name, line.name));
    if (named.length > 0) return named;
    const totals = name === TOTAL ? lines.filter((line) => line.role === 'grand_total') : [];
    if (totals.length > 0) return totals;
  }
  return [];
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
  const target = draft.targets.find((one) => book.statements.some((statement) => statement.kind === one.statement));
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
      statement: printed?.statement.kind ?? target?.statement ?? null,
      lineName: printed?.line.name ?? target?.lines[0] ?? null,
      measure: printed?.amount.measure ?? target?.measure ?? null,
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
