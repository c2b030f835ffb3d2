import type { EngineRule } from '../../model/codes.ts';
import {
  ANY_MEASURE,
  type Blame,
  type Called,
  type Check,
  type ClaimDraft,
  type ClaimKind,
  type ClaimTarget,
  type FactRef,
  refKey,
  type Scope,
  type Verdict,
} from '../../model/fact.ts';
import type { Fen } from '../../model/money.ts';
import type { Amount, Line, Statement } from '../../model/statement.ts';
import { bareWords } from '../../model/text.ts';
import { stem } from '../../words/names.ts';
import { linesOf } from './claim-lines.ts';

/** A year read less surely than this may be a slip of recognition; names and declared words are what they are. */
const SURE = 0.9;
/** A list of which more names, or a greater part, have no amount tells what such money may be spent on, not what was. */
const MOST_AMISS = 2;
const PART_AMISS = 1 / 3;
const FEWEST_FOUND = 3;
/** More lines left out than this: the list was not meant to be whole. */
const MOST_LEFT_OUT = 3;
/** Counts stand on the scale of money. */
const ONE = 100n;

interface Book {
  readonly statements: readonly Statement[];
  /** Whether nothing in a statement may be a misreading. */
  readonly isSure: (statement: Statement) => boolean;
}

function statementsOf(target: ClaimTarget, { statements }: Book): readonly Statement[] {
  return statements.filter(({ kind }) => kind === target.statement);
}

/** The amounts of some lines that are not zero, in one column or in any. */
function printedIn(statement: Statement, lines: readonly Line[], measure: string): readonly Amount[] {
  const wanted = new Set(lines.map((line) => line.index));
  return statement.amounts.filter(
    (amount) => wanted.has(amount.line) && amount.fen !== 0n && (measure === ANY_MEASURE || amount.measure === measure),
  );
}

/** Whether a line prints a 0 that may be less than half of its unit: 1,400 yuan in a table of whole 万元. */
function isRoundedAway({ amounts }: Statement, lines: readonly Line[]): boolean {
  const wanted = new Set(lines.map((line) => line.index));
  return amounts.some(
    ({ line, fen, decimals, unit }) => wanted.has(line) && fen === 0n && decimals === 0 && unit !== '元',
  );
}

const refsOf = (statement: Statement, amounts: readonly Amount[]): readonly FactRef[] =>
  amounts.map((amount) => ({ statement: statement.index, amount: amount.index }));

interface Finding {
  readonly statement: Statement | null;
  readonly scope: Scope;
  readonly lhs: Fen;
  readonly rhs: Fen;
  readonly cells: readonly FactRef[];
  /** Whether lines of the statement may not have been read. */
  readonly unsure?: true;
}

/** Kinds of drafts that are words, and the rule that checks them. */
const RULES: Readonly<Partial<Record<ClaimKind, EngineRule>>> = {
  ...{ items: 'prose-items', nature: 'prose-nature', path: 'prose-path', year: 'prose-year' },
};

function failed(draft: ClaimDraft, rule: EngineRule, found: Finding, book: Book): Check {
  const sure = found.statement === null ? (draft.confidence ?? 1) >= SURE : book.isSure(found.statement);
  const blame: Blame = sure && found.unsure !== true ? 'publisher' : 'unknown';
  const { scope, lhs, rhs, cells } = found;
  return {
    ...{ rule, statement: found.statement?.kind ?? '', scope, lhs, rhs, cells, blame },
    ...{ difference: lhs - rhs, tolerance: 0n, status: 'fail', left: 0, suspects: [], page: draft.page },
  };
}

/** Every line with an amount has a code, so that none of them can be a listed one under a misread name. */
function isCoded(statement: Statement): boolean {
  const used = new Set(statement.amounts.map((amount) => amount.line));
  return statement.lines.every((line) => !used.has(line.index) || line.role !== 'item' || codeOf(line) !== null);
}

const codeOf = (line: Line): string | null => line.code ?? line.standardCode;

/** Leaf lines with an amount, of the classes of those listed, that the list leaves out. */
function leftOut(statement: Statement, listed: readonly Line[]): readonly Line[] {
  const classes = new Set(listed.flatMap((line) => codeOf(line)?.slice(0, 3) ?? []));
  const codes = new Set(listed.flatMap((line) => codeOf(line) ?? []));
  return statement.lines.filter((line) => {
    const code = codeOf(line);
    if (code === null || code.length !== 5 || !classes.has(code.slice(0, 3)) || codes.has(code)) return false;
    return printedIn(statement, [line], ANY_MEASURE).length > 0;
  });
}

