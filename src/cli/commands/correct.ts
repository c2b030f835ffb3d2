import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { loadConclude } from '../../batch/conclude.ts';
import { formatYuan } from '../../model/money.ts';
import { isAddedKind } from '../../model/statement.ts';
import { shownDatabase } from '../../store/address.ts';
import type { Store } from '../../store/open.ts';
import { anchorReader } from '../../store/read/evidence.ts';
import { type FactMatch, findFacts, type Wanted } from '../../store/read/find-facts.ts';
import type { NewCorrection } from '../../store/write/corrections.ts';
import { addCorrection } from '../../store/write/corrections.ts';
import { undo } from '../../store/write/decide.ts';
import { reconcileStored } from '../../store/write/reconcile-stored.ts';
import { databaseOptions, examples, oneDocument, pipelineOption, withStore } from '../database.ts';
import { wholeNumber } from '../help.ts';
import { type Cli, complain, EXIT, say, UsageError, warn } from '../io.ts';
import { correctionList } from '../print/correction-list.ts';
import { type TypedAmount, typedAmount, unlikely } from '../typed/amount.ts';
import { correctionsIn } from '../typed/corrections.ts';
import { keyOf, listOf, MEASURE_KEYS, STATEMENT_KEYS } from '../typed/keys.ts';

interface Flags {
  readonly db: string;
  readonly json?: true;
  readonly verbose?: true;
  readonly pipeline: readonly string[];
  readonly statement?: string;
  readonly line?: string;
  readonly measure?: string;
  readonly side?: string;
  readonly page?: number;
  readonly value?: string;
  readonly reviewer?: string;
  readonly reason?: string;
  readonly csv?: string;
  readonly undo?: number;
  readonly list?: true;
}

/** One correction as asked for, before it is known whether it can be done. */
interface Request extends Wanted {
  readonly file: string;
  readonly value: string;
  readonly reason: string;
}

/** `yusuan correct` */
export function correctCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const { words } = cli;
  const w = words.maintain.correct;
  const command = program
    .command('correct')
    .description(w.description)
    .argument('[file]', w.file)
    .option('--statement <key>', w.statement)
    .option('--line <code|name>', w.line)
    .option('--measure <key>', w.measure, 'total')
    .option('--side <side>', w.side)
    .option('--page <n>', w.page, wholeNumber(1, 100_000, words))
    .option('--value <amount>', w.value)
    .option('--reviewer <name>', w.reviewer)
    .option('--reason <text>', w.reason)
    .option('--csv <file>', w.csv)
    .option('--undo <n>', w.undo, wholeNumber(1, Number.MAX_SAFE_INTEGER, words))
    .option('--list', w.list);
  pipelineOption(databaseOptions(command, cli), cli);
  const one = 'yusuan correct 预算.pdf --statement expenditure --line 2010301 --value 45573600.00';
  examples(command, [one, 'yusuan correct --csv 改动.csv', 'yusuan correct --list', 'yusuan correct --undo 3'], cli);
  command.action(async (file: string | undefined, flags: Flags) =>
    finish(await withStore(flags, 'write', cli, (store) => run(store, file, flags, cli))),
  );
}

async function run(store: Store, file: string | undefined, flags: Flags, cli: Cli): Promise<number> {
  if (flags.list) return correctionList(store, flags, cli);
  if (flags.undo !== undefined) return takeBack(store, flags.undo, flags, cli);
  return correctAll(store, requests(file, flags, cli), flags, cli);
}

/** Who decides (复核人): as told, or else whoever is logged in. */
export function reviewerOf({ reviewer }: { readonly reviewer?: string }): string {
  return reviewer ?? process.env.YUSUAN_REVIEWER ?? userName();
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number that no name belongs to.
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}

async function takeBack(store: Store, id: number, flags: Flags, cli: Cli): Promise<number> {
  const w = cli.words.maintain.correct;
  const by = { actor: reviewerOf(flags), reason: flags.reason ?? '' };
  if (!undo(store.db, id, by, { conclude: await loadConclude(flags.pipeline), now: new Date() })) {
    complain(cli, w.notUndone(id));
    return EXIT.failed;
  }
  say(cli, w.undone(id));
  return EXIT.done;
}

function requests(file: string | undefined, flags: Flags, cli: Cli): readonly Request[] {
  if (flags.csv !== undefined) return fromCsv(flags.csv, flags, cli);
  const { statement, line, value } = flags;
  if (file === undefined || statement === undefined || line === undefined || value === undefined) {
    throw new UsageError(cli.words.maintain.correct.missing('FILE --statement --line --value'));
  }
  const { side = null, page = null, measure = 'total', reason = '' } = flags;
  const keys = { statement: keyed(statement, STATEMENT_KEYS, cli), measure: measureKeyed(measure, cli) };
  return [{ file, side, line, page, value, reason, ...keys }];
}

