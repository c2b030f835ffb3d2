import { type Fen, parsePrinted, toFen } from '../../src/model/money.ts';
import type { Amount, Statement } from '../../src/model/statement.ts';
import { type ReconcileDeclarations, reconcile } from '../../src/proof/reconcile.ts';
import { budget, randomFrom } from './synthetic.ts';

type Random = () => number;

function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** What recognition does to a number: a digit changed, lost or doubled, a decimal point lost. */
function misread(random: Random, raw: string): string {
  for (;;) {
    const at = pick(
      random,
      [...raw].flatMap((char, i) => (/\d/u.test(char) ? [i] : [])),
    );
    const digit = pick(random, [...'0123456789']);
    const kind = random();
    let text = raw.replace('.', '');
    if (kind < 0.7) text = raw.slice(0, at) + digit + raw.slice(at + 1);
    else if (kind < 0.8) text = raw.slice(0, at) + raw.slice(at + 1);
    else if (kind < 0.9) text = raw.slice(0, at) + digit + raw.slice(at);
    if (text !== raw && parsePrinted(text) !== null) return text;
  }
}

interface Misreading {
  readonly amount: Amount;
  readonly truth: Fen;
}

/** One amount misread: less confident than most, the right reading among the others three times in four. */
function spoil(random: Random, amount: Amount): Misreading | null {
  const raw = misread(random, amount.raw);
  const printed = parsePrinted(raw);
  const fen = printed ? toFen(printed.decimal, amount.unit) : null;
  if (!printed || fen === null || fen === amount.fen) return null;
  const others = random() < 0.75 ? [amount.raw] : [];
  if (random() < 0.2) others.unshift(misread(random, amount.raw));
  const confidence = 0.4 + 0.5 * random();
  return { truth: amount.fen, amount: { ...amount, raw, fen, decimals: printed.decimals, others, confidence } };
}

/** A right reading that recognition doubts, sometimes with a wrong proposal beside it. */
function doubt(random: Random, amount: Amount): Amount {
  const others = random() < 0.5 ? [misread(random, amount.raw)] : [];
  return { ...amount, confidence: 0.5 + 0.45 * random(), others };
}

export interface Outcome {
  readonly errors: number;
  readonly repaired: number;
  readonly flagged: number;
  readonly silent: number;
  /** Right readings that were altered. */
  readonly spoilt: number;
  readonly review: number;
  readonly facts: number;
}

/** A document that was misread here and there, and what its misread amounts are. */
export interface Misread {
  readonly statements: readonly Statement[];
  /** By statement and amount. */
  readonly truths: ReadonlyMap<string, Fen>;
}

/** Misreads `count` amounts of a balanced document, and doubts a tenth of the rest. */
export function misreadDocument(seed: number, count: number): Misread {
  const random = randomFrom(seed);
  const document = budget(Math.floor(random() * 50), 'ocr');
  const all = document.flatMap((statement) => statement.amounts.map((amount) => ({ statement, amount })));
  const truths = new Map<string, Fen>();
  const changed = new Map<string, Amount>();
  const keyOf = (statement: Statement, amount: Amount) => `${statement.index}/${amount.index}`;
  for (const { statement, amount } of all) {
    if (random() < 0.1) changed.set(keyOf(statement, amount), doubt(random, amount));
  }
  while (truths.size < count) {
    const { statement, amount } = pick(random, all);
    const key = keyOf(statement, amount);
    const spoilt = truths.has(key) ? null : spoil(random, amount);
    if (!spoilt) continue;
    truths.set(key, spoilt.truth);
    changed.set(key, spoilt.amount);
  }
  const statements = document.map((statement) => ({
    ...statement,
    amounts: statement.amounts.map((amount) => changed.get(keyOf(statement, amount)) ?? amount),
  }));
  return { statements, truths };
}

/** Reconciles a document with `count` misread amounts. */
export function trial(seed: number, count: number, declarations: ReconcileDeclarations): Outcome {
  return score(misreadDocument(seed, count), declarations);
}

function score({ statements, truths }: Misread, declarations: ReconcileDeclarations): Outcome {
  const { verdicts } = reconcile(statements, [], declarations);
  const outcome = {
    errors: truths.size,
    repaired: 0,
    flagged: 0,
    silent: 0,
    spoilt: 0,
    review: 0,
    facts: verdicts.length,
  };
  for (const { ref, fen, needsReview } of verdicts) {
    const truth = truths.get(`${ref.statement}/${ref.amount}`);
    const right = fen === (truth ?? statements[ref.statement]?.amounts[ref.amount]?.fen);
    if (needsReview) outcome.review += 1;
    if (truth !== undefined && right) outcome.repaired += 1;
    if (truth !== undefined && !right && needsReview) outcome.flagged += 1;
    if (!right && !needsReview) outcome.silent += 1;
    if (truth === undefined && !right) outcome.spoilt += 1;
  }
  return outcome;
}