/** 人员经费…主要包括：…: a name of the list for which the statement prints no amount. */
function checkItems(draft: ClaimDraft, statement: Statement): Finding | null {
  const looked = draft.targets
    .filter((target) => target.statement === statement.kind)
    .map((target) => ({ name: target.lines[0] ?? '', lines: linesOf(target, statement) }))
    .map((item) => ({
      ...item,
      printed: printedIn(statement, item.lines, ANY_MEASURE).length > 0 || isRoundedAway(statement, item.lines),
    }));
  const found = looked.filter(({ printed }) => printed);
  const amiss = looked.filter(({ printed }) => !printed);
  if (amiss.length === 0 || amiss.length > MOST_AMISS || found.length < FEWEST_FOUND || !isCoded(statement))
    return null;
  if (amiss.length > PART_AMISS * found.length) return null;
  const listed = found.flatMap(({ lines }) => lines.flatMap((line) => codeOf(line) ?? []));
  const missed = leftOut(
    statement,
    found.flatMap(({ lines }) => lines),
  );
  const instead = missed.length > MOST_LEFT_OUT ? [] : missed;
  return {
    statement,
    ...(classesAddUp(statement, listed) ? {} : { unsure: true }),
    scope: { of: 'items', listed: amiss.map(({ name }) => name), instead: instead.map(({ name }) => name) },
    lhs: BigInt(looked.length) * ONE,
    rhs: BigInt(found.length) * ONE,
    cells: refsOf(statement, printedIn(statement, instead, ANY_MEASURE)),
  };
}

/** The columns between which a line's money is divided. */
const NATURES = ['basic', 'project'];

/** 主要用于…等基本支出: a line whose money stands in the other column. */
function checkNature(draft: ClaimDraft, target: ClaimTarget, statement: Statement): Finding | null {
  const [line] = linesOf(target, statement);
  if (line === undefined || printedIn(statement, [line], target.measure).length > 0) return null;
  const others = NATURES.filter((measure) => measure !== target.measure);
  const printed = others.flatMap((measure) => printedIn(statement, [line], measure));
  if (printed.length === 0) return null;
  const sum = printed.reduce((total, { fen }) => total + fen, 0n);
  return {
    statement,
    scope: { of: 'words', phrase: draft.phrase },
    lhs: 0n,
    rhs: sum,
    cells: refsOf(statement, printed),
  };
}

const bareStem = (name: string): string => stem(bareWords(name));

/** Levels of a path with their codes: 204, 20406, 2040604. */
const LEVELS = [3, 5, 7];

/** What a statement calls a level of a path, and whether that may have been misread. */
interface Misnamed {
  readonly called: Called;
  readonly unsure: boolean;
}

function holdsName(line: Line | undefined, name: string): boolean {
  return line !== undefined && bareWords(line.name).includes(bareStem(name));
}

/** What a statement calls a path otherwise, by its code; nothing where it agrees or knows no such code. */
function misnamedByCode(names: readonly string[], code: string, statement: Statement): readonly Misnamed[] {
  // one name before a whole code is that of its last level: 行政运行（2010301）
  const above = LEVELS.indexOf(code.length) + 1 - names.length;
  return names.flatMap((name, level) => {
    const own = code.slice(0, LEVELS[above + level]);
    const line = statement.lines.find((one) => codeOf(one) === own);
    // words may run into a name, from either side: 主要用于公共安全支出（204类）, 2010301行政运行反映
    const agrees = line === undefined || bareWords(name).includes(bareStem(line.name));
    // a name with the prose's in it, or with a figure, is more than one line's, or was not well read
    const unsure = line?.flags.includes('name-doubtful') || /\d/u.test(line?.name ?? '') || holdsName(line, name);
    return agrees ? [] : [{ called: { code: own, name: line.name }, unsure }];
  });
}

/** Whether a statement that knows the first name has no line under it with the last one. */
function isUnknownPath(names: readonly string[], target: ClaimTarget, statement: Statement): boolean {
  const first = bareStem(names[0] ?? '');
  const top = statement.lines.find((line) => codeOf(line)?.length === 3 && first.endsWith(bareStem(line.name)));
  const code = top === undefined ? null : codeOf(top);
  if (code === null || names.length < 2) return false;
  const last = bareStem(names.at(-1) ?? '');
  const depth = LEVELS[names.length - 1];
  const below = statement.lines.filter((line) => codeOf(line)?.startsWith(code) && codeOf(line)?.length === depth);
  // a name may be clipped in print: 乡镇卫 for 乡镇卫生院
  if (below.some(({ name, flags }) => last.startsWith(bareStem(name)) || flags.includes('name-doubtful'))) return false;
  if (below.length === 0 || linesOf(target, statement).some((line) => codeOf(line)?.length === depth)) return false;
  return addUp(top, below, statement);
}

/** What a line may miss by rounding: 0.01 万元, in 分. */
const ROUNDED = 10_000n;

/** Whether the lines below a class come to its money in every column: one that was not read is missed then. */
function addUp(top: Line | undefined, below: readonly Line[], { amounts }: Statement): boolean {
  const parts = new Set(below.map(({ index }) => index));
  const whole = amounts.filter(({ line }) => line === top?.index);
  const room = ROUNDED * BigInt(below.length);
  return whole.every(({ measure, fen }) => {
    const own = amounts.filter((amount) => amount.measure === measure && parts.has(amount.line));
    const miss = own.reduce((sum, amount) => sum - amount.fen, fen);
    return miss <= room && -miss <= room;
  });
}