function fromCsv(path: string, flags: Flags, cli: Cli): readonly Request[] {
  return correctionsIn(path, cli).map((row) => ({
    ...row,
    statement: keyed(row.statement, STATEMENT_KEYS, cli),
    measure: measureKeyed(row.measure || 'total', cli),
    page: row.page ? Number(row.page) : null,
    side: row.side || null,
    reason: row.reason || (flags.reason ?? ''),
  }));
}

/** Where a key or a name is wanted: the key, the contract's or an added one; the sentence lists all of them otherwise. */
function keyed(text: string, keys: typeof STATEMENT_KEYS, cli: Cli): string {
  const key = keyOf(text, keys) ?? (isAddedKind(text) ? text : null);
  if (key === null) throw new UsageError(`${cli.words.maintain.correct.noKey(text)}\n${listOf(keys)}`);
  return key;
}

/** A measure may also be one of the table's own, as `facts` shows it. */
function measureKeyed(text: string, cli: Cli): string {
  return /^(other|economic|item):/.test(text) ? text : keyed(text, MEASURE_KEYS, cli);
}

interface Sum {
  readonly rule: string;
  readonly scope: string;
  readonly lhs: string;
  readonly rhs: string;
}

/** The sums of these documents that do not hold. */
function brokenSums(store: Store, documents: readonly string[]): Map<string, string> {
  const all = store.db.prepare<[string], Sum>(
    "SELECT rule, scope, lhs, rhs FROM checks WHERE sha256 = ? AND status = 'fail'",
  );
  const sums = documents.flatMap((sha256) => all.all(sha256).map((sum) => ({ sha256, ...sum })));
  return new Map(
    sums.map(({ sha256, rule, scope, lhs, rhs }) => [
      `${sha256} ${rule} ${scope}`,
      `${rule} ${scope}: ${lhs} ≠ ${rhs}`,
    ]),
  );
}

interface Planned {
  readonly sha256: string;
  readonly what: string;
  readonly correction: NewCorrection;
}

/** All or none: each request is checked first, then all are written and their documents reconciled together. */
async function correctAll(store: Store, wanted: readonly Request[], flags: Flags, cli: Cli): Promise<number> {
  const w = cli.words.maintain.correct;
  const planned = wanted.map((request) => plan(store, request, flags, cli));
  const good = planned.filter((one) => one !== null);
  if (good.length < wanted.length) {
    if (wanted.length > 1) complain(cli, w.noneWritten);
    return EXIT.failed;
  }
  const conclude = await loadConclude(flags.pipeline);
  // Sorted: two who correct the same documents do not wait for each other in a circle.
  const documents = [...new Set(good.map((one) => one.sha256))].sort();
  const before = brokenSums(store, documents);
  const ids = store.db
    .transaction(() => {
      const made = good.map(({ sha256, correction }) => addCorrection(store.db, sha256, correction));
      for (const sha256 of documents) reconcileStored(store.db, sha256, conclude, new Date());
      return made;
    })
    .immediate();
  const yuan = (fen: bigint | null) => (fen === null ? '' : formatYuan(fen));
  if (flags.json) cli.out.write(`${JSON.stringify({ db: shownDatabase(flags.db), corrections: ids }, null, 2)}\n`);
  for (const [index, { what, correction }] of good.entries()) {
    say(cli, w.done(ids[index] ?? 0, what, yuan(correction.oldValue), yuan(correction.newValue)));
  }
  for (const [key, sum] of brokenSums(store, documents)) if (!before.has(key)) warn(cli, w.breaks(sum));
  return EXIT.done;
}

function plan(store: Store, request: Request, flags: Flags, cli: Cli): Planned | null {
  const w = cli.words.maintain.correct;
  const document = oneDocument(store, request.file, cli);
  if (document === null) return null;
  const what = [document.file, request.statement, request.side, request.line, request.measure]
    .filter(Boolean)
    .join(' ');
  const [fact, ...others] = findFacts(store.db, document.sha256, request);
  const typed = typedAmount(request.value);
  if (fact === undefined) complain(cli, w.noFact(what));
  else if (others.length > 0) complain(cli, w.severalFacts(what, others.length + 1));
  else if (typed === null) complain(cli, w.badValue(request.value));
  else if (unlikely(typed, fact)) complain(cli, w.whichUnit(request.value, fact.unit, fact.value));
  else {
    const correction = correctionOf(store, document.sha256, fact, typed, request.reason, flags);
    if (correction !== null) return { sha256: document.sha256, what, correction };
    complain(cli, w.noFact(what));
  }
  return null;
}

function correctionOf(
  store: Store,
  sha256: string,
  fact: FactMatch,
  { fen: newValue }: TypedAmount,
  reason: string,
  flags: Flags,
): NewCorrection | null {
  const anchor = anchorReader(store.db).amount(sha256, { statement: fact.statement, amount: fact.amount });
  const oldValue = typedAmount(fact.value)?.fen ?? null;
  if (anchor === null || oldValue === null) return null;
  const kind = newValue === oldValue ? 'accept' : 'value';
  const by = { reviewer: reviewerOf(flags), reason, at: new Date().toISOString() };
  return { kind, anchor, oldValue, newValue, target: null, ...by };
}
