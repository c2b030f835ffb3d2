import type { ProseWording } from '../../declare/wording/wording.ts';
import type { EngineRule } from '../../model/codes.ts';
import type { Check } from '../../model/fact.ts';
import { parsePrinted } from '../../model/money.ts';
import type { ProseAmount, ProseNumber } from './numbers.ts';
import type { Paragraph } from './paragraphs.ts';
import type { Reference } from './subjects.ts';

/** A number of the prose with the words before it. */
export interface Stated {
  readonly number: ProseNumber;
  /** The words of its clause before it. */
  readonly prefix: string;
  /** 1 for 增加, -1 for 减少, 0 when it is no change. */
  readonly change: 1 | -1 | 0;
  readonly reference: Reference;
  readonly phraseStart: number;
}

/** A percentage of the prose and what its amounts come to. */
export interface Recomputed {
  readonly stated: Stated;
  readonly check: Check;
}

/** A ratio of two rounded amounts, and by how much each may be off. */
interface Ratio {
  readonly numerator: bigint;
  readonly numeratorSlack: bigint;
  readonly denominator: bigint;
  readonly denominatorSlack: bigint;
}

interface Percent {
  readonly digits: bigint;
  /** 10 to the power of the decimals printed. */
  readonly scale: bigint;
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

function percentOf(decimal: string): Percent | null {
  const printed = parsePrinted(decimal);
  if (printed === null) return null;
  return { digits: magnitude(BigInt(printed.decimal.replace('.', ''))), scale: 10n ** BigInt(printed.decimals) };
}

/** Whether a printed percentage is the ratio rounded, given that both amounts are rounded themselves. */
function covers(ratio: Ratio, { digits, scale }: Percent): boolean {
  const low = ratio.denominator - ratio.denominatorSlack;
  const high = ratio.denominator + ratio.denominatorSlack;
  if (low <= 0n) return ratio.denominator === 0n && ratio.numerator === 0n && digits === 0n;
  // digits ± ½ (one more for cut instead of rounded digits) against 100 · numerator / denominator · scale
  const upper = (ratio.numerator + ratio.numeratorSlack) * 100n * scale;
  const lower = (ratio.numerator - ratio.numeratorSlack) * 100n * scale;
  return (digits - 1n) * low <= upper && (digits + 1n) * high >= lower;
}

/** The ratio as a percentage with as many decimals as printed, times 100: what a check shows. */
function shown({ numerator, denominator }: Ratio): bigint {
  if (denominator === 0n) return 0n;
  const rounded = (magnitude(numerator) * 20_000n + denominator) / (denominator * 2n);
  return numerator < 0n ? -rounded : rounded;
}

const share = (part: ProseAmount, whole: ProseAmount): Ratio => ({
  numerator: part.fen,
  numeratorSlack: part.tolerance,
  denominator: whole.fen,
  denominatorSlack: whole.tolerance,
});

/** The rate of a change `by` that led to `now`. */
function rate(by: ProseAmount, now: ProseAmount, direction: 1 | -1): Ratio {
  const before = direction > 0 ? now.fen - by.fen : now.fen + by.fen;
  const slack = now.tolerance + by.tolerance;
  return { numerator: by.fen, numeratorSlack: by.tolerance, denominator: before, denominatorSlack: slack };
}

/** The rate between last year's amount and this year's, signed as the words say. */
function rateBetween(before: ProseAmount, now: ProseAmount, direction: 1 | -1): Ratio {
  const by = direction > 0 ? now.fen - before.fen : before.fen - now.fen;
  const slack = now.tolerance + before.tolerance;
  return { numerator: by, numeratorSlack: slack, denominator: before.fen, denominatorSlack: before.tolerance };
}

/** What a percentage may be the ratio of, and the one reading that the wording demands (null: each of them will do). */
interface Expectation {
  readonly rule: EngineRule;
  readonly candidates: readonly Ratio[];
  readonly demanded: Ratio | null;
}

type Amounts = readonly (Stated & { readonly number: ProseAmount })[];

/** Whether the paragraph opens with a whole and goes on with its parts: 合计…，其中：…. */
function opensWithWhole(text: string, first: ProseAmount, part: ProseAmount, wording: ProseWording): boolean {
  const after = text.slice(first.end, part.start);
  return wording.parts.test(after) && !wording.share_next.test(after);
}

function expectShare(text: string, percent: Stated, earlier: Amounts, wording: ProseWording): Expectation | null {
  const part = earlier.at(-1);
  const first = earlier[0];
  if (!part || !first || part === first) return null;
  const wholes = earlier.slice(0, -1).map((whole) => share(part.number, whole.number));
  const amounts = part.change === 0 && first.change === 0;
  const plain = percent.prefix.length === 1 && amounts && opensWithWhole(text, first.number, part.number, wording);
  return { rule: 'prose-share', candidates: wholes, demanded: plain ? share(part.number, first.number) : null };
}

function expectRate(
  text: string,
  percent: Stated,
  direction: 1 | -1,
  earlier: Amounts,
  { compared: compares, comparing, parts, other_basis }: ProseWording,
): Expectation | null {
  const last = earlier.at(-1);
  if (!last) return null;
  if (last.change !== 0) {
    const bases = earlier.filter((one) => one.change === 0);
    const candidates = bases.map((base) => rate(last.number, base.number, direction));
    const [base] = bases;
    // 支出1300万元。其中人员经费比上年增加50万元: of what it is the change is clear only right behind the whole
    const between = base === undefined ? '' : text.slice(base.number.end, last.number.start);
    const another = parts.test(between) || other_basis.test(between) || /[。；]/u.test(between);
    const compared = compares.test(last.prefix) && bases.length === 1 && !another;
    return { rule: 'prose-change-rate', candidates, demanded: compared ? (candidates[0] ?? null) : null };
  }
  const before = earlier.at(-2);
  if (!before?.reference.prior || last.change !== 0 || !comparing.test(percent.prefix)) return null;
  const ratio = rateBetween(before.number, last.number, direction);
  return { rule: 'prose-change-rate', candidates: [ratio], demanded: ratio };
}

/**
 * 年初预算X，支出决算Y，完成…Z%, or the other way round: 支出决算X，年初预算Y. A change between the two (比年初预算增加W) is neither of
 * them; beside another plan (调整预算), or of a part (其中), it is open which two are meant.
 */
function expectCompletion(
  text: string,
  percent: Stated,
  earlier: Amounts,
  { completed, plan, outcome, parts }: ProseWording,
): Expectation | null {
  if (!completed.test(percent.prefix)) return null;
  const stated = earlier.filter(({ change }) => change === 0);
  const [before, first, second] = [stated.at(-3), ...stated.slice(-2)];
  if (!first || !second) return null;
  const isPlan = ({ prefix }: Stated) => plan.test(prefix) && !outcome.test(prefix);
  const endsWithPlan = isPlan(second);
  if (!endsWithPlan && !plan.test(first.prefix)) return null;
  const ratio = endsWithPlan ? share(first.number, second.number) : share(second.number, first.number);
  const others = before === undefined ? [] : [share((endsWithPlan ? first : second).number, before.number)];
  const another =
    before !== undefined && isPlan(before) && !/[。；]/u.test(text.slice(before.number.end, first.number.start));
  const open = another || parts.test(text.slice(first.number.end, second.number.start));
  return { rule: 'prose-completion', candidates: [ratio, ...(another ? others : [])], demanded: open ? null : ratio };
}

function expectationOf(text: string, one: Stated, earlier: Amounts, wording: ProseWording): Expectation | null {
  if (wording.share.test(one.prefix)) return expectShare(text, one, earlier, wording);
  if (one.change !== 0) return expectRate(text, one, one.change, earlier, wording);
  return expectCompletion(text, one, earlier, wording);
}

/** Whether a ratio says anything: growth from nothing is any percentage. */
function isDefined({ denominator, denominatorSlack }: Ratio): boolean {
  return denominator > denominatorSlack;
}

function checkOf(
  rule: EngineRule,
  phrase: string,
  printed: bigint,
  ratio: Ratio,
  holds: boolean,
  sure: boolean,
): Check {
  const rhs = shown(ratio);
  return {
    rule,
    statement: '',
    scope: { of: 'words', phrase },
    lhs: printed,
    rhs,
    difference: printed - rhs,
    tolerance: 1n,
    status: holds ? 'pass' : 'fail',
    blame: holds ? null : sure ? 'publisher' : 'unknown',
    cells: [],
    left: 0,
    suspects: [],
  };
}

/** Digits read less surely than this may be a slip of recognition. */
const SURE = 0.9;

/** Whether no digit of a stretch of the paragraph may be a misreading. */
function isSurelyRead({ text, places }: Paragraph, start: number, end: number): boolean {
  return places
    .slice(start, end)
    .every(({ confidence }, at) => confidence >= SURE || !/\d/u.test(text[start + at] ?? ''));
}

/**
 * Shares (占比) among which none is what the amounts come to are shares of another whole than the one named before them
 * (支出总计 with its carry-over, shares of 本年支出): only beside shares that hold is one that does not an error.
 */
function beyondDoubt(found: readonly Recomputed[]): Recomputed[] {
  const isShare = ({ check }: Recomputed) => check.rule === 'prose-share';
  if (found.some((one) => isShare(one) && one.check.status === 'pass')) return [...found];
  const open = (one: Recomputed) => isShare(one) && one.check.blame === 'publisher';
  return found.map((one) => (open(one) ? { ...one, check: { ...one.check, blame: 'unknown' } } : one));
}

/** Recomputes the shares and rates of a paragraph from its own amounts; what the wording leaves open never fails. */
export function recompute(paragraph: Paragraph, stated: readonly Stated[], wording: ProseWording): Recomputed[] {
  const found: Recomputed[] = [];
  const earlier: (Stated & { readonly number: ProseAmount })[] = [];
  let end = 0;
  for (const one of stated) {
    const { number } = one;
    if (number.is === 'amount') {
      earlier.push({ ...one, number });
      end = number.end;
      continue;
    }
    const percent = percentOf(number.decimal);
    const adjoins = /^[，、（(]?[^，。；、：]*$/u.test(paragraph.text.slice(end, number.start));
    const expected = adjoins ? expectationOf(paragraph.text, one, earlier, wording) : null;
    if (expected === null || percent === null) continue;
    const fitting = expected.candidates.find((ratio) => covers(ratio, percent));
    const ratio = fitting ?? expected.demanded;
    if (!ratio || (fitting === undefined && !isDefined(ratio))) continue;
    const scope = paragraph.text
      .slice(Math.max(one.phraseStart - 60, 0), number.end)
      .replace(/^[^，。；：]*[，。；：]/u, '');
    const printed = (percent.digits * 100n) / percent.scale;
    const sure = isSurelyRead(paragraph, earlier[0]?.number.start ?? 0, number.end);
    const check = checkOf(expected.rule, scope, printed, ratio, fitting !== undefined, sure);
    found.push({ stated: one, check });
  }
  return beyondDoubt(found);
}