/** Whether the statement prints the classes of these codes, and each comes to what stands below it. */
function classesAddUp(statement: Statement, codes: readonly string[]): boolean {
  const classes = new Set(codes.map((code) => code.slice(0, 3)));
  return [...classes].every((own) => {
    const top = statement.lines.find((line) => codeOf(line) === own);
    const below = statement.lines.filter((line) => codeOf(line)?.length === 5 && codeOf(line)?.startsWith(own));
    return top !== undefined && (below.length === 0 || addUp(top, below, statement));
  });
}

/** 卫生健康支出（类）…: names that the statement prints otherwise, or nowhere. */
function checkPath(draft: ClaimDraft, target: ClaimTarget, statement: Statement): Finding | null {
  if (statement.amounts.length === 0) return null;
  const names = target.lines[0]?.split('/') ?? [];
  const none = { statement, lhs: 0n, rhs: 0n, cells: [] };
  if (target.code !== null) {
    const amiss = misnamedByCode(names, target.code, statement);
    if (amiss.length === 0) return null;
    const scope: Scope = { of: 'names', phrase: draft.phrase, called: amiss.map(({ called }) => called) };
    return { ...none, scope, ...(amiss.every(({ unsure }) => unsure) ? { unsure: true as const } : {}) };
  }
  return isUnknownPath(names, target, statement) ? { ...none, scope: { of: 'nowhere', phrase: draft.phrase } } : null;
}

/** Whether a statement prints a path as the prose does. */
function hasPath(target: ClaimTarget, statement: Statement): boolean {
  const names = target.lines[0]?.split('/') ?? [];
  const { code } = target;
  if (code === null) {
    return linesOf(target, statement).some((line) => codeOf(line)?.length === LEVELS[names.length - 1]);
  }
  return statement.lines.some((line) => codeOf(line) === code) && misnamedByCode(names, code, statement).length === 0;
}

/** A path is amiss when no statement prints it so: 城乡社区支出 stands in the general statement and in the fund's. */
function checkPathIn(draft: ClaimDraft, book: Book): Finding | null {
  const places = draft.targets.flatMap((target) =>
    statementsOf(target, book).map((statement) => ({ target, statement })),
  );
  if (places.some(({ target, statement }) => hasPath(target, statement))) return null;
  return places.map(({ target, statement }) => checkPath(draft, target, statement)).find((one) => one !== null) ?? null;
}

function firstOf(draft: ClaimDraft, book: Book, look: (target: ClaimTarget, statement: Statement) => Finding | null) {
  for (const target of draft.targets) {
    for (const statement of statementsOf(target, book)) {
      // the first statement that has the line at all decides
      const found = look(target, statement);
      if (found !== null || linesOf(target, statement).length > 0) return found;
    }
  }
  return null;
}

function findingOf(draft: ClaimDraft, book: Book): Finding | null {
  switch (draft.kind) {
    case 'items': {
      const kinds = new Set(draft.targets.map(({ statement }) => statement));
      const statements = book.statements.filter(({ kind }) => kinds.has(kind));
      return statements.map((statement) => checkItems(draft, statement)).find((found) => found !== null) ?? null;
    }
    case 'nature':
      return firstOf(draft, book, (target, statement) => checkNature(draft, target, statement));
    case 'path':
      // of recognised words one may be misread
      return (draft.confidence ?? 1) < 1 ? null : checkPathIn(draft, book);
    case 'year':
      return { statement: null, scope: { of: 'words', phrase: draft.phrase }, lhs: 0n, rhs: 0n, cells: [] };
    default:
      return null;
  }
}

/** Scopes are made anew each time, with their parts in one order. */
function alike(a: Scope, b: Scope): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Checks of the words of the prose: listed lines without an amount, 基本支出 for what stands under 项目支出, names of
 * subjects, a year compared with itself. They are reported only where they fail: words that fit prove nothing.
 */
export function wordingChecks(
  drafts: readonly ClaimDraft[],
  statements: readonly Statement[],
  verdicts: readonly Verdict[],
): readonly Check[] {
  const open = new Set(verdicts.filter(({ needsReview }) => needsReview).map(({ ref }) => refKey(ref)));
  const isSure = ({ index, amounts, placement }: Statement): boolean =>
    placement === 'established' &&
    amounts.every(({ source, index: amount }) => source === 'text' || !open.has(refKey({ statement: index, amount })));
  const book = { statements, isSure };
  const checks = drafts.flatMap((draft) => {
    const rule = RULES[draft.kind];
    const found = rule === undefined ? null : findingOf(draft, book);
    return rule === undefined || found === null ? [] : [failed(draft, rule, found, book)];
  });
  // the same words twice on a page are one finding
  return checks.filter(
    ({ rule, scope, page }, at) =>
      checks.findIndex((one) => one.rule === rule && one.page === page && alike(one.scope, scope)) === at,
  );
}
